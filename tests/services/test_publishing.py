"""Publication by four eyes: who may, what is agreed to, what happens when the record changes in between."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from rules.events_publication import PublicationDue, PublicationFailed, PublicationSettled, PublicationWished
from rules.refusals import Refused
from services import publishing, publishing_together
from services.publication_reminders import remind_publications
from services.published import MadePage, fail, publish
from services.publishing_view import publications, view_publishing
from services.reviewing import reopen
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Job, OfficeDay, Person, PublicName, PublicResult, Publishing, Role, Section, Visit
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District
from tests.services.publications_made import Publisher, due_of, person

CHAINS = ("publication", "visit:017-03")
PAGE = MadePage("0" * 64, date(2026, 3, 12), "")


@pytest.fixture
def publisher(district: District, tmp_path: Path) -> Publisher:
    """Visit 017-03 is submitted."""
    publisher = Publisher(district.database, FileStore(f"file://{tmp_path / 'files'}"))
    publisher.submits("017-03")
    return publisher


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def row_of(uow: UnitOfWork, section_id: int) -> Publishing:
    return uow.session.scalars(select(Publishing).where(Publishing.section_id == section_id)).one()


@pytest.mark.parametrize(
    ("code", "department", "may"),
    [
        ("SJ-05", "SJ", True),
        ("SJ-03", "SJ", True),
        ("SJ-04", "SJ", True),
        ("XF-03", "XF", True),
        # The district's supervisor looks after a department that has none of its own.
        ("SJ-04", "XF", True),
        ("SJ-05", "XF", False),
        ("XF-03", "SJ", False),
        ("SJ-01", "SJ", False),
    ],
)
def test_a_department_prepares_its_own(publisher: Publisher, code: str, department: str, *, may: bool) -> None:
    section_id = publisher.section("017-03", department)
    with publisher.acting() as uow:
        who = person(uow, code)
        if may:
            publishing.prepare(uow, who, section_id)
        else:
            assert refused(lambda: publishing.prepare(uow, who, section_id)) == "PUBLIC_001"


def test_nobody_agrees_to_their_own_and_only_supervisors_agree(publisher: Publisher) -> None:
    section_id = publisher.section("017-03", "XF")
    with publisher.acting() as uow:
        he, luo = person(uow, "SJ-04"), person(uow, "XF-03")
        of = publishing.prepare(uow, he, section_id)
        assert refused(lambda: publishing.agree(uow, he, of, 1)) == "PUBLIC_005"
        assert refused(lambda: publishing.agree(uow, luo, of, 1)) == "PUBLIC_001"
        assert refused(lambda: publishing.prepare(uow, luo, section_id)) == "PUBLIC_004"
        assert publishing.send_back(uow, he, section_id)
        of = publishing.prepare(uow, luo, section_id)
        # A button of before shows another revision.
        assert refused(lambda: publishing.agree(uow, he, of, 1)) == "PUBLIC_003"
        publishing.agree(uow, he, of, 3)
        assert refused(lambda: publishing.agree(uow, he, of, 3)) == "PUBLIC_003"
        assert refused(lambda: publishing.send_back(uow, he, section_id)) == "PUBLIC_003"


def test_a_department_with_a_supervisor_of_its_own_is_nobody_elses(publisher: Publisher) -> None:
    section_id = publisher.section("017-03", "XF")
    with publisher.acting() as uow:
        luo = person(uow, "XF-03")
        uow.session.add(
            Role(person_id=person(uow, "XF-04").person_id, role="supervisor", department_id=luo.department_id)
        )
        uow.session.flush()
    with publisher.acting() as uow:
        of = publishing.prepare(uow, person(uow, "XF-03"), section_id)
        assert refused(lambda: publishing.agree(uow, person(uow, "SJ-04"), of, 1)) == "PUBLIC_001"
        publishing.agree(uow, person(uow, "XF-04"), of, 1)


def test_what_is_not_submitted_is_not_published(publisher: Publisher) -> None:
    with publisher.acting() as uow:
        su = person(uow, "SJ-05")
        running = publisher_section(uow, "017-04")
        assert refused(lambda: publishing.prepare(uow, su, running)) == "PUBLIC_002"
        assert refused(lambda: publishing.withhold(uow, su, running, "secret", "《法》第一条", PAGE.on)) == "PUBLIC_002"
        assert refused(lambda: view_publishing(uow, su, running)) == "PUBLIC_002"
        assert refused(lambda: publishing.prepare(uow, su, 10**9)) == "PUBLIC_012"


def publisher_section(uow: UnitOfWork, number: str) -> int:
    chosen = select(Section.section_id).join(Visit, Visit.visit_id == Section.visit_id).where(Visit.number == number)
    return uow.session.scalars(chosen.order_by(Section.place).limit(1)).one()


@pytest.mark.parametrize("when", ["before agreeing", "before the page"])
def test_a_record_that_changes_meanwhile_is_not_published_as_it_was(publisher: Publisher, when: str) -> None:
    section_id = publisher.section("017-03")
    with publisher.acting() as uow:
        su, he = person(uow, "SJ-05"), person(uow, "SJ-04")
        of = publishing.prepare(uow, su, section_id)
        if when == "before the page":
            publishing.agree(uow, he, of, 1)
        uow.session.execute(update(Section).where(Section.section_id == section_id).values(results=["order"]))
        uow.session.expire_all()
        if when == "before agreeing":
            assert refused(lambda: publishing.agree(uow, he, of, 1)) == "PUBLIC_006"
            return
        uow.take_events()
        publish(uow, of, 2, PAGE)
        assert [event.code for event in uow.take_events() if isinstance(event, PublicationFailed)] == ["PUBLIC_006"]
        assert uow.session.query(PublicResult).count() == 0
        row = row_of(uow, section_id)
        assert (row.state, row.wish, row.agreed_by) == ("open", "publish", None)
        assert refused(lambda: publishing.agree(uow, he, of, row.revision)) == "PUBLIC_006"


def test_a_page_that_cannot_be_made_leaves_everything_to_be_agreed_to_again(publisher: Publisher) -> None:
    section_id = publisher.section("017-03")
    with publisher.acting() as uow:
        he = person(uow, "SJ-04")
        of = publishing.prepare(uow, person(uow, "SJ-05"), section_id)
        publishing.agree(uow, he, of, 1)
        fail(uow, of, 2, "PUBLIC_013")
        # It runs after all, twice even: of the revision that was given up comes nothing.
        publish(uow, of, 2, PAGE)
        assert uow.session.query(PublicResult).count() == 0
        publishing.agree(uow, he, of, 3)
        publish(uow, of, 4, PAGE)
        publish(uow, of, 4, PAGE)
        assert [row.version for row in uow.session.query(PublicResult)] == [1]


def test_nothing_is_corrected_that_says_the_same(publisher: Publisher) -> None:
    publisher.publishes("017-03")
    section_id = publisher.section("017-03")
    with publisher.acting() as uow:
        assert refused(lambda: publishing.correct(uow, person(uow, "SJ-05"), section_id, "更正一下")) == "PUBLIC_007"


def test_what_was_withdrawn_or_withheld_may_be_published_again(publisher: Publisher, district: District) -> None:
    publisher.publishes("017-03")
    publisher.withdraws("017-03", "决定已撤销")
    publisher.publishes("017-03")
    section_id = publisher.section("017-03", "XF")
    with publisher.acting() as uow:
        luo = person(uow, "XF-03")
        publishing.withhold(uow, luo, section_id, "safety", "《法》第一条", publisher.now.date() + timedelta(days=9))
    publisher.agrees(section_id)
    with publisher.acting() as uow:
        assert row_of(uow, section_id).state == "withheld"
        assert due_of(uow, person(uow, "XF-03")) == (0, 0, 0, 0)
    publisher.now += timedelta(days=10)
    with publisher.acting() as uow:
        assert due_of(uow, person(uow, "XF-03")) == (0, 0, 1, 0)
    publisher.publishes("017-03", "XF")
    with publisher.acting() as uow:
        rows = {row.number: (row.state, row.version) for row in uow.session.query(PublicResult)}
        row = row_of(uow, section_id)
    assert rows == {"017-03-1": ("published", 3), "017-03-2": ("published", 1)}
    assert (row.ground, row.clause, row.review_on) == (None, None, None)
    assert district.chains_are_whole()


@pytest.mark.parametrize("state", ["published", "withdrawn", "published, and opened again since"])
def test_what_is_or_was_public_is_withheld_with_ground_clause_and_day_by_four_eyes(
    publisher: Publisher, district: District, state: str
) -> None:
    publisher.publishes("017-03")
    if state == "withdrawn":
        publisher.withdraws("017-03", "决定已撤销")
    section_id = publisher.section("017-03")
    if state.endswith("since"):
        with publisher.acting() as uow:
            reopen(uow, person(uow, "SJ-04"), district.visit(), "有人举报")
    publisher.withholds("017-03", is_agreed=False)
    with publisher.acting() as uow:
        row = row_of(uow, section_id)
        assert (
            refused(lambda: publishing.agree(uow, person(uow, "SJ-05"), row.publishing_id, row.revision))
            == "PUBLIC_001"
        )
        # Until somebody else agrees, and the page is made, everything is as it was.
        assert uow.session.scalars(select(PublicResult)).one().state == state.partition(",")[0]
    publisher.agrees(section_id)
    with publisher.acting() as uow:
        row, public = row_of(uow, section_id), uow.session.scalars(select(PublicResult)).one()
        assert (row.state, row.ground, row.clause) == ("withheld", "secret", "《法》第一条")
        assert row.review_on == publisher.now.date() + timedelta(days=9)
        assert (public.state, public.facts, public.name, public.registration_code) == ("withheld", None, "", "")
        assert uow.session.scalars(select(PublicName)).all() == []
        chains = {chain: [link["type"] for link in links_of(uow.session, chain)] for chain in CHAINS}
    assert chains["publication"][-1] == "withheld"
    assert chains["visit:017-03"][-2:] == ["publication_proof", "publication_withheld"]
    if state.endswith("since"):
        return
    # Looked at again, it stays withheld without another page.
    publisher.withholds("017-03")
    with publisher.acting() as uow:
        assert uow.session.scalars(select(PublicResult)).one().version == (3 if state == "withdrawn" else 2)
    assert district.chains_are_whole()


def test_a_campaign_is_prepared_and_agreed_to_together_a_few_at_a_time(
    publisher: Publisher, district: District
) -> None:
    for number in ("017-01", "017-02", "017-04", "017-05", "017-06"):
        publisher.submits(number)
    with publisher.acting() as uow:
        su, campaign_id = person(uow, "SJ-05"), uow.session.scalars(select(Visit.campaign_id)).first()
        assert campaign_id is not None
        assert refused(lambda: publishing_together.agree_to_all(uow, su, campaign_id)) == "PUBLIC_011"
        assert publishing_together.prepare_all(uow, su, campaign_id) == 6
    wished = works_off(publisher, PublicationWished)
    assert wished == 6
    with publisher.acting() as uow:
        he = person(uow, "SJ-04")
        found = publications(uow, he)
        assert (found.total, found.waiting, found.overdue) == (12, 6, 0)
        # One has changed since it was prepared: it stays behind.
        changed = publisher_section(uow, "017-02")
        uow.session.execute(update(Section).where(Section.section_id == changed).values(results=["order"]))
        assert publishing_together.agree_to_all(uow, he, campaign_id) == 6
    works_off(publisher, PublicationSettled)
    publisher.makes_pages()
    with publisher.acting() as uow:
        assert uow.session.query(PublicResult).count() == 5
        assert publications(uow, person(uow, "SJ-04")).waiting == 1
        assert refused(lambda: publishing_together.prepare_all(uow, person(uow, "SJ-05"), campaign_id)) == "PUBLIC_011"
    assert district.chains_are_whole()


def test_what_goes_on_in_the_name_of_a_person_ends_with_their_revocation(publisher: Publisher) -> None:
    for number in ("017-01", "017-02"):
        publisher.submits(number)
    with publisher.acting() as uow:
        su, campaign_id = person(uow, "SJ-05"), uow.session.scalars(select(Visit.campaign_id)).first()
        assert campaign_id is not None
        assert publishing_together.prepare_all(uow, su, campaign_id) == 3
        body = dict(uow.session.scalars(select(Job).where(Job.kind == publishing_together.PUBLISH_TOGETHER)).one().body)
        uow.session.get_one(Person, su.person_id).revoked_at = uow.now
        publishing_together.go_on(uow, body)
        assert uow.session.query(Publishing).count() == 0
        uow.session.get_one(Person, su.person_id).revoked_at = None
        publishing_together.go_on(uow, body)
        assert uow.session.query(Publishing).count() == 3


def test_the_offices_own_days_count_for_publication(publisher: Publisher) -> None:
    section_id = publisher.section("017-03")

    def due() -> tuple[date, int]:
        with publisher.acting() as uow:
            view = view_publishing(uow, person(uow, "SJ-05"), section_id)
            [line] = publications(uow, person(uow, "SJ-05")).lines
            assert line.left == view.left
            return view.due, view.left

    last, left = due()
    with publisher.acting() as uow:
        uow.session.add(OfficeDay(day=last, is_working=False))
    later, as_many = due()
    assert later > last
    assert as_many == left


def works_off(publisher: Publisher, kind: type) -> int:
    """Do what the worker does with acts that are done together; give how often something was said of it."""
    count = 0
    while True:
        with publisher.acting() as uow:
            waiting = select(Job).where(Job.kind == publishing_together.PUBLISH_TOGETHER, Job.state == "waiting")
            job = uow.session.scalars(waiting.limit(1)).first()
            if job is None:
                return count
            assert len(job.body["of"]) in (6, 2)
            job.state = "done"
            publishing_together.go_on(uow, dict(job.body))
            count += sum(isinstance(event, kind) for event in uow.take_events())


def test_people_are_reminded_once_a_day_when_something_is_due(publisher: Publisher) -> None:
    def reminded() -> set[str]:
        with publisher.acting() as uow:
            remind_publications(uow)
            ids = [event.person_id for event in uow.take_events() if isinstance(event, PublicationDue)]
            return {code for code in ("SJ-03", "SJ-04", "SJ-05", "XF-03") if person(uow, code).person_id in ids}

    monday = publisher.now.replace(year=2026, month=3, day=2, hour=2)
    publisher.now = monday
    publisher.submits("017-03")
    assert reminded() == set()
    publisher.now = monday + timedelta(days=25)
    assert reminded() == {"SJ-03", "SJ-04", "SJ-05", "XF-03"}
    assert reminded() == set()
    publisher.now += timedelta(days=7)
    publisher.publishes("017-03", "SJ")
    with publisher.acting() as uow:
        assert due_of(uow, person(uow, "XF-03"))[0] == 1
    assert reminded() == {"SJ-04", "XF-03"}
