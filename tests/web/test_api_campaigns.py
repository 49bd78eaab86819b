"""Campaigns and tasks come in by the API: one act for one request, and refused with its reason."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from services.announcing import add_subscriber
from services.api_replies import forget_old_replies
from storage.tables import (
    Announcement,
    ApiReply,
    Campaign,
    CampaignPlan,
    CardRow,
    DeclaredRecusal,
    InspectionObject,
    Item,
    LedgerLink,
    OutboxMessage,
    Person,
    Task,
    Visit,
)
from tests.web.api_called import Api, an_object, line, office, problem, wanted_campaign, wanted_task

__all__ = ["line", "office"]


async def test_what_the_platform_drew_comes_to_its_officers(office: Api, line: httpx.AsyncClient) -> None:
    made = await office.posts(line, "/campaigns", wanted_campaign(office))
    assert made.status_code == 201
    campaign = made.json()
    assert made.headers["location"] == f"/hecha/api/v1/campaigns/{campaign['number']}"
    assert (campaign["is_drawn_here"], campaign["draw"]) == (False, "CQ-2026-0088")
    assert (await line.get(f"/campaigns/{campaign['number']}")).json() == campaign
    task = await office.posts(line, "/tasks", wanted_task(office, campaign["number"]))
    assert task.status_code == 201, task.text
    told = task.json()
    assert told["number"] == f"{campaign['number']}-01"
    assert [seat["officer"] for seat in told["seats"]] == ["SJ-01", "SJ-02"]
    assert (await line.get(f"/tasks/{told['number']}")).json() == told
    assert (await line.get(f"/tasks?campaign={campaign['number']}")).json()["items"] == [told]
    with office.looking() as uow:
        actor = select(LedgerLink.actor).where(LedgerLink.chain == f"visit:{told['number']}", LedgerLink.seq == 1)
        assert uow.session.scalar(actor) == "API-0001"
        assert uow.session.scalar(select(func.count()).select_from(OutboxMessage)) or True
        sent = select(func.count()).select_from(Task).join(Visit, Visit.visit_id == Task.visit_id)
        assert uow.session.scalar(sent.where(Visit.number == told["number"], Task.state == "sent")) == 2


async def test_a_campaign_is_sent_once_however_many_tasks_follow(office: Api, line: httpx.AsyncClient) -> None:
    campaign = (await office.posts(line, "/campaigns", wanted_campaign(office))).json()["number"]
    with office.acting() as uow:
        add_subscriber(uow, "https://platform.example/hear", ["campaign.sent"])
        head = select(Campaign.supervisor_id).where(Campaign.number == campaign)
        uow.session.execute(update(Person).where(Person.person_id.in_(head)).values(reach="open", chat_id=61))

    def shown() -> list[str]:
        with office.looking() as uow:
            cards = select(CardRow).where(CardRow.chat_id == 61, CardRow.key.like("dispatch:%"))
            return [json.dumps(row.wanted, ensure_ascii=False) for row in uow.session.scalars(cards)]

    assert (await office.posts(line, "/tasks", wanted_task(office, campaign))).status_code == 201
    [first] = shown()
    assert (await office.posts(line, "/tasks", wanted_task(office, campaign, 1))).status_code == 201
    [second] = shown()
    assert first != second
    with office.looking() as uow:
        told = [row.kind for row in uow.session.scalars(select(Announcement))]
    assert told == ["campaign.sent"]


async def test_no_task_comes_after_the_last_day(office: Api, line: httpx.AsyncClient) -> None:
    campaign = (await office.posts(line, "/campaigns", wanted_campaign(office))).json()["number"]
    office.later += timedelta(days=20)
    assert problem(await office.posts(line, "/tasks", wanted_task(office, campaign))) == (409, "API_045")


async def test_a_plan_that_is_entered_is_drawn_here(office: Api, line: httpx.AsyncClient) -> None:
    made = await office.posts(line, "/campaigns", wanted_campaign(office, draw=None))
    campaign = made.json()
    assert (campaign["is_drawn_here"], campaign["draw"]) == (True, None)
    with office.looking() as uow:
        row = uow.session.scalars(select(Campaign).where(Campaign.number == campaign["number"])).one()
        assert uow.session.get_one(CampaignPlan, row.campaign_id).departments == [row.lead_department_id]
    refused = await office.posts(line, "/tasks", wanted_task(office, campaign["number"]))
    assert problem(refused) == (409, "API_022")


async def test_the_same_request_twice_is_one_act(office: Api, line: httpx.AsyncClient) -> None:
    wanted = wanted_campaign(office)
    first, second = [await office.posts(line, "/campaigns", wanted, key="the-same-key") for _ in range(2)]
    assert (first.status_code, first.text) == (second.status_code, second.text)
    assert first.headers["location"] == second.headers["location"]
    other = await office.posts(line, "/campaigns", wanted_campaign(office, title="另一个任务"), key="the-same-key")
    assert problem(other) == (422, "API_013")
    assert problem(await office.posts(line, "/campaigns", wanted, key="another-key")) == (409, "API_016")
    # Without a number of the platform, the draw says that it is the same campaign.
    unnumbered = wanted_campaign(office, outside_number=None)
    assert problem(await office.posts(line, "/campaigns", unnumbered, key="a-third-key")) == (409, "API_016")
    # A token's keys are its own.
    async with office.line(office.token()) as stranger:
        body = wanted_campaign(office, outside_number=None, draw="CQ-2026-0190")
        assert (await office.posts(stranger, "/campaigns", body, key="the-same-key")).status_code == 201
    office.later = timedelta(days=8)
    with office.acting() as uow:
        forget_old_replies(uow)
        assert uow.session.scalar(select(func.count()).select_from(ApiReply)) == 0


def _recused(office: Api) -> None:
    with office.acting() as uow:
        code = an_object(office)
        of = select(InspectionObject.object_id).where(InspectionObject.registration_code == code)
        person = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-01")).one()
        recusal = DeclaredRecusal(
            person_id=person, object_id=uow.session.scalar(of), declared_by=person, declared_at=uow.now
        )
        uow.session.add(recusal)


REFUSED_TASKS: dict[str, tuple[dict[str, Any], str]] = {
    "no such object": ({"object": "91500112YB0000099X"}, "API_019"),
    "a department too few": ({"teams": [{"department": "XF", "officers": ["XF-01", "XF-02"]}]}, "API_024"),
    "nobody's code": ({"teams": [{"department": "SJ", "officers": ["SJ-01", "SJ-99"]}]}, "API_020"),
    "an officer of others": ({"teams": [{"department": "SJ", "officers": ["SJ-01", "XF-01"]}]}, "API_020"),
    "a lead, who is no inspector": ({"teams": [{"department": "SJ", "officers": ["SJ-01", "SJ-05"]}]}, "API_020"),
}


@pytest.mark.parametrize("case", REFUSED_TASKS)
async def test_a_task_that_cannot_be_is_refused_with_its_reason(
    office: Api, line: httpx.AsyncClient, case: str
) -> None:
    more, code = REFUSED_TASKS[case]
    campaign = (await office.posts(line, "/campaigns", wanted_campaign(office))).json()["number"]
    assert problem(await office.posts(line, "/tasks", wanted_task(office, campaign, **more))) == (409, code)
    if case == "no such object":
        assert (await office.posts(line, "/tasks", wanted_task(office, campaign))).status_code == 201
        twice = wanted_task(office, campaign, outside_number="CQ-V-9")
        assert problem(await office.posts(line, "/tasks", twice)) == (409, "API_023")
        again = wanted_task(office, campaign, 1, outside_number="CQ-V-000")
        assert problem(await office.posts(line, "/tasks", again)) == (409, "API_016")
        assert problem(await office.posts(line, "/tasks", wanted_task(office, "999"))) == (404, "API_003")
    if case == "nobody's code":
        _recused(office)
        assert problem(await office.posts(line, "/tasks", wanted_task(office, campaign))) == (409, "API_025")


REFUSED_CAMPAIGNS: dict[str, tuple[dict[str, Any], int, str]] = {
    "no such department": ({"lead": "ZZ"}, 409, "API_017"),
    "no such item": ({"items": ["SJ.999"]}, 409, "API_018"),
    "days that have passed": ({"starts_on": "2020-01-01"}, 409, "API_021"),
    "the last day before the first": ({"ends_on": "2020-01-01"}, 409, "API_021"),
    "the end of time": ({"ends_on": "9999-12-31"}, 409, "API_021"),
}


@pytest.mark.parametrize("case", REFUSED_CAMPAIGNS)
async def test_a_campaign_that_cannot_be_is_refused_with_its_reason(
    office: Api, line: httpx.AsyncClient, case: str
) -> None:
    more, status, code = REFUSED_CAMPAIGNS[case]
    assert problem(await office.posts(line, "/campaigns", wanted_campaign(office, **more))) == (status, code)
    with office.looking() as uow:
        assert uow.session.scalar(select(func.count()).select_from(Item)) == uow.session.scalar(
            select(func.count()).select_from(Item)
        )


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Joint inspection", 201),
        ("平台 抽查", 201),
        ("平台\u3000抽查", 201),
        (" 平台抽查", 422),
        ("平台\t抽查", 422),
        ("\u202e平台抽查", 422),
        ("\u200b\u200b", 422),
    ],
)
async def test_a_campaign_is_called_as_in_the_chat(
    office: Api, line: httpx.AsyncClient, title: str, status: int
) -> None:
    answer = await office.posts(line, "/campaigns", wanted_campaign(office, title=title))
    assert answer.status_code == status, answer.text
    schemas = (await line.get("/openapi.json")).json()["components"]["schemas"]
    assert "spaces between them allowed" in schemas["NewCampaign"]["properties"]["title"]["description"]
