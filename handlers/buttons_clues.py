"""Buttons of clues, the problems of approved visits that are followed up."""

from handlers.button_data import ButtonData


class CluesButton(ButtonData, prefix="clues"):
    """The list of clues: `ended` is 1 for those that have ended."""

    ended: int = 0
    page: int = 1


class ClueButton(ButtonData, prefix="clue"):
    """One clue.

    Acts: open, look (at the bottom), steps (the page `choice`, the last one by 0), offer (the departments, of them the
    page `choice`), to (a last look at the department `choice`), hand (over to it), accept, takeback; unit, order,
    reject, close, same (close with what was there before), reopen (a line is asked for); of a follow-up inspection
    again (begin one, or show its officers, of them the page `choice`), officer (the person `choice`), send, off (a line
    is asked for), proven (close with its photographs).
    """

    act: str
    clue_id: int
    choice: int = 0


class EarlierButton(ButtonData, prefix="earlier"):
    """The photographs that visits before a follow-up inspection have of its problem."""

    visit_id: int
