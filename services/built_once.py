"""What never changes is built once per process, and of that only the latest is kept: memory has an end."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Built = TypeVar("Built")


class BuiltOnce(Generic[Key, Built]):
    """The things used last, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Key, Built] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, key: Key, build: Callable[[], Built]) -> Built:
        """Return what belongs to a key, built when it is not there, or not any more. Raises as `build` does."""
        with self._lock:
            built = self._kept.pop(key, None)
        if built is None:
            built = build()
        with self._lock:
            self._kept[key] = built
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        return built
