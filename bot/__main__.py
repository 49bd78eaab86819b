"""The command line: `hecha run`, `hecha admin invite`, `hecha migrate`, and those of each topic in `bot/`."""

import os
import sys
from typing import Annotated

from cyclopts import App, Parameter

from bot.api_commands import api
from bot.console import refuse, refuse_in_words, say, settings_or_refuse
from bot.district_commands import district
from bot.doctor_commands import doctor, smoke
from bot.dossier_commands import dossier
from bot.draw_commands import draw
from bot.form_commands import forms
from bot.paper_commands import papers
from bot.platform_commands import platform
from bot.registry_commands import registry
from bot.root_commands import roots

app = App(name="hecha", help="核查: on-site inspections under the double-random, one-public regime, by Telegram.")
admin = App(name="admin", help="Things that only the operator of the machine may do.")
app.command(admin)
app.command(api)
app.command(district)
app.command(draw)
app.command(forms)
app.command(papers)
app.command(platform)
app.command(registry)
app.command(dossier)
app.command(roots)
app.command(doctor)
app.command(smoke)


@app.command
def run() -> None:
    """Run the bot with the token in HECHA_TOKEN until it is stopped (Ctrl-C or SIGTERM)."""
    settings = settings_or_refuse()
    import structlog
    import uvloop

    from bot.beginning import begin
    from bot.caller import CallRefused, PolledElsewhere, TokenRefused, WebhookElsewhere
    from bot.lives import NeverBegins
    from bot.lock import AlreadyRunning
    from bot.site import CannotListen
    from bot.trying import try_files, try_papers, try_seal
    from rules.errors import operation as problems
    from rules.refusals import Refused

    try:
        try_files(settings)
        try_seal(settings)
        if wrong := try_papers(settings):
            refuse_in_words(wrong)
        uvloop.run(begin(settings))
    except Refused as refused:
        refuse(refused)
    except NeverBegins as part:
        refuse(Refused(problems.PART_NEVER_BEGINS, part=part))
    except PolledElsewhere:
        refuse(Refused(problems.POLLED_ELSEWHERE))
    except AlreadyRunning:
        refuse(Refused(problems.RUNS_ALREADY))
    except WebhookElsewhere:
        refuse(Refused(problems.WEBHOOK_ELSEWHERE))
    except TokenRefused:
        refuse(Refused(problems.TOKEN_UNKNOWN))
    except CallRefused as refusal:
        refuse(Refused(problems.CALL_REFUSED, call=refusal))
    except CannotListen as error:
        refuse(Refused(problems.CANNOT_LISTEN, place=error))
    except Exception as error:  # noqa: BLE001 - everything, so that nothing is shown uncleaned
        # By way of the log, which leaves tokens out; Python's own report would show them.
        structlog.get_logger().critical("ended_by_error", exc_info=error)
        raise SystemExit(1) from None


@admin.command
def invite(
    name: Annotated[
        str, Parameter(help="the code or the name of a known person, or the name of a new one as it shall appear")
    ] = "",
    role: Annotated[str, Parameter(help="administrator, supervisor, lead, inspector or clerk")] = "administrator",
) -> None:
    """Print a one-time invitation, valid for 24 hours. A name that nobody has yet adds the person."""
    settings = settings_or_refuse()
    from datetime import UTC, datetime

    from rules.refusals import Refused
    from services.console import invite_by_operator
    from storage import migrations
    from storage.database import Database
    from storage.unit_of_work import unit_of_work

    database = Database(settings.database)
    migrations.upgrade(database)
    try:
        # Statements are built for the first time here, which takes a while that nobody waits for.
        with unit_of_work(database, settings.bot_id, lambda: datetime.now(UTC), is_watched=False) as uow:
            invited = invite_by_operator(uow, name, role)
    except Refused as refused:
        refuse(refused)
    finally:
        database.close()
    known = "a new person" if invited.is_new else "known already"
    say(f"Invitation for {invited.name}, {invited.person_code}, {known} ({role}), valid for 24 hours, usable once:")
    say(f"    {invited.code}")
    say(f"Let {invited.name} open the bot in Telegram, press Start, and send this code; then the last four signs of")
    say(f"the certificate number, or of the staff code {invited.person_code} where there is no certificate.")


@app.command
def migrate() -> None:
    """Bring the database up to this edition; `hecha run` does it by itself."""
    from storage import migrations
    from storage.database import Database

    database = Database(settings_or_refuse().database)
    migrations.upgrade(database)
    database.close()
    say("The database is up to date.")


def main() -> None:
    """Run the command line."""
    try:
        app()
    except BrokenPipeError:
        # Whoever reads what we say has read enough; the interpreter would try once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
