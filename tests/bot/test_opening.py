"""Opening what people send in a process of its own: whatever a file does there, the worker gets a verdict."""

import os
import resource
import signal
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import structlog
from PIL import Image

from bot import opener, opening
from bot.opening import Opener, OpenerFailed
from forms.fonts import usual_folders
from forms.pictures.examination import Announced
from forms.pictures.strip import Strip
from sandbox.camera import picture
from tests.hostile.files import WAYS, hostile_files, png_of

PHOTO = Announced("photo", None, None)
STRIP = Strip(("018-08 晨露餐饮", "金山路1号"), "HECHA 018-08")
MEBIBYTE = 1 << 20


@pytest.fixture
def opens() -> Iterator[Opener]:
    held = Opener(usual_folders())
    yield held
    held.close()


def runs(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(opening, "COMMAND", (sys.executable, "-c", script))


def test_a_photograph_comes_back_with_its_copies_and_the_process_serves_the_next(opens: Opener) -> None:
    first = opens.examine(picture(), PHOTO, STRIP)
    pid = opens.pid
    second = opens.examine(picture(800, 600), PHOTO, STRIP)
    assert (first.problem, second.problem) == ("", "")
    assert (second.width, second.height) == (800, 600)
    with Image.open(BytesIO(second.stamped)) as stamped:
        assert stamped.width == 800
        assert stamped.height > 600
    assert opens.pid == pid


def test_it_serves_on_although_the_worker_that_began_it_is_large(opens: Opener) -> None:
    held = b"x" * (opener.RESIDENT_BYTES + MEBIBYTE)
    opens.examine(picture(), PHOTO, None)
    assert held
    assert opens.pid is not None


def test_it_has_no_secrets_and_little_room(monkeypatch: pytest.MonkeyPatch, opens: Opener) -> None:
    monkeypatch.setenv("HECHA_TOKEN", "7:secret")
    opens.examine(picture(), PHOTO, None)
    assert opens.pid is not None
    environment = Path(f"/proc/{opens.pid}/environ").read_bytes()
    assert b"HECHA_" not in environment
    assert resource.prlimit(opens.pid, resource.RLIMIT_AS)[0] == opener.MEMORY_BYTES
    assert resource.prlimit(opens.pid, resource.RLIMIT_FSIZE)[0] == 0


@pytest.mark.parametrize("end", ["raise SystemExit(3)", "import os; os.kill(os.getpid(), 24)", "import os; os.abort()"])
def test_a_file_that_ends_the_process_is_kept_apart(monkeypatch: pytest.MonkeyPatch, opens: Opener, end: str) -> None:
    runs(monkeypatch, f"import sys; sys.stdin.readline(); {end}")
    assert opens.examine(picture(), PHOTO, STRIP).problem == "FILE_009"
    monkeypatch.undo()
    assert opens.examine(picture(), PHOTO, STRIP).problem == ""


def test_a_file_that_takes_for_ever_is_tried_once_more_and_kept_apart(
    monkeypatch: pytest.MonkeyPatch, opens: Opener
) -> None:
    monkeypatch.setattr(opener, "SECONDS", 0.3)
    runs(monkeypatch, "import time; time.sleep(60)")
    assert opens.examine(picture(), PHOTO, STRIP).problem == "FILE_009"
    assert opens.pid is None


def test_a_process_that_somebody_killed_is_no_fault_of_the_file(opens: Opener) -> None:
    opens.examine(picture(), PHOTO, None)
    assert opens.pid is not None
    # As the kernel does when the machine has no memory left; nobody has waited for it yet.
    signal.pidfd_send_signal(os.pidfd_open(opens.pid), signal.SIGKILL)
    assert opens.examine(picture(), PHOTO, STRIP).problem == ""


def test_what_nobody_foresaw_is_no_verdict_and_may_do_at_the_next_attempt(
    monkeypatch: pytest.MonkeyPatch, opens: Opener
) -> None:
    runs(monkeypatch, "raise RuntimeError('stumbled')")
    with pytest.raises(OpenerFailed):
        opens.examine(picture(), PHOTO, STRIP)
    monkeypatch.undo()
    assert opens.examine(picture(), PHOTO, STRIP).problem == ""


def test_it_rests_when_nothing_was_opened_for_some_time(monkeypatch: pytest.MonkeyPatch, opens: Opener) -> None:
    opens.examine(picture(), PHOTO, None)
    opens.rest()
    assert opens.pid is not None
    monkeypatch.setattr(opening, "REST_SECONDS", -1)
    opens.rest()
    assert opens.pid is None


def test_a_picture_that_would_unpack_to_too_much_is_refused_by_its_size_alone(opens: Opener) -> None:
    found = opens.examine(png_of(13_000, 13_000, rows=13_000), PHOTO, STRIP)
    assert (found.problem, found.placeholders) == ("FILE_003", {"megapixels": "169", "most": "50"})
    assert opens.pid is not None
    status = Path(f"/proc/{opens.pid}/status").read_text(encoding="utf-8")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak < 200 * 1024


def test_hostile_files_are_judged_one_and_all(opens: Opener) -> None:
    with structlog.testing.capture_logs() as logged:
        for each in hostile_files(7, 4 * len(WAYS)):
            found = opens.examine(each.data, each.announced, STRIP)
            assert found.problem or found.stamped or found.format not in ("jpeg", "png", "webp", "heic"), each.way
    assert [line for line in logged if line["log_level"] == "error"] == []
