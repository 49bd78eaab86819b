"""The figures of the program for Prometheus: read when they are asked for, so that the work itself pays nothing.

Labels are parts, kinds and states only: no chat, no person, no object is ever in one.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import structlog
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from sqlalchemy.exc import SQLAlchemyError

from bot.counted import Counted
from bot.readiness import ProgramParts
from storage.database import Database
from storage.figures import Figures, log_bytes, read_figures, space_at

log = structlog.get_logger()


class Gauges:
    """Collects the figures of one token.

    Args:
        database: The program's own.
        bot_id: The bot's number.
        folder: Whose disk is looked at.
        readiness: Looks at the parts.
        counted: Gives what this process has counted.
        now: The present instant.
    """

    def __init__(
        self,
        *,
        database: Database,
        bot_id: int,
        folder: Path,
        readiness: ProgramParts,
        counted: Callable[[], Counted],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._folder = folder
        self._readiness = readiness
        self._counted = counted
        self._now = now
        self._registry = CollectorRegistry(auto_describe=False)
        ProcessCollector(registry=self._registry)
        self._registry.register(self)

    def text(self) -> bytes:
        """Return all of them in the text format of Prometheus (0.0.4)."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Read every figure once; what the database does not give just now is left out."""
        yield from self._of_process()
        yield from self._of_disk()
        ready = GaugeMetricFamily("hecha_ready", "Whether a part can do its work (1) or not (0).", labels=["part"])
        for part in self._readiness.parts():
            ready.add_metric([part.name], float(part.is_ready))
        yield ready
        try:
            figures = read_figures(self._database, self._bot_id, self._now())
        except SQLAlchemyError as error:
            log.warning("database_away", error=type(getattr(error, "orig", None) or error).__name__)
            return
        yield from _of_database(figures)

    def _of_process(self) -> Iterator[Metric]:
        counted = self._counted()
        yield CounterMetricFamily("hecha_updates_received", "Updates stored by this process.", counted.received)
        yield CounterMetricFamily("hecha_updates_handled", "Updates handled by this process.", counted.handled)
        yield CounterMetricFamily("hecha_courier_floods", "Answers 429 of Telegram to this process.", counted.floods)
        yield CounterMetricFamily(
            "hecha_database_errors",
            "What the database could not do for this process and its workers.",
            counted.database_errors,
        )
        if counted.ticked_at is not None:
            yield GaugeMetricFamily(
                "hecha_clock_last_tick_timestamp_seconds",
                "When the clock's last tick ended.",
                counted.ticked_at.timestamp(),
            )

    def _of_disk(self) -> Iterator[Metric]:
        try:
            space = space_at(self._folder)
        except OSError:
            return
        yield GaugeMetricFamily("hecha_disk_total_bytes", "The disk of the data folder.", space.total)
        yield GaugeMetricFamily("hecha_disk_free_bytes", "What is free of it.", space.free)
        yield GaugeMetricFamily(
            "hecha_database_log_bytes", "SQLite's log beside its file; 0 elsewhere.", log_bytes(self._database)
        )


def _of_database(figures: Figures) -> Iterator[Metric]:
    told: tuple[tuple[str, str, float], ...] = (
        ("hecha_inbox_waiting", "Updates stored and not yet handled.", figures.inbox_waiting),
        ("hecha_inbox_oldest_seconds", "For how long the oldest of them waits.", figures.inbox_oldest),
        ("hecha_inbox_parked", "Updates given up after several tries.", figures.inbox_parked),
        ("hecha_outbox_waiting", "Messages due and not yet delivered.", figures.outbox_waiting),
        ("hecha_outbox_oldest_seconds", "For how long the oldest of them is due.", figures.outbox_oldest),
        (
            "hecha_outbox_later",
            "Messages that wait for their time, such as quiet hours' end.",
            figures.outbox_later,
        ),
        ("hecha_outbox_undelivered", "Messages that Telegram refused for good.", figures.outbox_undelivered),
        ("hecha_subscribers_dropped", "Subscribers that nothing is posted to any more.", figures.subscribers_dropped),
        ("hecha_forwardings_given_up", "Sections that no form server took.", figures.forwardings_given_up),
        ("hecha_database_bytes", "How large the database is.", figures.database_bytes),
    )
    for name, meaning, value in told:
        yield GaugeMetricFamily(name, meaning, value)
    jobs = GaugeMetricFamily("hecha_jobs", "Jobs by kind and state.", labels=["kind", "state"])
    for (kind, state), count in sorted(figures.jobs.items()):
        jobs.add_metric([kind, state], count)
    yield jobs
