"""What the doctor looks at outside: Telegram and its clock, how updates come, the public address, the running bot."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
from sqlalchemy.exc import SQLAlchemyError

from bot.asking import NoAnswer, Telegram, why_of
from bot.caller import CallRefused, PolledElsewhere, TokenRefused, WebhookElsewhere
from bot.settings import Settings
from handlers.screens.diagnosis import Diagnosis
from rules.errors import operation as problems
from rules.refusals import Refused
from services.anchoring import daily_roots, installation_mark
from storage.database import Database
from storage.unit_of_work import looking
from web.roots import ROOTS

# Beyond this the times of Telegram's messages and our own contradict one another (a photograph would count as old).
SKEW_TOLD = timedelta(seconds=10)
SKEW_BAD = timedelta(seconds=120)
MANY_WAITING = 500
PAGE_TIMEOUT = httpx.Timeout(10)


def look_at_telegram(
    settings: Settings, now: Callable[[], datetime], *, is_running: bool | None
) -> Iterator[Diagnosis]:
    """Say whether Telegram knows the token, whether the clocks agree, and how updates come."""
    with Telegram(settings.api_url, settings.token.get_secret_value()) as telegram:
        try:
            me = telegram.call("getMe")
        except TokenRefused:
            yield Diagnosis("token", "bad", told=Refused(problems.TOKEN_UNKNOWN))
            return
        except NoAnswer as error:
            host = urlsplit(settings.api_url).hostname or "?"
            yield Diagnosis("token", "bad", error.why, {"host": host})
            return
        except CallRefused as error:
            yield Diagnosis("token", "bad", told=Refused(problems.CALL_REFUSED, call=error))
            return
        yield Diagnosis("token", "good", "good", {"name": f"@{me.get('username', '?')}"})
        yield _of_clock(telegram.date, now())
        try:
            yield from _of_receiving(settings, telegram.call("getWebhookInfo"), is_running=is_running)
        except (NoAnswer, CallRefused, TokenRefused, PolledElsewhere, WebhookElsewhere):
            yield Diagnosis("receiving", "careful", "unknown")


def _of_clock(theirs: datetime | None, ours: datetime) -> Diagnosis:
    if theirs is None:
        return Diagnosis("clock", "careful", "unknown")
    skew = ours - theirs
    seconds = round(abs(skew.total_seconds()))
    if abs(skew) <= SKEW_TOLD:
        return Diagnosis("clock", "good", "good", {"seconds": seconds})
    side = "fast" if skew > timedelta() else "slow"
    return Diagnosis("clock", "bad" if abs(skew) > SKEW_BAD else "careful", "off", {"seconds": seconds, "side": side})


def _of_receiving(settings: Settings, info: dict[str, Any], *, is_running: bool | None) -> Iterator[Diagnosis]:
    shown, wanted = str(info.get("url", "")), settings.webhook_url
    waiting = int(info.get("pending_update_count", 0))
    values = {"waiting": waiting, "host": urlsplit(shown).hostname or "-"}
    if shown == wanted:
        answer = "webhook" if wanted else "polling"
        yield Diagnosis("receiving", "good", answer, values)
    elif is_running and not (shown and wanted):
        # Whoever polls ends where another sets a webhook, and a webhook is set again within twenty seconds.
        yield Diagnosis("receiving", "careful", "otherwise", values | {"how": "webhook" if shown else "polling"})
    elif is_running:
        yield Diagnosis("receiving", "bad", "taken", values)
    else:
        answer = "unset" if wanted else "set-elsewhere"
        yield Diagnosis("receiving", "careful", answer, values)
    last = int(info.get("last_error_date", 0))
    if wanted and shown == wanted and last and datetime.now(UTC).timestamp() - last < 3600:
        yield Diagnosis("receiving", "careful", "failed", {"because": str(info.get("last_error_message", "?"))[:200]})
    if waiting > MANY_WAITING:
        yield Diagnosis("receiving", "careful", "many", values)


def look_at_public_address(
    settings: Settings, now: Callable[[], datetime], *, is_running: bool | None
) -> Iterator[Diagnosis]:
    """Say whether the public address leads to us: what it says of its records must be what our database does."""
    url = settings.public_url
    if not url:
        yield Diagnosis("public", "good", "unset")
        return
    values: dict[str, Any] = {"url": url, "listen": settings.listen}
    try:
        answer = httpx.get(f"{url}/{ROOTS}.json", timeout=PAGE_TIMEOUT)
    except httpx.HTTPError as error:
        yield Diagnosis("public", "bad", why_of(error), values)
        return
    if not is_running and answer.is_error:
        yield Diagnosis("public", "careful", "stopped", values)
    elif answer.is_error:
        yield Diagnosis("public", "bad", "wrong-answer", values | {"status": answer.status_code})
    elif (ours := _own_records(settings, now)) != _records_in(answer):
        yield Diagnosis("public", "bad", "elsewhere", values)
    elif ours.mark is None:
        # Any other that nobody has begun to use would say the same.
        yield Diagnosis("public", "careful", "unproven", values)
    elif not url.startswith("https:"):
        yield Diagnosis("public", "careful", "plain", values)
    else:
        yield Diagnosis("public", "good", "good", values)


@dataclass(frozen=True, slots=True)
class _Records:
    """What a database's records are known by: a mark that is its own, and the days' roots."""

    mark: str | None
    roots: tuple[str, ...]


def _records_in(answer: httpx.Response) -> _Records | None:
    try:
        told = answer.json()
        return _Records(told["installation"], tuple(f"{each['day']} {each['root']}" for each in told["roots"]))
    except (json.JSONDecodeError, KeyError, TypeError, UnicodeDecodeError):
        return None


def _own_records(settings: Settings, now: Callable[[], datetime]) -> _Records:
    with closing(Database(settings.database, pool_size=1)) as database:
        try:
            with looking(database, settings.bot_id, now) as uow:
                roots = tuple(f"{each.day.isoformat()} {each.root}" for each in daily_roots(uow))
                return _Records(installation_mark(uow), roots)
        except SQLAlchemyError:
            # Nothing is in it yet, or it is older than this edition.
            return _Records(None, ())


def look_at_running(settings: Settings, *, is_running: bool | None) -> Iterator[Diagnosis]:
    """Say whether the bot runs, and how it finds itself, where it is asked."""
    if is_running is None:
        yield Diagnosis("running", "careful", "unknown")
        return
    if not is_running:
        yield Diagnosis("running", "good", "stopped")
        return
    place = settings.operation_place
    if place is None:
        yield Diagnosis("running", "good", "unwatched")
        return
    host = f"[{place[0]}]" if ":" in place[0] else place[0]
    try:
        answer = httpx.get(f"http://{host}:{place[1]}/readyz", timeout=PAGE_TIMEOUT, trust_env=False)
        parts = dict(answer.json()["parts"])
    except (httpx.HTTPError, json.JSONDecodeError, KeyError, TypeError, ValueError):
        yield Diagnosis("running", "bad", "silent", {"place": settings.operation_listen})
        return
    wrong = ", ".join(f"{name} ({because})" for name, because in parts.items() if because != "ready")
    yield Diagnosis("running", "bad" if wrong else "good", "not-ready" if wrong else "ready", {"parts": wrong})
