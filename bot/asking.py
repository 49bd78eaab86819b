"""Single calls of Telegram for the operator's commands: each has an end, and what keeps it from us is told by kind.

Nothing that is raised here holds an address: the token is part of it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

import httpx

from bot.caller import TooMany, result_of

TIMEOUT = httpx.Timeout(10)
# Telegram takes and gives the files of a trial in a second; a slow line has a minute.
FILE_TIMEOUT = httpx.Timeout(60, connect=10)
Upload = tuple[str, bytes, str]


class NoAnswer(Exception):
    """Telegram cannot be asked. `why` is `timeout`, `tls`, `proxy`, `busy` or `away`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Telegram:
    """Asks with one token.

    Attributes:
        date: The time of day by Telegram's last answer, none where it did not say.
    """

    def __init__(self, api_url: str, token: str) -> None:
        self._api_url = api_url
        self._token = token
        self._client = httpx.Client(timeout=TIMEOUT)
        self.date: datetime | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def call(self, method: str, *, wait: float = 0, **body: Any) -> Any:
        """Return the result of a call; `wait` is how many seconds Telegram itself may take.

        Raises `NoAnswer`, and what `bot.caller` raises for a refusal.
        """
        timeout = httpx.Timeout(10, read=10 + wait)
        with _told():
            answer = self._client.post(f"{self._api_url}/bot{self._token}/{method}", json=body, timeout=timeout)
            return self._result(method, answer)

    def upload(self, method: str, files: Mapping[str, Upload], **fields: Any) -> Any:
        """Return the result of a call that sends files, each a name, its bytes and its type. Raises as `call`."""
        with _told():
            answer = self._client.post(
                f"{self._api_url}/bot{self._token}/{method}", data=fields, files=files, timeout=FILE_TIMEOUT
            )
            return self._result(method, answer)

    def download(self, path: str) -> bytes:
        """Return a file by the path that `getFile` gave. Raises `NoAnswer`."""
        with _told():
            answer = self._client.get(f"{self._api_url}/file/bot{self._token}/{path}", timeout=FILE_TIMEOUT)
            if answer.is_error:
                raise NoAnswer("away")
            return answer.content

    def _result(self, method: str, answer: httpx.Response) -> Any:
        if told := answer.headers.get("date"):
            self.date = parsedate_to_datetime(told)
        return result_of(method, answer)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except TooMany as error:
        raise NoAnswer("busy") from error
    except (httpx.HTTPError, ValueError) as error:
        # Not chained: the words of some of them hold the whole address.
        raise NoAnswer(why_of(error)) from None


def why_of(error: Exception) -> str:
    """Return the kind of a failed call: `timeout`, `tls`, `proxy` or `away`."""
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    if isinstance(error, httpx.ProxyError):
        return "proxy"
    return "tls" if "SSL" in str(error).upper() or "CERTIFICATE" in str(error).upper() else "away"
