"""The job that counts: what it tells and keeps, for whom, and what it tells those who may not ask any more."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from bot.counting import Counting
from forms.fonts import usual_folders
from rules.events import FileNotMade
from rules.events_statistics import StatisticCounted, SuggestionsListed
from rules.statistics.cuts import CUTS
from sandbox.stock import BOT_ID, Stock
from storage.database import Database
from storage.files import FileStore
from storage.jobs import Claimed
from storage.tables import Person, Visit
from storage.unit_of_work import looking
from tests.services.conftest import District
from tests.services.counted_visits import approve_visits, enter_visits


@pytest.fixture(scope="module")
def counted(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A district with two years of visits, and the job over it."""
    folder = Path(tmp_path_factory.mktemp("counting"))
    database = Database(stock.sqlite(folder / "hecha.db", is_furnished=True))
    district = District(database)
    with district.act() as uow:
        approve_visits(uow, enter_visits(uow))
    files = FileStore(f"file://{folder / 'files'}")
    job = Counting(files, lambda: looking(database, BOT_ID, lambda: district.now), usual_folders())
    yield district, files, job
    database.close()


def told(counted: Any, code: str = "SJ-04", **body: Any) -> Any:
    district, _, counting = counted
    with district.act() as uow:
        person = district.actor(uow, code).person_id
    district.heard.clear()
    result = counting.count(Claimed(1, "count", "x", {"person": person, **body}, 1, ""))
    with district.act() as uow:
        result(uow)
    [event] = district.heard
    return event


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_is_told_with_its_picture(counted: Any, cut: str) -> None:
    event = told(counted, what="cut", cut=cut, period="last_year")
    assert isinstance(event, StatisticCounted)
    assert event.figures.cut.key == cut
    assert event.sha256 is not None
    picture = Image.open(BytesIO(counted[1].read(event.sha256)))
    assert (picture.format, picture.width) == ("PNG", 1080)


def test_a_lead_is_told_of_the_own_department(counted: Any) -> None:
    whole = told(counted, what="cut", cut="department", period="last_year").figures
    own = told(counted, "SJ-03", what="cut", cut="department", period="last_year").figures
    assert len(own.lines) == 1 < len(whole.lines)
    assert own.lines[0] in whole.lines


def test_nothing_to_count_has_no_picture(counted: Any) -> None:
    district = counted[0]
    later = district.now + timedelta(days=4000)
    job = Counting(counted[1], lambda: looking(district.database, BOT_ID, lambda: later), usual_folders())
    event = told((district, counted[1], job), what="cut", cut="industry", period="last_year")
    assert (event.sha256, event.figures.is_empty) == (None, True)


def test_suggestions_are_listed_the_newest_first(counted: Any) -> None:
    event = told(counted, what="risk")
    assert isinstance(event, SuggestionsListed)
    assert len(event.lines) == 6 < event.total
    assert all(" → " in said and visits for _, _, said, visits in event.lines)
    # By the day of the inspection: in this district the visits assigned first were inspected last.
    with counted[0].act() as uow:
        began = {row.number: row.started_at.date() for row in uow.session.scalars(select(Visit)) if row.started_at}
    days = [began[visits.rpartition("、")[2]] for *_, visits in event.lines]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1
    breaches = told(counted, what="breaches")
    assert all("近36个月" in said for _, _, said, _ in breaches.lines)


def test_every_suggestion_can_be_read_page_by_page(counted: Any) -> None:
    first = told(counted, what="risk")
    pages = [told(counted, what="risk", page=page) for page in range(1, first.pages + 1)]
    assert first.pages > 1
    assert pages[0] == first
    assert [event.page for event in pages] == list(range(1, first.pages + 1))
    assert len({line[0] for event in pages for line in event.lines}) == first.total
    # Fewer are left by now than when the page was asked for.
    assert told(counted, what="risk", page=first.pages + 3).page == first.pages


@pytest.mark.parametrize("code", ["SJ-05", "JT-01"])
@pytest.mark.parametrize(
    ("body", "refusal"),
    [({"what": "cut", "cut": "risk", "period": "year"}, "STAT_001"), ({"what": "risk"}, "STAT_002")],
    ids=["cut", "risk"],
)
def test_who_may_not_ask_is_told_so(counted: Any, code: str, body: dict[str, str], refusal: str) -> None:
    event = told(counted, code, **body)
    assert isinstance(event, FileNotMade)
    assert event.code == refusal


def test_who_was_revoked_meanwhile_gets_nothing(counted: Any) -> None:
    district = counted[0]
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        uow.session.get_one(Person, actor.person_id).revoked_at = uow.now
    try:
        event = told(counted, what="cut", cut="risk", period="year")
        assert isinstance(event, FileNotMade)
    finally:
        with district.act() as uow:
            uow.session.get_one(Person, actor.person_id).revoked_at = None
