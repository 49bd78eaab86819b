"""The district as an office tells it in a file: the authority from a day on, and its departments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.errors import districts as problems
from rules.refusals import Refused
from rules.shapes import (
    day,
    each_of,
    group,
    is_zone,
    lines,
    pattern,
    rows,
    text,
    whole,
    with_places,
    written,
    yes_no,
)

_NAMES = group({"zh": text, "en": text})
_CODE = pattern(r"[A-Z][A-Z0-9]{0,7}", "一到八个大写字母或数字，如 SJ", "one to eight capitals or digits, such as SJ")
_CLOCK = pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]", '时刻，如 "20:00"', 'a time such as "20:00"')
_DAYS = whole(1, 250)
_PAPER = {"title_lines": lines, "title": _NAMES}
_NUMBER = written(with_places({"year", "serial"}), "含 {year} 和 {serial} 的编号", "a number with {year} and {serial}")
_MAP_LINK = written(
    lambda link: link.startswith("https://") and with_places({"latitude", "longitude"}, {"name"})(link),
    "https 地址，含 {latitude} 和 {longitude}，可含 {name}",
    "an https address with {latitude} and {longitude}, also {name}",
)
_RESULT = {
    "key": pattern(r"[a-z][a-z_]{0,15}", "小写字母，如 none", "small letters, such as none"),
    "excludes_others": yes_no,
    "needs_problem": yes_no,
    "zh": text,
    "en": text,
    "short": _NAMES,
}
_BODY = group(
    {
        "code": pattern(r"[0-9]{6}", "六位行政区划代码", "six digits, the division's code"),
        "time_zone": written(is_zone, '时区，如 "Asia/Shanghai"', 'a time zone such as "Asia/Shanghai"'),
        "presence_minimum": whole(1, 20),
        "far_away_metres": whole(1, 100_000),
        "quiet_from": _CLOCK,
        "quiet_until": _CLOCK,
        "publication_working_days": _DAYS,
        "name": _NAMES,
        "district": _NAMES,
        "issuing_office": _NAMES,
        "record": group(_PAPER),
        "notice": group({**_PAPER, "number": _NUMBER}),
        "results": rows(group(_RESULT), ("key", "zh")),
    },
    {
        "place_holds_minutes": whole(1, 1440),
        "map_link": _MAP_LINK,
        "review_by_two": yes_no,
        "return_working_days": _DAYS,
        "publication_working_days_of": each_of(_CODE, _DAYS),
        "publication_until": each_of(text, day),
        "clue_working_days": group({}, {"open": _DAYS, "unit": _DAYS, "offered": _DAYS}),
        "complaints": group({"phone": text, "how": _NAMES}),
        "rights": rows(group({"text": _NAMES, "basis": _NAMES})),
    },
)
_DEPARTMENT = group({"code": _CODE, "name": _NAMES, "short": _NAMES})
_SINGLE = ("code", "name.zh", "name.en", "short.zh", "short.en")
_FILE = group({"valid_from": day, "body": _BODY, "departments": rows(_DEPARTMENT, _SINGLE)})


class DistrictWrong(ValueError):
    """A district that is none: all that is the matter with it."""

    def __init__(self, faults: Sequence[Refused]) -> None:
        super().__init__(", ".join(each.code for each in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class DepartmentNames:
    """A department: its code, its names by language."""

    code: str
    name: Mapping[str, str]
    short: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class District:
    """A district from a day on; `body` is data for JSON."""

    valid_from: date
    body: Mapping[str, Any]
    departments: tuple[DepartmentNames, ...]


def read_district(data: Mapping[str, Any]) -> District:
    """Return the district that a file tells. Raises `DistrictWrong` with all that is wrong in it."""
    if faults := list(_FILE(data, "")) or list(_contradictions(data["body"])):
        raise DistrictWrong(faults)
    body = dict(data["body"])
    if "publication_until" in body:
        body["publication_until"] = {key: told.isoformat() for key, told in body["publication_until"].items()}
    return District(
        data["valid_from"],
        body,
        tuple(DepartmentNames(row["code"], row["name"], row["short"]) for row in data["departments"]),
    )


def _contradictions(body: Mapping[str, Any]) -> Iterator[Refused]:
    for paper in ("record", "notice"):
        if "".join(body[paper]["title_lines"]) != body[paper]["title"]["zh"]:
            yield Refused(problems.TITLE_DIFFERS, place=f"body.{paper}")
    for number, row in enumerate(body["results"], 1):
        if row["excludes_others"] and row["needs_problem"]:
            yield Refused(problems.RESULT_CONTRADICTS, place=f"[[body.results]] {number}:")
