"""Acts from pages and from other programs whose link of the ledger somebody else took: done all the same, and once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sandbox.stock import Stock
from storage.database import Database
from storage.ledger import links_of
from storage.tables import Campaign, LedgerLink, Signature
from storage.unit_of_work import reading
from tests.rivals import let_rival_in
from tests.web.api_called import Api
from tests.web.conftest import Office
from tests.web.dashboard_office import DashboardOffice
from tests.web.pad_desk import MARKS, desk_in, post


@pytest.fixture
def office(stock: Stock, tmp_path: Path) -> Iterator[Office]:
    """The demo district's pages on PostgreSQL."""
    address = stock.postgresql(is_furnished=True)
    database = Database(address)
    yield Office(database, tmp_path)
    database.close()
    stock.discard(address)


async def test_the_page_of_statistics_is_entered(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = DashboardOffice(office)
    link = desk.link()
    met = let_rival_in(monkeypatch, office.database)
    async with desk.line() as line:
        assert (await line.post(link)).status_code == 303
    with reading(office.database) as session:
        types = [each["type"] for each in links_of(session, "registry")]
    assert (met, types[-2:]) == (["registry"], ["came_first", "dashboard_entered"])


async def test_a_pad_is_signed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_in(office)
    pad_id = desk.pad()
    async with desk.line() as line:
        ticket = (await post(line, f"a/{pad_id}/open", launch=desk.launch())).json()["ticket"]
        await post(line, f"a/{pad_id}/marks", ticket=ticket, first=1, marks=MARKS, size=[358, 298])
        met = let_rival_in(monkeypatch, office.database)
        assert (await post(line, f"a/{pad_id}/done", ticket=ticket)).status_code == 200
    with reading(office.database) as session:
        assert (met, session.scalar(select(func.count()).select_from(Signature))) == (["visit:017-03"], 1)


async def test_another_program_enters_a_campaign(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    api = Api(office.database, office.folder)
    day = api.now().date()
    body = {
        "title": "平台抽取任务",
        "task_kind": "daily",
        "lead": "SJ",
        "items": ["SJ.007"],
        "starts_on": (day + timedelta(days=2)).isoformat(),
        "ends_on": (day + timedelta(days=15)).isoformat(),
        "draw": "CQ-2026-0088",
        "outside_number": "CQ-T-0088",
    }
    async with api.line(api.token()) as line:
        met = let_rival_in(monkeypatch, office.database)
        answer = await api.posts(line, "campaigns", body)
    assert answer.status_code == 201
    assert len(met) == 1
    with reading(office.database) as session:
        entered = session.scalars(select(LedgerLink.type).where(LedgerLink.type == "campaign_entered")).all()
        campaigns = [name for name in session.scalars(select(Campaign.title)) if "平台抽取任务" in name.values()]
    assert (len(entered), len(campaigns)) == (1, 1)
