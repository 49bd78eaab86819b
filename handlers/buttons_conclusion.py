"""Buttons of a department's result and of waiting for the others."""

from aiogram.filters.callback_data import CallbackData


class ResultButton(CallbackData, prefix="res"):
    """A department's result.

    Acts: open, choose (the result at `place`), remark, clear, confirm, waiting, watch, reopen, reset, nudge.
    """

    act: str
    visit_id: int
    place: int = -1
