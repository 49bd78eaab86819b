"""Public results whose record changes: who publishes hears of it, and it stands to be corrected until it is."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rules.events_addenda import AddendumDenied, AddendumSigned
from rules.events_doors import KeyingOutdated
from rules.events_publication import PublicationOutdated
from rules.refusals import Refused
from services import (
    addenda,
    addendum_signing,
    addendum_ticks,
    keying,
    outdated,
    publishing,
    results_out,
    reviewing,
    signers,
)
from services.announcing import add_subscriber, announce
from services.papers import PrintedPaper, Wish, keep_paper
from services.publishing_view import publications, view_publishing
from services.seen import seen_visit
from services.standing_record import content_of
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import (
    Addendum,
    Announcement,
    InspectionObject,
    Interview,
    Job,
    Notice,
    PublicResult,
    Section,
    Visit,
)
from storage.unit_of_work import reading
from tests.services.conftest import District
from tests.services.publications_made import Publisher, due_of, person
from tests.services.submitted import does

NUMBER = "017-03"


@pytest.fixture
def publisher(district: District, tmp_path: Path) -> Publisher:
    """The first department's result of visit 017-03 is public."""
    publisher = Publisher(district.database, FileStore(f"file://{tmp_path / 'files'}"))
    publisher.submits(NUMBER)
    publisher.publishes(NUMBER)
    return publisher


def adds_to_record(district: District, section: int | None = None) -> int:
    """Have an addendum signed."""
    visit_id = district.visit()
    with district.act() as uow:
        content = content_of(uow, seen_visit(uow, visit_id))
        keep_paper(uow, Wish("record", visit_id, "pdf", "SJ-01", ()), PrintedPaper("a" * 64, None, content, (), ""))
    of = int(does(district, addenda.begin_addendum, visit_id))
    does(district, addenda.choose_concern, of, section)
    for name, text in (("stands", "原文"), ("reads", "应为"), ("reason", "笔误")):
        does(district, addenda.write_text, of, name, text)
    does(district, addenda.confirm_addendum, of)
    does(district, addendum_signing.add_page, of, district.photographs("SJ-01", "signature"))
    does(district, addendum_signing.take_signatures, of)
    return of


def told(district: District) -> list[str]:
    """Do what the worker does; give why somebody was told."""
    with district.act() as uow:
        for job in uow.session.scalars(select(Job).where(Job.kind == outdated.LOOK, Job.state == "waiting")):
            job.state = "done"
            outdated.look(uow, job.body)
    found = [event.because for event in district.heard if isinstance(event, PublicationOutdated)]
    district.heard.clear()
    return found


def to_correct(district: District) -> tuple[list[str], int]:
    """What the clerk is to correct, and how many they are reminded of."""
    with district.act() as uow:
        su = district.actor(uow, "SJ-05")
        found = [line.number for line in publications(uow, su).lines if line.is_outdated]
        return found, due_of(uow, su)[3]


def links(district: District, type_: str) -> list[dict[str, Any]]:
    with reading(district.database) as session:
        return [link["body"] for link in links_of(session, publishing.CHAIN) if link["type"] == type_]


def test_a_signed_addendum_is_to_be_published_as_a_correction(district: District, publisher: Publisher) -> None:
    adds_to_record(district)
    assert told(district) == ["addendum"]
    assert to_correct(district) == (["017-03-1"], 1)
    assert links(district, "outdated") == [{"number": "017-03-1", "because": "addendum"}]
    section = publisher.section(NUMBER)
    does(district, publishing.correct, section, "按更正说明更正", code="SJ-05")
    publisher.agrees(section)
    assert to_correct(district) == ([], 0)
    with reading(district.database) as session:
        public = session.scalars(select(PublicResult)).one()
        assert public.facts is not None
        assert (public.version, [each["number"] for each in public.facts["addenda"]]) == (2, ["017-03-A1"])
    assert district.chains_are_whole()


def test_an_addendum_is_keyed_anew_read_by_other_systems_and_announced(
    district: District, publisher: Publisher
) -> None:
    section, other = publisher.section(NUMBER), publisher.section(NUMBER, "XF")
    for code, of in (("SJ-05", section), ("XF-03", other)):
        does(district, keying.mark_keyed, of, f"CQ-{code}", code=code)
    of = adds_to_record(district, section)
    for act, because in ((None, AddendumSigned), (addendum_ticks.deny_on_addendum, AddendumDenied)):
        if act is not None:
            does(district, keying.mark_keyed, section, code="SJ-05")
            does(district, act, of, code="SJ-02")
        # The department that it is about keys anew, the other does not.
        outdated_ = [each for each in district.heard if isinstance(each, KeyingOutdated)]
        assert outdated_ == [KeyingOutdated(section, keying.ADDENDUM)]
        line, values = does(district, keying.keying_sheet, section, code="SJ-05")
        assert (line.listed, line.again, line.number) == (keying.DUE, keying.ADDENDUM, "CQ-SJ-05")
        assert ("原文 → 应为" in dict(values)["更正说明"]) is (act is None)
        result = does(district, results_out.result_named, "017-03-1", code="SJ-03")
        assert result.place[0] == district.now
        told_of = [(each.number, each.concerns, each.stands, each.reads) for each in result.addenda]
        assert told_of == ([("017-03-A1", "section", "原文", "应为")] if act is None else [])
        assert does(district, keying.keying_sheet, other, code="XF-03")[0].listed == keying.DONE
        [event] = [each for each in district.heard if isinstance(each, because)]
        with district.act() as uow:
            add_subscriber(uow, "https://platform.example/hear", [])
            announce(uow, event)
            body = json.loads(uow.session.scalars(select(Announcement.body)).all()[-1])
            kind = "addendum.signed" if act is None else "addendum.denied"
            assert (body["type"], body["data"]["addendum"]) == (kind, "017-03-A1")
            numbers = {"visit", "visit_outside_number", "campaign", "campaign_outside_number", "addendum"}
            assert body["data"].keys() == numbers
        district.heard.clear()
        district.now += timedelta(minutes=1)


