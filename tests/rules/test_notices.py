"""Kinds of what people are told, and quiet hours: tables."""

from datetime import date, datetime, time

import pytest

from handlers.notices import AREAS
from rules.notices import KIND_OF, KINDS, SEVERITY_OF, Quiet, kinds_for, latest_hour, quiet_until

# What only answers an act of the person's own, or brings a card up to date that stands in the chat: never kept back.
ANSWERS = {
    "AddendumChanged",
    "AddendumPageSigned",
    "CodeSought",
    "DicePhotoSecured",
    "DrawBeingMade",
    "DrawRefusedLate",
    "EvidenceDoubted",
    "EvidenceLost",
    "EvidenceQuarantined",
    "EvidenceSecured",
    "FileMade",
    "FileNotMade",
    "NoticeChanged",
    "PadSigned",
    "PaperPrinted",
    "PersonReachable",
    "PresenceChanged",
    "RecordChanged",
    "RegistryFileChecked",
    "RegistryFileFound",
    "ReviewReopened",
    "SheetSigned",
    "StatisticCounted",
    "SubmissionSettled",
    "SuggestionsListed",
    "TaskAccepted",
    "WorkbookChecked",
}


def test_every_event_that_is_told_has_a_kind_or_is_an_answer() -> None:
    told = {event for area in AREAS for event in area}
    assert {event.__name__ for event in told} == {event.__name__ for event in KIND_OF} | ANSWERS
    assert not {event.__name__ for event in KIND_OF} & ANSWERS
    assert set(KIND_OF.values()) == set(KINDS)
    assert set(SEVERITY_OF) <= set(KIND_OF)


def test_only_what_neither_law_nor_safety_demands_may_be_off() -> None:
    assert {name for name, kind in KINDS.items() if kind.may_be_off} == {"done", "team", "plans"}
    assert {name for name, kind in KINDS.items() if kind.is_urgent} == {"onsite", "operation"}
    assert {name for name, kind in KINDS.items() if "digest" not in kind.ways} == {"onsite", "operation"}


def test_each_sees_the_kinds_of_their_roles() -> None:
    assert [kind.name for kind in kinds_for(frozenset({"inspector"}))] == ["tasks", "returned", "due", "clues", "team"]
    everybody = frozenset({"inspector", "lead", "supervisor", "clerk", "administrator"})
    assert {name for name in KINDS if KINDS[name] not in kinds_for(everybody)} == {"digest"}


NIGHT = Quiet(time(22), time(8), rests=True)
NOON = Quiet(time(12), time(14), rests=True)
ALWAYS = Quiet(time(22), time(8), rests=False)
# Thursday the 26th to Monday the 30th; Saturday and Sunday are free.
FREE = (date(2026, 11, 28), date(2026, 11, 29))


@pytest.mark.parametrize(
    ("quiet", "at", "until"),
    [
        (NIGHT, "2026-11-26 21:59", None),
        (NIGHT, "2026-11-26 22:00", "2026-11-27 08:00"),
        (NIGHT, "2026-11-27 07:59", "2026-11-27 08:00"),
        (NIGHT, "2026-11-27 08:00", None),
        (NIGHT, "2026-11-27 23:00", "2026-11-30 08:00"),
        (NIGHT, "2026-11-28 12:00", "2026-11-30 08:00"),
        (ALWAYS, "2026-11-28 12:00", None),
        (ALWAYS, "2026-11-28 23:30", "2026-11-29 08:00"),
        (NOON, "2026-11-26 13:00", "2026-11-26 14:00"),
        (NOON, "2026-11-29 09:00", "2026-11-30 08:00"),
    ],
)
def test_quiet_ends_when_it_says(quiet: Quiet, at: str, until: str | None) -> None:
    found = quiet_until(quiet, datetime.fromisoformat(at), lambda day: day not in FREE)
    assert found == (datetime.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    ("last", "at", "latest"),
    [
        ("2026-11-30", "2026-11-26 22:00", "2026-11-30 08:00"),
        # On the last day there is nothing to wait for once work has begun.
        ("2026-11-27", "2026-11-27 02:00", "2026-11-27 08:00"),
        ("2026-11-27", "2026-11-27 08:30", "2026-11-27 08:30"),
        # On a free Saturday nobody works: Friday is the last day, and then at once.
        ("2026-11-28", "2026-11-26 22:00", "2026-11-27 08:00"),
        ("2026-11-28", "2026-11-27 18:00", "2026-11-27 18:00"),
        ("2026-11-28", "2026-11-28 10:00", "2026-11-28 10:00"),
        ("2026-11-29", "2026-11-28 03:00", "2026-11-28 03:00"),
    ],
)
def test_what_has_a_last_day_leaves_time_to_work(last: str, at: str, latest: str) -> None:
    found = latest_hour(date.fromisoformat(last), datetime.fromisoformat(at), lambda day: day not in FREE)
    assert found == datetime.fromisoformat(latest)
