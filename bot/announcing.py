"""The job of posting an announcement to a subscriber, by the Standard Webhooks specification."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.outward import client, outward, said
from bot.unreached import UNREACHED, reason_of
from rules.announcements import signature
from services.announcing import Posting, give_up_announcement, posting_of, settle_failed, settle_posted
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()
Result = Callable[[UnitOfWork], None]
GONE = 410
SECONDS_PER_POST = 8


class Announcing:
    """Posts announcements. `looking` opens a unit of work that only reads: nothing is held while a stranger answers.

    `step` ends a block after so many seconds: timeouts of a connection count from one byte to the next.
    """

    def __init__(
        self,
        looking: Callable[[], AbstractContextManager[UnitOfWork]],
        now: Callable[[], datetime],
        step: Callable[[float], AbstractContextManager[None]],
        *,
        may_be_private: bool,
    ) -> None:
        self._looking, self._now, self._step, self._may_be_private = looking, now, step, may_be_private

    def post(self, job: Claimed) -> Result:
        """Post once; return what is to be noted of it. What fails is tried again by a job of its own."""
        of = int(job.body["announcement"])
        with self._looking() as uow:
            posting = posting_of(uow, of)
        if posting is None:
            return lambda uow: None
        try:
            with self._step(SECONDS_PER_POST):
                status, asked = self._posted(posting)
        except UNREACHED as error:
            log.warning("announcement_fails", announcement=of, error=type(error).__name__)
            return partial(_failed, of, reason_of(error))
        if 200 <= status < 300:
            return lambda uow: settle_posted(uow, of)
        log.warning("announcement_fails", announcement=of, status=status)
        return lambda uow: settle_failed(uow, of, f"HTTP {status}", asked=asked, is_gone=status == GONE)

    def give_up(self, job: Claimed) -> Result:
        """Return what is to be noted when the job itself has failed for good."""
        return partial(give_up_announcement, announcement_id=int(job.body["announcement"]))

    def _posted(self, posting: Posting) -> tuple[int, timedelta | None]:
        place = outward(posting.url, may_be_private=self._may_be_private)
        body, timestamp = posting.body.encode(), int(self._now().timestamp())
        headers = {
            "content-type": "application/json",
            "user-agent": "hecha",
            "webhook-id": posting.message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": " ".join(
                signature(each, posting.message_id, timestamp, body) for each in posting.secrets
            ),
        }
        with client() as line:
            answer = line.send(place.request(line, "POST", headers, content=body), stream=True)
            try:
                said(answer)
            finally:
                answer.close()
        return answer.status_code, _asked(answer.headers.get("retry-after", ""))


def _failed(announcement_id: int, error: str, uow: UnitOfWork) -> None:
    settle_failed(uow, announcement_id, error)


def _asked(text: str) -> timedelta | None:
    return timedelta(seconds=int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else None
