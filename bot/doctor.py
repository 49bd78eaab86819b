"""The doctor: looks at everything that the bot needs, and leaves all of it as it was."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.doctor_doors import look_at_form_servers, look_at_subscribers
from bot.doctor_machine import (
    is_running,
    look_at_database,
    look_at_disk,
    look_at_papers,
    look_at_settings,
    look_at_store,
    missing_place,
    read_settings,
)
from bot.doctor_network import look_at_public_address, look_at_running, look_at_telegram
from handlers.screens.diagnosis import Diagnosis


def diagnose(now: Callable[[], datetime]) -> Iterator[Diagnosis]:
    """Give one answer after the other, as each is found; whatever fails, the others are still looked at."""
    patient = read_settings()
    settings = patient.settings
    yield from look_at_settings(patient)
    is_missing = missing_place(settings) is not None
    opens = not is_missing
    for diagnosis in look_at_database(settings, now):
        opens = opens and not (diagnosis.what == "database" and diagnosis.outcome == "bad")
        yield diagnosis
    yield from look_at_disk(settings)
    yield from look_at_store(settings)
    yield from look_at_papers(settings)
    # Who has no token is asked for it above; whose bot it would be is not known then.
    runs = is_running(settings) if (opens or is_missing) and patient.has_token else None
    if patient.has_token:
        yield from look_at_running(settings, is_running=runs)
        yield from look_at_telegram(settings, now, is_running=runs)
    if opens:
        yield from look_at_public_address(settings, now, is_running=runs)
    yield from look_at_form_servers(settings)
    if opens:
        yield from look_at_subscribers(settings, now)
