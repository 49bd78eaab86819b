"""One root a day over all chains, at the end of the office's day; a visit's chain is shown to be under it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from rules.chains import head_leaf, root_by_path
from rules.refusals import Refused
from services.anchoring import ANCHOR, daily_roots, have_anchored, keep_root, proof_of, root_now, root_of_day
from storage.tables import Job
from tests.services.conftest import District

NUMBER = "017-03"
TOKEN = "ab" * 32


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by the office's clock."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour - 8, minutes=minute)


def today(district: District) -> date:
    """The day by the office's clock, which is ahead of ours."""
    return (district.now + timedelta(hours=8)).date()


def anchored(district: District, day: date, token: str | None = None) -> str:
    district.now = max(district.now, at(day + timedelta(days=1), 1))
    with district.act() as uow:
        root, chains = root_of_day(uow, day)
        keep_root(uow, day, root, chains, token)
        return root


def test_yesterday_is_anchored_once_and_not_at_the_stroke_of_midnight(district: District) -> None:
    day = today(district) + timedelta(days=1)
    asked = []
    for hour, minute in ((0, 5), (0, 11), (9, 0)):
        district.now = at(day, hour, minute)
        with district.act() as uow:
            have_anchored(uow)
        with district.act() as uow:
            asked.append(uow.session.scalars(select(Job.subject).where(Job.kind == ANCHOR)).all())
    yesterday = (day - timedelta(days=1)).isoformat()
    assert asked == [[], [yesterday], [yesterday]]


def test_a_root_holds_what_was_written_that_day_and_nothing_later(district: District) -> None:
    day = today(district) + timedelta(days=2)
    district.now = at(day, 23, 59)
    with district.act() as uow:
        uow.record(f"visit:{NUMBER}", "said", "SJ-01", {"n": 1})
        before = root_now(uow)
    district.now = at(day + timedelta(days=1), 0, 1)
    with district.act() as uow:
        uow.record(f"visit:{NUMBER}", "said", "SJ-01", {"n": 2})
        assert root_now(uow) != before
    assert anchored(district, day) == before


def test_the_root_of_a_day_is_kept_once_with_its_time_stamp(district: District) -> None:
    day = today(district)
    anchored(district, day, TOKEN)
    anchored(district, day)
    anchored(district, day + timedelta(days=1))
    with district.act() as uow:
        known = daily_roots(uow)
    assert [each.day for each in known] == [day + timedelta(days=1), day]
    assert [each.token for each in known] == [None, TOKEN]


def test_a_visit_is_shown_to_be_under_a_root_by_its_head_and_hashes_alone(district: District) -> None:
    day = today(district)
    root = anchored(district, day)
    with district.act() as uow:
        proof = proof_of(uow, NUMBER)
        seq, head = uow.ledger.head(f"visit:{NUMBER}")
    assert (proof["root"], proof["seq"], proof["hash"]) == (root, seq, head)
    leaf = head_leaf(proof["chain"], proof["hash"])
    assert root_by_path(leaf, proof["place"], proof["chains"], proof["path"]) == root
    assert all(other not in str(proof) for other in ("017-01", "017-02", "registry"))


def test_what_cannot_be_shown_is_said(district: District) -> None:
    day = today(district)
    with district.act() as uow, pytest.raises(Refused, match="ANCHOR_001"):
        proof_of(uow, NUMBER)
    anchored(district, day)
    with district.act() as uow, pytest.raises(Refused, match="ANCHOR_001"):
        proof_of(uow, NUMBER, day - timedelta(days=9))
    with district.act() as uow, pytest.raises(Refused, match="ANCHOR_003"):
        proof_of(uow, "999-99")
    with district.act() as uow:
        keep_root(uow, day + timedelta(days=1), "00" * 32, 1, None)
    with district.act() as uow, pytest.raises(Refused, match="ANCHOR_002"):
        proof_of(uow, NUMBER)
