"""Buttons of a supervisor who looks at a visit."""

from handlers.button_data import ButtonData


class SuperviseButton(ButtonData, prefix="look"):
    """A supervisor's look: list (page of visits), look (opens at the bottom), open, answers, files.

    `place` is that of the section whose answers are shown.
    """

    act: str
    visit_id: int = 0
    place: int = 0
    page: int = 1
