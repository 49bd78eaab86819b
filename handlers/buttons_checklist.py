"""Buttons of the checklist: pages, items, problems, pictures."""

from handlers.button_data import ButtonData


class PageButton(ButtonData, prefix="page"):
    """A page of items: show, comply (all the rest), undo, overview, open (next open item), bad (problems only)."""

    act: str
    visit_id: int
    page: int = 0


class ItemButton(ButtonData, prefix="item"):
    """Open one item by its number."""

    visit_id: int
    number: int


class AnswerButton(ButtonData, prefix="ans"):
    """Answer one item with its choice at `place`; `revision` is that of the answer on the card.

    Acts: set (choice `place`), toggle (several choices), done, clear, unable, keep, mine, soft.
    """

    act: str
    visit_id: int
    number: int
    revision: int = 0
    place: int = -1


class FindingButton(ButtonData, prefix="find"):
    """A problem: note, how, photo (open a step), phrase, site, papers, test, ask, party, witness, later, none, done."""

    act: str
    visit_id: int
    number: int
    place: int = -1


class HeldButton(ButtonData, prefix="held"):
    """What to do with typed text that fitted nowhere: note, drop."""

    act: str
    visit_id: int
    number: int = 0


class PicturesButton(ButtonData, prefix="pics"):
    """A batch of pictures: move, withdraw, scene, item (number), drop, visit (choose)."""

    act: str
    message_id: int
    visit_id: int = 0
    number: int = 0
