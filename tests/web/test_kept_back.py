"""What is kept back or not approved leaves by no path of the API, and whoever follows results learns of it."""

from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import update

from services.addenda_elsewhere import told_elsewhere
from services.outdated import ADDENDUM
from services.publishing import send_back
from services.reviewing import approve
from storage.tables import Addendum, Review, Section
from storage.unit_of_work import UnitOfWork
from tests.services.publications_made import Publisher, person
from tests.web.api_called import Api, a_file, line, office, problem

__all__ = ["line", "office"]


async def told(line: httpx.AsyncClient, after: str = "") -> tuple[list[dict[str, Any]], str]:
    """What a reader is told who goes on, and where it goes on the next time."""
    page = (await line.get(f"/results?limit=50{after and f'&cursor={after}'}")).json()
    return page["items"], page["next"] or after


def an_addendum(uow: UnitOfWork, visit_id: int, **facts: Any) -> Addendum:
    """A signed addendum to a visit's record."""
    words = {"stands": "原文", "reads": "应为", "reason": "陈立看错了"}
    usual = {"serial": 1, "state": "signed", "ticks": [], "pages": [], "evidence_ids": [], "signed_at": uow.now}
    author = person(uow, "SJ-01").person_id
    return Addendum(visit_id=visit_id, person_id=author, begun_at=uow.now, **facts, **words, **usual)


async def test_what_is_kept_back_or_not_approved_leaves_by_none_of_five_paths(
    office: Api, line: httpx.AsyncClient
) -> None:
    publisher = Publisher(office.database, office.files)
    visits = {number: publisher.submits(number, ["order"]) for number in ("017-03", "017-02", "017-04", "017-05")}
    sha256 = office.files.keep(b"a photograph")
    sections = {number: publisher.section(number) for number in visits}
    with office.acting() as uow:
        files = {number: a_file(uow, number, sha256, of) for of, number in enumerate(visits)}
        files["own"] = a_file(uow, "017-03", sha256, 9, section_id=sections["017-03"])
        uow.session.add_all(files.values())
        uow.session.flush()
        numbers = {name: row.evidence_id for name, row in files.items()}
        uow.session.execute(
            update(Review).where(Review.visit_id == visits["017-05"]).values(state="waiting", decided_at=None)
        )
        uow.session.add(an_addendum(uow, visits["017-03"], concerns="whole"))
    first, after = await told(line)
    assert [len(each["addenda"]) for each in first if each["number"][:6] == "017-03"] == [1, 1]
    assert {each["number"][:6] for each in first} == {"017-03", "017-02", "017-04"}
    publisher.now += timedelta(seconds=1)
    publisher.publishes("017-03")
    publisher.publishes("017-02")
    publisher.now += timedelta(seconds=1)
    publisher.withholds("017-03")
    publisher.withdraws("017-02", "决定已撤销")
    publisher.withholds("017-04", is_agreed=False)
    kept = {"017-03-1": "withheld", "017-02-1": "withdrawn", "017-04-1": "open"}
    # Whoever goes on from before learns of it: number and state, and nothing besides.
    news, _ = await told(line, after)
    told_back = [each for each in news if each["is_kept_back"]]
    assert {each["number"]: each["publication"] for each in told_back} == kept
    assert {frozenset(each) for each in told_back} == {frozenset(("number", "publication", "is_kept_back"))}
    # So does whoever follows their siblings: what is of the whole visit has left them.
    assert {each["number"] for each in news} == {*kept, "017-03-2", "017-02-2", "017-04-2"}
    assert [each["addenda"] for each in news if each["number"] == "017-03-2"] == [[]]
    for number, state in kept.items():
        assert (await line.get(f"/results/{number}")).json() == {
            "number": number,
            "publication": state,
            "is_kept_back": True,
        }
        for path in ("submission", "evidence"):
            assert problem(await line.get(f"/results/{number}/{path}")) == (409, "PUBLIC_014")
        # What is of the whole visit speaks of this department too, whoever asks.
        assert problem(await line.get(f"/evidence/{numbers[number[:6]]}")) == (409, "PUBLIC_014")
    assert problem(await line.get(f"/evidence/{numbers['own']}")) == (409, "PUBLIC_014")
    other = (await line.get("/results/017-03-2")).json()
    assert (other["publication"], other["is_kept_back"]) == ("open", False)
    assert (await line.get("/results/017-03-2/evidence")).json()["items"] == []
    for path in ("results/017-05-1", "results/017-05-1/submission", "results/017-05-1/evidence"):
        assert problem(await line.get(f"/{path}")) == (404, "API_003")
    assert problem(await line.get(f"/evidence/{numbers['017-05']}")) == (404, "API_003")
    # Sent back, it leaves again, and comes again.
    publisher.now += timedelta(seconds=1)
    with publisher.acting() as uow:
        send_back(uow, person(uow, "SJ-05"), sections["017-04"])
    found, _ = await told(line, after)
    assert [each["number"] for each in found][-2:] == ["017-04-1", "017-04-2"]
    [again] = [each for each in found if each["number"] == "017-04-1"]
    assert again["results"][0]["key"] == "order"
    assert (await line.get(f"/evidence/{numbers['017-04']}")).status_code == 200


