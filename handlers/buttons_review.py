"""Buttons of the review of submitted visits, and of what is sent back."""

from handlers.button_data import ButtonData


class ReviewButton(ButtonData, prefix="rev"):
    """A supervisor's review: queue (filter `choice`, `page`), open (a visit of it), approve (`round`: as seen),
    reopen, history and changes (a `page`), takeback.

    Of what is sent back: return (open), more, item (section and number as `choice`), result (section), signing, last
    (drop the last choice), drop (all), send.
    """

    act: str
    visit_id: int = 0
    choice: str = ""
    page: int = 1
    round: int = 0


class ReturnButton(ButtonData, prefix="ret"):
    """One thing that was sent back: open (to change it), say (a line), look (what was said), waive."""

    act: str
    return_id: int
