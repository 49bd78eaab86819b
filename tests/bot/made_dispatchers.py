"""Dispatchers over made-up handlers, and updates for them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from aiogram import Dispatcher
from aiogram.types import Update
from sqlalchemy import select

from bot.dispatcher import UpdateDispatcher
from bot.hearing import hearing
from rules.messages import Message
from rules.refusals import Refused
from storage import inbox
from storage.database import Database
from storage.tables import OutboxMessage
from storage.unit_of_work import UnitOfWork, reading, unit_of_work

TOKEN = "7000000001:AAGsandbox-not-a-secret-hecha-demo0"
BOT = 7_000_000_001
Handler = Callable[[dict[str, Any], UnitOfWork], list[Any]]


class Clock:
    """A clock that stands still until it is turned, or runs ahead so that pauses of seconds pass in a moment."""

    def __init__(self, speed: float = 0) -> None:
        self._speed, self._began, self._start = speed, time.monotonic(), datetime.now(UTC)

    def __call__(self) -> datetime:
        return self._start + timedelta(seconds=(time.monotonic() - self._began) * self._speed)

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        self._start += timedelta(seconds=seconds)


def dispatchers(
    database: Database,
    count: int,
    handler: Handler,
    clock: Clock,
    said_of: Callable[[Refused], list[Message]] | None = None,
) -> list[UpdateDispatcher]:
    routes = Dispatcher(disable_fsm=True)

    async def handle(_next: Callable[..., Awaitable[Any]], event: Update, data: dict[str, Any]) -> Any:
        if said_of is not None and data["refusal"] is not None:
            return said_of(data["refusal"])
        return handler(event.model_dump(exclude_none=True), data["uow"])

    routes.update.outer_middleware(handle)  # type: ignore[arg-type]
    return [
        UpdateDispatcher(
            database=database,
            bot_id=BOT,
            dispatcher=routes,
            bot=hearing(TOKEN),
            clock=clock,
            dwell=timedelta(0),
            said=lambda: None,
        )
        for _ in range(count)
    ]


def text(update_id: int, chat: int, words: str = "-") -> dict[str, Any]:
    place, person = {"id": chat, "type": "private"}, {"id": chat, "is_bot": False, "first_name": "-"}
    message = {"message_id": update_id, "date": 1, "chat": place, "from": person, "text": words}
    return {"update_id": update_id, "message": message}


def tap(update_id: int, chat: int) -> dict[str, Any]:
    message = text(update_id, chat)["message"]
    query = {"id": f"q{update_id}", "from": message["from"], "chat_instance": "1", "message": message, "data": "x"}
    return {"update_id": update_id, "callback_query": query}


def stored(database: Database, *updates: dict[str, Any]) -> None:
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    with unit_of_work(database, BOT, lambda: an_hour_ago) as uow:
        inbox.store(uow.connection, BOT, updates, uow.now)


def handled(dispatcher: UpdateDispatcher) -> bool:
    return asyncio.run(dispatcher.handle_waiting())


def said(database: Database) -> list[tuple[str, str]]:
    with reading(database) as session:
        rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.outbox_id))
        return [(row.kind, row.body.get("text", "")) for row in rows]
