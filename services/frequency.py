"""How often objects were visited and are to be, against the caps of their class (`rules.frequency`)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from rules.draw.checks import plain_object_id
from rules.errors import frequency as problems
from rules.frequency import USUAL, Cap, Span, reach_of, reason_against, typed_cap
from rules.methods import ON_SITE, method_of
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor
from services.draw_lists import standing_of
from services.draw_standing import teams_to_send
from services.office_day import day_of, today
from storage.tables import Campaign, CampaignPlan, Draw, FrequencyCap, InspectionObject, Notice, Visit
from storage.unit_of_work import UnitOfWork

KINDS = ("daily", "special", "clue", "immediate")
Spans = Mapping[str, list[tuple[Span, str]]]


def caps_on(uow: UnitOfWork, day: date) -> dict[str, Cap]:
    """Return the cap of each risk class that is valid on a day: the newest that was set, else the usual one."""
    caps = {risk: cap for risk, cap in USUAL.items() if cap.valid_from <= day}
    chosen = select(FrequencyCap).where(FrequencyCap.valid_from <= day)
    for row in uow.session.scalars(chosen.order_by(FrequencyCap.valid_from, FrequencyCap.frequency_cap_id)):
        kinds = tuple(row.exempt_kinds)
        caps[row.risk] = Cap(row.risk, row.most, row.period, row.gap_days, kinds, row.source, row.valid_from)
    return caps


def sets_caps(actor: Actor) -> bool:
    """Return whether a person sets caps: the district's administrators."""
    return ("administrator", None) in actor.roles


def set_cap(uow: UnitOfWork, actor: Actor, risk: str, text: str) -> None:
    """Set a class's cap as typed. Raises `Refused` for anyone but an administrator, and for what cannot be read."""
    known = _own(uow, actor, risk)
    day = today(uow)
    cap = typed_cap(known, text, day)
    if cap is None:
        raise Refused(problems.CAP_UNREADABLE, typed=" ".join(text.split())[:30], day=day.isoformat())
    _keep(uow, actor, cap)


def exempt_kind(uow: UnitOfWork, actor: Actor, risk: str, kind: str) -> None:
    """Leave a kind of tasks out of a class's cap, or count it again. Raises `Refused` as `set_cap`."""
    known = _own(uow, actor, risk)
    kinds = tuple(each for each in KINDS if (each in known.exempt_kinds) != (each == kind))
    _keep(uow, actor, replace(known, exempt_kinds=kinds))


def _own(uow: UnitOfWork, actor: Actor, risk: str) -> Cap:
    if not sets_caps(actor):
        raise Refused(problems.NOT_ADMINISTRATOR)
    return caps_on(uow, today(uow)).get(risk, replace(USUAL["A"], risk=risk))


