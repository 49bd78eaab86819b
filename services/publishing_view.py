"""Publication as those see it who do it: what is to be published with the days left, what stands, one result."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from rules.errors import publication as problems
from rules.publication import REVIEWED_WITHIN, WISHES, due_on, may_be_wished
from rules.refusals import Refused
from rules.typed_days import typed_day
from services.access import Actor
from services.form_export import MAKE
from services.office_day import calendar, current_profile, today, working_days_left
from services.public_facts import ended_on, facts_of, result_number
from services.public_results import page_to_be
from services.publications_due import due_in
from services.publishable import is_publishable, publishable
from services.publishers import agreeing_besides, departments_agreed_by, departments_prepared_by
from services.publishing_settled import Settled, settled_of
from services.publishing_together import counts_together
from services.visits import Names
from storage.tables import Campaign, Department, InspectionObject, Person, PublicResult, Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork

PREVIEW = "publication_preview"
PAGE = 4
CAMPAIGNS_PAGE = 3
REVIEW_DAYS = 180


@dataclass(frozen=True, slots=True)
class Line:
    """One result in the list. `left` are working days, negative when overdue; `waits` tells what waits for agreement,
    `is_agreed` that only its page has to be made, `is_outdated` that the record says something else by now.
    """

    section_id: int
    number: str
    short_name: str
    department: Names
    state: str
    waits: str | None
    is_agreed: bool
    review_on: date | None
    is_outdated: bool
    left: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A page of the list: what is to be done, or what is done."""

    lines: tuple[Line, ...]
    page: int
    pages: int
    total: int
    overdue: int
    waiting: int


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign with what can be done together in it."""

    campaign_id: int
    number: str
    title: Names
    to_prepare: int
    to_agree: int


@dataclass(frozen=True, slots=True)
class CampaignLines:
    """A page of campaigns."""

    lines: tuple[CampaignLine, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PublishingView:
    """One result. `facts` are those that would be public, or are; `wishes` is what the actor may prepare. `named_by`:
    the number of another department's public result of the visit, which names the object. `lacks_second`: nobody but
    the author could agree; `settled` tells how what stands came about.
    """

    section_id: int
    visit_id: int
    publishing_id: int | None
    revision: int
    number: str
    name: str
    short_name: str
    department: Names
    state: str
    waits: str | None
    is_agreed: bool
    due: date
    left: int
    version: int
    facts: dict[str, Any]
    has_changed: bool
    reason: str | None
    ground: str | None
    clause: str | None
    review_on: date | None
    wished_by: Names
    is_own: bool
    may_agree: bool
    lacks_second: bool
    settled: Settled | None
    wishes: tuple[str, ...]
    named_by: str | None


def _mine(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    return Section.department_id.in_(departments_prepared_by(uow, actor))


def _to_do() -> ColumnElement[bool]:
    is_open = and_(publishable(), or_(Publishing.state.is_(None), Publishing.state == "open"))
    return or_(is_open, Publishing.wish.is_not(None), Publishing.outdated_at.is_not(None))


def publications(uow: UnitOfWork, actor: Actor, *, done: bool = False, page: int = 1) -> Lines:
    """Return a page of the results of the actor's departments: those to be done by age, or those done, newest first."""
    chosen = (
        select(Section, Visit, Publishing, InspectionObject.short_name, Department)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(_mine(uow, actor))
    )
    if done:
        chosen = chosen.where(Publishing.state != "open", Publishing.wish.is_(None), Publishing.outdated_at.is_(None))
        chosen = chosen.order_by(Publishing.publishing_id.desc())
    else:
        # What waits for somebody first: it is but a tap.
        waits = case((Publishing.wish.is_not(None), 0), (Publishing.outdated_at.is_not(None), 1), else_=2)
        chosen = chosen.where(_to_do()).order_by(waits, Visit.submitted_at, Visit.number, Section.place)
    counted = select(func.count()).select_from(chosen.order_by(None).with_only_columns(Section.section_id).subquery())
    total = uow.session.scalar(counted) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = uow.session.execute(chosen.limit(PAGE).offset((page - 1) * PAGE)).all()
    lines = tuple(
        Line(
            section.section_id,
            result_number(visit.number, section.place),
            short_name,
            department.short_name,
            *_standing(row),
            _left(uow, visit, department.code)[1],
        )
        for section, visit, row, short_name, department in rows
    )
    late = due_in(uow, departments_prepared_by(uow, actor))[0]
    return Lines(lines, page, pages, total, late, waiting_for(uow, actor))


def waiting_for(uow: UnitOfWork, actor: Actor) -> int:
    """Return how much waits for the actor to agree."""
    waiting = select(func.count(Publishing.publishing_id)).where(
        Publishing.department_id.in_(departments_agreed_by(uow, actor)),
        Publishing.wish.is_not(None),
        Publishing.agreed_by.is_(None),
        Publishing.wished_by != actor.person_id,
    )
    return uow.session.scalar(waiting) or 0


def named(uow: UnitOfWork, publishing_id: int) -> tuple[Publishing, str]:
    """Return a publishing and the short name of its object."""
    row = uow.session.get_one(Publishing, publishing_id)
    of = select(InspectionObject.short_name).join(Visit, Visit.object_id == InspectionObject.object_id)
    return row, uow.session.scalars(of.where(Visit.visit_id == row.visit_id)).one()


def review_day(uow: UnitOfWork, text: str) -> date:
    """Return a typed day on which a withholding is looked at again. Raises `Refused` for none, for today, and for one
    further away than such a look may be.
    """
    now = today(uow)
    day, usual = typed_day(text, now), now + timedelta(days=REVIEW_DAYS)
    example = f"{usual.month}.{usual.day}"
    if day is None or day <= now:
        raise Refused(problems.DAY_UNREADABLE, typed=text[:40], example=example)
    if day - now > REVIEWED_WITHIN:
        raise Refused(problems.TOO_FAR, day=day.isoformat(), example=example)
    return day