def test_a_signature_that_is_denied_takes_the_correction_back(district: District, publisher: Publisher) -> None:
    of = adds_to_record(district)
    assert told(district) == ["addendum"]
    does(district, addendum_ticks.deny_on_addendum, of, code="SJ-02")
    # What is public is right again.
    assert told(district) == []
    assert to_correct(district) == ([], 0)


def test_a_denied_signature_on_what_was_published_is_told_as_that(district: District, publisher: Publisher) -> None:
    of = adds_to_record(district)
    told(district)
    section = publisher.section(NUMBER)
    does(district, publishing.correct, section, "按更正说明更正", code="SJ-05")
    publisher.agrees(section)
    does(district, addendum_ticks.deny_on_addendum, of, code="SJ-02")
    assert told(district) == ["denied"]
    assert to_correct(district) == (["017-03-1"], 1)
    # Whoever hears that it is looked at again hears in any case what came of it.
    does(district, reviewing.reopen, district.visit(), "有人举报", code="SJ-04")
    assert told(district) == ["reopened"]
    does(district, reviewing.approve, district.visit(), code="SJ-04")
    assert told(district) == ["approved"]


def test_a_reopened_visit_is_told_at_once_and_again_when_it_says_something_else(
    district: District, publisher: Publisher
) -> None:
    visit_id = district.visit()
    does(district, reviewing.reopen, visit_id, "有人举报", code="SJ-04")
    assert told(district) == ["reopened"]
    assert to_correct(district) == ([], 0)
    section = publisher.section(NUMBER)
    with district.act() as uow:
        uow.session.get_one(Section, section).results = ["order"]
    does(district, reviewing.approve, visit_id, code="SJ-04")
    assert told(district) == ["approved"]
    assert to_correct(district) == (["017-03-1"], 1)


def test_a_visit_that_is_approved_again_unchanged_is_told_as_nothing_to_correct(
    district: District, publisher: Publisher
) -> None:
    does(district, reviewing.reopen, district.visit(), "有人举报", code="SJ-04")
    told(district)
    does(district, reviewing.approve, district.visit(), code="SJ-04")
    assert told(district) == ["unchanged"]
    assert to_correct(district) == ([], 0)


def test_an_import_into_the_registry_makes_no_public_result_wrong(district: District, publisher: Publisher) -> None:
    section, visit_id = publisher.section(NUMBER), district.visit()
    with district.act() as uow:
        visit = uow.session.get_one(Visit, visit_id)
        uow.session.get_one(InspectionObject, visit.object_id).name = "（演示）改了名的店"
    with district.act() as uow:
        assert not view_publishing(uow, district.actor(uow, "SJ-05"), section).has_changed


@pytest.mark.parametrize("who", ["agent", "witness", "agent of an addendum", "who was asked", "witness of the notice"])
def test_a_public_reason_names_nobody_who_had_to_do_with_the_visit(
    district: District, publisher: Publisher, who: str
) -> None:
    named = "欧阳见山"
    visit_id, section = district.visit(), publisher.section(NUMBER)
    with district.act() as uow:
        uow.session.get_one(Visit, visit_id).state = "running"
        uow.session.get_one(Section, section).state = "running"
    match who:
        case "agent":
            does(district, signers.name_agent, visit_id, named)
        case "witness":
            does(district, signers.name_witness, visit_id, f"{named} 13800000000")
        case "who was asked":
            with district.act() as uow:
                asked = {"visit_id": visit_id, "section_id": section, "question": "q", "asked_of": "party"}
                by = district.actor(uow, "SJ-01").person_id
                row = Interview(**asked, name=named, evidence_ids=[], person_id=by, begun_at=district.now)
                uow.session.add(row)
        case "witness of the notice":
            with district.act() as uow:
                notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit_id)).one()
                notice.refusal = {"by": "staff", "witness_name": named}
    with district.act() as uow:
        uow.session.get_one(Visit, visit_id).state = "submitted"
        uow.session.get_one(Section, section).state = "concluded"
    if who == "agent of an addendum":
        of = adds_to_record(district)
        with district.act() as uow:
            addendum = uow.session.get_one(Addendum, of)
            addendum.agent_name = named
    with publisher.acting() as uow, pytest.raises(Refused) as refused:
        publishing.withdraw(uow, person(uow, "SJ-05"), section, f"{named}提出异议")
    assert refused.value.code == "PUBLIC_009"
