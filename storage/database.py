"""The database behind one URL: SQLite by default, PostgreSQL when one machine is too small."""

import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.pool import QueuePool

from storage.compiled import CompiledCache

log = structlog.get_logger()

HELD_TOO_LONG_SECONDS = 0.050
# Busy, locked, read-only, reading or writing failed, full, not to be opened (sqlite.org/rescode.html).
PASSING_IN_SQLITE = (5, 6, 8, 10, 13, 14)
# Connection, transaction rolled back, resources, lock not available, operator intervention, system error.
PASSING_IN_POSTGRESQL = ("08", "40", "53", "55", "57", "58")
CANCELLED = "57014"
# Serialization failure, deadlock detected.
COLLIDED_IN_POSTGRESQL = ("40001", "40P01")
UNIQUE_VIOLATION = "23505"


class WriterQueue:
    """Lets one writer of this process in at a time, first come, first served.

    SQLite has one writer; without a queue, waiting writers poll for the lock and the unlucky starve. Reports in the
    log when someone holds the writer for longer than `HELD_TOO_LONG_SECONDS`.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._busy = False
        self._waiting: deque[threading.Lock] = deque()

    @contextmanager
    def turn(self, *, is_watched: bool = True) -> Iterator[None]:
        """Hold the writer for the length of the block; unwatched, nobody minds how long."""
        self._enter()
        began, used = time.perf_counter(), time.thread_time()
        try:
            yield
        finally:
            held, used = time.perf_counter() - began, time.thread_time() - used
            self._leave()
            if is_watched and held > HELD_TOO_LONG_SECONDS:
                # Both times, because a busy machine may have taken the processor away meanwhile.
                log.warning("writer_held_long", milliseconds=round(held * 1000), cpu_milliseconds=round(used * 1000))

    def _enter(self) -> None:
        with self._guard:
            if not self._busy:
                self._busy = True
                return
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        ticket.acquire()

    def _leave(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._busy = False


class Database:
    """An engine with the settings that durability needs: FULL commits, foreign keys, one fair queue of writers."""

    def __init__(self, url: str, *, pool_size: int = 8) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.writers = WriterQueue()
        # What people wrote would otherwise stand in the log with every failed statement.
        sizes: dict[str, Any] = {"pool_size": pool_size, "max_overflow": pool_size, "hide_parameters": True}
        sizes |= {"execution_options": {"compiled_cache": CompiledCache()}}
        sizes |= {"json_serializer": _json, "json_deserializer": orjson.loads}
        if self.is_sqlite:
            self.engine = create_engine(self.url, poolclass=QueuePool, **sizes)
            _make_sqlite_durable(self.engine)
        else:
            # Not asked before each use whether it is still there: everyone here begins anew when it is not.
            self.engine = create_engine(self.url, **sizes)
        self.errors = 0
        event.listen(self.engine, "handle_error", self._count)

    @contextmanager
    def writing(self, *, is_watched: bool = True) -> Iterator[Connection]:
        """Give a connection in a write transaction that the caller ends; leaving early rolls back."""
        if self.is_sqlite:
            with self.writers.turn(is_watched=is_watched), self.engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
        else:
            with self.engine.connect() as connection:
                yield connection

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """Give a connection for changes of the schema, as `writing` does.

        SQLite changes a table by copying, dropping and renaming it: to what refers to it, that looks like a loss.
        References are therefore not enforced here; whoever changes the schema looks at `dangling` before and after.
        """
        if not self.is_sqlite:
            with self.writing() as connection:
                yield connection
            return
        with self.writers.turn(is_watched=False), self.engine.connect() as connection:
            # Inside a transaction this setting would change nothing.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            finally:
                connection.rollback()
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database and cannot hold the writer up."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
                yield connection
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                # Ends with a commit: a rollback makes psycopg forget the statements that it has prepared.
                with connection.begin():
                    yield connection

    def _count(self, context: ExceptionContext) -> None:
        """Count what the database could not do; what it refuses by its rules is the asker's affair."""
        if isinstance(context.sqlalchemy_exception, OperationalError | InterfaceError | InternalError):
            self.errors += 1

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def plan_anew(connection: Connection) -> None:
    """Have the statements of this transaction planned for the tables as they are now.

    PostgreSQL keeps the plan of a statement that was prepared; made for a small table, it reads all of what that has
    become since.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_custom_plan")


def dangling(connection: Connection) -> Counter[tuple[str, str]]:
    """Return how many rows of which table refer to what is not there, by table and the table referred to."""
    if connection.dialect.name != "sqlite":
        return Counter()
    found = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return Counter((table, parent) for table, _, parent, _ in found)


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _make_sqlite_durable(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling begins too late; BEGIN is sent above.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "temp_store=MEMORY",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


def is_of_database(error: Exception) -> bool:
    """Return whether the database refused something: the transaction may be lost with it."""
    return isinstance(error, DBAPIError)


def is_passing(error: Exception) -> bool:
    """Return whether it is the state of the database, not what was asked of it: the same may succeed later."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated or is_collision(error):
        return True
    if (code := getattr(error.orig, "sqlite_errorcode", None)) is not None:
        # The lower eight bits name the kind.
        return code & 0xFF in PASSING_IN_SQLITE
    state = getattr(error.orig, "sqlstate", None) or ""
    return state[:2] in PASSING_IN_POSTGRESQL and state != CANCELLED


def is_collision(error: Exception) -> bool:
    """Return whether two transactions were in one another's way and this one was given up: it may begin anew at once.

    So are two that add the next link to one chain. Whoever comes second finds the number taken, once the first has
    committed. No lock keeps them apart: every act on PostgreSQL would pay a statement for it, and few ever meet.
    """
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state in COLLIDED_IN_POSTGRESQL or (state == UNIQUE_VIOLATION and _is_of_ledger(error.orig))


def _is_of_ledger(refused: Any) -> bool:
    return bool(refused.diag.table_name == "ledger")
