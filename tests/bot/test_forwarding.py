"""Sections handed to a form server: once for each approval, as edits of themselves, given up and tried again."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from forms.workbook import load_workbook
from handlers import notices
from handlers.act import Act
from handlers.screens.doors import doors_screen
from handlers.words import words_of
from rules.announcements import PAUSES
from rules.errors.doors import NOT_OUTWARD
from rules.events_publication import PublicationSettled
from rules.messages import Card
from rules.refusals import Refused
from services import doors_desk
from services.announcing import add_subscriber
from services.form_library import take_in
from services.forwarding import FORWARD, WAITS_FOR_FILES, forward_again, list_forwardings, section_to_forward
from services.keying import keying_page, note_gone
from services.publishing import send_back, withhold
from storage.jobs import Claimed
from storage.tables import Department, Evidence, Forwarding, Job, LedgerLink, Person, Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork
from tests.bot.doors_town import Listening, Town, subscriber, town
from tests.form_server import StandIn, form_server
from tests.forms.conftest import make_book
from tests.services.publications_made import PREPARES, Publisher, person

__all__ = ["subscriber", "town"]
TWO_PICTURES = """
survey | type | name | label
 | image | front | Front
 | image | back | Back
settings | form_id | version
 | pictures | 1
"""


def a_photo(section: Section, question: str, number: int, now: datetime) -> Evidence:
    """A photograph that answers a question and is still being fetched."""
    return Evidence(
        visit_id=section.visit_id,
        section_id=section.section_id,
        question=question,
        purpose="item",
        kind="photo",
        person_id=1,
        chat_id=1,
        telegram_message_id=number,
        batch=f"m{number}",
        file_id="f",
        file_unique_id=f"u{number}",
        recompressed=True,
        sent_at=now,
        received_at=now,
        state="received",
    )


def test_an_approved_visit_is_handed_to_the_form_server_once(town: Town) -> None:
    with form_server(StandIn(set(), scheme="digest")) as stand_in:
        town.servers = {"": stand_in.submission.replace("://", "://inspector:open sesame@")}
        town.approves("017-03")
        # Nobody has published the forms there yet.
        assert town.works(FORWARD) == 2
        with town.looking() as uow:
            lines = list_forwardings(uow)
            assert [(each.state, each.attempts) for each in lines] == [("waiting", 1)] * 2
            assert all(each.error.startswith("HTTP 404") for each in lines)
        with town.looking() as uow:
            known = {row.form_id for row in _versions(uow)}
        stand_in.forms |= known
        town.now += PAUSES[0]
        assert town.works(FORWARD) == 2
        assert sorted(each.is_whole for each in stand_in.instances.values()) == [True, True]
        with town.looking() as uow:
            assert [each.state for each in list_forwardings(uow)] == ["sent", "sent"]
            chosen = select(LedgerLink.type).where(LedgerLink.chain == "visit:017-03")
            assert uow.session.scalars(chosen).all().count("section_forwarded") == 2


def test_what_the_form_server_never_takes_is_told(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with form_server(StandIn({"x"})) as stand_in:
        stand_in.most = -8192  # everything is too large
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        with town.acting() as uow:
            uow.session.execute(update(Person).where(Person.code == "SJ-04").values(reach="open", chat_id=61))
        town.works(FORWARD)
        with town.looking() as uow:
            lines = list_forwardings(uow)
            assert [each.state for each in lines] == ["given_up", "given_up"]
            # Of very many each is reached, page by page.
            monkeypatch.setattr(doors_desk, "PAGE", 1)
            pages = [doors_desk.view_doors(uow, person(uow, "SJ-04"), doors_desk.FORWARDINGS, n) for n in (1, 2, 3)]
            assert [(each.page, each.pages, each.total) for each in pages] == [(1, 2, 2), (2, 2, 2), (2, 2, 2)]
            assert [each.lines[0].number for each in pages] == [lines[0].number, *[lines[1].number] * 2]
        assert f"doors:again:{lines[0].number}" in town.said()
        stand_in.most, stand_in.forms = 1 << 20, {row.form_id for row in _versions_of(town)}
        with town.acting() as uow:
            assert forward_again(uow, lines[0].number).startswith("017-03-")
        # On its way again, and then there, it is not said to be tried again.
        assert not_tried_again(town, lines[0].number) == "API_065"
        town.now += timedelta(seconds=1)
        assert town.works(FORWARD) == 1
        assert not_tried_again(town, lines[0].number) == "API_065"
        with town.looking() as uow:
            assert sorted(each.state for each in list_forwardings(uow)) == ["given_up", "sent"]
    # What is to be kept back is not tried again, nor what is reviewed anew: that goes by itself.
    department = "SJ" if lines[1].result.endswith("-1") else "XF"
    publisher = Publisher(town.database, town.files)
    publisher.withholds("017-03", department, is_agreed=False)
    assert not_tried_again(town, lines[1].number) == "API_052"
    publisher.withholds("017-03", "XF" if department == "SJ" else "SJ", is_agreed=False)
    assert not_tried_again(town, lines[0].number) == "API_052"
    section = publisher.section("017-03", department)
    with town.acting() as uow:
        send_back(uow, person(uow, PREPARES[department]), section)
    town.reopens("017-03")
    assert not_tried_again(town, lines[1].number) == "API_053"


def test_all_that_was_ever_forwarded_is_listed(town: Town) -> None:
    many = 206
    with town.acting() as uow:
        section = uow.session.scalars(select(Section.section_id)).first()
        facts = {"section_id": section, "made_at": uow.now, "state": "sent"}
        uow.session.add_all(Forwarding(**facts, instance_id=f"uuid:{n}") for n in range(many))
    with town.looking() as uow:
        numbers = [each.number for each in list_forwardings(uow)]
        last = doors_desk.view_doors(uow, person(uow, "SJ-04"), doors_desk.FORWARDINGS, 99)
    assert (len(numbers), last.total, last.page) == (many, many, 42)
    assert [each.number for each in last.lines] == numbers[-1:] == [min(numbers)]


def test_why_a_server_is_not_reached_is_told_in_words(town: Town) -> None:
    town.servers, town.may_be_private = {"": "http://127.0.0.1:9/submission"}, False
    town.approves("017-03")
    with town.acting() as uow:
        uow.session.execute(update(Person).where(Person.code == "SJ-04").values(reach="open", chat_id=61))
    for _ in range(len(PAUSES) + 1):
        town.works(FORWARD)
        town.now += max(PAUSES)
    told = NOT_OUTWARD.text("zh-CN")
    assert told in town.said()
    with town.acting() as uow:
        he = Act(uow, person(uow, "SJ-04"), 61, 61, 1, uow.now, words_of("zh-CN"))
        [card] = doors_screen(he, doors_desk.FORWARDINGS)
        assert isinstance(card, Card)
        assert re.search(rf"1\. 017-03-[12] ⛔ {told[:8]}", card.text), card.text


def not_tried_again(town: Town, number: int) -> str:
    """Why a section is not."""
    with pytest.raises(Refused) as refused, town.acting() as uow:
        forward_again(uow, number)
    return refused.value.code


def test_what_is_reopened_is_not_handed_on_and_approved_anew_goes_as_an_edit(
    town: Town, subscriber: tuple[str, type[Listening]]
) -> None:
    with town.acting() as uow:
        add_subscriber(uow, subscriber[0], ["visit.reopened"])
    with form_server(StandIn({row.form_id for row in _versions_of(town)})) as stand_in:
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        town.reopens("017-03")
        assert town.works(FORWARD) == 2
        assert (stand_in.instances, stand_in.requests) == ({}, [])
        town.approves_anew("017-03")
        assert town.works(FORWARD) == 2
        first = set(stand_in.instances)
        assert len(first) == 2
        town.now += timedelta(minutes=1)
        town.reopens("017-03")
        town.approves_anew("017-03")
        assert town.works(FORWARD) == 2
        later = {key: each.xml.decode() for key, each in stand_in.instances.items() if key not in first}
        assert len(later) == 2
        deprecated = {re.search(r"deprecatedID>([^<]+)<", xml)[1] for xml in later.values()}  # type: ignore[index]
        assert deprecated == first
        assert all(f"instanceID>{key}<" in xml for key, xml in later.items())
    with town.looking() as uow:
        assert [each.state for each in list_forwardings(uow)] == ["sent"] * 4
    assert town.announcements() == [("visit.reopened", "waiting", 0)] * 2


def test_a_section_waits_for_its_files_and_goes_without_those_that_are_lost(town: Town) -> None:
    with town.acting() as uow:
        uow.session.execute(update(Person).where(Person.code == "SJ-04").values(reach="open", chat_id=61))
        department = uow.session.scalars(select(Department).where(Department.code == "SJ")).one()
        form = load_workbook(make_book(TWO_PICTURES), "form")
        version = take_in(uow, "SJ-05", department.department_id, form, {}).version_id
        of_visit = select(Section).join(Visit, Visit.visit_id == Section.visit_id).where(Visit.number == "017-03")
        section = uow.session.scalars(of_visit.where(Section.place == 1)).one()
        section.checklist_version_id = version
        for number, question in enumerate(("front", "back"), 1):
            uow.session.add(a_photo(section, question, number, uow.now))
    with form_server(StandIn({row.form_id for row in _versions_of(town)})) as stand_in:
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        assert town.works(FORWARD) == 2
        with town.looking() as uow:
            lines = {each.result: each for each in list_forwardings(uow)}
        waiting = lines["017-03-1"]
        assert (waiting.state, waiting.attempts, waiting.error) == ("waiting", 0, "waits for front.jpg, back.jpg")
        with town.acting() as uow:
            photos = select(Evidence).where(Evidence.section_id == section.section_id).order_by(Evidence.evidence_id)
            first, second = uow.session.scalars(photos)
            first.state, first.sha256 = "secured", town.files.keep(b"the front")
            second.state = "lost"
        town.now += WAITS_FOR_FILES
        assert town.works(FORWARD) == 1
        [handed] = [each for each in stand_in.instances.values() if each.form == "pictures"]
        assert (handed.is_whole, handed.files) == (True, {"front.jpg": b"the front"})
    with town.looking() as uow:
        lines = {each.result: each for each in list_forwardings(uow)}
    assert (lines["017-03-1"].state, lines["017-03-1"].error) == ("sent", "without back.jpg")
    assert "back.jpg" in town.said()


def test_what_is_withheld_or_to_be_goes_nowhere_until_it_is_published(town: Town) -> None:
    publisher = Publisher(town.database, town.files)
    with form_server(StandIn({row.form_id for row in _versions_of(town)})) as stand_in:
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        section = publisher.section("017-03")
        with town.acting() as uow:
            withhold(uow, person(uow, "SJ-05"), section, "secret", "《法》第一条", town.now.date() + timedelta(days=9))
        # Attempts follow an approval for days; somebody has yet to agree.
        assert town.works(FORWARD) == 2
        assert len(stand_in.instances) == 1
        publisher.agrees(section)
        with town.acting() as uow:
            assert section_to_forward(uow, section, 1) is None
        publisher.publishes("017-03")
        with town.acting() as uow:
            for publishing_id in uow.session.scalars(select(Publishing.publishing_id)):
                settled = PublicationSettled(publishing_id, "publish", 1, 2)
                uow.emit(settled)
                uow.emit(settled)
            notices.tell(uow)
        town.now += timedelta(seconds=1)
        assert town.works(FORWARD) == 1
        assert len(stand_in.instances) == 2
        # Nobody agreed, and it was dropped: it goes as if nothing had been.
        town.approves("017-02")
        publisher.withholds("017-02", is_agreed=False)
        assert town.works(FORWARD) == 2
        assert len(stand_in.instances) == 3
        second = publisher.section("017-02")
        with town.acting() as uow:
            send_back(uow, person(uow, "SJ-05"), second)
        town.now += timedelta(seconds=1)
        assert town.works(FORWARD) == 1
        assert len(stand_in.instances) == 4


def test_what_was_on_its_way_when_it_was_withheld_is_to_be_taken_back(town: Town) -> None:
    publisher = Publisher(town.database, town.files)
    with town.acting() as uow:
        uow.session.execute(update(Person).where(Person.code == "SJ-05").values(reach="open", chat_id=61))
        uow.session.execute(update(Person).where(Person.code == "XF-03").values(reach="open", chat_id=62))
    with form_server(StandIn({row.form_id for row in _versions_of(town)}, silent=1)) as stand_in:
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        with town.looking() as uow:
            jobs = [
                Claimed(row.job_id, FORWARD, row.subject, dict(row.body), 1, "")
                for row in uow.session.scalars(select(Job).where(Job.kind == FORWARD).order_by(Job.job_id))
            ]
        # The first is stored and never answered, the second answered: meanwhile both are withheld.
        noted = [town.forwarding().forward(job) for job in jobs]
        assert [each.is_whole for each in stand_in.instances.values()] == [True, True]
        for department in ("SJ", "XF"):
            publisher.withholds("017-03", department)
        for note in noted:
            with town.acting() as uow:
                note(uow)
                notices.tell(uow)
    said = town.said()
    for place, where in ((1, "perhaps"), (2, "forwarded")):
        told = {"result": f"017-03-{place}", "name": "晨露餐饮", "number": "none", "where": where}
        assert json.dumps(words_of("zh-CN").plain("take-back", **told), ensure_ascii=False)[1:-1] in said
    assert town.to_take_back() == ["perhaps"]
    section = publisher.section("017-03")
    with town.acting() as uow:
        assert note_gone(uow, person(uow, "SJ-05"), section)
    with town.looking() as uow:
        assert keying_page(uow, person(uow, "SJ-05")).to_take_back == 0


def test_a_request_that_lasts_too_long_counts_as_an_attempt(town: Town) -> None:
    with form_server(StandIn({row.form_id for row in _versions_of(town)})) as stand_in:
        town.servers, town.is_slow = {"": stand_in.submission}, True
        town.approves("017-03")
        town.works(FORWARD)
        with town.looking() as uow:
            lines = list_forwardings(uow)
        assert [(each.state, each.attempts, each.error) for each in lines] == [("waiting", 1, "API_061")] * 2
        town.is_slow, town.steps = False, 0
        town.now += PAUSES[0]
        assert town.works(FORWARD) == 2
        # Each request has its own time: one that asks, one that hands over.
        assert town.steps == len(stand_in.requests) == 4


def test_a_section_that_is_tried_again_has_all_its_attempts(town: Town) -> None:
    with form_server(StandIn({"x"})) as stand_in:
        stand_in.most = -8192
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        town.works(FORWARD)
        with town.acting() as uow:
            forward_again(uow, list_forwardings(uow)[0].number)
            assert [each.attempts for each in list_forwardings(uow)] == [1, 0]


def test_without_a_form_server_nothing_is_handed_on(town: Town) -> None:
    town.approves("017-03")
    assert town.works(FORWARD) == 2
    with town.looking() as uow:
        assert list_forwardings(uow) == []


def _versions(uow: UnitOfWork) -> list[Any]:
    from storage.tables import ChecklistVersion

    return list(uow.session.scalars(select(ChecklistVersion)))


def _versions_of(town: Town) -> list[Any]:
    with town.looking() as uow:
        return _versions(uow)
