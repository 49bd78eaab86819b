"""Whom and what a planned campaign draws from: both registries, filtered, as a snapshot for `fair-draw/1`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.campaigns import DRAWN_BEFORE, EXCLUDING, EXCLUSION_REASONS, RAISING, RISKS, effective_risk
from rules.draw.checks import plain_object_id
from rules.draw.snapshot import Exclusion, InspectorEntry, ObjectEntry, Params, Recusal, Snapshot
from rules.methods import ON_SITE, method_of
from services.draw_standing import decided, is_past
from services.frequency import Reckoning
from services.registry_switch import ensure_settled
from storage.tables import (
    Campaign,
    CampaignPlan,
    DeclaredRecusal,
    Department,
    Draw,
    InspectionObject,
    ObjectKeeper,
    Person,
    Role,
)
from storage.unit_of_work import UnitOfWork

NAMES = "zh"  # what a published proof calls departments


@dataclass(frozen=True, slots=True)
class InScope:
    """An object in the scope of a campaign; `risk` is the class by which it is drawn, `reason` why it is left out,
    `is_flagged` whether complaints and the like stand against it.
    """

    code: str
    industry: str
    risk: str
    reason: str | None
    is_flagged: bool


def objects_in_scope(uow: UnitOfWork, plan: CampaignPlan) -> Sequence[InScope]:
    """Return the objects that a plan draws from, by code: those for which its lead department answers.

    Cancelled ones are no objects any more. Those at the cap of their class are left out with that reason.
    """
    if not plan.departments or not plan.industries:
        return ()
    columns = InspectionObject.__table__.c
    chosen = (
        select(columns.registration_code, columns.industry, columns.risk, columns.flags)
        .join(ObjectKeeper, ObjectKeeper.object_id == columns.object_id)
        .where(ObjectKeeper.department_id == plan.departments[0], columns.industry.in_(plan.industries))
        .order_by(columns.registration_code)
    )
    if plan.districts:
        chosen = chosen.where(columns.district.in_(plan.districts))
    reckoning = Reckoning(uow, uow.session.get_one(Campaign, plan.campaign_id))
    found, before = [], drawn_before(uow, plan.campaign_id)
    for code, industry, risk, flags in uow.connection.execute(chosen):
        effective = effective_risk(risk, flags)
        if "cancelled" in flags or effective not in plan.risks:
            continue
        plain = plain_object_id(code)
        reason = next((why for flag, why in EXCLUDING.items() if flag in flags), None)
        if plain in before:
            reason = DRAWN_BEFORE
        elif reason is None and method_of(plan.methods, effective, flags) == ON_SITE:
            reason = reckoning.reason(plain, effective)
        found.append(InScope(plain, industry, effective, reason, not RAISING.isdisjoint(flags)))
    return found


def drawn_before(uow: UnitOfWork, campaign_id: int) -> frozenset[str]:
    """Return the objects that earlier draws of a campaign drew or brought in: a supplementary one leaves them alone,
    but for those without a full team of which it was decided that they are drawn again, and those of a draw whose days
    passed before it was sent out.
    """
    drawn = select(Draw).where(Draw.campaign_id == campaign_id, Draw.state == "drawn")
    found: set[str] = set()
    for draw in uow.session.scalars(drawn):
        if draw.dispatched_at is None and is_past(uow, draw):
            continue
        again = {code for code, choice in decided(draw).items() if choice != "drop"}
        found |= (set((draw.result or {})["teams"]) | {each["new"] for each in draw.addendum}) - again
    return frozenset(found)


def snapshot_of(uow: UnitOfWork, plan: CampaignPlan) -> Snapshot:
    """Return what a plan draws from as it stands now. Raises `Refused` while a registry is being written."""
    return snapshot_with_flagged(uow, plan)[0]


def snapshot_with_flagged(uow: UnitOfWork, plan: CampaignPlan) -> tuple[Snapshot, Sequence[str]]:
    """Return what a plan draws from, and its flagged objects, which no proof names. Raises as `snapshot_of`."""
    for which in ("objects", "inspectors"):
        ensure_settled(uow, which)
    objects = objects_in_scope(uow, plan)
    names, officers = _names(uow, plan), officers_of(uow, plan)
    reasons = (*EXCLUSION_REASONS, *((DRAWN_BEFORE,) if drawn_before(uow, plan.campaign_id) else ()))
    snapshot = Snapshot(
        [ObjectEntry(each.code, each.risk, each.industry) for each in objects],
        [InspectorEntry(row.code, names[row.department_id or 0], tuple(row.categories)) for row in officers],
        [Exclusion(each.code, each.reason) for each in objects if each.reason],
        recusals_known(uow, {each.code for each in objects}, {each.code for each in officers}),
        Params(
            permille={risk: int(plan.permille[risk]) for risk in RISKS if risk in plan.permille and risk in plan.risks},
            reserve=plan.reserve,
            departments=tuple(names[each] for each in plan.departments),
            per_department=plan.per_department,
            max_load=plan.max_load,
            load_slack=plan.load_slack,
            exclusion_reasons=reasons,
        ),
    )
    return snapshot, [each.code for each in objects if each.is_flagged]


def recusals_known(uow: UnitOfWork, objects: Collection[str], officers: Collection[str]) -> list[Recusal]:
    """Return who is known to step back from which of some objects, by code."""
    standing = (
        select(Person.code, InspectionObject.registration_code)
        .join(DeclaredRecusal, DeclaredRecusal.person_id == Person.person_id)
        .join(InspectionObject, InspectionObject.object_id == DeclaredRecusal.object_id)
        .where(DeclaredRecusal.withdrawn_at.is_(None))
    )
    known = ((officer, plain_object_id(code)) for officer, code in uow.session.execute(standing))
    return [Recusal(*each) for each in sorted(known) if each[0] in officers and each[1] in objects]


def officers_of(uow: UnitOfWork, plan: CampaignPlan) -> Sequence[Person]:
    """Return the officers who can be drawn, by code: not on leave, with a certificate until the campaign's end."""
    last = uow.session.get_one(Campaign, plan.campaign_id).ends_on
    chosen = (
        select(Person)
        .where(
            Person.department_id.in_(plan.departments),
            Person.person_id.in_(select(Role.person_id).where(Role.role == "inspector")),
            Person.kind == "officer",
            Person.revoked_at.is_(None),
            Person.on_leave.is_(False),
            Person.certificate_number.is_not(None),
            Person.certificate_until >= last,
        )
        .order_by(Person.code)
    )
    return uow.session.scalars(chosen).all()


def _names(uow: UnitOfWork, plan: CampaignPlan) -> dict[int, str]:
    chosen = select(Department).where(Department.department_id.in_(plan.departments))
    return {row.department_id: row.name[NAMES] for row in uow.session.scalars(chosen)}
