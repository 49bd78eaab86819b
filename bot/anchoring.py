"""The job of taking a day's root: read at once, stamped by an authority where one is set, then kept."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import structlog

from bot.settings import Settings
from rules.refusals import Refused
from services.anchoring import keep_root, root_of_day
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

log = structlog.get_logger()
Result = Callable[[UnitOfWork], None]


class Anchoring:
    """Takes roots. `looking` opens a unit of work that only reads: going through all chains holds nobody up."""

    def __init__(
        self, files: FileStore, looking: Callable[[], AbstractContextManager[UnitOfWork]], settings: Settings
    ) -> None:
        self._files, self._looking, self._settings = files, looking, settings

    def anchor(self, job: Claimed) -> Result:
        """Take the root of a job's day; return what is to be kept. Raises `OSError` while the authority is silent."""
        day = date.fromisoformat(job.body["day"])
        root, chains = self._root(day)
        token = None
        if self._settings.tsa_url:
            # Only here: it takes half a second to import, and most offices have no authority.
            from bot.timestamping import Authority

            try:
                token = self._files.keep(Authority(self._settings.tsa_url).stamp(root))
            except Refused as refused:
                raise OSError(refused.text("en")) from refused
        return lambda uow: keep_root(uow, day, root, chains, token)

    def give_up(self, job: Claimed) -> Result:
        """Return what is to be kept when the authority stays silent: the root all the same."""
        day = date.fromisoformat(job.body["day"])
        log.warning("root_not_stamped", day=job.body["day"])
        root, chains = self._root(day)
        return lambda uow: keep_root(uow, day, root, chains, None)

    def _root(self, day: date) -> tuple[str, int]:
        with self._looking() as uow:
            return root_of_day(uow, day)
