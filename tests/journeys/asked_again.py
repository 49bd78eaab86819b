"""A question that waits for something typed: whatever else comes, it stands at the bottom of the chat again."""

from sandbox.driver import Phone


def is_asked_again(phone: Phone) -> None:
    """Send what answers nothing; the question must be the newest card afterwards."""
    asked = phone.card().text
    phone.sends("sticker")
    assert phone.card().text == phone.newest().text == asked, phone.screen()
