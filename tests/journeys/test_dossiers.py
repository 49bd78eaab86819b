"""A visit leaves the office as one archive: written, verified without the office, erased from, verified again."""

import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from forms.dossier import verify_chain
from forms.dossier.checking import check_dossier
from rules.refusals import Refused
from sandbox.driver import Town
from sandbox.stock import BOT_ID, Stock
from services.anchoring import ANCHOR, keep_root, root_of_day
from storage.database import Database
from storage.files import FileStore
from storage.unit_of_work import unit_of_work
from tests import commands, time_authority
from tests.journeys.after_the_checklist import NUMBER, concluded, goes_on, phones, signs_all, taps

FLIPS = 100


def hecha(*arguments: object, of: str = "dossier", **environment: str) -> commands.Ran:
    return commands.hecha(of, *arguments, **environment)


def entries(place: Path, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(place) as archive:
        return [json.loads(line) for line in archive.read(name).splitlines()]


def held(place: Path) -> set[str]:
    with zipfile.ZipFile(place) as archive:
        return {name.removeprefix("files/") for name in archive.namelist() if name.startswith("files/")}


def is_whole_by_itself(place: Path, folder: Path) -> bool:
    with zipfile.ZipFile(place) as archive:
        archive.extract("verify_chain.py", folder)
    command = [sys.executable, "-I", "verify_chain.py", str(place)]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60).returncode == 0


