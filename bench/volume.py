"""Years of work, entered in bulk: objects, finished visits with their chains, answers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from bench.chats import FIRST_VISIT
from rules.chains import NO_LINK
from sandbox.stock import BOT_ID
from storage.database import Database
from storage.tables import (
    Answer,
    Campaign,
    ChecklistVersion,
    InboxUpdate,
    InspectionObject,
    LedgerLink,
    OutboxMessage,
    Person,
    Section,
    Visit,
)
from storage.unit_of_work import migrating

CHUNK = 20_000
FIRST_OLD_VISIT = 10 * FIRST_VISIT
DAY = date(2025, 3, 1)


class Volume(NamedTuple):
    """How much there is."""

    objects: int
    visits: int
    answers: int


def enter_volume(database: Database, volume: Volume) -> None:
    """Fill a furnished database; every finished visit is one section with its share of the answers."""
    now = datetime(2025, 3, 1, tzinfo=UTC)
    with migrating(database) as connection:
        campaign = connection.execute(select(Campaign.campaign_id, Campaign.lead_department_id)).first()
        version = connection.execute(
            select(ChecklistVersion.checklist_version_id, ChecklistVersion.department_id, ChecklistVersion.body)
        ).first()
        person = connection.scalar(select(Person.person_id).limit(1))
        assert campaign is not None
        assert version is not None
        names = [question["name"] for question in version.body["questions"]]
        _fill(
            connection,
            InspectionObject,
            (
                {
                    "object_id": FIRST_OLD_VISIT + n,
                    "registration_code": f"V{n:017}",
                    "name": f"对象{n}有限公司",
                    "short_name": f"对象{n}",
                    "district": "-",
                    "person_in_charge": "-",
                    "address": "-",
                    "street": "-",
                    "industry": "-",
                    "risk": "ABCD"[n % 4],
                    "flags": [],
                }
                for n in range(volume.objects)
            ),
        )
        visits = range(volume.visits)
        _fill(
            connection,
            Visit,
            (
                {
                    "visit_id": FIRST_OLD_VISIT + n,
                    "number": f"700-{n}",
                    "campaign_id": campaign.campaign_id,
                    "object_id": FIRST_OLD_VISIT + n % volume.objects,
                    "state": "submitted",
                    "window_from": DAY,
                    "window_until": DAY,
                    "submitted_at": now,
                }
                for n in visits
            ),
        )
        _fill(
            connection,
            Section,
            (
                {
                    "section_id": FIRST_OLD_VISIT + n,
                    "visit_id": FIRST_OLD_VISIT + n,
                    "department_id": version.department_id,
                    "checklist_version_id": version.checklist_version_id,
                    "place": 1,
                    "state": "concluded",
                    "results": ["none_found"],
                    "start_reasons": {},
                }
                for n in visits
            ),
        )
        _fill(
            connection,
            Answer,
            (
                {
                    "section_id": FIRST_OLD_VISIT + n % volume.visits,
                    "question": names[n // volume.visits % len(names)],
                    "revision": 1 + n // volume.visits // len(names),
                    "value": "complies",
                    "mode": "single",
                    "person_id": person,
                    "answered_at": now,
                    "is_current": n // volume.visits < len(names),
                }
                for n in range(volume.answers)
            ),
        )
        _fill(
            connection,
            LedgerLink,
            (
                {
                    "chain": f"visit:700-{n % volume.visits}",
                    "seq": 1 + n // volume.visits,
                    "prev": NO_LINK,
                    "type": "answered",
                    "actor": "-",
                    "server_time": "2025-03-01T00:00:00.000Z",
                    "files": [],
                    "body": {"department": "SJ"},
                    "hash": f"{n:064x}",
                }
                for n in range(volume.answers)
            ),
        )
        _fill(connection, InboxUpdate, _inbox(volume.answers // 5, now))
        _fill(connection, OutboxMessage, _outbox(volume.answers // 5, now))


def _inbox(count: int, now: datetime) -> Iterator[dict[str, Any]]:
    for n in range(count):
        yield {
            "bot_id": BOT_ID,
            "update_id": -1 - n,
            "chat_id": n % 1_000,
            "received_at": now,
            "payload": "{}",
            "state": "done",
            "not_before": now,
        }


def _outbox(count: int, now: datetime) -> Iterator[dict[str, Any]]:
    for n in range(count):
        yield {
            "bot_id": BOT_ID,
            "chat_id": n % 1_000,
            "kind": "text",
            "body": {},
            "state": "sent",
            "created_at": now,
            "not_before": now,
        }


def _fill(connection: Connection, table: type[Any], rows: Iterator[dict[str, Any]]) -> None:
    while part := list(islice(rows, CHUNK)):
        connection.execute(insert(table), part)
