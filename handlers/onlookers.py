"""Others who look at a visit's card right now: it is brought up to date in front of them, without a sound."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from handlers.act import Act
from handlers.places import PLACES, STAGE_PLACES, place_of
from handlers.words import words_at
from rules.messages import Card
from rules.refusals import Refused
from services.access import actor_by_id, chat_of
from services.concerned import pointers_of
from services.tasks import running_visit
from storage.unit_of_work import UnitOfWork

RUNNING_PLACES = frozenset(STAGE_PLACES[stage] for stage in ("running", "waiting", "signing"))


def stand_in(uow: UnitOfWork, person_id: int) -> Act | None:
    """Return what a screen needs to be drawn for somebody who does not act now; none for the unreachable."""
    reached = chat_of(uow, person_id)
    if reached is None:
        return None
    chat_id, language = reached
    return Act(
        uow=uow,
        actor=actor_by_id(uow, person_id),
        chat_id=chat_id,
        telegram_user_id=chat_id,
        message_id=0,
        received_at=uow.now,
        words=words_at(language, uow.now),
        pointer=uow.pointer(chat_id),
        is_own=False,
    )


def looked_at(act: Act) -> int | None:
    """Return the visit whose card somebody looks at: the pointer's, else the running one."""
    return act.pointer.get("visit") or running_visit(act.uow, act.actor)


def _may_look(pointer: Mapping[str, Any], visit_id: int, places: Collection[str]) -> bool:
    """Whether a pointer leaves it possible that somebody looks at the visit; spares those who cannot."""
    if pointer.get("visit"):
        return bool(pointer["visit"] == visit_id)
    # Without a visit it is the running one, and there the place where its work goes on.
    return not RUNNING_PLACES.isdisjoint(places)


def refresh(
    uow: UnitOfWork, people: Collection[int], visit_id: int, places: Collection[str], *, informs: bool = False
) -> None:
    """Edit the visit's card of those whose conversation stands at one of the places; `informs` as of a card."""
    for person_id, pointer in pointers_of(uow, people):
        if not _may_look(pointer, visit_id, places):
            continue
        act = stand_in(uow, person_id)
        if act is None or looked_at(act) != visit_id:
            continue
        try:
            place = place_of(act, visit_id)
            said = PLACES[place](act, visit_id) if place in places else []
        except Refused:
            continue
        cards = [replace(message, follow=False, informs=informs) for message in said if isinstance(message, Card)]
        uow.mailbox.say(act.chat_id, cards)
