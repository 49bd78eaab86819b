"""The `type` column of an XLSForm: every type and spelling that XLSForm knows, and what becomes of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from forms.checklist import Kind
from rules.errors import Problem
from rules.errors import form_rows as problems

Role = Literal["question", "hidden", "list", "audit", "begin", "end", "setting"]
Container = Literal["group", "repeat", "loop"]
FILE_ENDINGS: Final = (".csv", ".xml", ".geojson")
COMMON: Final = "text, integer, decimal, date, image, note, select_one, select_multiple"

_ASKED: Final[dict[str, tuple[Kind, tuple[str, ...]]]] = {
    "text": ("text", ("string", "q string", "add text prompt", "phone number")),
    "integer": (
        "integer",
        (
            "int", "q int", "add integer prompt", "percentage", "number of days in last month",
            "number of days in last six months", "number of days in last year",
        ),
    ),
    "decimal": ("decimal", ("q decimal", "add decimal prompt")),
    "date": ("date", ("q date", "add date prompt")),
    "time": ("time", ()),
    "dateTime": (
        "datetime", ("datetime", "date time", "q dateTime", "q date time", "add dateTime prompt",
         "add date time prompt"),
    ),
    "image": ("photo", ("photo", "q image", "q picture", "add image prompt", "add photo prompt")),
    "audio": ("audio", ("q audio", "add audio prompt")),
    "video": ("video", ("q video", "add video prompt")),
    "file": ("file", ("add file prompt",)),
    "barcode": ("barcode", ("q barcode", "add barcode prompt")),
    "geopoint": ("geopoint", ("location", "gps", "q geopoint", "q location", "add location prompt")),
    "geotrace": ("geotrace", ("q geotrace",)),
    "geoshape": ("geoshape", ("q geoshape",)),
    "acknowledge": ("acknowledge", ("trigger", "q acknowledge", "add acknowledge prompt")),
    "range": ("range", ()),
    "note": ("note", ("q note", "add note prompt")),
}  # fmt: skip
_HIDDEN: Final = frozenset(
    {
        "calculate", "q calculate", "add calculate prompt", "hidden", "start", "end", "today", "deviceid", "username",
        "phonenumber", "email", "simserial", "subscriberid", "imei", "uri:deviceid", "uri:username",
        "uri:phonenumber", "uri:email", "uri:simserial", "uri:subscriberid", "get start time", "get end time",
        "get today", "get device id", "get phone number", "get sim id", "get subscriber id", "start time", "end time",
        "device id", "sim id", "subscriber id", "start-geopoint", "background-geopoint", "background-audio",
    }
)  # fmt: skip
_LISTS: Final = frozenset({"csv-external", "xml-external"})
_SETTINGS: Final = frozenset({"form_title", "set_form_title", "form_id", "set_form_id", "prefix"})
_SELECT_ONE: Final = ("select one from", "select_one", "select one", "select1", "add select one prompt using")
_SELECT_MULTIPLE: Final = (
    "select all that apply from", "select all that apply", "select_multiple", "add select multiple prompt using",
)  # fmt: skip
_FROM_FILE: Final[dict[str, Kind]] = {
    "select_one_from_file": "choice", "select one from file": "choice",
    "select_multiple_from_file": "choices", "select multiple from file": "choices",
}  # fmt: skip
_COMMANDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(_SELECT_ONE, "choice"), **dict.fromkeys(_SELECT_MULTIPLE, "choices"), **_FROM_FILE,
    "select_one_external": "choice", "rank": "rank",
}  # fmt: skip
_CONTAINERS: Final[dict[str, Container]] = {
    "group": "group", "lgroup": "repeat", "repeat": "repeat", "looped group": "repeat", "loop": "loop",
}  # fmt: skip
_GROUP = re.compile(
    rf"(?P<edge>begin|end)[ _](?P<what>{'|'.join(sorted(_CONTAINERS, key=len, reverse=True))})"
    r"(?: (?:over )?(?P<list>\S+))?"
)
_SELECT = re.compile(
    rf"(?P<command>{'|'.join(sorted(_COMMANDS, key=len, reverse=True))})(?: (?P<list>\S+))?"
    r"(?P<other> (?:or_other|or other|or specify other))?"
)
_OSM = re.compile(r"osm( \S+)?")

_SIGNED: Final = "signature"
# What people call them elsewhere.
_MEANT: Final[Mapping[str, str]] = {
    "signature": _SIGNED, "签名": _SIGNED, "tekst": "text", "文本": "text", "文字": "text", "number": "integer",
    "整数": "integer", "数字": "integer", "小数": "decimal", "日期": "date", "时间": "time", "照片": "image",
    "图片": "image", "picture": "image", "foto": "image", "说明": "note", "单选": "select_one",
    "select": "select_one", "radio": "select_one", "dropdown": "select_one", "checkbox": "select_multiple",
    "多选": "select_multiple", "位置": "geopoint",
}  # fmt: skip
_ALIKE: Final = 0.75

_PLAIN: Final[dict[str, tuple[str, Kind]]] = {
    spelling: (main, kind) for main, (kind, others) in _ASKED.items() for spelling in (main, *others)
}
# Main names first: of two that are as likely the first is suggested.
_SPELLINGS: Final = (
    "select_one", "select_multiple", *_PLAIN, *_HIDDEN, *_COMMANDS, "begin_group", "end_group", "begin_repeat",
    "end_repeat", "audit",
)  # fmt: skip


@dataclass(frozen=True)
class QuestionType:
    """A type, read.

    Attributes:
        role: Whether the row asks (or tells) something, is hidden, only names a file with a list, keeps an audit, or
            is an edge of a group.
        name: XLSForm's main name for it.
        kind: How it is asked; a `select_one` is a `choice` until its marks make it a compliance item.
        list_name: The list of choices, for selects and loops.
        source: Where the list is: in sheet choices, in a file, in sheet external_choices, or in earlier answers.
        or_other: Whether a choice "other" with a text is added.
        container: What a `begin` or `end` row opens or closes.
    """

    role: Role
    name: str
    kind: Kind = "note"
    list_name: str | None = None
    source: Literal["choices", "file", "external", "answers"] = "choices"
    or_other: bool = False
    container: Container = "group"


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
        TypeRefused: It is unknown, or lacks the list of choices.
    """
    written = " ".join(written.split())
    found = _known(written)
    if found is None:
        raise _unknown(written)
    return found


