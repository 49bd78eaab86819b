"""Buttons about the end of a visit's window."""

from handlers.button_data import ButtonData


class ExtendButton(ButtonData, prefix="ext"):
    """A team asks for more time: open, days (`of` of the offered working days)."""

    act: str
    visit_id: int
    of: int = 0


class ExtensionButton(ButtonData, prefix="extd"):
    """The supervisor decides on more time: show, grant, refuse."""

    act: str
    extension_id: int
