"""Committing to a draw: lists are read and hashed while nobody waits, then written in one short act.

That act looks whether anything has changed since; what has is prepared anew. So a million objects are frozen as they
stood at one moment, and hold the database's writer no longer than ten.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import Any

from sqlalchemy import func, select

from rules.draw.commitment import INSTANT, Commitment
from rules.draw.snapshot import sha
from rules.errors import campaigns as problems
from rules.events_draws import DrawCommitted, DrawRefusedLate
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor
from services.campaign_plans import newest_draw, open_plan, plan_of
from services.draw_lists import Packed, packed
from services.draw_readiness import faults_against, past_window
from services.draw_scope import snapshot_with_flagged
from services.draw_sealing import has_sealed
from services.draws import ensure_supervisor, refusal_of, supervisor_still
from services.open_commitments import clashes, standing_of_draws, take_turn
from services.papers import PRINTED
from storage.tables import Campaign, Draw, LedgerLink
from storage.unit_of_work import UnitOfWork

COMMIT_DRAW = "commit_draw"
SALT_BYTES = 32
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """What will be committed to. `basis` are the plan's revision, the registries' head and how the draws of the
    district stand: whether anything has changed since.
    """

    campaign_id: int
    hashes: Mapping[str, str]
    kept: Packed
    basis: tuple[str, ...]


def plan_revision(uow: UnitOfWork, campaign_id: int) -> int:
    """Return what grows with every change of a plan: whoever commits, commits to the plan that was shown. Printing one
    of its papers changes nothing.
    """
    of = f"campaign:{uow.session.get_one(Campaign, campaign_id).number}"
    newest = select(func.max(LedgerLink.seq)).where(LedgerLink.chain == of, LedgerLink.type != PRINTED)
    return uow.session.scalar(newest) or 0


def ask_commit(
    uow: UnitOfWork, actor: Actor, campaign_id: int, *, revision: int | None = None, is_sealed: bool = False
) -> int | None:
    """Have a draw prepared and committed to; return the draw when that was done already, by the same press before.

    `revision` is that of the plan as it was shown. Raises `Refused` for anyone but the supervisor, when the plan has
    changed since, and when it is frozen.
    """
    campaign, _ = plan_of(uow, actor, campaign_id)
    ensure_supervisor(actor, campaign)
    newest = newest_draw(uow, campaign_id)
    if newest is not None and newest.state == "committed":
        return newest.draw_id
    open_plan(uow, actor, campaign_id)
    _ensure_as_shown(uow, campaign_id, revision)
    body = {"campaign": campaign_id, "person": actor.person_id, "is_sealed": is_sealed, "attempt": 1}
    uow.enqueue(COMMIT_DRAW, f"{campaign_id}:{uow.now.isoformat()}", {**body, "revision": revision})
    return None


def _ensure_as_shown(uow: UnitOfWork, campaign_id: int, revision: int | None) -> None:
    if revision is not None and revision != plan_revision(uow, campaign_id):
        raise Refused(problems.PLAN_CHANGED)


def prepare_commit(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Prepared:
    """Return what a draw would be committed to now; takes seconds for a million objects, and writes nothing.

    Raises `Refused` for anyone but the campaign's supervisor, and for whatever stands against drawing.
    """
    campaign, plan = open_plan(uow, actor, campaign_id, is_locked=False)
    ensure_supervisor(actor, campaign)
    basis = _basis(uow, campaign)
    snapshot, flagged = snapshot_with_flagged(uow, plan)
    # The lists of other open commitments are unpacked only here, where nobody waits, and where nothing else is wrong.
    for fault in chain(faults_against(uow, plan, snapshot), clashes(uow, plan, snapshot)):
        raise refusal_of(fault)
    return Prepared(campaign_id, snapshot.hashes(), packed(snapshot, flagged), basis)


def commit_draw(uow: UnitOfWork, actor: Actor, prepared: Prepared, *, is_sealed: bool = False) -> int | None:
    """Freeze what was prepared, publish its hash and return the draw; none when something has changed meanwhile.

    Raises `Refused` for anyone but the campaign's supervisor, when it is committed to already, and when its days have
    passed meanwhile.
    """
    campaign, plan = open_plan(uow, actor, prepared.campaign_id)
    ensure_supervisor(actor, campaign)
    for fault in past_window(uow, campaign):
        raise refusal_of(fault)
    take_turn(uow)
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
        opens_on=campaign.ends_on + timedelta(days=1),
        commitment=commitment.to_json(),
        commit_hash=commitment.hash,
        salt=salt,
        committed_by=actor.person_id,
        committed_at=uow.now,
    )
    uow.session.add(draw)
    plan.is_reopened = False
    uow.session.flush()
    assert draw.opens_on is not None
    body: dict[str, Any] = {"campaign": campaign.number, "commit": commitment.to_json(), "commit_hash": commitment.hash}
    body |= {"is_sealed": is_sealed, "opens_on": draw.opens_on.isoformat()}
    uow.record(f"draw:{number}", "committed", actor.code, body)
    uow.emit(DrawCommitted(draw.draw_id))
    return draw.draw_id


def finish_commit(uow: UnitOfWork, body: Mapping[str, Any], prepared: Prepared) -> None:
    """End the job of a commitment: committed to, to be prepared anew, or told that it cannot be."""
    campaign_id, attempt = body["campaign"], body["attempt"]
    newest = newest_draw(uow, campaign_id)
    if newest is not None and newest.state == "committed":
        return  # pressed twice
    try:
        # Nobody changes the plan from here on.
        uow.session.get_one(Campaign, campaign_id, with_for_update=True)
        _ensure_as_shown(uow, campaign_id, body.get("revision"))
        actor = supervisor_still(uow, body["person"], campaign_id)
        if commit_draw(uow, actor, prepared, is_sealed=bool(body["is_sealed"])) is None:
            if attempt >= ATTEMPTS:
                raise Refused(problems.CHANGED_MEANWHILE)
            subject = f"{campaign_id}:{uow.now.isoformat()}"
            uow.enqueue(COMMIT_DRAW, subject, {**body, "attempt": attempt + 1})
    except Refused as refused:
        refuse_late(uow, body, refused)


def refuse_late(uow: UnitOfWork, body: Mapping[str, Any], refused: Refused) -> None:
    """Tell whoever asked for a draw that it cannot be prepared or held after all; nothing when it was, by the press
    before this one.
    """
    if refused.code in (problems.PLAN_FROZEN.code, problems.DICE_FINAL.code):
        return
    placeholders = {
        key: dict(value) if isinstance(value, Mapping) else str(value) for key, value in refused.placeholders.items()
    }
    uow.emit(DrawRefusedLate(body["person"], body["campaign"], refused.code, placeholders))


def _basis(uow: UnitOfWork, campaign: Campaign) -> tuple[str, ...]:
    revision = plan_revision(uow, campaign.campaign_id)
    return (str(revision), uow.ledger.head(REGISTRY_CHAIN)[1], standing_of_draws(uow))


def _next_number(uow: UnitOfWork, campaign: Campaign) -> str:
    """Return the number of a campaign's next draw; abandoned ones are counted: 017-1 is followed by 017-2."""
    count = select(func.count()).select_from(Draw).where(Draw.campaign_id == campaign.campaign_id)
    return f"{campaign.number}-{(uow.session.scalar(count) or 0) + 1}"
