"""Buttons of a department's result and of waiting for the others."""

from handlers.button_data import ButtonData


class ResultButton(ButtonData, prefix="res"):
    """A department's result.

    Acts: open, choose (the result at `place`), remark, clear, confirm, waiting, watch, reopen, reset, nudge.
    """

    act: str
    visit_id: int
    place: int = -1
