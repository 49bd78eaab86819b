"""Named points at which a forked bot or worker kills itself and all that belongs to it, as `kill -9` would.

The product has no such hooks: functions are wrapped in the forked child, before it begins.
"""

import importlib
import inspect
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ARM = "tests.storms.failpoints:arm"
VARIABLE = "STORM_FAILPOINT"

# Where something is stored, sent, noted or handed on; each before and after.
PLACES = (
    "bot.intake:Intake.store",
    "storage.inbox:store",
    "storage.inbox:claim",
    "bot.dispatcher:UpdateDispatcher._act",
    "bot.dispatcher:tell",
    "storage.mailbox:Mailbox.say",
    "storage.mailbox:Mailbox.write_out",
    "storage.pointers:Pointers.move",
    "storage.pointers:Pointers.write_out",
    "storage.ledger:Ledger.append",
    "storage.jobs:enqueue",
    "storage.jobs:claim",
    "storage.jobs:finish",
    "services.answering:answer",
    "services.findings:note_problem",
    "services.evidence:receive",
    "services.evidence:secure",
    "bot.worker:fetch",
    "storage.files:FileStore.keep",
    "storage.outbox:next_of_each_chat",
    "storage.outbox:record",
    "bot.voice:Voice.make",
    "bot.delivery:Delivery.send",
    "bot.delivery:Delivery.edit",
    "bot.delivery:Delivery.answer",
    "bot.clock:Clockwork.tick",
    "sqlalchemy.engine:Connection.commit",
)


@dataclass(frozen=True, slots=True)
class Failpoint:
    """Death before or after a call of a function, at its n-th call."""

    place: str
    when: str
    call: int

    def __str__(self) -> str:
        return f"{self.place} {self.when} {self.call}"


def all_failpoints() -> list[tuple[str, str]]:
    """Return every place with before and after."""
    return [(place, when) for place in PLACES for when in ("before", "after")]


def arm() -> None:
    """Wrap the function that the environment names; runs in the forked child."""
    if not (armed := os.environ.get(VARIABLE)):
        return
    place, when, call = armed.split()
    owner, name = _owner_of(place)
    setattr(owner, name, _deadly(getattr(owner, name), when, int(call)))


def _owner_of(place: str) -> tuple[Any, str]:
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    if not callable(getattr(owner, name)):
        raise TypeError(f"{place} cannot be called")
    return owner, name


def _deadly(function: Callable[..., Any], when: str, call: int) -> Callable[..., Any]:
    calls = 0

    def die_if_due(moment: str) -> None:
        nonlocal calls
        if moment != when:
            return
        calls += 1
        if calls == call:
            os.killpg(0, signal.SIGKILL)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        die_if_due("before")
        result = function(*args, **kwargs)
        die_if_due("after")
        return result

    async def wrapped_async(*args: Any, **kwargs: Any) -> Any:
        die_if_due("before")
        result = await function(*args, **kwargs)
        die_if_due("after")
        return result

    return wrapped_async if inspect.iscoroutinefunction(function) else wrapped
