"""Experts and third parties who help in a campaign (四(七)): named on its papers, no officers, in no team."""

from collections.abc import Sequence

from sqlalchemy import select

from rules.methods import PERSON_KINDS
from services.paper_phrases import PAPER_LANGUAGE
from services.visit_words import PersonWords
from storage.tables import CampaignExpert, Person
from storage.unit_of_work import UnitOfWork

KINDS = {"expert": "专家", "third_party": "第三方"}


def experts_to_choose(uow: UnitOfWork, departments: Sequence[int]) -> Sequence[Person]:
    """Return the experts and third parties of some departments' registries, by code."""
    chosen = select(Person).where(
        Person.kind.in_(PERSON_KINDS), Person.revoked_at.is_(None), Person.department_id.in_(departments)
    )
    return uow.session.scalars(chosen.order_by(Person.code)).all()


def experts_of(uow: UnitOfWork, campaign_id: int) -> Sequence[Person]:
    """Return who helps in a campaign, by code."""
    chosen = select(Person).join(CampaignExpert, CampaignExpert.person_id == Person.person_id)
    return uow.session.scalars(chosen.where(CampaignExpert.campaign_id == campaign_id).order_by(Person.code)).all()


def choose_expert(uow: UnitOfWork, campaign_id: int, person_id: int) -> None:
    """Have somebody help in a campaign, or no longer. The caller has checked that both may be chosen."""
    chosen = select(CampaignExpert).where(
        CampaignExpert.campaign_id == campaign_id, CampaignExpert.person_id == person_id
    )
    if row := uow.session.scalar(chosen):
        uow.session.delete(row)
    else:
        uow.session.add(CampaignExpert(campaign_id=campaign_id, person_id=person_id))


def experts_told(found: Sequence[PersonWords]) -> dict[str, str]:
    """Return the experts as papers name them, nothing where none help."""
    if not found:
        return {}
    return {"experts": "、".join(f"{each.name[PAPER_LANGUAGE]}（{KINDS[each.kind]}）" for each in found)}
