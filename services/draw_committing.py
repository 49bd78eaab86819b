"""Committing to a draw: lists are read and hashed while nobody waits, then written in one short act.

That act looks whether anything has changed since; what has is prepared anew. So a million objects are frozen as they
stood at one moment, and hold the database's writer no longer than ten.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from rules.draw.commitment import INSTANT, Commitment
from rules.draw.snapshot import sha
from rules.errors import campaigns as problems
from rules.events_draws import DrawCommitted, DrawRefusedLate
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor, actor_by_id
from services.campaign_plans import newest_draw, open_plan
from services.draw_lists import Packed, packed
from services.draw_readiness import faults_against
from services.draw_scope import snapshot_of
from services.draw_sealing import has_sealed
from services.draws import ensure_supervisor, refusal_of
from storage.tables import Campaign, Draw
from storage.unit_of_work import UnitOfWork

COMMIT_DRAW = "commit_draw"
SALT_BYTES = 32
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """What will be committed to. `basis` are the heads of the chains that tell whether anything has changed since."""

    campaign_id: int
    hashes: Mapping[str, str]
    kept: Packed
    basis: tuple[str, str]


def ask_commit(uow: UnitOfWork, actor: Actor, campaign_id: int, *, is_sealed: bool = False) -> None:
    """Have a draw prepared and committed to. Raises `Refused` for anyone but the supervisor, and when it is frozen."""
    campaign, _ = open_plan(uow, actor, campaign_id)
    ensure_supervisor(actor, campaign)
    body = {"campaign": campaign_id, "person": actor.person_id, "is_sealed": is_sealed, "attempt": 1}
    uow.enqueue(COMMIT_DRAW, f"{campaign_id}:{uow.now.isoformat()}", body)


def prepare_commit(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Prepared:
    """Return what a draw would be committed to now; takes seconds for a million objects, and writes nothing.

    Raises `Refused` for anyone but the campaign's supervisor, and for whatever stands against drawing.
    """
    campaign, plan = open_plan(uow, actor, campaign_id, is_locked=False)
    ensure_supervisor(actor, campaign)
    basis = _basis(uow, campaign)
    snapshot = snapshot_of(uow, plan)
    for fault in faults_against(uow, plan, snapshot):
        raise refusal_of(fault)
    return Prepared(campaign_id, snapshot.hashes(), packed(snapshot), basis)


def commit_draw(uow: UnitOfWork, actor: Actor, prepared: Prepared, *, is_sealed: bool = False) -> int | None:
    """Freeze what was prepared, publish its hash and return the draw; none when something has changed meanwhile.

    Raises `Refused` for anyone but the campaign's supervisor, and when it is committed to already.
    """
    campaign, plan = open_plan(uow, actor, prepared.campaign_id)
    ensure_supervisor(actor, campaign)
    if _basis(uow, campaign) != prepared.basis:
        return None
    # What it leaves out would tell what a sealed one has drawn.
    is_sealed = is_sealed or has_sealed(uow, campaign)
    salt = secrets.token_hex(SALT_BYTES)
    number = _next_number(uow, campaign)
    commitment = Commitment(prepared.hashes, sha(salt), None, number, uow.now.strftime(INSTANT))
    draw = Draw(
        number=number,
        campaign_id=campaign.campaign_id,
        state="committed",
        snapshot=dict(prepared.kept.small),
        lists=prepared.kept.lists,
        sizes=dict(prepared.kept.sizes),
        is_sealed=is_sealed,
        commitment=commitment.to_json(),
        commit_hash=commitment.hash,
        salt=salt,
        committed_by=actor.person_id,
        committed_at=uow.now,
    )
    uow.session.add(draw)
    plan.is_reopened = False
    uow.session.flush()
    body = {"campaign": campaign.number, "commit": commitment.to_json(), "commit_hash": commitment.hash}
    uow.record(f"draw:{number}", "committed", actor.code, {**body, "is_sealed": is_sealed})
    uow.emit(DrawCommitted(draw.draw_id))
    return draw.draw_id


def finish_commit(uow: UnitOfWork, body: Mapping[str, int], prepared: Prepared) -> None:
    """End the job of a commitment: committed to, to be prepared anew, or told that it cannot be."""
    campaign_id, attempt = body["campaign"], body["attempt"]
    newest = newest_draw(uow, campaign_id)
    if newest is not None and newest.state == "committed":
        return  # pressed twice
    actor = actor_by_id(uow, body["person"])
    try:
        if commit_draw(uow, actor, prepared, is_sealed=bool(body["is_sealed"])) is None:
            if attempt >= ATTEMPTS:
                raise Refused(problems.CHANGED_MEANWHILE)
            subject = f"{campaign_id}:{uow.now.isoformat()}"
            uow.enqueue(COMMIT_DRAW, subject, {**body, "attempt": attempt + 1})
    except Refused as refused:
        refuse_late(uow, body, refused)


def refuse_late(uow: UnitOfWork, body: Mapping[str, int], refused: Refused) -> None:
    """Tell whoever asked for a draw that it cannot be prepared or held after all."""
    placeholders = {key: str(value) for key, value in refused.placeholders.items()}
    uow.emit(DrawRefusedLate(body["person"], body["campaign"], refused.code, placeholders))


def _basis(uow: UnitOfWork, campaign: Campaign) -> tuple[str, str]:
    return uow.ledger.head(f"campaign:{campaign.number}")[1], uow.ledger.head(REGISTRY_CHAIN)[1]


def _next_number(uow: UnitOfWork, campaign: Campaign) -> str:
    """Return the number of a campaign's next draw; abandoned ones are counted: 017-1 is followed by 017-2."""
    count = select(func.count()).select_from(Draw).where(Draw.campaign_id == campaign.campaign_id)
    return f"{campaign.number}-{(uow.session.scalar(count) or 0) + 1}"
