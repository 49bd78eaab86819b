"""What the log tells while Telegram does not take what is to be said."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

from sqlalchemy import update

from rules.messages import Text
from sandbox.post_office import PostOffice
from storage.tables import OutboxMessage
from storage.unit_of_work import unit_of_work

CHEN, ZHOU = 7101, 7102


async def test_telegram_away_for_long_is_told_once_and_not_once_for_each_message(
    post: PostOffice, reports: list[MutableMapping[str, Any]]
) -> None:
    post.fault("sendMessage", "500", times=1000)
    with unit_of_work(post.database, post.bot_id, post.now) as uow:
        for chat in (CHEN, ZHOU):
            uow.mailbox.say(chat, [Text("waits")])
        uow.write_out()
        uow.session.execute(update(OutboxMessage).values(attempts=3))
    await asyncio.sleep(1.5)
    # On a busy machine somebody may hold the writer for long besides.
    told = [report["event"] for report in reports if report["event"] != "writer_held_long"]
    assert told == ["telegram_unreachable"]
