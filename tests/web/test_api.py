"""The API: tokens with scopes, campaigns and tasks in, results and evidence out, one act for one request."""

import hashlib
import json
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from sandbox.stock import Stock
from services.announcing import add_subscriber
from services.api_replies import forget_old_replies
from services.api_tokens import create_token, list_tokens, revoke_token
from services.settled_rows import LONGEST_WRITE
from storage.database import Database
from storage.tables import (
    Announcement,
    ApiReply,
    ApiToken,
    Campaign,
    CampaignPlan,
    CardRow,
    DeclaredRecusal,
    Evidence,
    InspectionObject,
    Item,
    LedgerLink,
    OutboxMessage,
    Person,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork
from tests.services.publications_made import Publisher
from tests.web.api_called import Api
from web.api_operations import MOST_BYTES
from web.strictness import CUSTOMER_BITS


@pytest.fixture
def office(stock: Stock, tmp_path: Path) -> Iterator[Api]:
    database = Database(stock.sqlite(tmp_path / "hecha.db", is_furnished=True))
    # What was done just now is not in lists yet.
    yield Api(database, tmp_path, later=2 * LONGEST_WRITE)
    database.close()


@pytest.fixture
async def line(office: Api) -> AsyncIterator[httpx.AsyncClient]:
    async with office.line(office.token()) as line:
        yield line


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    return answer.status_code, told["code"]


def wanted_campaign(office: Api, **more: Any) -> dict[str, Any]:
    day = office.now().date()
    first, last = (day + timedelta(days=each) for each in (2, 15))
    usual = {
        "title": "平台抽取任务",
        "task_kind": "daily",
        "lead": "SJ",
        "items": ["SJ.007"],
        "starts_on": first.isoformat(),
        "ends_on": last.isoformat(),
        "draw": "CQ-2026-0088",
        "outside_number": "CQ-T-0088",
    }
    return {**usual, **more}


def an_object(office: Api, place: int = 0) -> str:
    with office.looking() as uow:
        codes = select(InspectionObject.registration_code).where(InspectionObject.industry == "餐饮")
        return uow.session.scalars(codes.order_by(InspectionObject.object_id)).all()[place]


def wanted_task(office: Api, campaign: str, place: int = 0, **more: Any) -> dict[str, Any]:
    usual = {
        "campaign": campaign,
        "outside_number": f"CQ-V-{place:03d}",
        "object": an_object(office, place),
        "teams": [{"department": "SJ", "officers": ["SJ-01", "SJ-02"]}],
    }
    return {**usual, **more}


# Tokens


@pytest.mark.parametrize("shown", [None, "Bearer", "Bearer nothing", "Basic aGVjaGE6", "Bearer hecha_" + "A" * 43])
async def test_nothing_is_told_without_a_token(office: Api, shown: str | None) -> None:
    async with office.line() as line:
        headers = {"authorization": shown} if shown else {}
        for path in ("/results", "/campaigns", "/tasks", "/evidence/1"):
            answer = await line.get(path, headers=headers)
            assert problem(answer) == (401, "API_001")
            assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_token_does_only_what_it_is_for(office: Api) -> None:
    async with office.line(office.token("results:read")) as line:
        assert (await line.get("/results")).status_code == 200
        assert problem(await line.get("/campaigns")) == (403, "API_002")
        assert problem(await office.posts(line, "/campaigns", wanted_campaign(office))) == (403, "API_002")


async def test_a_token_that_is_revoked_or_too_old_is_refused_at_once(office: Api) -> None:
    token = office.token()
    with office.acting() as uow:
        fleeting = create_token(uow, "临时", ["results:read"], ["SJ"], days=1).token
    async with office.line(token) as line, office.line(fleeting) as other:
        assert (await line.get("/results")).status_code == (await other.get("/results")).status_code == 200
        with office.looking() as uow:
            assert [each.last_used_at is not None for each in list_tokens(uow)] == [True, True]
        with office.acting() as uow:
            revoke_token(uow, 1)
        assert problem(await line.get("/results")) == (401, "API_001")
        office.later += timedelta(days=1, seconds=1)
        assert problem(await other.get("/results")) == (401, "API_001")
    with office.looking() as uow:
        assert token not in json.dumps([row.token_sha256 for row in uow.session.scalars(select(ApiToken))])
        types = uow.session.scalars(select(LedgerLink.type).where(LedgerLink.chain == "registry")).all()
        assert types[-3:] == ["token_made", "token_made", "token_revoked"]
    # Whoever acts for a token may be revoked like any person: so is the token.
    with office.acting() as uow:
        uow.session.execute(update(Person).where(Person.code == "API-0002").values(revoked_at=office.now()))
        assert [each.revoked_at is not None for each in list_tokens(uow)] == [True, True]


async def test_nothing_of_another_department_is_told(office: Api) -> None:
    publisher = Publisher(office.database, office.files)
    publisher.submits("017-03", ["order"])
    async with office.line(office.token(departments=("RS",))) as line:
        for path in ("/results", "/tasks", "/campaigns"):
            assert (await line.get(path)).json()["items"] == []
        for path in ("/results/017-03-1", "/results/017-03-1/evidence", "/tasks/017-03", "/campaigns/017"):
            assert problem(await line.get(path)) == (404, "API_003")
        answer = await office.posts(line, "/campaigns", wanted_campaign(office))
        assert problem(answer) == (403, "CAMP_001")


# Results and evidence


async def test_results_come_in_pages_that_miss_nothing(office: Api, line: httpx.AsyncClient) -> None:
    publisher = Publisher(office.database, office.files)
    for number in ("017-03", "017-02", "017-05"):
        publisher.submits(number, ["order"])
        publisher.now += timedelta(seconds=1)
    found, cursor = [], ""
    for _ in range(9):
        page = (await line.get(f"/results?limit=1{cursor}")).json()
        found += [each["number"] for each in page["items"]]
        if not page["has_more"]:
            break
        cursor = f"&cursor={page['next']}"
    assert found == ["017-03-1", "017-03-2", "017-02-1", "017-02-2", "017-05-1", "017-05-2"]
    after = page["next"]
    assert (await line.get(f"/results?cursor={after}")).json()["items"] == []
    publisher.submits("017-04")
    later = (await line.get(f"/results?cursor={after}&campaign=017")).json()["items"]
    assert [each["number"] for each in later] == ["017-04-1", "017-04-2"]
    [outcome] = (await line.get("/results/017-03-1")).json()["results"]
    assert outcome["key"] == "order"
    for wrong in ("AAAA", "WyJ0YXNrcyIsMV0", after[:-4], "WyJyZXN1bHRzIiwieCIsMV0"):
        assert problem(await line.get(f"/results?cursor={wrong}")) == (404, "API_012")
    for wrong in ("limit=0", "limit=201", "limit=x", "limit=1&limit=2", "page=2", "campaign=x"):
        assert problem(await line.get(f"/results?{wrong}")) == (422, "API_008")
    # A follow-up inspection has a campaign of its own.
    assert (await line.get("/results?campaign=F1")).json()["items"] == []


async def test_lists_end_where_an_older_row_may_still_come(office: Api, line: httpx.AsyncClient) -> None:
    campaign = (await office.posts(line, "/campaigns", wanted_campaign(office))).json()["number"]
    number = (await office.posts(line, "/tasks", wanted_task(office, campaign))).json()["number"]
    Publisher(office.database, office.files).submits("017-03")
    lists = {"/campaigns": campaign, "/tasks": number, "/results": "017-03-1"}
    for later, is_listed in ((timedelta(), False), (LONGEST_WRITE, True)):
        office.later = later
        for path, wanted in lists.items():
            listed = [each["number"] for each in (await line.get(path)).json()["items"]]
            assert (wanted in listed) is is_listed, path
            assert (await line.get(f"{path}/{wanted}")).status_code == 200
    # A row that was given its number first appears last: nothing that stands after it was told meanwhile.
    with office.acting() as uow:
        late = uow.session.scalars(select(Campaign).where(Campaign.number == campaign)).one()
        late.made_at = office.now()
        uow.session.add(later_campaign(late, office.now() - timedelta(hours=1)))
    assert [each["number"] for each in (await line.get("/campaigns")).json()["items"] if each["number"] > "8"] == []


def later_campaign(row: Campaign, made_at: datetime) -> Campaign:
    """Return a campaign with a later number that was written earlier."""
    return Campaign(
        number="999",
        title=row.title,
        task_kind=row.task_kind,
        lead_department_id=row.lead_department_id,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        supervisor_id=row.supervisor_id,
        made_at=made_at,
    )


def a_file(uow: UnitOfWork, number: str, sha256: str | None, place: int, **more: Any) -> Evidence:
    visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
    person = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-01")).one()
    usual = {
        "purpose": "scene",
        "kind": "photo",
        "person_id": person,
        "chat_id": 1,
        "telegram_message_id": place,
        "batch": "m1",
        "file_id": "f",
        "file_unique_id": f"{number}:{place}",
        "recompressed": False,
        "sent_at": uow.now,
        "received_at": uow.now,
        "state": "secured" if sha256 else "received",
        "sha256": sha256,
    }
    return Evidence(visit_id=visit.visit_id, **{**usual, **more})


async def test_a_file_is_given_only_where_its_result_is(office: Api, line: httpx.AsyncClient) -> None:
    for number in ("017-03", "017-02"):
        Publisher(office.database, office.files).submits(number)
    sha256 = office.files.keep(b"a photograph")
    with office.acting() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == "017-02")).one()
        visit.is_trial = True
        sections = select(Section.section_id).join(Visit, Visit.visit_id == Section.visit_id)
        own, other = uow.session.scalars(sections.where(Visit.number == "017-03").order_by(Section.place)).all()
        files = {
            "of its visit": a_file(uow, "017-03", sha256, 1),
            "of its section": a_file(uow, "017-03", sha256, 2, section_id=own),
            "of another section": a_file(uow, "017-03", sha256, 3, section_id=other),
            "not assigned": a_file(uow, "017-03", sha256, 4, purpose="unassigned"),
            "of a trial": a_file(uow, "017-02", sha256, 5),
            "of a clue": a_file(uow, "017-03", sha256, 7, purpose="clue"),
            "of a visit that is not submitted": a_file(uow, "017-05", sha256, 6),
        }
        uow.session.add_all(files.values())
        uow.session.flush()
        numbers = {name: row.evidence_id for name, row in files.items()}
    async with office.line(office.token(departments=("SJ",))) as own_line:
        for name, evidence_id in numbers.items():
            status = (await own_line.get(f"/evidence/{evidence_id}")).status_code
            assert status == (200 if name in ("of its visit", "of its section") else 404), name
        listed = (await own_line.get("/results/017-03-1/evidence")).json()["items"]
        assert [each["id"] for each in listed] == [numbers["of its visit"], numbers["of its section"]]


