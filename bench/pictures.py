"""What looking into photographs costs, beside decoding and encoding one; `python -m bench.pictures` runs it alone."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from statistics import median

from PIL import Image

from bench.contest import ratios
from bench.papers import photograph
from bench.report import Line, table
from bot.opening import ENVIRONMENT, Opener
from forms.fonts import usual_folders
from forms.pictures.examination import Announced
from forms.pictures.strip import Strip, preview, stamped
from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from sandbox.visit_script import on_the_page

FONTS = usual_folders()
CORES = 2
PICTURES = 5  # of a round, each unlike the others
SENT = 12
SIZE = (4000, 3000)
ANNOUNCED = Announced("document", "image/jpeg", "IMG_1.jpg")
WAIT_SECONDS = 60


def twelve_megapixels(number: int) -> bytes:
    """Return a photograph of twelve megapixels, unlike any other."""
    out = BytesIO()
    with Image.open(BytesIO(photograph(number))) as small:
        small.resize(SIZE).save(out, "JPEG", quality=85)
    return out.getvalue()


def strip(number: int) -> Strip:
    """Return a strip that no other picture has."""
    lines = (
        f"018-{number:02} 晨露餐饮",
        "渝北区金山路1号",
        "2026-03-10 10:30 陈立（市场监管）",
        f"SHA-256 {number:08x}",
    )
    return Strip(lines, f"HECHA 018-{number:02} {number:064X}")


def floor(data: bytes) -> None:
    """Decode and encode, as whoever only turns a picture must."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        image.save(BytesIO(), "JPEG", quality=85)


def whole(data: bytes) -> None:
    """Hash, decode, put the strip below, encode."""
    hashlib.sha256(data).hexdigest()
    stamped(data, "jpeg", strip(len(data)), FONTS)


def small(data: bytes) -> None:
    """Make the preview."""
    preview(data, "jpeg", strip(len(data)), FONTS)


JOBS = {"floor": floor, "whole": whole, "small": small}


def millis(job: str, turn: int) -> float:
    """Return milliseconds of the processor a picture; the first is not counted."""
    pictures = [twelve_megapixels(turn * (PICTURES + 1) + n) for n in range(PICTURES + 1)]
    JOBS[job](pictures[0])
    began = time.process_time()
    for data in pictures[1:]:
        JOBS[job](data)
    return (time.process_time() - began) * 1e3 / PICTURES


def contest(rounds: int) -> dict[str, list[float]]:
    """Return milliseconds a picture by job, round by round; each in a process of its own, ours set as the opener is."""
    found: dict[str, list[float]] = {job: [] for job in JOBS}
    for turn in range(rounds):
        for job, runs in found.items():
            environment = os.environ | (ENVIRONMENT if job != "floor" else {})
            command = [sys.executable, "-m", "bench.pictures", "--job", job, str(turn)]
            runs.append(float(subprocess.check_output(command, env=environment)))
    return found


def per_minute(rounds: int, cores: int) -> list[float]:
    """Return how many photographs a minute so many processes look into, each its own, all that is found included."""
    pictures = [twelve_megapixels(n) for n in range(PICTURES)]
    with ExitStack() as held:
        openers = [Opener(usual_folders()) for _ in range(cores)]
        for each in openers:
            held.callback(each.close)
            each.examine(pictures[0], ANNOUNCED, strip(0))

        def look(opener: Opener) -> None:
            for number, data in enumerate(pictures):
                assert not opener.examine(data, ANNOUNCED, strip(number)).problem

        found = []
        with ThreadPoolExecutor(cores) as threads:
            for _ in range(rounds):
                began = time.perf_counter()
                list(threads.map(look, openers))
                found.append(60 * cores * len(pictures) / (time.perf_counter() - began))
    return found


def secured_millis() -> list[float]:
    """Return how long each photograph took from its sending until the chat said that it is secured."""
    found = []
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="hecha-pictures-")))
        zygote = held.enter_context(Zygote(folder))
        town = held.enter_context(Town(folder / "town", stock=Stock(folder, str), zygote=zygote))
        town.allows("writer_held_long")
        people, _ = on_the_page(town, "zh-CN")
        for number in range(1, SENT + 1):
            people.chen.sends_photo(photograph(number), is_awaited=False)
            began = time.perf_counter()
            people.chen.sees(people.chen.word("pictures-secured", count=number, kind="photo"), seconds=WAIT_SECONDS)
            found.append((time.perf_counter() - began) * 1e3)
            town.works_off_jobs()
    return sorted(found[2:])


def lines(rounds: int) -> list[Line]:
    """Return the rows of the table."""
    found = contest(rounds)
    base, full, shown = found["floor"], found["whole"], found["small"]
    one, two = per_minute(rounds, 1), per_minute(rounds, CORES)
    waits = secured_millis()
    yardstick = "one decode and one encode"
    return [
        Line(
            "photograph of 12 megapixels made safe: hash, decode, strip, encode",
            yardstick,
            ratios(full, base),
            1.5,
            1.2,
            f"{median(full):.0f} ms; {yardstick} {median(base):.0f} ms",
            is_more_better=False,
        ),
        Line(
            "its preview of 1280 with strip",
            yardstick,
            ratios(shown, base),
            0.9,
            0.7,
            f"{median(shown):.0f} ms",
            is_more_better=False,
        ),
        Line(
            "such photographs looked into on two cores, verdict and both copies",
            "–",
            two,
            100,
            300,
            f"one process {median(one):.0f} a minute",
            unit=" a minute",
        ),
        Line(
            "photograph sent to “secured” in the chat, p95",
            "–",
            [waits[int(0.95 * (len(waits) - 1))]],
            3000,
            1500,
            f"p50 {median(waits):.0f} ms",
            is_more_better=False,
            unit=" ms",
        ),
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--job"]:
        print(millis(sys.argv[2], int(sys.argv[3])))
        raise SystemExit
    print(table(lines(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
