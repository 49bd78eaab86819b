"""The draw from the command line, without token or database: rehearsed, verified, each refusal in both languages."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.draw.addendum import reserve_entry
from rules.draw.commitment import Seed, commit_to
from rules.draw.proof import hold_draw
from rules.draw.snapshot import Snapshot
from tests import commands
from tests.rules.draw.independent import proof_of
from tests.rules.draw.registers import DICE, SALT, Json, lists

Files = dict[str, Path]


def hecha(*arguments: object) -> commands.Ran:
    return commands.hecha("draw", *arguments)


def csv_of(header: str, rows: list[list[str]]) -> str:
    return "\r\n".join([header, *(",".join(f'"{cell}"' for cell in row) for row in rows), ""])


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The lists of the small register as a spreadsheet saves them."""
    register = lists()
    tables = {
        "objects": csv_of("id,risk,category", [list(each.values()) for each in register["objects"]]),
        "inspectors": csv_of(
            "id,dept,quals", [[each["id"], each["dept"], ";".join(each["quals"])] for each in register["inspectors"]]
        ),
        "exclusions": csv_of("id,reason", [list(each.values()) for each in register["exclusions"]]),
        "recusals": csv_of("inspector,object", [list(each.values()) for each in register["recusals"]]),
    }
    found = {}
    for name, text in tables.items():
        found[name] = tmp_path / f"{name}.csv"
        found[name].write_bytes(b"\xef\xbb\xbf" + text.encode())
    found["params"] = tmp_path / "params.json"
    found["params"].write_text(json.dumps(register["params"]), encoding="utf-8")
    found["out"] = tmp_path / "proof.json"
    return found


def rehearse(files: Files, dice: str = DICE, *more: str) -> commands.Ran:
    named = [part for name, path in files.items() for part in (f"--{name}", path)]
    return hecha("rehearse", *named, "--dice", dice, "--salt", SALT, *more)


FIXED = ("--draw-id", "2026-001", "--published-at", "2026-03-01T01:00:00Z", "--revealed-at", "2026-03-02T01:00:00Z")


def test_a_rehearsal_draws_what_the_protocol_says_and_verifies(files: Files) -> None:
    ran = rehearse(files, DICE, *FIXED)
    assert ran.returncode == 0, ran.stderr
    proof = json.loads(files["out"].read_bytes())
    assert proof == proof_of(lists(), DICE, SALT)
    assert "演练不指派任何人" in ran.stdout
    assert "A rehearsal appoints nobody" in ran.stdout
    verified = hecha("verify", files["out"], "--commit", proof["commit_hash"])
    assert verified.returncode == 0, verified.stdout
    assert "有效：proof.json，抽取编号 2026-001" in verified.stdout
    assert "Valid: proof.json, draw 2026-001" in verified.stdout
    assert "The commitment is the one that you hold" in verified.stdout


def test_what_is_not_said_has_a_sensible_value_and_the_same_input_gives_the_same_file(files: Files) -> None:
    at = ("--published-at", "2026-03-01T01:00:00Z")
    contents = []
    for dice in (DICE, "００314 15926 53589 79323"):
        assert rehearse(files, dice, *at).returncode == 0
        contents.append(files["out"].read_bytes())
    assert contents[0] == contents[1]
    proof = json.loads(contents[0])
    assert proof["commit"]["draw_id"] == "演练"
    assert proof["seed"]["revealed_at"] == "2026-03-01T01:00:01Z"
    del files["exclusions"], files["recusals"]
    assert rehearse(files).returncode == 0
    assert json.loads(files["out"].read_bytes())["exclusions"] == []


def test_without_a_kept_hash_it_is_said_what_is_not_shown(files: Files) -> None:
    rehearse(files)
    told = hecha("verify", files["out"]).stdout
    assert "指纹是否真在掷骰之前公布" in told
    assert "that the commitment came before the dice" in told


def test_every_reason_against_a_proof_is_told_with_its_place(tmp_path: Path) -> None:
    proof = proof_of(lists(), DICE, SALT)
    proof["strata"]["A"]["n"] += 1
    proof["strata"]["D"]["drawn"].reverse()
    not_drawn = next(each for each in proof["objects"] if each["id"] not in proof["teams"])
    not_drawn["category"] = "其他"
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(proof), encoding="utf-8")
    ran = hecha("verify", file, "--commit", "0" * 64)
    assert ran.returncode == 1
    places = [line.split()[0] for line in ran.stdout.splitlines() if "  DRAW_" in line]
    assert places == ["objects", "commit", "strata.A.n", "strata.D.drawn"]
    assert "无效：proof.json，有 4 处不符" in ran.stdout
    assert "Invalid: proof.json, for 4 reasons" in ran.stdout
    assert "2 is written, 1 computed" in ran.stdout


def test_an_addendum_is_verified_with_its_proof(tmp_path: Path) -> None:
    (tmp_path / "proof.json").write_text(json.dumps(proof_of(lists(), DICE, SALT)), encoding="utf-8")
    addendum = tmp_path / "addendum.json"
    addendum.write_text("[]", encoding="utf-8")
    assert hecha("verify", tmp_path / "proof.json", "--addendum", addendum).returncode == 0
    addendum.write_text('[{"seq": 2}]', encoding="utf-8")
    ran = hecha("verify", tmp_path / "proof.json", "--addendum", addendum)
    assert ran.returncode == 1
    assert "addendum[0].kind  DRAW_060" in ran.stdout
    addendum.write_text("null", encoding="utf-8")
    assert hecha("verify", tmp_path / "proof.json", "--addendum", addendum).returncode == 1


