"""The unit of work: rows, ledger links, conversation state, outbox, jobs and events of one act, all or nothing.

The only place that commits. Leaving a block by an exception rolls everything back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from rules.events import Event
from storage import jobs, pointers
from storage.database import Database
from storage.ledger import Ledger
from storage.mailbox import Mailbox

Clock = Callable[[], datetime]


class UnitOfWork:
    """What one act reads and changes. `now` is one instant for the whole act, aware, in UTC.

    `memo` keeps what was read once and holds for the whole act; who changes it there, keeps it true.
    """

    def __init__(self, session: Session, bot_id: int, now: datetime) -> None:
        self.session = session
        self.now = now
        self.mailbox = Mailbox(session, bot_id, now)
        self.ledger = Ledger(session, now)
        self.memo: dict[Any, Any] = {}
        self._events: list[Event] = []

    def record(self, chain: str, type_: str, actor: str, body: Mapping[str, Any], files: Iterable[str] = ()) -> str:
        """Add a link to a chain of the ledger and return its hash."""
        return self.ledger.append(chain, type_, actor, body, files)

    def emit(self, event: Event) -> None:
        """Say that something happened, so that those whom it concerns hear of it."""
        self._events.append(event)

    def take_events(self) -> list[Event]:
        """Return the events not yet told, and forget them."""
        events, self._events = self._events, []
        return events

    def write_out(self) -> None:
        """Write what is still only in memory; the block's end does it by itself."""
        self.session.flush()
        self.mailbox.hand_in()

    def enqueue(self, kind: str, subject: str, body: dict[str, Any]) -> None:
        """Add a job once."""
        jobs.enqueue(self.session, kind, subject, body, self.now)

    def pointer(self, chat_id: int) -> dict[str, Any]:
        """Return where the chat's conversation stands."""
        return pointers.pointer_of(self.session, chat_id)

    def point(self, chat_id: int, **fields: Any) -> None:
        """Move the chat's conversation."""
        pointers.point(self.session, chat_id, fields, self.now)


@contextmanager
def unit_of_work(database: Database, bot_id: int, clock: Clock) -> Iterator[UnitOfWork]:
    """Open a unit of work that commits when the block ends, and not at all when it raises."""
    with database.writing() as connection, Session(connection, expire_on_commit=False) as session:
        # Reading the clock only once the writer is ours keeps the ledger's times in its order.
        uow = UnitOfWork(session, bot_id, clock())
        yield uow
        uow.write_out()
        connection.commit()


@contextmanager
def rehearsing(database: Database, bot_id: int, clock: Clock) -> Iterator[UnitOfWork]:
    """Open a unit of work that is taken back in any case."""
    with database.writing(is_watched=False) as connection, Session(connection, expire_on_commit=False) as session:
        yield UnitOfWork(session, bot_id, clock())
        session.rollback()


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """Open a connection that changes the schema: all or nothing, and for as long as it takes."""
    with database.writing(is_watched=False) as connection:
        yield connection
        connection.commit()


@contextmanager
def reading(database: Database) -> Iterator[Session]:
    """Open a session that only reads."""
    with database.reading() as connection, Session(connection, autoflush=False) as session:
        yield session
