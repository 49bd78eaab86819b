"""`make demo`, as a process: one address, kept over restarts, a bot that cannot be killed for long."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHEN = 7101
LIMIT_SECONDS = 60.0
Begin = Callable[..., "Demo"]


class Demo:
    """A running `make demo`."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "sandbox", "--folder", str(folder), *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        self.said: list[str] = []
        while not (self.said and self.said[-1].startswith("Open it")):
            line = self.process.stdout.readline()
            assert line, self.said
            self.said.append(line.strip())
        self.addresses = [line for line in self.said if "http" in line]
        self.web = httpx.Client(base_url=self.addresses[0].partition("?")[0], timeout=10)

    def texts(self) -> list[str]:
        messages = self.web.get(f"/sim/chats/{CHEN}").json()["messages"]
        return [message.get("text", "") for message in messages if message["from"]["is_bot"]]

    def sees(self, words: str, count: int = 1) -> None:
        deadline = time.monotonic() + LIMIT_SECONDS
        while sum(words in text for text in self.texts()) < count:
            assert time.monotonic() < deadline, self.texts()
            time.sleep(0.05)

    def types(self, text: str) -> None:
        self.web.post(f"/sim/chats/{CHEN}/text", json={"text": text}).raise_for_status()

    def bot(self, other_than: int = 0) -> int:
        """The process number of the bot, once it is another than one that was killed."""
        own = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        deadline = time.monotonic() + LIMIT_SECONDS
        while not (found := [int(number) for number in own.read_text().split() if int(number) != other_than]):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        (number,) = found
        return number

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        code = self.process.wait(30)
        assert self.process.stdout is not None
        self.said += [line.strip() for line in self.process.stdout]
        self.process.stdout.close()
        self.web.close()
        return code


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Begin a demo; whatever still runs at the end of the test is ended."""
    begun: list[Demo] = []

    def begin(folder: Path, *arguments: str, **environment: str) -> Demo:
        begun.append(Demo(folder, *arguments, **environment))
        return begun[-1]

    yield begin
    for demo in begun:
        if demo.process.poll() is None:
            demo.end()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.mark.timeout(400)
def test_a_demo_is_one_address_that_survives_its_bot_and_itself(begin: Begin, tmp_path: Path) -> None:
    port = str(free_port())
    demo = begin(tmp_path, "--port", port)
    assert len(demo.addresses) == 1
    assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/\?people=\d+,\d+,\d+", demo.addresses[0])
    assert "<html" in demo.web.get("/").text
    demo.sees("新任务", count=3)

    # The enterprise's phone is a frame of this very page: the office's pages may stand in it.
    page = demo.web.get("/office/v/wrong")
    assert page.status_code == 404
    assert "查不到这份文书" in page.text
    assert "x-frame-options" not in page.headers
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]

    # A killed bot is begun anew, and answers what came meanwhile.
    first = demo.bot()
    os.kill(first, signal.SIGKILL)
    # So is one that is killed before it was ready.
    os.kill(demo.bot(other_than=first), signal.SIGKILL)
    demo.types("帮助")
    demo.sees("打开第5项")
    second = demo.bot()
    assert second != first

    # The folder belongs to one demo at a time.
    refused = subprocess.run(
        [sys.executable, "-m", "sandbox", "--folder", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("The demo cannot start: another demo runs already")
    assert "Traceback" not in refused.stderr

    # A killed demo takes its bot with it, and goes on where it stood; a taken port is told.
    assert demo.end(signal.SIGKILL) == -signal.SIGKILL
    assert any("beginning it anew" in line for line in demo.said)
    deadline = time.monotonic() + LIMIT_SECONDS
    while is_running(second):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    with socket.create_server(("127.0.0.1", int(port))):
        again = begin(tmp_path, "--port", port)
    assert any(f"Port {port} is taken" in line for line in again.said)
    assert f":{port}/" not in again.addresses[0]
    again.sees("打开第5项")
    # A message may come twice when its bot is killed before it has noted it; it is never dispatched twice.
    assert len({text for text in again.texts() if "新任务" in text}) == 3
    assert again.end() == 0
    assert "Traceback" not in "\n".join(again.said)


def test_a_demo_begun_anew_has_forgotten_what_was_played(begin: Begin, tmp_path: Path) -> None:
    for left in ("telegram", "data"):
        (tmp_path / left).mkdir()
        (tmp_path / left / "left-over").touch()
    (tmp_path / "bot.log").write_text("of an earlier life\n")
    demo = begin(tmp_path, "--port", str(free_port()), FRESH="1")
    assert list(tmp_path.rglob("left-over")) == []
    assert "earlier" not in (tmp_path / "bot.log").read_text()
    demo.sees("新任务", count=3)
    assert demo.end(signal.SIGTERM) == 0


def commands_of(page: str, heading: str) -> str:
    """The commands that a page of the documentation shows below a heading."""
    text = (ROOT / "docs" / page).read_text("utf-8").partition(f"### {heading}\n")[2].partition("\n## ")[0]
    return "\n".join(line[4:] for line in text.splitlines() if line.startswith("    "))


class Hearing(BaseHTTPRequestHandler):
    """A subscriber on this machine."""

    def do_POST(self) -> None:
        self.server.heard.append(self.rfile.read(int(self.headers["content-length"])))  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def hearing() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Hearing)
    server.heard = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(shutil.which("curl") is None, reason="skipped: no curl")
@pytest.mark.timeout(400)
def test_the_api_is_tried_in_the_demo_as_its_page_says(begin: Begin, tmp_path: Path, hearing: HTTPServer) -> None:
    demo = begin(tmp_path, "--port", str(free_port()), HECHA_PRIVATE_DOORS="true")
    demo.sees("新任务", count=3)
    told = commands_of("api.md", "Try it in the demo")
    told = told.replace("http://127.0.0.1:8730", str(demo.web.base_url).rstrip("/"))
    told = told.replace("build/demo/data", str(tmp_path / "data")).replace(
        ".venv/bin/hecha", f"{sys.executable} -m bot"
    )
    listener = f"{sys.executable} -m bot api subscriber add http://127.0.0.1:{hearing.server_port}/hear"
    head, rest = told.split("\n", 1)
    script = f"set -e\n{head}\nHECHA_PRIVATE_DOORS=true {listener} --kind campaign.sent >&2\n{rest}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"openapi":"3.1.0"' in done.stdout
    entered = json.loads(done.stdout[done.stdout.rindex('{"number"') :])
    assert entered["outside_number"] == "CQ-T-1"
    assert [seat["officer"] for seat in entered["seats"]] == ["SJ-01", "SJ-02"]
    # It is on the officer's phone, and the bot writes to a machine that only `HECHA_PRIVATE_DOORS` allows.
    demo.sees("新任务", count=4)
    deadline = time.monotonic() + LIMIT_SECONDS
    while not hearing.heard:  # type: ignore[attr-defined]
        assert time.monotonic() < deadline
        time.sleep(0.05)
    [body] = hearing.heard  # type: ignore[attr-defined]
    assert json.loads(body)["type"] == "campaign.sent"


def is_running(number: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    except FileNotFoundError:
        return False
