"""Buttons of publication."""

from handlers.button_data import ButtonData


class PublicationButton(ButtonData, prefix="pub"):
    """Publication: list, done, campaigns (a `page`), open, preview, prepare, agree (a `revision`), back, correct,
    withdraw, withhold, ground (`part`) of a section; prepare_all, agree_all of a campaign.
    """

    act: str
    of: int = 0
    revision: int = 0
    page: int = 1
    part: str = ""
