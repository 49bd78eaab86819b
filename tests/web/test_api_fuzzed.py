"""The API against its own document: schemathesis finds no request that it answers otherwise than it says."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from schemathesis import engine
from schemathesis.engine import events

from services import results_out
from services.office_day import today
from services.settled_rows import LONGEST_WRITE
from storage.database import Database
from tests.services.publications_made import Publisher
from tests.web.api_called import Api

DOCUMENT = "/hecha/api/v1/openapi.json"
EXAMPLES = 12
# 422: a key that was used for another request. Whatever else is as described is taken.
ACCEPTING = ["2xx", "304", "403", "404", "409", "422"]


@pytest.fixture
def office(furnished_database: Database, tmp_path: Path) -> Api:
    office = Api(furnished_database, tmp_path, later=2 * LONGEST_WRITE, is_forgiving=True)
    publisher = Publisher(office.database, office.files)
    for number in ("017-03", "017-02"):
        publisher.submits(number, ["order"])
    publisher.withholds("017-02")
    return office


def schema_of(office: Api, examples: int = EXAMPLES) -> Any:
    config = {
        "seed": 20_260_312,
        "headers": {"Authorization": f"Bearer {office.token()}"},
        "generation": {"max-examples": examples, "deterministic": True, "database": "none", "no-shrink": True},
        "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTING}},
        "phases": {"stateful": {"enabled": False}, "coverage": {"generate-duplicate-query-parameters": True}},
    }
    return schemathesis.openapi.from_asgi(DOCUMENT, office.app(), config=schemathesis.Config.from_dict(config))


def failures_of(schema: Any) -> tuple[int, set[str]]:
    """Return how much was checked, and what did not hold."""
    checked, failures = 0, set()
    for event in engine.from_schema(schema).execute():
        assert not isinstance(event, events.FatalError | events.NonFatalError), event
        if isinstance(event, events.ScenarioFinished):
            checks = [check for each in event.recorder.checks.values() for check in each]
            checked += len(checks)
            failures |= {
                f"{event.label}: {check.name}: {check.failure_info.failure}" for check in checks if check.failure_info
            }
    return checked, failures


def test_schemathesis_finds_no_failure(office: Api) -> None:
    checked, failures = failures_of(schema_of(office))
    assert not failures, "\n\n".join(sorted(failures))
    assert checked > 2000


def test_schemathesis_finds_what_is_wrong(office: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_out, "results_page", lambda *_, **__: 1 / 0)
    _, failures = failures_of(schema_of(office, 1).include(path="/results"))
    assert any("not_a_server_error" in each for each in failures)


def test_what_is_made_is_answered_as_the_document_says(office: Api) -> None:
    schema = schema_of(office)
    with office.looking() as uow:
        # The office's own: near midnight its day is another than that of UTC.
        day = today(uow) + timedelta(days=1)
    body = {
        "title": "平台抽取任务",
        "task_kind": "special",
        "lead": "SJ",
        "items": ["SJ.007"],
        "starts_on": day.isoformat(),
        "ends_on": (day + timedelta(days=9)).isoformat(),
    }
    for draw in ("CQ-88", None):
        headers = {"Idempotency-Key": f"the-key-of-{draw}", "Authorization": schema.config.headers["Authorization"]}
        case = schema["/campaigns"]["POST"].Case(
            body={**body, "draw": draw}, headers=headers, media_type="application/json"
        )
        answer = case.call()
        assert answer.status_code == 201
        case.validate_response(answer)
