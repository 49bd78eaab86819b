"""What is broken on purpose in a forked bot before it begins; the product itself has no such hooks."""

import os
from pathlib import Path

from services import tasks
from services.access import Actor
from storage import inbox
from storage.unit_of_work import UnitOfWork

BROKEN = "broken"


def accepting_fails_while_broken() -> None:
    """Accepting a task fails as long as a file `broken` lies in the data folder; the second failure is the last."""
    accept, mark = tasks.accept_task, Path(os.environ["HECHA_DATA_FOLDER"]) / BROKEN

    def accept_or_fail(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
        accept(uow, actor, visit_id)
        if mark.exists():
            raise RuntimeError("broken on purpose")

    tasks.accept_task = accept_or_fail
    inbox.ATTEMPTS = 2
