"""What went to other systems and is kept back afterwards stands on a list until a person says that it is gone there."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from handlers.act import Act
from handlers.notices import tell
from handlers.screens.keying import keying_sheet_screen
from handlers.screens.publication import grounds_screen
from handlers.words import words_of
from rules.events_doors import ResultToTakeBack
from rules.messages import Card
from rules.refusals import Refused
from services.form_export import sections_handed_on, submitted_sections
from services.forwarding import section_to_forward, settle_unforwarded
from services.keying import (
    DONE,
    DUE,
    LISTS,
    TAKE_BACK,
    keying_page,
    keying_sheet,
    keying_table,
    mark_keyed,
    note_gone,
    take_keyed_back,
)
from services.publishing import agree
from storage.database import Database
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import ChecklistVersion, Forwarding, OutboxMessage, Person, Publishing, Section
from tests.services.keyed_results import CLERK
from tests.services.publications_made import AGREES, Publisher, person


@pytest.fixture
def publisher(furnished_database: Database, tmp_path: Path) -> Publisher:
    """Visit 017-03 is approved, its first result keyed as CQ-R-77; the form server has it too."""
    publisher = Publisher(furnished_database, FileStore(f"file://{tmp_path / 'files'}"))
    publisher.submits("017-03")
    section = publisher.section("017-03")
    with publisher.acting() as uow:
        mark_keyed(uow, person(uow, CLERK), section, "CQ-R-77")
        sent = {"review_round": 1, "attempts": 1, "instance_id": "uuid:1", "state": "sent"}
        uow.session.add(Forwarding(section_id=section, made_at=uow.now, **sent))
    return publisher


def listed(publisher: Publisher) -> dict[str, list[str]]:
    with publisher.acting() as uow:
        clerk = person(uow, CLERK)
        return {each: [line.result for line in keying_page(uow, clerk, listed=each).lines] for each in LISTS}


@pytest.mark.parametrize("how", ["withheld", "withdrawn", "withheld after withdrawal"])
def test_what_is_kept_back_after_it_went_out_is_taken_back_by_a_person(publisher: Publisher, how: str) -> None:
    if how == "withheld":
        publisher.withholds("017-03", is_agreed=False)
    else:
        publisher.publishes("017-03")
        publisher.withdraws("017-03", "决定已撤销")
        # Somebody withholds it now: it need not be published first.
        assert listed(publisher)[TAKE_BACK] == ["017-03-1"]
        if how == "withheld after withdrawal":
            publisher.withholds("017-03")
    if how == "withheld":
        # Awaited, it is no more to be keyed, and not yet to be taken back.
        assert listed(publisher) == {DUE: [], DONE: ["017-03-1"], TAKE_BACK: []}
        shows_its_number_alone(publisher)
        publisher.agrees(publisher.section("017-03"))
    assert listed(publisher) == {DUE: [], DONE: [], TAKE_BACK: ["017-03-1"]}
    section, other_section = publisher.section("017-03"), publisher.section("017-03", "XF")
    with publisher.acting() as uow:
        clerk = person(uow, CLERK)
        line, values = keying_sheet(uow, clerk, section)
        assert (line.listed, line.number, line.where, values) == (TAKE_BACK, "CQ-R-77", "both", [])
        assert keying_page(uow, clerk).to_take_back == 1
        # Neither a form server nor an archive of submissions has it now; the other department's goes on.
        assert section_to_forward(uow, section, 1) is None
        visit_id = uow.session.get_one(Section, section).visit_id
        assert sections_handed_on(uow, visit_id) == [other_section]
        form = uow.session.get_one(ChecklistVersion, uow.session.get_one(Section, section).checklist_version_id).form_id
        assert section not in [each.section_id for each in submitted_sections(uow, form)]
    with pytest.raises(Refused), publisher.acting() as uow:
        mark_keyed(uow, person(uow, CLERK), section, "CQ-R-78")
    with publisher.acting() as uow:
        # An old card's button that would have it keyed anew is another act.
        assert not take_keyed_back(uow, person(uow, CLERK), section)
        assert note_gone(uow, person(uow, CLERK), section)
        [link] = [each for each in links_of(uow.session, "visit:017-03") if each["type"] == "taken_back"]
    assert link["body"] == {"result": "017-03-1", "number": "CQ-R-77", "where": "both"}
    assert listed(publisher) == {DUE: [], DONE: [], TAKE_BACK: []}
    # Published after all, it is to be keyed and handed on anew, as something that no server has seen.
    publisher.publishes("017-03")
    assert listed(publisher)[DUE] == ["017-03-1"]
    with publisher.acting() as uow:
        assert not note_gone(uow, person(uow, CLERK), section)
    with publisher.acting() as uow:
        filed = section_to_forward(uow, section, 1)
        assert filed is not None
        assert "deprecatedID" not in filed.submission.xml
        assert f"instanceID>{filed.submission.instance_id}<" in filed.submission.xml
        sent = uow.session.scalars(select(Forwarding)).one()
        assert sent.state == "taken_back"


def shows_its_number_alone(publisher: Publisher) -> None:
    """What was keyed and is to be kept back is told by its number, in the chat and in a table of what was keyed."""
    section = publisher.section("017-03")
    with publisher.acting() as uow:
        clerk = person(uow, CLERK)
        assert keying_sheet(uow, clerk, section)[1] == []
        [row] = keying_table(uow, [clerk.department_id or 0], done=True).rows
        assert [cell for cell in row if cell] == ["017-03-1"]
        act = Act(uow, clerk, 1, 1, 1, uow.now, words_of("zh-CN"))
        [card] = keying_sheet_screen(act, section)
        assert isinstance(card, Card)
        assert act.words("keying-keyed-not-shown", number="CQ-R-77") in card.text


def test_those_who_key_and_the_administrators_hear_of_it_with_the_number(publisher: Publisher) -> None:
    publisher.withholds("017-03", is_agreed=False)
    with publisher.acting() as uow:
        people = {CLERK: 51, "SJ-03": 52, "SJ-04": 53}
        for code, chat in people.items():
            uow.session.execute(update(Person).where(Person.code == code).values(reach="open", chat_id=chat))
        row = uow.session.scalars(select(Publishing)).one()
        agree(uow, person(uow, AGREES), row.publishing_id, row.revision)
        tell(uow)
    with publisher.acting() as uow:
        rows = uow.session.scalars(select(OutboxMessage)).all()
        said = [(row.chat_id, json.dumps(row.body, ensure_ascii=False)) for row in rows]
    told = [chat for chat, text in said if "CQ-R-77" in text and "017-03-1" in text]
    assert sorted(told) == sorted(people.values())


def test_what_went_nowhere_is_nothing_to_take_back(publisher: Publisher) -> None:
    publisher.submits("017-02")
    publisher.now += timedelta(seconds=1)
    publisher.publishes("017-02", "XF")
    section = publisher.section("017-02")
    with publisher.acting() as uow:
        # Whoever withholds it reads where its object stays named.
        act = Act(uow, person(uow, CLERK), 1, 1, 1, uow.now, words_of("zh-CN"))
        [card] = grounds_screen(act, section)
        assert isinstance(card, Card)
        assert act.words("publication-named-by", number="017-02-2") in card.text
        # Of this attempt the form server has said that it has nothing.
        settle_unforwarded(uow, section, 1, "uuid:2", "HTTP 404")
    publisher.withholds("017-02", is_agreed=False)
    with publisher.acting() as uow:
        row = uow.session.scalars(select(Publishing).where(Publishing.section_id == section)).one()
        agree(uow, person(uow, AGREES), row.publishing_id, row.revision)
        assert not [each for each in uow.take_events() if isinstance(each, ResultToTakeBack)]
    assert listed(publisher)[TAKE_BACK] == []
