"""Dispatching a campaign: every drawn officer gets their tasks (rule text 四(六))."""

from sqlalchemy import select, update

from rules.events import TaskSent
from rules.events_deadlines import CampaignSent
from services.duties import first_time
from storage.tables import Campaign, Person, Task, Visit
from storage.unit_of_work import UnitOfWork


def dispatch_campaign(uow: UnitOfWork, campaign_id: int) -> int:
    """Send out every task of a campaign that nobody answered yet; return how many.

    A second call sends nothing. Raises `LookupError` for an unknown campaign.
    """
    campaign = uow.session.get(Campaign, campaign_id)
    if campaign is None:
        raise LookupError(f"no campaign {campaign_id}")
    return _dispatch(uow, campaign, f"dispatch:{campaign.number}")


def dispatch_drawn(uow: UnitOfWork, campaign_id: int, duty: str, since: int, *, is_late: bool = False) -> int:
    """The same for the visits that a draw has added to a campaign: from the row `since` on, once for each `duty`.

    `is_late`: one visit more of a draw that was sent out; nobody else's time to answer begins anew with it.
    """
    return _dispatch(uow, uow.session.get_one(Campaign, campaign_id), f"dispatch:{duty}", since, is_late=is_late)


def _dispatch(uow: UnitOfWork, campaign: Campaign, duty: str, since: int = 0, *, is_late: bool = False) -> int:
    if not first_time(uow, duty):
        return 0
    if not is_late:
        campaign.dispatched_at = uow.now
    supervisor = uow.session.get_one(Person, campaign.supervisor_id)
    rows = uow.session.execute(
        select(Visit.number, Person.code, Task.task_id)
        .join(Task, Task.visit_id == Visit.visit_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Visit.campaign_id == campaign.campaign_id, Task.state == "sent", Visit.visit_id >= since)
        .order_by(Visit.number, Task.task_id)
    ).all()
    for number in sorted({number for number, _, _ in rows}):
        codes = [code for visit, code, _ in rows if visit == number]
        uow.record(f"visit:{number}", "dispatched", supervisor.code, {"to": codes})
    sent = [task_id for _, _, task_id in rows]
    uow.session.execute(update(Task).where(Task.task_id.in_(sent)).values(sent_at=uow.now))
    for task_id in sent:
        uow.emit(TaskSent(task_id))
    uow.emit(CampaignSent(campaign.campaign_id, is_late))
    return len(rows)
