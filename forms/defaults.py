"""Defaults that are no answer of their question's type: they count as not filled, which their author should know."""

from collections.abc import Callable, Mapping
from typing import Final

from forms.choice_lists import Lists
from forms.faults import Findings
from forms.filling import days, numerals, places
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_warnings as remarks

_LISTED_MOST: Final = 5


def _whole(text: str) -> str:
    found = numerals.number(text)
    return numerals.whole(text) if found is not None and found == int(found) else ""


_READERS: Final[Mapping[str, tuple[Callable[[str], str], str]]] = {
    "integer": (_whole, "3"),
    "decimal": (numerals.decimal, "2.5"),
    "range": (numerals.decimal, "3"),
    "date": (days.day, "2026-03-01"),
    "time": (days.time_of_day, "08:30:00.000+08:00"),
    "datetime": (days.instant, "2026-03-01T08:30:00.000+08:00"),
    "geopoint": (places.point, "22.5431 114.0579 0 0"),
    "geotrace": (places.line, "22.54 114.05 0 0;22.55 114.06 0 0"),
    "geoshape": (places.shape, "22.54 114.05 0 0;22.55 114.06 0 0;22.55 114.05 0 0;22.54 114.05 0 0"),
}


def warn_of_defaults(survey: Survey, lists: Lists, findings: Findings) -> None:
    """Notes each written default that its question cannot have.

    Args:
        survey: The survey.
        lists: Of sheet choices.
        findings: Gets the remarks.
    """
    from pyxform.utils import default_is_dynamic  # half a second that the program's start should not pay for

    for each in survey.questions:
        text = each.row.get("default")
        if text and not default_is_dynamic(text, each.type.name) and (example := _better(each, text, lists)):
            place = (survey.sheet.title, each.row.number, survey.sheet.heading("default"))
            findings.warn(remarks.DEFAULT_UNFIT, *place, value=text, type=each.type.name, example=example)


def _better(each: SurveyRow, text: str, lists: Lists) -> str:
    """Gives an example of a default that would do, empty where this one does."""
    if each.type.kind in _READERS:
        reader, example = _READERS[each.type.kind]
        return "" if reader(text) else example
    if each.type.kind in ("choice", "choices", "rank") and each.type.source == "choices":
        names = lists.get(each.type.list_name or "", {})
        chosen = [text] if each.type.kind == "choice" else text.split()
        is_other = each.type.or_other and "other" in chosen
        return "" if is_other or not names or set(chosen) <= set(names) else ", ".join([*names][:_LISTED_MOST])
    return ""