async def test_evidence_comes_with_its_hash(office: Api, line: httpx.AsyncClient) -> None:
    Publisher(office.database, office.files).submits("017-03")
    data = b"\xff\xd8 the photograph" * 100_000
    sha256 = office.files.keep(data)
    with office.acting() as uow:
        uow.session.add_all([a_file(uow, "017-03", sha256, 0), a_file(uow, "017-03", None, 1)])
    first, second = (await line.get("/results/017-03-1/evidence")).json()["items"]
    assert (first["sha256"], second["sha256"], second["href"]) == (sha256, None, None)
    answer = await line.get(f"/{first['href']}")
    assert hashlib.sha256(answer.content).hexdigest() == sha256
    assert answer.headers["etag"] == f'"{sha256}"'
    assert answer.headers["content-length"] == str(len(data))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    again = await line.get(f"/{first['href']}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert problem(await line.get(f"/evidence/{second['id']}")) == (409, "API_029")
    for wrong in ("0", "9007199254740991", "x", "1" * 40):
        assert problem(await line.get(f"/evidence/{wrong}")) == (404, "API_003")
    async with office.line(office.token(departments=("RS",))) as other:
        assert problem(await other.get(f"/{first['href']}")) == (404, "API_003")


async def test_answers_come_as_the_field_writes_them(office: Api, line: httpx.AsyncClient) -> None:
    Publisher(office.database, office.files).submits("017-03")
    answer = await line.get("/results/017-03-1/submission")
    assert answer.headers["content-type"].startswith("text/xml")
    assert "<instanceID>uuid:" in answer.text.replace("orx:", "")


# Campaigns and tasks


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


# What is badly asked


async def test_all_that_is_wrong_is_said_at_once_and_in_the_askers_language(office: Api) -> None:
    token = office.token()
    body = {"title": 7, "task_kind": "weekly", "lead": "SJ", "items": [], "colour": "red"}
    told = {}
    for language in ("zh-CN", "en"):
        async with office.line(token, language) as line:
            answer = await line.post("/campaigns", json=body)
            assert problem(answer) == (422, "API_008")
            assert answer.headers["content-language"] == language
            told[language] = answer.json()
    places = {each["pointer"] for each in told["en"]["errors"]}
    assert places == {"Idempotency-Key", "/title", "/task_kind", "/items", "/colour", "/starts_on", "/ends_on"}
    assert told["zh-CN"]["detail"] != told["en"]["detail"]
    assert "7 places" in told["en"]["detail"]


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (b"{", "application/json", (400, "API_005")),
        (b"\xff", "application/json", (400, "API_005")),
        (b"", "application/json", (400, "API_005")),
        (b"[" * 100_000, "application/json", (400, "API_005")),
        (b'{"title": "\\ud800"}', "application/json", (400, "API_005")),
        (b"[]", "application/json", (422, "API_008")),
        (b"null", "application/json; charset=utf-8", (422, "API_008")),
        (b"title=1", "application/x-www-form-urlencoded", (415, "API_006")),
        (b" " * (MOST_BYTES + 1), "application/json", (413, "API_007")),
    ],
    ids=range(9),
)
async def test_a_body_that_is_none_is_refused(
    office: Api, line: httpx.AsyncClient, content: bytes, kind: str, expected: tuple[int, str]
) -> None:
    headers = {"idempotency-key": "a-key-of-mine", "content-type": kind}
    assert problem(await line.post("/campaigns", content=content, headers=headers)) == expected


