"""Checks the survey sheet's rows as a whole: types, names, groups, how many questions there are."""

import re
from dataclasses import dataclass

from forms.faults import Findings
from forms.question_types import ASKABLE, QuestionType, TypeRefused, read_type
from forms.sheets import Row, Sheet
from rules.errors import form_files, form_rows

MAX_QUESTIONS = 500

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_GROUP_COLUMNS = {"type", "name", "label", "appearance"}


@dataclass(frozen=True)
class SurveyRow:
    """A row whose type is understood."""

    row: Row
    type: QuestionType


def read_survey(sheet: Sheet, findings: Findings) -> tuple[SurveyRow, ...]:
    """Reads types, names and groups; rows whose type is not understood are noted and left out."""
    for needed in ("type", "name"):
        if sheet.column(needed) is None:
            findings.add(form_files.COLUMN_MISSING, sheet.title, 1, needed)
    if sheet.column("type") is None:
        return ()
    read = tuple(found for row in sheet.rows if (found := _read_row(sheet, row, findings)) is not None)
    _check_names(sheet, read, findings)
    _check_groups(sheet, read, findings)
    asked = sum(each.type.role == "question" and each.type.kind != "note" for each in read)
    if asked > MAX_QUESTIONS:
        findings.add(form_rows.TOO_MANY_QUESTIONS, sheet.title, count=asked, limit=MAX_QUESTIONS)
    if not sheet.rows or (asked == 0 and len(read) == len(sheet.rows)):
        findings.add(form_rows.NO_QUESTIONS, sheet.title)
    return read


def _read_row(sheet: Sheet, row: Row, findings: Findings) -> SurveyRow | None:
    heading = sheet.heading("type")
    written = row.get("type")
    if not written:
        findings.add(form_rows.NO_TYPE, sheet.title, row.number, heading)
        return None
    try:
        return SurveyRow(row, read_type(written))
    except TypeRefused as refused:
        findings.add(refused.problem, sheet.title, row.number, heading, **refused.params)
        return None


def _check_names(sheet: Sheet, rows: tuple[SurveyRow, ...], findings: Findings) -> None:
    """Names are unique in the whole form, not only in their group: answers are stored by them."""
    if sheet.column("name") is None:
        return
    first_rows: dict[str, int] = {}
    for each in rows:
        name, number = each.row.get("name"), each.row.number
        place = (sheet.title, number, sheet.heading("name"))
        if each.type.role == "end_group":
            continue
        if not name:
            if each.type.role == "begin_group" or each.type.kind != "note":
                findings.add(form_rows.NO_NAME, *place)
        elif not _NAME.fullmatch(name):
            findings.add(form_rows.BAD_NAME, *place, name=name)
        elif name in first_rows:
            findings.add(form_rows.NAME_TWICE, *place, name=name, first=first_rows[name])
        else:
            first_rows[name] = number


def _check_groups(sheet: Sheet, rows: tuple[SurveyRow, ...], findings: Findings) -> None:
    opened: list[Row] = []
    filled = False
    for each in rows:
        number = each.row.number
        place = (sheet.title, number, sheet.heading("type"))
        if each.type.role == "question":
            filled = True
            continue
        _check_group_columns(sheet, each, findings)
        if each.type.role == "begin_group":
            if opened:
                findings.add(form_rows.GROUP_IN_GROUP, *place, name=each.row.get("name"))
            opened.append(each.row)
            filled = False
        elif not opened:
            findings.add(form_rows.END_WITHOUT_BEGIN, *place)
        else:
            begun = opened.pop()
            if not filled:
                begin = (sheet.title, begun.number, sheet.heading("type"))
                findings.add(form_rows.EMPTY_GROUP, *begin, name=begun.get("name"))
    for row in opened:
        place = (sheet.title, row.number, sheet.heading("type"))
        findings.add(form_rows.BEGIN_WITHOUT_END, *place, name=row.get("name"))


def _check_group_columns(sheet: Sheet, each: SurveyRow, findings: Findings) -> None:
    for column in each.row.cells:
        if column.use == "read" and column.meaning not in _GROUP_COLUMNS:
            place = (sheet.title, each.row.number, column.heading)
            findings.add(form_rows.MARK_MISPLACED, *place, type=each.row.get("type"), fitting=ASKABLE)
