"""Checks the survey sheet's rows as a whole: types, names, groups and repeats, how many questions there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.faults import Findings
from forms.question_types import QuestionType, TypeRefused, read_type
from forms.sheets import Row, Sheet
from rules.errors import form_files, form_rows
from rules.errors import form_warnings as remarks

MAX_QUESTIONS = 2_000
MAX_DEPTH = 20
YES = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})

_NAME = re.compile(r"[^\W\d][\w.\-]*")
_GROUP_COLUMNS = frozenset(
    {"type", "name", "label", "hint", "appearance", "relevant", "repeat_count", "read_only", "image", "audio", "video",
     "big-image", "parameters", "disabled"}
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class SurveyRow:
    """A row whose type is understood.

    Attributes:
        row: As read.
        type: Of the row.
        path: Absolute path in the model, names only; of an `end` row that of what it closes.
        around: What encloses it, outermost first: the rows that begin groups and repeats.
    """

    row: Row
    type: QuestionType
    path: str
    around: tuple["SurveyRow", ...] = ()

    @property
    def name(self) -> str:
        """Its name, made up by the converter for a note without one."""
        written = self.row.get("name")
        return written or (f"generated_note_name_{self.row.number}" if self.type.kind == "note" else "")

    @property
    def repeats(self) -> tuple[str, ...]:
        """Paths of the repeats around it, outermost first, itself included."""
        rows = (*self.around, self) if self.type.role == "begin" else self.around
        return tuple(each.path for each in rows if each.type.container == "repeat")


@dataclass(frozen=True)
class Survey:
    """The survey sheet, understood.

    Attributes:
        sheet: As read.
        root: Name of the model's root.
        rows: Those with a type, in order; rows of groups among them.
        by_name: Rows that a reference `${name}` may mean.
        by_path: The row behind each path of the model.
    """

    sheet: Sheet
    root: str
    rows: tuple[SurveyRow, ...]
    by_name: Mapping[str, Sequence[SurveyRow]] = field(default_factory=dict)
    by_path: Mapping[str, SurveyRow] = field(default_factory=dict)

    def row_of(self, reference: str) -> SurveyRow | None:
        """Gives the row behind a reference of the XForm; what the converter adds belongs to what it was made from."""
        steps = reference.split("/")
        if (found := self.by_path.get(reference)) is not None:
            return found
        name = steps[-1].partition("@")[0]
        for tried in (name, name.removesuffix("_other"), name.removesuffix("_count")):
            if len(several := self.by_name.get(tried, ())) == 1:
                return several[0]
        return None

    @property
    def questions(self) -> tuple[SurveyRow, ...]:
        """Rows that ask or tell something."""
        return tuple(each for each in self.rows if each.type.role == "question")


def read_survey(sheet: Sheet, root: str, findings: Findings) -> Survey:
    """Reads types, names, groups and repeats; rows whose type is not understood are noted and left out.

    Args:
        sheet: The survey.
        root: Name of the model's root.
        findings: Gets faults and warnings.
    """
    for needed in ("type", "name"):
        if sheet.column(needed) is None:
            findings.add(form_files.COLUMN_MISSING, sheet.title, 1, needed)
    if sheet.column("type") is None:
        return Survey(sheet, root, ())
    typed = [(row, kind) for row in sheet.rows if (kind := _type_of(sheet, row, findings)) is not None]
    understood = {row.number for row, _ in typed}
    is_whole = all(row.number in understood for row in sheet.rows if row.get("type").startswith(("begin", "end")))
    # An edge that is not understood has been told of already; what does not fit it is no fault of its own.
    rows = tuple(_nested(sheet, root, typed, findings if is_whole else Findings()))
    by_name: dict[str, list[SurveyRow]] = defaultdict(list)
    by_path: dict[str, SurveyRow] = {}
    for each in rows:
        if each.type.role in ("question", "hidden", "begin") and each.name:
            by_name[each.name].append(each)
            by_path.setdefault(each.path, each)
    survey = Survey(sheet, root, rows, by_name, by_path)
    if sheet.column("name") is not None:
        _check_names(survey, findings)
    _check_amount(survey, findings)
    return survey


def _type_of(sheet: Sheet, row: Row, findings: Findings) -> QuestionType | None:
    if row.get("disabled") in YES:
        return None
    heading = sheet.heading("type")
    written = row.get("type")
    if not written:
        if row.get("name") or row.get("label"):
            findings.add(form_rows.NO_TYPE, sheet.title, row.number, heading)
        else:
            findings.warn(remarks.ROW_SKIPPED, sheet.title, row.number)
        return None
    try:
        return read_type(written)
    except TypeRefused as refused:
        findings.add(refused.problem, sheet.title, row.number, heading, None, **refused.params)
        return None


def _nested(
    sheet: Sheet, root: str, typed: Iterable[tuple[Row, QuestionType]], findings: Findings
) -> Iterable[SurveyRow]:
    around: list[SurveyRow] = []
    filled: list[bool] = [False]
    for row, kind in typed:
        place = (sheet.title, row.number, sheet.heading("type"))
        if kind.role == "end":
            if not around or around[-1].type.container != kind.container:
                expected = f"begin_{kind.container}" if not around else f"end_{around[-1].type.container}"
                findings.add(form_rows.END_WITHOUT_BEGIN, *place, type=row.get("type"), expected=expected)
                continue
            begun = around.pop()
            if not filled.pop():
                findings.warn(remarks.EMPTY_GROUP, sheet.title, begun.row.number, name=begun.name)
            yield SurveyRow(row, kind, begun.path, tuple(around))
            continue
        filled[-1] = True
        parent = around[-1].path if around else f"/{root}"
        name = row.get("name") or f"generated_note_name_{row.number}"
        found = SurveyRow(row, kind, f"{parent}/{name}", tuple(around))
        yield found
        if kind.role == "begin":
            _check_begin(sheet, found, findings)
            around.append(found)
            filled.append(False)
    for begun in around:
        place = (sheet.title, begun.row.number, sheet.heading("type"))
        findings.add(form_rows.BEGIN_WITHOUT_END, *place, name=begun.name, end=f"end_{begun.type.container}")


def _check_begin(sheet: Sheet, begun: SurveyRow, findings: Findings) -> None:
    if len(begun.around) >= MAX_DEPTH:
        place = (sheet.title, begun.row.number, sheet.heading("type"))
        findings.add(form_rows.TOO_DEEP, *place, name=begun.name, limit=MAX_DEPTH)
    for column in begun.row.cells:
        place = (sheet.title, begun.row.number, column.heading)
        if column.meaning.startswith("hecha:"):
            findings.add(form_rows.MARK_MISPLACED, *place, type=begun.row.get("type"), fitting="select_one, integer")
        elif column.use == "read" and "::" not in column.meaning and column.meaning not in _GROUP_COLUMNS:
            findings.warn(remarks.CELL_WITHOUT_EFFECT, *place, type=begun.row.get("type"))


def _check_names(survey: Survey, findings: Findings) -> None:
    """Names are unique in their group, names of repeats in the whole form."""
    sheet = survey.sheet
    seen: dict[str, int] = {}
    repeats: dict[str, int] = {}
    for each in survey.rows:
        written, number = each.row.get("name"), each.row.number
        place = (sheet.title, number, sheet.heading("name"))
        if each.type.role in ("end", "setting") or (each.type.role == "audit" and written in ("", "audit")):
            continue
        is_repeat = each.type.role == "begin" and each.type.container == "repeat"
        if each.type.role == "audit":
            findings.add(form_rows.AUDIT_NAMED, *place, name=written)
        elif not written:
            if each.type.kind != "note" or each.type.role != "question":
                findings.add(form_rows.NO_NAME, *place)
        elif not _NAME.fullmatch(written):
            findings.add(form_rows.BAD_NAME, *place, name=written)
        elif (is_repeat and written == survey.root) or (
            not each.around and written == "meta" and each.type.role != "begin"
        ):
            findings.add(form_rows.NAME_OF_FORM, *place, name=written)
        elif each.path in seen:
            findings.add(form_rows.NAME_TWICE, *place, name=written, first=seen[each.path])
        elif is_repeat and written in repeats:
            findings.add(form_rows.NAME_TWICE, *place, name=written, first=repeats[written])
        else:
            seen[each.path] = number
            if is_repeat:
                repeats[written] = number


def _check_amount(survey: Survey, findings: Findings) -> None:
    sheet = survey.sheet
    asked = sum(each.type.kind != "note" for each in survey.questions)
    if asked > MAX_QUESTIONS:
        findings.add(form_rows.TOO_MANY_QUESTIONS, sheet.title, count=asked, limit=MAX_QUESTIONS)
    elif not asked and survey.rows:
        findings.warn(remarks.ONLY_NOTES, sheet.title)
    elif not asked and not findings.faults:
        findings.add(form_rows.NO_QUESTIONS, sheet.title)
