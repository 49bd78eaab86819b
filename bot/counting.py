"""The job of counting: a cut of the statistics with its picture, or what results suggest; nothing is held meanwhile."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from handlers.words import words_of
from rules.errors.form_library import NOT_MADE
from rules.events import FileNotMade
from rules.events_statistics import StatisticCounted, SuggestionsListed
from rules.refusals import Refused
from services.access import acting_by_id
from services.breaches import breach_proposals
from services.risk_suggestions import risk_suggestions
from services.statistics import departments_read
from services.statistics_cuts import Statistics
from services.statistics_files import SUGGESTIONS
from services.statistics_words import BETWEEN
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

Result = Callable[[UnitOfWork], None]
LISTED_MOST = 6
NUMBERS_MOST = 3


class Counting:
    """Counts for those who ask. `looking` opens a unit of work that is taken back; `folders` have the fonts."""

    def __init__(
        self, files: FileStore, looking: Callable[[], AbstractContextManager[UnitOfWork]], folders: Sequence[Path]
    ) -> None:
        self._files, self._looking, self._folders = files, looking, folders

    def count(self, job: Claimed) -> Result:
        """Do what a job asks for; return what is to be told, in the transaction that ends it."""
        try:
            return self._cut(job) if job.body["what"] == "cut" else self._suggestions(job)
        except Refused as refused:
            code, placeholders = refused.code, {key: str(value) for key, value in refused.placeholders.items()}
            person = job.body["person"]
            return lambda uow: uow.emit(FileNotMade(person, code, placeholders))

    def give_up(self, job: Claimed) -> Result:
        """Return what is to be told when nothing came of it."""
        return lambda uow: uow.emit(FileNotMade(job.body["person"], NOT_MADE.code, {}))

    def _cut(self, job: Claimed) -> Result:
        # Most workers never draw, and need not hold what draws.
        from handlers.screens.statistics_charts import picture_of

        with self._looking() as uow:
            actor = acting_by_id(uow, job.body["person"])
            figures = Statistics(uow, departments_read(actor), job.body["period"]).figures(job.body["cut"])
        picture = None if figures.is_empty else picture_of(words_of(actor.language), figures, self._folders)
        sha256 = self._files.keep(picture) if picture else None
        return lambda uow: uow.emit(StatisticCounted(actor.person_id, figures, sha256))

    def _suggestions(self, job: Claimed) -> Result:
        what = job.body["what"]
        with self._looking() as uow:
            actor = acting_by_id(uow, job.body["person"])
            found = risk_suggestions(uow, actor) if what == SUGGESTIONS else breach_proposals(uow, actor)
        pages = max(1, -(-len(found) // LISTED_MOST))
        # Of what was decided meanwhile there may be fewer; what was asked before there were pages is the first.
        page = min(max(job.body.get("page", 1), 1), pages)
        language = "en" if actor.language.startswith("en") else "zh"
        comma = BETWEEN[language][0]
        lines = tuple(
            (
                each.object_id,
                each.short_name,
                f"{each.risk} → {each.suggested.risk}" if what == SUGGESTIONS else each.suggested.rule.reason[language],
                comma.join(each.suggested.numbers[-NUMBERS_MOST:]),
            )
            for each in found[(page - 1) * LISTED_MOST : page * LISTED_MOST]
        )
        return lambda uow: uow.emit(SuggestionsListed(actor.person_id, what, lines, len(found), page, pages))
