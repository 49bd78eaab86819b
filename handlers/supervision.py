"""A supervisor looks at the visits of their campaigns."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.act import Act, Said
from handlers.buttons_supervision import SuperviseButton
from handlers.filters import Bound, Pressed
from handlers.places import where_you_are_below
from handlers.screens.supervision import answers_screen, files_said, review_screen, supervised_screen
from services.visits import is_of_team

router = Router(name="supervision")
router.callback_query.filter(Bound())


@router.callback_query(Pressed(SuperviseButton))
async def on_look_tapped(query: CallbackQuery, callback_data: SuperviseButton, act: Act) -> Said:
    """Show the list, a visit, its answers or its pictures."""
    visit_id, page = callback_data.visit_id, callback_data.page
    match callback_data.act:
        case "list":
            act.point()
            return supervised_screen(act, page)
        case "answers":
            act.point(visit=visit_id, place="answers", section=callback_data.place, page=page, **_queue(act, visit_id))
            return answers_screen(act, visit_id)
        case "files":
            place = "submitted" if is_of_team(act.uow, act.actor, visit_id) else "review"
            act.point(visit=visit_id, place=place, **_queue(act, visit_id))
            return files_said(act, visit_id, page)
    act.point(visit=visit_id, place="review", **_queue(act, visit_id))
    return where_you_are_below(act) if callback_data.act == "look" else review_screen(act, visit_id)


def _queue(act: Act, visit_id: int) -> dict[str, str]:
    """Return the filter of the queue from which the visit was opened, to be kept."""
    chosen = act.pointer.get("queue") if act.pointer.get("visit") == visit_id else None
    return {"queue": str(chosen)} if chosen else {}