async def test_an_address_or_a_method_that_there_is_not(line: httpx.AsyncClient) -> None:
    assert problem(await line.get("/nothing")) == (404, "API_003")
    answer = await line.delete("/campaigns")
    assert problem(answer) == (405, "API_004")
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))


async def test_who_asks_too_often_is_asked_to_come_again(office: Api) -> None:
    assert CUSTOMER_BITS
    async with office.line() as line:
        answers = [await line.get("/results") for _ in range(202)]
        assert {each.status_code for each in answers[:200]} == {401}
        assert problem(answers[-1]) == (429, "API_014")
        assert answers[-1].headers["retry-after"]
        office.seconds += 1
        assert (await line.get("/results")).status_code == 401


async def test_what_is_hidden_stays_hidden_from_caches(office: Api, line: httpx.AsyncClient) -> None:
    answer = await line.get("/results")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_the_document_is_there_for_everybody(office: Api) -> None:
    async with office.line() as line:
        told = (await line.get("/openapi.json")).json()
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "/hecha/api/v1"}]
    assert set(told["paths"]) >= {"/campaigns", "/tasks", "/results", "/evidence/{id}"}


async def test_the_document_tells_of_each_operation_its_scope_and_what_it_refuses(office: Api) -> None:
    async with office.line() as line:
        told = (await line.get("/openapi.json")).json()
    scheme = told["components"]["securitySchemes"]["token"]["description"]
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            [[scope]] = [each["token"] for each in operation["security"]]
            assert f"`{scope}`" in scheme
            assert f"`{scope}`" in operation["description"]
            always = {"401", "403", "422", "429", "503"}
            always |= {"400", "404", "409", "413", "415"} if method == "post" else set()
            assert always <= set(operation["responses"]), operation["operationId"]
            # What it answers without a token, and with one for something else, is as it says there.
            address = path.replace("{number}", "017-03-1").replace("{id}", "1")
            other = office.token("evidence:read" if scope != "evidence:read" else "tasks:read")
            for token, code in ((None, "API_001"), (other, "API_002")):
                async with office.line(token) as line:
                    answer = await line.request(method, address)
                described = operation["responses"][str(answer.status_code)]
                assert code in described["description"]
                assert code == answer.json()["code"]
                assert answer.headers["content-type"] in described["content"]
                required = {name for name, header in described["headers"].items() if header["required"]}
                assert required <= {name for name in required if name.lower() in answer.headers}


def test_a_token_of_nothing_is_not_made(office: Api) -> None:
    from rules.refusals import Refused

    cases = {
        "API_026": ("平台", ["results:write"], ["SJ"], None),
        "API_028": ("", ["results:read"], ["SJ"], None),
        "API_017": ("平台", ["results:read"], ["ZZ"], None),
        "API_031": ("平台", ["results:read"], ["SJ"], 0),
        "API_027": None,
    }
    for code, asked in cases.items():
        with pytest.raises(Refused) as refused, office.acting() as uow:
            if asked is None:
                revoke_token(uow, 7)
            else:
                create_token(uow, *asked)
        assert refused.value.code == code
    with office.acting() as uow:
        uow.session.execute(update(ApiToken).values(name="x"))
