"""Buttons of what is planned before a campaign: the annual plan, caps of frequency."""

from handlers.button_data import ButtonData


class CapButton(ButtonData, prefix="cap"):
    """Caps of frequency: list, show a class (`risk`), ask for its numbers, exempt a `kind` of tasks; objects at their
    cap in the scope of a campaign (`of`, a `page`).
    """

    act: str
    risk: str = ""
    kind: str = ""
    of: int = 0
    page: int = 1


class YearButton(ButtonData, prefix="year"):
    """The annual plan of a year: show, lines (a `page`, `part` own or all), add (a `page`), matter (`of` a place), line
    (`of` its number), ask for a `part`, kind (`page` a place), part, drop, begin, joint, accept and decline (`of` a
    place), missing, file, approve, publish, history.
    """

    act: str
    year: int = 0
    of: int = 0
    part: str = ""
    page: int = 1