def unnoticed(place: Path, copy: Path) -> list[int]:
    """Change a byte here and there all through an archive; give the places where either verifier finds it whole."""
    whole, found = place.read_bytes(), []
    for at in range(0, len(whole), len(whole) // FLIPS):
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        try:
            is_whole = not check_dossier(copy).faults
        except Refused:
            is_whole = False
        if is_whole or not verify_chain.verdict(str(copy)):
            found.append(at)
    return found


def test_a_visit_leaves_as_one_archive_and_personal_values_can_be_erased(town: Town, tmp_path: Path) -> None:
    (chen,) = phones(town, "zh-CN", "SJ-01")
    concluded(town, problems=(10,))
    goes_on(chen)
    taps(chen, "button-paper-record")
    town.works_off_jobs()
    signs_all(chen)
    town.works_off_jobs()
    place = tmp_path / "dossier.zip"
    ran = hecha("export", NUMBER, "--out", place, **town.environment)
    assert ran.returncode == 0, ran.stderr
    assert "归档还缺：抽查工作方案" in ran.stdout
    assert "The archive still lacks the proof of publication" in ran.stdout
    assert "已有：实地核查记录表" in ran.stdout
    ran = hecha("verify", place)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("卷宗完整：")
    assert entries(place, "head.json")[0]["hash"] in ran.stdout
    assert is_whole_by_itself(place, tmp_path)
    assert unnoticed(place, tmp_path / "flipped.zip") == []

    note = next(each for each in entries(place, "openings.jsonl") if "14℃" in each["value"])
    prints = {
        event["body"]["sha256"]: event["body"]["format"]
        for event in entries(place, "events.jsonl")
        if event["type"] == "paper_printed"
    }
    (file,) = held(place) - set(prints)
    for arguments in (("--event", note["seq"], "--path", note["path"]), ("--file", file)):
        ran = hecha("erase", NUMBER, *arguments, **town.environment)
        assert ran.returncode == 0, ran.stderr
        assert "已删除核查 017-03" in ran.stdout
        for print_, format_ in prints.items():
            line = f"记录表 {NUMBER}（{format_.upper()}），SHA-256 {print_}"
            assert (line in ran.stdout) is ("--event" in arguments)
        assert ("核查还没有提交" in ran.stdout) is ("--event" in arguments)
    with pytest.raises(FileNotFoundError):
        FileStore(f"file://{town.folder / 'files'}").read(file)
    again = tmp_path / "again.zip"
    assert hecha("export", NUMBER, "--out", again, **town.environment).returncode == 0
    assert note not in entries(again, "openings.jsonl")
    assert held(again) == set()
    kinds = [event["type"] for event in entries(again, "events.jsonl")]
    assert kinds[-2 - len(prints) :] == ["erased"] * (2 + len(prints))
    assert hecha("verify", again).returncode == 0
    assert is_whole_by_itself(again, tmp_path)
    twice = hecha("erase", NUMBER, "--file", file, **town.environment)
    assert (twice.returncode, "没有可以删除的" in twice.stderr) == (1, True)


@pytest.fixture
def furnished(stock: Stock, tmp_path: Path) -> dict[str, str]:
    address = stock.sqlite(tmp_path / "hecha.db", is_furnished=True)
    return {
        "HECHA_TOKEN": f"{BOT_ID}:AAG-not-a-secret",
        "HECHA_DATA_FOLDER": str(tmp_path),
        "HECHA_DATABASE_URL": address,
    }


def test_a_visit_that_is_still_open_is_exported_and_said_to_be_open(furnished: dict[str, str], tmp_path: Path) -> None:
    ran = hecha("export", NUMBER, "--out", tmp_path / "open.zip", **furnished)
    assert ran.returncode == 0, ran.stderr
    assert "归档还缺：尚未提交" in ran.stdout
    assert hecha("verify", tmp_path / "open.zip").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "999-99"), "没有编号为 999-99 的核查"),
        (("export", NUMBER, "--out", "/nowhere/at/all.zip"), "cannot be written to /nowhere/at/all.zip"),
        (("erase", "999-99", "--event", 1, "--path", "/x"), "There is no visit numbered 999-99"),
        (("erase", NUMBER, "--event", 1, "--path", "/x"), "核查 017-03 里没有可以删除的 1 /x"),
        (("erase", NUMBER), "Say what to erase"),
        (("erase", NUMBER, "--file", "00"), "Visit 017-03 has no 00 to erase"),
        (("verify", "nowhere.zip"), "打不开卷宗 nowhere.zip"),
        (("verify", "README.md"), "The dossier README.md was changed, or is not the whole .zip file"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(
    furnished: dict[str, str], arguments: tuple[object, ...], told: str
) -> None:
    ran = hecha(*arguments, **furnished)
    assert ran.returncode == 1
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_changed_archive_is_told_in_both_languages(furnished: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "open.zip"
    assert hecha("export", NUMBER, "--out", place, **furnished).returncode == 0
    whole = bytearray(place.read_bytes())
    whole[whole.index(b'"actor":"') + 10] ^= 1
    place.write_bytes(whole)
    ran = hecha("verify", place)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stdout + ran.stderr


def test_head_and_daily_root_are_stamped_by_an_authority_and_proven(town: Town, tmp_path: Path) -> None:
    certificate = time_authority.made(tmp_path)
    with time_authority.served(tmp_path) as url:
        stamped = {**town.environment, "HECHA_TSA_URL": url, "HECHA_TSA_CERTIFICATE": str(certificate)}
        place = tmp_path / "dossier.zip"
        ran = hecha("export", NUMBER, "--out", place, **stamped)
        assert ran.returncode == 0, ran.stderr
        town.stop()
        town.settings |= {"tsa_url": url}
        day = datetime.now(UTC).date() - timedelta(days=2)  # the clock has done yesterday
        with town.changing() as uow:
            uow.enqueue(ANCHOR, day.isoformat(), {"day": day.isoformat()})
        town.start()
        town.works_off_jobs()
    with zipfile.ZipFile(place) as archive:
        head = json.loads(archive.read("head.json"))["hash"]
        assert time_authority.holds(tmp_path, archive.read("head.tsr"), head, certificate)
        assert archive.read("tsa.pem") == certificate.read_bytes()
    assert hecha("verify", place).returncode == 0
    assert is_whole_by_itself(place, tmp_path)

    listed = hecha("list", of="roots", **town.environment).stdout.split()
    assert listed[0] == day.isoformat()
    token = FileStore(f"file://{town.folder / 'files'}").read(listed[3])
    assert time_authority.holds(tmp_path, token, listed[1], certificate)
    # What stood before today: nothing yet of a visit that was dispatched just now.
    ran = hecha("prove", NUMBER, "--out", tmp_path / "proof.json", of="roots", **town.environment)
    assert (ran.returncode, "还没有核查 017-03 的记录" in ran.stderr) == (1, True)


def test_a_proof_holds_for_its_root_alone(furnished: dict[str, str], tmp_path: Path) -> None:
    database = Database(furnished["HECHA_DATABASE_URL"])
    today = datetime.now(UTC).date() + timedelta(days=1)
    with unit_of_work(database, BOT_ID, lambda: datetime.now(UTC) + timedelta(days=3)) as uow:
        keep_root(uow, today, *root_of_day(uow, today), None)
    database.close()
    proof = tmp_path / "proof.json"
    public = {"HECHA_PUBLIC_URL": "https://office.example/hecha"}
    assert hecha("list", of="roots", **furnished, **public).stdout.split()[-1] == "https://office.example/hecha/roots"
    assert hecha("prove", NUMBER, "--out", proof, "--day", today, of="roots", **furnished).returncode == 0
    root = json.loads(proof.read_bytes())["root"]
    ran = hecha("verify", proof, "--root", root, of="roots")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"visit:{NUMBER}")
    assert hecha("verify", proof, "--root", "00" * 32, of="roots").returncode == 1
    proof.write_text(proof.read_text("utf-8").replace(NUMBER, "017-04"), "utf-8")
    assert "证明不成立" in hecha("verify", proof, of="roots").stderr
    proof.write_text("{", "utf-8")
    assert "读不懂" in hecha("verify", proof, of="roots").stderr
    wrong = hecha("prove", NUMBER, "--out", proof, "--day", "yesterday", of="roots", **furnished)
    assert "“yesterday”不是日期" in wrong.stderr
