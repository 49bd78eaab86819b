"""A server of forms that takes submissions by the OpenRosa form submission API, such as ODK Central or Kobo.

It is asked first (HEAD) who may submit, where, and how much at once; what is more goes in several parts, each with the
submission itself, all but the last marked incomplete. The instance's id makes the same submission again harmless.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

import httpx

from bot.outward import NotOutward, Outward, client, outward, said

XML_PART = "xml_submission_file"
INCOMPLETE = "*isIncomplete*"
TAKEN = (201, 202)
# Of these another attempt would hear the same.
NEVER = (400, 406, 409, 413, 422)
USUAL_MOST = 10 << 20
# What a part of a request has around it at most: its boundary and its headers without their values.
AROUND = 256
TOKEN_USER = "token"  # noqa: S105 - the name that says that a token follows
MESSAGE = re.compile(r"<message[^>]*>([^<]*)<", re.ASCII)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file of a submission."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What the server said last; `is_final` when it will never take it like this."""

    status: int
    message: str

    @property
    def is_taken(self) -> bool:
        """Whether it has the whole submission."""
        return self.status in TAKEN

    @property
    def is_doubtful(self) -> bool:
        """Whether it may have it all the same: something between failed, or it has another under the same id."""
        return self.status >= 500 or self.status == 409

    @property
    def is_final(self) -> bool:
        """Whether another attempt is of no use."""
        return self.status in NEVER


class FormServer:
    """One server. Its address may say who submits: `user:password@`, or `token:…@` for a token of Kobo.

    `step` is opened around whatever waits for the server's answer; `sending` is called before anything is sent.
    `may_have_it`: something was sent, and the server never said that it has none of it.
    """

    def __init__(
        self,
        url: str,
        step: Callable[[], AbstractContextManager[None]] = nullcontext,
        sending: Callable[[], None] = lambda: None,
        *,
        may_be_private: bool,
    ) -> None:
        parts = urlsplit(url)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._step, self._sending, self._may_be_private = step, sending, may_be_private
        self.may_have_it = False

    def submit(self, xml: str, files: Sequence[SentFile], now: datetime) -> Taken:
        """Hand a submission over. Raises `httpx.HTTPError`, `OSError`, `NotOutward` when nobody is reached."""
        headers = self._headers(now)
        with client() as line:
            with self._step():
                place, most, auth, refusal = self._asked(line, headers)
            if refusal is not None:
                return refusal
            data, answer = xml.encode(), Taken(0, "")
            batches = list(_batches(len(data), files, most))
            self._sending()
            for at, batch in enumerate(batches):
                is_last = at == len(batches) - 1
                self.may_have_it = True
                with self._step():
                    answer = self._post(line, place, headers, auth, data, batch, is_incomplete=not is_last)
                if not answer.is_taken:
                    self.may_have_it = at > 0 or answer.is_doubtful
                    return answer
        return answer

    def _headers(self, now: datetime) -> dict[str, str]:
        headers = {
            "x-openrosa-version": "1.0",
            "date": format_datetime(now.astimezone(UTC), usegmt=True),
            "accept-language": "zh-CN, en;q=0.5",
            "user-agent": "hecha",
        }
        if self._user == TOKEN_USER:
            headers["authorization"] = f"Token {self._password}"
        return headers

    def _asked(
        self, line: httpx.Client, headers: Mapping[str, str]
    ) -> tuple[Outward, int, httpx.Auth | None, Taken | None]:
        """Ask where to submit, how much at once, and how to say who we are."""
        place = outward(self._url, may_be_private=self._may_be_private)
        answer = line.send(place.request(line, "HEAD", dict(headers)))
        auth = self._auth(answer)
        if answer.status_code == 401 and auth is not None:
            answer = line.send(place.request(line, "HEAD", dict(headers)), auth=auth)
        if answer.status_code in (401, 403):
            return place, 0, auth, Taken(answer.status_code, "")
        # A server that does not answer HEAD as it should may still take a submission.
        told = answer.headers.get("location", "")
        if answer.status_code == 204 and told:
            try:
                where = urljoin(self._url, told)
            except ValueError:
                raise NotOutward("no address") from None
            # Elsewhere our password would be a stranger's.
            if _origin(where) == _origin(self._url):
                place = outward(where, may_be_private=self._may_be_private)
        most = answer.headers.get("x-openrosa-accept-content-length", "")
        return place, int(most) if most.isdecimal() and int(most) else USUAL_MOST, auth, None

    def _auth(self, answer: httpx.Response) -> httpx.Auth | None:
        if not self._user or self._user == TOKEN_USER:
            return None
        offered = answer.headers.get("www-authenticate", "").lower()
        if offered.startswith("digest") or ", digest " in offered:
            return httpx.DigestAuth(self._user, self._password)
        # Some servers want it unasked.
        return httpx.BasicAuth(self._user, self._password)

    def _post(
        self,
        line: httpx.Client,
        place: Outward,
        headers: Mapping[str, str],
        auth: httpx.Auth | None,
        xml: bytes,
        files: Sequence[SentFile],
        *,
        is_incomplete: bool,
    ) -> Taken:
        parts: list[tuple[str, tuple[str, bytes, str]]] = [(XML_PART, ("submission.xml", xml, "text/xml"))]
        parts += [(each.name, (each.name, each.content, each.media_type)) for each in files]
        body = {"files": parts, **({"data": {INCOMPLETE: "yes"}} if is_incomplete else {})}
        answer = line.send(place.request(line, "POST", dict(headers), **body), auth=auth, stream=True)
        try:
            told = MESSAGE.search(said(answer).decode(errors="replace"))
        finally:
            answer.close()
        return Taken(answer.status_code, " ".join(told[1].split())[:200] if told else "")


def _origin(url: str) -> tuple[str, str, int]:
    """Return whose an address is: scheme, machine and port. Raises `NotOutward` for what is no address."""
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotOutward("no address") from None


def _batches(xml_bytes: int, files: Sequence[SentFile], most: int) -> Iterator[Sequence[SentFile]]:
    """Yield files in their order, so many at once as a server takes beside the submission, with all that stands around
    them; at least one empty batch.
    """
    batch: list[SentFile] = []
    # The submission, the mark that more is to come, and the end.
    held = alone = xml_bytes + 3 * AROUND
    for each in files:
        # A name stands there twice, and its signs may be written as three each.
        size = len(each.content) + 6 * len(each.name.encode()) + len(each.media_type) + AROUND
        if batch and held + size > most:
            yield batch
            batch, held = [], alone
        batch.append(each)
        held += size
    yield batch
