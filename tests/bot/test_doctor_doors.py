"""The doctor at the doors to other systems: where nothing would ever arrive is said before somebody waits for it."""

from datetime import UTC, datetime

import pytest

from services.announcing import add_subscriber, end_subscriber
from storage.database import Database
from storage.tables import Subscriber
from storage.unit_of_work import unit_of_work
from tests.bot.doctors_office import Office, office

__all__ = ["office"]


@pytest.mark.parametrize(
    ("servers", "private", "answers"),
    [
        ("http://127.0.0.1:9/very-secret", "false", [("bad", "inwards")]),
        ("https://user:very-secret@127.0.0.1/submission", "false", [("bad", "inwards")]),
        ("http://127.0.0.1:9/very-secret", "true", [("good", "good")]),
        (
            "https://nowhere.invalid/submission fire=https://8.8.8.8/",
            "false",
            [("careful", "not-found"), ("good", "good")],
        ),
    ],
)
def test_a_form_server_that_nothing_would_reach_is_found(
    office: Office, servers: str, private: str, answers: list[tuple[str, str]]
) -> None:
    office.set(form_server=servers, private_doors=private)
    assert office.found()["form-server"] == answers
    assert "very-secret" not in office.told


def test_subscribers_that_hear_nothing_are_found(office: Office) -> None:
    database = Database(office.database, pool_size=1)
    with unit_of_work(database, 1, lambda: datetime.now(UTC)) as uow:
        for place in ("127.0.0.1/very-secret", "8.8.8.8/a", "8.8.8.8/b", "8.8.8.8/c", "8.8.8.8/d"):
            number, _ = add_subscriber(uow, f"https://{place}", [])
        end_subscriber(uow, number)
        uow.session.get_one(Subscriber, 2).failing_since = uow.now
        uow.session.get_one(Subscriber, 3).state = "dropped"
    database.close()
    answers = [("bad", "inwards"), ("careful", "failing"), ("careful", "dropped"), ("good", "good")]
    assert office.found()["subscriber"] == answers
    assert "very-secret" not in office.told
    office.set(private_doors="true")
    assert office.found()["subscriber"][0] == ("good", "good")
