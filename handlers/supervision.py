"""A supervisor looks at the visits of their campaigns."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.act import Act, Said
from handlers.buttons_supervision import SuperviseButton
from handlers.filters import Bound, Pressed
from handlers.places import where_you_are_below
from handlers.screens.supervision import answers_screen, files_said, review_screen, supervised_screen

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
            act.point(visit=visit_id, place="answers", section=callback_data.place, page=page)
            return answers_screen(act, visit_id)
        case "files":
            act.point(visit=visit_id, place="review")
            return files_said(act, visit_id, page)
    act.point(visit=visit_id, place="review")
    return where_you_are_below(act) if callback_data.act == "look" else review_screen(act, visit_id)
