"""Legal but extreme data: every screen can be drawn and every notice written, in both languages."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from structlog.testing import capture_logs

from handlers.notices import tell
from handlers.onlookers import stand_in
from handlers.places import PLACES
from handlers.screens.exceptions import LINES_MOST, fitted
from handlers.words import Html, words_of
from rules.messages import Card, Toast
from rules.refusals import Refused
from rules.signatures import Reason
from sandbox.stock import BOT_ID
from services import answering, conclusions, findings, refusing, serving, signers, submission
from services.access import Actor, actor_by_id
from storage.database import Database
from storage.tables import CheckIn, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork, rehearsing
from tests.services.conftest import VALUES, District, asked_in_turn

NUMBER = "017-03"
TEAM = ("SJ-01", "SJ-02", "XF-01", "XF-02")
EVERYONE = (*TEAM, "SJ-04")
LONGEST = {"zh": "国" * 500, "marked": "<b>&" * 125, "words": "W " * 249 + "WW"}
GATES = ("far", "certificate", "officers", "notice")
TEXT_MOST = 4096  # Bot API, sendMessage: characters after entities are parsed
TOAST_MOST = 200  # Bot API, answerCallbackQuery


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 8), st.integers(1, 60))
def test_exceptions_and_problems_of_any_number_are_fitted(first: int, problems: int, figures: int, width: int) -> None:
    words = words_of("en")
    heads, figure = [Html(f"head {n}") for n in range(first)], [Html(f"figure {n}") for n in range(figures)]
    told = [Html("国" * width) for _ in range(problems)]
    shown = fitted(words, heads, told, figure)
    assert shown[:first] == heads
    left, gone = problems - shown.count(Html("国" * width)), sum(each not in shown for each in figure)
    more = words("review-more", count=left, figures=gone, on="card")
    # Figures alone need not be spoken of where the first part fills the card.
    assert (more in shown) == (left > 0 or (gone > 0 and (problems > 0 or first < LINES_MOST)))
    # No figure stands where a problem had to go.
    assert not left or gone == figures
    if first < LINES_MOST:
        assert len(shown) <= LINES_MOST


@pytest.fixture
def district(furnished_database: Database) -> District:
    """The demo district on SQLite."""
    return District(furnished_database)


def draws_everything(uow: UnitOfWork, visit_id: int) -> None:
    """Draw every place for everybody, then tell what happened."""
    for code in EVERYONE:
        act = stand_in(uow, actor(uow, code).person_id)
        assert act is not None
        for place, screen in PLACES.items():
            act.pointer = {"visit": visit_id, "place": place, "task": 0, "number": 1, "held": "国" * 3000}
            try:
                said = screen(act, visit_id)
            except Refused:
                continue
            for message in said:
                if isinstance(message, Card):
                    assert len(html.unescape(re.sub(r"<[^>]+>", "", message.text))) <= TEXT_MOST, place
                elif isinstance(message, Toast):
                    assert len(message.text) <= TOAST_MOST, place
    with capture_logs() as log:
        tell(uow)
    assert [line for line in log if line["event"] == "notice_failed"] == []
    uow.write_out()


def actor(uow: UnitOfWork, code: str) -> Actor:
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def speaks(uow: UnitOfWork, language: str) -> None:
    for person in uow.session.scalars(select(Person).where(Person.code.in_(EVERYONE))):
        person.language = language


def refuses_notice(uow: UnitOfWork, who: Actor, visit_id: int, text: str) -> None:
    serving.note_refusal(uow, who, visit_id, by="staff", said=text)
    serving.note_refusal(uow, who, visit_id, no_witness=text)
    serving.confirm_refusal(uow, who, visit_id)


def starts(uow: UnitOfWork, visit_id: int, text: str) -> None:
    """Let both sections run, each exception at the start with a reason of its own."""
    visit = uow.session.get_one(Visit, visit_id)
    visit.state, visit.started_at = "running", uow.now
    for task in uow.session.scalars(select(Task).where(Task.visit_id == visit_id)):
        task.presence, task.present_at = "own_phone", uow.now
        uow.session.add(
            CheckIn(
                visit_id=visit_id,
                person_id=task.person_id,
                source="shared",
                distance_metres=9_999_999,
                claimed_at=uow.now,
            )
        )
    for section in uow.session.scalars(select(Section).where(Section.visit_id == visit_id)):
        section.state, section.started_at = "running", uow.now
        section.start_reasons = {gate: f"{gate}{text}"[:500] for gate in GATES}
    uow.flush()


def finds_only_problems(uow: UnitOfWork, who: Actor, visit_id: int, text: str) -> None:
    values = {**VALUES, "integer": "9" * 9, "text": (text * 4)[:1900]}
    for question in asked_in_turn(uow, who, visit_id):
        value = values.get(question.kind) or question.problem or question.choices[0].name
        answering.answer(uow, who, visit_id, question.name, value)
        if question.problem is not None:
            findings.note_problem(uow, who, visit_id, question.name, (text * 4)[:2000])
            findings.tell_how(uow, who, visit_id, question.name, "ask", "witness")
            findings.waive_photo(uow, who, visit_id, question.name, text)
    conclusions.set_remarks(uow, who, visit_id, (text * 2)[:1000])
    conclusions.choose_result(uow, who, visit_id, "order")
    conclusions.conclude_section(uow, who, visit_id)


def refuses_to_sign(uow: UnitOfWork, who: Actor, visit_id: int, text: str) -> None:
    refusing.begin_refusal(uow, who, visit_id, "sign")
    refusing.declare_read_out(uow, who, visit_id, is_read_out=True)
    refusing.tell_who(uow, who, visit_id, "staff")
    refusing.tell_why(uow, who, visit_id, Reason(None, text))
    signers.waive_witness(uow, who, visit_id, Reason(None, text))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("text", LONGEST.values(), ids=LONGEST)
def test_every_screen_and_every_notice_bears_the_longest_legal_texts(
    district: District, language: str, text: str
) -> None:
    visit_id = district.visit()
    with rehearsing(district.database, BOT_ID, lambda: district.now) as uow:
        speaks(uow, language)
        for task in uow.session.scalars(select(Task).where(Task.visit_id == visit_id)):
            task.state = "accepted"
        lead, other = actor(uow, "SJ-01"), actor(uow, "XF-01")
        refuses_notice(uow, lead, visit_id, text)
        draws_everything(uow, visit_id)
        starts(uow, visit_id, text)
        draws_everything(uow, visit_id)
        for who in (lead, other):
            finds_only_problems(uow, who, visit_id, text)
            draws_everything(uow, visit_id)
        refuses_to_sign(uow, lead, visit_id, text)
        draws_everything(uow, visit_id)
        refusing.confirm_refusal(uow, lead, visit_id)
        draws_everything(uow, visit_id)
        submission.give_submit_reason(uow, lead, visit_id, text)
        draws_everything(uow, visit_id)
        submission.submit_visit(uow, lead, visit_id)
        draws_everything(uow, visit_id)
