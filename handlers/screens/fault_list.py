"""All faults of a workbook at once: as a table for a spreadsheet, and as lines for a console."""

from collections.abc import Sequence

from forms.faults import Fault
from forms.tables import Table
from handlers.words import LANGUAGES, Words, words_of
from rules.errors import describe


def fault_table(words: Words, faults: Sequence[Fault]) -> Table:
    """Return faults as a table: sheet, row, column, code, what to mend and how."""
    keys = ("fault-list-sheet", "fault-list-row", "fault-list-column", "fault-list-code", "fault-list-text")
    rows = tuple((*_place(each, ""), describe(each, words.language)) for each in faults)
    return Table(words.plain("fault-list-title"), tuple(words.plain(key) for key in keys), rows)


def fault_lines(faults: Sequence[Fault]) -> list[str]:
    """Return faults as lines: sheet, row, column and code side by side, below them what to mend in both languages."""
    places = [_place(each, "-") for each in faults]
    widths = [max((len(place[column]) for place in places), default=0) for column in range(4)]
    lines = []
    for place, fault in zip(places, faults, strict=True):
        lines.append("  ".join(cell.ljust(width) for cell, width in zip(place, widths, strict=True)).rstrip())
        lines += [f"    {describe(fault, language)}" for language in LANGUAGES]
    return lines


def _place(fault: Fault, nothing: str) -> tuple[str, str, str, str]:
    return fault.sheet or nothing, str(fault.row or nothing), fault.column or nothing, fault.code


def good_lines(form_id: str, version: str, asked: int, remarks: Sequence[Fault]) -> list[str]:
    """Return what a console says of a workbook that can be used, in both languages, its remarks below."""
    values = {"form_id": form_id, "version": version, "asked": asked, "warnings": len(remarks)}
    said = [words_of(language).plain("console-form-good", **values) for language in LANGUAGES]
    return [*said, *fault_lines(remarks)]


def refused_lines(name: str, faults: Sequence[Fault]) -> list[str]:
    """Return what a console says of a workbook that is to be mended, in both languages."""
    said = [words_of(each).plain("console-form-refused", name=name, count=len(faults)) for each in LANGUAGES]
    return [*said, *fault_lines(faults)]


def taken_in_lines(form_id: str, version: str, *, is_new: bool) -> list[str]:
    """Return what a console says when a form was taken in, in both languages."""
    key = "console-taken-in" if is_new else "console-same"
    return [words_of(language).plain(key, form_id=form_id, version=version) for language in LANGUAGES]


def exported_lines(count: int, folder: str) -> list[str]:
    """Return what a console says when answers were written, in both languages."""
    return [words_of(language).plain("console-exported", count=count, folder=folder) for language in LANGUAGES]
