"""Tells groups: the number of a visit and how much it matters. The rest is read in one's own chat."""

from functools import partial
from typing import Any

from handlers.deep_links import visit_link
from handlers.telling import Teller
from handlers.words import words_of
from rules.messages import Button, Text
from rules.notices import SEVERITY_OF, Severity
from services import concerned
from services.groups import groups_of_visit
from storage.unit_of_work import UnitOfWork

# A group has people of every language; the office's own comes first.
LANGUAGE = "zh-CN"


def tell_groups(uow: UnitOfWork, event: Any, severity: Severity) -> None:
    """Tell every group that hears of the visit; a start without reasons is nothing to tell."""
    if getattr(event, "reasons", None) == {}:
        return
    visit_id = event.visit_id if hasattr(event, "visit_id") else concerned.visit_of_section(uow, event.section_id)
    chats = groups_of_visit(uow, visit_id)
    if not chats:
        return
    words = words_of(LANGUAGE)
    text = words("group-notice", severity=severity, number=concerned.visit_concern(uow, visit_id).number)
    button = Button(words.plain("button-group-look"), url=visit_link(visit_id))
    for chat_id in chats:
        uow.mailbox.say(chat_id, [Text(text, ((button,),))])


TELLERS: dict[type[Any], Teller] = {
    event: partial(tell_groups, severity=severity) for event, severity in SEVERITY_OF.items()
}
