"""A database in which many chats are in the middle of a visit, and the updates that answer its items."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import insert, select

from forms.checklist import Checklist, Question
from forms.workbook import LIBRARY, load_workbook
from handlers.buttons_checklist import AnswerButton
from handlers.screens.asking import PICK_DIGITS
from handlers.screens.task import visit_key
from rules.messages import Button, Card, to_dict
from rules.stamps import stamped
from sandbox.stock import BOT_ID, today
from services.form_library import take_in
from services.sheets import mark_of
from storage.database import Database
from storage.tables import (
    Campaign,
    CardRow,
    Chat,
    ChecklistVersion,
    InspectionObject,
    Notice,
    Person,
    PointerRow,
    Role,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import unit_of_work

FIRST_CHAT = 900_000_000
FIRST_PERSON = 1_000_000
FIRST_VISIT = 1_000_000
CARD_MESSAGE = 10
COMPLIES, NOT_APPLICABLE = 0, 2


def enter_chats(database: Database, count: int, *, has_logic: bool = False) -> None:
    """Give `count` inspectors a Telegram account, a visit of their own that runs, and its card in their chat.

    They walk twenty plain items, or (`has_logic`) the same as the library asks them: with skip logic, a calculation and
    a repeat.
    """
    with unit_of_work(database, BOT_ID, lambda: datetime.now(UTC)) as uow:
        session, now = uow.session, uow.now
        checklist = session.scalars(select(ChecklistVersion).order_by(ChecklistVersion.checklist_version_id)).first()
        if checklist is not None and not has_logic:
            taken_in = take_in(uow, "bench", checklist.department_id, plain_checklist(), {})
            checklist = session.get_one(ChecklistVersion, taken_in.version_id)
        campaign = session.scalars(select(Campaign)).first()
        inspected = session.scalars(select(InspectionObject)).first()
        assert checklist is not None
        assert campaign is not None
        assert inspected is not None
        department, places = checklist.department_id, range(count)
        visit = {"campaign_id": campaign.campaign_id, "object_id": inspected.object_id, "state": "running"}
        rows: dict[type[Any], Iterable[dict[str, Any]]] = {
            Person: (
                {
                    "person_id": FIRST_PERSON + n,
                    "code": f"B-{n}",
                    "name": {"zh": f"检查员{n}", "en": f"Inspector {n}"},
                    "department_id": department,
                    "certificate_number": f"C{n:08}",
                    "certificate_until": today() + timedelta(days=300),
                    "language": "zh-CN",
                    "telegram_user_id": FIRST_CHAT + n,
                    "chat_id": FIRST_CHAT + n,
                    "reach": "open",
                    "bound_at": now,
                }
                for n in places
            ),
            Role: ({"person_id": FIRST_PERSON + n, "role": "inspector", "department_id": department} for n in places),
            Visit: (
                {
                    "visit_id": FIRST_VISIT + n,
                    "number": f"800-{n}",
                    "window_from": today(),
                    "window_until": today() + timedelta(days=9),
                    "started_at": now,
                    **visit,
                }
                for n in places
            ),
            Section: (
                {
                    "section_id": FIRST_VISIT + n,
                    "visit_id": FIRST_VISIT + n,
                    "department_id": department,
                    "checklist_version_id": checklist.checklist_version_id,
                    "place": 1,
                    "state": "running",
                    "results": [],
                    "start_reasons": {},
                    "started_at": now,
                }
                for n in places
            ),
            Task: (
                {
                    "visit_id": FIRST_VISIT + n,
                    "section_id": FIRST_VISIT + n,
                    "person_id": FIRST_PERSON + n,
                    "seat": 1,
                    "state": "accepted",
                    "accepted_at": now,
                    "presence": "own_phone",
                    "present_at": now,
                }
                for n in places
            ),
            Notice: (
                {"visit_id": FIRST_VISIT + n, "year": 2000, "serial": n + 1, "state": "served", "way": "paper"}
                for n in places
            ),
            CardRow: (_card(n, now) for n in places),
            Chat: ({"chat_id": FIRST_CHAT + n, "newest_message_id": CARD_MESSAGE, "messages": 1} for n in places),
            PointerRow: (
                {
                    "chat_id": FIRST_CHAT + n,
                    "body": {"visit": FIRST_VISIT + n, "place": "item", "number": 1},
                    "moved_at": now,
                }
                for n in places
            ),
        }
        for table, values in rows.items():
            session.execute(insert(table), list(values))


def _card(place: int, now: datetime) -> dict[str, Any]:
    return {
        "chat_id": FIRST_CHAT + place,
        "key": visit_key(FIRST_VISIT + place),
        "wanted": to_dict(Card(visit_key(FIRST_VISIT + place), "-")),
        "version": 1,
        "vanish": False,
        "message_id": CARD_MESSAGE,
        "posted_as": 1,
        "shown_version": 1,
        "shown_kind": "card",
        "shown_at": now,
        "sent_at": now,
    }


@cache
def _items() -> tuple[Question, ...]:
    """The items of the library's checklist, as a clean visit is asked them."""
    checklist = load_workbook(LIBRARY / "catering.xlsx", "catering.xlsx")
    return tuple(question for question in checklist.asked if question.complies)


