"""Checks the choices sheets, and that every list that the survey names is there."""

from collections.abc import Mapping
from typing import Final

from forms.faults import Findings
from forms.sheets import Row, Sheet
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_files, form_rows
from rules.errors import form_warnings as remarks

MAX_CHOICES: Final = 15_000

Lists = Mapping[str, Mapping[str, int]]


def read_lists(sheet: Sheet | None, findings: Findings, *, may_repeat: bool = False) -> Lists:
    """Reads the lists of choices.

    Args:
        sheet: `choices` or `external_choices`.
        findings: Gets faults and warnings.
        may_repeat: Whether a name may stand in a list twice, as the settings can allow for filtered lists.

    Returns:
        For each list its choices' names in order, with the row each stands in. A list of which no choice
        has a name is noted, and kept empty.
    """
    if sheet is None or not sheet.rows or not _has_columns(sheet, findings):
        return {}
    by_list: dict[str, list[Row]] = {}
    for row in sheet.rows:
        if row.get("list_name"):
            by_list.setdefault(row.get("list_name"), []).append(row)
        elif row.get("name") and row.get("label"):
            findings.add(form_rows.CHOICE_WITHOUT_LIST, sheet.title, row.number, sheet.heading("list_name"))
        else:
            findings.warn(remarks.ROW_SKIPPED, sheet.title, row.number)
    return {name: _read_list(sheet, name, rows, findings, may_repeat) for name, rows in by_list.items()}


def _has_columns(sheet: Sheet, findings: Findings) -> bool:
    missing = [needed for needed in ("list_name", "name") if sheet.column(needed) is None]
    for needed in missing:
        findings.add(form_files.COLUMN_MISSING, sheet.title, 1, needed)
    return not missing


def _read_list(sheet: Sheet, name: str, rows: list[Row], findings: Findings, may_repeat: bool) -> dict[str, int]:
    first_rows: dict[str, int] = {}
    if not any(row.get("name") for row in rows):
        findings.add(form_rows.EMPTY_LIST, sheet.title, rows[0].number, sheet.heading("name"), list=name)
        return first_rows
    for row in rows:
        choice = row.get("name")
        place = (sheet.title, row.number, sheet.heading("name"))
        if not choice:
            findings.add(form_rows.CHOICE_WITHOUT_NAME, *place)
        elif choice in first_rows and not may_repeat:
            findings.add(form_rows.CHOICE_TWICE, *place, list=name, name=choice, first=first_rows[choice])
        else:
            first_rows.setdefault(choice, row.number)
            if not any(row.get(shown) for shown in ("label", "image", "audio", "video")):
                findings.warn(remarks.CHOICE_WITHOUT_LABEL, sheet.title, row.number, list=name, name=choice)
    if len(rows) > MAX_CHOICES:
        findings.add(form_rows.TOO_MANY_CHOICES, sheet.title, list=name, count=len(rows), limit=MAX_CHOICES)
    return first_rows


def check_lists_used(
    survey: Survey,
    choices: tuple[Sheet | None, Lists],
    external: tuple[Sheet | None, Lists],
    titles: tuple[str, ...],
    findings: Findings,
) -> None:
    """Notes each list that the survey names and the workbook lacks, and choices that cannot be chosen together.

    Args:
        survey: The survey.
        choices: Sheet choices and its lists.
        external: Sheet external_choices and its lists.
        titles: Names of the sheets, for the text about a missing one.
        findings: Gets the faults.
    """
    named = [
        (each, "type", each.type.list_name or "", each.type.source)
        for each in survey.rows
        if each.type.list_name and each.type.source in ("choices", "external")
    ]
    named += [
        (each, "hecha:phrases", phrases, "choices")
        for each in survey.rows
        if (phrases := each.row.get("hecha:phrases"))
    ]
    told: set[str] = set()
    for each, meaning, name, source in named:
        sheet, lists = choices if source == "choices" else external
        wanted = "choices" if source == "choices" else "external_choices"
        if sheet is None or not sheet.rows:
            if wanted not in told:
                findings.add(form_files.NO_CHOICES_SHEET, sheets=", ".join(titles), wanted=wanted)
            told.add(wanted)
        elif name not in lists:
            place = (survey.sheet.title, each.row.number, survey.sheet.heading(meaning))
            findings.add(form_rows.UNKNOWN_LIST, *place, list=name, lists=", ".join(lists), choices=sheet.title)
        elif each.type.kind in ("choices", "rank"):
            _check_spaces(sheet, each, lists[name], findings)


def check_grids(survey: Survey, findings: Findings) -> None:
    """Notes a grid whose rows are chosen from different lists: a `table-list` group has one heading for all."""
    firsts: dict[str, str] = {}
    for each in survey.questions:
        around = each.around[-1] if each.around else None
        if around is None or not each.type.list_name or "table-list" not in around.row.get("appearance").split():
            continue
        first = firsts.setdefault(around.path, each.type.list_name)
        if first != each.type.list_name:
            place = (survey.sheet.title, each.row.number, survey.sheet.heading("type"))
            findings.add(form_rows.GRID_OF_LISTS, *place, None, list=each.type.list_name, first=first)


def _check_spaces(sheet: Sheet, each: SurveyRow, choices: Mapping[str, int], findings: Findings) -> None:
    """Several choices are stored with spaces between them, so that none may hold one itself."""
    for choice, number in choices.items():
        if len(choice.split()) > 1:
            place = (sheet.title, number, sheet.heading("name"))
            findings.add(form_rows.CHOICE_NAME_WITH_SPACE, *place, name=choice, type=each.type.name)
