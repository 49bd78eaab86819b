"""The jobs of a draw: what takes long is read and computed with nothing held, what was found is written at the end."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import structlog

from handlers import notices
from rules.errors import campaigns as problems
from rules.events_draws import DrawBeingMade
from rules.refusals import Refused
from services.draw_abandoning import finish_proof, prepare_proof
from services.draw_committing import finish_commit, prepare_commit, refuse_late
from services.draw_holding import finish_hold, prepare_hold
from services.draws import supervisor_still
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

Result = Callable[[UnitOfWork], None]
Opening = Callable[[], AbstractContextManager[UnitOfWork]]
# Fewer are done before anybody could read that they are being done.
MANY = 20_000


class Drawing:
    """Commits to draws and holds them. `looking` opens a unit of work that only reads, `acting` one that is kept."""

    def __init__(self, files: FileStore, looking: Opening, acting: Opening) -> None:
        self._files, self._looking, self._acting = files, looking, acting

    def freeze(self, job: Claimed) -> Result:
        """Prepare a commitment; return what writes it."""
        try:
            with self._looking() as uow:
                actor = supervisor_still(uow, job.body["person"], job.body["campaign"])
                prepared = prepare_commit(uow, actor, job.body["campaign"])
        except Refused as refused:
            return self._refusing(job, refused)
        self._tell(job, prepared.kept.sizes["objects"])
        return lambda uow: finish_commit(uow, job.body, prepared)

    def hold(self, job: Claimed) -> Result:
        """Compute a draw and keep its proof as a file; return what makes it final."""
        try:
            with self._looking() as uow:
                actor = supervisor_still(uow, job.body["person"], job.body["campaign"])
                held = prepare_hold(uow, actor, job.body["draw"])
        except Refused as refused:
            return self._refusing(job, refused)
        self._tell(job, len(held.proof.snapshot.objects))
        proof_sha256 = self._files.keep(held.proof.file())
        return lambda uow: finish_hold(uow, job.body, held, proof_sha256)

    def prove(self, job: Claimed) -> Result:
        """Keep the proof of what a draw that was given up would have drawn."""
        try:
            with self._looking() as uow:
                found = prepare_proof(uow, job.body["draw"])
        except Refused as refused:
            # Its lists are not those that were committed to: that stands in the public lists for whoever recomputes it.
            log.error("abandoned_draw_not_proved", draw_id=job.body["draw"], code=refused.code)
            return lambda uow: None
        proof_sha256 = self._files.keep(found.proof.file())
        return lambda uow: finish_proof(uow, found, proof_sha256)

    def give_up(self, job: Claimed) -> Result:
        """Return what is to be told when it could not be done in many attempts: nothing is committed to or drawn."""
        return self._refusing(job, Refused(problems.NOT_COMPUTED))

    def _refusing(self, job: Claimed, refused: Refused) -> Result:
        return lambda uow: refuse_late(uow, job.body, refused)

    def _tell(self, job: Claimed, objects: int) -> None:
        if objects > MANY:
            with self._acting() as uow:
                uow.emit(DrawBeingMade(job.body["person"], job.body["campaign"], objects))
                notices.tell(uow)
