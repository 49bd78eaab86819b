"""The public lists of a campaign (rule text 四(九)): the objects drawn, and of what was found that which is public."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from forms.papers.publication import Publication
from services.campaign_rows import Drawn, items_of, trace_of, visits_of
from services.paper_phrases import PAPER_LANGUAGE, day_told
from services.publishable import is_kept_back
from storage.tables import Campaign, Department, PublicResult, Publishing
from storage.unit_of_work import UnitOfWork

Facts = Mapping[str, Any]


def publication_of(uow: UnitOfWork, campaign_id: int) -> Publication:
    """Return the lists as far as they are known; the day of publication is written when they are published."""
    campaign = uow.session.get_one(Campaign, campaign_id)
    visits = visits_of(uow, campaign_id)
    matters = "、".join(dict.fromkeys(item.category for item, _ in items_of(uow, campaign_id)))
    return Publication(
        campaign=campaign.title[PAPER_LANGUAGE],
        trace=trace_of(uow, campaign),
        lead=uow.session.get_one(Department, campaign.lead_department_id).name[PAPER_LANGUAGE],
        objects=[
            (str(at), each.inspected.name, each.inspected.registration_code, matters)
            for at, each in enumerate(visits, 1)
        ],
        results=list(_results(uow, campaign, visits, matters)),
    )


def _results(uow: UnitOfWork, campaign: Campaign, visits: Sequence[Drawn], matters: str) -> Iterator[tuple[str, ...]]:
    """Yield what is public, a row for each visit, as it was agreed to; nothing that is to be kept back."""
    chosen = (
        select(PublicResult)
        .join(Publishing, Publishing.number == PublicResult.number)
        .where(PublicResult.campaign_number == campaign.number, PublicResult.state == "published", ~is_kept_back())
        .order_by(PublicResult.number)
    )
    public: dict[str, list[Facts]] = {}
    for row in uow.session.scalars(chosen):
        if row.facts is not None:
            public.setdefault(row.visit_number, []).append(row.facts)
    shown = (public[each.visit.number] for each in visits if each.visit.number in public)
    for at, results in enumerate(shown, 1):
        first = results[0]
        ended = day_told(date.fromisoformat(first["ended_on"]))
        yield (str(at), first["object"], first["registration_code"], matters, "；".join(map(_told, results)), ended)


def _told(facts: Facts) -> str:
    """Return a department's result in the words of the record."""
    found = "、".join(each[PAPER_LANGUAGE] for each in facts["results"] if each["chosen"])
    return f"{facts['department'][PAPER_LANGUAGE]}：{found}"
