"""What an XLSForm can ask for and a chat cannot do: told to the author, never a reason to refuse."""

import re
from typing import Final

from forms.faults import Findings
from forms.sheets import Sheet
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_warnings as remarks

_IMPOSSIBLE: Final = frozenset({"start-geopoint", "background-geopoint", "background-audio", "audit"})
_OF_A_DEVICE: Final = frozenset({"imei", "deviceid", "uri:deviceid", "device id", "get device id"})
_OF_THE_OFFICER: Final = frozenset(
    {"username", "uri:username", "phonenumber", "uri:phonenumber", "get phone number"}
)  # fmt: skip
_UNKNOWN: Final = frozenset(
    {"simserial", "subscriberid", "uri:simserial", "uri:subscriberid", "get sim id", "get subscriber id", "sim id",
     "subscriber id", "email", "uri:email"}
)  # fmt: skip
# What is honoured, and wishes for a large screen that lose nothing when a chat asks one question at a time.
_FINE: Final = re.compile(
    r"minimal|quick|quickcompact|compact(-\d+)?|columns(-\d+|-pack|-flex|-no-buttons)?|no-buttons|label|list-nolabel"
    r"|horizontal(-compact)?|vertical|likert|list|field-list|table-list|multiline|no-calendar|no-ticks"
    r"|thousands?-sep|bearing-free|w\d+|autocomplete(_chars)?|search|numbers|signature|draw|annotate|new|new-front"
    r"|month-year|year|rating|picker|masked|placement-map|counter|hidden-answer"
)
TOLD_MOST: Final = 2_000
"""Characters of one text: a card holds 3,900 with all that stands on it."""
_TOLD: Final = frozenset({"label", "hint", "guidance_hint", "constraint_message"})
_DRAWN: Final = frozenset({"draw", "annotate"})


def warn_of_limits(survey: Survey, entities: Sheet | None, findings: Findings) -> None:
    """Notes types, appearances and entities that change nothing in a chat."""
    sheet = survey.sheet
    if entities is not None and entities.rows:
        findings.warn(remarks.NO_ENTITIES, entities.title, entities.rows[0].number)
    for each in survey.rows:
        if each.type.role == "end":
            continue
        place = (sheet.title, each.row.number, sheet.heading("type"))
        if each.type.name in _IMPOSSIBLE:
            findings.warn(remarks.TYPE_IMPOSSIBLE, *place, type=each.type.name)
        elif each.type.name in _OF_A_DEVICE:
            findings.warn(remarks.DEVICE_UNKNOWN, *place, type=each.type.name)
        elif each.type.name in _OF_THE_OFFICER:
            findings.warn(remarks.OF_THE_OFFICER, *place, type=each.type.name)
        elif each.type.name in _UNKNOWN:
            findings.warn(remarks.STAYS_EMPTY, *place, type=each.type.name)
        elif each.type.name == "osm":
            findings.warn(remarks.OSM_AS_FILE, *place)
        if each.row.get("save_to"):
            findings.warn(remarks.NO_ENTITIES, sheet.title, each.row.number, sheet.heading("save_to"))
        if each.type.kind == "geopoint":
            findings.warn(remarks.PLACE_NOT_CERTAIN, *place)
        _warn_of_appearance(survey, each, findings)
        _warn_of_length(sheet, each, findings)


def _warn_of_length(sheet: Sheet, each: SurveyRow, findings: Findings) -> None:
    for column, text in each.row.cells.items():
        if column.meaning in _TOLD and len(text) > TOLD_MOST:
            place = (sheet.title, each.row.number, column.heading)
            findings.warn(remarks.TEXT_LONGER_THAN_A_CARD, *place, count=len(text), limit=TOLD_MOST)


def _warn_of_appearance(survey: Survey, each: SurveyRow, findings: Findings) -> None:
    words = each.row.get("appearance").lower().split()
    place = (survey.sheet.title, each.row.number, survey.sheet.heading("appearance"))
    if each.type.kind == "photo" and _DRAWN & set(words):
        findings.warn(remarks.NO_DRAWING, *place, value=" ".join(words))
    strange = [word for word in words if not _FINE.fullmatch(word)]
    if strange:
        findings.warn(remarks.APPEARANCE_WITHOUT_EFFECT, *place, value=each.row.get("appearance"))
