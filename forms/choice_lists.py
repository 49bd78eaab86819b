"""Checks the choices sheet, and that every list that the survey names is there."""

from collections.abc import Mapping

from forms.faults import Findings
from forms.sheets import Row, Sheet
from forms.survey_cells import REFERENCE
from forms.survey_rows import SurveyRow
from rules.errors import form_files, form_rows

MAX_CHOICES = 300

Lists = Mapping[str, Mapping[str, int]]


def read_lists(sheet: Sheet | None, findings: Findings) -> Lists:
    """Reads the lists of choices.

    Returns:
        For each list its choices' names in order, with the row each stands in. A list of which no choice
        has a name is noted, and kept empty.
    """
    if sheet is None or not _has_columns(sheet, findings):
        return {}
    by_list: dict[str, list[Row]] = {}
    for row in sheet.rows:
        _check_cells(sheet, row, findings)
        if row.get("list_name"):
            by_list.setdefault(row.get("list_name"), []).append(row)
        else:
            findings.add(form_rows.CHOICE_WITHOUT_LIST, sheet.title, row.number, sheet.heading("list_name"))
    return {name: _read_list(sheet, name, rows, findings) for name, rows in by_list.items()}


def _has_columns(sheet: Sheet, findings: Findings) -> bool:
    missing = [needed for needed in ("list_name", "name") if sheet.column(needed) is None]
    for needed in missing:
        findings.add(form_files.COLUMN_MISSING, sheet.title, 1, needed)
    return not missing


def _check_cells(sheet: Sheet, row: Row, findings: Findings) -> None:
    for column, text in row.cells.items():
        place = (sheet.title, row.number, column.heading)
        if column.use == "unsupported":
            findings.add(form_rows.COLUMN_NOT_SUPPORTED, *place, value=text)
        elif column.meaning == "label" and (reference := REFERENCE.search(text)):
            findings.add(form_rows.REFERENCE_NOT_SUPPORTED, *place, reference=reference.group())


def _read_list(sheet: Sheet, name: str, rows: list[Row], findings: Findings) -> dict[str, int]:
    first_rows: dict[str, int] = {}
    if not any(row.get("name") for row in rows):
        findings.add(form_rows.EMPTY_LIST, sheet.title, rows[0].number, sheet.heading("name"), list=name)
        return first_rows
    for row in rows:
        choice = row.get("name")
        place = (sheet.title, row.number, sheet.heading("name"))
        if not choice:
            findings.add(form_rows.CHOICE_WITHOUT_NAME, *place)
        elif len(choice.split()) > 1:
            findings.add(form_rows.CHOICE_NAME_WITH_SPACE, *place, name=choice)
        elif choice in first_rows:
            findings.add(form_rows.CHOICE_TWICE, *place, list=name, name=choice, first=first_rows[choice])
        else:
            first_rows[choice] = row.number
    if len(rows) > MAX_CHOICES:
        findings.add(form_rows.TOO_MANY_CHOICES, sheet.title, list=name, count=len(rows), limit=MAX_CHOICES)
    return first_rows


def check_lists_used(
    sheet: Sheet, rows: tuple[SurveyRow, ...], lists: Lists | None, titles: tuple[str, ...], findings: Findings
) -> None:
    """Notes each list that the survey names and the workbook lacks.

    Args:
        sheet: The survey.
        rows: Its rows.
        lists: The lists; None when there is no choices sheet at all.
        titles: Names of the sheets, for the text about a missing one.
        findings: Gets the faults.
    """
    named = [(each, "type", each.type.list_name) for each in rows if each.type.list_name]
    named += [(each, "hecha:phrases", phrases) for each in rows if (phrases := each.row.get("hecha:phrases"))]
    if named and lists is None:
        findings.add(form_files.NO_CHOICES_SHEET, sheets=", ".join(titles))
        return
    for each, meaning, name in named:
        if name not in (lists or {}):
            place = (sheet.title, each.row.number, sheet.heading(meaning))
            findings.add(form_rows.UNKNOWN_LIST, *place, list=name, lists=", ".join(lists or {}))
