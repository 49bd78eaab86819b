"""Reads the appearance `search('table', …)`: choices that stand in a table sent along with the workbook.

The choice of the question's list names the table's columns: its name the one that is stored, its label the one that is
shown. So a search is a select from a file, with a filter.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from forms.columns import Column
from forms.faults import Findings
from forms.sheets import Row, Sheet
from rules.errors import form_logic as problems

_TEXT = r"'([^']*)'|\"([^\"]*)\""
_SEARCH = re.compile(rf"\bsearch\(\s*(?P<table>{_TEXT})\s*(?:,(?P<rest>.*))?\)", re.DOTALL)
_FILTER = re.compile(
    rf"\s*(?:{_TEXT})\s*,\s*(?:{_TEXT})\s*,\s*(?P<value>(?:[^,()]|\([^()]*\))+)(?P<more>,.*)?", re.DOTALL
)
_ALSO = re.compile(rf",\s*(?:{_TEXT})\s*,\s*(?P<value>.+)", re.DOTALL)
_TESTS = {
    "matches": "{column} = {value}",
    "contains": "contains({column}, {value})",
    "startswith": "starts-with({column}, {value})",
    "endswith": "ends-with({column}, {value})",
}
_SELECT = re.compile(r"(?P<command>select_one|select_multiple|select one|select1|select all that apply) (?P<list>\S+)")
_NAME = re.compile(r"[^\W\d][\w.\-]*")


def with_files_for_searches(survey: Sheet, choices: Sheet | None, findings: Findings) -> Sheet:
    """Gives the survey with a select from a file for each search; notes searches that cannot be read."""
    lists = _first_choices(choices)
    return replace(survey, rows=tuple(_without_search(survey, row, lists, findings) for row in survey.rows))


def _first_choices(choices: Sheet | None) -> Mapping[str, Row]:
    """Numbers are choices of their own beside the table; the first other one names the columns."""
    found: dict[str, Row] = {}
    for row in choices.rows if choices is not None else ():
        if _NAME.fullmatch(row.get("name")):
            found.setdefault(row.get("list_name"), row)
    return found


def _without_search(survey: Sheet, row: Row, lists: Mapping[str, Row], findings: Findings) -> Row:
    appearance = row.get("appearance")
    if "search(" not in appearance:
        return row
    column = next(column for column in row.cells if column.meaning == "appearance")
    search, select = _SEARCH.search(appearance), _SELECT.fullmatch(" ".join(row.get("type").split()))
    condition = _condition(search["rest"]) if search else None
    names = lists.get(select["list"]) if select else None
    if search is None or select is None or condition is None or names is None or row.get("choice_filter"):
        findings.add(problems.SEARCH_NOT_UNDERSTOOD, survey.title, row.number, column.heading, None, value=appearance)
        return row
    kind = "select_multiple" if "mult" in select["command"] or "all" in select["command"] else "select_one"
    table = search["table"].strip("'\"").removesuffix(".csv")
    label = next(iter(names.get("label").replace(",", " ").split()), names.get("name"))
    made = {
        "type": f"{kind}_from_file {table}.csv",
        "parameters": f"value={names.get('name')} label={label}",
        "choice_filter": condition,
        "appearance": " ".join(_SEARCH.sub(" ", appearance).split()),
    }
    return Row(row.number, _replaced(row.cells, made, column))


def _condition(rest: str | None) -> str | None:
    """Gives the filter, empty for none; None when it cannot be read."""
    if not rest:
        return ""
    found = _FILTER.fullmatch(rest)
    if found is None:
        return None
    how, column = found[1] or found[2], found[3] or found[4] or ""
    if how not in _TESTS or not _NAME.fullmatch(column):
        return None
    conditions = [_TESTS[how].format(column=column, value=found["value"].strip())]
    if found["more"]:
        also = _ALSO.fullmatch(found["more"])
        if also is None or not _NAME.fullmatch(also[1] or also[2] or ""):
            return None
        conditions.append(_TESTS["matches"].format(column=also[1] or also[2], value=also["value"].strip()))
    return " and ".join(conditions)


def _replaced(cells: Mapping[Column, str], made: Mapping[str, str], origin: Column) -> dict[Column, str]:
    """Cells that the sheet does not have count as standing where the search is written."""
    replaced = {column: text for column, text in cells.items() if column.meaning not in made}
    known = {column.meaning: column for column in cells}
    added = {known.get(meaning, replace(origin, meaning=meaning)): text for meaning, text in made.items() if text}
    return replaced | added
