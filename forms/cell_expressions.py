"""Reads every expression and reference of a workbook; says in which cell, and where in it, something is wrong."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Final

from forms.cell_references import Reference, as_paths, references_in
from forms.column_names import EXPRESSIONS, TRANSLATED
from forms.columns import Column
from forms.expressions.expression import Expression, ExpressionError, compile_expression
from forms.expressions.parser import parse
from forms.expressions.pattern_syntax import PatternRefused
from forms.expressions.patterns import compile_pattern
from forms.expressions.syntax import Call, Text
from forms.faults import Findings
from forms.sheets import Row, Sheet
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_logic as problems
from rules.errors import form_warnings as remarks

YES_OR_NO: Final = frozenset(
    {"yes", "Yes", "YES", "true", "True", "TRUE", "true()", "no", "No", "NO", "false", "False", "FALSE", "false()"}
)
_BOUND = re.compile(r"(\^|\.\*).*(\$|\.\*)", re.DOTALL)
_WORD = re.compile(r"[^\W\d][\w\-]*")
_ENTITY_EXPRESSIONS: Final = frozenset({"entity_id", "create_if", "update_if", "label"})
# These take a whole set of answers, so that a name inside of a repeat may be given to them from outside.
_TAKE_MANY: Final = frozenset(
    {"indexed-repeat", "count", "count-non-empty", "sum", "min", "max", "join", "position", "randomize", "concat",
     "checklist", "weighted-checklist", "area", "distance", "once", "selected"}
)  # fmt: skip
_TOUCHING = re.compile(r"\$\{[^}]*\}\s*\$\{")  # XPath would read it as one long path
_SEVERAL_REFERENCES = re.compile(r"\s*\$\{[^}]*\}\s*(,\s*\$\{[^}]*\}\s*)*")

Place = tuple[str, int, str]


@dataclass(frozen=True)
class CellExpression:
    """An expression that could be read.

    Attributes:
        meaning: Of its column.
        text: As written.
        references: To questions, in order.
        compiled: With paths instead of references.
        place: Sheet, row and heading.
        owner: The survey row it belongs to, if any.
        lookups: For each `pulldata` the texts among its arguments: the table's name first, then its columns.
    """

    meaning: str
    text: str
    references: tuple[Reference, ...]
    compiled: Expression
    place: Place
    owner: SurveyRow | None = None
    lookups: tuple[tuple[str, ...], ...] = ()


@dataclass
class ExpressionReader:
    """Reads the cells of one workbook.

    Attributes:
        survey: Whose names references may mean.
        instances: Ids of the lists that expressions may read.
        namespaces: By prefix, as the settings declare them.
        findings: Gets faults and warnings.
    """

    survey: Survey
    instances: frozenset[str]
    namespaces: Mapping[str, str]
    findings: Findings
    _compiled: dict[str, Expression | ExpressionError] = field(default_factory=dict)

    def read_survey(self, choice_columns: Mapping[str, frozenset[str]]) -> Iterator[CellExpression]:
        """Yields the expressions of the survey.

        Args:
            choice_columns: Names of columns that a `choice_filter` may use, by source: `choices` and `external`.
        """
        from pyxform.utils import default_is_dynamic  # half a second that the program's start should not pay for

        sheet = self.survey.sheet
        for each in self.survey.rows:
            if each.type.role == "end":
                continue
            for column, text in each.row.cells.items():
                place = (sheet.title, each.row.number, column.heading)
                meaning = column.meaning
                is_dynamic = meaning == "default" and default_is_dynamic(text, each.type.name)
                if meaning in EXPRESSIONS or is_dynamic:
                    found = self._cell(meaning, text, place, each)
                    if found is not None:
                        self._check_names(found, choice_columns.get(each.type.source, frozenset()))
                        yield found
                elif meaning == "trigger":
                    self._check_trigger(text, place)
                elif meaning not in ("name", "default") and "${" in text:
                    self._check_references(text, place, each, in_text=meaning in TRANSLATED)

    def read_others(self, sheets: Mapping[str, Sheet]) -> Iterator[CellExpression]:
        """Yields the expressions of sheets settings and entities, and looks at the references of the choices."""
        for name, meanings in (("settings", {"instance_name"}), ("entities", _ENTITY_EXPRESSIONS)):
            for sheet, row, column, text in _cells(sheets.get(name)):
                if column.meaning in meanings:
                    found = self._cell(column.meaning, text, (sheet.title, row.number, column.heading), None)
                    if found is not None:
                        yield found
        for sheet, row, column, text in _cells(sheets.get("choices")):
            if column.meaning in TRANSLATED and "${" in text:
                self._check_references(text, (sheet.title, row.number, column.heading), None, in_text=True)

    def _cell(self, meaning: str, text: str, place: Place, owner: SurveyRow | None) -> CellExpression | None:
        if meaning in ("required", "read_only"):
            if text in YES_OR_NO:
                return None
            if _WORD.fullmatch(text):
                self.findings.add(problems.YES_OR_NO_NOT_UNDERSTOOD, *place, value=text)
                return None
        references = tuple(references_in(text))
        if not self._are_known(references, place):
            return None
        if touching := _TOUCHING.search(text):
            self.findings.add(problems.REFERENCES_TOUCH, *place, None, position=touching.start() + 1)
            return None
        compiled = self._compile(as_paths(text))
        if isinstance(compiled, ExpressionError):
            self.findings.add(problems.EXPRESSION_WRONG, *place, compiled, expression=_short(text))
            return None
        for fault in (*compiled.faults, *_wrong_patterns(compiled)):
            self.findings.add(problems.EXPRESSION_WRONG, *place, fault, expression=_short(text))
            return None
        for pattern in _unbound_patterns(compiled):
            self.findings.warn(remarks.PATTERN_NOT_BOUND, *place, pattern=_short(pattern))
        lookups = tuple(_lookups(compiled))
        tables = {lookup[0].removesuffix(".csv") for lookup in lookups} | {lookup[0] for lookup in lookups}
        unknown = sorted(compiled.instances - self.instances - tables - {"", "__last-saved"})
        if unknown:
            known = ", ".join(sorted(self.instances)) or "–"
            self.findings.add(problems.UNKNOWN_INSTANCE, *place, name=unknown[0], known=known)
            return None
        found = CellExpression(meaning, text, references, compiled, place, owner, lookups)
        if owner is not None and not compiled.functions & _TAKE_MANY and "[" not in text:
            self._warn_of_repeats(references, place, owner)
        return found

    def _compile(self, text: str) -> Expression | ExpressionError:
        known = self._compiled.get(text)
        if known is None:
            try:
                known = compile_expression(text, self.namespaces)
            except ExpressionError as error:
                known = error
            self._compiled[text] = known
        return known

    def _are_known(self, references: tuple[Reference, ...], place: Place) -> bool:
        for each in references:
            written, position = each.written, each.position
            several = self.survey.by_name.get(each.name, ())
            if not each.name:
                problem = problems.REFERENCE_NOT_UNDERSTOOD
            elif not several and each.name != "instanceID":
                problem = problems.UNKNOWN_REFERENCE
            elif len(several) > 1:
                problem = problems.AMBIGUOUS_REFERENCE
            else:
                if each.is_last_saved:
                    self.findings.warn(remarks.NO_LAST_SAVED, *place, reference=written)
                continue
            rows, suggestion = ", ".join(str(row.row.number) for row in several), self._suggestion(each.name)
            self.findings.add(
                problem, *place, None, reference=written, position=position, rows=rows, suggestion=suggestion
            )
            return False
        return True

    def _suggestion(self, name: str) -> str:
        close = difflib.get_close_matches(name, list(self.survey.by_name), n=1, cutoff=0.6)
        return f"${{{close[0]}}}" if close else "–"

    def _check_references(self, text: str, place: Place, owner: SurveyRow | None, *, in_text: bool) -> None:
        references = tuple(references_in(text))
        if self._are_known(references, place) and in_text and owner is not None:
            self._warn_of_repeats(references, place, owner)

    def _check_trigger(self, text: str, place: Place) -> None:
        references = tuple(references_in(text))
        if not _SEVERAL_REFERENCES.fullmatch(text):
            self.findings.add(problems.TRIGGER_NOT_UNDERSTOOD, *place, value=text)
        elif self._are_known(references, place):
            for each in references:
                rows = self.survey.by_name.get(each.name, ())
                if any(row.type.role == "begin" for row in rows):
                    self.findings.add(problems.TRIGGER_IS_GROUP, *place, reference=each.written)
                elif any(row.type.role == "hidden" for row in rows):
                    self.findings.add(problems.TRIGGER_IS_HIDDEN, *place, reference=each.written)

    def _warn_of_repeats(self, references: tuple[Reference, ...], place: Place, owner: SurveyRow) -> None:
        """Seen from outside of its repeat a name means all rounds, of which a single value is the first."""
        around = owner.repeats
        for each in references:
            for row in self.survey.by_name.get(each.name, ()):
                if row.type.role != "begin" and around[: len(row.repeats)] != row.repeats:
                    self.findings.warn(remarks.REFERENCE_INTO_REPEAT, *place, reference=each.written)

    def _check_names(self, found: CellExpression, choice_columns: frozenset[str]) -> None:
        """A bare name is a column of the choices in a filter, and most likely a slip for `${name}` elsewhere."""
        bare = [read.steps[0] for read in found.compiled.reads if read.origin == "context" and len(read.steps) == 1]
        for name in bare:
            if found.meaning == "choice_filter":
                is_choices = found.owner is not None and found.owner.type.source in ("choices", "external")
                if is_choices and name != ".." and name not in choice_columns:
                    self.findings.warn(remarks.FILTER_COLUMN_UNKNOWN, *found.place, name=name)
            elif name in self.survey.by_name:
                self.findings.warn(remarks.NAME_WITHOUT_REFERENCE, *found.place, name=name)


def _lookups(expression: Expression) -> Iterator[tuple[str, ...]]:
    for call in _calls(expression, "pulldata"):
        if isinstance(call.arguments[0], Text):
            yield tuple(each.value for each in call.arguments[:3] if isinstance(each, Text))


def _wrong_patterns(expression: Expression) -> Iterator[ExpressionError]:
    """Yields what is wrong with written patterns: it could never be worked out, and would let everything pass."""
    for call in _calls(expression, "regex"):
        pattern = call.arguments[1]
        if isinstance(pattern, Text):
            try:
                compile_pattern(pattern.value)
            except PatternRefused as refused:
                yield ExpressionError(refused.problem, call.column, pattern=_short(pattern.value), **refused.params)


def _unbound_patterns(expression: Expression) -> Iterator[str]:
    """Yields written patterns of which engines say different things: some find them anywhere, some want the whole."""
    for call in _calls(expression, "regex"):
        pattern = call.arguments[1]
        if isinstance(pattern, Text) and not _BOUND.fullmatch(pattern.value):
            yield pattern.value


def _calls(expression: Expression, name: str) -> Iterator[Call]:
    if name not in expression.functions:
        return
    waiting: list[object] = [parse(expression.text)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Call) and part.name == name:
            yield part
        if isinstance(part, tuple):
            waiting += part
        elif is_dataclass(part):
            waiting += [getattr(part, each.name) for each in fields(part)]


def _cells(sheet: Sheet | None) -> Iterator[tuple[Sheet, Row, Column, str]]:
    if sheet is not None:
        yield from ((sheet, row, column, text) for row in sheet.rows for column, text in row.cells.items())


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}…"
