"""What a console says of registries, in both languages, and the rows of a file that were refused."""

from collections.abc import Sequence
from typing import Any

from forms.faults import Fault
from forms.tables import Table
from handlers.screens.fault_list import fault_lines
from handlers.screens.format import local
from handlers.screens.registry_files import COUNTS
from handlers.words import LANGUAGES, Words, words_of
from rules.errors import describe
from rules.registries.fields import field_of
from services.registry_coverage import Coverage
from services.registry_history import Changed
from services.registry_view import ImportView
from storage.tables import RegistryChange


def refused_table(
    words: Words, titles: Sequence[str], bad: Sequence[tuple[int, Sequence[str], Sequence[Any]]]
) -> Table:
    """Return refused rows as they came, each with its number and what is to be mended: to mend and send again."""
    headings = (*titles, words.plain("rows-refused-row"), words.plain("rows-refused-why"))
    rows = []
    for number, cells, faults in bad:
        told = [Fault.from_dict(each) for each in faults]
        why = " / ".join(f"{each.column or ''} {describe(each, words.language)}".strip() for each in told)
        padded = [*cells, *[""] * len(titles)][: len(titles)]
        rows.append((*padded, str(number), why))
    return Table(words.plain("rows-refused-title"), headings, tuple(rows))


def checked_lines(view: ImportView) -> list[str]:
    """Return what was found in a file; what is to be mended below."""
    said = []
    for language in LANGUAGES:
        words = words_of(language)
        registry = words.plain(f"registry-{view.which}") if view.which else "-"
        if view.state == "refused":
            said.append(words.plain("console-import-refused", name=view.name))
        else:
            said.append(words.plain("console-import", name=view.name, registry=registry, counts=_counts(words, view)))
            if not view.changes:
                said.append(words.plain("import-nothing"))
    if unknown := view.facts.get("unknown"):
        said += [words_of(each).plain("console-columns", names=", ".join(unknown)) for each in LANGUAGES]
    return [*said, *fault_lines(view.faults)]


def _counts(words: Words, view: ImportView) -> str:
    told = [words.plain(f"import-{kind}", count=view.count(kind)) for kind in COUNTS if view.count(kind)]
    refused = view.count("refused")
    return " · ".join([*told, *([words.plain("import-refused-rows", count=refused)] if refused else [])])


def taken_lines(view: ImportView) -> list[str]:
    """Return what was written."""
    count = sum(view.facts.get("applied", {}).values())
    return [words_of(language).plain("console-import-done", count=count) for language in LANGUAGES]


def difference_lines(view: ImportView, found: Sequence[RegistryChange]) -> list[str]:
    """Return every difference between a file and the registry."""
    if view.state == "refused":
        return checked_lines(view)
    said = [words_of(language).plain("console-differences", count=len(found)) for language in LANGUAGES]
    for change in found:
        said.append(f"{change.row}  {change.subject}")
        for name in change.before:
            heading = "/".join(field_of(view.which or "", name).heading(language) for language in LANGUAGES)
            said.append(f"    {heading}: {change.before[name] or '-'} -> {change.after[name] or '-'}")
    return said


def coverage_lines(found: Coverage) -> list[str]:
    """Return where nobody looks."""
    if not found.gaps:
        return [words_of(language).plain("gaps-none") for language in LANGUAGES]
    said = []
    for kind in found.kinds:
        key = f"gap-{kind.replace('_', '-')}"
        said += [words_of(language).plain(key, count=found.count(kind)) for language in LANGUAGES]
        said += [f"    {gap.code}  {gap.name}  {gap.department}".rstrip() for gap in found.gaps if gap.kind == kind]
    return said


def history_lines(found: Sequence[Changed]) -> list[str]:
    """Return who changed an entry, when, from which file."""
    if not found:
        return [words_of(language).plain("history-none") for language in LANGUAGES]
    said = []
    for change in found:
        who = change.taken.by.get("zh", "-") if change.taken.by else "console"
        when = local(change.taken.at).isoformat(" ", "minutes")
        said.append(f"{when}  {who}  {change.kind}  {change.taken.name}:{change.row}  {change.taken.sha256}")
        said += [
            f"    {name}: {change.before.get(name) or '-'} -> {change.after.get(name) or '-'}" for name in change.before
        ]
    return said
