"""Drives a whole town for tests: a sandbox, a database, and the bot as a real process.

with Town(folder, stock=stock, zygote=zygote) as town:
    chen = town.phone("SJ-01")
    chen.taps("接受任务")
    chen.sees("已接受")
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.bot_process import BotProcess, lines_of, tail_of
from sandbox.district import phones
from sandbox.forks import PREPARE, REHEARSE, Zygote
from sandbox.office import PATH
from sandbox.phone import Phone
from sandbox.server import Sandbox
from sandbox.stock import Stock
from storage.database import Database
from storage.tables import Job, Person
from storage.unit_of_work import UnitOfWork, reading, unit_of_work

__all__ = ["Phone", "Town"]

JOBS_SECONDS = 30.0
STEP_SECONDS = 0.01


class Town:
    """A sandbox with a bot in it, for the length of a `with` block.

    Args:
        folder: Where its database, files and log stand.
        stock: Gives the database.
        zygote: Forks the bot in milliseconds; without one it is begun as a command, which takes seconds.
        is_postgresql: PostgreSQL instead of SQLite; the stock needs a server then.
        is_furnished: With the demo district, all its phones bound; otherwise the database is empty but migrated.
        is_flooded: The sandbox keeps Telegram's flood limits.
        is_running: Begin the bot at once.
        is_rehearsed: A forked bot and its worker rehearse before their first act, as those begun by a command do.
        office: Host and port at which the bot serves its pages, which then stand below the sandbox's own address.
        prepare: A `module:function` called in each forked bot first, to break it on purpose.
        settings: Further settings of the bot by their names (`dwell_seconds`, `pacing`, `workers`, `dispatchers`, …).

    Attributes:
        sandbox: Its Telegram; `sandbox.world` may be used from any thread.
        database: The bot's database, for reading back what it stored.
        folder: As given.
    """

    def __init__(
        self,
        folder: Path,
        *,
        stock: Stock,
        zygote: Zygote | None = None,
        is_postgresql: bool = False,
        is_furnished: bool = True,
        is_flooded: bool = False,
        is_running: bool = True,
        is_rehearsed: bool = False,
        office: str = "",
        prepare: str = "",
        **settings: Any,
    ) -> None:
        self.folder = folder
        self.sandbox = Sandbox(flood=is_flooded, local_web=True, office=f"http://{office}" if office else "")
        public = {"public_url": f"{self.sandbox.url}{PATH}", "listen": office} if office else {}
        self.settings: dict[str, Any] = {"dwell_seconds": 0, "pacing": False, **public, **settings}
        self._stock, self._zygote = stock, zygote
        self._is_postgresql, self._is_furnished, self._is_running = is_postgresql, is_furnished, is_running
        self._prepared = {REHEARSE: "1"} if is_rehearsed else {}
        if prepare:
            self._prepared[PREPARE] = prepare
        self._log = folder / "bot.log"
        self._bot: BotProcess | None = None
        self._phones: dict[int, Phone] = {}
        self._allowed: set[str] = set()

    def __enter__(self) -> Self:
        try:
            self._open()
        except BaseException:
            # Nobody calls `__exit__` then.
            if self._bot is not None:
                self.kill()
            self.sandbox.stop()
            raise
        return self

    def _open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._is_postgresql:
            self.address = self._stock.postgresql(is_furnished=self._is_furnished)
        else:
            self.address = self._stock.sqlite(self.folder / "hecha.db", is_furnished=self._is_furnished)
        self.database = Database(self.address, pool_size=2)
        self.sandbox.start()
        if self._is_furnished:
            for known in phones():
                self._add(known.telegram_user_id, known.first_name, known.last_name, known.language_code, known.title)
        if self._is_running:
            self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None and self._bot is not None:
                self.stop()
        finally:
            if self._bot is not None:
                self.kill()
            self.sandbox.stop()
            self.database.close()
            if self._is_postgresql:
                self._stock.discard(self.address)
        if kind is None:
            self.ensure_calm()

    # The bot

    @property
    def environment(self) -> dict[str, str]:
        """The bot's settings as environment variables, for other commands of it as well."""
        values = {
            "token": self.sandbox.token,
            "api_url": self.sandbox.url,
            "data_folder": self.folder,
            "database_url": self.address,
            **self.settings,
        }
        return {f"HECHA_{name.upper()}": str(value) for name, value in values.items() if value is not None}

    def start(self, more: Mapping[str, str] | None = None, *, is_awaited: bool = True) -> None:
        """Begin the bot, with more in its environment for this life only."""
        assert self._bot is None, "the bot runs already"
        told = {**self.environment, **self._prepared, **(more or {})}
        self._bot = BotProcess(told, self._log, self._zygote)
        if is_awaited:
            self._bot.wait_until_ready()

    def stop(self) -> None:
        """Ask the bot to stop; it must do so without an error."""
        bot, self._bot = self._running_bot(), None
        code = bot.stop()
        assert code == 0, f"the bot stopped with code {code}:\n{tail_of(self._log)}"

    def kill(self) -> None:
        """End the bot and its workers at once (`kill -9`)."""
        bot, self._bot = self._running_bot(), None
        bot.kill()

    def exit_code(self) -> int | None:
        """Return the code with which the bot ended by itself, None while it runs."""
        return self._running_bot().poll()

    def restart(self) -> None:
        """Kill the bot and begin it anew."""
        self.kill()
        self.start()

    @property
    def process_group(self) -> int:
        """The group of the bot's processes: its own number."""
        return self._running_bot().pid

    def is_alive(self) -> bool:
        """Return whether the bot runs; raise `AssertionError` when it ended although nobody asked it to."""
        if self._bot is None:
            return False
        code = self._bot.poll()
        assert code is None, f"the bot ended by itself with code {code}:\n{tail_of(self._log)}"
        return True

    def _running_bot(self) -> BotProcess:
        assert self._bot is not None, "the bot does not run"
        return self._bot

    # The log

    def log(self) -> list[dict[str, Any]]:
        """Return the events of the bot's log, over all its lives."""
        return lines_of(self._log)

    def log_tail(self) -> str:
        """Return the log's last lines."""
        return tail_of(self._log)

    def allows(self, *events: str) -> None:
        """Expect these events in the log although they are faults: the test brings them about."""
        self._allowed.update(events)

    def ensure_calm(self) -> None:
        """Raise `AssertionError` for a token or an unexpected fault in the log."""
        raw = self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""
        assert self.sandbox.token not in raw, "the token stands in the log"
        for line in self.log():
            name, level = line.get("event", ""), line.get("level", "error")
            if (level in ("error", "critical") or name == "rehearsal_failed") and name not in self._allowed:
                raise AssertionError(f"the bot reports a fault: {line}")

    # People and tables

    def phone(self, person: str | int) -> Phone:
        """Return the phone of a person of the district by code, or of anyone in the sandbox by Telegram number."""
        if isinstance(person, str):
            number = next((known.telegram_user_id for known in phones() if known.person_code == person), None)
            if number is None or number not in self._phones:
                number = self._bind(person)
            return self._phones[number]
        return self._phones[person]

    def stranger(self, first_name: str = "张三", language_code: str = "zh-hans") -> Phone:
        """Return a new phone whose owner is nobody to the bot."""
        return self._add(max(self._phones, default=9_000) + 1, first_name, "", language_code, "")

    def _bind(self, code: str) -> int:
        """Give a phone to a person of the district who has none, bound as if by an invitation."""
        with self.changing() as uow:
            person = uow.session.scalars(select(Person).where(Person.code == code)).one()
            phone = self.stranger(person.name["zh"], "zh-hans" if person.language == "zh-CN" else "en")
            person.telegram_user_id = person.chat_id = phone.number
            person.reach, person.bound_at = "open", uow.now
        return phone.number

    def _add(self, number: int, first_name: str, last_name: str, language_code: str, title: str) -> Phone:
        world = self.sandbox.world
        world.add_person(number, first_name, last_name, language_code=language_code, title=title)
        with world.acting:
            # As if each had opened the bot once before: it may write to them.
            chat = world.chats[number]
            chat.started = True
            world.keep_chat(chat)
        self._phones[number] = Phone(self, number, first_name)
        return self._phones[number]

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that reads what the bot stored."""
        with reading(self.database) as session:
            yield session

    @contextmanager
    def changing(self) -> Iterator[UnitOfWork]:
        """Change the tables behind the bot's back, to arrange what a test begins with."""
        bot_id = int(self.sandbox.token.partition(":")[0])
        with unit_of_work(self.database, bot_id, lambda: datetime.now(UTC)) as uow:
            yield uow

    def has_ticked(self) -> None:
        """Wait until the clock of a bot that has just begun has done its first round of duties."""
        deadline = time.monotonic() + JOBS_SECONDS
        while self.is_alive() and not any(line.get("event") == "clock_runs" for line in self.log()):
            assert time.monotonic() < deadline, f"the clock has not ticked after {JOBS_SECONDS} s\n{self.log_tail()}"
            time.sleep(STEP_SECONDS)

    def has_rehearsed(self) -> None:
        """Wait until a bot that begins rehearsed has taken a moment without updates to do so."""
        deadline = time.monotonic() + JOBS_SECONDS
        while self.is_alive() and not any(line.get("event") == "rehearsed" for line in self.log()):
            assert time.monotonic() < deadline, f"nothing rehearsed after {JOBS_SECONDS} s\n{self.log_tail()}"
            time.sleep(STEP_SECONDS)

    def works_off_jobs(self, seconds: float = JOBS_SECONDS) -> None:
        """Wait until no job waits or runs: every file fetched, every document made."""
        deadline = time.monotonic() + seconds
        unfinished = select(Job.kind, Job.subject, Job.error).where(Job.state.in_(["waiting", "running"]))
        while self.is_alive():
            with self.reading() as session:
                left = session.execute(unfinished).all()
            if not left:
                return
            assert time.monotonic() < deadline, f"jobs are unfinished after {seconds} s: {left}\n{self.log_tail()}"
            time.sleep(STEP_SECONDS)
