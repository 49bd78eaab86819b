"""What use cases after a visit, about draws and about the plan are about: rows beside the visit that runs.

Each holds for one use case, or for all of a module; the stand looks there before it takes what holds for all.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from rules.annual_plan import Proposal
from services import annual_plan, draw_afterwards, draw_committing, draw_holding, draws, evidence, publishing
from services.access import Actor
from services.batches import Belonging
from services.evidence import Arrived
from services.review_rounds import begin_round
from storage.tables import (
    Clue,
    DeclaredRecusal,
    Department,
    Evidence,
    FollowUp,
    InspectionObject,
    Publishing,
    ReviewReturn,
    Section,
    SeriousBreach,
    Visit,
)
from storage.unit_of_work import UnitOfWork

YEAR, APPROVED_YEAR = 2031, 2032
DICE = "00314159265358979323"
# Visits of which the officer of the team is of the team too, and two of others.
WAITING, RETURNED, PREPARED, APPROVED = "017-08", "017-05", "017-02", "017-04"

Special = dict[str, dict[str, Any]]


def after_visits(uow: UnitOfWork, team: Actor, leads: tuple[Actor, Actor], head: Actor, clerk: Actor) -> Special:
    """Enter a visit that waits for its review, one that is sent back, two that are approved, and what follows."""
    waiting, returned = _submitted(uow, WAITING, team), _submitted(uow, RETURNED, team)
    prepared, approved = _submitted(uow, PREPARED, team, "approved"), _submitted(uow, APPROVED, team, "approved")
    publishing_id = publishing.prepare(uow, clerk, _section(uow, prepared))
    revision = uow.session.get_one(Publishing, publishing_id).revision
    shown = {"section_id": _section(uow, prepared), "publishing_id": publishing_id, "revision": revision}
    return_id = _sent_back(uow, returned, head)
    return {
        "reviewing": {"visit_id": waiting.visit_id},
        "reviewing.reopen": {"visit_id": prepared.visit_id},
        "review_history": {"visit_id": waiting.visit_id},
        "returning": {"visit_id": waiting.visit_id, "return_id": return_id},
        "returning.take_back": {"visit_id": returned.visit_id},
        "returned_view": {"visit_id": returned.visit_id, "return_id": return_id},
        "publishing": {"section_id": _section(uow, approved), "publishing_id": publishing_id, "revision": revision},
        "publishing.agree_in": shown,
        "publishing.send_back": shown,
        "publishing_together": {"campaign_id": prepared.campaign_id},
        "publishing_view": shown,
        **_clues(uow, prepared, *leads),
    }


def _submitted(uow: UnitOfWork, number: str, by: Actor, review: str = "waiting") -> Visit:
    visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
    visit.state, visit.started_at, visit.submitted_at, visit.submitted_by = "submitted", uow.now, uow.now, by.person_id
    for section in uow.session.scalars(select(Section).where(Section.visit_id == visit.visit_id)):
        section.state, section.results = "concluded", ["none"]
        section.started_at = section.concluded_at = uow.now
    begin_round(uow, visit, by.person_id).state = review
    uow.session.execute(update(Section).where(Section.visit_id == visit.visit_id).values(out_at=uow.now))
    uow.session.flush()
    return visit


def _section(uow: UnitOfWork, visit: Visit) -> int:
    chosen = select(Section.section_id).where(Section.visit_id == visit.visit_id).order_by(Section.place)
    return uow.session.scalars(chosen).first() or 0


def _sent_back(uow: UnitOfWork, visit: Visit, head: Actor) -> int:
    review = begin_round(uow, visit, head.person_id)
    visit.state, review.state, review.decided_by, review.decided_at = "returned", "returned", head.person_id, uow.now
    row = ReviewReturn(
        review_id=review.review_id,
        visit_id=visit.visit_id,
        kind="signing",
        comment="请重新签字",
        state="open",
        written_by=head.person_id,
        sent_at=uow.now,
        due_on=uow.now.date() + timedelta(days=4),
    )
    uow.session.add(row)
    uow.session.flush()
    return row.return_id


def _clues(uow: UnitOfWork, visit: Visit, lead: Actor, other: Actor) -> Special:
    """Enter clues of the department: open, handed to another, with the own unit, and closed."""
    heads = {row.code: row.department_id for row in uow.session.scalars(select(Department))}

    def clue(serial: int, state: str, **more: Any) -> int:
        row = Clue(
            visit_id=visit.visit_id,
            serial=serial,
            section_id=_section(uow, visit),
            question=f"q{serial}",
            number=serial,
            state=state,
            due_on=uow.now.date(),
            opened_at=uow.now,
            **{"department_id": heads["SJ"], "owner_id": lead.person_id, **more},
        )
        uow.session.add(row)
        uow.session.flush()
        return row.clue_id

    handed = {"from_department_id": heads["SJ"], "handed_by": lead.person_id, "handed_at": uow.now}
    offered = clue(2, "offered", department_id=heads["ST"], owner_id=other.person_id, **handed)
    proof = Evidence(
        visit_id=visit.visit_id,
        person_id=lead.person_id,
        purpose="clue",
        kind="photo",
        batch="clue",
        chat_id=1,
        telegram_message_id=7_001,
        file_id="proof",
        file_unique_id="proof",
        recompressed=True,
        sent_at=uow.now,
        received_at=uow.now,
    )
    uow.session.add(proof)
    opened = {"clue_id": clue(1, "open")}
    return {
        "clue_acts": opened,
        "clue_offers": opened,
        "clue_acts.add_file": {**opened, "evidence_id": proof.evidence_id},
        "clue_offers.accept": {"clue_id": offered},
        "clue_offers.reject": {"clue_id": offered},
        "clue_offers.take_back": {"clue_id": offered},
        "clue_acts.close": {"clue_id": clue(3, "unit")},
        "clue_acts.close_with_known": {"clue_id": clue(9, "unit")},
        "clue_acts.open_again": {"clue_id": clue(4, "closed")},
        "clues": {"clue_id": clue(5, "ordered")},
        "clue_steps": opened,
        "follow_up_sending": {"clue_id": _followed(uow, clue(6, "ordered"), lead)},
        "follow_up_ending": {"clue_id": clue(7, "ordered")},
        "follow_ups": {"clue_id": clue(8, "ordered")},
    }


def _followed(uow: UnitOfWork, clue_id: int, lead: Actor) -> int:
    draft = FollowUp(clue_id=clue_id, state="draft", people=[], made_by=lead.person_id, made_at=uow.now)
    uow.session.add(draft)
    uow.session.flush()
    return clue_id


def draws_held(uow: UnitOfWork, head: Actor, lead: Actor, draw_id: int, campaigns: tuple[int, int]) -> Special:
    """Have the dice of one draw typed, prepare another campaign's commitment, and hold a draw of a third."""
    first, second = campaigns
    prepared = draw_committing.prepare_commit(uow, head, first)
    _type(uow, head, lead, draw_id)
    ready = draw_holding.prepare_hold(uow, head, draw_id)
    held_id = draw_committing.commit_draw(uow, head, draw_committing.prepare_commit(uow, head, second))
    assert held_id is not None
    _type(uow, head, lead, held_id)
    draw_holding.hold(uow, head, draw_holding.prepare_hold(uow, head, held_id))
    drawn = draw_afterwards.standing_objects(uow, head, held_id)[0]
    return {
        "draw_committing": {"campaign_id": first, "prepared": prepared},
        "draw_holding": {"held": ready},
        "draw_afterwards": {"draw_id": held_id, "of": drawn.of, "choice": "later"},
        "draw_sealing": {"draw_id": held_id},
        "campaign_plans.reopen_plan": {"campaign_id": second},
    }


