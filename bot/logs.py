"""Logs: one line of JSON per event, ids only, and never a token."""

import logging
import re
import sys
from typing import Any

import structlog

# In addresses the word "bot" stands right before it, so it begins at no boundary of words.
TOKEN = re.compile(r"(?<!\d)\d{5,}:[\w-]{30,}")
REDACTED = "<token>"


def redact(_logger: Any, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace whatever looks like a bot token, at any depth."""
    return {key: _clean(value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return TOKEN.sub(REDACTED, value)
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    return value if isinstance(value, int | float | bool | None) else TOKEN.sub(REDACTED, str(value))


def configure(level: str) -> None:
    """Send our events and those of the libraries through the same cleaning, to standard error."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redact,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # These write addresses, which contain the token, at INFO.
    for noisy in ("httpx", "httpcore", "telegram", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # The dispatcher reports a failed update itself, with its code.
    logging.getLogger("aiogram.event").setLevel(logging.CRITICAL)
