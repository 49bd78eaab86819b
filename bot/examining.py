"""The job of looking into a secured file: opened apart, its copies kept, what was found noted."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from bot.opening import Opener
from services import examination
from services.examination import Found
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

Result = Callable[[UnitOfWork], None]


class Examining:
    """Looks into files. `looking` opens a unit of work that is taken back: nothing is held while a file is opened."""

    def __init__(
        self, files: FileStore, looking: Callable[[], AbstractContextManager[UnitOfWork]], opener: Opener
    ) -> None:
        self._files, self._looking, self._opener = files, looking, opener

    def examine(self, job: Claimed) -> Result:
        """Look into the file of a job; return what is to be noted, in the transaction that ends the job."""
        evidence_id: int = job.body["evidence"]
        with self._looking() as uow:
            work = examination.work_on(uow, evidence_id)
        if work is None:
            return lambda uow: None
        seen = self._opener.examine(self._files.read(work.sha256), work.announced, work.strip)
        found = Found(
            seen.format,
            seen.problem,
            seen.placeholders,
            seen.width,
            seen.height,
            seen.camera,
            seen.likeness,
            self._files.keep(seen.stamped) if seen.stamped else None,
            self._files.keep(seen.preview) if seen.preview else None,
        )
        return lambda uow: examination.settle(uow, evidence_id, found)

    def give_up(self, job: Claimed) -> Result:
        """Return what is to be noted when a file could not be looked into after all."""
        return lambda uow: examination.give_up(uow, job.body["evidence"])
