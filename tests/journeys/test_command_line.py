"""The program as its operator meets it: starting, starting twice, inviting, a wrong token."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from sandbox.driver import Town
from sandbox.forks import ROOT, Zygote
from sandbox.stock import Stock
from tests import commands
from tests.servers import free_port

RUN = "bot.__main__:run"


@pytest.fixture
def empty_town(tmp_path: Path, stock: Stock, zygote: Zygote) -> Town:
    """A town in which nobody is known yet."""
    return Town(tmp_path / "town", stock=stock, zygote=zygote, is_furnished=False)


STARTED_AND_ASKED = """
import atexit, sys
loaded = lambda: sorted({name.partition('.')[0] for name in sys.modules} & {'sandbox', 'tests', 'bench'})
atexit.register(lambda: print('loaded besides:', loaded(), flush=True))
sys.argv = ['hecha', 'run']
from bot.__main__ import main
main()
"""


def test_a_token_alone_is_enough_and_nothing_of_the_sandbox_is_loaded(tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HECHA_")}
    environment |= {"HECHA_TOKEN": "7000000009:AAG-not-a-secret", "HECHA_DATA_FOLDER": str(tmp_path / "data")}
    # Its own server is not here; that it is away must not keep the bot from starting.
    environment["HECHA_API_URL"] = nobody
    log = tmp_path / "bot.log"
    with (
        log.open("w") as out,
        subprocess.Popen(
            [sys.executable, "-c", STARTED_AND_ASKED], cwd=ROOT, env=environment, stdout=out, stderr=out
        ) as running,
    ):
        deadline = time.monotonic() + 60
        while '"running"' not in log.read_text():
            assert running.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 0, log.read_text()
    assert log.read_text().splitlines()[-1] == "loaded besides: []"


def test_a_second_program_with_the_same_token_leaves_at_once_and_says_why(
    town_anywhere: Town, zygote: Zygote, tmp_path: Path
) -> None:
    second = zygote.fork(RUN, town_anywhere.environment, tmp_path / "second.log")
    assert second.wait(20) == 1
    assert (tmp_path / "second.log").read_text() == (
        "同一令牌已有一个 hecha 在运行。请先停掉那一个；没有任何改动。\n"
        "Another hecha already runs with this token. Stop that one first; nothing was changed.\n"
    )
    chen = town_anywhere.phone("SJ-01")
    chen.starts()
    chen.sees("①")


def test_a_wrong_token_is_told_in_words_and_not_repeated(town: Town, zygote: Zygote, tmp_path: Path) -> None:
    secret = "7000000009:AAGsandbox-not-a-secret-but-wrong-0"
    environment = {**town.environment, "HECHA_TOKEN": secret, "HECHA_DATA_FOLDER": str(tmp_path / "other")}
    wrong = zygote.fork(RUN, environment, tmp_path / "wrong.log")
    assert wrong.wait(20) == 1
    told = (tmp_path / "wrong.log").read_text()
    assert told.splitlines()[-1] == "Telegram does not know this token. Check HECHA_TOKEN."
    assert "AAG" not in told


def told_at_its_end(town: Town, zygote: Zygote, tmp_path: Path, **settings: str) -> str:
    environment = {**town.environment, **settings, "HECHA_DATA_FOLDER": str(tmp_path / "other")}
    refused = zygote.fork(RUN, environment, tmp_path / "refused.log")
    assert refused.wait(20) == 1
    return (tmp_path / "refused.log").read_text().splitlines()[-1]


def test_a_webhook_that_telegram_does_not_take_is_told_in_its_words(town: Town, zygote: Zygote, tmp_path: Path) -> None:
    listen = f"127.0.0.1:{free_port()}"
    told = told_at_its_end(town, zygote, tmp_path, HECHA_WEBHOOK_URL="https://10.0.0.1/hecha", HECHA_LISTEN=listen)
    assert told == (
        "Telegram refuses setWebhook: Bad Request: bad webhook: IP address 10.0.0.1 is reserved."
        " Check the settings, HECHA_WEBHOOK_URL first."
    )


def test_a_place_that_another_program_listens_at_is_told(town: Town, zygote: Zygote, tmp_path: Path) -> None:
    taken = town.sandbox.url.removeprefix("http://")
    told = told_at_its_end(town, zygote, tmp_path, HECHA_WEBHOOK_URL=f"http://{taken}/hecha", HECHA_LISTEN=taken)
    assert told == f"Cannot listen at {taken}: Address already in use. Check HECHA_LISTEN and HECHA_OPERATION_LISTEN."


def test_a_webhook_set_by_another_program_ends_the_polling_in_words(town: Town) -> None:
    # What is said to the operator stands in the log without an event's name.
    town.allows("")
    # At its start it would take the webhook away; once it has answered, it polls.
    town.phone("SJ-01").starts()
    with httpx.Client(base_url=f"{town.sandbox.url}/bot{town.sandbox.token}") as line:
        assert line.post("/setWebhook", json={"url": f"{town.sandbox.url}/elsewhere"}).json()["ok"]
    deadline = time.monotonic() + 20
    while town.exit_code() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert town.exit_code() == 1
    town.kill()
    assert town.log()[-1]["text"] == (
        "Another program with this token has set a webhook for its updates. Stop that one first."
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), ("没有写邀请谁", "It is not said who is invited")),
        (("何慧", "--role", "boss"), ("没有“boss”这个角色", "There is no role “boss”. The roles are: administrator,")),
    ],
)
def test_an_invitation_that_lacks_something_is_refused_in_the_words_of_the_catalogue(
    arguments: tuple[str, ...], told: tuple[str, str], tmp_path: Path
) -> None:
    settings = {"HECHA_TOKEN": "7000000009:AAG-not-a-secret", "HECHA_DATA_FOLDER": str(tmp_path)}
    ran = commands.hecha("admin", "invite", *arguments, **settings)
    assert ran.returncode == 1
    assert all(words in ran.stderr for words in told), ran.stderr
    assert "--name" not in ran.stderr + ran.stdout


def test_the_first_person_comes_in_by_an_invitation_from_the_console(empty_town: Town) -> None:
    with empty_town as town:
        ran = subprocess.run(
            [sys.executable, "-m", "bot", "admin", "invite", "何慧"],
            env=town.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        lines = ran.stdout.splitlines()
        assert lines[0] == (
            "Invitation for 何慧, P-0001, a new person (administrator), valid for 24 hours, usable once:"
        )
        assert len(lines) == 4
        assert ran.stderr == ""
        he = town.stranger("何慧")
        he.starts()
        he.types(lines[1].strip())
        he.sees("何慧")
        he.types("0001")
        he.taps(he.word("button-my-tasks"))
        he.sees(he.word("button-help"))
