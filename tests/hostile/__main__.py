"""`python -m tests.hostile --many 1000`: the running bot is sent hostile files, and must be there afterwards."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import select

from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from sandbox.visit_script import on_the_page
from storage.tables import Evidence, Examination
from tests.hostile.files import hostile_files

MEBIBYTE = 1 << 20
MOST_GROWTH = 300  # MiB, of all processes of the bot together
WAIT_SECONDS = 1200


def main() -> int:
    """Send the files as documents, wait until each is judged, and say what became of them and of the memory."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--many", type=int, default=1000, help="how many files (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="repeat a run of which this was printed")
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}")
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hecha-hostile-")))
        zygote = held.enter_context(Zygote(folder))
        town = held.enter_context(Town(folder / "town", stock=Stock(folder, str), zygote=zygote))
        # A file that takes the processor for seconds may hold a writer that waits for it.
        town.allows("writer_held_long")
        people, _ = on_the_page(town, "zh-CN")
        people.chen.sends_photo()
        town.works_off_jobs()
        before, began, peak = resident(town), time.monotonic(), 0.0
        for number, each in enumerate(hostile_files(chosen.seed, chosen.many), 1):
            people.chen.sends_file(
                each.data or b"-",
                each.announced.name or "-",
                content_type=each.announced.mime_type or "",
                is_awaited=False,
            )
            if number % 20 == 0:
                town.works_off_jobs(WAIT_SECONDS)
                peak = max(peak, resident(town))
        town.works_off_jobs(WAIT_SECONDS)
        people.chen.settles(WAIT_SECONDS)
        seconds, after = time.monotonic() - began, resident(town)
        assert town.is_alive()
        with town.reading() as session:
            states = Counter(session.scalars(select(Evidence.state)))
            problems = Counter(session.scalars(select(Examination.problem)))
        print(f"{chosen.many} files in {seconds:.0f} s: {dict(states)}")
        print("by problem:", dict(sorted(problems.items())))
        print(f"resident: {before:.0f} MiB before, {peak:.0f} MiB at most, {after:.0f} MiB after")
        stumbled = [line for line in town.log() if line.get("event") == "job_failed"]
        print(f"stumbled over: {len(stumbled)}")
        return int(bool(stumbled) or peak - before > MOST_GROWTH)


def resident(town: Town) -> float:
    """Return the memory of the bot's processes in MiB, shared pages counted in each."""
    return sum(_resident_of(pid) for pid in processes(town)) / MEBIBYTE


def processes(town: Town) -> list[int]:
    """Return the bot's processes: they share its process group."""
    group = town.process_group
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            found.append(int(status.parent.name))
    return found


def _resident_of(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * 4096


if __name__ == "__main__":
    sys.exit(main())
