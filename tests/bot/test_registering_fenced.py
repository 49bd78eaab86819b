"""Two workers at one check: one whose lease ran out goes on beside the one that took over; only the newer stages."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot import registering
from bot.registering import check_content
from services import registry_intake
from services.registry_intake import Superseded, receive_by_operator, registry_work
from storage.tables import RegistryChange, RegistryImport
from tests.bot.test_registering import Office, office  # noqa: F401 - the fixture
from tests.journeys.registry_books import OBJECT_HEADINGS, an_object, book

ROWS = 7
CONTENT = book(OBJECT_HEADINGS, [an_object(number) for number in range(1, ROWS + 1)])


def begins(office: Office, import_id: int) -> Any:  # noqa: F811
    with office.act() as uow:
        return registry_work(uow, import_id, 1)


def checks(office: Office, import_id: int, work: Any) -> Callable[[Any], None]:  # noqa: F811
    return check_content(office.desk, import_id, 1, work, CONTENT, "en", lambda _done, _total: None)


@pytest.mark.parametrize("batch", [0, 1, 2])
def test_whoever_was_overtaken_stages_nothing_more(
    office: Office,  # noqa: F811
    batch: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registering, "BATCH", 3)
    with office.act() as uow:
        import_id = receive_by_operator(uow, office.department(uow, "SJ"), "a.xlsx", "0" * 64)
    slow = begins(office, import_id)
    notes: list[Any] = []
    batches = [0]
    staged = registering._Staging._stage

    def injected(self: Any, outcomes: Any) -> None:
        if self._run == slow.run:
            # Before the slow worker's batch is written, another takes the job over and does all of it.
            if batches[0] == batch:
                notes.append(checks(office, import_id, begins(office, import_id)))
            batches[0] += 1
        staged(self, outcomes)

    monkeypatch.setattr(registering._Staging, "_stage", injected)
    late = checks(office, import_id, slow)
    assert len(notes) == 1
    for note in (late, notes[0], late):
        with office.act() as uow:
            note(uow)
    with office.act() as uow:
        rows = uow.session.scalars(select(RegistryChange.row).where(RegistryChange.import_id == import_id)).all()
        found = uow.session.get_one(RegistryImport, import_id)
        assert (found.state, found.facts["counts"]) == ("checked", {"refused": 0, "new": ROWS})
    assert sorted(rows) == list(range(2, ROWS + 2))


def test_the_run_is_asked_for_in_the_transaction_that_stages(office: Office) -> None:  # noqa: F811
    with office.act() as uow:
        import_id = receive_by_operator(uow, office.department(uow, "SJ"), "a.xlsx", "0" * 64)
    old, new = begins(office, import_id), begins(office, import_id)
    for act in (
        lambda uow: registry_intake.stage(uow, import_id, old.run, []),
        lambda uow: registry_intake.clear_staged(uow, import_id, old.run),
    ):
        with office.act() as uow, pytest.raises(Superseded):
            act(uow)
    with office.act() as uow:
        registry_intake.stage(uow, import_id, new.run, [])
