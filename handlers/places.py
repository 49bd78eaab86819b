"""Where you are: the one card that a person should be looking at now, rebuilt from the tables.

The pointer names a question that waits, and a place of the conversation; without one, the state of the visit says
where its work goes on.
"""

from collections.abc import Callable
from dataclasses import replace

from handlers.act import Act, Said
from handlers.places_after import PLACES_AFTER
from handlers.questions import asked_again, put_away_elsewhere
from handlers.screens.annual_plan import year_screen
from handlers.screens.arrival import arrival_screen, gate_screen
from handlers.screens.breach_steps import last_look_screen
from handlers.screens.checklist import overview_screen, page_screen
from handlers.screens.deadlines import extend_screen
from handlers.screens.desk import desk_screen
from handlers.screens.draws import draw_screen
from handlers.screens.finding import finding_screen
from handlers.screens.home import home_screen
from handlers.screens.interview import interview_screen
from handlers.screens.item import item_screen
from handlers.screens.keying import keying_sheet_screen
from handlers.screens.notice import date_screen, no_photo_screen, notice_screen, paper_screen, receiver_screen
from handlers.screens.notice_refusal import no_witness_screen, refusal_screen, witness_screen
from handlers.screens.plan import plan_screen
from handlers.screens.publication import publishing_screen
from handlers.screens.recusal import decide_screen, recuse_screen
from handlers.screens.task import task_screen
from handlers.screens.trial import trial_screen
from rules.messages import Card
from rules.refusals import Refused
from services import tasks
from services.trials import is_over, is_trial

Place = Callable[[Act, int], Said]

PLACES: dict[str, Place] = {
    "task": task_screen,
    "recuse": recuse_screen,
    "decide": decide_screen,
    "extend": extend_screen,
    "notice": notice_screen,
    "notice_paper": paper_screen,
    "notice_receiver": receiver_screen,
    "notice_no_photo": no_photo_screen,
    "notice_refusal": refusal_screen,
    "notice_witness": witness_screen,
    "notice_no_witness": no_witness_screen,
    "notice_date": date_screen,
    "arrive": arrival_screen,
    "desk": desk_screen,
    "gate": gate_screen,
    "page": page_screen,
    "overview": overview_screen,
    "item": item_screen,
    "finding": finding_screen,
    "interview": interview_screen,
    "trial": trial_screen,
    **PLACES_AFTER,
}


# Places of the office's own work, which no visit has.
OFFICE_PLACES: dict[str, Callable[[Act], Said]] = {
    "plan": lambda act: plan_screen(act, act.pointer["plan"]),
    "year": lambda act: year_screen(act, act.pointer["year"]),
    "draw": lambda act: draw_screen(act, act.pointer["draw"]),
    "publishing": lambda act: publishing_screen(act, act.pointer["publishing"]),
    "last_look": last_look_screen,
    "keying": lambda act: keying_sheet_screen(act, act.pointer["keying"]),
}


# Where the work goes on, by the stage of the actor's part.
STAGE_PLACES = {
    "before": "task",
    "running": "page",
    "waiting": "waiting",
    "signing": "sign",
    "closed": "submitted",
    "returned": "returned",
}


# The places that a trial has; whatever else a visit leads to, a trial leads to its own card.
TRIAL_PLACES = frozenset({"page", "overview", "item", "finding", "interview", "trial"})


def where_you_are(act: Act) -> Said:
    """Return the question that waits, else the card of the pointer's place, else of the running visit, else the list of
    tasks. What none of these asks waits no more.
    """
    try:
        if asked := asked_again(act):
            return asked
        if (office := OFFICE_PLACES.get(act.pointer.get("place", ""))) is not None:
            return office(act)
        visit_id = act.pointer.get("visit") or tasks.running_visit(act.uow, act.actor)
        name = place_of(act, visit_id) if visit_id is not None else ""
        put_away_elsewhere(act, name)
        return (PLACES.get(name) or task_screen)(act, visit_id) if visit_id is not None else home_screen(act)
    except Refused:
        # The place is gone: the task was handed over, or the visit frozen, since the pointer was set.
        act.point()
        return home_screen(act)


def where_you_are_below(act: Act) -> Said:
    """The same, its card at the bottom of the chat, even if it was deleted on the phone."""
    return [replace(said, anew=True) if isinstance(said, Card) else said for said in where_you_are(act)]


def place_of(act: Act, visit_id: int) -> str:
    """Return the pointer's place in a visit, else the place where the work on it goes on."""
    if act.pointer.get("visit") == visit_id and act.pointer.get("place") in PLACES:
        place = str(act.pointer["place"])
    else:
        place = STAGE_PLACES[tasks.stage(act.uow, act.actor, visit_id)]
    if not is_trial(act.uow, visit_id):
        return place
    return place if place in TRIAL_PLACES and not is_over(act.uow, visit_id) else "trial"
