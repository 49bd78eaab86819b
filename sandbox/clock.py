"""Telegram's clock, which a test can push forward but never back, and the zone in which its people live."""

import time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


class Clock:
    """Wall time plus an offset.

    Attributes:
        offset: Seconds by which this clock is ahead of the machine.
    """

    def __init__(self, offset: float = 0.0) -> None:
        self.offset = offset

    def now(self) -> float:
        """Seconds since 1970, with fraction."""
        return time.time() + self.offset

    def date(self) -> int:
        """Whole seconds since 1970, as messages carry them."""
        return int(self.now())

    def advance(self, seconds: float) -> float:
        """Moves the clock forward.

        Args:
            seconds: Not negative.

        Returns:
            The new time.

        Raises:
            ValueError: When asked to go back.
        """
        if seconds < 0:
            raise ValueError("the clock only goes forward")
        self.offset += seconds
        return self.now()
