"""Who may use the doors to other systems: rows of the table of access, and what they are about.

`access_table` says how they are read. Tokens stand here as the clerks and leads as whom they act.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from services.access import Actor
from services.entered_campaigns import WantedCampaign, enter_campaign
from services.entered_tasks import WantedTask
from services.keying import section_numbered
from storage.tables import Evidence, Visit
from storage.unit_of_work import UnitOfWork

DOORS = """
use case                               team  mate  else  lead  lead2 head  head2 head3 clerk clrk2 admin admSJ adm2
doors_desk.go_on_with_forwarding       .     .     .     .     .     .     .     .     .     .     +     +     +
doors_desk.go_on_with_subscriber       .     .     .     .     .     .     .     .     .     .     +     +     +
doors_desk.view_doors                  .     .     .     .     .     .     .     .     .     .     +     +     +
entered_campaigns.campaign_numbered    .     .     .     +     .     .     +     .     +     .     .     .     .
entered_campaigns.enter_campaign       .     .     .     .     .     .     .     .     +     .     .     .     .
entered_tasks.enter_task               .     .     .     .     .     .     .     .     +     .     .     .     .
entered_tasks.task_numbered            .     .     .     +     .     .     .     .     +     .     .     .     .
keying.keying_sheet                    .     .     .     +     .     +     .     .     +     .     .     .     .
keying.mark_keyed                      .     .     .     +     .     +     .     .     +     .     .     .     .
keying.note_gone                       .     .     .     +     .     +     .     .     +     .     .     .     .
keying.take_keyed_back                 .     .     .     +     .     +     .     .     +     .     .     .     .
results_out.evidence_file              .     .     .     +     .     .     .     .     .     .     .     .     .
results_out.evidence_of                .     .     .     +     .     .     .     .     .     .     .     .     .
results_out.result_named               .     .     .     +     .     .     .     .     .     .     .     .     .
results_out.submission_out             .     .     .     +     .     .     .     .     .     .     .     .     .
"""


def doors_opened(uow: UnitOfWork, clerk: Actor) -> dict[str, dict[str, Any]]:
    """Enter a campaign that another platform has drawn."""
    day = uow.now.date() + timedelta(days=1)
    wanted = WantedCampaign("平台任务", "daily", "SJ", ["SJ.007"], day, day, "CQ-1", "CQ-T-1")
    number = enter_campaign(uow, clerk, wanted).number
    more = WantedCampaign("另一任务", "daily", "SJ", ["SJ.007"], day, day, "CQ-2", "CQ-T-2")
    task = WantedTask(number, "CQ-V-1", "91500112YB0000099X", "on_site", {"SJ": ["SJ-01", "SJ-02"]})
    return {
        "doors_desk": {"kind": "tokens", "number": 1},
        "entered_campaigns": {"number": number, "wanted": more},
        "entered_tasks": {"number": "017-03", "wanted": task},
        "keying": {"section_id": section_numbered(uow, "017-04-1"), "number": "CQ-R-1"},
        "results_out": {"number": "017-04-1", "evidence_id": _approved_file(uow, "017-04", clerk)},
    }


def _approved_file(uow: UnitOfWork, number: str, by: Actor) -> int:
    visit = uow.session.scalars(select(Visit).where(Visit.number == number)).one()
    row = Evidence(
        visit_id=visit.visit_id,
        purpose="scene",
        kind="photo",
        person_id=by.person_id,
        chat_id=2,
        telegram_message_id=1,
        batch="out",
        file_id="out",
        file_unique_id="out",
        recompressed=False,
        sent_at=uow.now,
        received_at=uow.now,
        state="secured",
        sha256="0" * 64,
    )
    uow.session.add(row)
    uow.session.flush()
    return row.evidence_id
