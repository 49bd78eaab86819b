"""What buttons carry: typed callback data with ids only, at most 64 bytes with the card's revision."""

from aiogram.filters.callback_data import CallbackData


class HomeButton(CallbackData, prefix="home"):
    """The list of tasks: `view` is open, done, today or resume."""

    view: str
    page: int = 1


class LanguageButton(CallbackData, prefix="lang"):
    """Open the choice of language (none) or choose one."""

    language: str = ""


class HelpButton(CallbackData, prefix="help"):
    """Open the help."""


class BindButton(CallbackData, prefix="bind"):
    """An invitation: `reject`."""

    act: str


class RetryButton(CallbackData, prefix="retry"):
    """Try a parked update again."""

    arrival: int


class TaskButton(CallbackData, prefix="task"):
    """A person's part in a visit: open, card, accept, map, team, items, draw, serve, arrive."""

    act: str
    visit_id: int


class RecuseButton(CallbackData, prefix="recuse"):
    """Asking for recusal or hand-over: open, kin, past, other, handover, send, sendover."""

    act: str
    visit_id: int


class DecideButton(CallbackData, prefix="decide"):
    """The supervisor's decision on a request: open, order, grant, refuse, invite."""

    act: str
    task_id: int
