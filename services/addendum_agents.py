"""The party's agent 受委托人 who signs an addendum: name, and authorisation or why there is none, as on the record."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from rules.addenda import addendum_number
from rules.contacts import person_name
from rules.errors import addenda as problems
from rules.errors import signing as signing_problems
from rules.events_addenda import AddendumChanged
from rules.reasons import ensure_reason
from rules.refusals import Refused
from rules.signatures import PARTY
from services.access import Actor
from services.addenda import held_addendum, view_addendum
from services.evidence_state import may_count, of_visit
from services.matching_files import are_pages
from services.seen import record_change
from services.signers import AgentView, photos_for, standing_of
from services.signing import ensure_page
from services.visits import Membership
from storage.ledger import Personal
from storage.tables import Addendum, AddendumSignature, Evidence
from storage.unit_of_work import UnitOfWork

AGENT = "agent"


def view_addendum_agent(uow: UnitOfWork, actor: Actor, addendum_id: int) -> AgentView:
    """Return the agent of an addendum as written down so far. Raises `Refused` for those who may not read it."""
    view_addendum(uow, actor, addendum_id)
    return agent_on(uow, addendum_id)


def agent_on(uow: UnitOfWork, addendum_id: int) -> AgentView:
    """Return the agent of an addendum. The caller has checked who asks.

    Whoever signed the record as the agent, with an authorisation, needs no other one.
    """
    row = uow.session.get_one(Addendum, addendum_id)
    photos = len(authorisations(uow, row))
    signed = standing_of(uow, row.visit_id, PARTY)
    if signed is not None and signed.signer == AGENT and signed.name and signed.name == row.agent_name:
        photos += photos_for(uow, row.visit_id, "authorisation", are_pages(), Evidence.beside_record.is_(False))
    return AgentView(row.agent_name, photos, row.no_authorisation)


def authorisations(uow: UnitOfWork, row: Addendum) -> Sequence[int]:
    """Return the photographs and scans of the authorisation that came for an addendum and show it still."""
    chosen = select(Evidence.evidence_id).where(
        Evidence.evidence_id.in_(row.authorisation_ids),
        Evidence.visit_id == row.visit_id,
        Evidence.purpose == "authorisation",
        Evidence.withdrawn_at.is_(None),
        may_count(),
        are_pages(),
    )
    return sorted(uow.session.scalars(chosen))


def ensure_agent(uow: UnitOfWork, addendum_id: int, name: str | None = None) -> AgentView:
    """Return the agent, who may sign. Raises `Refused` while something lacks, and when a pad is for another `name`."""
    agent = agent_on(uow, addendum_id)
    if not agent.is_complete or name not in (None, agent.name):
        raise Refused(signing_problems.AGENT_INCOMPLETE)
    return agent


def name_addendum_agent(uow: UnitOfWork, actor: Actor, addendum_id: int, typed: str) -> None:
    """Write down who signs for the party; what was authorised for another does not serve. Raises `Refused`."""
    mine, row = _open(uow, actor, addendum_id)
    name = person_name(typed)
    if row.agent_name not in (None, name):
        row.authorisation_ids, row.no_authorisation = [], None
    row.agent_name = name
    _record(uow, actor, mine, row, "addendum_agent_named", {"name": Personal(name)})


def authorise(uow: UnitOfWork, actor: Actor, addendum_id: int, evidence_id: int) -> None:
    """Take a photograph of the authorisation; the record, which is signed, does not show it. Raises `Refused` for a
    file that shows no page.
    """
    mine, row = _open(uow, actor, addendum_id)
    file = of_visit(uow, evidence_id, row.visit_id)
    file.beside_record = True
    ensure_page(uow, evidence_id)
    if evidence_id not in row.authorisation_ids:
        row.authorisation_ids = [*row.authorisation_ids, evidence_id]
    _record(uow, actor, mine, row, "addendum_authorised", {"evidence": evidence_id})


def waive_on_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int, reason: str) -> None:
    """Say why there is no authorisation; the addendum prints it. Raises `Refused` without a reason."""
    mine, row = _open(uow, actor, addendum_id)
    row.no_authorisation = ensure_reason(reason)
    body = {"reason": Personal(row.no_authorisation)}
    _record(uow, actor, mine, row, "addendum_authorisation_waived", body)


def _open(uow: UnitOfWork, actor: Actor, addendum_id: int) -> tuple[Membership, Addendum]:
    mine, row = held_addendum(uow, actor, addendum_id)
    if row.state != "confirmed":
        raise Refused(problems.NOT_OPEN)
    signed = select(AddendumSignature.addendum_signature_id).where(
        AddendumSignature.addendum_id == addendum_id, AddendumSignature.role == PARTY
    )
    if uow.session.scalar(signed) is not None:
        raise Refused(signing_problems.ALREADY_SIGNED)
    return mine, row


def _record(
    uow: UnitOfWork, actor: Actor, mine: Membership, row: Addendum, type_: str, body: Mapping[str, object]
) -> None:
    number = addendum_number(mine.visit.number, row.serial or 0)
    record_change(uow, mine.visit, actor, type_, {"addendum": number, **body})
    uow.session.flush()
    uow.emit(AddendumChanged(row.addendum_id, actor.person_id))
