"""Buttons of the day's route."""

from handlers.button_data import ButtonData


class RouteButton(ButtonData, prefix="route"):
    """The day's route: show (a page), start (asks where it begins)."""

    act: str
    page: int = 1
