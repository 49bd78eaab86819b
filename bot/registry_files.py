"""The files that registries are handed out as: each of them, and the list of gaps between them."""

from forms.tables import Table
from handlers.words import words_of
from rules.registries.coverage import GAPS
from services.registry_export import coverage_table, registry_table
from storage.unit_of_work import UnitOfWork

COVERAGE = "coverage"


def registry_tables(uow: UnitOfWork, which: str, language: str, department_id: int | None) -> Table:
    """Return a registry, or the gaps of all (`coverage`), in a language, called as people call it."""
    words = words_of("en" if language.startswith("en") else "zh-CN")
    if which == COVERAGE:
        headings = tuple(words.plain(f"gap-{each}") for each in ("kind", "code", "name", "department"))
        kinds = {kind: words.plain(f"gap-one-{kind.replace('_', '-')}") for kind in GAPS}
        table = coverage_table(uow, headings, kinds, department_id)
    else:
        table = registry_table(uow, which, language, department_id)
    return Table(words.plain(f"registry-{table.name}"), table.headings, table.rows)
