"""Buttons of the doors to other systems, and of what is keyed on the municipal platform."""

from handlers.button_data import ButtonData


class KeyingButton(ButtonData, prefix="key"):
    """Keying: list, done, take_back (a `page`), file; open (a `page`), keyed (of a `review`'s round with its
    `addenda`), back, gone of a section.
    """

    act: str
    of: int = 0
    page: int = 1
    review: int = 0
    addenda: int = 0


class DoorsButton(ButtonData, prefix="doors"):
    """Doors: subscribers, forwardings, tokens (a `page` of each); resume `of` a subscriber, again `of` a forwarding."""

    act: str
    of: int = 0
    page: int = 1
