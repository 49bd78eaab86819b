"""The minute of a campaign's draw 随机抽取记录 from what the database holds of it, ready for the press.

Of a draw that was held elsewhere the database holds who and what was drawn, and where that was taken in from; not the
lists, the seed or the tickets. Those stay blank, and the minute says so.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select

from forms.papers.minute import Minute
from services.access import REGISTRY_CHAIN
from services.briefing import IMPORTED
from services.campaign_rows import Drawn, Seat, seats_of, trace_of, visits_of
from services.drawn_minute import held_draws_of, minute_of_draws
from services.office_day import day_of
from services.paper_phrases import PAPER_LANGUAGE, day_told
from storage.tables import Campaign, Department, Draw, LedgerLink, Reserve, Visit
from storage.unit_of_work import UnitOfWork

RESERVES_UNNAMED = "候补人员在递补前不公开姓名。"


def minute_of(uow: UnitOfWork, campaign_id: int) -> Minute:
    """Return the minute of a campaign's draw, of all of them where it was drawn here more than once; where none was
    held yet, or all were given up, it says that.
    """
    campaign = uow.session.get_one(Campaign, campaign_id)
    draws = held_draws_of(uow, campaign_id)
    if draws or uow.session.scalar(select(Draw.draw_id).where(Draw.campaign_id == campaign_id).limit(1)) is not None:
        return minute_of_draws(uow, campaign, draws)
    visits = visits_of(uow, campaign_id)
    return Minute(
        trace=trace_of(uow, campaign),
        campaign=f"{campaign.number} {campaign.title[PAPER_LANGUAGE]}",
        draw_number=(campaign.draw_id or "").removeprefix(IMPORTED),
        lead=uow.session.get_one(Department, campaign.lead_department_id).name[PAPER_LANGUAGE],
        is_from_elsewhere=True,
        remarks=_remarks(uow, campaign),
        objects=[(str(at), each.inspected.name, each.inspected.risk, "", "抽中") for at, each in enumerate(visits, 1)],
        inspectors=list(_inspectors(visits, seats_of(uow, campaign_id), _waiting(uow, campaign_id))),
    )


def _remarks(uow: UnitOfWork, campaign: Campaign) -> str:
    """Return from which file the draw was taken in, when and by whom, as the registry's chain has it."""
    imports = select(LedgerLink).where(LedgerLink.chain == REGISTRY_CHAIN, LedgerLink.type == "campaign_imported")
    link = next((each for each in uow.session.scalars(imports) if each.body["campaign"] == campaign.number), None)
    if link is None:
        return RESERVES_UNNAMED
    on = day_told(day_of(uow, datetime.fromisoformat(link.server_time)))
    body = link.body
    taken_in = f"{on}由{link.actor}导入，文件{body['source']}，SHA-256：{body['source_sha256']}。"
    return f"{taken_in}\n{RESERVES_UNNAMED}"


def _inspectors(
    visits: Sequence[Drawn], seats: Sequence[Seat], waiting: dict[tuple[int, str], int]
) -> Iterator[tuple[str, ...]]:
    """Yield who was drawn or stepped in, and how many wait; the names of those are not made known before they do."""
    for drawn in visits:
        name = drawn.inspected.short_name
        mine = [seat for seat in seats if seat.visit_id == drawn.visit.visit_id]
        successors = {seat.task.replaces_task_id for seat in mine}
        for department in dict.fromkeys(seat.department for seat in mine):
            for seat in mine:
                if seat.department == department:
                    yield (name, department, seat.person.name[PAPER_LANGUAGE], "", _outcome(seat, successors))
            if left := waiting.get((drawn.visit.visit_id, department)):
                yield (name, department, f"候补{left}人", "", "未递补")


def _outcome(seat: Seat, successors: Collection[int | None]) -> str:
    drawn = "抽中" if seat.task.replaces_task_id is None else "候补递补"
    if seat.task.state != "replaced":
        return drawn
    return f"{drawn}，已更换" if seat.task.task_id in successors else f"{drawn}，已退出，席位空缺"


def _waiting(uow: UnitOfWork, campaign_id: int) -> dict[tuple[int, str], int]:
    """Return how many have not stepped in yet, by visit and name of the department."""
    counted = (
        select(Reserve.visit_id, Department, func.count())
        .join(Visit, Visit.visit_id == Reserve.visit_id)
        .join(Department, Department.department_id == Reserve.department_id)
        .where(Visit.campaign_id == campaign_id, Reserve.used_at.is_(None))
        .group_by(Reserve.visit_id, Department.department_id)
    )
    return {(visit, row.name[PAPER_LANGUAGE]): number for visit, row, number in uow.session.execute(counted)}
