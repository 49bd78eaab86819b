"""The program as its operator meets it: starting, starting twice, inviting, a wrong token."""

import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.driver import Town
from sandbox.forks import ROOT, Zygote
from sandbox.stock import Stock

RUN = "bot.__main__:run"


@pytest.fixture
def empty_town(tmp_path: Path, stock: Stock, zygote: Zygote) -> Town:
    """A town in which nobody is known yet."""
    return Town(tmp_path / "town", stock=stock, zygote=zygote, is_furnished=False)


def test_a_second_program_with_the_same_token_leaves_at_once_and_says_why(
    town_anywhere: Town, zygote: Zygote, tmp_path: Path
) -> None:
    second = zygote.fork(RUN, town_anywhere.environment, tmp_path / "second.log")
    assert second.wait(20) == 1
    assert (tmp_path / "second.log").read_text() == (
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
        assert lines[0] == "Invitation for 何慧 (administrator), valid for 24 hours, usable once:"
        assert len(lines) == 4
        he = town.stranger("何慧")
        he.starts()
        he.types(lines[1].strip())
        he.sees("何慧")
        he.types("0001")
        he.taps(he.word("button-my-tasks"))
        he.sees(he.word("button-help"))
