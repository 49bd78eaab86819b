"""Buttons of submitting and of what follows it."""

from handlers.button_data import ButtonData


class SubmitButton(ButtonData, prefix="sub"):
    """The summary: open, gaps (all of them, `page`), reason, commit."""

    act: str
    visit_id: int
    page: int = 1


class LostButton(ButtonData, prefix="lost"):
    """Lost photographs: list (of the visit), again (send `evidence_id` anew), drop."""

    act: str
    visit_id: int
    evidence_id: int = 0
