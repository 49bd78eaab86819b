"""What journeys after the checklist share: a visit put where they begin, short acts, and what became of it."""

import unicodedata
from collections.abc import Collection

from sqlalchemy import select

from rules.chains import faults_of
from sandbox.driver import Phone, Town
from sandbox.screen import Shown
from services import answering, conclusions, findings
from services.access import Actor, actor_by_id
from services.checklists import begin_form
from storage.ledger import links_of
from storage.tables import Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import VALUES, asked_in_turn

NUMBER = "017-03"
TEAM = ("SJ-01", "SJ-02", "XF-01", "XF-02")
# Full-width characters (zh) and characters (en) that fit on a button, by how many stand in the row.
WIDTHS = {1: (16, 32), 2: (8, 16), 3: (5, 9), 4: (2, 4)}


def begins(town: Town, *, filled: Collection[str], problems: Collection[int] = ()) -> int:
    """Put the visit where its checklists are walked, those of some officers filled in; problems in the first's."""
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        visit.state, visit.started_at = "running", uow.now
        for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
            section.state, section.started_at = "running", uow.now
            begin_form(uow, section.section_id)
        for task in uow.session.scalars(select(Task).where(Task.visit_id == visit.visit_id)):
            task.state, task.presence, task.present_at = "accepted", "own_phone", uow.now
        for place, code in enumerate(filled):
            fills(uow, actor(uow, code), visit.visit_id, problems if place == 0 else ())
        uow.take_events()
        return visit.visit_id


def fills(uow: UnitOfWork, who: Actor, visit_id: int, problems: Collection[int]) -> None:
    """Answer what is asked, and what is asked on account of the answers."""
    for question in asked_in_turn(uow, who, visit_id):
        is_problem = question.problem is not None and question.number in problems
        answered = question.problem if is_problem else VALUES.get(question.kind, question.complies)
        assert answered is not None
        answering.answer(uow, who, visit_id, question.name, answered)
        if is_problem:
            findings.note_problem(uow, who, visit_id, question.name, "1号冰柜温度计显示14℃")
            findings.tell_how(uow, who, visit_id, question.name, "site")


def concluded(town: Town, *, problems: Collection[int] = ()) -> int:
    """Put the visit where both departments have confirmed their results."""
    visit_id = begins(town, filled=("SJ-01", "XF-01"), problems=problems)
    with town.changing() as uow:
        for code in ("SJ-01", "XF-01"):
            who = actor(uow, code)
            if problems and code == "SJ-01":
                conclusions.choose_result(uow, who, visit_id, "order")
            conclusions.conclude_section(uow, who, visit_id)
        uow.take_events()
    return visit_id


def actor(uow: UnitOfWork, code: str) -> Actor:
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def phones(town: Town, language: str, *codes: str) -> list[Phone]:
    found = [town.phone(code) for code in codes]
    for phone in found:
        phone.speaks(language)
    return found


def says(phone: Phone, zh: str, en: str) -> str:
    return en if phone.word("button-back") == "‹ Back" else zh


def taps(phone: Phone, key: str, **values: object) -> None:
    phone.taps(phone.word(key, **values))


def on_card(phone: Phone, words: str) -> Shown:
    """The newest message with these words, which the team's cards show in both languages."""
    return phone.sees(words)


def goes_on(phone: Phone) -> None:
    phone.types(says(phone, "继续", "continue"))


def state_of(town: Town) -> str:
    with town.reading() as session:
        return session.scalars(select(Visit.state).where(Visit.number == NUMBER)).one()


def acts_of(town: Town) -> list[str]:
    with town.reading() as session:
        links = list(links_of(session, f"visit:{NUMBER}"))
    assert not list(faults_of(links))
    return [link["type"] for link in links]


def width(label: str) -> float:
    """Count as the client draws: a full-width sign one, a box or an emoji one and a half, ASCII a half."""
    wide = sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.5 for sign in label)
    return wide + sum(1.0 for sign in label if sign in "☐☑")


def fits(*people: Phone) -> None:
    """Every card on the phones keeps the limits of lines, rows and labels."""
    for phone in people:
        is_english = phone.word("button-back") == "‹ Back"
        for message in phone.messages():
            assert len(message.labels) <= 8, message
            assert message.is_mine or len(message.text.split("\n")) <= 12, message
            for row in message.labels:
                zh, en = WIDTHS[len(row)]
                for label in row:
                    assert (len(label) <= en) if is_english else (width(label) <= zh), f"{label!r} is cut"


def signs_all(phone: Phone) -> None:
    """From the hub: one sheet, one photograph, both seals."""
    taps(phone, "button-one-sheet")
    phone.sends_photo()
    taps(phone, "button-sheet-done")
    sets_seals(phone)


def sets_seals(phone: Phone) -> None:
    taps(phone, "button-seals")
    taps(phone, "button-seal-party-later")
    taps(phone, "button-seal-office-later")
    taps(phone, "button-back")


def submits(town: Town) -> None:
    """Have the visit signed by one sheet and submitted; problem 10 is on its record."""
    (chen,) = phones(town, "zh-CN", "SJ-01")
    concluded(town, problems=(10,))
    town.works_off_jobs()
    goes_on(chen)
    signs_all(chen)
    chen.taps("去提交")
    taps(chen, "button-give-reason")
    chen.types("照片稍后补")
    taps(chen, "button-submit-with-reason")
    town.works_off_jobs()
    chen.settles()
