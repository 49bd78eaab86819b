"""The doctor: one answer for each thing, right in each careless state, and never a secret."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import select, text
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

import bot.doctor_machine
from bot.lock import sole_speaker
from bot.settings import Settings
from sandbox.forks import ROOT
from sandbox.stock import Stock
from storage.database import Database
from storage.figures import Space
from storage.tables import DistrictProfile
from storage.unit_of_work import looking, unit_of_work
from tests.bot.doctors_office import Office, office
from tests.servers import free_port
from web.public import public_pages

__all__ = ["office"]

GOOD = {
    "settings": [("good", "good")],
    "database": [("good", "good")],
    "schema": [("good", "good")],
    "district": [("good", "good")],
    "people": [("good", "good")],
    "four-eyes": [("good", "good")],
    "disk": [("good", "good")],
    "store": [("good", "good")],
    "fonts": [("good", "good")],
    "running": [("good", "stopped")],
    "token": [("good", "good")],
    "clock": [("good", "good")],
    "receiving": [("good", "polling")],
    "public": [("good", "unset")],
}


def test_a_machine_on_which_all_is_well_is_told_so_and_left_as_it_was(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.doctor_machine, "space_at", lambda _: Space(10 << 30, 5 << 30))
    before = sorted(office.folder.rglob("*"))
    assert office.found() == GOOD
    assert "All is well" in office.told
    assert sorted(office.folder.rglob("*")) == before


def test_what_is_not_there_yet_is_said_so_and_not_made(office: Office) -> None:
    office.set(data_folder=str(office.folder / "mistyped"), workers="0")
    found = office.found()
    assert found["database"] == found["store"] == [("careful", "missing")]
    assert found["settings"] == [("careful", "no-workers"), ("good", "good")]
    assert (found["running"], "schema" in found) == ([("good", "stopped")], False)
    assert str(office.folder / "mistyped") in office.told
    assert not (office.folder / "mistyped").exists()


async def asked(transport: httpx.AsyncBaseTransport, url: str) -> httpx.Response:
    """What stands behind an address."""
    async with httpx.AsyncClient(transport=transport) as line:
        return await line.get(url)


@pytest.mark.parametrize(
    ("at_the_address", "answers"),
    [
        ("ours", [("good", "good")]),
        ("another's", [("bad", "elsewhere")]),
        ("nothing", [("bad", "wrong-answer")]),
        ("no hecha", [("bad", "elsewhere")]),
    ],
)
def test_the_address_of_a_running_bot_must_lead_to_its_own_records(
    office: Office, stock: Stock, at_the_address: str, answers: list[tuple[str, str]]
) -> None:
    databases = [
        Database(office.database, pool_size=2),
        Database(stock.sqlite(office.folder / "another.db", is_furnished=False)),
    ]
    with looking(databases[0], 1, lambda: datetime.now(UTC)) as uow:
        profile = uow.session.scalars(select(DistrictProfile)).first()
    assert profile is not None
    # As new as can be: it has no root yet either, but somebody was invited.
    with unit_of_work(databases[1], 1, lambda: datetime.now(UTC)) as uow:
        uow.session.add(DistrictProfile(valid_from=profile.valid_from, body=profile.body))
        uow.record("registry", "invited", "console", {"person": "-"})
    served = databases[at_the_address == "another's"]
    pages = public_pages("/hecha", lambda: looking(served, 1, lambda: datetime.now(UTC)), lambda _: b"")
    elsewhere = Route("/hecha/roots.json", lambda _: PlainTextResponse("welcome"))
    routes = {"nothing": [], "no hecha": [elsewhere]}.get(at_the_address, pages)
    served_at = httpx.ASGITransport(Starlette(routes=routes))
    office.monkeypatch.setattr(httpx, "get", lambda url, **_: asyncio.run(asked(served_at, url)))
    office.set(public_url="https://office.example/hecha")
    with sole_speaker(databases[0], office.folder, Settings().bot_id):  # type: ignore[call-arg]
        assert office.found()["public"] == answers
    for database in databases:
        database.close()


def clock_is_off(office: Office) -> None:
    office.sandbox.world.clock.offset = 300


def clock_is_a_little_off(office: Office) -> None:
    office.sandbox.world.clock.offset = -30


def webhook_elsewhere(office: Office) -> None:
    with office.sandbox.world.acting:
        office.sandbox.world.settings.webhook = {
            "url": "https://elsewhere.example/secret-path",
            "has_custom_certificate": False,
        }


def runs(office: Office) -> None:
    database = Database(office.database, pool_size=1)
    office.keeps.enter_context(closing(database))
    office.keeps.enter_context(sole_speaker(database, office.folder, Settings().bot_id))  # type: ignore[call-arg]


def runs_polling_and_wants_a_webhook(office: Office) -> None:
    wants_a_webhook(office)
    runs(office)


def runs_with_a_webhook_and_wants_none(office: Office) -> None:
    webhook_elsewhere(office)
    runs(office)


def runs_with_another_webhook(office: Office) -> None:
    webhook_elsewhere(office)
    wants_a_webhook(office)
    runs(office)


def wants_a_webhook(office: Office) -> None:
    office.set(webhook_url="https://office.example/hecha")


def is_empty(office: Office) -> None:
    (office.folder / "hecha.db").write_bytes(b"")


def is_newer(office: Office) -> None:
    _stands(office, "9999")


def is_older(office: Office) -> None:
    _stands(office, "0028")


def _stands(office: Office, revision: str) -> None:
    database = Database(office.database, pool_size=1)
    with unit_of_work(database, 1, lambda: datetime.now(UTC)) as uow:
        uow.connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
    database.close()


def is_no_database(office: Office) -> None:
    (office.folder / "hecha.db").write_text("no database at all" * 100)


def has_no_administrator(office: Office) -> None:
    database = Database(office.database, pool_size=1)
    with unit_of_work(database, 1, lambda: datetime.now(UTC)) as uow:
        uow.connection.execute(text("DELETE FROM roles WHERE role = 'administrator'"))
    database.close()


def two_must_and_one_can(office: Office) -> None:
    database = Database(office.database, pool_size=1)
    with unit_of_work(database, 1, lambda: datetime.now(UTC)) as uow:
        profile = uow.session.scalars(select(DistrictProfile)).one()
        profile.body = {**profile.body, "review_by_two": True}
    database.close()


def is_nearly_full(office: Office) -> None:
    office.monkeypatch.setattr(bot.doctor_machine, "space_at", lambda _: Space(10 << 30, 1 << 30))


def is_full(office: Office) -> None:
    office.monkeypatch.setattr(bot.doctor_machine, "space_at", lambda _: Space(10 << 30, 1 << 20))


def store_is_below_a_file(office: Office) -> None:
    (office.folder / "a file").write_text("in the way")
    office.set(files_url=f"file://{office.folder}/a file/files")


def store_cannot_be_made(office: Office) -> None:
    office.set(files_url="file:///proc/nodir")


def data_cannot_be_made(office: Office) -> None:
    office.set(data_folder="/proc/nodir/data")


def database_is_in_a_folder_that_nobody_makes(office: Office) -> None:
    office.set(database_url=f"sqlite:///{office.folder}/mistyped/hecha.db")


def store_is_blocked(office: Office) -> None:
    (office.folder / "files").rmdir()
    (office.folder / "files").write_text("in the way")


def fonts_are_missing(office: Office) -> None:
    office.set(font_folder="/proc/nowhere")


def seal_is_missing(office: Office) -> None:
    office.set(seal_certificate="/proc/nowhere.p12", seal_passphrase="very-secret")


def token_is_another(office: Office) -> None:
    office.set(token="7000000009:AAGsandbox-very-secret-but-wrong-0")


def there_is_no_network(office: Office) -> None:
    office.set(api_url=f"http://127.0.0.1:{free_port()}")


def telegram_is_busy(office: Office) -> None:
    office.sandbox.world.faults.add({"method": "getMe", "kind": "429"})


def page_is_away(office: Office) -> None:
    office.set(public_url=f"http://127.0.0.1:{free_port()}")


def page_is_anothers(office: Office) -> None:
    office.set(public_url=office.sandbox.url)


@pytest.mark.parametrize(
    ("careless", "what", "answers"),
    [
        (clock_is_off, "clock", [("bad", "off")]),
        (clock_is_a_little_off, "clock", [("careful", "off")]),
        (webhook_elsewhere, "receiving", [("careful", "set-elsewhere")]),
        (wants_a_webhook, "receiving", [("careful", "unset")]),
        (runs_polling_and_wants_a_webhook, "receiving", [("careful", "otherwise")]),
        (runs_with_a_webhook_and_wants_none, "receiving", [("careful", "otherwise")]),
        (runs_with_another_webhook, "receiving", [("bad", "taken")]),
        (is_empty, "schema", [("careful", "none")]),
        (is_newer, "schema", [("bad", "ahead")]),
        (is_older, "schema", [("careful", "behind")]),
        (is_no_database, "database", [("bad", "OPER_018")]),
        (has_no_administrator, "people", [("careful", "none")]),
        (two_must_and_one_can, "four-eyes", [("careful", "review")]),
        (is_nearly_full, "disk", [("careful", "careful")]),
        (is_full, "disk", [("bad", "bad")]),
        (store_is_blocked, "store", [("bad", "OPER_017")]),
        (store_is_below_a_file, "store", [("bad", "OPER_017")]),
        (store_cannot_be_made, "store", [("bad", "OPER_017")]),
        (data_cannot_be_made, "database", [("bad", "OPER_017")]),
        (database_is_in_a_folder_that_nobody_makes, "database", [("bad", "OPER_017")]),
        (fonts_are_missing, "fonts", [("bad", "PAPER_001")]),
        (seal_is_missing, "seal", [("bad", "OPER_026")]),
        (token_is_another, "token", [("bad", "OPER_009")]),
        (there_is_no_network, "token", [("bad", "away")]),
        (telegram_is_busy, "token", [("bad", "busy")]),
        (page_is_away, "public", [("bad", "away")]),
        (page_is_anothers, "public", [("careful", "stopped")]),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_is_careless_is_found_and_nothing_secret_is_said(
    office: Office, careless: Callable[[Office], None], what: str, answers: list[tuple[str, str]]
) -> None:
    careless(office)
    assert office.found()[what] == answers
    for secret in ("very-secret", "secret-path", office.sandbox.token.partition(":")[2]):
        assert secret not in office.told


def test_postgresql_is_looked_at_as_well(office: Office, stock: Stock) -> None:
    address = stock.postgresql(is_furnished=True)
    office.set(database_url=address)
    found = office.found()
    assert found["database"] == found["schema"] == found["people"] == [("good", "good")]
    assert found["running"] == [("good", "stopped")]
    assert "PostgreSQL" in office.told
    stock.discard(address)
    office.set(database_url=f"postgresql+psycopg://hecha:very-secret@127.0.0.1:{free_port()}/hecha")
    assert office.found()["database"] == [("bad", "OPER_018")]
    assert "very-secret" not in office.told


def test_settings_that_are_wrong_are_all_named_and_the_rest_is_still_looked_at(office: Office) -> None:
    office.set(token="very-secret", listen="nowhere", workers="many", operation_listen="127.0.0.1")
    found = office.found()
    assert {code for _, code in found["settings"]} == {"OPER_002", "OPER_004", "OPER_005"}
    assert "HECHA_OPERATION_LISTEN" in office.told
    assert "very-secret" not in office.told
    assert found["database"] == found["store"] == [("good", "good")]
    assert "token" not in found


def test_the_command_says_one_line_each_and_ends_by_what_it_found(office: Office) -> None:
    def ran(*more: str) -> subprocess.CompletedProcess[str]:
        asked = [sys.executable, "-m", "bot", "doctor", *more]
        return subprocess.run(asked, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)

    good = ran("--language", "zh-CN")
    lines = good.stdout.splitlines()
    assert [line.partition("：")[0] for line in lines[:2]] == ["✓ 设置", "✓ 数据库"]
    assert (good.returncode, len(lines), good.stderr) == (0, 15, "")
    office.set(token="nonsense")
    bad = ran("--language", "en")
    assert bad.returncode == 1
    assert bad.stdout.startswith("✗ settings: HECHA_TOKEN is no bot token.")
