"""Refusals: what the Bot API answers to a bot, and what the simulation answers to a test."""

import math


class ApiError(Exception):
    """A refused Bot API call.

    Attributes:
        code: The HTTP status and `error_code`.
        description: Telegram's own text, prefix included.
        retry_after: Seconds to wait, for 429 only.
        migrate_to: The supergroup that a group became, for that one refusal.
    """

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrate_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    def parameters(self) -> dict[str, int]:
        """ResponseParameters of the answer; empty when there are none."""
        found: dict[str, int] = {}
        if self.retry_after is not None:
            found["retry_after"] = self.retry_after
        if self.migrate_to is not None:
            found["migrate_to_chat_id"] = self.migrate_to
        return found


class ActError(ValueError):
    """An act that a person could not do in a Telegram client, or a wrong simulation call."""


def bad_request(text: str) -> ApiError:
    """400 with the prefix that Telegram puts before it."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403 with the prefix that Telegram puts before it."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409 with the prefix that Telegram puts before it."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(seconds: float) -> ApiError:
    """429 with whole seconds to wait, at least one."""
    wait = max(1, math.ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
