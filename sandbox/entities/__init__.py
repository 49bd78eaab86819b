"""Text with formatting: reads what a bot sends, and gives text and entities as Telegram keeps them."""

from sandbox.entities.formatting import Formatted, plain_text, read_formatted

__all__ = ["Formatted", "plain_text", "read_formatted"]
