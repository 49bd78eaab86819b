"""Logs: one line of JSON per event, and no token, wherever it came from."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import structlog

from bot import logs

Written = Callable[[], list[dict[str, Any]]]
TOKEN = "7000000001:AAGsandbox-not-a-secret-hecha-demo0"


@pytest.fixture
def written(reports: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """Configure the bot's logs for this test; call it for the lines written so far."""
    before = structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.configure(**before)
    root.handlers = handlers
    root.setLevel(level)


def test_an_event_is_one_line_with_its_level_and_time(written: Written) -> None:
    structlog.get_logger().warning("worker_died", number=1, code=-9)
    (line,) = written()
    assert (line["event"], line["level"], line["number"], line["code"]) == ("worker_died", "warning", 1, -9)
    assert str(line["timestamp"]).endswith("Z")


@pytest.mark.parametrize(
    "value", [TOKEN, f"/bot{TOKEN}/getUpdates", [f"x{TOKEN}"[1:]], {"deep": {"er": (TOKEN,)}}, ValueError(TOKEN)]
)
def test_a_token_in_an_event_is_left_out_at_any_depth(value: object, written: Written) -> None:
    structlog.get_logger().info("sent", value=value)
    (line,) = written()
    assert "AAGsandbox" not in json.dumps(line)
    assert logs.REDACTED in json.dumps(line)


def test_a_token_in_an_exception_is_left_out(written: Written) -> None:
    try:
        raise ConnectionError(f"http://127.0.0.1/bot{TOKEN}/sendMessage refused")
    except ConnectionError as error:
        structlog.get_logger().error("failed", exc_info=error)
    (line,) = written()
    assert "ConnectionError" in str(line["exception"])
    assert "AAGsandbox" not in json.dumps(line)


def test_a_token_in_what_a_library_says_is_left_out(written: Written) -> None:
    logging.getLogger("some.library").error("The token `%s` was rejected", TOKEN)
    (line,) = written()
    assert line["event"] == f"The token `{logs.REDACTED}` was rejected"


def test_libraries_that_write_addresses_are_heard_only_when_something_is_wrong(
    written: Written,
) -> None:
    for name in ("httpx", "httpcore", "telegram.ext"):
        logging.getLogger(name).info("HTTP Request: POST http://127.0.0.1/bot%s/getMe", TOKEN)
    assert written() == []


def test_a_number_with_a_colon_is_no_token(written: Written) -> None:
    structlog.get_logger().info("at", place="10:30", visit="visit:2026-001")
    (line,) = written()
    assert (line["place"], line["visit"]) == ("10:30", "visit:2026-001")
