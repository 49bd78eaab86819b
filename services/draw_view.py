"""A draw as its supervisor and its witnesses see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import func, select

from rules.campaigns import GROUP, differing
from rules.draw.commitment import LEAST_DICE
from rules.draw.snapshot import UNFILLED
from rules.draw.teams import Teams
from services.access import Actor, actor_by_id
from services.draw_readers import in_the_way
from services.draw_sealing import is_open, may_see_result, opens_on
from services.draw_standing import LAPSED, teams_now, undecided
from services.draws import is_witnessed_enough, own_reading, readings_of, stands_in, witnessed
from services.in_charge import began
from services.visits import Names
from storage.tables import Campaign, CampaignPlan, DicePhoto, Draw, InspectionObject, Person, Role
from storage.unit_of_work import UnitOfWork

TEAMS_MOST, TEAM_LINES = 4, 2


@dataclass(frozen=True, slots=True)
class DrawnTeam:
    """A drawn object, its place in the order of tickets, its class, its team by department; `unfilled` are the
    departments that have none.
    """

    place: int
    name: str
    risk: str
    people: tuple[Names, ...]
    unfilled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawView:
    """A draw. `typed_by` have typed the dice, `mine` is what the reader typed, `places` where readings differ; `teams`
    are those of a `page`, `unfilled` counts the objects without a full one that nobody decided on, `changes` what
    stepped in since. `is_sealed`: the public does not see the result yet; `is_shown`: the reader does.
    `in_the_way` counts the readings that its supervisor may set aside; `is_set_aside`: the reader's own was.
    `stands_in`: its supervisor is gone, and the reader may abandon it.
    """

    draw_id: int
    number: str
    campaign_id: int
    campaign: str
    title: Names
    state: str
    commit_hash: str
    committed_at: datetime
    sizes: dict[str, int]
    is_supervisor: bool
    typed_by: tuple[Names, ...]
    mine: str | None
    places: tuple[int, ...]
    is_ready: bool
    dice: str | None
    strata: dict[str, Any]
    teams: tuple[DrawnTeam, ...]
    page: int
    pages: int
    unfilled: int
    has_changed: bool
    reason: str | None
    is_dispatched: bool
    dispatch_at: datetime | None
    is_sealed: bool
    is_shown: bool
    opens_on: date
    changes: int
    photos: int
    in_the_way: int
    is_set_aside: bool
    stands_in: bool = False

    @property
    def is_lapsed(self) -> bool:
        """Whether the clock gave it up."""
        return self.reason == LAPSED

    @property
    def is_agreed(self) -> bool:
        """Whether the reader has read what all had read alike, which cannot be typed again."""
        return self.state == "committed" and self.dice is not None and self.mine == self.dice

    @property
    def next_group(self) -> int:
        """The group of five that the reader is to type next: again where readings differ, 0 when none is missing."""
        if self.places:
            return (self.places[0] - 1) // GROUP + 1
        return len(self.mine) // GROUP + 1 if self.mine and len(self.mine) < LEAST_DICE else 0


def view_draw(uow: UnitOfWork, actor: Actor, draw_id: int, page: int = 1) -> DrawView:
    """Return a draw for its supervisor and the leads of its departments, and for who stands in since its supervisor is
    gone. Raises `Refused` for anyone else.
    """
    draw = witnessed(uow, actor, draw_id, or_stand_in=True)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    return replace(draw_seen_by(uow, draw, actor.person_id, page), stands_in=stands_in(uow, actor, campaign))


def draw_seen_by(uow: UnitOfWork, draw: Draw, person_id: int, page: int = 1) -> DrawView:
    """Return a draw as a witness sees it, with one page of its teams."""
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    is_supervisor = campaign.supervisor_id == person_id and began(actor_by_id(uow, person_id), campaign)
    readings = readings_of(uow, draw.draw_id)
    own = own_reading(uow, draw.draw_id, person_id)
    is_enough = is_witnessed_enough(readings, campaign)
    places = differing(readings.values())
    is_shown = draw.state == "drawn" and may_see_result(uow, draw, campaign, person_id)
    teams: Teams = teams_now(draw) if is_shown else {}
    is_sealed = draw.is_sealed and not is_open(uow, draw, campaign)
    waiting = len(undecided(draw)) if is_shown else 0
    is_noted = draw.has_changed or campaign.dispatch_at is not None
    a_page = teams_a_page(is_sealed, is_noted, bool(draw.addendum), bool(waiting))
    pages = max(1, -(-len(teams) // a_page))
    page = min(max(page, 1), pages)
    return DrawView(
        draw.draw_id,
        draw.number,
        campaign.campaign_id,
        campaign.number,
        campaign.title,
        draw.state,
        draw.commit_hash,
        draw.committed_at,
        draw.sizes,
        is_supervisor,
        tuple(uow.session.get_one(Person, each).name for each in readings),
        readings.get(person_id),
        # Nobody is shown what others read before having read the dice themselves.
        tuple(places) if person_id in readings else (),
        is_enough and not places,
        draw.dice if draw.state != "committed" or person_id in readings else None,
        draw.result["strata"] if is_shown and draw.result else {},
        tuple(_teams(uow, draw, dict(islice(teams.items(), (page - 1) * a_page, page * a_page)), (page - 1) * a_page)),
        page,
        pages,
        waiting,
        draw.has_changed,
        draw.reason,
        draw.dispatched_at is not None,
        campaign.dispatch_at,
        is_sealed,
        is_shown,
        opens_on(draw, campaign),
        len(draw.addendum) if is_shown else 0,
        _photos(uow, draw),
        len(in_the_way(uow, draw)) if draw.state == "committed" and is_supervisor else 0,
        own is not None and own.set_aside is not None,
    )


def teams_a_page(*more: bool) -> int:
    """Return how many teams have room on a card beside the lines that tell more."""
    return TEAMS_MOST - -(-sum(more) // TEAM_LINES)


def _photos(uow: UnitOfWork, draw: Draw) -> int:
    counted = select(func.count()).select_from(DicePhoto)
    return uow.session.scalar(counted.where(DicePhoto.draw_id == draw.draw_id, DicePhoto.state != "lost")) or 0


def _teams(uow: UnitOfWork, draw: Draw, teams: Teams, first: int) -> Sequence[DrawnTeam]:
    risks = {code: risk for code, risk, _ in (draw.result or {"entries": []})["entries"] if code in teams}
    chosen = select(InspectionObject).where(InspectionObject.registration_code.in_(teams))
    names = {row.registration_code: row.short_name for row in uow.session.scalars(chosen)}
    codes = {code for team in teams.values() for seats in team.values() for code in seats}
    people = {row.code: row.name for row in uow.session.scalars(select(Person).where(Person.code.in_(codes)))}
    return [
        DrawnTeam(
            place,
            names.get(code, code),
            risks[code],
            tuple(people[each] for seats in team.values() for each in seats if each in people),
            tuple(department for department, seats in team.items() if UNFILLED in seats),
        )
        for place, (code, team) in enumerate(teams.items(), first + 1)
    ]


def abandoned_draws(uow: UnitOfWork, campaign_id: int) -> Sequence[tuple[str, str]]:
    """Return numbers and reasons of the draws of a campaign that were given up, the newest first."""
    chosen = select(Draw.number, Draw.reason).where(Draw.campaign_id == campaign_id, Draw.state == "abandoned")
    return [(number, reason or "") for number, reason in uow.session.execute(chosen.order_by(Draw.draw_id.desc()))]


def witnesses_of(uow: UnitOfWork, draw: Draw) -> Sequence[int]:
    """Return who holds and watches a draw: its supervisor, the leads of its departments."""
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    departments = uow.session.get_one(CampaignPlan, draw.campaign_id).departments
    leads = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role == "lead", Role.department_id.in_(departments), Person.revoked_at.is_(None))
        .order_by(Role.person_id)
    )
    return list(dict.fromkeys([campaign.supervisor_id, *uow.session.scalars(leads)]))


def supervisors_of_district(uow: UnitOfWork) -> Sequence[int]:
    """Return who supervises in the district."""
    chosen = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(Role.role == "supervisor", Person.revoked_at.is_(None))
    )
    return uow.session.scalars(chosen.order_by(Role.person_id)).all()


def heirs_of(uow: UnitOfWork, campaign_id: int) -> Sequence[int]:
    """Return who hears of a campaign whose supervisor hears nothing any more: its leads, the supervisors and the
    administrators of the district.
    """
    departments = uow.session.get_one(CampaignPlan, campaign_id).departments
    of_district = (Role.role == "supervisor") | ((Role.role == "administrator") & Role.department_id.is_(None))
    chosen = (
        select(Role.person_id)
        .join(Person, Person.person_id == Role.person_id)
        .where(((Role.role == "lead") & Role.department_id.in_(departments)) | of_district, Person.revoked_at.is_(None))
        .distinct()
        .order_by(Role.person_id)
    )
    return uow.session.scalars(chosen).all()


def draws_watched(uow: UnitOfWork, actor: Actor) -> Sequence[int]:
    """Return the open draws that a lead watches, or that somebody may abandon since their supervisor is gone, the
    newest first.
    """
    led = {where for role, where in actor.roles if role == "lead"}
    chosen = (
        select(Draw.draw_id, CampaignPlan.departments, Campaign)
        .join(Campaign, Campaign.campaign_id == Draw.campaign_id)
        .join(CampaignPlan, CampaignPlan.campaign_id == Draw.campaign_id)
        .where(Draw.state == "committed")
        .order_by(Draw.draw_id.desc())
    )
    return [
        draw_id
        for draw_id, departments, campaign in uow.session.execute(chosen).all()
        if led.intersection(departments) or stands_in(uow, actor, campaign)
    ]
