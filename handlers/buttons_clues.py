"""Buttons of clues, the problems of approved visits that are followed up."""

from handlers.button_data import ButtonData


class CluesButton(ButtonData, prefix="clues"):
    """The list of clues: `ended` is 1 for those that have ended."""

    ended: int = 0
    page: int = 1


class ClueButton(ButtonData, prefix="clue"):
    """One clue.

    Acts: open, look (at the bottom), steps, offer (the departments, of them the page `choice`), to (the department
    `choice`), accept, takeback; unit, order, reject, close, reopen (a line is asked for).
    """

    act: str
    clue_id: int
    choice: int = 0