async def test_the_tasks_of_a_visit_do_not_name_whose_a_kept_back_result_is(
    office: Api, line: httpx.AsyncClient
) -> None:
    publisher = Publisher(office.database, office.files)
    for number in ("017-03", "017-02", "017-04"):
        publisher.submits(number)
    publisher.publishes("017-02")
    publisher.withdraws("017-02", "决定已撤销")
    publisher.withholds("017-04", is_agreed=False)
    listed = {each["number"]: each for each in (await line.get("/tasks?limit=200")).json()["items"]}
    for number, is_kept_back in (("017-03", False), ("017-02", True), ("017-04", True)):
        task = (await line.get(f"/tasks/{number}")).json()
        assert listed[number] == task
        assert task["is_kept_back"] is is_kept_back
        assert (task["object"] is None, task["object_name"] is None) == (is_kept_back, is_kept_back)
        assert task["seats"]
    section = publisher.section("017-04")
    with publisher.acting() as uow:
        send_back(uow, person(uow, "SJ-05"), section)
    assert (await line.get("/tasks/017-04")).json()["object_name"]


async def test_an_approval_comes_after_whatever_was_approved_before(office: Api, line: httpx.AsyncClient) -> None:
    publisher = Publisher(office.database, office.files)
    early = publisher.submits("017-03")
    with office.acting() as uow:
        uow.session.execute(update(Review).where(Review.visit_id == early).values(state="waiting"))
        uow.session.execute(update(Section).where(Section.visit_id == early).values(out_at=None))
    publisher.now += timedelta(seconds=1)
    publisher.submits("017-02")
    found, after = await told(line)
    assert [each["number"] for each in found] == ["017-02-1", "017-02-2"]
    publisher.now += timedelta(seconds=1)
    with publisher.acting() as uow:
        approve(uow, person(uow, "SJ-04"), early)
    found, after = await told(line, after)
    assert [(each["number"], each["addenda"]) for each in found] == [("017-03-1", []), ("017-03-2", [])]
    # So does what an addendum to it says: of the department that it is about, and without anybody's name.
    publisher.now += timedelta(seconds=1)
    section = publisher.section("017-03")
    with publisher.acting() as uow:
        addendum = an_addendum(uow, early, concerns="section", section_id=section)
        uow.session.add(addendum)
        uow.session.flush()
        told_elsewhere(uow, person(uow, "SJ-01"), addendum, ADDENDUM)
    [news] = (await told(line, after))[0]
    [signed] = news["addenda"]
    del signed["on"]
    assert (news["number"], signed) == (
        "017-03-1",
        {"number": "017-03-A1", "concerns": "section", "question": None, "stands": "原文", "reads": "应为"},
    )
