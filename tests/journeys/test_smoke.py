"""Trials on a town whose bot runs, and on one whose bot stands still: the doctor and the smoke test."""

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from bot.doctor import diagnose
from bot.settings import Settings
from bot.smoke import SmokeTest
from handlers.screens.diagnosis import Diagnosis, diagnosis_line, smoke_end
from handlers.words import words_of
from sandbox.driver import Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from storage.tables import Table
from tests.servers import free_port


def rows(town: Town) -> dict[str, int]:
    with town.reading() as session:
        tables = Table.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def outcomes(diagnoses: list[Diagnosis]) -> dict[str, str]:
    for diagnosis in diagnoses:
        assert all(diagnosis_line(words_of(language), diagnosis) for language in ("zh-CN", "en"))
    return {diagnosis.what: f"{diagnosis.outcome}:{diagnosis.answer}" for diagnosis in diagnoses}


@pytest.fixture
def watched_settings(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name in [name for name in os.environ if name.startswith("HECHA_")]:
        monkeypatch.delenv(name)

    def take(town: Town) -> Settings:
        for name, value in town.environment.items():
            if name.startswith("HECHA_"):
                monkeypatch.setenv(name, value)
        return Settings()  # type: ignore[call-arg]

    return take


def test_a_running_bot_is_seen_from_outside_and_one_that_stands_still_is_tried(
    tmp_path: Path, stock: Stock, zygote: Zygote, watched_settings: Any
) -> None:
    office, operation = (f"127.0.0.1:{free_port()}" for _ in range(2))
    with Town(tmp_path, stock=stock, zygote=zygote, office=office, operation_listen=operation) as town:
        settings = watched_settings(town)
        chen = town.phone("SJ-01")
        chen.starts()
        chen.sees("①")
        town.has_ticked()
        assert httpx.get(f"http://{operation}/readyz").json()["ready"] is True
        figures = httpx.get(f"http://{operation}/metrics").text
        assert "hecha_updates_handled_total 1.0" in figures
        # The public never sees them.
        assert httpx.get(f"http://{office}/office/metrics").status_code == 404
        found = outcomes(list(diagnose(lambda: datetime.now(UTC))))
        assert (found["running"], found["public"], found["receiving"]) == (
            "good:ready",
            "careful:plain",
            "good:polling",
        )
        running = outcomes(list(SmokeTest(settings, words_of("en"), chen.number, 5, print).run()))
        assert running["button"] == "careful:deaf"
        assert running["document"] == running["deleting"] == "good:good"
        assert outcomes(list(SmokeTest(settings, words_of("en"), 0, 5, print).run()))["chat"] == "bad:deaf"
        town.stop()

        before, asked = rows(town), threading.Event()
        links: list[str] = []

        def ask(words: str) -> None:
            links.append(next(word for word in words.split() if word.startswith("https://t.me/")))
            asked.set()

        diagnoses: list[Diagnosis] = []
        trial = SmokeTest(settings, words_of("zh-CN"), 0, 20, ask)
        trying = threading.Thread(target=lambda: diagnoses.extend(trial.run()), daemon=True)
        trying.start()
        assert asked.wait(10)
        standing = chen.bot_messages()
        # Nobody answers but the trial, so there is nothing to wait for.
        chen.starts(links[0].partition("?start=")[2], is_awaited=False)
        deadline = time.monotonic() + 15
        while not any("收到" in row for message in chen.messages() for row in message.labels):
            assert time.monotonic() < deadline, chen.screen()
            time.sleep(0.02)
        assert chen.taps_if_there("收到")
        trying.join(30)
        assert set(outcomes(diagnoses).values()) == {"good:good"}, outcomes(diagnoses)
        assert list(outcomes(diagnoses)) == ["token", "chat", "message", "photo", "document", "button", "deleting"]
        assert "全部通过" in smoke_end(words_of("zh-CN"), diagnoses)
        assert rows(town) == before
        assert chen.bot_messages() == standing
        # What the bot finds when it comes back does nobody any harm.
        town.start()
        chen.sees("①")
        chen.does_not_see("邀请码无效")
