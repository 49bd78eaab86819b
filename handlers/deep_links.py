"""What a deep link to the bot carries behind `?start=`: an invitation's code, a visit, or the trial of an operator."""

import re

from handlers.act import Act, Said
from handlers.places import where_you_are_below
from handlers.screens.home import home_screen
from rules.messages import DEEP_LINK, Text
from services.visits import is_of_team, may_see

# Shorter than any invitation's code, which has 22 signs.
VISIT = re.compile(r"visit-(\d{1,12})", re.ASCII)
TRIAL = "smoke-"


def visit_link(visit_id: int) -> str:
    """Return the address that leads to a visit in the presser's own chat; the courier knows the bot's name."""
    return f"{DEEP_LINK}visit-{visit_id}"


def is_trial(payload: str | None) -> bool:
    """Return whether Start was pressed for the operator's trial: nothing is meant by it for the bot."""
    return bool(payload) and str(payload).startswith(TRIAL)


def opened_visit(act: Act, payload: str) -> Said | None:
    """Return a visit for whom it is meant: its team, or who may read it; none for a payload of another kind.

    Who has nothing to do with it reads the same as of one that there is not.
    """
    found = VISIT.fullmatch(payload)
    if found is None:
        return None
    visit_id = int(found[1])
    if is_of_team(act.uow, act.actor, visit_id):
        act.point(visit=visit_id)
        return where_you_are_below(act)
    if may_see(act.uow, act.actor, visit_id):
        act.point(visit=visit_id, place="review")
        return where_you_are_below(act)
    act.point()
    return [Text(act.words("link-not-yours")), *home_screen(act, anew=True)]
