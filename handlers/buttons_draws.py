"""Buttons of campaigns that are planned here and of their draws."""

from handlers.button_data import ButtonData


class PlanButton(ButtonData, prefix="plan"):
    """A planned campaign: list, new, show, drop, check, commit and sealed (`of` the plan's revision), send, rehearse;
    pick (`part`, a `page`), choose (`of` a choice), ask (`part` to be typed).
    """

    act: str
    campaign_id: int = 0
    part: str = ""
    of: int = 0
    page: int = 1


class DrawButton(ButtonData, prefix="draw"):
    """A draw: show, dice, photo, photos, hold, abandon, files, teams (a `page`)."""

    act: str
    draw_id: int
    page: int = 1


class ReaderButton(ButtonData, prefix="drrd"):
    """Readings of the dice: withdraw (one's own), way (those that stand in it), aside (`of` their reader)."""

    act: str
    draw_id: int
    of: int = 0


class DrawnButton(ButtonData, prefix="drwn"):
    """A held draw: out (a `page`), leave (`of` an object), unfilled, decide (`part` what becomes of it), open, more."""

    act: str
    draw_id: int
    of: int = 0
    part: str = ""
    page: int = 1


class RecusalButton(ButtonData, prefix="rcsl"):
    """Recusals known before a draw: page, withdraw (`of` one of them)."""

    act: str
    of: int = 0
    page: int = 1
