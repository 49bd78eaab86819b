"""Statistics: chosen in the chat, drawn by a job, handed out as a workbook or a page."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.buttons_statistics import StatisticsButton
from handlers.filters import Bound, Pressed, Says
from handlers.screens.statistics import dashboard_screen, menu_screen, nothing_screen
from rules.errors import statistics as problems
from rules.messages import Toast
from rules.refusals import Refused
from services.dashboards import PATH, open_dashboard
from services.statistics import reads_statistics
from services.statistics_files import ask_figures, ask_statistic

router = Router(name="statistics")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


class ReadsStatistics(Filter):
    """Somebody who reads statistics; from anybody else the word is one like any other, such as a note."""

    async def __call__(self, message: Message, act: Act | None = None) -> bool:
        """Return whether the sender does."""
        return act is not None and reads_statistics(act.actor)


@router.message(Says("统计", "statistics", "stats"), ReadsStatistics())
async def on_statistics(message: Message, act: Act) -> Said:
    """Show what there is to choose."""
    act.point()
    return menu_screen(act, anew=True)


@router.callback_query(Pressed(StatisticsButton))
async def on_statistics_tapped(query: CallbackQuery, callback_data: StatisticsButton, act: Act) -> Said:
    """Do what a button of statistics says."""
    period = callback_data.period
    match callback_data.act:
        case "cut":
            ask_statistic(act.uow, act.actor, callback_data.what, period)
            return [Toast(act.words.plain("stat-being-counted"))]
        case "xlsx":
            if not ask_figures(act.uow, act.actor, period):
                return nothing_screen(act, period)
            return [Toast(act.words.plain("file-being-made"))]
        case "web":
            if not act.public_url:
                raise Refused(problems.NO_PAGES)
            code = open_dashboard(act.uow, act.actor)
            return [dashboard_screen(act.words, f"{act.public_url}/{PATH}/{code}", period)]
    act.point()
    return menu_screen(act, period, anew=callback_data.act == "look")
