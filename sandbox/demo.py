"""The demo: Telegram, a fictional district and the bot on one machine, kept over restarts."""

import fcntl
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import select

from handlers.notices import tell
from sandbox.bot_process import BotProcess, Killed
from sandbox.district import phones
from sandbox.office import PATH
from sandbox.server import HOST, Sandbox
from sandbox.stock import BOT_ID, furnish
from services.dispatching import dispatch_campaign
from storage import migrations
from storage.database import Database
from storage.tables import Campaign
from storage.unit_of_work import unit_of_work

PORT = 8730
PORTS_TRIED = 20
STARTS = 10
# What may be tried with the demo besides: its bot gets these as they were set where it was begun.
DOORS = ("HECHA_FORM_SERVER", "HECHA_PRIVATE_DOORS")


class Demo:
    """Runs for the length of a `with` block; what was played stays in `folder`.

    Attributes:
        port: The port of the page: the wanted one, or the next that is free.
    """

    def __init__(self, folder: Path, *, is_fresh: bool = False, port: int = PORT) -> None:
        self._folder = folder
        self._is_fresh = is_fresh
        self.port = free_port(port)
        self._held = ExitStack()

    def __enter__(self) -> Self:
        try:
            self._begin()
        except BaseException:
            self._held.close()
            raise
        return self

    def _begin(self) -> None:
        self._held.enter_context(_sole_use(self._folder))
        if self._is_fresh:
            for played in ("telegram", "data"):
                shutil.rmtree(self._folder / played, ignore_errors=True)
            (self._folder / "bot.log").unlink(missing_ok=True)
        self._listen = f"{HOST}:{free_port(self.port + 1)}"
        sandbox = Sandbox(
            port=self.port,
            folder=self._folder / "telegram",
            bot_name="核查",
            local_web=True,
            office=f"http://{self._listen}",
        )
        self._sandbox = self._held.enter_context(sandbox)
        self._open_phones()
        self._prepare_district()
        self._start_bot()
        self._held.callback(lambda: self._bot.stop())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    @property
    def address(self) -> str:
        """The one address to open: the first two departments' officers and the supervisor."""
        numbers = {phone.person_code: phone.telegram_user_id for phone in phones()}
        shown = ",".join(str(numbers[code]) for code in ("SJ-01", "XF-01", "SJ-04"))
        return f"{self._sandbox.url}/?people={shown}"

    def keep_running(self, told: Callable[[str], None]) -> None:
        """Begin the bot anew when it has ended, however it ended."""
        code = self._bot.poll()
        if code is not None:
            told(f"The bot ended ({code}); beginning it anew. Nothing is lost.")
            self._start_bot()

    def _start_bot(self) -> None:
        """Begin the bot; once more when somebody has killed it before it was ready."""
        for left in reversed(range(STARTS)):
            self._bot = self._new_bot()
            try:
                self._bot.wait_until_ready()
                return
            except Killed:
                if not left:
                    raise

    def _new_bot(self) -> BotProcess:
        return BotProcess(
            {
                "HECHA_TOKEN": self._sandbox.token,
                "HECHA_API_URL": self._sandbox.url,
                "HECHA_DATA_FOLDER": str(self._folder / "data"),
                "HECHA_PUBLIC_URL": f"{self._sandbox.url}{PATH}",
                "HECHA_LISTEN": self._listen,
                **{name: os.environ[name] for name in DOORS if name in os.environ},
            },
            self._folder / "bot.log",
        )

    def _open_phones(self) -> None:
        world = self._sandbox.world
        for phone in phones():
            if phone.telegram_user_id in world.chats:
                continue
            world.add_person(
                phone.telegram_user_id,
                phone.first_name,
                phone.last_name,
                language_code=phone.language_code,
                title=phone.title,
            )
            with world.acting:
                # As if each had opened the bot before: it may bring them their tasks.
                chat = world.chats[phone.telegram_user_id]
                chat.started = True
                world.keep_chat(chat)

    def _prepare_district(self) -> None:
        """Migrate, enter the district and dispatch its campaign, unless that was done."""
        (self._folder / "data").mkdir(exist_ok=True)
        database = Database(f"sqlite:///{(self._folder / 'data' / 'hecha.db').absolute()}")
        migrations.upgrade(database)
        furnish(database)
        with unit_of_work(database, BOT_ID, lambda: datetime.now(UTC)) as uow:
            for campaign_id in uow.session.scalars(select(Campaign.campaign_id).where(Campaign.is_trial.is_(False))):
                dispatch_campaign(uow, campaign_id)
            tell(uow)
        database.close()


@contextmanager
def _sole_use(folder: Path) -> Iterator[None]:
    """Keep a folder to ourselves. Raises `OSError` when another demo has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise OSError(f"another demo runs already and plays in {folder}; end that one first") from busy
        yield


def free_port(wanted: int) -> int:
    """Return the wanted port, or the next free one. Raises `OSError` when twenty are taken."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(f"the ports {wanted} to {wanted + PORTS_TRIED - 1} are all taken; choose another with --port")
