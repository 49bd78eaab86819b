"""What the doctor looks at of the doors to other systems: whether their addresses lead outside. Nothing is sent."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.outward import NotOutward, outward
from bot.settings import Settings
from handlers.screens.diagnosis import Diagnosis, Outcome
from services.announcing import host_of, list_subscribers
from storage.database import Database
from storage.unit_of_work import looking

FORM_SERVER, SUBSCRIBER = "form-server", "subscriber"


def look_at_form_servers(settings: Settings) -> Iterator[Diagnosis]:
    """Say of each form server whether anything may be handed there."""
    for url in settings.form_servers.values():
        outcome, answer = _of_address(url, may_be_private=settings.private_doors)
        yield Diagnosis(FORM_SERVER, outcome, answer, {"host": host_of(url)})


def look_at_subscribers(settings: Settings, now: Callable[[], datetime]) -> Iterator[Diagnosis]:
    """Say of each subscriber whether anything may be posted there, and whether it takes it."""
    with closing(Database(settings.database, pool_size=1)) as database:
        try:
            with looking(database, settings.bot_id, now) as uow:
                known = [
                    (row.url, row.state, row.failing_since, {"host": host_of(row.url), "number": row.subscriber_id})
                    for row in list_subscribers(uow)
                    if row.state != "ended"
                ]
        except SQLAlchemyError:
            # Nothing is in it yet, or it is older than this edition.
            return
    for url, state, failing_since, values in known:
        yield _of_subscriber(url, state, failing_since, values, may_be_private=settings.private_doors)


def _of_subscriber(
    url: str, state: str, failing_since: datetime | None, values: dict[str, Any], *, may_be_private: bool
) -> Diagnosis:
    outcome, answer = _of_address(url, may_be_private=may_be_private)
    if outcome == "good" and state == "dropped":
        outcome, answer = "careful", "dropped"
    elif outcome == "good" and failing_since is not None:
        outcome, answer = "careful", "failing"
    return Diagnosis(SUBSCRIBER, outcome, answer, values)


def _of_address(url: str, *, may_be_private: bool) -> tuple[Outcome, str]:
    try:
        outward(url, may_be_private=may_be_private)
    except NotOutward:
        return "bad", "inwards"
    except (OSError, UnicodeError):
        return "careful", "not-found"
    return "good", "good"
