"""Buttons of who follows a campaign that is sent out: answers, silence, requests, what is due; its time of sending."""

from handlers.button_data import ButtonData


class DispatchButton(ButtonData, prefix="disp"):
    """Follow a campaign: show (campaign `of`), silent (list), one, remind, next (asks first), go (task `of`),
    requests (list), answers (list, officer by officer), due (list), time (asks when campaign `of` is sent), untime.
    `campaign` narrows a list to one.
    """

    act: str
    of: int = 0
    page: int = 1
    campaign: int = 0
