"""Settings: read from the environment, refused in words, and never shown with the token."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings

TOKEN = "7000000001:AAGsandbox-not-a-secret-hecha-demo0"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without settings, in a folder without a file of them."""
    for name in [name for name in os.environ if name.startswith("HECHA_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def settings(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in {"token": TOKEN, **values}.items():
        monkeypatch.setenv(f"HECHA_{name.upper()}", value)
    return Settings()  # type: ignore[call-arg]


def test_only_the_token_must_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = settings(monkeypatch)
    assert found.bot_id == 7_000_000_001
    assert found.database == f"sqlite:///{tmp_path / 'data' / 'hecha.db'}"
    assert found.files == f"file://{tmp_path / 'data' / 'files'}"


def test_one_address_each_changes_database_and_evidence_store(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(monkeypatch, database_url="postgresql+psycopg://office/hecha", files_url="s3://evidence")
    assert (found.database, found.files) == ("postgresql+psycopg://office/hecha", "s3://evidence")


def test_a_file_in_the_folder_sets_what_the_environment_does_not(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"HECHA_TOKEN={TOKEN}\nHECHA_WORKERS=3\n")
    assert Settings().workers == 3  # type: ignore[call-arg]


def test_folders_of_fonts_and_words_are_handed_on_by_their_whole_path_and_set_to_nothing_they_are_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = settings(monkeypatch, font_folder="fonts", paper_folder="")
    assert (found.font_folder, found.paper_folder) == (Path("fonts"), None)
    assert found.environment["HECHA_FONT_FOLDER"] == str(tmp_path / "fonts")
    assert found.environment["HECHA_PAPER_FOLDER"] == ""


def test_the_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert TOKEN not in repr(settings(monkeypatch))
    assert TOKEN not in str(settings(monkeypatch).model_dump())


@pytest.mark.parametrize("token", ["", "7000000001", "7000000001:", "abc:def", ":secret", "²:ABC"])
def test_something_else_than_a_token_is_refused(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    with pytest.raises(ValidationError, match="OPER_002"):
        settings(monkeypatch, token=token)


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("log_level", "LOUD", "OPER_014"),
        ("database_url", "nonsense", "OPER_015"),
        ("database_url", "mysql://office/hecha", "OPER_015"),
        ("database_url", "postgresql+nothing://office/hecha", "OPER_015"),
        ("database_url", "postgresql://office:port/hecha", "OPER_015"),
        ("files_url", "nope://x", "OPER_016"),
        ("files_url", "s3://", "OPER_016"),
        ("files_url", "memory://", "OPER_016"),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_begins(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, code: str
) -> None:
    with pytest.raises(ValidationError, match=code):
        settings(monkeypatch, **{setting: value})


def test_a_log_level_may_be_written_small(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch, log_level="debug").log_level == "DEBUG"


def test_updates_are_polled_unless_a_webhook_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch).webhook_url == ""
    assert settings(monkeypatch, webhook_url="").webhook_url == ""
    assert settings(monkeypatch).listen_place == ("127.0.0.1", 8081)


@pytest.mark.parametrize(
    "url",
    [
        "https://office.example/hecha",
        "https://office.example",
        "https://office.example:8443/hecha",
        "https://office.example:88/hecha",
        "http://127.0.0.1:40123/hecha",
        "http://localhost/hecha",
    ],
)
def test_an_address_that_telegram_or_the_sandbox_may_use_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert settings(monkeypatch, webhook_url=url).webhook_url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://office.example/hecha",
        "http://127.0.0.1.office.example/hecha",
        "https://office.example:8081/hecha",
        "https://office.example:http/hecha",
        "https:///hecha",
        "office.example/hecha",
        "wss://office.example/hecha",
        "https://[office.example/hecha",
    ],
)
def test_an_address_that_telegram_would_not_use_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(ValidationError, match="OPER_003"):
        settings(monkeypatch, webhook_url=url)


def test_papers_carry_no_code_unless_there_is_a_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch).public_url == ""
    assert settings(monkeypatch).environment["HECHA_PUBLIC_URL"] == ""


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://office.example", "https://office.example"),
        ("https://office.example/", "https://office.example"),
        ("https://office.example:8443/gov/hecha/", "https://office.example:8443/gov/hecha"),
        ("http://127.0.0.1:8730/office", "http://127.0.0.1:8730/office"),
    ],
)
def test_a_public_address_may_stand_below_any_path(monkeypatch: pytest.MonkeyPatch, url: str, taken: str) -> None:
    found = settings(monkeypatch, public_url=url)
    assert found.public_url == found.environment["HECHA_PUBLIC_URL"] == taken


