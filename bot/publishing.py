"""The job of publishing: the page is made as everybody will see it, and kept; only then is the result public."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from rules.errors.publication import NOT_PUBLISHED
from services.office_day import today
from services.public_results import ResultView, page_to_be
from services.published import MadePage, fail, publish
from services.verification import office_of
from storage.files import FileStore
from storage.jobs import Claimed
from storage.unit_of_work import UnitOfWork

Result = Callable[[UnitOfWork], None]
# The official language; the site shows the other beside it.
LANGUAGE = "zh-CN"


class Publishing:
    """Makes pages of results. `looking` opens a unit of work that is taken back; `public_url` is empty for none."""

    def __init__(
        self, files: FileStore, looking: Callable[[], AbstractContextManager[UnitOfWork]], public_url: str
    ) -> None:
        self._files, self._looking, self._public_url = files, looking, public_url

    def publish(self, job: Claimed) -> Result:
        """Make the page of a job and keep it; return what makes the result public."""
        publishing_id, revision = job.body["publishing"], job.body["revision"]
        with self._looking() as uow:
            view, day = page_to_be(uow, publishing_id), today(uow)
            address = f"{self._public_url}/results/{view.number}" if self._public_url else ""
            data = _file(uow, view, LANGUAGE, address)
        page = MadePage(self._files.keep(data), day, address)
        return lambda uow: publish(uow, publishing_id, revision, page)

    def give_up(self, job: Claimed) -> Result:
        """Return what is noted when a page could not be made after all."""
        return lambda uow: fail(uow, job.body["publishing"], job.body["revision"], NOT_PUBLISHED.code)


def preview(uow: UnitOfWork, publishing_id: int, language: str) -> tuple[str, bytes]:
    """Return name and bytes of the page as it will be, in a reader's language."""
    view = page_to_be(uow, publishing_id)
    return f"{view.number}.html", _file(uow, view, language, "")


def _file(uow: UnitOfWork, view: ResultView, language: str, address: str) -> bytes:
    # Most workers never make a page, and need not hold what makes them.
    from web.result_file import result_file

    return result_file(view, office_of(uow), language, address)
