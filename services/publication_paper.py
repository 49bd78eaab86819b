"""The public lists of a campaign (rule text 四(九)): the objects drawn, and what was found by submitted visits."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from forms.papers.publication import Publication
from services.campaign_rows import Drawn, items_of, trace_of, visits_of
from services.conclusions import results_of
from services.office_day import day_of
from services.paper_phrases import PAPER_LANGUAGE, day_told
from services.publishable import is_publishable
from storage.tables import Campaign, Department, Publishing, Section
from storage.unit_of_work import UnitOfWork


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
        results=list(_results(uow, visits, matters)),
    )


def _results(uow: UnitOfWork, visits: Sequence[Drawn], matters: str) -> Iterator[tuple[str, ...]]:
    approved = (each for each in visits if is_publishable(uow, each.visit.visit_id))
    found = ((each, _found(uow, each.visit.visit_id)) for each in approved)
    for at, (each, told) in enumerate(((each, told) for each, told in found if told), 1):
        ended = each.visit.submitted_at
        yield (
            str(at),
            each.inspected.name,
            each.inspected.registration_code,
            matters,
            told,
            day_told(day_of(uow, ended)) if ended else "",
        )


def _found(uow: UnitOfWork, visit_id: int) -> str:
    """Return the results of a visit in the words of the record, by department, but what is withheld or withdrawn."""
    texts = {result.key: result.text[PAPER_LANGUAGE] for result in results_of(uow, visit_id)}
    chosen = (
        select(Section, Department)
        .join(Department, Department.department_id == Section.department_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(Section.visit_id == visit_id)
        .where(Publishing.state.is_(None) | Publishing.state.not_in(("withheld", "withdrawn")))
        .order_by(Section.place)
    )
    return "；".join(
        f"{department.name[PAPER_LANGUAGE]}：{'、'.join(texts[key] for key in section.results)}"
        for section, department in uow.session.execute(chosen)
        if section.results
    )