@cache
def plain_checklist() -> Checklist:
    """Return those items as a checklist without logic."""
    whole = load_workbook(LIBRARY / "catering.xlsx", "catering.xlsx")
    items = tuple(replace(item, number=number) for number, item in enumerate(_items(), 1))
    sha256 = hashlib.sha256(b"plain").hexdigest()
    return replace(whole, form_id="plain", questions=items, sha256=sha256, xform="", files=(), has_logic=False)


def presses(first_id: int, places: Iterable[int], step: int, *, has_logic: bool = False) -> list[dict[str, Any]]:
    """Return one tap for each chat: its answer to item `step` (from 1) on the card as it stands after the one before.

    Update numbers begin at `first_id`. Every answer redraws the card, so its revision is the step.
    """
    made = []
    for update_id, n in enumerate(places, first_id):
        chat = FIRST_CHAT + n
        place = COMPLIES if (n + step) % 4 else NOT_APPLICABLE
        item = _items()[step - 1]
        button = AnswerButton(act="set", visit_id=FIRST_VISIT + n, number=step, place=place)
        if has_logic:
            # What answers may move is named as well.
            button.mark, button.pick = mark_of(item.name), mark_of(item.choices[place].name)[:PICK_DIGITS]
        data = button.pack()
        user = {"id": chat, "is_bot": False, "first_name": f"Inspector {n}", "language_code": "zh-hans"}
        card = {
            "message_id": CARD_MESSAGE,
            "from": {"id": BOT_ID, "is_bot": True, "first_name": "bench", "username": "bench_bot"},
            "chat": {"id": chat, "first_name": f"Inspector {n}", "type": "private"},
            "date": 1_790_000_000,
            "text": "3 食品经营许可证在有效期内、经营项目与许可一致",
        }
        query = {
            "id": str(update_id * 7919),
            "from": user,
            "message": card,
            "chat_instance": str(-chat),
            "data": stamped(Button("", data), step),
        }
        made.append({"update_id": update_id, "callback_query": query})
    return made


def texts(first_id: int, places: Iterable[int]) -> list[dict[str, Any]]:
    """Return one short message of each chat, for those who only echo."""
    made = []
    for update_id, n in enumerate(places, first_id):
        chat = FIRST_CHAT + n
        user = {"id": chat, "is_bot": False, "first_name": f"Inspector {n}", "language_code": "zh-hans"}
        chat_as_sent = {"id": chat, "first_name": f"Inspector {n}", "type": "private"}
        message = {"message_id": update_id, "from": user, "chat": chat_as_sent, "date": 1_790_000_000, "text": "1"}
        made.append({"update_id": update_id, "message": message})
    return made
