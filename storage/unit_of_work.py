"""The unit of work: rows, ledger links, conversation state, outbox, jobs and events of one act, all or nothing.

The only place that commits. Leaving a block by an exception rolls everything back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from rules.events import Event
from storage import jobs
from storage.database import Database, is_collision
from storage.ledger import Ledger
from storage.mailbox import Mailbox
from storage.pointers import Pointers

Clock = Callable[[], datetime]
Given = ParamSpec("Given")
Found = TypeVar("Found")
# Of those who collide one gets through each time: as often as there are connections, and each of them has.
BEGINNINGS = 16


class UnitOfWork:
    """What one act reads and changes. `now` is one instant for the whole act, aware, in UTC.

    `memo` keeps what was read once and holds for the whole act; who changes it there, keeps it true. While one
    `is_waited_for`, others want the writer: what takes long is made before it, and the act begun anew.
    """

    def __init__(self, connection: Connection, mailbox: Mailbox, pointers: Pointers, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.mailbox = mailbox
        self.pointers = pointers
        mailbox.begin(now)
        self.ledger = Ledger(connection, now)
        self.memo: dict[Any, Any] = {}
        self.is_waited_for = False
        self._session: Session | None = None
        self._events: list[Event] = []

    @property
    def session(self) -> Session:
        """The mapped rows of this act, opened by the first who asks: what is answered most often needs none."""
        if self._session is None:
            self._session = Session(self.connection, expire_on_commit=False)
        return self._session

    def flush(self) -> None:
        """Write the mapped rows that are still only in memory, so that statements see them."""
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """Let go of the mapped rows."""
        if self._session is not None:
            self._session.close()

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
        """Write what is still only in memory; the transaction's end does it by itself."""
        self.flush()
        self.mailbox.write_out()
        self.pointers.write_out()

    def enqueue(self, kind: str, subject: str, body: dict[str, Any], *, after: timedelta = timedelta()) -> None:
        """Add a job once, to be begun after some time."""
        jobs.enqueue(self.connection, kind, subject, body, self.now + after)

    def pointer(self, chat_id: int) -> dict[str, Any]:
        """Return where the chat's conversation stands."""
        return self.pointers.of(chat_id)

    def point(self, chat_id: int, **fields: Any) -> None:
        """Move the chat's conversation."""
        self.pointers.move(chat_id, fields, self.now)


class SharedTransaction:
    """One transaction for several units of work, all of them or none."""

    def __init__(self, connection: Connection, bot_id: int, clock: Clock) -> None:
        self.connection = connection
        self._clock = clock
        self._mailbox = Mailbox(connection, bot_id)
        self._pointers = Pointers(connection)
        self._opened: list[UnitOfWork] = []

    def open(self) -> UnitOfWork:
        """Return the next unit of work, whose mapped rows are written by whoever opened it."""
        # The clock is read once the writer is ours: so the ledger's times keep its order.
        uow = UnitOfWork(self.connection, self._mailbox, self._pointers, self._clock())
        self._opened.append(uow)
        return uow

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """Open the next unit of work. When its block raises, the transaction must end as well."""
        uow = self.open()
        yield uow
        uow.flush()

    def commit(self) -> None:
        """Write what the units of work have left in memory, and make all of it last."""
        self._mailbox.write_out()
        self._pointers.write_out()
        self.connection.commit()

    def close(self) -> None:
        """Let go of the mapped rows; before the transaction's end that could end it."""
        for uow in self._opened:
            uow.close()


@contextmanager
def shared_transaction(database: Database, bot_id: int, clock: Clock) -> Iterator[SharedTransaction]:
    """Open a transaction for several units of work that commits when the block ends, and not at all when it raises."""
    with database.writing() as connection, closing(SharedTransaction(connection, bot_id, clock)) as shared:
        yield shared
        shared.commit()


@contextmanager
def unit_of_work(database: Database, bot_id: int, clock: Clock, *, is_watched: bool = True) -> Iterator[UnitOfWork]:
    """Open a unit of work that commits when the block ends, and not at all when it raises; unwatched, nobody minds how
    long it holds the writer.
    """
    with (
        database.writing(is_watched=is_watched) as connection,
        closing(SharedTransaction(connection, bot_id, clock)) as shared,
    ):
        with shared.unit_of_work() as uow:
            yield uow
        shared.commit()


def anew_when_collided(act: Callable[Given, Found]) -> Callable[Given, Found]:
    """Let what opens units of work by itself, and changes nothing outside of them, begin anew when one collided with
    another (`is_collision`). Raises what the last beginning ended with.
    """

    @wraps(act)
    def acted(*given: Given.args, **named: Given.kwargs) -> Found:
        for _ in range(BEGINNINGS - 1):
            try:
                return act(*given, **named)
            except Exception as error:
                if not is_collision(error):
                    raise
        return act(*given, **named)

    return acted


@contextmanager
def looking(database: Database, bot_id: int, clock: Clock) -> Iterator[UnitOfWork]:
    """Open a unit of work that only reads: it holds nobody up, and nothing of it is kept."""
    with database.reading() as connection, closing(SharedTransaction(connection, bot_id, clock)) as shared:
        yield shared.open()


@contextmanager
def rehearsing(database: Database, bot_id: int, clock: Clock) -> Iterator[UnitOfWork]:
    """Open a unit of work that is taken back in any case."""
    with (
        database.writing(is_watched=False) as connection,
        closing(SharedTransaction(connection, bot_id, clock)) as shared,
    ):
        yield shared.open()
        connection.rollback()


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """Open a connection that changes the schema: all or nothing, and for as long as it takes."""
    with database.rebuilding() as connection:
        yield connection
        connection.commit()


@contextmanager
def reading(database: Database) -> Iterator[Session]:
    """Open a session that only reads."""
    with database.reading() as connection, Session(connection, autoflush=False) as session:
        yield session
