"""Has the filling engine begin the form, and gives what it refuses with the cell of the workbook behind it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from forms.attached_files import NeededFile
from forms.faults import Findings
from forms.filling.doubts import doubts_about
from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.refusals import XFormRefused
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_definitions, form_logic, form_warnings

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "calculate": ("calculation",),
    "readonly": ("read_only",),
    "itemset": ("choice_filter", "type"),
    "query": ("choice_filter", "type"),
    "jr:count": ("repeat_count",),
    "value": ("default", "calculation"),
    "label output": ("label",),
    "hint output": ("hint",),
}


def check_runnable(
    xform: str, files: Mapping[str, bytes], survey: Survey, needed: Sequence[NeededFile], findings: Findings
) -> None:
    """Notes why a form cannot be run, or what in it refers to nothing.

    Args:
        xform: As converted.
        files: Those that belong to the form.
        survey: The sheet it comes from.
        needed: Where the files are named.
        findings: Gets the fault, or the remarks.
    """
    try:
        form = read_form(xform, files)
        # Whatever it would be refused for on site is found now, by the same steps.
        begin(form, now=datetime.now(UTC), seed="check").look_at_all()
    except XFormRefused as refused:
        _note(refused, survey, needed, findings)
        return
    told = {(each.sheet, each.row, each.column) for each in findings.warnings}
    for doubt in doubts_about(form):
        row = survey.row_of(doubt.reference)
        if row is None:
            continue
        place = (survey.sheet.title, row.row.number, _heading(survey, row, doubt.attribute))
        if place not in told:
            findings.warn(form_warnings.REFERENCE_TO_NOTHING, *place, missing=doubt.missing)


def _note(refused: XFormRefused, survey: Survey, needed: Sequence[NeededFile], findings: Findings) -> None:
    because = refused if refused.reason is None else refused.reason
    name = str(refused.placeholders.get("file", ""))
    named = next((each.place for each in needed if each.name == name), None)
    if named is not None:
        findings.add(form_logic.FILE_NOT_UNDERSTOOD, *named, refused, file=name)
        return
    references = str(refused.placeholders.get("reference") or refused.placeholders.get("references") or "")
    row = survey.row_of(references.partition(" → ")[0])
    if row is None:
        findings.add(form_logic.FORM_NOT_RUNNABLE_AT_ALL, None, None, None, because)
        return
    attribute = str(refused.placeholders.get("attribute", ""))
    if refused.code == form_definitions.CYCLE.code:
        attribute = "calculate"
    elif refused.code in (form_definitions.TOO_MANY_INSTANCES.code, form_definitions.TOO_LARGE_WITH_ROUNDS.code):
        attribute = "jr:count"
    place = (survey.sheet.title, row.row.number, _heading(survey, row, attribute))
    findings.add(form_logic.FORM_NOT_RUNNABLE, *place, because)


def _heading(survey: Survey, row: SurveyRow, attribute: str) -> str:
    """Gives the heading of the column behind an attribute of the form."""
    tried = _COLUMNS.get(attribute, (attribute, "type"))
    meaning = next((each for each in tried if row.row.get(each)), tried[0])
    return survey.sheet.heading(meaning)
