"""Buttons of addenda to a submitted record."""

from handlers.button_data import ButtonData


class AddendaButton(ButtonData, prefix="adds"):
    """The addenda of a visit: list (one `page`), new (or go on with one's draft)."""

    act: str
    visit_id: int
    page: int = 1


class AddendumButton(ButtonData, prefix="add"):
    """One addendum.

    Acts: open, look (at the bottom); of a draft: where, part (the section `choice`, 0 for the whole), section, item
    (its number `choice`), edit (the text `choice`), confirm, drop; of one being signed: draw (`choice`: me, party, then
    legal, or agent and named), agent, agent_none (why there is no authorisation), drawn, undraw (the signature
    `choice`), tick (`choice`), retake, done, refuse (the kind `choice`), why (kind and usual reason as `choice`), void;
    of what a colleague ticked: mine, not_mine. `section` says of which department.
    """

    act: str
    addendum_id: int
    choice: str = ""
    section: int = 0
