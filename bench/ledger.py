"""What a chain of 100,000 links costs, beside hashing the same bytes alone; `python -m bench.ledger` runs it alone.

The yardstick is SHA-256 over the bytes that the format hashes, which lie ready: nothing is written as JSON, read, kept.
"""

import gc
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.contest import ratios
from bench.report import Line, table
from forms.dossier.packing import pack
from forms.dossier.verify_chain import faults
from rules.canonical_json import canonical
from rules.chains import faults_of
from sandbox.stock import BOT_ID, Stock
from storage.database import Database
from storage.ledger import links_of
from storage.unit_of_work import reading, unit_of_work

LINKS = 100_000
AT_ONCE = 100  # links of a transaction; the acts of a busy second share one
CHAIN = "visit:017-03"


def bodies(number: int) -> list[dict[str, Any]]:
    """Return what answers write into a chain."""
    return [
        {"question": f"item_{at % 20}", "round": "", "value": "yes" if at % 7 else "no", "section": at % 3}
        for at in range(number)
    ]


def append(database: Database, told: list[dict[str, Any]]) -> None:
    """Append all of them to one chain."""
    for at in range(0, len(told), AT_ONCE):
        with unit_of_work(database, BOT_ID, lambda: datetime.now(UTC), is_watched=False) as uow:
            for body in told[at : at + AT_ONCE]:
                uow.record(CHAIN, "answered", "SJ-01", body)


def verify(database: Database) -> None:
    """Read the chain and verify it."""
    with reading(database) as session:
        assert not list(faults_of(links_of(session, CHAIN)))


def verify_dossier(dossier: Path) -> None:
    """Verify an archive as the verifier that lies in it does."""
    assert not list(faults(str(dossier)))


def hash_alone(texts: list[bytes]) -> None:
    """Hash what the format hashes."""
    for each in texts:
        hashlib.sha256(each).hexdigest()


def contest(rounds: int, number: int = LINKS) -> dict[str, list[float]]:
    """Return seconds of the processor by contestant, round by round; each round has a database of its own."""
    told = bodies(number)
    found: dict[str, list[float]] = {"append": [], "verify": [], "dossier": [], "hash": []}
    with tempfile.TemporaryDirectory(prefix="hecha-ledger-") as place:
        folder = Path(place)
        stock = Stock(folder, str)
        for _ in range(rounds):
            with closing(Database(stock.sqlite(folder / "hecha.db", is_furnished=False))) as database:
                found["append"].append(_seconds(append, database, told))
                found["verify"].append(_seconds(verify, database))
                with reading(database) as session:
                    links = list(links_of(session, CHAIN))
                pack(folder / "dossier.zip", links, [], [], lambda _sha256: b"", None)
            texts = [b"\x00" + canonical({k: v for k, v in link.items() if k != "hash"}) for link in links]
            found["dossier"].append(_seconds(verify_dossier, folder / "dossier.zip"))
            found["hash"].append(_seconds(hash_alone, texts))
    return found


def _seconds(function: Callable[..., object], *values: object) -> float:
    gc.collect()
    began = time.process_time()
    function(*values)
    return time.process_time() - began


def lines(rounds: int) -> list[Line]:
    """Return the rows of the table."""
    found = contest(rounds)
    floor = found["hash"]

    def row(job: str, name: str, must: float, aim: float) -> Line:
        figures = f"{median(found[name]):.2f} s; hashing {median(floor):.2f} s"
        return Line(job, "hashing the same bytes", ratios(found[name], floor), must, aim, figures, is_more_better=False)

    return [
        row(f"{LINKS:,} links appended to one chain, SQLite, {AT_ONCE} a commit", "append", 100, 50),
        row("that chain read from the database and verified", "verify", 60, 30),
        row("its dossier verified by the verifier inside", "dossier", 60, 30),
    ]


if __name__ == "__main__":
    print(table(lines(int(sys.argv[1]) if len(sys.argv) > 1 else 3)))
