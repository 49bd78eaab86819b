"""A dossier verifies with nothing but the file, and with any byte of it changed it does not."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.dossier import verify_chain
from forms.dossier.checking import check_dossier
from forms.dossier.packing import pack
from rules.chains import link_hash, sealed
from rules.refusals import Refused
from tests.forms.dossier.made_dossiers import (
    FILES,
    GONE,
    LINKS,
    OPENINGS,
    PICTURE,
    Entries,
    relined,
    sha,
    tampered,
    written,
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("dossier"))


def faults(place: Path) -> set[str]:
    """Return the codes of everything that is wrong, `DOSSIER_025` for what is no archive any more."""
    try:
        return {fault.code for fault in check_dossier(place).faults}
    except Refused as refused:
        return {refused.code}


def is_whole_by_itself(dossier: Path, place: Path) -> bool:
    """Return what the verifier inside a dossier says of a file, as whoever holds both would ask it."""
    with zipfile.ZipFile(dossier) as archive:
        archive.extract("verify_chain.py", dossier.parent)
    command = [sys.executable, "-I", "verify_chain.py", str(place)]
    return subprocess.run(command, cwd=dossier.parent, capture_output=True, check=False).returncode == 0


def test_what_was_written_is_whole_and_says_what_it_holds(dossier: Path) -> None:
    checked = check_dossier(dossier)
    assert checked.faults == []
    assert (checked.events, checked.files, checked.erased) == (6, 2, 2)
    assert checked.head == LINKS[-1]["hash"]
    assert is_whole_by_itself(dossier, dossier)


def test_a_hash_on_paper_is_found_among_the_events_by_either_verifier(dossier: Path) -> None:
    third = str(LINKS[2]["hash"])
    on_paper = " ".join(third[at : at + 4] for at in range(0, 64, 4)).upper()
    assert check_dossier(dossier, on_paper).printed == 3
    assert verify_chain.verdict(str(dossier), third) == []
    other = "0" * 64
    assert [fault.code for fault in check_dossier(dossier, other).faults] == ["DOSSIER_024"]
    assert len(verify_chain.verdict(str(dossier), other)) == 1


def test_the_same_chain_and_files_are_the_same_bytes(dossier: Path, tmp_path: Path) -> None:
    assert written(tmp_path).read_bytes() == dossier.read_bytes()


def test_a_copy_packed_by_another_hand_is_as_good(dossier: Path) -> None:
    copy = tampered(dossier, lambda _entries: None)
    assert faults(copy) == set()
    assert is_whole_by_itself(dossier, copy)


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_no_byte_can_be_changed_unnoticed(dossier: Path, data: st.DataObject) -> None:
    whole = bytearray(dossier.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    copy = dossier.with_name("flipped.zip")
    copy.write_bytes(whole)
    assert faults(copy)
    assert verify_chain.verdict(str(copy))


@pytest.mark.parametrize("cut", [1, 22, 60, 500])
def test_a_download_that_broke_off_is_no_dossier(dossier: Path, cut: int) -> None:
    copy = dossier.with_name("cut.zip")
    copy.write_bytes(dossier.read_bytes()[:-cut])
    assert faults(copy)
    copy.write_bytes(dossier.read_bytes() + b"\0" * cut)
    assert faults(copy)


def rehashed(lines: list[dict[str, Any]], first: int) -> None:
    """Give the lines from one on hashes that fit, as a forger would who has the whole archive."""
    for number in range(first, len(lines)):
        lines[number]["prev"] = lines[number - 1]["hash"]
        lines[number]["hash"] = link_hash(lines[number])


def edit(name: str, change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[Entries], None]:
    return lambda entries: relined(entries, name, change)


def swap(lines: list[dict[str, Any]]) -> None:
    lines[1], lines[2] = lines[2], lines[1]


def add_opening(seq: int, path: str, salt: str, value: str) -> Callable[[Entries], None]:
    opening = {"seq": seq, "path": path, "salt": salt, "value": value}
    return edit("openings.jsonl", lambda lines: lines.append(opening))


EVENTS, OPENED = "events.jsonl", "openings.jsonl"
TAMPERED: dict[str, tuple[Callable[[Entries], Any], set[str]]] = {
    "an event is changed": (edit(EVENTS, lambda e: e[0]["body"].update(to=["I-1"])), {"DOSSIER_009"}),
    "an event is changed and hashed anew": (
        edit(EVENTS, lambda e: (e[0]["body"].update(to=["I-1"]), e[0].update(hash=link_hash(e[0])))),
        {"DOSSIER_008"},
    ),
    "the time is changed": (edit(EVENTS, lambda e: e[3].update(server_time="2026-03-13T08:00:04Z")), {"DOSSIER_009"}),
    "an event is removed": (edit(EVENTS, lambda e: e.pop(3)), {"DOSSIER_007", "DOSSIER_008", "DOSSIER_018"}),
    "the last events are cut off": (edit(EVENTS, lambda e: e.pop()), {"DOSSIER_011", "DOSSIER_017"}),
    "two events change places": (edit(EVENTS, swap), {"DOSSIER_007", "DOSSIER_008"}),
    "an event is put in": (edit(EVENTS, lambda e: e.insert(1, e[0])), {"DOSSIER_007", "DOSSIER_008"}),
    "an event has a fraction": (edit(EVENTS, lambda e: e[0]["body"].update(at=0.5)), {"DOSSIER_006"}),
    "an event lacks a field": (edit(EVENTS, lambda e: e[0].pop("actor")), {"DOSSIER_006"}),
    "a line is no JSON": (lambda entries: entries.update({EVENTS: b"{\n" + entries[EVENTS]}), {"DOSSIER_006"}),
    "a line nests without end": (lambda e: e.update({EVENTS: b"[" * 100_000 + b"\n" + e[EVENTS]}), {"DOSSIER_006"}),
    "there are no events": (lambda entries: entries.update({EVENTS: b""}), {"DOSSIER_010"}),
    "the head is another": (
        lambda entries: entries.update({"head.json": json.dumps({"seq": 5, "hash": LINKS[4]["hash"]}).encode()}),
        {"DOSSIER_011"},
    ),
    "the head is no JSON": (lambda entries: entries.update({"head.json": b"?"}), {"DOSSIER_011"}),
    "an opening says otherwise": (edit(OPENED, lambda o: o[0].update(value="无")), {"DOSSIER_012"}),
    "an opening is lost": (edit(OPENED, lambda o: o.clear()), {"DOSSIER_014"}),
    "an opening belongs nowhere": (add_opening(1, "/to", "00", "x"), {"DOSSIER_012"}),
    "an opening stands twice": (edit(OPENED, lambda o: o.append(o[0])), {"DOSSIER_012"}),
    "what was erased is opened": (add_opening(2, "/at/who", "b7", "王某"), {"DOSSIER_013"}),
    "a file is changed": (lambda entries: entries.update({f"files/{sha(PICTURE)}": b"another"}), {"DOSSIER_016"}),
    "a file is lost": (lambda entries: entries.pop(f"files/{sha(PICTURE)}"), {"DOSSIER_017"}),
    "a file is put in": (lambda entries: entries.update({f"files/{sha(b'new')}": b"new"}), {"DOSSIER_018"}),
    "something else is put in": (lambda entries: entries.update({"virus.exe": b"x"}), {"DOSSIER_004"}),
    "a name leaves the folder": (lambda entries: entries.update({"files/../../x": b"x"}), {"DOSSIER_004"}),
    "the reading aid is lost": (lambda entries: entries.pop("README.txt"), {"DOSSIER_005"}),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_every_change_is_named(dossier: Path, name: str) -> None:
    change, codes = TAMPERED[name]
    copy = tampered(dossier, change)
    assert codes <= faults(copy)
    if name != "the reading aid is lost":
        assert not is_whole_by_itself(dossier, copy)


def test_a_forger_who_hashes_everything_anew_needs_another_head(dossier: Path) -> None:
    def forge(entries: Entries) -> None:
        def change(lines: list[dict[str, Any]]) -> None:
            lines[0]["body"]["to"] = ["I-9"]
            lines[0]["hash"] = link_hash(lines[0])
            rehashed(lines, 1)

        relined(entries, EVENTS, change)

    assert faults(tampered(dossier, forge)) == {"DOSSIER_011"}


def test_what_an_erasure_names_must_have_been_there(tmp_path: Path) -> None:
    last = {**LINKS[-1], "body": {"seq": 1, "path": "/to"}}
    last["hash"] = link_hash(last)
    place = tmp_path / "erased.zip"
    pack(place, [*LINKS[:-1], last], OPENINGS, {**FILES, sha(GONE): GONE}, {**FILES, sha(GONE): GONE}.__getitem__)
    assert faults(place) == {"DOSSIER_015"}


def test_what_cannot_be_read_leaves_nothing_half_written(tmp_path: Path) -> None:
    def read(_sha256: str) -> bytes:
        raise LookupError

    with pytest.raises(LookupError):
        pack(tmp_path / "dossier.zip", LINKS, OPENINGS, FILES, read)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "some.zip"
    place.write_bytes(content)
    assert faults(place)
    assert "DOSSIER_001" in faults(tmp_path / "nowhere.zip")


@given(st.text(max_size=40), st.text(max_size=12))
def test_a_sealed_value_does_not_show(value: str, salt: str) -> None:
    hidden = sealed(salt, value)
    assert len(hidden) == 64
    assert hidden == sealed(salt, value) != sealed(salt + "1", value)
