"""The benchmark itself: every contestant does the whole load, so that the figures compare the same work."""

from pathlib import Path

import pytest

from bench import contest, drawing, importing
from bench.contest import Ground
from bench.volume import Volume
from sandbox.stock import Stock

CHATS = 6


@pytest.fixture
def ground(tmp_path: Path, stock: Stock, monkeypatch: pytest.MonkeyPatch) -> Ground:
    monkeypatch.setenv("BENCH_FOLDER", str(tmp_path))
    return Ground(tmp_path, stock, CHATS)


def test_every_contestant_answers_every_update_on_either_database(ground: Ground) -> None:
    rounds = contest.contest(ground, rounds=1, updates=CHATS, volume=Volume(60, 20, 100))
    assert set(rounds) == {"echo", "orm", "ours", "logic", "large", "postgresql-1", "postgresql-2", "postgresql-4"}
    assert all(measured.updates == CHATS and measured.per_second > 0 for [measured] in rounds.values())


def test_what_is_handled_without_sending_is_told_for_each_round(ground: Ground) -> None:
    ours, empty = contest.without_sending(ground, rounds=2, updates=CHATS)
    assert len(ours) == len(empty) == 2
    assert min(ours + empty) > 0


def test_the_draw_is_measured_beside_hashing_and_whole_tickets() -> None:
    ours, floor, whole, mebibytes = drawing.contest(rounds=2, number=2000)
    assert len(ours) == len(floor) == len(whole) == 2
    assert mebibytes > 0


def test_an_import_is_checked_and_written_whole_beside_openpyxl() -> None:
    ours, theirs, writing, _ = importing.contest(rounds=1, rows=1_200)
    assert min(*ours, *theirs, *writing) > 0
