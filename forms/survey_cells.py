"""Checks the cells of a question's row: what may stand in appearance, parameters, required and constraint."""

import re

from forms.bounds import EmptyRange, NotARange, OpenRange, read_bounds
from forms.checklist import Kind
from forms.columns import Column
from forms.faults import Findings
from forms.sheets import Row, Sheet
from forms.survey_rows import SurveyRow
from rules.errors import form_rows as problems

REFERENCE = re.compile(r"\$\{[^}]*\}?")
NUMERIC_KINDS = ("integer", "decimal")

# Layout wishes for a screen: nothing is lost when a chat asks one question at a time.
_HARMLESS_APPEARANCE = re.compile(
    r"minimal|quick|quickcompact|compact(-\d+)?|columns(-\d+|-pack|-flex)?|horizontal(-compact)?|vertical|likert|list"
    r"|field-list|multiline|no-calendar|thousands-sep|w\d+"
)
_HARMLESS_PARAMETERS: dict[Kind, re.Pattern[str]] = {
    "photo": re.compile(r"max-pixels\s*=\s*\d+"),
    "text": re.compile(r"rows\s*=\s*\d+"),
}
_REQUIRED = frozenset(
    {"yes", "Yes", "YES", "true", "True", "TRUE", "true()", "no", "No", "NO", "false", "False", "FALSE", "false()"}
)


def check_cells(sheet: Sheet, rows: tuple[SurveyRow, ...], findings: Findings) -> None:
    """Notes each cell that asks for something that is not supported yet or is not understood."""
    for row in sheet.rows:
        for column, text in row.cells.items():
            _check_any_cell(sheet, row, column, text, findings)
    for each in rows:
        if each.type.role == "question":
            _check_parameters(sheet, each, findings)
            for meaning in ("constraint", "hecha:usual"):
                _check_range(sheet, each, meaning, findings)


def _check_any_cell(sheet: Sheet, row: Row, column: Column, text: str, findings: Findings) -> None:
    place = (sheet.title, row.number, column.heading)
    if column.use == "unsupported":
        findings.add(problems.COLUMN_NOT_SUPPORTED, *place, value=text)
    elif reference := REFERENCE.search(text):
        findings.add(problems.REFERENCE_NOT_SUPPORTED, *place, reference=reference.group())
    elif column.meaning == "appearance":
        if not all(_HARMLESS_APPEARANCE.fullmatch(word) for word in text.split()):
            findings.add(problems.APPEARANCE_NOT_SUPPORTED, *place, value=text)
    elif column.meaning == "required" and text not in _REQUIRED:
        findings.add(problems.REQUIRED_NOT_UNDERSTOOD, *place, value=text)


def _check_parameters(sheet: Sheet, each: SurveyRow, findings: Findings) -> None:
    text = each.row.get("parameters")
    harmless = _HARMLESS_PARAMETERS.get(each.type.kind)
    if text and (harmless is None or not harmless.fullmatch(text)):
        place = (sheet.title, each.row.number, sheet.heading("parameters"))
        findings.add(problems.PARAMETER_NOT_SUPPORTED, *place, value=text)


def _check_range(sheet: Sheet, each: SurveyRow, meaning: str, findings: Findings) -> None:
    expression = each.row.get(meaning)
    if not expression:
        return
    place = (sheet.title, each.row.number, sheet.heading(meaning))
    try:
        read_bounds(expression, whole=each.type.kind == "integer")
    except NotARange:
        findings.add(problems.RANGE_NOT_UNDERSTOOD, *place, expression=expression)
    except OpenRange:
        findings.add(problems.RANGE_OPEN, *place, expression=expression)
    except EmptyRange:
        findings.add(problems.RANGE_EMPTY, *place, expression=expression)
    else:
        if each.type.kind not in NUMERIC_KINDS:
            findings.add(problems.RANGE_MISPLACED, *place, type=each.row.get("type"))
