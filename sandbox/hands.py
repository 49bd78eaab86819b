"""What a script asks of whoever plays it: a phone of the driver, or somebody who clicks on the page."""

from typing import Any, Protocol

from sandbox.screen import Shown


class Hands(Protocol):
    """The hands and eyes of one person. Every act waits for what comes of it; for the words see `Phone`."""

    def word(self, key: str, **values: Any) -> str:
        """Return a button label of the catalogue in this person's language."""

    def card(self) -> Shown:
        """Return the newest message with inline buttons."""

    def taps(self, label: str) -> None:
        """Tap the newest inline button whose label holds this."""

    def types(self, text: str) -> object:
        """Type and send a text."""

    def shares_location(self, latitude: float, longitude: float) -> object:
        """Share a place by the key that asks for it."""

    def sends_photo(self, data: bytes | None = None) -> object:
        """Send a photo, any new one when none is given."""
