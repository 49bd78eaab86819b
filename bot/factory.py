"""The only wiring: what the running program is made of."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.clock import Clockwork
from bot.counted import Counted
from bot.courier import Courier
from bot.dispatcher import UpdateDispatcher
from bot.hearing import hearing
from bot.intake import Intake
from bot.lock import sole_speaker
from bot.menu import CommandMenu
from bot.receiver import Receiver
from bot.settings import Settings
from bot.voice import Voice
from bot.warming import warm_up
from bot.workers import Workers
from handlers.routes import build_dispatcher
from services import access, groups, inbox_desk
from storage import jobs, migrations
from storage.database import Database
from storage.files import FileStore
from storage.unit_of_work import UnitOfWork, anew_when_collided, looking, unit_of_work

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.site import Site
    from bot.webhook import WebhookReceiver

log = structlog.get_logger()


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


class Program:
    """Receiver, dispatchers, courier, workers, clock and public pages of one token."""

    def __init__(self, settings: Settings, voice: Voice) -> None:
        self._settings = settings
        self._database = Database(settings.database)
        token = settings.token.get_secret_value()
        self._voice = voice
        self._courier = Courier(
            calls=self._voice,
            database=self._database,
            files=FileStore(settings.files),
            bot_id=settings.bot_id,
            clock=now,
            is_paced=settings.pacing,
            unreachable=self._note_unreachable,
        )
        routes = build_dispatcher()
        count = 1 if self._database.is_sqlite else settings.dispatchers
        self._dispatchers = [
            UpdateDispatcher(
                database=self._database,
                bot_id=settings.bot_id,
                dispatcher=routes,
                bot=hearing(token),
                clock=now,
                dwell=timedelta(seconds=settings.dwell_seconds),
                said=self._courier.wake,
                public_url=settings.public_url,
            )
            for _ in range(count)
        ]
        pages = self._public_pages()
        self._intake = Intake(database=self._database, bot_id=settings.bot_id, clock=now, stored=self._wake_dispatchers)
        self._receiver = receiver_of(
            settings,
            self._intake,
            trouble=self._report_other_program,
            pages=pages,
        )
        # The webhook's own server has them already.
        self._sites = _sites(settings.listen_place, pages) if not settings.webhook_url else []
        self._menu = CommandMenu(api_url=settings.api_url, token=token)
        self._workers = Workers(settings, finished=self._courier.wake)
        self._clockwork = Clockwork(database=self._database, bot_id=settings.bot_id, clock=now, said=self._courier.wake)
        if settings.operation_place:
            self._sites += _sites(settings.operation_place, self._operation())

    def _operation(self) -> list[BaseRoute]:
        settings = self._settings
        # Loaded by those only who have themselves watched.
        from bot.gauges import Gauges
        from bot.operation_site import operation_routes
        from bot.readiness import ProgramParts

        readiness = ProgramParts(
            database=self._database,
            bot_id=settings.bot_id,
            files_url=settings.files,
            heard_at=lambda: self._receiver.heard_at,
            ticked_at=lambda: self._clockwork.ticked_at,
            worked_at=lambda: self._workers.worked_at,
            now=now,
        )
        gauges = Gauges(
            database=self._database,
            bot_id=settings.bot_id,
            folder=settings.data_folder,
            readiness=readiness,
            counted=self._count,
            now=now,
        )
        return [*operation_routes(readiness.parts, gauges.text)]

    def _count(self) -> Counted:
        handled = sum(each.handled for each in self._dispatchers)
        floods, errors = self._courier.floods, self._database.errors + self._workers.database_errors
        return Counted(self._intake.received, handled, floods, errors, self._clockwork.ticked_at)

    def _public_pages(self) -> list[BaseRoute]:
        if not self._settings.public_url:
            return []
        # Loaded by those only who have a public address; so are servers further down.
        from bot.public_site import site_routes

        return site_routes(self._settings, self._looking, self._acting)

    def _looking(self) -> AbstractContextManager[UnitOfWork]:
        return looking(self._database, self._settings.bot_id, now)

    @contextmanager
    def _acting(self) -> Iterator[UnitOfWork]:
        """Open a unit of work for an act from a page: those concerned hear of it as of one in the chat."""
        with unit_of_work(self._database, self._settings.bot_id, now) as uow:
            yield uow
            self._clockwork.tell(uow)
        self._courier.wake()

    def _wake_dispatchers(self) -> None:
        for dispatcher in self._dispatchers:
            dispatcher.wake()

    @anew_when_collided
    def _note_unreachable(self, chat_id: int) -> None:
        with unit_of_work(self._database, self._settings.bot_id, now) as uow:
            access.set_reach(uow, chat_id, is_blocked=True)
            groups.lose_group(uow, chat_id)
            self._clockwork.tell(uow)

    @anew_when_collided
    def _report_other_program(self) -> None:
        with unit_of_work(self._database, self._settings.bot_id, now) as uow:
            if self._settings.webhook_url:
                inbox_desk.report_webhook_taken(uow)
            else:
                inbox_desk.report_polling_disputed(uow)
            self._clockwork.tell(uow)
        self._courier.wake()

    async def run(self, speaking: asyncio.Task[None]) -> None:
        """Run until SIGINT or SIGTERM, or the voice, which is `speaking`, fails; then finish what is in hand and stop.

        Raises `AlreadyRunning` when another process speaks for the token, `NeverBegins`, and what the receiver raises.
        """
        with ExitStack() as held:
            held.callback(self._database.close)
            held.enter_context(sole_speaker(self._database, self._settings.data_folder, self._settings.bot_id))
            for site in self._sites:
                site.listen()
            # On a thread: the speaker is listened to meanwhile.
            await asyncio.to_thread(migrations.upgrade, self._database)
            warm_up()
            if self._database.is_sqlite:
                with unit_of_work(self._database, self._settings.bot_id, now) as uow:
                    jobs.release_all(uow.connection)
            loop = asyncio.get_running_loop()
            for name in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(name, self._receiver.stop)
            await self._run_parts(speaking)

    async def _run_parts(self, speaking: asyncio.Task[None]) -> None:
        # A bot that cannot speak must not begin to hear.
        await _until_first_ends(asyncio.create_task(self._voice.ready()), [speaking])
        for number, dispatcher in enumerate(self._dispatchers):
            dispatcher.start(rehearses=number == 0)
        others = (self._workers, self._clockwork, self._courier)
        running: list[Workers | Clockwork | Courier | Site] = [*others, *self._sites]
        parts: list[asyncio.Task[Any]] = [asyncio.create_task(part.run()) for part in running]
        receiving = asyncio.create_task(self._receiver.run())
        # Nobody waits for the menu, and its end is no end of the program.
        offering = asyncio.create_task(self._menu.run())
        log.info("running", bot_id=self._settings.bot_id)
        try:
            await _until_first_ends(receiving, [*parts, speaking])
        finally:
            self._receiver.stop()
            self._menu.stop()
            await asyncio.wait([receiving, offering])
            for dispatcher in self._dispatchers:
                await asyncio.to_thread(dispatcher.stop)
            for part in running:
                part.stop()
            await asyncio.gather(*parts, return_exceptions=True)
            # Before the lock is let go: whoever takes it is the only one that speaks.
            self._voice.stop()
            await asyncio.gather(speaking, return_exceptions=True)
            log.info("stopped", bot_id=self._settings.bot_id)


async def _until_first_ends(leader: asyncio.Task[Any], others: list[asyncio.Task[Any]]) -> None:
    """Wait for the leader's end. Raises what it, or earlier one of the others, ended with."""
    pending = {leader, *others}
    while leader in pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


def _sites(place: tuple[str, int], routes: Sequence[BaseRoute]) -> list[Site]:
    if not routes:
        return []
    from bot.site import Site

    return [Site(place, routes)]


def receiver_of(
    settings: Settings, intake: Intake, *, trouble: Callable[[], None], pages: Sequence[BaseRoute]
) -> Receiver | WebhookReceiver:
    """Return what brings the updates in: by webhook where one is set, else by long polling.

    `trouble` is called when another program with the same token takes them away; a webhook's server has `pages` too.
    """
    token = settings.token.get_secret_value()
    if not settings.webhook_url:
        return Receiver(api_url=settings.api_url, token=token, intake=intake, disputed=trouble)
    from bot.webhook import WebhookReceiver

    return WebhookReceiver(
        api_url=settings.api_url,
        token=token,
        url=settings.webhook_url,
        place=settings.listen_place,
        intake=intake,
        taken=trouble,
        pages=pages,
    )
