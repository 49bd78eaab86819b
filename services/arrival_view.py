"""The check-in of a department's officers on site: where they are, who is there, what is missing for the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from rules.gates import Gate, OnSite, open_gates
from services.access import Actor
from services.office_day import current_profile, day_of, today
from services.visits import Membership, Names, membership
from storage.tables import CheckIn, Department, InspectionObject, Notice, Person, Section, Task, Visit
from storage.unit_of_work import UnitOfWork

# Where the district does not say for how long a place holds.
PLACE_HOLDS_MINUTES = 120
# Beside the reasons of a start: no gate, and without a reason.
PLACE_SKIPPED = "place_skipped"


@dataclass(frozen=True, slots=True)
class OfficerView:
    """An officer of the section. `how` is own_phone, vouched, accepted (taken to be here until unticked) or absent."""

    task_id: int
    name: Names
    certificate_tail: str
    certificate_until: date | None
    is_certified: bool
    how: str
    present_at: datetime | None
    is_me: bool

    @property
    def is_here(self) -> bool:
        """Whether the officer counts as present."""
        return self.how != "absent"


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Today's newest place of the section: `source` is shared, live, hand_picked or skipped; metres."""

    source: str
    distance: int | None
    accuracy: int | None
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class GateView:
    """Something missing for the start, and the reason given for starting without it (empty: none yet)."""

    gate: Gate
    reason: str


@dataclass(frozen=True, slots=True)
class ArrivalView:
    """A check-in of the actor's own section; `place` is none while nothing was sent or skipped today."""

    visit_id: int
    number: str
    short_name: str
    section_id: int
    department: Names
    section_state: str
    started_at: datetime | None
    notice_state: str
    planned_on: date | None
    window: tuple[date, date]
    today: date
    place: PlaceView | None
    officers: tuple[OfficerView, ...]
    minimum: int
    gates: tuple[GateView, ...]

    @property
    def has_arrived(self) -> bool:
        """Whether the actor said today on an own phone to be on site."""
        return any(officer.is_me and officer.how == "own_phone" for officer in self.officers)

    @property
    def open_reasons(self) -> tuple[Gate, ...]:
        """What is missing and has no reason yet."""
        return tuple(each.gate for each in self.gates if not each.reason)

    @property
    def certified(self) -> int:
        """How many officers with a valid certificate are here."""
        return sum(officer.is_here and officer.is_certified for officer in self.officers)

    @property
    def uncertified(self) -> tuple[OfficerView, ...]:
        """Who is here without a valid certificate."""
        return tuple(officer for officer in self.officers if officer.is_here and not officer.is_certified)


def view_arrival(uow: UnitOfWork, actor: Actor, visit_id: int) -> ArrivalView:
    """Return the check-in of the actor's own section as it stands today. Raises `Refused` for anyone else."""
    return arrival_of(uow, actor, membership(uow, actor, visit_id))


def arrival_of(uow: UnitOfWork, actor: Actor, mine: Membership) -> ArrivalView:
    """Return the check-in of a part that was loaded already; read once per act until something about it changes."""
    key = (ArrivalView, mine.section.section_id, actor.person_id)
    if key not in uow.memo:
        uow.memo[key] = _read(uow, actor, mine)
    view: ArrivalView = uow.memo[key]
    return view


def forget_arrivals(uow: UnitOfWork) -> None:
    """Let every check-in be read anew, after one of them changed."""
    for key in [key for key in uow.memo if isinstance(key, tuple) and key[0] is ArrivalView]:
        del uow.memo[key]


