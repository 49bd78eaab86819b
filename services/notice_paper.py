"""The notice 附件2 of a visit as it stands at this moment, ready for the press; in Chinese, as papers are."""

from sqlalchemy import select

from forms.papers.furnishing import Trace
from forms.papers.notice import Matter, Notice
from forms.papers.signatures import Signature
from services.notice_sheet import notice_number, refusal_of
from services.office_day import current_profile, day_of, today
from services.visits import view_visit
from storage.tables import Campaign, CampaignItem, Item, Person, Task, Visit
from storage.tables import Notice as Kept
from storage.unit_of_work import UnitOfWork

PAPER_LANGUAGE = "zh"
RECEIVERS = {"person_in_charge": "负责人", "staff": "工作人员", "other": "在场人员"}


def notice_of(uow: UnitOfWork, visit_id: int, address: str) -> Notice:
    """Return a visit's notice. `address` is where it is verified, empty for no code on it."""
    visit = view_visit(uow, visit_id)
    kept = uow.session.scalars(select(Kept).where(Kept.visit_id == visit_id)).one()
    return Notice(
        title=current_profile(uow)["notice"]["title_lines"],
        number=notice_number(uow, kept.year, kept.serial),
        trace=Trace(visit.number, uow.ledger.head(f"visit:{visit.number}")[1], address, today(uow)),
        addressee=visit.inspected.name,
        planned_on=kept.planned_on,
        matters=[Matter(name, is_ticked=True) for name in _matters(uow, visit_id)],
        officers=_officers(uow, visit_id),
        party=_party(kept),
        served_on=day_of(uow, kept.served_at) if kept.served_at else None,
    )


def _matters(uow: UnitOfWork, visit_id: int) -> list[str]:
    chosen = (
        select(Item.matter)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .join(Campaign, Campaign.campaign_id == CampaignItem.campaign_id)
        .join(Visit, Visit.campaign_id == Campaign.campaign_id)
        .where(Visit.visit_id == visit_id)
        .order_by(Item.code)
    )
    return [matter_named(matter) for matter in uow.session.scalars(chosen)]


def matter_named(matter: str) -> str:
    """Return a matter as it follows the form's own 对."""
    return matter.removeprefix("对")


def _officers(uow: UnitOfWork, visit_id: int) -> list[Signature]:
    chosen = (
        select(Person)
        .join(Task, Task.person_id == Person.person_id)
        .where(Task.visit_id == visit_id, Task.state != "replaced")
        .order_by(Task.section_id, Task.seat)
    )
    return [
        Signature(name=row.name[PAPER_LANGUAGE], capacity=row.certificate_number or "", phone=row.phone or "")
        for row in uow.session.scalars(chosen)
    ]


def _party(kept: Kept) -> Signature:
    if kept.state == "refused":
        refusal = refusal_of(kept.refusal)
        said = f"拒绝签收：{refusal.said}。" if refusal.said else "拒绝签收。"
        witness = f"见证人：{refusal.witness_name}。" if refusal.witness_name else ""
        return Signature(says=f"{said}已留置送达。{witness}")
    if kept.state == "served" and kept.received_by:
        return Signature(says=f"{RECEIVERS[kept.received_by]}签收，见回执照片")
    return Signature()
