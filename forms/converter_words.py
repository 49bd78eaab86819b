"""Turns what the converter pyxform says about a workbook into faults with sheet, row and column."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from forms.faults import Fault
from rules.errors import Problem
from rules.errors import form_conversion as problems

_ROW: Final = re.compile(r"\[row : (\d+)\]\s*")
_SHEET: Final = re.compile(r"[Oo]n the '(\w+)' sheet|for sheet: '(\w+)'")
_COLUMN: Final = re.compile(r"the '([\w:.-]+)' value")

# What pyxform says, what it means here, and the column that is meant where the message does not name it.
_MEANINGS: Final[tuple[tuple[re.Pattern[str], Problem, str | None], ...]] = tuple(
    (re.compile(pattern, re.DOTALL), problem, column)
    for pattern, problem, column in (
        (r"Missing calculation", problems.NO_CALCULATION, "calculation"),
        (r"with no name\b", problems.NO_NAME, "name"),
        (r"Question with no type", problems.NO_TYPE, "type"),
        (r"Unknown question type '(?P<value>[^']*)'", problems.UNKNOWN_TYPE, "type"),
        (r"List name not in (?:external )?(?:choices|columns) sheet: *(?P<value>.*)", problems.UNKNOWN_LIST, "type"),
        (r"There should be (?:a|an) (?:external_)?choices sheet", problems.NO_CHOICES_SHEET, None),
        (r"Duplicate column header: (?P<value>.*)", problems.COLUMN_TWICE, None),
        (r"names for the same column were found: '(?P<other>[^']*)', '(?P<column>[^']*)'", problems.SAME_COLUMN, None),
        (r"required column headers were not found: (?P<value>[^.]*)", problems.COLUMN_MISSING, None),
        (r"'parameters' value is invalid|Parameters must be", problems.PARAMETERS_WRONG, "parameters"),
        (r"'name' value '(?P<value>[^']*)' is invalid.*same as the survey root", problems.NAME_OF_FORM, "name"),
        (r"'name' value '(?P<value>[^']*)' is invalid.*[Uu]nique", problems.NAME_TWICE, "name"),
        (r"Names must begin with a letter|Names used here must not", problems.BAD_NAME, "name"),
        (r"Could not find the name '(?P<value>[^']*)'", problems.UNKNOWN_REFERENCE, None),
        (r"There is no survey element named '(?P<value>[^']*)'", problems.UNKNOWN_REFERENCE, None),
        (r"The name '(?P<value>[^']*)' appears more than once", problems.AMBIGUOUS_REFERENCE, None),
        (r"Reference variables? (?:lists )?must", problems.BAD_REFERENCE, None),
        (r"Choices must have a name", problems.CHOICE_WITHOUT_NAME, "name"),
        (r"Choice names must be unique", problems.CHOICE_TWICE, "name"),
        (r"Unmatched 'begin_|Unmatched begin", problems.UNMATCHED_BEGIN, "type"),
        (r"Unmatched 'end_|Unmatched end", problems.UNMATCHED_END, "type"),
    )
)


def faults_of(message: str) -> tuple[Fault, ...]:
    """Gives the faults that a message of the converter tells, at least one."""
    lines = message.splitlines()
    told = lines if len(lines) > 1 and all(_ROW.search(line) for line in lines if line.strip()) else [message]
    return tuple(_fault(each) for each in told if each.strip()) or (_fault(message),)


def _fault(message: str) -> Fault:
    row, sheet, column = _place(message)
    for problem, meant, found in _meanings(message):
        params = {name: text.strip() for name, text in found.items()}
        fault = Fault(sheet or "survey", row, params.pop("column", None) or column or meant, problem.code, params)
        if _says_where(problem, fault):
            return fault
    told = " ".join(_ROW.sub("", message).split())
    params = {"message": told}
    if row is None:
        return Fault(sheet, None, None, problems.NOT_ACCEPTED.code, params)
    problem = problems.ROW_NOT_ACCEPTED if column is None else problems.CELL_NOT_ACCEPTED
    return Fault(sheet or "survey", row, column, problem.code, params)


def _meanings(message: str) -> Iterator[tuple[Problem, str | None, Mapping[str, str]]]:
    for pattern, problem, column in _MEANINGS:
        found = pattern.search(message)
        if found is not None:
            yield problem, column, found.groupdict()


def _says_where(problem: Problem, fault: Fault) -> bool:
    """Says whether everything that the text mentions is known: not every message names a row."""
    places = {"row": fault.row, "column": fault.column, "sheet": fault.sheet}
    return all(places[name] is not None for name in places if "{" + name + "}" in problem.en)


def _place(message: str) -> tuple[int | None, str | None, str | None]:
    row, sheet, column = _ROW.search(message), _SHEET.search(message), _COLUMN.search(message)
    name = (sheet[1] or sheet[2]) if sheet is not None else None
    return int(row[1]) if row is not None else None, name, column[1] if column is not None else None
