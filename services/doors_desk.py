"""The doors to other systems as administrators see them in the chat: how each is, what can be gone on with.

Subscribers and tokens are made at the machine's console, where their secrets are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rules.errors import api as problems
from rules.refusals import Refused
from services.access import Actor
from services.access_desk import administers
from services.announcing import host_of, list_subscribers, resume_subscriber
from services.api_tokens import list_tokens
from services.forwarding import count_forwardings, forward_again, list_forwardings
from storage.tables import Forwarding, Subscriber
from storage.unit_of_work import UnitOfWork

SUBSCRIBERS, FORWARDINGS, TOKENS = "subscribers", "forwardings", "tokens"
DOORS = (SUBSCRIBERS, FORWARDINGS, TOKENS)
PAGE = 5


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One subscriber, section on its way, or token.

    `number` is the console's. `state` is `on`, `failing` or `dropped`; `waiting`, `sent`, `given_up` or `taken_back`;
    `open`, `over` or `revoked`. `name` is the name of a machine, the number of a result, or who uses a token. `since`
    is when a subscriber began to fail, or when a token ends; `told` what stood against it last.
    """

    number: int
    name: str
    state: str
    since: datetime | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class DoorsPage:
    """A page of one kind of doors; `total` counts all of them."""

    kind: str
    lines: tuple[DoorLine, ...]
    page: int
    pages: int
    total: int


def view_doors(uow: UnitOfWork, actor: Actor, kind: str, page: int = 1) -> DoorsPage:
    """Return a page of one kind of doors, what asks for something first. Raises `Refused` but for administrators."""
    _ensure_administrator(actor)
    kind = kind if kind in DOORS else SUBSCRIBERS
    # Subscribers and tokens are few; of sections no more are read than are shown.
    known = () if kind == FORWARDINGS else _subscribers(uow) if kind == SUBSCRIBERS else _tokens(uow)
    total = count_forwardings(uow) if kind == FORWARDINGS else len(known)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    before = (page - 1) * PAGE
    shown = _forwardings(uow, before) if kind == FORWARDINGS else known[before : before + PAGE]
    return DoorsPage(kind, tuple(shown), page, pages, total)


def go_on_with_subscriber(uow: UnitOfWork, actor: Actor, number: int) -> None:
    """Write to a dropped subscriber again; nothing for any other. Raises `Refused` but for administrators."""
    _ensure_administrator(actor)
    row = uow.session.get(Subscriber, number, with_for_update=True)
    if row is not None and row.state == "dropped":
        resume_subscriber(uow, number, actor.code)


def go_on_with_forwarding(uow: UnitOfWork, actor: Actor, number: int) -> None:
    """Try a section again that was given up; nothing for any other. Raises `Refused` but for administrators."""
    _ensure_administrator(actor)
    row = uow.session.get(Forwarding, number)
    # A button of a card that has grown old; what is kept back is told all the same.
    if row is not None and row.state in ("waiting", "given_up"):
        forward_again(uow, number, actor.code)


def _ensure_administrator(actor: Actor) -> None:
    if not administers(actor):
        raise Refused(problems.NOT_AN_ADMINISTRATOR, is_law=True)


def _subscribers(uow: UnitOfWork) -> Sequence[DoorLine]:
    order = ("dropped", "failing", "on")
    lines = [
        DoorLine(
            row.subscriber_id,
            host_of(row.url),
            "failing" if row.state == "on" and row.failing_since else row.state,
            row.failing_since,
        )
        for row in list_subscribers(uow)
        if row.state != "ended"
    ]
    return sorted(lines, key=lambda line: (order.index(line.state), line.number))


def _forwardings(uow: UnitOfWork, after: int) -> Sequence[DoorLine]:
    lines = list_forwardings(uow, PAGE, after)
    return [DoorLine(each.number, each.result, each.state, None, each.error) for each in lines]


def _tokens(uow: UnitOfWork) -> Sequence[DoorLine]:
    lines = []
    for each in reversed(list_tokens(uow)):
        is_over = each.expires_at is not None and each.expires_at <= uow.now
        state = "revoked" if each.revoked_at else "over" if is_over else "open"
        lines.append(DoorLine(each.number, each.name, state, each.expires_at, each.person_code))
    return sorted(lines, key=lambda line: line.state != "open")
