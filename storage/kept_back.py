"""What of a chat waits for an hour, as in quiet hours: how much it is, and another hour for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, select, update

from rules.messages import Withdraw
from storage.tables import CardRow, OutboxMessage
from storage.tables.mapping import Instant
from storage.tables.runtime import WAITING


@dataclass(frozen=True, slots=True)
class KeptBack:
    """How many messages wait for their hour, and the first of these hours."""

    count: int
    first: datetime | None


_HOUR = bindparam("hour", type_=Instant)
# What was tried already waits for Telegram.
_WAITS = (
    OutboxMessage.state == WAITING,
    OutboxMessage.bot_id == bindparam("bot"),
    OutboxMessage.chat_id == bindparam("chat"),
    OutboxMessage.not_before > bindparam("now", type_=Instant),
    OutboxMessage.attempts == 0,
)
# A card may wait twice, and may have been withdrawn meanwhile.
_KEPT = (
    select(
        func.count(func.coalesce(OutboxMessage.card_id, -OutboxMessage.outbox_id).distinct()),
        func.min(OutboxMessage.not_before),
    )
    .outerjoin(CardRow, CardRow.card_id == OutboxMessage.card_id)
    .where(*_WAITS, CardRow.card_id.is_(None) | (CardRow.wanted["kind"].as_string() != Withdraw.kind))
)
_SET = (
    update(OutboxMessage)
    .where(*_WAITS)
    .values(not_before=case((OutboxMessage.expires_at < _HOUR, OutboxMessage.expires_at), else_=_HOUR))
)


def kept_back(connection: Connection, bot_id: int, chat_id: int, now: datetime) -> KeptBack:
    """Return how much of a chat waits for its hour."""
    return KeptBack(*connection.execute(_KEPT, {"bot": bot_id, "chat": chat_id, "now": now}).one())


def set_hour(connection: Connection, bot_id: int, chat_id: int, now: datetime, hour: datetime) -> None:
    """Give what waits another hour, or the earlier one at which it would be of no use any more."""
    connection.execute(_SET, {"bot": bot_id, "chat": chat_id, "now": now, "hour": hour})
