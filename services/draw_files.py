"""What is published of a draw as files: its commitment, its proof, and the kit with which anyone recomputes it."""

import json
from collections.abc import Iterable

from forms.draw_kit import PAGE_NAME, SCRIPT_NAME, verification_page, verification_script
from rules.errors import campaigns as problems
from rules.refusals import Refused
from services.access import Actor
from services.draw_lists import proof_of
from services.draw_sealing import may_see_result
from services.draws import witnessed
from services.form_export import MAKE
from services.public_draws import commitment_published
from storage.tables import Campaign, Draw
from storage.unit_of_work import UnitOfWork

PREFIX = "draw_"
COMMIT, PROOF, ADDENDUM = "draw_commit", "draw_proof", "draw_addendum"
PAGE, SCRIPT = "draw_page", "draw_script"


def ask_draw_files(uow: UnitOfWork, actor: Actor, draw_id: int) -> None:
    """Have the proof and the kit sent to a witness, also that of a draw that was given up after its dice were read.

    Raises `Refused` for anyone else, and before there is one.
    """
    draw = witnessed(uow, actor, draw_id, or_stand_in=True)
    if draw.revealed_at is None:
        raise Refused(problems.NOT_DRAWN_YET)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    if not may_see_result(uow, draw, campaign, actor.person_id):
        send_draw_files(uow, draw, (COMMIT, PAGE, SCRIPT), [actor.person_id])
        return
    changed = (ADDENDUM,) if draw.addendum else ()
    send_draw_files(uow, draw, (PROOF, *changed, PAGE, SCRIPT), [actor.person_id])


def send_draw_files(uow: UnitOfWork, draw: Draw, purposes: Iterable[str], people: Iterable[int]) -> None:
    """Have files of a draw made and sent to people."""
    moment = uow.now.strftime("%Y%m%d%H%M%S")
    purposes = tuple(purposes)
    for person_id in people:
        for purpose in purposes:
            body = {"purpose": purpose, "person": person_id, "draw": draw.draw_id}
            # Asked once more in the same moment, it is the same wish.
            uow.enqueue(MAKE, f"{purpose}:{person_id}:{draw.draw_id}:{moment}", body)


def draw_file(uow: UnitOfWork, purpose: str, draw_id: int) -> tuple[str, bytes]:
    """Return name and bytes of a file of a draw."""
    if purpose == PAGE:
        return PAGE_NAME, verification_page()
    if purpose == SCRIPT:
        return SCRIPT_NAME, verification_script()
    draw = uow.session.get_one(Draw, draw_id)
    if purpose == PROOF:
        return f"draw-{draw.number}.json", proof_of(draw).file()
    if purpose == ADDENDUM:
        return f"addendum-{draw.number}.json", json.dumps(draw.addendum, ensure_ascii=False, indent=1).encode()
    published = json.dumps(commitment_published(draw), ensure_ascii=False, indent=1).encode()
    return f"commit-{draw.number}.json", published
