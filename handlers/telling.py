"""How an event reaches a person: in their language, in the same transaction, and when they want it."""

import html
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handlers.buttons import HomeButton
from handlers.words import Words, words_at
from rules.messages import Button, Card, Document, Message, Picture, Text, Withdraw, to_dict
from rules.notices import KIND_OF
from services.access import chat_of
from services.reaching import Reached, keep_for_digest, reach
from storage.unit_of_work import UnitOfWork

Teller = Callable[[UnitOfWork, Any], None]
Offering = Text | Card | Picture | Document

# What is told now; none where something only answers an act of the person's own.
_KIND: ContextVar[str | None] = ContextVar("kind", default=None)
MARKUP = re.compile(r"<[^>]+>")


@contextmanager
def telling_of(event: type[Any]) -> Iterator[None]:
    """Tell of an event: what is said to people within the block takes the course that they chose for its kind."""
    held = _KIND.set(KIND_OF.get(event))
    try:
        yield
    finally:
        _KIND.reset(held)


@dataclass(frozen=True, slots=True)
class Digested:
    """How a message stands in a digest, where its own first line and button do not say it: a plain line with the button
    that leads on.
    """

    line: str
    button: Button


def to_person(
    uow: UnitOfWork,
    person_id: int,
    say: Callable[[Words], list[Message]],
    *,
    kind: str | None = None,
    digested: Digested | None = None,
    until: date | None = None,
) -> bool:
    """Say something to a person in their language; return whether the person can be reached.

    Of an event with a kind, or as one of the named, it comes when the person wants it, before the work of the last day
    `until` on which it is of use, and always with a button to the next step. What only brings a card up to date that
    stands in the chat makes no sound, and comes at once.
    """
    kind = kind or _KIND.get()
    reached = reach(uow, person_id, kind, until)
    if reached is None:
        return False
    words = words_at(reached.language, uow.now)
    said = say(words)
    if kind is None:
        # A paper or a card is what was asked for; words alone lead on.
        is_words = all(isinstance(each, Text) for each in said)
        uow.mailbox.say(reached.chat_id, with_next_step(words, said) if is_words else said)
        return True
    said = with_next_step(words, said)
    if reached.course == "now":
        uow.mailbox.say(reached.chat_id, said)
        return True
    uow.mailbox.amend(reached.chat_id, [each for each in said if not _rings(uow, reached, each)])
    ringing = [each for each in said if _rings(uow, reached, each)]
    match reached.course:
        case "later":
            uow.mailbox.say(reached.chat_id, ringing, not_before=reached.not_before, latest=reached.latest)
        case "digest":
            if digested and ringing:
                _keep(uow, person_id, kind, digested.line, digested.button)
            else:
                _keep_first(uow, person_id, kind, ringing)
    return True


def to_each(uow: UnitOfWork, people: Iterable[int], say: Callable[[Words], list[Message]]) -> None:
    """Say something to several people, each in their language."""
    for person_id in people:
        to_person(uow, person_id, say)


def update_each(uow: UnitOfWork, people: Iterable[int], say: Callable[[Words], Card]) -> None:
    """Bring a card up to date, without a sound, for those of several people in whose chats it stands."""
    for person_id in people:
        if reached := chat_of(uow, person_id):
            card = replace(say(words_at(reached[1], uow.now)), anew=False, follow=False)
            if uow.mailbox.stands(reached[0], card.key):
                uow.mailbox.amend(reached[0], [card])


def with_next_step(words: Words, said: list[Message]) -> list[Message]:
    """Return messages of which one at least leads on; where none does, the last one leads to what is open."""
    if not said or any(getattr(each, "buttons", ()) for each in said):
        return said
    for place in reversed(range(len(said))):
        each = said[place]
        if isinstance(each, Offering):
            home = Button(words.plain("button-see-open"), HomeButton(view="open").pack(), steady=True)
            return [*said[:place], replace(each, buttons=((home,),)), *said[place + 1 :]]
    return said


def _rings(uow: UnitOfWork, reached: Reached, message: Message) -> bool:
    if isinstance(message, Withdraw):
        return False
    if not isinstance(message, Card) or message.anew:
        return True
    # One that follows may stand far up by now, and would be posted afresh.
    return message.follow or not uow.mailbox.stands(reached.chat_id, message.key)


def _keep(uow: UnitOfWork, person_id: int, kind: str, line: str, button: Button) -> None:
    keep_for_digest(uow, person_id, kind, line, to_dict(Text("", ((button,),)))["buttons"][0][0])


def _keep_first(uow: UnitOfWork, person_id: int, kind: str, said: list[Message]) -> None:
    """Keep the first line of what is said, with the button that leads on: that of a paper stands below another part."""
    offered = [each for each in said if isinstance(each, Offering)]
    leading = next((found for each in offered if (found := leading_button(each)) is not None), None)
    if leading is not None:
        text = offered[0].text if isinstance(offered[0], Text | Card) else offered[0].caption
        _keep(uow, person_id, kind, (plain(text).splitlines() or [""])[0], leading)


def plain(text: str) -> str:
    """Return the words of a text without its markup."""
    return html.unescape(MARKUP.sub("", text)).strip()


def leading_button(message: Offering) -> Button | None:
    """Return the button of a message that leads on: the coloured one, else the first."""
    found = [button for row in message.buttons for button in row if button.data or button.url]
    return next((button for button in found if button.style == "primary"), found[0] if found else None)
