"""The operations of the API: campaigns and tasks in, results and evidence out. Each asks one service."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from rules.api_scopes import CAMPAIGNS_READ, CAMPAIGNS_WRITE, EVIDENCE_READ, RESULTS_READ, TASKS_READ, TASKS_WRITE
from rules.errors import api as problems
from rules.refusals import Refused
from services import entered_campaigns, entered_tasks, results_out
from services.entered_campaigns import CampaignOut, WantedCampaign
from services.entered_tasks import TaskOut, WantedTask
from services.results_out import EvidenceOut, KeptBackOut, ResultOut
from web import api_models as models
from web.api_cursors import MOST, cursor_after, moment_in, row_in
from web.api_operations import BYTES, Call, File, Made, Operation, Parameter

USUAL = 50
LIMIT = Parameter(
    "limit",
    r"[1-9][0-9]?|1[0-9][0-9]|200",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL, "description": "Most rows of a page"},
)
CURSOR = Parameter(
    "cursor",
    r"[A-Za-z0-9_-]{1,200}",
    {
        "type": "string",
        "pattern": "^[A-Za-z0-9_-]{1,200}$",
        "description": "`next` of the page before; one that was not given here is not found",
    },
)
CAMPAIGN = Parameter(
    "campaign",
    r"F?[0-9]{1,8}",
    {"type": "string", "pattern": "^F?[0-9]{1,8}$", "description": "Only those of the campaign with this number"},
)
NUMBER = {"number": {"type": "string", "pattern": "^F?[0-9-]{3,24}$"}}
EVIDENCE_ID = {"id": {"type": "integer", "minimum": 1, "maximum": (1 << 53) - 1}}

Row = TypeVar("Row")
Model = TypeVar("Model", bound=BaseModel)


def list_campaigns(call: Call) -> models.Campaigns:
    """Return a page of campaigns."""
    limit, after = _limit(call), row_in("campaigns", call.query.get("cursor"))
    rows = entered_campaigns.campaigns_after(call.uow, call.caller.actor, limit + 1, after)
    items, following = _page(rows, limit, lambda row: cursor_after("campaigns", row.campaign_id))
    return models.Campaigns(items=[_campaign(row) for row in items], **following)


def get_campaign(call: Call) -> models.Campaign:
    """Return a campaign."""
    return _campaign(entered_campaigns.campaign_numbered(call.uow, call.caller.actor, call.path["number"]))


def enter_campaign(call: Call) -> Made:
    """Enter a campaign."""
    body: models.NewCampaign = call.body
    wanted = WantedCampaign(
        body.title,
        body.task_kind,
        body.lead,
        body.items,
        body.starts_on,
        body.ends_on,
        body.draw,
        body.outside_number,
    )
    made = entered_campaigns.enter_campaign(call.uow, call.caller.actor, wanted)
    return Made(_campaign(made), f"/campaigns/{made.number}")


def list_tasks(call: Call) -> models.Tasks:
    """Return a page of visits with their tasks."""
    limit, after = _limit(call), row_in("tasks", call.query.get("cursor"))
    rows = entered_tasks.tasks_after(call.uow, call.caller.actor, limit + 1, after, call.query.get("campaign"))
    items, following = _page(rows, limit, lambda row: cursor_after("tasks", row.visit_id))
    return models.Tasks(items=[_task(row) for row in items], **following)


def get_task(call: Call) -> models.Task:
    """Return a visit with its tasks."""
    return _task(entered_tasks.task_numbered(call.uow, call.caller.actor, call.path["number"]))


def enter_task(call: Call) -> Made:
    """Enter a visit that the platform has drawn."""
    body: models.NewTask = call.body
    teams = {each.department: each.officers for each in body.teams}
    if len(teams) < len(body.teams) or any(len(set(each)) < len(each) for each in teams.values()):
        raise Refused(problems.DEPARTMENTS_DIFFER, codes=", ".join(teams))
    wanted = WantedTask(body.campaign, body.outside_number, body.object, body.method, teams)
    made = entered_tasks.enter_task(call.uow, call.caller.actor, wanted)
    return Made(_task(made), f"/tasks/{made.number}")


# A cursor of the time when results ran by their submission is refused: whoever has one begins anew.
_RESULTS = "result-changes"


def list_results(call: Call) -> models.Results:
    """Return a page of results."""
    limit, after = _limit(call), moment_in(_RESULTS, call.query.get("cursor"))
    rows = results_out.results_page(
        call.uow, call.caller.actor, limit + 1, after=after, campaign=call.query.get("campaign")
    )
    items, following = _page(rows, limit, lambda row: cursor_after(_RESULTS, row.place[0].isoformat(), row.place[1]))
    return models.Results(items=[_result(row) for row in items], **following)


def get_result(call: Call) -> models.AnyResult:
    """Return a result."""
    found = _result(results_out.result_named(call.uow, call.caller.actor, call.path["number"]))
    return models.AnyResult(found)


def get_submission(call: Call) -> str:
    """Return a result's answers as OpenRosa XML."""
    return results_out.submission_out(call.uow, call.caller.actor, call.path["number"]).submission.xml


def list_evidence(call: Call) -> models.EvidenceFiles:
    """Return the files of a result."""
    rows = results_out.evidence_of(call.uow, call.caller.actor, call.path["number"])
    return models.EvidenceFiles(items=[_evidence(row) for row in rows])


