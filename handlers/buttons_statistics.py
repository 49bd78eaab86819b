"""Buttons of statistics, and of what follows from an object's results."""

from handlers.button_data import ButtonData


class StatisticsButton(ButtonData, prefix="stat"):
    """Statistics of a period.

    Acts: menu, look (at the bottom), cut (`what`), xlsx, web.
    """

    act: str
    period: str = "year"
    what: str = "-"


class ObjectButton(ButtonData, prefix="obj"):
    """What results of objects lead to; `mark` names a suggestion as it was read, of a record the visit from
    which it was opened.

    Acts: search, record (a page of one's record), visit (the record of the object of the visit `of`), record_xlsx;
    risks (have a page of them listed), risk, accept, decline; list (a page of serious breaches), proposals (have a page
    of them listed), propose, release, keep, entry, withdraw, sure (of what the last look showed), xlsx, csv;
    decisions (a page of those against the list), decision, put_back.
    """

    act: str
    of: int = 0
    mark: int = 0
    page: int = 1
