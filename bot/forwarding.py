"""The job of handing a section to a form server."""

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial

import structlog

from bot.form_server import FormServer, SentFile
from bot.unreached import UNREACHED, reason_of
from services.forwarding import (
    KeptBackMeanwhile,
    give_up_forwarding,
    note_sending,
    section_to_forward,
    settle_awaiting,
    settle_forwarded,
    settle_unforwarded,
    was_perhaps_sent,
)
from services.submissions import Attachment, FiledSection
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork, anew_when_collided

log = structlog.get_logger()
Result = Callable[[UnitOfWork], None]


class Forwarding:
    """Hands sections on; `servers` are addresses by form, that for every other form by the empty name.

    `looking` opens a unit of work that only reads, `acting` one that commits at its end. `step` gives each request
    within a job the whole time of one: a section may need many.
    """

    def __init__(
        self,
        files: FileStore,
        looking: Callable[[], AbstractContextManager[UnitOfWork]],
        acting: Callable[[], AbstractContextManager[UnitOfWork]],
        now: Callable[[], datetime],
        servers: Mapping[str, str],
        *,
        step: Callable[[Claimed], AbstractContextManager[None]],
        may_be_private: bool,
    ) -> None:
        self._files, self._looking, self._acting, self._now = files, looking, acting, now
        self._servers, self._step, self._may_be_private = servers, step, may_be_private

    def forward(self, job: Claimed) -> Result:
        """Hand a section over once; return what is to be noted of it."""
        of, of_round = _of(job)
        if not self._servers:
            return lambda uow: None
        with self._looking() as uow:
            filed, was_sent = section_to_forward(uow, of, of_round), was_perhaps_sent(uow, of)
        if filed is None:
            return lambda uow: None
        url = self._servers.get(filed.checklist.form_id) or self._servers.get("")
        if not url:
            return lambda uow: None
        sending = partial(self._note_sending, of, of_round, filed.submission.instance_id)
        server = FormServer(url, partial(self._step, job), sending, may_be_private=self._may_be_private)
        return self._handed(of, of_round, filed, server, was_sent=was_sent)

    def give_up(self, job: Claimed) -> Result:
        """Return what is to be noted when the job itself has failed for good."""
        return partial(_given_up, *_of(job))

    @anew_when_collided
    def _note_sending(self, of: int, of_round: int, instance: str) -> None:
        with self._acting() as uow:
            note_sending(uow, of, of_round, instance)

    def _handed(self, of: int, of_round: int, filed: FiledSection, server: FormServer, *, was_sent: bool) -> Result:
        instance, asked = filed.submission.instance_id, _asked(filed)
        # What is handed over counts as whole: nothing could be added to it later.
        if awaited := [each.name for each in asked if each.is_awaited]:
            return lambda uow: settle_awaiting(uow, of, of_round, instance, awaited)
        lost = [each.name for each in asked if each.sha256 is None]
        attached = self._attached(asked)
        try:
            taken = server.submit(filed.submission.xml, attached, self._now())
        except KeptBackMeanwhile:
            return lambda uow: None
        except UNREACHED as error:
            log.warning("forwarding_fails", section=of, error=type(error).__name__)
            return partial(_failed, of, of_round, instance, reason_of(error), was_sent or server.may_have_it)
        if taken.is_taken:
            return lambda uow: settle_forwarded(uow, of, of_round, instance, lost)
        log.warning("forwarding_fails", section=of, status=taken.status)
        said = f"HTTP {taken.status} {taken.message}".strip()
        is_final, may_stand = taken.is_final, was_sent or server.may_have_it
        return lambda uow: settle_unforwarded(uow, of, of_round, instance, said, is_final=is_final, may_stand=may_stand)

    def _attached(self, asked: Sequence[Attachment]) -> list[SentFile]:
        return [
            SentFile(
                each.name,
                mimetypes.guess_type(each.name)[0] or "application/octet-stream",
                self._files.read(each.sha256),
            )
            for each in asked
            if each.sha256 is not None
        ]


def _asked(filed: FiledSection) -> list[Attachment]:
    """Return the files that the answers name; a server refuses others."""
    return [each for each in filed.attachments if each.name in filed.submission.attachments]


def _of(job: Claimed) -> tuple[int, int]:
    """Return the section of a job, and the round of its review."""
    return int(job.body["section"]), int(job.body.get("round", 1))


def _failed(section_id: int, of_round: int, instance_id: str, error: str, may_stand: bool, uow: UnitOfWork) -> None:
    settle_unforwarded(uow, section_id, of_round, instance_id, error, may_stand=may_stand)


def _given_up(section_id: int, of_round: int, uow: UnitOfWork) -> None:
    give_up_forwarding(uow, section_id, of_round, "no attempt came to its end")
