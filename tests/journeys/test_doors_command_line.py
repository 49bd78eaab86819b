"""Doors from the command line: tokens, subscribers, what is forwarded, the municipal platform."""

import re
from pathlib import Path

import pytest

from forms.spreadsheets import workbook_of
from forms.tables import Table
from sandbox.stock import BOT_ID, Stock
from tests import commands


@pytest.fixture
def furnished(stock: Stock, tmp_path: Path) -> str:
    return stock.sqlite(tmp_path / "hecha.db", is_furnished=True)


def hecha(folder: Path, database: str, *arguments: object, **more: str) -> commands.Ran:
    settings = {"HECHA_TOKEN": f"{BOT_ID}:AAG-not-a-secret", "HECHA_DATA_FOLDER": str(folder)}
    return commands.hecha(*arguments, **settings, HECHA_DATABASE_URL=database, **more)


def test_tokens_and_subscribers_are_made_listed_and_ended(tmp_path: Path, furnished: str) -> None:
    wanted = ("--scope", "results:read", "--scope", "evidence:read", "--department", "SJ", "--days", "30")
    made = hecha(tmp_path, furnished, "api", "token", "create", "市级平台", *wanted)
    token = re.search(r"hecha_[\w-]{43}", made.stdout)
    assert token, made.stderr
    listed = hecha(tmp_path, furnished, "api", "token", "list").stdout
    assert "API-0001" in listed
    assert "results:read,evidence:read  SJ  市级平台" in listed
    assert token[0] not in listed
    assert "revoked" in hecha(tmp_path, furnished, "api", "token", "revoke", "1").stdout
    assert "revoked" in hecha(tmp_path, furnished, "api", "token", "list").stdout
    wrong = hecha(tmp_path, furnished, "api", "token", "create", "x", "--scope", "all", "--department", "SJ")
    assert (wrong.returncode, "The scopes are: campaigns:read" in wrong.stderr) == (1, True)
    inwards = hecha(tmp_path, furnished, "api", "subscriber", "add", "http://127.0.0.1:9/hear")
    assert (inwards.returncode, "HECHA_PRIVATE_DOORS" in inwards.stderr) == (1, True)
    for url, told in (
        ("https://nosuch.invalid/x", "The name nosuch.invalid is not known"),
        ("https://platform.example/a b", "a line break"),
        ("https://platform.example/a\nb", "a line break"),
        ("https://platform.example/\u202ea", "a line break"),
    ):
        ran = hecha(tmp_path, furnished, "api", "subscriber", "add", url)
        assert (ran.returncode, told in ran.stderr) == (1, True), ran.stderr
    private = {"HECHA_PRIVATE_DOORS": "true"}
    added = hecha(tmp_path, furnished, "api", "subscriber", "add", "http://127.0.0.1:9/hear", **private)
    assert "whsec_" in added.stdout, added.stderr
    listed = hecha(tmp_path, furnished, "api", "subscriber", "list").stdout
    assert "1  on  well  all  http://127.0.0.1:9/hear" in listed
    assert "whsec_" not in listed
    assert "it missed 0" in hecha(tmp_path, furnished, "api", "subscriber", "resume", "1").stdout
    assert "whsec_" in hecha(tmp_path, furnished, "api", "subscriber", "rotate", "1").stdout
    assert "is ended" in hecha(tmp_path, furnished, "api", "subscriber", "end", "1").stdout
    unknown = hecha(tmp_path, furnished, "api", "forwarding", "again", "7")
    assert (unknown.returncode, "There is no forwarding 7" in unknown.stderr) == (1, True)
    assert hecha(tmp_path, furnished, "api", "forwarding", "list").returncode == 0


def test_the_platforms_tables_come_and_go(tmp_path: Path, furnished: str) -> None:
    out = tmp_path / "keying.xlsx"
    assert "0 results" in hecha(tmp_path, furnished, "platform", "export", "--out", out, "--as", "SJ-05").stdout
    assert out.read_bytes().startswith(b"PK")
    assert "Nothing is to be keyed" in hecha(tmp_path, furnished, "platform", "list", "--as", "SJ-05").stdout
    for arguments, told in (
        (("keyed", "017-03-1", "CQ-1", "--as", "SJ-05"), "没有这项结果"),
        (("list", "--as", "SJ-99"), "SJ-99"),
        (("import", tmp_path / "nothing.xlsx", "--as", "SJ-05"), "nothing.xlsx"),
        (("import", out, "--as", "SJ-05"), "平台结果编号"),
    ):
        ran = hecha(tmp_path, furnished, "platform", *arguments)
        assert (ran.returncode, told in ran.stderr) == (1, True), ran.stdout + ran.stderr
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(workbook_of([Table("a", ("b",), ())])[:700])
    ran = hecha(tmp_path, furnished, "platform", "import", broken, "--as", "SJ-05")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr


def test_a_wrong_address_of_a_form_server_is_refused_in_words(tmp_path: Path, furnished: str) -> None:
    ran = hecha(tmp_path, furnished, "api", "token", "list", HECHA_FORM_SERVER="ftp://u:secret@x")
    assert ran.returncode == 1
    assert "HECHA_FORM_SERVER" in ran.stderr
    assert "secret" not in ran.stderr
