"""Who looks after a campaign: its supervisor; once that one was revoked or supervises it no more, the others do.

Nobody is appointed: all who supervise the district or the department that leads the campaign stand in alike, until its
supervisor is back.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from rules.clues import LIVE
from services.access import Actor
from services.publishable import is_approved
from storage.tables import Campaign, Clue, Draw, Person, Role, Visit
from storage.unit_of_work import UnitOfWork


def supervises_any(actor: Actor) -> bool:
    """Return whether somebody supervises a department or the district."""
    return any(role == "supervisor" for role, _ in actor.roles)


def began(actor: Actor, campaign: Campaign) -> bool:
    """Return whether somebody is a campaign's own supervisor, who plans and draws it while supervising at all."""
    return campaign.supervisor_id == actor.person_id and supervises_any(actor)


def covers(actor: Actor, campaign: Campaign) -> bool:
    """Return whether somebody's roles cover a campaign: those of its lead department, or of the whole district."""
    return any(role == "supervisor" and where in (None, campaign.lead_department_id) for role, where in actor.roles)


def supervisors_over(uow: UnitOfWork, department_id: int) -> Sequence[int]:
    """Return everybody who supervises a department's campaigns, by the order of their numbers."""
    return sorted({person_id for person_id, where in _all_supervisors(uow) if where in (None, department_id)})


def _all_supervisors(uow: UnitOfWork) -> list[tuple[int, int | None]]:
    # Asked of campaign after campaign in one act.
    known: list[tuple[int, int | None]] | None = uow.memo.get(supervisors_over)
    if known is None:
        rows = uow.session.execute(_supervisors(Role.person_id, Role.department_id))
        known = uow.memo[supervisors_over] = [(person_id, where) for person_id, where in rows]
    return known


def forget_supervisors(uow: UnitOfWork) -> None:
    """Let go of what an act has read of who supervises, since it changes that."""
    uow.memo.pop(supervisors_over, None)


def in_charge(uow: UnitOfWork, campaign: Campaign) -> Sequence[int]:
    """Return who looks after a campaign and hears of it: its supervisor, or all who stand in; where nobody could, its
    supervisor still, unless they supervise nothing any more.
    """
    return _in_charge(uow, campaign.supervisor_id, campaign.lead_department_id)


def _in_charge(uow: UnitOfWork, supervisor_id: int, department_id: int) -> Sequence[int]:
    over = supervisors_over(uow, department_id)
    if over and supervisor_id not in over:
        return over
    # Whoever has no such role left may open nothing of what they would hear.
    return [supervisor_id] if any(person_id == supervisor_id for person_id, _ in _all_supervisors(uow)) else []


def in_charge_of(uow: UnitOfWork, visit_id: int) -> Sequence[int]:
    """The same of a visit's campaign."""
    return in_charge(uow, uow.session.get_one(Campaign, uow.session.get_one(Visit, visit_id).campaign_id))


def left_behind(uow: UnitOfWork, person_id: int) -> Sequence[Campaign]:
    """Return the campaigns of a supervisor in which something has not come to its end."""
    return uow.session.scalars(_unfinished().where(Campaign.supervisor_id == person_id)).all()


def left_to(uow: UnitOfWork, actor: Actor) -> Sequence[Campaign]:
    """Return the same of all campaigns in which somebody stands in for a supervisor who is gone."""
    chosen = _unfinished().where(Campaign.supervisor_id != actor.person_id, looked_after_by(uow, actor))
    return uow.session.scalars(chosen).all()


def unattended(uow: UnitOfWork) -> Sequence[Campaign]:
    """Return the same of all campaigns that nobody supervises."""
    return [each for each in uow.session.scalars(_unfinished()) if not supervisors_over(uow, each.lead_department_id)]


def _unfinished() -> Select[Campaign]:
    """Return the statement of campaigns with a draw that was not sent out, a visit or a clue that has not ended."""
    newest = select(func.max(Draw.draw_id)).group_by(Draw.campaign_id)
    unsent = select(Draw.campaign_id).where(Draw.draw_id.in_(newest), Draw.dispatched_at.is_(None))
    unsent = unsent.where(Draw.state.in_(("committed", "drawn")))
    visits = select(Visit.campaign_id).where(Visit.state != "void", ~is_approved())
    live = select(Visit.campaign_id).join(Clue, Clue.visit_id == Visit.visit_id)
    live = live.where(Clue.state.in_([state.value for state in LIVE]))
    is_open = or_(*(Campaign.campaign_id.in_(each) for each in (unsent, visits, live)))
    return select(Campaign).where(Campaign.is_trial.is_(False), is_open).order_by(Campaign.number)


def is_in_charge(uow: UnitOfWork, actor: Actor, campaign: Campaign) -> bool:
    """Return whether somebody looks after a campaign: nobody does without a supervisor's role."""
    if campaign.supervisor_id == actor.person_id and covers(actor, campaign):
        return True
    return supervises_any(actor) and actor.person_id in in_charge(uow, campaign)


def covered_by(actor: Actor) -> ColumnElement[bool]:
    """Return which campaigns of a statement somebody's roles cover, as `covers` says of one."""
    places = [where for role, where in actor.roles if role == "supervisor"]
    return true() if None in places else Campaign.lead_department_id.in_(places)


def looked_after_by(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    """Return which campaigns of a statement somebody looks after, as `is_in_charge` says of one."""
    if not supervises_any(actor):
        return false()
    places = defaultdict(set)
    for supervisor_id, department_id in uow.session.execute(_SUPERVISED):
        if actor.person_id in _in_charge(uow, supervisor_id, department_id):
            places[supervisor_id].add(department_id)
    # The supervisors by themselves, for an index leads from them to their campaigns.
    of = [(Campaign.supervisor_id == each) & Campaign.lead_department_id.in_(places[each]) for each in sorted(places)]
    return Campaign.supervisor_id.in_(sorted(places)) & or_(*of) if of else false()


_SUPERVISED = select(Campaign.supervisor_id, Campaign.lead_department_id).distinct()


def _supervisors(*columns: InstrumentedAttribute[Any]) -> Select[Any]:
    chosen = select(*columns).join(Person, Person.person_id == Role.person_id)
    return chosen.where(Role.role == "supervisor", Person.revoked_at.is_(None))
