"""Holding a draw: computed from the frozen lists while nobody waits, then made final in one short act or not at all.

The dice become final with the result, never before it: until that act the draw can be abandoned, in public.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.campaigns import differing
from rules.draw.commitment import Commitment, Seed
from rules.draw.faults import DrawRefused
from rules.draw.proof import Proof, hold_draw
from rules.errors import campaigns as problems
from rules.events_draws import DrawHeld
from rules.refusals import Refused
from services.access import Actor
from services.draw_committing import refuse_late
from services.draw_lists import flagged_kept, is_kept_as, result_of, snapshot_kept
from services.draw_scope import snapshot_of
from services.draws import (
    ensure_open,
    ensure_supervisor,
    filled_up,
    is_witnessed_enough,
    readings_of,
    refusal_of,
    supervisor_still,
    witnessed,
)
from storage.tables import Campaign, CampaignPlan, Draw
from storage.unit_of_work import UnitOfWork

HOLD_DRAW = "hold_draw"


@dataclass(frozen=True, slots=True)
class Held:
    """What a draw gives with the dice as they were read; `has_changed`: a registry is another by now."""

    draw_id: int
    proof: Proof
    result: Mapping[str, Any]
    has_changed: bool


def ask_hold(uow: UnitOfWork, actor: Actor, draw_id: int) -> None:
    """Have a draw held with the dice that all have read alike; nothing when it is held already. Raises `Refused` as
    `hold`.
    """
    draw = witnessed(uow, actor, draw_id)
    ensure_supervisor(actor, uow.session.get_one(Campaign, draw.campaign_id))
    if draw.state == "drawn":
        return
    _ready(uow, actor, draw_id)
    body = {"draw": draw_id, "campaign": draw.campaign_id, "person": actor.person_id}
    uow.enqueue(HOLD_DRAW, f"{draw_id}:{uow.now.isoformat()}", body)


def prepare_hold(uow: UnitOfWork, actor: Actor, draw_id: int) -> Held:
    """Return what a draw gives; takes seconds for a million objects, and writes nothing.

    Raises `Refused` for anyone but the supervisor, for dice that differ or that nobody else typed, a second time, and
    for lists that are not those committed to.
    """
    draw, dice = _ready(uow, actor, draw_id, is_locked=False)
    # Both instants are written to the second, the first cut, the second filled up: so one comes after the other.
    written = {"dice": dice, "salt": draw.salt, "revealed_at": filled_up(uow.now), **(draw.beacon or {})}
    proof = computed(draw, Seed.from_json(written))
    return Held(draw_id, proof, result_of(proof, flagged_kept(draw)), _has_changed(uow, draw))


def computed(draw: Draw, seed: Seed) -> Proof:
    """Return what a draw gives with a seed. Raises `Refused` for lists that are not those committed to."""
    try:
        return hold_draw(snapshot_kept(draw), Commitment.from_json(draw.commitment), seed)
    except DrawRefused as refused:
        raise refusal_of(refused.faults[0]) from None


def _has_changed(uow: UnitOfWork, draw: Draw) -> bool:
    """Return whether the registries are others than those committed to; it is told, and stands against nothing."""
    try:
        return not is_kept_as(draw, snapshot_of(uow, uow.session.get_one(CampaignPlan, draw.campaign_id)))
    except Refused:
        # One is being written now: that began after the commitment, which waits for the end of any other.
        return True


def hold(uow: UnitOfWork, actor: Actor, held: Held, proof_sha256: str | None = None) -> None:
    """Make the dice final, open the salt and keep the result; all of it in this act or nothing.

    Raises `Refused` for anyone but the supervisor, for dice that differ or that nobody else typed, a second time, and
    when they are not those with which it was computed.
    """
    draw, dice = _ready(uow, actor, held.draw_id)
    proof, campaign = held.proof, uow.session.get_one(Campaign, draw.campaign_id)
    if dice != proof.seed.dice:
        raise Refused(problems.DICE_RETYPED, number=draw.number)
    draw.dice, draw.revealed_at = dice, proof.seed.revealed_at
    draw.result, draw.has_changed, draw.proof_sha256 = dict(held.result), held.has_changed, proof_sha256
    draw.state = "drawn"
    campaign.draw_id = campaign.draw_id or draw.number
    uow.session.flush()
    body: dict[str, Any] = {"seed": proof.seed.to_json(), "seed_hash": proof.seed_hash, "proof_sha256": proof_sha256}
    body |= {"strata": held.result["strata"], "teams": held.result["teams"], "registries_changed": held.has_changed}
    uow.record(f"draw:{draw.number}", "drawn", actor.code, body)
    uow.emit(DrawHeld(draw.draw_id))


def finish_hold(uow: UnitOfWork, body: Mapping[str, int], held: Held, proof_sha256: str) -> None:
    """End the job of a draw: held, or told that it cannot be."""
    if uow.session.get_one(Draw, held.draw_id).state == "drawn":
        return  # pressed twice
    try:
        hold(uow, supervisor_still(uow, body["person"], body["campaign"]), held, proof_sha256)
    except Refused as refused:
        refuse_late(uow, body, refused)


def _ready(uow: UnitOfWork, actor: Actor, draw_id: int, *, is_locked: bool = True) -> tuple[Draw, str]:
    """Return a draw that can be held, and the dice as its supervisor and a witness at least have read them."""
    draw = witnessed(uow, actor, draw_id, is_locked=is_locked)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    ensure_supervisor(actor, campaign)
    ensure_open(draw)
    readings = readings_of(uow, draw_id)
    if not is_witnessed_enough(readings, campaign):
        raise Refused(problems.DICE_ALONE)
    if places := differing(readings.values()):
        raise Refused(problems.DICE_DIFFER, places=", ".join(map(str, places[:8])))
    dice = draw.dice or readings[campaign.supervisor_id]
    if dice != readings[campaign.supervisor_id]:
        raise Refused(problems.DICE_RETYPED, number=draw.number)
    return draw, dice