def _type(uow: UnitOfWork, head: Actor, lead: Actor, draw_id: int) -> None:
    for witness in (head, lead):
        draws.type_dice(uow, witness, draw_id, DICE)


def planned(uow: UnitOfWork, department_id: int, other_id: int, head: Actor) -> Special:
    """Enter lines of two departments in a plan that is collected, and in one that is approved."""
    author = annual_plan.Author("SJ-05", None)
    facts = {"matter": "对餐饮服务的检查", "object_kind": "餐饮", "amount": "5%", "months": "4", "part": "lead"}
    for year in (YEAR, APPROVED_YEAR):
        annual_plan.write_line(uow, year, department_id, facts, author, None)
        annual_plan.write_line(uow, year, other_id, {**facts, "part": "part"}, author, None)
    annual_plan.approve(uow, head, APPROVED_YEAR, 0)
    of = {"year": YEAR, "number": 1, "matter": "另一个事项", "part": "amount", "text": "6%", "undecided": 0}
    proposal = Proposal("餐饮", 4, (1, 2))
    return {
        "annual_plan": of,
        "annual_plan.publish": {"year": APPROVED_YEAR},
        "annual_plan_view": of,
        "annual_plan_joint": {**of, "proposal": proposal},
        "annual_plan_campaigns": {"year": APPROVED_YEAR, "number": 1},
        "frequency": {"risk": "A", "text": "1"},
    }


def recusals_declared(uow: UnitOfWork, team: Actor) -> Special:
    """Declare a recusal of the officer's, and name another for the same officer."""
    first, second = uow.session.scalars(select(InspectionObject).order_by(InspectionObject.object_id).limit(2))
    row = DeclaredRecusal(
        person_id=team.person_id, object_id=first.object_id, declared_by=team.person_id, declared_at=uow.now
    )
    uow.session.add(row)
    uow.session.flush()
    return {
        "declared_recusals.declare": {"text": f"{team.code} {second.registration_code} 亲属经营"},
        "declared_recusals.withdraw": {"of": row.declared_recusal_id},
    }


def recorded(uow: UnitOfWork, team: Actor, visit_id: int) -> Special:
    """Enter a voice that was sent for an interview."""
    arrived = Arrived(team.person_id, 2, "voice", "v", "v", recompressed=False, sent_at=uow.now)
    evidence.receive(uow, team, arrived, Belonging("interview", visit_id))
    voice = uow.session.scalars(select(Evidence.evidence_id).where(Evidence.kind == "voice")).one()
    return {"interviews.add_recording": {"evidence_id": voice}}


def breach_listed(uow: UnitOfWork, head: Actor, visit_id: int) -> Special:
    """Enter a serious breach of the object of a visit."""
    object_id = uow.session.get_one(Visit, visit_id).object_id
    row = SeriousBreach(
        object_id=object_id,
        rule="penalties",
        visits=["017-03"],
        newest_visit_id=visit_id,
        state="released",
        ground="第二条",
        reason="",
        decided_by=head.person_id,
        decided_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()
    about = {"object_id": object_id, "mark": 0, "breach_id": row.breach_id}
    asked = {"cut": "risk", "period": "year", "what": "risk"}
    modules = ("breach_decisions", "breaches", "credit_records", "object_results", "risk_suggestions")
    return {**dict.fromkeys(modules, about), "statistics_files": {**about, **asked}}
