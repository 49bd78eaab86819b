"""A held draw becomes visits: sections, teams and notices as drawn, sent out at once (rule text 四(六))."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select

from forms.typed import AnswerRefused
from forms.typed_times import read_moment
from rules.errors import campaigns as problems
from rules.errors import extensions as due
from rules.events_deadlines import CampaignNotSent
from rules.methods import method_of
from rules.refusals import Refused
from services.access import Actor
from services.dispatching import dispatch_drawn
from services.draw_lists import standing_of
from services.draw_readiness import checklist_for
from services.draw_replacing import replace_unfit, waiting_in_order
from services.draw_scope import NAMES
from services.draw_sealing import last_day
from services.draw_standing import is_past, teams_now, teams_to_send
from services.draws import held_draw, locked, supervisor_still
from services.office_day import today
from services.visit_making import checklist_told, prepare_notice, seat_section
from storage.tables import (
    Campaign,
    CampaignPlan,
    ChecklistVersion,
    Department,
    Draw,
    InspectionObject,
    Person,
    Reserve,
    Visit,
)
from storage.unit_of_work import UnitOfWork


def dispatch_draw(uow: UnitOfWork, actor: Actor, campaign_id: int) -> int:
    """Make the drawn visits and send every officer the task; return how many visits.

    An object without a full team is none of them: a person decides about it, no rule is relaxed. Raises `Refused` for
    anyone but the supervisor, before the draw is held, a second time, once its days have passed, and for a department
    without a checklist. Who was drawn and may not act any more is followed by the next ticket; where that leaves no
    full team nothing is sent, 0 is returned, and what was noted stays, so that somebody can decide.
    """
    draw = locked(uow, held_draw(uow, actor, campaign_id))
    campaign = uow.session.get_one(Campaign, campaign_id)
    if draw.dispatched_at is not None:
        raise Refused(problems.DISPATCHED_ALREADY, number=campaign.number)
    if is_past(uow, draw):
        raise Refused(problems.WINDOW_PAST, day=str(last_day(draw, campaign)))
    has_changed = replace_unfit(uow, actor, draw, last_day(draw, campaign))
    full = teams_to_send(draw)
    if not full and has_changed:
        campaign.dispatch_at = None
        return 0
    if not full:
        raise Refused(problems.NO_TEAM)
    making = _Making(uow, actor, campaign, draw)
    made = [making.visit(at, code, team) for at, (code, team) in enumerate(full.items(), _visits(uow, campaign) + 1)]
    draw.dispatched_at, campaign.dispatch_at = uow.now, None
    body = {"draw": draw.number, "visits": len(full), "unfilled": len(teams_now(draw)) - len(full)}
    uow.record(f"campaign:{campaign.number}", "dispatched", actor.code, body)
    dispatch_drawn(uow, campaign_id, draw.number, made[0])
    return len(full)


def send_late(uow: UnitOfWork, actor: Actor, draw: Draw, code: str) -> None:
    """Make and send one visit more of a draw that was sent out: nothing while its object has no team to send."""
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    replace_unfit(uow, actor, draw, last_day(draw, campaign), code)
    team = teams_to_send(draw).get(code)
    if team is None:
        return
    place = _visits(uow, campaign) + 1
    visit_id = _Making(uow, actor, campaign, draw).visit(place, code, team)
    dispatch_drawn(uow, campaign.campaign_id, f"{draw.number}:{place}", visit_id, is_late=True)


def plan_dispatch(uow: UnitOfWork, actor: Actor, campaign_id: int, typed: str) -> datetime:
    """Choose when a drawn campaign is sent out, by the office's clock; return the instant.

    Raises `Refused` like `dispatch_draw`, and for what is no time or one that has passed.
    """
    campaign = _unsent(uow, actor, campaign_id)
    try:
        said = read_moment(typed, "zh-CN", today(uow))
    except AnswerRefused:
        raise Refused(due.MOMENT_UNCLEAR) from None
    at = datetime.fromisoformat(str(said.value)).astimezone(UTC)
    if at <= uow.now:
        raise Refused(due.MOMENT_PAST)
    campaign.dispatch_at = at
    body = {"at": at.isoformat(timespec="minutes")}
    uow.record(f"campaign:{campaign.number}", "dispatch_planned", actor.code, body)
    return at


def drop_dispatch_time(uow: UnitOfWork, actor: Actor, campaign_id: int) -> None:
    """Let a drawn campaign wait until it is sent out by hand. Raises `Refused` like `dispatch_draw`."""
    campaign = _unsent(uow, actor, campaign_id)
    if campaign.dispatch_at is not None:
        campaign.dispatch_at = None
        uow.record(f"campaign:{campaign.number}", "dispatch_unplanned", actor.code, {})


def _unsent(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Campaign:
    draw = locked(uow, held_draw(uow, actor, campaign_id))
    campaign = uow.session.get_one(Campaign, campaign_id)
    if draw.dispatched_at is not None:
        raise Refused(problems.DISPATCHED_ALREADY, number=campaign.number)
    return campaign


def due_dispatches(uow: UnitOfWork) -> Sequence[int]:
    """Return the campaigns whose time to be sent out has come, the earliest first."""
    due_now = select(Campaign.campaign_id).where(Campaign.dispatch_at <= uow.now)
    return uow.session.scalars(due_now.order_by(Campaign.dispatch_at, Campaign.campaign_id)).all()


def dispatch_due(uow: UnitOfWork, campaign_id: int) -> None:
    """Send out a campaign whose time has come; nothing when that changed meanwhile. Raises `Refused` as
    `dispatch_draw`, and when its supervisor is none any more.
    """
    campaign = uow.session.get_one(Campaign, campaign_id, with_for_update=True)
    if campaign.dispatch_at is None or campaign.dispatch_at > uow.now:
        return
    if not dispatch_draw(uow, supervisor_still(uow, campaign.supervisor_id, campaign_id), campaign_id):
        uow.emit(CampaignNotSent(campaign_id, problems.NO_TEAM.code))


def not_dispatched(uow: UnitOfWork, campaign_id: int, code: str) -> None:
    """Tell that a campaign could not be sent out at its time; from now on it waits until that is done by hand."""
    uow.session.get_one(Campaign, campaign_id, with_for_update=True).dispatch_at = None
    uow.emit(CampaignNotSent(campaign_id, code))


def _visits(uow: UnitOfWork, campaign: Campaign) -> int:
    counted = select(func.count()).select_from(Visit).where(Visit.campaign_id == campaign.campaign_id)
    return uow.session.scalar(counted) or 0


class _Making:
    """One making of visits. Rows are found again by code while it lasts."""

    def __init__(self, uow: UnitOfWork, actor: Actor, campaign: Campaign, draw: Draw) -> None:
        self._uow, self._actor, self._campaign, self._draw = uow, actor, campaign, draw
        plan = uow.session.get_one(CampaignPlan, campaign.campaign_id)
        self._proof = standing_of(draw)
        # Those that it was drawn for, whatever is planned since.
        names = self._proof.snapshot.params.departments
        rows = [row for row in uow.session.scalars(select(Department)) if row.name[NAMES] in names]
        self._departments = {row.name[NAMES]: row for row in rows}
        self._checklists = {row.department_id: self._checklist(row) for row in rows}
        people = [each.id for each in self._proof.snapshot.inspectors]
        chosen = select(Person.code, Person.person_id).where(Person.code.in_(people))
        self._people = {row.code: row.person_id for row in uow.session.execute(chosen)}
        self._methods: Mapping[str, str] = plan.methods
        self._risks = {each.id: each.risk for each in self._proof.snapshot.objects}

    def _checklist(self, department: Department) -> ChecklistVersion:
        found = checklist_for(self._uow, self._campaign.campaign_id, department.department_id)
        if found is None:
            raise Refused(problems.NO_CHECKLIST, name=department.name)
        return found

    def visit(self, place: int, code: str, team: Mapping[str, Sequence[str]]) -> int:
        """Make a visit to an object with its team, numbered by the order of tickets; return its row."""
        uow, campaign = self._uow, self._campaign
        chosen = select(InspectionObject).where(InspectionObject.registration_code == code)
        inspected = uow.session.scalars(chosen).one()
        method = method_of(self._methods, self._risks[code], inspected.flags)
        visit = Visit(
            number=f"{campaign.number}-{place:02d}",
            campaign_id=campaign.campaign_id,
            object_id=inspected.object_id,
            method=method,
            state="assigned",
            window_from=campaign.starts_on,
            window_until=campaign.ends_on,
        )
        uow.session.add(visit)
        uow.session.flush()
        notice = prepare_notice(uow, visit)
        for seat_of, (name, people) in enumerate(team.items(), 1):
            self._section(visit, seat_of, self._departments[name], people)
            self._reserve(visit, code, name, people)
        body = {
            "campaign": campaign.number,
            "draw": self._draw.number,
            "object": code,
            "method": method,
            "window": [campaign.starts_on.isoformat(), campaign.ends_on.isoformat()],
            "teams": {self._departments[name].code: list(people) for name, people in team.items()},
            "notice": {"year": notice.year, "serial": notice.serial},
            "checklists": [
                checklist_told(row.code, self._checklists[row.department_id]) for row in self._departments.values()
            ],
        }
        uow.record(f"visit:{visit.number}", "assigned", self._actor.code, body)
        return visit.visit_id

    def _section(self, visit: Visit, place: int, department: Department, people: Sequence[str]) -> None:
        version = self._checklists[department.department_id]
        seat_section(self._uow, visit, place, version, [self._people[code] for code in people])

    def _reserve(self, visit: Visit, code: str, name: str, people: Sequence[str]) -> None:
        """Note the order of tickets of those who may step in."""
        self._uow.session.add_all(
            Reserve(
                visit_id=visit.visit_id,
                department_id=self._departments[name].department_id,
                person_id=self._people[each],
                ticket=ticket,
            )
            for ticket, each in enumerate(waiting_in_order(self._proof, code, name, people), len(people) + 1)
        )