def _read(uow: UnitOfWork, actor: Actor, mine: Membership) -> ArrivalView:
    visit, section, profile = mine.visit, mine.section, current_profile(uow)
    short_name, department, notice_state, planned_on = uow.session.execute(
        select(InspectionObject.short_name, Department.short_name, Notice.state, Notice.planned_on)
        .join(Visit, Visit.object_id == InspectionObject.object_id)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Department, Department.department_id == Section.department_id)
        .join(Notice, Notice.visit_id == Visit.visit_id)
        .where(Section.section_id == section.section_id)
    ).one()
    officers = _officers(uow, section, actor)
    place = _place(uow, section)
    gates: Sequence[Gate] = ()
    if section.state == "waiting":
        here = [officer for officer in officers if officer.is_here]
        gates = open_gates(
            OnSite(
                distance=place.distance if place else None,
                far_away=profile["far_away_metres"],
                minutes=_minutes_since(uow, place),
                holds_minutes=profile.get("place_holds_minutes", PLACE_HOLDS_MINUTES),
                certified=sum(officer.is_certified for officer in here),
                uncertified=sum(not officer.is_certified for officer in here),
                minimum=profile["presence_minimum"],
                is_in_window=visit.window_from <= today(uow) <= visit.window_until,
                notice_state=notice_state,
            )
        )
    return ArrivalView(
        visit.visit_id,
        visit.number,
        short_name,
        section.section_id,
        department,
        section.state,
        section.started_at,
        notice_state,
        planned_on,
        (visit.window_from, visit.window_until),
        today(uow),
        place,
        officers,
        profile["presence_minimum"],
        tuple(GateView(gate, section.start_reasons.get(gate, "")) for gate in gates),
    )


def _officers(uow: UnitOfWork, section: Section, actor: Actor) -> tuple[OfficerView, ...]:
    rows = uow.session.execute(
        select(Task, Person)
        .join(Person, Person.person_id == Task.person_id)
        .where(Task.section_id == section.section_id, Task.state != "replaced")
        .order_by(Task.seat, Task.task_id)
    )
    day = today(uow)
    return tuple(
        OfficerView(
            task.task_id,
            person.name,
            (person.certificate_number or "")[-4:],
            person.certificate_until,
            person.certificate_number is not None
            and person.certificate_until is not None
            and person.certificate_until >= day,
            _presence(uow, task, day),
            task.present_at,
            task.person_id == actor.person_id,
        )
        for task, person in rows
    )


def sections_without_place(uow: UnitOfWork, visit_id: int) -> tuple[int, ...]:
    """Return the sections of a visit whose officers skipped the place, and never sent one. The caller has checked who
    asks.
    """
    sent = (
        select(Task.section_id, CheckIn.source)
        .join(CheckIn, (CheckIn.visit_id == Task.visit_id) & (CheckIn.person_id == Task.person_id))
        .where(Task.visit_id == visit_id, Task.state != "replaced")
    )
    sources: dict[int, set[str]] = {}
    for section_id, source in uow.session.execute(sent):
        sources.setdefault(section_id, set()).add(source)
    return tuple(sorted(section_id for section_id, found in sources.items() if found == {"skipped"}))


def _presence(uow: UnitOfWork, task: Task, day: date) -> str:
    """Presence is that of one day: who was here yesterday is asked again."""
    is_of_today = task.present_at is not None and day_of(uow, task.present_at) == day
    if task.presence != "unknown" and is_of_today:
        return task.presence
    return "accepted" if task.state == "accepted" else "absent"


def _minutes_since(uow: UnitOfWork, place: PlaceView | None) -> int | None:
    if place is None or place.source == "skipped":
        return None
    return int((uow.now - place.claimed_at).total_seconds() // 60)


def _place(uow: UnitOfWork, section: Section) -> PlaceView | None:
    """Return today's newest place that somebody of the section sent, else that it was skipped."""
    mates = select(Task.person_id).where(Task.section_id == section.section_id, Task.state != "replaced")
    newest = (
        select(CheckIn.source, CheckIn.distance_metres, CheckIn.accuracy_metres, CheckIn.claimed_at)
        .where(CheckIn.visit_id == section.visit_id, CheckIn.person_id.in_(mates))
        .order_by((CheckIn.source == "skipped"), CheckIn.check_in_id.desc())
    )
    day = today(uow)
    return next((PlaceView(*row) for row in uow.session.execute(newest) if day_of(uow, row.claimed_at) == day), None)
