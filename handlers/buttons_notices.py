"""Buttons about how one wants to be told."""

from handlers.button_data import ButtonData


class NoticesButton(ButtonData, prefix="tell"):
    """One's settings of alerts: show; kind (`of` one); way (`of` a kind, `to` a way); hours; quiet (`of` a span); rest
    (yes, no). And deliver: what waits for quiet hours; kept: more of what waits for the digest.
    """

    act: str
    of: str = ""
    to: str = ""
