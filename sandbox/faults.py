"""Faults that a test orders: Telegram fails, the line breaks, a download ends early."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import ActError

ANYWHERE = ("429", "500", "502", "refuse", "drop", "delay")
DOWNLOADS = ("cut", "404")
POLLS = ("duplicate", "reorder")
POLL_METHOD = "getupdates"
DOWNLOAD_METHOD = "file"


@dataclass(slots=True)
class Fault:
    """One ordered fault.

    Attributes:
        method: Lower-case method, `file` for downloads, `*` for every method.
        times: How often it still strikes.
        after: How many fitting calls pass first.
        chat_id: Only calls for this chat; 0 for all.
        retry_after: Seconds of a 429.
        seconds: Length of a delay.
        percent: How much of a cut download arrives.
    """

    id: int
    method: str
    kind: str
    times: int = 1
    after: int = 0
    chat_id: int = 0
    retry_after: int = 3
    seconds: float = 1.0
    percent: float = 50.0

    def shown(self) -> dict[str, Any]:
        """As the simulation API lists it."""
        return {name: getattr(self, name) for name in Fault.__slots__}


@dataclass(slots=True)
class FaultList:
    """The faults that still wait, in the order they were asked for."""

    waiting: list[Fault] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def add(self, order: dict[str, Any]) -> int:
        """Orders a fault.

        Args:
            order: `method`, `kind`, and any of the other fields of `Fault`.

        Returns:
            Its number.

        Raises:
            ActError: For an order that could never strike.
        """
        method, kind = str(order.get("method", "")).lower(), str(order.get("kind", ""))
        if not method:
            raise ActError("a fault needs a method")
        allowed: tuple[str, ...] = ANYWHERE
        if method == DOWNLOAD_METHOD:
            allowed = ANYWHERE + DOWNLOADS
        elif method == POLL_METHOD:
            allowed = ANYWHERE + POLLS
        if kind not in allowed:
            raise ActError(f"the kinds for {method} are {', '.join(allowed)}")
        try:
            fault = Fault(
                next(self._numbers),
                method,
                kind,
                int(order.get("times", 1)),
                int(order.get("after", 0)),
                int(order.get("chat_id", 0)),
                int(order.get("retry_after", 3)),
                float(order.get("seconds", 1.0)),
                float(order.get("percent", 50.0)),
            )
        except (TypeError, ValueError):
            raise ActError("times, after, chat_id, retry_after, seconds and percent are numbers") from None
        if fault.times < 1 or fault.after < 0 or fault.retry_after < 1 or not 0 <= fault.percent < 100:
            raise ActError("times and retry_after start at 1, after at 0, percent is below 100")
        self.waiting.append(fault)
        return fault.id

    def strike(self, method: str, chat_id: int = 0, kinds: tuple[str, ...] = ANYWHERE) -> Fault | None:
        """The fault that hits this call, if one does; it is used up by that."""
        if not self.waiting:
            return None
        for fault in self.waiting:
            if fault.kind not in kinds or fault.method not in (method, "*"):
                continue
            if method == DOWNLOAD_METHOD and fault.method == "*":
                continue
            if fault.chat_id and fault.chat_id != chat_id:
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.times == 0:
                self.waiting.remove(fault)
            return fault
        return None

    def clear(self) -> None:
        """Calls all faults off."""
        self.waiting.clear()