def _known(written: str) -> QuestionType | None:
    """Reads a type, none where it is unknown. Raises `TypeRefused` where it lacks something."""
    if written in _PLAIN:
        return QuestionType("question", *_PLAIN[written])
    if _OSM.fullmatch(written):
        return QuestionType("question", "osm", "file")
    if written in _HIDDEN:
        return QuestionType("hidden", "calculate" if written.endswith(("calculate", "calculate prompt")) else written)
    if written in _LISTS:
        return QuestionType("list", written)
    if written == "audit":
        return QuestionType("audit", written)
    if written in _SETTINGS:
        return QuestionType("setting", written)
    if edge := _GROUP.fullmatch(written):
        return _edge(written, edge)
    if select := _SELECT.fullmatch(written):
        return _select(written, select)
    return None


def _edge(written: str, edge: re.Match[str]) -> QuestionType | None:
    container = _CONTAINERS[edge["what"]]
    if edge["edge"] == "end":
        if edge["list"]:
            return None
        return QuestionType("end", f"end_{container}", container=container)
    if container == "loop" and not edge["list"]:
        raise TypeRefused(problems.NO_LIST, type=written)
    list_name = edge["list"] if container == "loop" else None
    return QuestionType("begin", f"begin_{container}", list_name=list_name, container=container)


def _select(written: str, select: re.Match[str]) -> QuestionType:
    command, list_name = select["command"], select["list"]
    kind, or_other = _COMMANDS[command], select["other"] is not None
    if not list_name:
        raise TypeRefused(problems.NO_LIST, type=written)
    if command == "select_one_external":
        return QuestionType("question", command, kind, list_name, "external", or_other)
    from_file = list_name.lower().endswith(FILE_ENDINGS)
    if command in _FROM_FILE and not from_file:
        raise TypeRefused(problems.NOT_A_LIST_FILE, type=written, endings=", ".join(FILE_ENDINGS))
    name = {"choice": "select_one", "choices": "select_multiple"}.get(kind, "rank")
    if from_file:
        return QuestionType("question", f"{name}_from_file", kind, list_name, "file", or_other)
    source: Literal["answers", "choices"] = "answers" if "${" in list_name else "choices"
    return QuestionType("question", name, kind, list_name, source, or_other)


def _unknown(written: str) -> TypeRefused:
    """Gives the refusal with the type that was probably meant: the likeliest beginning, with the rest as written."""
    words = written.split(" ")
    best, likeliest = "", 0.0
    for count in range(len(words), 0, -1):
        head, rest = " ".join(words[:count]), " ".join(words[count:])
        meant = _MEANT.get(head.lower())
        if meant == _SIGNED:
            return TypeRefused(problems.TYPE_IS_APPEARANCE, type=written, suggestion="image", appearance=meant)
        for spelling in (meant,) if meant else _SPELLINGS:
            likeness = 1.0 if meant else SequenceMatcher(None, _plain(head), _plain(spelling)).ratio()
            suggested = f"{spelling} {rest}".strip()
            if likeness > max(likeliest, _ALIKE) and _is_readable(suggested):
                best, likeliest = suggested, likeness
    if best:
        return TypeRefused(problems.TYPE_MISSPELT, type=written, suggestion=best)
    return TypeRefused(problems.UNKNOWN_TYPE, type=written, known=COMMON)


def _is_readable(written: str) -> bool:
    try:
        return _known(written) is not None
    except TypeRefused:
        return True


def _plain(text: str) -> str:
    return text.lower().replace("_", " ")
