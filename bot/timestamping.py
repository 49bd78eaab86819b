"""Time stamps of an authority (RFC 3161) on a hash: fetched, and held against what was asked."""

import asyncio

import httpx
from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from rules.errors import anchors as problems
from rules.refusals import Refused

SECONDS = 15
MOST_BYTES = 1 << 20


class Authority(TimeStamper):
    """A time stamping authority at an address."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url
        self._answer = b""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask once. Raises `OSError` when there is no answer."""
        kind = {"content-type": "application/timestamp-query"}
        try:
            async with httpx.AsyncClient(timeout=SECONDS) as client:
                answer = await client.post(self._url, content=req.dump(), headers=kind)
                answer.raise_for_status()
        except httpx.HTTPError as error:
            raise OSError(str(error) or type(error).__name__) from error
        if len(answer.content) > MOST_BYTES:
            raise OSError(f"{len(answer.content)} bytes")
        self._answer = answer.content
        return tsp.TimeStampResp.load(answer.content, strict=True)

    def stamp(self, digest: str) -> bytes:
        """Return the authority's response on a SHA-256 in hexadecimal, as a `.tsr` file holds it.

        Raises `Refused` when the authority gives none, or one for something else.
        """
        try:
            token = asyncio.run(self.async_timestamp(bytes.fromhex(digest), "sha256"))
            stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
            if stamped["hashed_message"].native != bytes.fromhex(digest):
                raise TimestampRequestError("it is for something else")
        except (TimestampRequestError, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            # The library stumbles over a nonce of another's when it wants to say so.
            because = "another's answer" if isinstance(error, AttributeError) else str(error) or type(error).__name__
            raise Refused(problems.STAMP_REFUSED, url=self._url, because=because) from error
        return self._answer
