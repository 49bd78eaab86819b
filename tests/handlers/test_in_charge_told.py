"""Who hears of a campaign: its supervisor, those who stand in once there is none, and who may approve besides."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from handlers.notices import tell
from handlers.screens.deadlines import extension_key
from handlers.screens.recusal import request_key
from rules.events import NoticeRefused, RecusalAsked, VisitSubmitted, WindowMissed
from rules.events_deadlines import ExtensionAsked
from rules.events_evidence import EvidenceDoubted
from rules.events_review import ReturnOverdue, ReviewsDue
from services import access, access_desk, extensions, recusals
from services.publications_due import SOON
from storage.database import Database
from storage.tables import CardRow, Evidence, Extension, NoticeSetting, OutboxMessage, Person, Role, Task
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District
from tests.services.submitted import submits

HE, OTHER, SECOND, ELSEWHERE, LATER, CHIEF = "SJ-04", "RS-01", "ST-01", "NY-01", "JT-01", "SJ-05"


@pytest.fixture
def district(furnished_database: Database) -> District:
    """A submitted visit; three more supervisors, two of the district and one of another department; all can be written
    to.
    """
    district = District(furnished_database)
    submits(district)
    with district.act() as uow:
        uow.session.execute(update(Person).values(reach="open", chat_id=Person.person_id))
        for code, role in ((OTHER, "supervisor"), (SECOND, "supervisor"), (CHIEF, "administrator")):
            uow.session.add(Role(person_id=district.actor(uow, code).person_id, role=role))
        elsewhere = district.actor(uow, ELSEWHERE)
        uow.session.add(Role(person_id=elsewhere.person_id, role="supervisor", department_id=elsewhere.department_id))
    return district


def told(uow: UnitOfWork, *events: Any) -> list[str]:
    """Who of the supervisors is told, once for each message or edit, of what was done and of events besides."""
    last = uow.session.scalar(select(func.max(OutboxMessage.outbox_id))) or 0
    for event in events:
        uow.emit(event)
    tell(uow)
    uow.write_out()
    chosen = select(Person.code).join(OutboxMessage, OutboxMessage.chat_id == Person.chat_id)
    chosen = chosen.where(OutboxMessage.outbox_id > last, Person.code.in_((HE, OTHER, SECOND, ELSEWHERE, LATER)))
    return sorted(uow.session.scalars(chosen))


@pytest.mark.parametrize("loss", ["none", "revoked", "role", "role, then revoked"])
def test_once_a_supervisor_is_gone_those_who_stand_in_are_told_once_each(district: District, loss: str) -> None:
    visit_id = district.visit()
    hears = [HE] if loss == "none" else [OTHER, SECOND]
    with district.act() as uow:
        head, chief = district.actor(uow, HE).person_id, district.actor(uow, CHIEF)
        for step in loss.split(", then "):
            if step == "role":
                access_desk.toggle_role(uow, chief, head, "supervisor")
            elif step == "revoked":
                access_desk.revoke_person(uow, chief, head)
            uow.session.flush()
        assert told(uow) == ([] if loss == "none" else hears)
        task = uow.session.scalars(select(Task).where(Task.visit_id != visit_id)).first()
        assert task is not None
        task.state, task.reason = "recusal_asked", "与当事人是亲属"
        more = Extension(
            visit_id=task.visit_id,
            asked_by=task.person_id,
            asked_at=uow.now,
            until=uow.now.date(),
            reason="停业",
            state="open",
        )
        uow.session.add(more)
        uow.session.flush()
        for event in (
            VisitSubmitted(visit_id, task.person_id),
            RecusalAsked(task.task_id, is_handover=False),
            ExtensionAsked(more.extension_id),
            NoticeRefused(visit_id),
            WindowMissed(visit_id),
            ReturnOverdue(visit_id),
        ):
            assert told(uow, event) == hears, event
        # One decides; nobody else is left with a question that is answered.
        first, *others = (district.actor(uow, code) for code in hears)
        extensions.decide_extension(uow, first, more.extension_id, is_granted=True)
        recusals.decide_recusal(uow, first, task.task_id, is_granted=False, reason="人手不足")
        assert told(uow) == sorted(2 * hears[1:])
        for other in others:
            for key in (extension_key(more.extension_id), request_key(task.task_id)):
                card = select(CardRow.wanted).where(CardRow.chat_id == other.person_id, CardRow.key == key)
                offered = str(uow.session.scalars(card).one()["buttons"])
                assert "grant" not in offered
                assert "refuse" not in offered
        # Who becomes a supervisor afterwards hears what was left, and nobody hears it again.
        later = uow.session.scalars(select(Person).where(Person.code == LATER)).one()
        access_desk.toggle_role(uow, chief, later.person_id, "supervisor")
        assert told(uow) == ([] if loss == "none" else [LATER])
        # Whoever was not in the chat by then hears it once they are.
        later.reach, later.chat_id = "unbound", None
        code = access_desk.invite_person(uow, chief, later.person_id).code
        access.open_invitation(uow, code, 77)
        assert access.bind(uow, 77, later.person_id, (later.certificate_number or later.code)[-4:]) is not None
        assert told(uow) == ([] if loss == "none" else [LATER])


def test_where_nobody_supervises_any_more_the_administrator_hears_it_with_the_way_to_make_somebody(
    district: District,
) -> None:
    with district.act() as uow:
        chief = district.actor(uow, CHIEF)
        elsewhere = uow.session.scalars(select(Person).where(Person.code == ELSEWHERE)).one()

        def card() -> dict[str, Any] | None:
            uow.write_out()
            chosen = select(CardRow.wanted).where(CardRow.chat_id == chief.person_id, CardRow.key == "unattended")
            return uow.session.scalar(chosen)

        for code in (OTHER, SECOND):
            access_desk.toggle_role(uow, chief, district.actor(uow, code).person_id, "supervisor")
        told(uow)
        assert card() is None
        access_desk.toggle_role(uow, chief, district.actor(uow, HE).person_id, "supervisor")
        told(uow)
        # Whoever may open nothing of it any more is told nothing.
        assert told(uow, WindowMissed(district.visit()), ReturnOverdue(district.visit())) == []
        said = card()
        assert said is not None
        assert "无人监管</b>：017" in said["text"]
        assert said["buttons"][0][0]["data"].startswith("people:list")
        # Whoever comes to the department that leads it looks after it from then on, until they go elsewhere again.
        there, here = elsewhere.department_id, district.actor(uow, CHIEF).department_id
        assert there is not None
        assert here is not None
        access_desk.choose_department(uow, chief, elsewhere.person_id, here)
        assert ELSEWHERE in told(uow)
        said = card()
        assert said is not None
        assert "017" not in said["text"]
        access_desk.choose_department(uow, chief, elsewhere.person_id, there)
        told(uow)
        said = card()
        assert said is not None
        assert "017" in said["text"]


def test_of_what_nobody_supervises_it_is_told_once_whoever_else_goes_afterwards(district: District) -> None:
    with district.act() as uow:
        chief = district.actor(uow, CHIEF)
        for code in (OTHER, SECOND, HE):
            access_desk.toggle_role(uow, chief, district.actor(uow, code).person_id, "supervisor")
        tell(uow)
        uow.write_out()
        sent = select(func.count(OutboxMessage.outbox_id)).where(OutboxMessage.chat_id == chief.person_id)
        before = uow.session.scalar(sent)
        assert before
        # Who goes now supervised another department.
        access_desk.toggle_role(uow, chief, district.actor(uow, ELSEWHERE).person_id, "supervisor")
        tell(uow)
        uow.write_out()
        assert uow.session.scalar(sent) == before


@pytest.mark.parametrize(("way", "waits"), [("off", 0), ("digest", 0), ("quiet", 1)])
def test_what_comes_up_after_a_submission_does_not_tell_of_it_before_its_hour(
    district: District, way: str, waits: int
) -> None:
    visit_id = district.visit()
    district.now = district.now.replace(hour=15)  # late in the evening where the office is
    with district.act() as uow:
        head = district.actor(uow, HE).person_id
        quiet = ("22:00", "07:00") if way == "quiet" else (None, None)
        ways = {} if way == "quiet" else {"done": way}
        uow.session.add(NoticeSetting(person_id=head, ways=ways, quiet_from=quiet[0], quiet_until=quiet[1]))
        file = uow.session.scalars(select(Evidence.evidence_id).where(Evidence.visit_id == visit_id)).first()
        assert file is not None
        told(uow, VisitSubmitted(visit_id, 0))
        assert told(uow, EvidenceDoubted(file)) == [HE] * waits
        now = select(OutboxMessage).where(OutboxMessage.chat_id == head, OutboxMessage.not_before <= uow.now)
        assert uow.session.scalars(now).all() == []


def test_of_a_visit_that_its_supervisor_inspected_those_hear_who_may_approve_it(district: District) -> None:
    visit_id = district.visit()
    with district.act() as uow:
        head = district.actor(uow, HE).person_id
        task = uow.session.scalars(select(Task).where(Task.visit_id == visit_id)).first()
        assert task is not None
        uow.session.add(Task(visit_id=visit_id, section_id=task.section_id, person_id=head, seat=9, state="accepted"))
        uow.session.flush()
        assert sorted(set(told(uow, VisitSubmitted(visit_id, task.person_id)))) == [OTHER, HE, SECOND]


def test_what_cannot_be_public_in_time_without_its_review_is_told_with_the_way_there(district: District) -> None:
    with district.act() as uow:
        head = district.actor(uow, HE).person_id
        assert told(uow, ReviewsDue(head, (district.visit(),))) == [HE]
        card = uow.session.scalars(select(CardRow.wanted).where(CardRow.key == "reviews-due")).one()
        assert "017-03" in card["text"]
        assert f"1次检查待复核，公示期限不足{SOON}个工作日" in card["text"]
        [[button]] = card["buttons"]
        assert button["data"].startswith("rev:queue")