def test_who_came_in_after_the_draw_is_told(tmp_path: Path) -> None:
    snapshot = Snapshot.from_json(lists())
    commit = commit_to(snapshot, SALT, "2026-001", "2026-03-01T01:00:00Z")
    proof = hold_draw(snapshot, commit, Seed(DICE, SALT, "2026-03-02T01:00:00Z"))
    old = next(iter(proof.teams))
    entry = reserve_entry(proof, [], "2026-03-03T01:00:00Z", old, "已注销", "s01")
    (tmp_path / "proof.json").write_bytes(proof.file())
    (tmp_path / "addendum.json").write_text(json.dumps([entry.to_json()]), encoding="utf-8")
    ran = hecha("verify", tmp_path / "proof.json", "--addendum", tmp_path / "addendum.json")
    assert ran.returncode == 0, ran.stdout
    assert "Changed since, 1, each time to the next ticket" in ran.stdout
    assert f"{old} → {entry.new}" in ran.stdout
    assert "已注销" not in ran.stdout


@pytest.mark.parametrize(
    "content", [b"", b'{"objects": ', b"\x89PNG\r\n\xff", None], ids=["empty", "cut", "PNG", "none"]
)
def test_what_cannot_be_read_ends_with_two(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    if content is not None:
        file.write_bytes(content)
    ran = hecha("verify", file)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "“proof.json”" in ran.stderr or str(file) in ran.stderr
    assert "Traceback" not in ran.stderr


def change(name: str, old: str, new: str) -> Callable[[Files], object]:
    def write(files: Files) -> None:
        text = files[name].read_text("utf-8-sig")
        assert old in text
        files[name].write_text(text.replace(old, new, 1), encoding="utf-8")

    return write


@pytest.mark.parametrize(
    ("spoil", "place", "code", "words"),
    [
        (change("objects", "risk", "rsk"), "objects.csv:1 rsk", "DRAW_096", "Column 2 of line 1"),
        (change("objects", '00002","B"', '00002",""'), "objects.csv:4 risk", "DRAW_005", "no risk class"),
        (change("objects", "MA00000002", "ma00000001"), "objects.csv:4 id", "DRAW_004", "stands at objects.csv:3 id"),
        (change("inspectors", '"p03","区消防救援支队"', '"p03"'), "inspectors.csv:5", "DRAW_097", "has 2 cells"),
        (change("exclusions", "歇业", "忙"), "exclusions.csv:2 reason", "DRAW_016", "本年已检查, 歇业"),
        (change("params", '"C": 100, ', ""), "objects.csv:5 risk", "DRAW_006", "“C” has no ratio"),
        (change("params", '"reserve": 2', '"reserve": 2.5'), "params.json reserve", "DRAW_064", "whole number"),
        (change("params", '"max_load": 6', '"max_load": 0'), "params.json max_load", "DRAW_011", "at least 1"),
    ],
)  # fmt: skip
def test_what_is_to_be_mended_is_told_with_file_line_and_column(
    spoil: Callable[[Files], object], place: str, code: str, words: str, files: Files
) -> None:
    spoil(files)
    ran = rehearse(files)
    assert ran.returncode == 1, ran.stderr
    assert f"{place}  {code}" in ran.stdout
    assert words in ran.stdout
    assert "没有抽取" in ran.stdout
    assert not files["out"].exists()


def test_nineteen_dice_and_a_faulty_list_are_told_together(files: Files) -> None:
    change("objects", "category", "kind")(files)
    ran = rehearse(files, DICE[:-1])
    assert ran.returncode == 1
    assert "--dice  DRAW_019" in ran.stdout
    assert "objects.csv:1 category  DRAW_095" in ran.stdout
    assert "有 3 处要改" in ran.stdout
    assert not files["out"].exists()


def test_a_seed_before_the_commitment_is_refused(files: Files) -> None:
    ran = rehearse(files, DICE, "--published-at", "2026-03-01T01:00:00Z", "--revealed-at", "2026-03-01T01:00:00Z")
    assert ran.returncode == 1
    assert "--revealed-at  DRAW_024" in ran.stdout


def test_a_salt_that_is_no_text_is_told(files: Files) -> None:
    ran = rehearse(files, DICE, "--draw-id", "\udcff")
    assert ran.returncode == 1
    assert "--draw-id  DRAW_068" in ran.stdout


def test_a_list_that_is_not_there_and_a_place_that_cannot_be_written_end_with_two(files: Files, tmp_path: Path) -> None:
    away: Files = {**files, "objects": tmp_path / "away.csv"}
    assert rehearse(away).returncode == 2
    nowhere: Files = {**files, "out": tmp_path / "no" / "proof.json"}
    ran = rehearse(nowhere)
    assert ran.returncode == 2
    assert "写不了" in ran.stderr


def test_a_team_that_nobody_can_fill_is_shown(files: Files) -> None:
    files["inspectors"].write_text("id,dept,quals\np00,区市场监管局,食品\n", encoding="utf-8")
    files["recusals"].write_text("inspector,object\n", encoding="utf-8")
    ran = rehearse(files)
    assert ran.returncode == 0
    proof: Json = json.loads(files["out"].read_bytes())
    assert {tuple(team) for each in proof["teams"].values() for team in each.values()} == {("UNFILLED",)}
    assert "  DRAW_045" in ran.stdout
    assert hecha("verify", files["out"]).returncode == 0


def test_the_kit_for_the_public_is_written(files: Files, tmp_path: Path) -> None:
    rehearse(files)
    ran = hecha("kit", tmp_path / "kit")
    assert ran.returncode == 0
    script = tmp_path / "kit" / "verify_draw.py"
    verified = subprocess.run([sys.executable, "-I", script, files["out"]], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stdout) == (0, "有效 valid\n")
    assert (tmp_path / "kit" / "verify_draw.html").stat().st_size <= 100 * 1024
