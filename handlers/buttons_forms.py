"""Buttons of forms: a workbook that was sent, the forms that one keeps, a trial, an export."""

from handlers.button_data import ButtonData


class DraftButton(ButtonData, prefix="draft"):
    """A workbook that was sent: show, warnings, changes (a `page` of them or of faults), list, try, use, drop."""

    act: str
    draft_id: int
    page: int = 1


class ShelfButton(ButtonData, prefix="shelf"):
    """The forms that one keeps: list (a `page`), form, versions (a `page`), try, export (a `format`)."""

    act: str
    version_id: int = 0
    page: int = 1
    format: str = ""


class TrialButton(ButtonData, prefix="trial"):
    """A trial: on (go on), xml, again (start over), end."""

    act: str
    visit_id: int


class ExportButton(ButtonData, prefix="export"):
    """Have a submitted visit made as XML with its files."""

    visit_id: int
