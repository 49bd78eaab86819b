"""An administrator says which days the office works although the calendar says otherwise."""

from aiogram import Router
from aiogram.types import Message

from handlers.act import Act, Said
from handlers.filters import Bound, Expects, HasText, Says
from handlers.screens.office_days import office_days_screen
from services.office_days import set_office_day

router = Router(name="office_days")
router.message.filter(Bound())


@router.message(Says("工作日", "workdays"))
async def on_office_days(message: Message, act: Act) -> Said:
    """Show the days, and expect one."""
    said = office_days_screen(act, anew=True)
    act.point(expects="office_day")
    return said


@router.message(Expects("office_day"), HasText())
async def on_office_day_typed(message: Message, text: str, act: Act) -> Said:
    """Take the typed day; another may follow."""
    set_office_day(act.uow, act.actor, text)
    return office_days_screen(act, anew=True)
