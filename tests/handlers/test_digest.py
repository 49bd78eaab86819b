"""Today's digest: real counts, the head of the chains, and a way to each list that has something in it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from handlers.notices import tell
from handlers.words import LANGUAGES, words_of
from rules.events import DigestDue
from sandbox.stock import BOT_ID
from services.office_day import today
from services.reminders import digest_of
from storage.database import Database
from storage.tables import CardRow, Person, Task, Visit
from storage.unit_of_work import UnitOfWork, rehearsing

NOW = datetime(2026, 3, 13, 9, 30, tzinfo=UTC)
SINCE = NOW - timedelta(days=1)


@pytest.fixture
def uow(furnished_database: Database) -> Iterator[UnitOfWork]:
    """The demo district, taken back in the end."""
    with rehearsing(furnished_database, BOT_ID, lambda: NOW) as uow:
        yield uow


def digest_said(uow: UnitOfWork, language: str) -> tuple[str, list[str]] | None:
    """The digest of the supervisor as it is wanted on the phone: its text and its labels."""
    head = uow.session.scalars(select(Person).where(Person.code == "SJ-04")).one()
    head.language = language
    uow.session.flush()
    uow.emit(DigestDue(head.person_id, today(uow), SINCE))
    tell(uow)
    uow.write_out()
    card = uow.session.scalar(select(CardRow.wanted).where(CardRow.key.startswith("digest:")))
    return (card["text"], [button["text"] for row in card["buttons"] for button in row]) if card else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_is_open_and_leads_there(uow: UnitOfWork, language: str) -> None:
    first = uow.session.scalars(select(Task).order_by(Task.task_id)).first()
    assert first is not None
    first.state = "handover_asked"
    uow.session.flush()
    # It waits since Monday, and this is a Friday.
    waiting = uow.session.scalars(select(Visit).where(Visit.number == "017-03")).one()
    waiting.state, waiting.submitted_at = "submitted", datetime(2026, 3, 9, 2, tzinfo=UTC)
    uow.session.flush()
    silent = len(
        uow.session.scalars(
            select(Task.task_id).join(Visit).where(Task.state == "sent", Visit.state == "assigned")
        ).all()
    )
    said = digest_said(uow, language)
    assert said is not None
    text, labels = said
    words = words_of(language)
    assert words("digest-reviews", count=1, oldest=4) in text
    assert "0" not in words("digest-reviews", count=1, oldest=0)
    assert words.plain("button-queue", count=1) in labels
    assert words("digest-unanswered", count=silent) in text
    assert words.plain("button-silent", count=silent) in labels
    assert words.plain("button-requests", count=1) in labels
    head = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-04")).one()
    assert digest_of(uow, head, today(uow), SINCE).root[:4] in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("due", "days"), [("closing", (1,)), ("overdue", (-1,)), ("both", (1, -1))])
def test_the_way_to_what_is_due_says_what_is_late(
    uow: UnitOfWork, language: str, due: str, days: tuple[int, ...]
) -> None:
    now = today(uow)
    uow.session.execute(update(Visit).values(window_until=now + timedelta(days=30)))
    for number, day in zip(("017-03", "017-01"), days, strict=False):
        uow.session.execute(update(Visit).where(Visit.number == number).values(window_until=now + timedelta(days=day)))
    said = digest_said(uow, language)
    assert said is not None
    labels = {
        words_of(language).plain(f"button-due-{each}", count=len(days)) for each in ("closing", "overdue", "both")
    }
    assert labels & set(said[1]) == {words_of(language).plain(f"button-due-{due}", count=len(days))}


def test_nothing_happened_nothing_sent(uow: UnitOfWork) -> None:
    uow.session.execute(update(Task).values(state="accepted"))
    assert digest_said(uow, "zh-CN") is None
