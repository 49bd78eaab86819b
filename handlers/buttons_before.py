"""Buttons of a visit before its checklist: the notice, the check-in, the matters, the draw."""

from handlers.button_data import ButtonData


class NoticeButton(ButtonData, prefix="notice"):
    """The notice: an act of `handlers/serving.py` with one of its own words or a day as `value`."""

    act: str
    visit_id: int
    value: str = ""


class ArriveButton(ButtonData, prefix="arrive"):
    """The check-in: open, here and gone (a colleague), skip, ask, away, start, a reason, go."""

    act: str
    visit_id: int
    task_id: int = 0


class MattersButton(ButtonData, prefix="matters"):
    """A page of the department's matters."""

    visit_id: int
    page: int


class DeskButton(ButtonData, prefix="desk"):
    """An inspection at the desk: start, show, add, settle and tie (a `step`)."""

    act: str
    visit_id: int
    step: int = 0
