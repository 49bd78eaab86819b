"""What a killed worker has sent to a form server: listed, sent again as the same, taken back when withheld."""

from datetime import timedelta

from sqlalchemy import select

from rules.announcements import PAUSES
from services.forwarding import FORWARD, list_forwardings
from storage.jobs import Claimed
from storage.tables import Job
from tests.bot.doors_town import Town, town
from tests.form_server import StandIn, form_server
from tests.services.publications_made import Publisher

__all__ = ["town"]


def sent_by_a_worker_that_was_killed(town: Town) -> None:
    """Send what waits, and note nothing of it: its jobs come back."""
    with town.looking() as uow:
        waiting = uow.session.scalars(select(Job).where(Job.kind == FORWARD, Job.state == "waiting"))
        jobs = [Claimed(row.job_id, FORWARD, row.subject, dict(row.body), 1, "") for row in waiting]
    for job in jobs:
        town.forwarding().forward(job)


def test_what_a_killed_worker_has_sent_is_listed_and_sent_again_as_the_same(town: Town) -> None:
    with form_server(StandIn(town.forms())) as stand_in:
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        sent_by_a_worker_that_was_killed(town)
        first = {key: each.xml for key, each in stand_in.instances.items()}
        with town.looking() as uow:
            lines = list_forwardings(uow)
        assert [(each.state, each.attempts, each.error) for each in lines] == [("waiting", 0, "API_067")] * 2
        town.now += timedelta(minutes=10)
        assert town.works(FORWARD) == 2
        # The server knows each by its id, and its bytes are the same.
        assert {key: each.xml for key, each in stand_in.instances.items()} == first
        assert len(first) == 2
        assert [each[0] for each in stand_in.requests].count("POST") == 4
    with town.looking() as uow:
        assert [(each.state, each.attempts, each.error) for each in list_forwardings(uow)] == [("sent", 1, "")] * 2


def test_what_a_killed_worker_has_sent_is_to_be_taken_back_when_it_is_withheld_before_the_next_attempt(
    town: Town,
) -> None:
    publisher = Publisher(town.database, town.files)
    with form_server(StandIn(town.forms())) as stand_in:
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        sent_by_a_worker_that_was_killed(town)
        # The next attempt hears nothing of what was sent before it: that may stand there all the same.
        stand_in.failing = 2
        assert town.works(FORWARD) == 2
        publisher.withholds("017-03")
        town.now += PAUSES[0]
        town.works(FORWARD)
    assert town.to_take_back() == ["perhaps"]


def test_what_was_refused_before_anything_stood_there_is_not_to_be_taken_back(town: Town) -> None:
    with form_server(StandIn(set())) as stand_in:
        town.servers = {"": stand_in.submission}
        town.approves("017-03")
        assert town.works(FORWARD) == 2
        Publisher(town.database, town.files).withholds("017-03")
    assert town.to_take_back() == []
