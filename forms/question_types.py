"""The `type` column of an XLSForm: which types are asked, which are known but not supported yet."""

import difflib
import re
from dataclasses import dataclass
from typing import Literal

from forms.checklist import Kind
from rules.errors import Problem
from rules.errors import form_rows as problems

ASKABLE = "text, integer, decimal, date, image, note, select_one, select_multiple"

_PLAIN: dict[str, Kind] = {
    "text": "text",
    "string": "text",
    "integer": "integer",
    "int": "integer",
    "decimal": "decimal",
    "date": "date",
    "image": "photo",
    "photo": "photo",
    "note": "note",
}
_SELECT_ONE = ("select one from", "select_one", "select one", "select1", "add select one prompt using")
_SELECT_MULTIPLE = (
    "select all that apply from", "select all that apply", "select_multiple", "add select multiple prompt using",
)  # fmt: skip
_GROUP = re.compile(r"(?P<edge>begin|end)[ _](?P<what>group|repeat|lgroup|looped group|loop)\b.*")
_OTHER = re.compile(r"(?P<select>.*) (or_other|or other|or specify other)")
_NOT_SUPPORTED = frozenset(
    {
        "time", "datetime", "geopoint", "location", "gps", "geotrace", "geoshape", "start-geopoint", "audio", "video",
        "file", "background-audio", "background-geopoint", "barcode", "calculate", "hidden", "acknowledge", "trigger",
        "range", "rank", "start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "simserial",
        "subscriberid", "osm", "xml-external", "csv-external", "percentage", "imei", "select_one_from_file",
        "select_multiple_from_file", "select_one_external", "cascading_select",
    }
)  # fmt: skip


@dataclass(frozen=True)
class QuestionType:
    """A type, read.

    Attributes:
        role: Whether the row asks (or tells) something, or is an edge of a group.
        kind: How it is asked; a `select_one` is a `choice` until its marks make it a compliance item.
        list_name: The list of choices, for selects.
    """

    role: Literal["question", "begin_group", "end_group"]
    kind: Kind = "note"
    list_name: str | None = None


class TypeRefused(Exception):
    """The type cannot be used.

    Attributes:
        problem: Why.
        params: What the problem's text needs besides the place.
    """

    def __init__(self, problem: Problem, **params: str) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.params = params


def read_type(written: str) -> QuestionType:
    """Reads a cell of the `type` column.

    Raises:
        TypeRefused: It is unknown, not supported yet, or lacks the list of choices.
    """
    written = " ".join(written.split())
    if written in _PLAIN:
        return QuestionType("question", _PLAIN[written])
    if edge := _GROUP.fullmatch(written):
        if edge["what"] != "group":
            raise TypeRefused(problems.REPEAT_NOT_SUPPORTED, type=written)
        return QuestionType("begin_group" if edge["edge"] == "begin" else "end_group")
    if other := _OTHER.fullmatch(written):
        written_select = other["select"]
        if _select(written_select) is not None:
            raise TypeRefused(problems.OTHER_NOT_SUPPORTED, type=written)
    if (select := _select(written)) is not None:
        return select
    raise _unknown(written)


def _select(written: str) -> QuestionType | None:
    commands: tuple[tuple[tuple[str, ...], Kind], ...] = ((_SELECT_ONE, "choice"), (_SELECT_MULTIPLE, "choices"))
    for spellings, kind in commands:
        for spelling in spellings:
            if written == spelling:
                raise TypeRefused(problems.NO_LIST, type=written)
            list_name = written.removeprefix(f"{spelling} ")
            if list_name != written and " " not in list_name and "$" not in list_name:
                return QuestionType("question", kind, list_name)
    return None


def _unknown(written: str) -> TypeRefused:
    first, _, rest = written.partition(" ")
    if first.lower() in _NOT_SUPPORTED or "${" in rest:
        return TypeRefused(problems.TYPE_NOT_SUPPORTED, type=written, known=ASKABLE)
    spellings = (*_PLAIN, *_NOT_SUPPORTED, "select_one", "select_multiple", "begin_group", "end_group")
    close = difflib.get_close_matches(first.lower(), spellings, n=1, cutoff=0.75)
    if close:
        return TypeRefused(problems.TYPE_MISSPELT, type=written, suggestion=f"{close[0]} {rest}".strip())
    return TypeRefused(problems.UNKNOWN_TYPE, type=written, known=ASKABLE)
