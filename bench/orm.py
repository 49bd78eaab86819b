"""What people write: aiogram, and an ORM session for each update that stores the same rows and commits once.

The packages that an asynchronous engine needs on SQLite are not among ours, so the synchronous ORM runs in a thread for
each update, which is faster than they are: the yardstick is set higher by it, not lower.
"""

import asyncio
import hashlib
import json
import sys
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from handlers.buttons_checklist import AnswerButton
from handlers.screens.task import visit_key
from sandbox.stock import BOT_ID
from storage.database import Database
from storage.tables import (
    Answer,
    CardRow,
    ChecklistVersion,
    InboxUpdate,
    LedgerLink,
    OutboxMessage,
    Person,
    PointerRow,
    Section,
    Task,
    Visit,
)

router = Router()
WORDS = "第 {} 项 符合\n答题卡 餐饮服务 · 市场监管\n▰▰▱▱▱▱▱ 2/20"


def store(sessions: sessionmaker[Session], query_id: str, chat: int, button: AnswerButton) -> str:
    """Store an answer with everything that belongs to it, and return the new text of the card."""
    now = datetime.now(UTC)
    with sessions() as session:
        person = session.scalars(select(Person).where(Person.telegram_user_id == chat)).one()
        visit = session.get_one(Visit, button.visit_id)
        task = session.scalars(
            select(Task).where(Task.visit_id == visit.visit_id, Task.person_id == person.person_id)
        ).one()
        section = session.get_one(Section, task.section_id)
        checklist = session.get_one(ChecklistVersion, section.checklist_version_id)
        items = [each for each in checklist.body["questions"] if each.get("complies")]
        question = items[button.number - 1]
        given = session.scalars(select(Answer).where(Answer.section_id == section.section_id, Answer.is_current)).all()
        before = next((a for a in given if a.question == question["name"]), None)
        if before is not None:
            before.is_current = False
        value = checklist.body["lists"][question["choices"]][button.place]["name"]
        session.add(
            Answer(
                section_id=section.section_id,
                question=question["name"],
                revision=before.revision + 1 if before else 1,
                value=value,
                mode="single",
                person_id=person.person_id,
                answered_at=now,
                is_current=True,
            )
        )
        chain = f"visit:{visit.number}"
        newest = session.scalars(
            select(LedgerLink).where(LedgerLink.chain == chain).order_by(LedgerLink.seq.desc()).limit(1)
        ).first()
        body = {"question": question["name"], "value": value}
        fields: dict[str, Any] = {"seq": newest.seq + 1 if newest else 1, "prev": newest.hash if newest else "0" * 64}
        digest = hashlib.sha256(json.dumps([fields, body], ensure_ascii=False).encode()).hexdigest()
        session.add(
            LedgerLink(
                chain=chain,
                type="answered",
                actor=person.code,
                server_time=now.isoformat(),
                files=[],
                body=body,
                hash=digest,
                **fields,
            )
        )
        pointer = session.get_one(PointerRow, chat)
        pointer.body = {"visit": visit.visit_id, "place": "item", "number": button.number + 1}
        card = session.scalars(
            select(CardRow).where(CardRow.chat_id == chat, CardRow.key == visit_key(visit.visit_id))
        ).one()
        text = WORDS.format(button.number)
        card.wanted, card.version = {"kind": "card", "text": text}, card.version + 1
        session.add(
            InboxUpdate(
                bot_id=BOT_ID,
                update_id=int(query_id),
                chat_id=chat,
                received_at=now,
                payload=button.pack(),
                state="done",
                not_before=now,
            )
        )
        for kind in ("toast", "card"):
            session.add(
                OutboxMessage(
                    bot_id=BOT_ID,
                    chat_id=chat,
                    kind=kind,
                    card_id=card.card_id if kind == "card" else None,
                    body={"text": text},
                    state="sent",
                    created_at=now,
                    not_before=now,
                )
            )
        session.commit()
    return text


@router.callback_query()
async def answered(query: CallbackQuery, sessions: sessionmaker[Session]) -> None:
    assert query.message is not None
    button = AnswerButton.unpack((query.data or "").partition("~")[0])
    text = await asyncio.to_thread(store, sessions, query.id, query.from_user.id, button)
    await query.answer("第 1 项 符合")
    keys = [[InlineKeyboardButton(text=f"{n}", callback_data=f"ans:set:1:1:1:{n}")] for n in range(4)]
    await query.message.edit_text(text, reply_markup=InlineKeyboardMarkup(inline_keyboard=keys))  # type: ignore[union-attr]


async def main(url: str, token: str, address: str) -> None:
    database = Database(address)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher(sessions=sessionmaker(database.engine))
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot, tasks_concurrency_limit=16)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3]))