def campaigns_to_do(uow: UnitOfWork, actor: Actor, page: int = 1) -> CampaignLines:
    """Return a page of the campaigns in which the actor can do something together: the oldest first, because what is in
    it is due first.
    """
    counts = counts_together(uow, actor)
    pages = max(1, -(-len(counts) // CAMPAIGNS_PAGE))
    page = min(max(page, 1), pages)
    shown = sorted(counts)[(page - 1) * CAMPAIGNS_PAGE : page * CAMPAIGNS_PAGE]
    rows = uow.session.scalars(select(Campaign).where(Campaign.campaign_id.in_(shown)).order_by(Campaign.campaign_id))
    lines = tuple(CampaignLine(row.campaign_id, row.number, row.title, *counts[row.campaign_id]) for row in rows)
    return CampaignLines(lines, page, pages)


def view_publishing(uow: UnitOfWork, actor: Actor, section_id: int) -> PublishingView:
    """Return one result. Raises `Refused` for other departments' people, and before the visit is over."""
    section = uow.session.get(Section, section_id)
    if section is None or section.department_id not in departments_prepared_by(uow, actor):
        raise Refused(problems.NO_SUCH_RESULT)
    row = uow.session.scalar(select(Publishing).where(Publishing.section_id == section_id))
    may_publish = is_publishable(uow, section.visit_id)
    if row is None and not may_publish:
        raise Refused(problems.NOT_YET)
    visit = uow.session.get_one(Visit, section.visit_id)
    department = uow.session.get_one(Department, section.department_id)
    inspected = uow.session.get_one(InspectionObject, visit.object_id)
    number = result_number(visit.number, section.place)
    public = uow.session.scalar(select(PublicResult).where(PublicResult.number == number))
    now, due = facts_of(uow, section_id), _left(uow, visit, department.code)
    wish, state = (row.wish, row.state) if row else (None, "open")
    stands = row.wish_facts if row and row.wish_facts else public.facts if public else None
    wished_by = uow.session.get_one(Person, row.wished_by).name if row and row.wished_by else {}
    is_own = bool(row and row.wished_by == actor.person_id)
    return PublishingView(
        section_id=section_id,
        visit_id=section.visit_id,
        publishing_id=row.publishing_id if row else None,
        revision=row.revision if row else 0,
        number=number,
        name=inspected.name,
        short_name=inspected.short_name,
        department=department.name,
        state=state,
        waits=wish,
        is_agreed=bool(row and row.agreed_by),
        due=due[0],
        left=due[1],
        version=public.version if public else 0,
        facts=stands or now,
        has_changed=stands is not None and stands != now,
        reason=row.wish_reason if row else None,
        ground=(row.wish_ground or row.ground) if row else None,
        clause=(row.wish_clause or row.clause) if row else None,
        review_on=(row.wish_review_on or row.review_on) if row else None,
        wished_by=wished_by,
        is_own=is_own,
        may_agree=bool(wish) and not is_own and section.department_id in departments_agreed_by(uow, actor),
        lacks_second=row is not None and bool(wish) and not row.agreed_by and not agreeing_besides(uow, row),
        settled=settled_of(uow, visit.number, number) if state != "open" and not wish else None,
        wishes=() if wish else _possible(state, may_publish),
        named_by=_named_by(uow, visit.number, number),
    )


def _named_by(uow: UnitOfWork, visit: str, number: str) -> str | None:
    public = select(PublicResult.number).where(PublicResult.visit_number == visit, PublicResult.state == "published")
    return uow.session.scalars(public.where(PublicResult.number != number).order_by(PublicResult.number)).first()


def _possible(state: str, may_publish: bool) -> tuple[str, ...]:
    return tuple(wish for wish in WISHES[state] if may_be_wished(state, wish, is_publishable=may_publish))


def ask_preview(uow: UnitOfWork, actor: Actor, section_id: int) -> None:
    """Have the page sent as it will be. Raises `Refused` for others, and when nothing is prepared that makes one."""
    view = view_publishing(uow, actor, section_id)
    if view.publishing_id is None or view.waits in (None, "withhold"):
        raise Refused(problems.NOT_POSSIBLE_NOW)
    page_to_be(uow, view.publishing_id)
    body = {
        "purpose": PREVIEW,
        "person": actor.person_id,
        "publishing": view.publishing_id,
        "language": actor.language,
    }
    # Asked once more in the same moment, it is the same wish.
    uow.enqueue(MAKE, f"{PREVIEW}:{actor.person_id}:{view.publishing_id}:{uow.now:%Y%m%d%H%M%S}", body)


def _standing(row: Publishing | None) -> tuple[str, str | None, bool, date | None, bool]:
    if row is None:
        return "open", None, False, None, False
    return row.state, row.wish, row.agreed_by is not None, row.review_on, row.outdated_at is not None


def _left(uow: UnitOfWork, visit: Visit, department: str) -> tuple[date, int]:
    """Return the last day of publication and the working days left until then."""
    campaign = uow.session.get_one(Campaign, visit.campaign_id).number
    end = ended_on(uow, visit) if visit.submitted_at else today(uow)
    # Many visits end on one day, and counting working days is slow.
    key = (due_on, end, department, campaign)
    known: tuple[date, int] | None = uow.memo.get(key)
    if known is None:
        due = due_on(end, current_profile(uow), department, campaign, calendar(uow))
        known = uow.memo[key] = due, working_days_left(uow, due)
    return known
