"""What buttons carry: typed callback data with ids only, at most 64 bytes with the card's revision."""

from handlers.button_data import ButtonData


class HomeButton(ButtonData, prefix="home"):
    """The list of tasks: `view` is open, done, today, near or resume."""

    view: str
    page: int = 1


class LanguageButton(ButtonData, prefix="lang"):
    """Open the choice of language (none) or choose one."""

    language: str = ""


class HelpButton(ButtonData, prefix="help"):
    """Open the help."""


class BindButton(ButtonData, prefix="bind"):
    """An invitation: `reject`."""

    act: str


class RetryButton(ButtonData, prefix="retry"):
    """Try a parked update again."""

    arrival: int


class TaskButton(ButtonData, prefix="task"):
    """A person's part in a visit: open, card, accept, map, team, items, draw, serve, arrive."""

    act: str
    visit_id: int


class RecuseButton(ButtonData, prefix="recuse"):
    """Asking for recusal or hand-over: open, kin, past, other, handover, send, sendover."""

    act: str
    visit_id: int


class DecideButton(ButtonData, prefix="decide"):
    """The supervisor's decision on a request: open, order, grant, refuse, invite."""

    act: str
    task_id: int
