"""Results and evidence leave by the API: in pages that miss nothing, and only where they are."""

import hashlib
from datetime import datetime, timedelta

import httpx
from sqlalchemy import select

from services.settled_rows import LONGEST_WRITE
from storage.tables import (
    Campaign,
    Section,
    Visit,
)
from tests.services.publications_made import Publisher
from tests.web.api_called import Api, a_file, line, office, problem, wanted_campaign, wanted_task
from web.api_cursors import cursor_after

__all__ = ["line", "office"]


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
    for moment in ("9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-01-01T00:00:00"):
        made_up = cursor_after("result-changes", moment, 1)
        assert problem(await line.get(f"/results?cursor={made_up}")) == (404, "API_012")
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
