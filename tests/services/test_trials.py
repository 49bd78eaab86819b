"""Trials: walked by their owner alone, seen by nobody else, with nothing after the checklist."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from forms.workbook import load_workbook
from rules import events
from rules.refusals import Refused
from services import answering, arrival, conclusions, reminders, submission, supervision, tasks, trials
from services.access import Actor
from services.checklists import open_sheet
from services.concerned import open_visits
from services.filled import FormUnread
from services.form_library import take_in
from services.visits import may_see
from storage.tables import ChecklistVersion, Department, Role, Visit
from storage.unit_of_work import UnitOfWork
from tests.journeys.form_books import cold

CLERK = "SJ-05"


@pytest.fixture
def trial(district: Any) -> int:
    with district.act() as uow:
        department = uow.session.scalars(select(Department).where(Department.code == "SJ")).one()
        taken = take_in(uow, CLERK, department.department_id, load_workbook(cold(), "cold"), {})
        return trials.begin_trial(uow, district.actor(uow, CLERK), taken.version_id)


def test_it_runs_at_once_and_is_answered_like_any_visit(district: Any, trial: int) -> None:
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        assert tasks.running_visit(uow, actor) == trial
        assert open_sheet(uow, actor, trial).asked[0].question.name == "sells"
        answering.answer(uow, actor, trial, "sells", "yes")
    with district.act() as uow:
        assert trials.view_trial(uow, district.actor(uow, CLERK), trial).progress.answered == 1
    assert district.chains_are_whole()


def test_only_who_keeps_the_form_may_try_it(district: Any) -> None:
    with district.act() as uow, pytest.raises(Refused, match="LIBRARY_014"):
        version = uow.session.scalars(select(ChecklistVersion.checklist_version_id)).first()
        trials.begin_trial(uow, district.actor(uow, "SJ-01"), version or 0)


def test_nobody_else_sees_it(district: Any, trial: int) -> None:
    with district.act() as uow:
        assert may_see(uow, district.actor(uow, CLERK), trial)
        for code in ("SJ-01", "SJ-03", "SJ-04"):
            actor = district.actor(uow, code)
            assert not may_see(uow, actor, trial)
            assert trial not in tasks.running_visits(uow, actor)
            with pytest.raises(Refused):
                trials.view_trial(uow, actor, trial)


def test_its_owner_is_no_supervisor_by_it(district: Any, trial: int) -> None:
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        assert not supervision.supervises(uow, actor)
        uow.session.add(Role(person_id=actor.person_id, role="supervisor"))
        uow.flush()
        assert supervision.supervised_visits(uow, actor).total == 0
        assert open_visits(uow, actor.person_id) == ()


def test_no_reminder_and_no_digest_knows_of_it(district: Any, trial: int) -> None:
    for _ in range(24 * 7):
        district.now += timedelta(hours=2)
        with district.act() as uow:
            reminders.remind(uow)
            reminders.send_digests(uow)
            clerk = district.actor(uow, CLERK).person_id
    told = [event for event in district.heard if isinstance(event, events.WindowClosing | events.WindowMissed)]
    assert told
    assert trial not in {event.visit_id for event in told}
    digests = [event for event in district.heard if isinstance(event, events.DigestDue)]
    assert digests
    assert clerk not in {event.person_id for event in digests}
    with district.act() as uow:
        digest = reminders.digest_of(uow, clerk, district.now.date(), district.now - timedelta(days=1))
        assert (digest.submitted, digest.overdue, digest.unanswered) == (0, 0, 0)


def test_nothing_comes_after_its_checklist(district: Any, trial: int) -> None:
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        acts: tuple[Callable[[UnitOfWork, Actor, int], object], ...] = (
            conclusions.view_conclusion,
            conclusions.conclude_section,
            submission.view_summary,
            submission.submit_visit,
            arrival.note_arrival,
            arrival.start_section,
        )
        for act in acts:
            with pytest.raises(Refused, match="LIBRARY_017"):
                act(uow, actor, trial)
        # A place that is shared belongs to no trial.
        assert arrival.awaiting_place(uow, actor) is None


def test_one_that_nobody_goes_on_with_ends_by_itself(district: Any, trial: int) -> None:
    def standing() -> tuple[bool, bool]:
        with district.act() as uow:
            trials.end_forgotten(uow)
            view = trials.view_trial(uow, district.actor(uow, CLERK), trial)
            return view.is_ended, view.ended_itself

    district.now += timedelta(days=trials.KEPT_DAYS, minutes=-1)
    assert standing() == (False, False)
    with district.act() as uow:
        answering.answer(uow, district.actor(uow, CLERK), trial, "sells", "yes")
    district.now += timedelta(days=trials.KEPT_DAYS, minutes=-1)
    assert standing() == (False, False)
    heard = len(district.heard)
    district.now += timedelta(minutes=2)
    assert standing() == (True, True)
    assert len(district.heard) == heard
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        with pytest.raises(Refused, match="LIBRARY_028"):
            answering.answer(uow, actor, trial, "sells", "no")
        assert trials.view_trial(uow, actor, trial).progress.answered == 1
        assert uow.session.scalars(select(Visit.state).where(Visit.is_trial.is_(False))).first() != "submitted"
    assert district.chains_are_whole()


def test_it_ends_once_and_starts_over_as_another(district: Any, trial: int) -> None:
    with district.act() as uow:
        actor = district.actor(uow, CLERK)
        answering.answer(uow, actor, trial, "sells", "yes")
        again = trials.start_over(uow, actor, trial)
        assert again != trial
        assert trials.view_trial(uow, actor, trial).is_ended
        assert trials.view_trial(uow, actor, again).progress.answered == 0
        trials.end_trial(uow, actor, again)
        trials.end_trial(uow, actor, again)
        assert tasks.my_tasks(uow, actor, view="done").total == 0
        assert tasks.my_tasks(uow, actor).total == 0
        numbers = set(uow.session.scalars(select(Visit.number).where(Visit.is_trial)))
        assert numbers == {f"T-{trial}", f"T-{again}"}


def test_a_form_that_was_not_read_yet_is_read_while_nobody_waits(district: Any) -> None:
    def begins() -> int:
        with district.act() as uow:
            uow.is_waited_for = True
            department = uow.session.scalars(select(Department).where(Department.code == "SJ")).one()
            taken = take_in(uow, CLERK, department.department_id, checklist, {})
            return trials.begin_trial(uow, district.actor(uow, CLERK), taken.version_id)

    checklist = load_workbook(cold("unread"), "unread")
    with pytest.raises(FormUnread) as unread:
        begins()
    unread.value.read()
    assert begins()
