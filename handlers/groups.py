"""In groups the bot hears little and says less: it is bound and released there, and everything else is for one's own
chat.
"""

import re

from aiogram.types import Chat, Update, User

from handlers.act import Said
from handlers.words import Words, words_of
from rules.messages import Text
from rules.refusals import Refused
from services import access, groups
from storage.unit_of_work import UnitOfWork

BINDS = re.compile(r"/(bind|unbind)(?:@\w+)?(?:\s+(\S+))?\s*", re.ASCII)
GONE = ("left", "kicked")


def in_group(uow: UnitOfWork, event: Update, person: User, chat: Chat) -> Said:
    """Answer what reaches the bot from a group; strangers and talk are not answered."""
    if event.my_chat_member is not None:
        if event.my_chat_member.new_chat_member.status in GONE:
            groups.lose_group(uow, chat.id)
            return []
        return _greeted(uow, person)
    message = event.message
    if message is None:
        return []
    if message.migrate_to_chat_id:
        groups.move_group(uow, chat.id, message.migrate_to_chat_id)
        return []
    found = BINDS.fullmatch(message.text or "") if message.forward_origin is None else None
    actor = access.acting(uow, person.id) if found else None
    return _bound(uow, actor[0], chat.id, found[1], found[2] or "") if found and actor else []


def _greeted(uow: UnitOfWork, person: User) -> Said:
    """Say to somebody known how the group is bound."""
    actor = access.acting(uow, person.id)
    return [Text(words_of(actor[0].language)("group-hello"))] if actor else []


def _bound(uow: UnitOfWork, actor: access.Actor, chat_id: int, command: str, typed: str) -> Said:
    words = words_of(actor.language)
    try:
        if command == "unbind":
            groups.release_group(uow, actor, chat_id)
            return [Text(words("group-released"))]
        bound = groups.bind_group(uow, actor, chat_id, typed)
    except Refused as refused:
        # Raised before anything is changed.
        return [Text("⚠️ " + Words.escape(refused.text(actor.language)))]
    department = words.pick(bound.department) if bound.department else words.plain("group-everywhere")
    return [Text(words("group-bound", department=department))]
