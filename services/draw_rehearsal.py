"""Rehearsing a campaign's draw 演练 on the real lists: nothing is committed to, nobody is appointed."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from rules.draw.commitment import INSTANT, LEAST_DICE, Seed, commit_to
from rules.draw.proof import hold_draw
from services.access import Actor
from services.draw_readiness import readiness
from services.draws import refusal_of
from storage.unit_of_work import UnitOfWork

REHEARSAL = "演练"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What would have come out: objects drawn by class, and how many had no full team."""

    drawn: dict[str, int]
    objects: int
    unfilled: int


def rehearse_campaign(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Rehearsed:
    """Return what a draw with dice of the machine's own gives now. Raises `Refused` as committing to it would."""
    ready = readiness(uow, actor, campaign_id)
    if ready.faults:
        raise refusal_of(ready.faults[0])
    salt, dice = secrets.token_hex(), f"{secrets.randbelow(10**LEAST_DICE):0{LEAST_DICE}d}"
    commitment = commit_to(ready.snapshot, salt, REHEARSAL, uow.now.strftime(INSTANT))
    revealed_at = (uow.now + timedelta(seconds=1)).strftime(INSTANT)
    proof = hold_draw(ready.snapshot, commitment, Seed(dice, salt, revealed_at))
    drawn = {risk: stratum.n for risk, stratum in proof.strata.items()}
    unfilled = {where[1] for where in proof.unfilled()}
    return Rehearsed(drawn, len(proof.teams), len(unfilled))
