"""The import contracts of the house are kept, and each of them catches an offender."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOMS, ROOT


def import_contracts(checkout: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=60, check=False)


def test_the_import_contracts_are_kept() -> None:
    outcome = import_contracts(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_import_contract_catches_an_offender(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    (tmp_path / "rules" / "draw.py").write_text("import services\nimport httpx\n")
    (tmp_path / "services" / "draws.py").write_text("import aiogram\n")
    (tmp_path / "web" / "pages.py").write_text("import handlers\nimport sqlalchemy\nimport telegram\n")
    (tmp_path / "bot" / "factory.py").write_text("from bot import delivery\n")
    (tmp_path / "bot" / "worker.py").touch()
    (tmp_path / "bot" / "delivery.py").write_text("import telegram\n")

    outcome = import_contracts(tmp_path)

    assert outcome.returncode == 1
    assert "0 kept, 6 broken" in outcome.stdout
    for line in (
        "rules.draw -> services",
        "services.draws -> aiogram",
        "web.pages -> handlers",
        "-> sqlalchemy",
        "bot.factory -> bot.delivery",
    ):
        assert line in outcome.stdout
