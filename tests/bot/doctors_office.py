"""An office's machine as the doctor finds it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.doctor import diagnose
from handlers.screens.diagnosis import Diagnosis, diagnosis_end, diagnosis_line
from handlers.words import LANGUAGES, words_of
from sandbox.server import Sandbox
from sandbox.stock import Stock


class Office:
    """An office's machine: its settings, its database, and Telegram. `keeps` is ended with it."""

    def __init__(self, sandbox: Sandbox, folder: Path, stock: Stock, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sandbox, self.folder, self.monkeypatch = sandbox, folder, monkeypatch
        self.keeps = ExitStack()
        self.database = stock.sqlite(folder / "hecha.db", is_furnished=True)
        (folder / "files").mkdir()
        for name in [name for name in os.environ if name.startswith("HECHA_")]:
            monkeypatch.delenv(name)
        monkeypatch.chdir(folder)
        self.set(token=sandbox.token, api_url=sandbox.url, data_folder=str(folder))

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self.monkeypatch.setenv(f"HECHA_{name.upper()}", value)

    def found(self) -> dict[str, list[tuple[str, str]]]:
        """What the doctor finds: outcome and answer by what was looked at."""
        diagnoses = list(diagnose(lambda: datetime.now(UTC)))
        self.told = told(diagnoses)
        found: dict[str, list[tuple[str, str]]] = {}
        for each in diagnoses:
            found.setdefault(each.what, []).append((each.outcome, each.told.code if each.told else each.answer))
        return found


def told(diagnoses: list[Diagnosis]) -> str:
    """Every line in both languages; each answer must have words in both."""
    lines = [diagnosis_line(words_of(language), each) for language in LANGUAGES for each in diagnoses]
    assert all("\n" not in line for line in lines)
    return "\n".join([*lines, *(diagnosis_end(words_of(language), diagnoses) for language in LANGUAGES)])


@pytest.fixture
def office(sandbox: Sandbox, tmp_path: Path, stock: Stock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    office = Office(sandbox, tmp_path, stock, monkeypatch)
    with office.keeps:
        yield office
