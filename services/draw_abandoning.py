"""Giving up a draw: with reason, salt and every reading of the dice, so that nobody looks and leaves in silence.

Where all had read alike the dice stand, and what they would have drawn is published with its proof (decision 0033).
"""

from dataclasses import asdict
from typing import Any

from rules.draw.snapshot import sha
from rules.events_draws import DrawAbandoned
from rules.publication import ensure_public
from services.access import Actor
from services.draw_holding import Held, computed
from services.draw_lists import flagged_kept, result_of, seed_of
from services.draw_readers import every_reading
from services.draws import REASON_MOST, agreed, ensure_open, ensure_supervisor, filled_up, stands_in, witnessed
from services.public_names import names_of_draw
from storage.tables import Campaign, Draw
from storage.unit_of_work import UnitOfWork

PROVE_DRAW = "prove_draw"
CLOCK = "clock"


def abandon(uow: UnitOfWork, actor: Actor, draw_id: int, reason: str) -> None:
    """Give up a draw before it is held; it stays listed with the reason, and with all that tells what it would have
    drawn. Raises `Refused` otherwise, and for others than its supervisor, or who stands in since that one is gone.
    """
    draw = witnessed(uow, actor, draw_id, or_stand_in=True)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    if not stands_in(uow, actor, campaign):
        ensure_supervisor(actor, campaign)
    ensure_open(draw)
    give_up(uow, draw, actor.code, ensure_public(reason, names_of_draw(uow, draw), most=REASON_MOST))


def give_up(uow: UnitOfWork, draw: Draw, by: str, reason: str) -> None:
    """Give up an open draw. The caller has checked who asks."""
    agreed(uow, draw)
    draw.reason, draw.state = reason, "abandoned"
    body: dict[str, Any] = {
        "reason": reason,
        "salt": draw.salt,
        "readings": list(map(asdict, every_reading(uow, draw))),
    }
    if draw.dice is not None:
        draw.revealed_at = filled_up(uow.now)
        seed = seed_of(draw)
        body |= {"seed": seed.to_json(), "seed_hash": sha(seed.text(draw.commit_hash))}
        uow.enqueue(PROVE_DRAW, str(draw.draw_id), {"draw": draw.draw_id})
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "abandoned", by, body)
    uow.emit(DrawAbandoned(draw.draw_id, is_lapsed=by == CLOCK))


def prepare_proof(uow: UnitOfWork, draw_id: int) -> Held:
    """Return what a draw that was given up would have drawn; takes seconds for a million objects, and writes nothing.

    Raises `Refused` for lists that are not those committed to.
    """
    draw = uow.session.get_one(Draw, draw_id)
    proof = computed(draw, seed_of(draw))
    return Held(draw_id, proof, result_of(proof, flagged_kept(draw)), has_changed=False)


def finish_proof(uow: UnitOfWork, found: Held, proof_sha256: str) -> None:
    """Keep what a draw that was given up would have drawn, once."""
    draw = uow.session.get_one(Draw, found.draw_id, with_for_update=True)
    if draw.state != "abandoned" or draw.result is not None:
        return
    draw.result, draw.proof_sha256 = dict(found.result), proof_sha256
    body = {"proof_sha256": proof_sha256, "strata": found.result["strata"], "teams": found.result["teams"]}
    uow.session.flush()
    uow.record(f"draw:{draw.number}", "abandoned_proved", CLOCK, body)
