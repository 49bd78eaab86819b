"""The files of this checkout, and a rule about them with what it catches and lets pass."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("bot", "handlers", "web", "services", "storage", "forms", "rules")
ROOMS = (*PRODUCT, "sandbox")
EVERYWHERE = (*ROOMS, "tests", "bench", "tools")


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the checkout, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Line and dotted name of everything imported; ``from a import b`` counts as ``a.b``."""
        found = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        return found


Complaints = Iterator[tuple[int, str]]
Check = Callable[[Source], Complaints]


@dataclass(frozen=True)
class Rule:
    """A check, the folders that it holds for, and sources (path, text) that show what it catches and lets pass."""

    check: Check
    folders: tuple[str, ...]
    offenders: tuple[tuple[str, str], ...] = field(repr=False)
    innocent: tuple[str, str] = field(repr=False)

    def complaints(self, source: Source) -> list[str]:
        return [f"{source.path}:{line}: {message}" for line, message in self.check(source)]


def sources_in(folders: tuple[str, ...]) -> Iterator[Source]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield Source(file.relative_to(ROOT).as_posix(), file.read_text("utf-8"))
