"""Dispatching a campaign, and what officers may look up before they go."""

from typing import Any

import pytest
from sqlalchemy import select

from rules.events import TaskSent
from rules.refusals import Refused
from services.briefing import ITEMS_A_PAGE, view_matters
from services.dispatching import dispatch_campaign
from services.tasks import accept_task
from storage.tables import Campaign, LedgerLink, Task
from storage.unit_of_work import reading


def campaign_of(district: Any) -> int:
    with reading(district.database) as session:
        return session.scalars(select(Campaign.campaign_id).where(Campaign.number == "017")).one()


def test_every_unanswered_task_is_sent_once(district: Any) -> None:
    with district.act() as uow:
        accept_task(uow, district.actor(uow, "SJ-01"), district.visit())
    district.heard.clear()
    with district.act() as uow:
        count = dispatch_campaign(uow, campaign_of(district))
    with reading(district.database) as session:
        waiting = set(session.scalars(select(Task.task_id).where(Task.state == "sent")))
        assert session.get_one(Campaign, campaign_of(district)).dispatched_at == district.now
        told = session.scalars(select(LedgerLink).where(LedgerLink.type == "dispatched")).all()
    assert {event.task_id for event in district.heard if isinstance(event, TaskSent)} == waiting
    assert count == len(waiting) == 31
    assert len(told) == 8
    assert "SJ-01" not in next(link.body["to"] for link in told if link.chain == "visit:017-03")
    assert district.chains_are_whole()


def test_a_second_dispatch_sends_nothing(district: Any) -> None:
    with district.act() as uow:
        dispatch_campaign(uow, campaign_of(district))
    district.heard.clear()
    with district.act() as uow:
        assert dispatch_campaign(uow, campaign_of(district)) == 0
    assert district.heard == []


def test_an_unknown_campaign_is_an_error(district: Any) -> None:
    with district.act() as uow, pytest.raises(LookupError):
        dispatch_campaign(uow, 999)


def test_an_officer_reads_the_matters_of_the_own_department_page_by_page(district: Any) -> None:
    with district.act() as uow:
        actor = district.actor(uow, "SJ-01")
        pages = [view_matters(uow, actor, district.visit(), page) for page in (1, 2, 3)]
    assert [[each.code for each in page.matters] for page in pages[:2]] == [["SJ.001", "SJ.006", "SJ.007"], ["SJ.009"]]
    assert len(pages[0].matters) == ITEMS_A_PAGE
    assert (pages[2].page, pages[2].pages, pages[2].total) == (2, 2, 4)
    assert all(each.legal_basis for page in pages for each in page.matters)


def test_another_department_reads_its_own_and_strangers_nothing(district: Any) -> None:
    with district.act() as uow:
        found = view_matters(uow, district.actor(uow, "XF-01"), district.visit())
        assert [each.code for each in found.matters] == ["XF.001", "XF.005"]
        with pytest.raises(Refused, match="VISIT_001"):
            view_matters(uow, district.actor(uow, "SJ-06"), district.visit())
