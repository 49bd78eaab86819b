"""Compiled statements: what was built once as a module's constant is found by who it is, not by what it looks like."""

from typing import Any

from sqlalchemy.util import LRUCache

CAPACITY = 500


class CompiledCache(LRUCache[Any, Any]):
    """SQLAlchemy's own cache of compiled statements, before which those asked for again and again are found at once.

    Its keys are tuples of hundreds of parts, hashed and compared at each execution, although a statement built once
    always brings the same tuple. An entry holds that tuple, so that nothing else can have its identity.
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        super().__init__(CAPACITY)
        self._known: dict[Any, tuple[Any, Any]] = {}

    @property
    def known(self) -> int:
        """How many are found at once."""
        return len(self._known)

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the compiled statement of SQLAlchemy's key: dialect, shape, columns, whether schemas, whether many."""
        _, shape, *rest = key
        mark = (id(shape), *rest)
        known = self._known.get(mark)
        if known is not None:
            return known[1]
        compiled = super().get(key, default)
        if compiled is not None and compiled.cache_key is not None and compiled.cache_key.key is shape:
            if len(self._known) >= CAPACITY:
                self._known.clear()
            self._known[mark] = (shape, compiled)
        return compiled
