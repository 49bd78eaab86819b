"""Buttons of the checklist: pages, items, problems, pictures.

Where answers decide what is asked, numbers shift: `mark` then says which question (or page) was meant.
"""

from handlers.button_data import ButtonData


class PageButton(ButtonData, prefix="page"):
    """A page of items: show, comply (all the rest), undo, overview, open (next open item), bad (problems only)."""

    act: str
    visit_id: int
    page: int = 0
    mark: str = ""


class ItemButton(ButtonData, prefix="item"):
    """Open one item by its number."""

    visit_id: int
    number: int
    mark: str = ""


class AnswerButton(ButtonData, prefix="ans"):
    """Answer one item, or move about on its card; `revision` is that of the answer on the card.

    `place` is what the act needs: of a choice its place in the list (`pick` says which one was meant), of a day, month
    or year its digits, of a step its place, of a counter the number, of a round its lasting number.
    """

    act: str
    visit_id: int
    number: int
    revision: int = 0
    place: int = -1
    mark: str = ""
    pick: str = ""


class FindingButton(ButtonData, prefix="find"):
    """A problem: note, how, photo (open a step), phrase, site, papers, test, ask, party, witness, later, none, done."""

    act: str
    visit_id: int
    number: int
    place: int = -1
    mark: str = ""


class InterviewButton(ButtonData, prefix="iview"):
    """An interview about an item: open, name, statement (write more of it), shorter (take the last part back), said,
    read, refused, withdraw, back.
    """

    act: str
    visit_id: int
    number: int
    mark: str = ""


class HeldButton(ButtonData, prefix="held"):
    """What to do with typed text that fitted nowhere: note, drop."""

    act: str
    visit_id: int
    number: int = 0
    mark: str = ""


class PicturesButton(ButtonData, prefix="pics"):
    """A batch of pictures: move, withdraw, unsign (withdraw although signed), enter (the record), scene, item (number),
    drop, visit (choose).
    """

    act: str
    message_id: int
    visit_id: int = 0
    number: int = 0
    mark: str = ""
