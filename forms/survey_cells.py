"""Checks cells of a question's row that are neither expressions nor texts: ranges, and what must be filled."""

from forms.bounds import EmptyRange, NotARange, OpenRange, read_bounds
from forms.faults import Findings
from forms.sheets import Sheet
from forms.survey_rows import Survey, SurveyRow
from rules.errors import Problem, form_logic
from rules.errors import form_rows as problems

NUMERIC_KINDS = ("integer", "decimal")


def check_cells(survey: Survey, findings: Findings) -> None:
    """Notes each cell that is missing, impossible, or asks for what another program does."""
    sheet = survey.sheet
    for each in survey.rows:
        if each.type.role == "end":
            continue
        if each.type.name == "calculate" and not each.row.get("calculation") and not each.row.get("default"):
            findings.add(form_logic.NO_CALCULATION, *_place(sheet, each, "calculation"))
        if each.type.name == "background-geopoint" and not each.row.get("trigger"):
            findings.add(problems.NO_TRIGGER, *_place(sheet, each, "trigger"))
        if each.type.or_other and each.row.get("choice_filter"):
            findings.add(form_logic.FILTER_WITH_OTHER, *_place(sheet, each, "choice_filter"))
        _check_usual(sheet, each, findings)
        _check_constraint(sheet, each, findings)


def _place(sheet: Sheet, each: SurveyRow, meaning: str) -> tuple[str, int, str]:
    return sheet.title, each.row.number, sheet.heading(meaning)


def _check_constraint(sheet: Sheet, each: SurveyRow, findings: Findings) -> None:
    """Any expression will do, but not a range in which no number lies."""
    if each.type.kind not in NUMERIC_KINDS or not each.row.get("constraint"):
        return
    try:
        read_bounds(each.row.get("constraint"), whole=each.type.kind == "integer")
    except EmptyRange:
        _add_range(problems.RANGE_EMPTY, sheet, each, "constraint", findings)
    except (NotARange, OpenRange):
        return


def _check_usual(sheet: Sheet, each: SurveyRow, findings: Findings) -> None:
    if not each.row.get("hecha:usual") or each.type.kind not in NUMERIC_KINDS:
        return
    try:
        read_bounds(each.row.get("hecha:usual"), whole=each.type.kind == "integer")
    except NotARange:
        _add_range(problems.RANGE_NOT_UNDERSTOOD, sheet, each, "hecha:usual", findings)
    except OpenRange:
        _add_range(problems.RANGE_OPEN, sheet, each, "hecha:usual", findings)
    except EmptyRange:
        _add_range(problems.RANGE_EMPTY, sheet, each, "hecha:usual", findings)


def _add_range(problem: Problem, sheet: Sheet, each: SurveyRow, meaning: str, findings: Findings) -> None:
    findings.add(problem, *_place(sheet, each, meaning), None, expression=each.row.get(meaning))
