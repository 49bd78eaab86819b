"""`make storm`: kill the running system until enough kills have landed, on each kind of database, and count."""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import structlog

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from tests.servers import postgresql_server
from tests.storms import failpoints
from tests.storms.reckoning import Found, reckon
from tests.storms.storm import Outcome, Storm

KILLS = 100
KINDS = ("sqlite", "postgresql")


def main() -> int:
    """Run the storms and print what was found; the last line is the sum."""
    parser = argparse.ArgumentParser(prog="make storm", description="Kill the bot at work, then count what is left.")
    parser.add_argument("--kills", type=int, default=KILLS, help="landed kills per database (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="repeat a storm of which this was printed")
    parser.add_argument("--database", choices=KINDS, action="append", help="only this one (default: each)")
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(f"seed {chosen.seed}")
    landed, found = 0, Found()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hecha-storm-")))
        zygote = held.enter_context(Zygote(folder))
        stock = Stock(folder, _begun_when_asked(held))
        for kind in dict.fromkeys(chosen.database or KINDS):
            with _town(folder / kind, stock, zygote, kind) as town:
                storm = Storm(town, chosen.seed, chosen.kills)
                outcome = storm.rage()
                reckoned = reckon(town, outcome.made, storm.phones)
            landed += outcome.landed
            found.lost += reckoned.lost
            found.duplicated += reckoned.duplicated
            found.wrong += reckoned.wrong
            print(_described(kind, outcome))
    for line in (*found.lost, *found.duplicated, *found.wrong):
        print(f"  {line}")
    if found.wrong:
        print(f"{len(found.wrong)} things are wrong besides")
    print(f"{landed} kills landed, {len(found.lost)} lost, {len(found.duplicated)} duplicated")
    return 0 if found.is_well else 1


def _described(kind: str, outcome: Outcome) -> str:
    made, points = outcome.made, len(failpoints.all_failpoints())
    return (
        f"{kind}: {outcome.landed} of {outcome.lives} kills landed, {outcome.seconds / outcome.lives:.2f} s each, "
        f"{len(outcome.points)} of {points} failpoints hit; {made.acts} acts, among them {len(made.notes)} notes, "
        f"{len(made.answers)} answers, {len(made.files)} files, {len(made.once)} legal acts"
    )


def _begun_when_asked(held: ExitStack) -> Callable[[], str]:
    addresses: list[str] = []

    def address() -> str:
        if not addresses:
            addresses.append(held.enter_context(postgresql_server()))
        return addresses[0]

    return address


@contextmanager
def _town(folder: Path, stock: Stock, zygote: Zygote, kind: str) -> Iterator[Town]:
    is_postgresql = kind == "postgresql"
    with Town(folder, stock=stock, zygote=zygote, is_postgresql=is_postgresql, is_running=False) as town:
        yield town


if __name__ == "__main__":
    sys.exit(main())
