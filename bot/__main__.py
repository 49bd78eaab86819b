"""The command line: `hecha run`, `hecha admin invite`, `hecha migrate`."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, NoReturn

from cyclopts import App, Parameter

if TYPE_CHECKING:
    from bot.settings import Settings

app = App(name="hecha", help="核查: on-site inspections under the double-random, one-public regime, by Telegram.")
admin = App(name="admin", help="Things that only the operator of the machine may do.")
app.command(admin)


@app.command
def run() -> None:
    """Run the bot with the token in HECHA_TOKEN until it is stopped (Ctrl-C or SIGTERM)."""
    settings = _settings()
    import structlog

    from bot.caller import CallRefused, TokenRefused, WebhookElsewhere
    from bot.factory import Program
    from bot.lock import AlreadyRunning
    from bot.webhook import CannotListen

    try:
        asyncio.run(Program(settings).run())
    except AlreadyRunning:
        _refuse("Another hecha already runs with this token. Stop that one first; nothing was changed.")
    except WebhookElsewhere:
        _refuse("Another program with this token has set a webhook for its updates. Stop that one first.")
    except TokenRefused:
        _refuse("Telegram does not know this token. Check HECHA_TOKEN.")
    except CallRefused as refusal:
        _refuse(f"Telegram refuses {refusal}.{' Check HECHA_WEBHOOK_URL.' if settings.webhook_url else ''}")
    except CannotListen as error:
        _refuse(f"Cannot listen at {error}. Check HECHA_WEBHOOK_LISTEN.")
    except Exception as error:  # noqa: BLE001 - everything, so that nothing is shown uncleaned
        # By way of the log, which leaves tokens out; Python's own report would show them.
        structlog.get_logger().critical("ended_by_error", exc_info=error)
        raise SystemExit(1) from None


@admin.command
def invite(
    name: Annotated[str, Parameter(help="the person's name as it shall appear, or the code of a known person")],
    role: Annotated[str, Parameter(help="administrator, supervisor, lead, inspector or clerk")] = "administrator",
) -> None:
    """Print a one-time invitation, valid for 24 hours; the person is added when the name is new."""
    settings = _settings()
    from datetime import UTC, datetime

    from services.access import ROLES, invite_by_operator
    from storage import migrations
    from storage.database import Database
    from storage.unit_of_work import unit_of_work

    if role not in ROLES:
        _refuse(f"There is no role {role!r}; the roles are {', '.join(ROLES)}.")
    database = Database(settings.database)
    migrations.upgrade(database)
    with unit_of_work(database, settings.bot_id, lambda: datetime.now(UTC)) as uow:
        invited = invite_by_operator(uow, name, role)
    database.close()
    _say(f"Invitation for {name} ({role}), valid for 24 hours, usable once:")
    _say(f"    {invited.code}")
    _say(f"Let {name} open the bot in Telegram, press Start, and send this code; then the last four signs of")
    _say(f"the certificate number, or of the staff code {invited.person_code} where there is no certificate.")


@app.command
def migrate() -> None:
    """Bring the database up to this edition; `hecha run` does it by itself."""
    from storage import migrations
    from storage.database import Database

    database = Database(_settings().database)
    migrations.upgrade(database)
    database.close()
    _say("The database is up to date.")


def _settings() -> "Settings":
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        settings = Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        faults = "; ".join(f"HECHA_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        _refuse(f"The settings do not hold: {faults}")
    from bot import logs

    logs.configure(settings.log_level)
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    return settings


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _refuse(line: str) -> NoReturn:
    sys.stderr.write(line + "\n")
    raise SystemExit(1)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
