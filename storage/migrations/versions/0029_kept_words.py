"""Papers keep the words that they took from the registries; agents on addenda, files that moved, results that changed.

Visits that have started and notices that were served keep what the registries say of them now: what they said before,
nothing tells but the papers that were printed.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True)


def _table(table: str, /, *columns: str, **typed: Any) -> Any:
    return sa.table(table, *map(sa.column, columns), *(sa.column(each, type_) for each, type_ in typed.items())).c


VISITS = _table("visits", "visit_id", "campaign_id", "object_id", "started_at", "is_trial", words=_JSON)
NOTICES = _table("notices", "visit_id", "state", words=_JSON)
CAMPAIGNS = _table("campaigns", "campaign_id", "lead_department_id", title=_JSON)
SECTIONS = _table("sections", "section_id", "visit_id", "department_id")
TASKS = _table("tasks", "visit_id", "section_id", "person_id", "seat", "state")
DEPARTMENTS = _table("departments", "department_id", name=_JSON, short_name=_JSON)
PEOPLE = _table("people", "person_id", "code", "kind", "certificate_number", "phone", name=_JSON)
EXPERTS = _table("campaign_experts", "campaign_id", "person_id")
ITEMS = _table("items", "item_id", "code", "category", "matter", "legal_basis", "department_id")
CAMPAIGN_ITEMS = _table("campaign_items", "campaign_id", "item_id")
_OBJECT = ("name", "registration_code", "district", "licence_number", "person_in_charge", "address", "phone")
OBJECTS = _table("inspection_objects", "object_id", *_OBJECT)


_MOMENTS = {"review_returns": "changed_at", "evidence": "moved_at", "publishings": "outdated_at"}
_AGENTS = {"agent_name": 200, "no_authorisation": 1000}


def upgrade() -> None:
    for table in ("visits", "notices"):
        op.add_column(table, sa.Column("words", sa.JSON(), nullable=True))
    for table, name in _MOMENTS.items():
        op.add_column(table, sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    # Whether a file was all, nobody knows any more.
    op.execute("UPDATE review_returns SET changed_at = touched_at")
    for name, most in _AGENTS.items():
        op.add_column("addenda", sa.Column(name, sa.String(length=most), nullable=True))
    op.add_column("addenda", sa.Column("authorisation_ids", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("addendum_signatures", sa.Column("no_authorisation", sa.String(length=1000), nullable=True))
    _keep_words()


def _keep_words() -> None:
    bind = op.get_bind()
    is_served = sa.exists().where(NOTICES.visit_id == VISITS.visit_id, NOTICES.state.in_(["served", "refused"]))
    begun = sa.select(VISITS.visit_id, VISITS.campaign_id, VISITS.object_id, VISITS.started_at).where(
        sa.not_(VISITS.is_trial), VISITS.started_at.is_not(None) | is_served
    )
    of_campaigns: dict[int, dict[str, Any]] = {}
    for visit in bind.execute(begun.order_by(VISITS.visit_id)).all():
        if visit.campaign_id not in of_campaigns:
            of_campaigns[visit.campaign_id] = _of_campaign(bind, visit.campaign_id)
        words = _of_visit(bind, visit, of_campaigns[visit.campaign_id])
        if visit.started_at is not None:
            bind.execute(sa.update(VISITS.visit_id.table).where(VISITS.visit_id == visit.visit_id).values(words=words))
        given = (NOTICES.visit_id == visit.visit_id) & NOTICES.state.in_(["served", "refused"])
        bind.execute(sa.update(NOTICES.visit_id.table).where(given).values(words=words))


def _of_campaign(bind: sa.Connection, campaign_id: int) -> dict[str, Any]:
    campaign = bind.execute(
        sa.select(CAMPAIGNS.title, CAMPAIGNS.lead_department_id).where(CAMPAIGNS.campaign_id == campaign_id)
    ).one()
    items = (
        sa.select(ITEMS.code, ITEMS.category, ITEMS.matter, ITEMS.legal_basis, ITEMS.department_id)
        .join(CAMPAIGN_ITEMS.item_id.table, CAMPAIGN_ITEMS.item_id == ITEMS.item_id)
        .where(CAMPAIGN_ITEMS.campaign_id == campaign_id)
        .order_by(ITEMS.code)
    )
    helping = EXPERTS.person_id.table
    experts = _people().join(helping, EXPERTS.person_id == PEOPLE.person_id)
    experts = experts.where(EXPERTS.campaign_id == campaign_id).order_by(PEOPLE.code)
    return {
        "lead": campaign.lead_department_id,
        "campaign": campaign.title,
        "items": [
            {
                "code": row.code,
                "category": row.category,
                "matter": row.matter,
                "legal_basis": row.legal_basis,
                "department": row.department_id,
            }
            for row in bind.execute(items)
        ],
        "experts": [_person(row) for row in bind.execute(experts)],
    }


def _of_visit(bind: sa.Connection, visit: Any, campaign: dict[str, Any]) -> dict[str, Any]:
    inspected = sa.select(*(getattr(OBJECTS, name) for name in _OBJECT)).where(OBJECTS.object_id == visit.object_id)
    takes_part = sa.select(SECTIONS.department_id).where(SECTIONS.visit_id == visit.visit_id)
    departments = sa.select(DEPARTMENTS.department_id, DEPARTMENTS.name, DEPARTMENTS.short_name).where(
        DEPARTMENTS.department_id.in_(takes_part) | (DEPARTMENTS.department_id == campaign["lead"])
    )
    team = _people().join(TASKS.person_id.table, TASKS.person_id == PEOPLE.person_id)
    team = team.where(TASKS.visit_id == visit.visit_id, TASKS.state != "replaced")
    return {
        "object": {name: value or "" for name, value in bind.execute(inspected).mappings().one().items()},
        "campaign": campaign["campaign"],
        "departments": [
            {"department": row.department_id, "name": row.name, "short_name": row.short_name}
            for row in bind.execute(departments.order_by(DEPARTMENTS.department_id))
        ],
        "items": campaign["items"],
        "team": [_person(row) for row in bind.execute(team.order_by(TASKS.section_id, TASKS.seat))],
        "experts": campaign["experts"],
    }


def _people() -> sa.Select[Any]:
    return sa.select(PEOPLE.person_id, PEOPLE.name, PEOPLE.kind, PEOPLE.certificate_number, PEOPLE.phone)


def _person(row: Any) -> dict[str, Any]:
    return {
        "person": row.person_id,
        "name": row.name,
        "kind": row.kind,
        "certificate": row.certificate_number or "",
        "phone": row.phone or "",
    }


def downgrade() -> None:
    op.drop_column("addendum_signatures", "no_authorisation")
    for name in ("authorisation_ids", *_AGENTS):
        op.drop_column("addenda", name)
    for table, name in _MOMENTS.items():
        op.drop_column(table, name)
    for table in ("notices", "visits"):
        op.drop_column(table, "words")