def _keep(uow: UnitOfWork, actor: Actor, cap: Cap) -> None:
    row = FrequencyCap(
        risk=cap.risk,
        most=cap.most,
        period=cap.period,
        gap_days=cap.gap_days,
        exempt_kinds=list(cap.exempt_kinds),
        source=cap.source,
        valid_from=cap.valid_from,
        set_by=actor.person_id,
        set_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()
    body = {
        "risk": cap.risk,
        "most": cap.most,
        "period": cap.period,
        "gap_days": cap.gap_days,
        "exempt_kinds": list(cap.exempt_kinds),
        "source": cap.source,
        "valid_from": cap.valid_from.isoformat(),
    }
    uow.record(REGISTRY_CHAIN, "frequency_cap_set", actor.code, body)


def visits_counted(uow: UnitOfWork, reach: Span, but_of: int | None = None) -> Spans:
    """Return the visits of all departments by the code of their object, with the kind of their task; not those of the
    campaign `but_of`.

    Those on site that happened, those that are planned, and those that were drawn and will be sent out. One whose days
    went by without it is none.
    """
    found: dict[str, list[tuple[Span, str]]] = {}
    day = today(uow)
    # A day more than needed: in no zone is it earlier.
    earliest = datetime.combine(reach.first, time(), UTC) - timedelta(days=1)
    # What is sealed and has not happened stands in nobody's published list.
    sealed = select(Draw.campaign_id).where(Draw.is_sealed, Draw.opened_at.is_(None))
    is_hidden = Campaign.campaign_id.in_(sealed) & Visit.started_at.is_(None)
    chosen = (
        select(
            InspectionObject.registration_code,
            Visit.started_at,
            Visit.window_from,
            Visit.window_until,
            Notice.planned_on,
            Campaign.task_kind,
        )
        .join(Visit, Visit.object_id == InspectionObject.object_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .outerjoin(Notice, Notice.visit_id == Visit.visit_id)
        .where(
            Visit.is_trial.is_(False),
            Visit.state != "void",
            Visit.method == ON_SITE,
            ~is_hidden,
            Campaign.campaign_id.is_distinct_from(but_of),
            Visit.window_from <= reach.last,
            (Visit.window_until >= reach.first) | (Visit.started_at >= earliest),
        )
    )
    for code, started_at, first, last, planned_on, kind in uow.session.execute(chosen):
        if started_at is not None:
            happened = day_of(uow, started_at)
            span = Span(happened, happened)
        elif last < day:
            continue
        else:
            span = Span(planned_on, planned_on) if planned_on is not None else Span(first, last)
        if span.last >= reach.first and span.first <= reach.last:
            found.setdefault(plain_object_id(code), []).append((span, kind))
    for code, span, kind in _drawn(uow, day, but_of):
        found.setdefault(code, []).append((span, kind))
    return found


def _drawn(uow: UnitOfWork, day: date, but_of: int | None) -> list[tuple[str, Span, str]]:
    """Return what is drawn for full teams and not sent out yet; of sealed draws nothing, others would learn of it."""
    chosen = (
        select(Draw, CampaignPlan.methods, Campaign.starts_on, Campaign.ends_on, Campaign.task_kind)
        .join(Campaign, Campaign.campaign_id == Draw.campaign_id)
        .join(CampaignPlan, CampaignPlan.campaign_id == Draw.campaign_id)
        .where(Draw.state == "drawn", Draw.dispatched_at.is_(None), Campaign.ends_on >= day, ~Draw.is_sealed)
        # Moving the campaign's days does not let it be sent out any more.
        .where(Draw.opens_on.is_(None) | (Draw.opens_on > day))
        .where(Campaign.campaign_id.is_distinct_from(but_of))
    )
    found: list[tuple[str, Span, str]] = []
    for draw, methods, first, last, kind in uow.session.execute(chosen):
        risks = {entry.id: entry.risk for entry in standing_of(draw).snapshot.objects}
        to_visit = (code for code in teams_to_send(draw) if method_of(methods, risks[code], ()) == ON_SITE)
        found.extend((code, Span(first, last), kind) for code in to_visit)
    return found


class Reckoning:
    """Visits of other campaigns against caps, for one campaign."""

    def __init__(self, uow: UnitOfWork, campaign: Campaign) -> None:
        self.planned = Span(campaign.starts_on, campaign.ends_on)
        self.caps = caps_on(uow, campaign.starts_on)
        self.kind = campaign.task_kind
        self._counted = visits_counted(uow, reach_of(self.caps.values(), self.planned), campaign.campaign_id)

    def spans_of(self, code: str, risk: str) -> list[Span]:
        """Return the visits of an object that count for its class, the earliest first."""
        cap = self.caps.get(risk)
        exempt = cap.exempt_kinds if cap else ()
        return sorted(
            (span for span, kind in self._counted.get(code, ()) if kind not in exempt),
            key=lambda span: (span.first, span.last),
        )

    def reason(self, code: str, risk: str) -> str | None:
        """Return for which published reason an object is left out, none when it may be drawn."""
        cap = self.caps.get(risk)
        if cap is None or code not in self._counted or self.kind in cap.exempt_kinds:
            return None
        return reason_against(cap, self.spans_of(code, risk), self.planned)
