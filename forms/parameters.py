"""The `parameters` column: `name=value`, several with spaces, commas or semicolons between, and what fits a type."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from forms.cell_references import references_in
from forms.faults import Findings
from forms.sheets import Sheet
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_logic as problems

_GEO: Final = frozenset({"allow-mock-accuracy", "reference-geometry"})
_SELECT: Final = frozenset({"randomize", "seed"})
_ACCEPTED: Final[Mapping[str, frozenset[str]]] = {
    "text": frozenset({"rows"}),
    "image": frozenset({"max-pixels", "app"}),
    "audio": frozenset({"quality"}),
    "background-audio": frozenset({"quality"}),
    "geopoint": _GEO | {"capture-accuracy", "warning-accuracy"},
    "geotrace": _GEO | {"incremental"},
    "geoshape": _GEO | {"incremental"},
    "range": frozenset({"start", "end", "step", "placeholder", "tick_interval", "tick_labelset"}),
    "audit": frozenset(
        {"identify-user", "location-max-age", "location-min-interval", "location-priority", "track-changes",
         "track-changes-reasons"}
    ),
    "select_one": _SELECT, "select_multiple": _SELECT, "rank": _SELECT, "select_one_external": _SELECT,
    "select_one_from_file": _SELECT | {"value", "label"}, "select_multiple_from_file": _SELECT | {"value", "label"},
    "rank_from_file": _SELECT,
}  # fmt: skip
_WHOLE: Final = frozenset({"rows", "max-pixels", "location-max-age", "location-min-interval"})
_NUMBERS: Final = frozenset(
    {"start", "end", "step", "placeholder", "tick_interval", "capture-accuracy", "warning-accuracy"}
)
_ONE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "randomize": ("true", "false"), "allow-mock-accuracy": ("true", "false"), "incremental": ("true",),
    "identify-user": ("true", "false"), "track-changes": ("true", "false"),
    "track-changes-reasons": ("on-form-edit",), "quality": ("normal", "low", "voice-only", "external"),
    "location-priority": ("no-power", "low-power", "balanced", "high-accuracy"),
}  # fmt: skip
_AUDIT_PLACE: Final = frozenset({"location-max-age", "location-min-interval", "location-priority"})
_PAIR = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_BETWEEN = re.compile(r"[\s,;]*")
_NAME = re.compile(r"[^\W\d][\w.\-]*")


def parameters_in(text: str) -> dict[str, str] | None:
    """Reads a cell; None when it is no list of `name=value`. Names in small letters."""
    if _BETWEEN.fullmatch(_PAIR.sub("", text)) is None:
        return None
    return {
        name.lower(): value if name.lower() in ("value", "label") else value.lower()
        for name, value in _PAIR.findall(text)
    }


def check_parameters(survey: Survey, lists: frozenset[str], findings: Findings) -> None:
    """Notes parameters that cannot be read, do not fit the type, or have an impossible value.

    Args:
        survey: The survey.
        lists: Names of the lists of choices.
        findings: Gets the faults.
    """
    sheet = survey.sheet
    for each in survey.rows:
        text = each.row.get("parameters")
        accepted = _ACCEPTED.get(each.type.name)
        if not text or (accepted is None and each.type.role != "audit" and parameters_in(text) is not None):
            continue
        place = (sheet.title, each.row.number, sheet.heading("parameters"))
        given = parameters_in(text)
        if given is None:
            findings.add(problems.PARAMETERS_NOT_UNDERSTOOD, *place, None, value=text)
        elif strange := sorted(given.keys() - (accepted or frozenset())):
            known = ", ".join(sorted(accepted or ())) or "–"
            findings.add(problems.PARAMETER_UNKNOWN, *place, None, name=strange[0], type=each.type.name, known=known)
        else:
            _check_values(sheet, each, given, lists, findings)


def _check_values(
    sheet: Sheet, each: SurveyRow, given: Mapping[str, str], lists: frozenset[str], findings: Findings
) -> None:
    place = (sheet.title, each.row.number, sheet.heading("parameters"))
    for name, value in given.items():
        wanted = _wanted(name, value, given, lists)
        if wanted:
            findings.add(problems.PARAMETER_WRONG, *place, None, name=name, value=value, wanted=wanted)
            return
    if each.type.name == "range":
        _check_range(each, given, place, findings)
    if each.type.role == "audit" and 0 < len(given.keys() & _AUDIT_PLACE) < len(_AUDIT_PLACE):
        missing = ", ".join(sorted(_AUDIT_PLACE - given.keys()))
        findings.add(problems.PARAMETER_MISSING, *place, None, name=missing)


def _wanted(name: str, value: str, given: Mapping[str, str], lists: frozenset[str]) -> str:
    """Says what a value should be; empty when it is right."""
    if name in _ONE_OF:
        return "" if value in _ONE_OF[name] else " / ".join(_ONE_OF[name])
    if name in _WHOLE:
        return "" if value.isascii() and value.isdigit() else "1, 2, 3 …"
    if name in _NUMBERS:
        return "" if _number(value) is not None else "1, 2.5 …"
    if name in ("value", "label"):
        return "" if _NAME.fullmatch(value) else "name"
    if name == "seed":
        if "randomize" not in given:
            return "randomize=true seed=…"
        is_reference = [each.name for each in references_in(value)] != [] and value.startswith("${")
        return "" if is_reference or _number(value) is not None else "1, 2 … / ${name}"
    if name == "tick_labelset":
        return "" if value in lists else ", ".join(sorted(lists)) or "choices › list_name"
    return ""


def _check_range(each: SurveyRow, given: Mapping[str, str], place: tuple[str, int, str], findings: Findings) -> None:
    start, end, step = (
        _number(given.get(name, default)) or Decimal(0)
        for name, default in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    if step == 0 or abs(step) > abs(end - start):
        findings.add(problems.RANGE_IMPOSSIBLE, *place, None, start=start, end=end, step=step)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
