"""A clue that was ordered to be rectified, and the follow-up inspection of it put where it is submitted; an approved
visit that says otherwise.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from services import (
    answering,
    clue_acts,
    concluding_again,
    conclusions,
    findings,
    follow_up_sending,
    returning,
    reviewing,
    seals,
    signed_sheets,
    submission,
)
from services.checklists import sheet_of
from storage.tables import Clue, Person, Task, Visit
from storage.unit_of_work import reading
from tests.services.conftest import VALUES, asked_in_turn
from tests.services.submitted import NO_REASON, does, sections, secures_all, submits

HE, LEAD, OTHER_LEAD = "SJ-04", "SJ-03", "XF-03"


def ordered(district: Any) -> int:
    """Approve a visit with a problem at item 10 and order it to be rectified; return the clue."""
    does(district, reviewing.approve, submits(district, problems=(10,), pictured=(10,)), code=HE)
    with reading(district.database) as session:
        clue_id = session.scalars(select(Clue.clue_id)).one()
    day = district.now.date() + timedelta(days=30)
    does(district, clue_acts.order_rectified, clue_id, day, code=LEAD)
    return clue_id


def sent_out(district: Any, clue_id: int, days: int = 3, code: str = LEAD) -> int:
    """Send the follow-up inspection out with those who are proposed; return its visit."""
    does(district, follow_up_sending.propose, clue_id, code=code)
    day = district.now.date() + timedelta(days=days)
    does(district, follow_up_sending.choose_day, clue_id, day, code=code)
    return int(does(district, follow_up_sending.send_out, clue_id, code=code))


def submitted_again(district: Any, visit_id: int, problems: tuple[int, ...] = ()) -> None:
    """Fill the follow-up in, with a photograph of the problem's item, and submit it."""
    with reading(district.database) as session:
        number = session.get_one(Visit, visit_id).number
    district.starts(number)
    district.fills("SJ-01", problems=problems, number=number)
    district.photographs("SJ-01", "item", number=number, item=10)
    secures_all(district)
    if problems:
        does(district, conclusions.choose_result, visit_id, "order")
    does(district, conclusions.conclude_section, visit_id)
    does(district, signed_sheets.open_sheet, visit_id, "all")
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature", number=number))
    does(district, signed_sheets.close_sheet, visit_id)
    for side in ("party", "office"):
        does(district, seals.set_seal, visit_id, side, "later", NO_REASON)
    secures_all(district)
    does(district, submission.give_submit_reason, visit_id, "章随后补")
    does(district, submission.submit_visit, visit_id)


def says_otherwise(district: Any, visit_id: int, result: str = "", *, note: str = "") -> None:
    """Open an approved visit's review again and send item 10 back; its team finds that it complies, or a problem with
    a note, and submits.
    """
    of = sections(district, visit_id)[0]
    does(district, reviewing.reopen, visit_id, "再看", code=HE)
    does(district, returning.choose_return, visit_id, "item", of, 10, code=HE)
    does(district, returning.comment_return, visit_id, "读数有误", code=HE)
    does(district, returning.send_returns, visit_id, code=HE)
    with district.act() as uow:
        state = sheet_of(uow, of).numbered(10)
    wanted, name = state.question.problem if note else state.question.complies, state.question.name
    if state.value != wanted:
        does(district, answering.answer, visit_id, name, wanted)
        with district.act() as uow:
            # What is asked because of it.
            actor = district.actor(uow, "SJ-01")
            for question in asked_in_turn(uow, actor, visit_id):
                value = VALUES.get(question.kind, question.complies)
                assert value is not None
                answering.answer(uow, actor, visit_id, question.name, value)
    if note:
        does(district, findings.note_problem, visit_id, name, note)
        does(district, findings.tell_how, visit_id, name, "site")
    if result:
        does(district, conclusions.choose_result, visit_id, result)
    does(district, concluding_again.confirm_result, visit_id)
    does(district, submission.give_submit_reason, visit_id, "签字随后补")
    does(district, submission.submit_visit, visit_id)


def people(district: Any, visit_id: int) -> list[str]:
    """The codes of those who have or had a task in a visit, by their seats."""
    with reading(district.database) as session:
        chosen = select(Person.code).join(Task, Task.person_id == Person.person_id).where(Task.visit_id == visit_id)
        return list(session.scalars(chosen.order_by(Task.seat)))