@pytest.mark.parametrize(
    "url",
    [
        "http://office.example",
        "https://office",
        "https://office.example/a b",
        "https://office.example/核查",
        "https://office.example/?x=1",
        "https://office.example/#x",
        "https://user:password@office.example",
        "office.example",
        "ftp://office.example",
        f"https://{'a' * 65}.example",
        "https://",
    ],
)
def test_what_cannot_be_printed_or_is_not_safe_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(ValidationError, match="OPER_025"):
        settings(monkeypatch, public_url=url)


@pytest.mark.parametrize(
    ("listen", "place"),
    [("0.0.0.0:80", ("0.0.0.0", 80)), ("[::1]:8081", ("::1", 8081)), ("bot:65535", ("bot", 65_535))],
)
def test_a_place_to_listen_at_is_host_and_port(
    monkeypatch: pytest.MonkeyPatch, listen: str, place: tuple[str, int]
) -> None:
    assert settings(monkeypatch, listen=listen).listen_place == place


@pytest.mark.parametrize("listen", ["", "8081", ":8081", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x"])
def test_something_else_than_a_place_to_listen_at_is_refused(monkeypatch: pytest.MonkeyPatch, listen: str) -> None:
    with pytest.raises(ValidationError, match="OPER_004"):
        settings(monkeypatch, listen=listen)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, ("没有设置 HECHA_TOKEN", "HECHA_TOKEN is not set. Set it in the environment or")),
        ({"HECHA_TOKEN": "nonsense-secret"}, ("HECHA_TOKEN 不是机器人令牌", "copy it whole from @BotFather")),
        (
            {"HECHA_TOKEN": TOKEN, "HECHA_WORKERS": "99"},
            ("HECHA_WORKERS 应为 0 到 16 之间的数", "HECHA_WORKERS must be a number from 0 to 16"),
        ),
        (
            {"HECHA_TOKEN": TOKEN, "HECHA_DWELL_SECONDS": "long", "HECHA_PACING": "perhaps"},
            ("HECHA_DWELL_SECONDS 应为 0 到 10", "HECHA_DWELL_SECONDS must be", "The value of HECHA_PACING"),
        ),
        (
            {"HECHA_TOKEN": TOKEN, "HECHA_WEBHOOK_URL": "http://x.cn"},
            ("HECHA_WEBHOOK_URL 不是", "HECHA_WEBHOOK_URL is no address for Telegram"),
        ),
        (
            {"HECHA_TOKEN": TOKEN, "HECHA_LISTEN": "8081"},
            ("HECHA_LISTEN 应为", "HECHA_LISTEN must be a host and a port"),
        ),
    ],
)
def test_the_command_line_says_what_does_not_hold_and_nothing_secret(
    wrong: dict[str, str], told: tuple[str, ...], tmp_path: Path
) -> None:
    root = Path(__file__).resolve().parent.parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root), **wrong}
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "run"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1
    assert all(words in ran.stderr for words in told), ran.stderr
    for leaked in ("Traceback", "pydantic", "Value error", "Field required", "Input should", "OPER_"):
        assert leaked not in ran.stderr
    assert "secret" not in ran.stderr + ran.stdout