def get_evidence(call: Call) -> File:
    """Return the bytes of a file."""
    wanted = call.path["id"]
    if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 17):
        raise Refused(problems.NOT_FOUND)
    found = results_out.evidence_file(call.uow, call.caller.actor, int(wanted))
    assert found.sha256 is not None
    # A header has no other signs.
    return File(found.sha256, f"evidence-{found.evidence_id}{found.ending if found.ending.isascii() else ''}")


def _operation(
    name: str, method: str, path: str, scope: str, summary: str, run: Callable[[Call], Any], **more: Any
) -> Operation:
    paths: dict[str, Any] = {**(NUMBER if "{number}" in path else {}), **(EVIDENCE_ID if "{id}" in path else {})}
    return Operation(name, method, path, scope, summary, run, paths=paths, **more)


PAGED = (LIMIT, CURSOR)
OF_CAMPAIGN = (*PAGED, CAMPAIGN)
OPERATIONS: Sequence[Operation] = (
    _operation(
        "listCampaigns", "GET", "/campaigns", CAMPAIGNS_READ, "Campaigns 抽查任务", list_campaigns,
        answer=models.Campaigns, query=PAGED,
    ),
    _operation(
        "enterCampaign", "POST", "/campaigns", CAMPAIGNS_WRITE, "Enter a campaign", enter_campaign,
        answer=models.Campaign, body=models.NewCampaign,
    ),
    _operation(
        "getCampaign", "GET", "/campaigns/{number}", CAMPAIGNS_READ, "One campaign", get_campaign,
        answer=models.Campaign,
    ),
    _operation(
        "listTasks", "GET", "/tasks", TASKS_READ, "Visits with their tasks 检查任务", list_tasks,
        answer=models.Tasks, query=OF_CAMPAIGN,
    ),
    _operation(
        "enterTask", "POST", "/tasks", TASKS_WRITE, "Enter a visit drawn elsewhere, and send its tasks", enter_task,
        answer=models.Task, body=models.NewTask,
    ),
    _operation(
        "getTask", "GET", "/tasks/{number}", TASKS_READ, "One visit with its tasks", get_task, answer=models.Task,
    ),
    _operation(
        "listResults", "GET", "/results", RESULTS_READ, "Results 检查结果", list_results,
        answer=models.Results, query=OF_CAMPAIGN,
    ),
    _operation(
        "getResult", "GET", "/results/{number}", RESULTS_READ, "One result", get_result, answer=models.AnyResult,
    ),
    _operation(
        "getSubmission", "GET", "/results/{number}/submission", RESULTS_READ, "Its answers as OpenRosa XML",
        get_submission, answer=None, media_type="text/xml",
    ),
    _operation(
        "listEvidence", "GET", "/results/{number}/evidence", EVIDENCE_READ, "Its files 证据材料", list_evidence,
        answer=models.EvidenceFiles,
    ),
    _operation(
        "getEvidence", "GET", "/evidence/{id}", EVIDENCE_READ, "The bytes of a file", get_evidence,
        answer=None, media_type=BYTES,
    ),
)  # fmt: skip
"""Every operation, in the order of the document."""


def _limit(call: Call) -> int:
    return int(call.query.get("limit", USUAL))


def _page(rows: Sequence[Row], limit: int, cursor: Callable[[Row], str]) -> tuple[Sequence[Row], dict[str, Any]]:
    items = rows[:limit]
    return items, {"next": cursor(items[-1]) if items else None, "has_more": len(rows) > limit}


def _given(model: type[Model], **facts: Any) -> Model:
    return model.model_validate(facts)


def _campaign(row: CampaignOut) -> models.Campaign:
    return _given(
        models.Campaign,
        number=row.number,
        outside_number=row.outside,
        title=row.title,
        task_kind=row.task_kind,
        departments=list(row.departments),
        items=list(row.items),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        draw=row.draw,
        is_drawn_here=row.is_drawn_here,
        visits=row.visits,
        submitted=row.submitted,
    )


def _task(row: TaskOut) -> models.Task:
    return _given(
        models.Task,
        number=row.number,
        outside_number=row.outside,
        campaign=row.campaign,
        object=row.object_code,
        object_name=row.object_name,
        is_kept_back=row.is_kept_back,
        method=row.method,
        state=row.state,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        seats=row.seats,
    )


def _result(row: ResultOut | KeptBackOut) -> models.Result | models.KeptBack:
    if isinstance(row, KeptBackOut):
        return _given(models.KeptBack, number=row.number, publication=row.publication)
    return _given(
        models.Result,
        number=row.number,
        visit=row.visit,
        visit_outside_number=row.visit_outside,
        campaign=row.campaign,
        campaign_outside_number=row.campaign_outside,
        object=row.object_code,
        object_name=row.object_name,
        department=row.department,
        department_name=row.department_name,
        method=row.method,
        begun_at=row.begun_at,
        submitted_at=row.submitted_at,
        receipt=row.receipt,
        publication=row.publication,
        results=row.results,
        remarks=row.remarks,
        problems=row.problems,
        addenda=list(row.addenda),
    )


def _evidence(row: EvidenceOut) -> models.EvidenceFile:
    return _given(
        models.EvidenceFile,
        id=row.evidence_id,
        question=row.question,
        purpose=row.purpose,
        kind=row.kind,
        file_name=row.file_name,
        name_in_submission=row.named,
        media_type=row.media_type,
        size=row.size,
        state=row.state,
        sha256=row.sha256,
        recompressed=row.recompressed,
        received_at=row.received_at,
        href=f"evidence/{row.evidence_id}" if row.sha256 else None,
    )
