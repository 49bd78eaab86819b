"""How a process that is kept alive fares: it begins anew after a pause, and not for ever when it never gets ready."""

import time

PAUSES = (0.2, 1, 5, 15, 30)
GOOD_WHILE_SECONDS = 60.0
VAIN_BEGINNINGS = 4


class NeverBegins(Exception):
    """A process of ours has ended each time before it was ready."""


class Lives:
    """The lives of one process, one after the other. `name` is told when it never gets ready."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._deaths = 0
        self._was_ready = False
        self._began = time.monotonic()

    def start(self) -> None:
        """A life begins."""
        self._began = time.monotonic()

    def get_ready(self) -> None:
        """The process can do its work."""
        self._was_ready = True

    def end(self) -> float:
        """A life has ended; return how many seconds to wait before the next: fewer again after one of a good while.

        Raises `NeverBegins` when none of several was ever ready.
        """
        if time.monotonic() - self._began >= GOOD_WHILE_SECONDS:
            self._deaths = 0
        self._deaths += 1
        if not self._was_ready and self._deaths >= VAIN_BEGINNINGS:
            raise NeverBegins(self._name)
        return PAUSES[min(self._deaths, len(PAUSES)) - 1]
