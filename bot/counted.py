"""What one process has counted since it began: plain numbers, so that counting costs nothing and waits for nobody."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """Updates stored and handled, answers 429 of Telegram, what the database could not do, the clock's last tick."""

    received: int
    handled: int
    floods: int
    database_errors: int
    ticked_at: datetime | None
