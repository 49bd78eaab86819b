"""The log of Bot API calls, which a test reads to see what the bot really did."""

import json
from collections import deque
from typing import Any

from sandbox.parameters import Parameters

KEPT = 20_000
# What opens something: neither the token nor a webhook's secret is shown.
_SECRET = frozenset({"secret_token"})


class CallLog:
    """Calls numbered from 1; the newest are kept."""

    def __init__(self) -> None:
        self.last = 0
        self._kept: deque[tuple[int, float, str, Parameters, int, str]] = deque(maxlen=KEPT)

    def add(self, at: float, method: str, parameters: Parameters, error_code: int, description: str) -> None:
        """Notes a finished call; `error_code` is 0 when it succeeded."""
        self.last += 1
        self._kept.append((self.last, at, method, parameters, error_code, description))

    def after(self, n: int, method: str = "") -> list[dict[str, Any]]:
        """Calls with a number above `n`, oldest first, of one method or of all."""
        # A copy first: a test reads while the bot goes on calling.
        return [
            _described(*call)
            for call in tuple(self._kept)
            if call[0] > n and (not method or call[2].lower() == method.lower())
        ]


def _described(
    n: int, at: float, method: str, parameters: Parameters, error_code: int, description: str
) -> dict[str, Any]:
    shown: dict[str, Any] = {name: _readable(value) for name, value in parameters.values.items() if name not in _SECRET}
    for name, upload in parameters.files.items():
        shown[name] = f"{upload.file_name}, {len(upload.data)} bytes"
    return {
        "n": n,
        "at": at,
        "method": method,
        "chat_id": parameters.chat_id() or None,
        "ok": error_code == 0,
        "error_code": error_code or None,
        "description": description or None,
        "params": shown,
    }


def _readable(value: str) -> Any:
    """Objects and arrays as such; everything else as it was sent."""
    if value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
