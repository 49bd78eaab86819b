"""The page of statistics over the demo district."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime

from starlette.applications import Starlette

from sandbox.stock import BOT_ID
from services.dashboards import open_dashboard
from storage.unit_of_work import UnitOfWork, looking, unit_of_work
from tests.services.publications_made import person
from tests.web.conftest import Office
from web.dashboard import dashboard_page


class DashboardOffice(Office):
    """An office with that page alone; `at` is its clock."""

    def __init__(self, office: Office, *, is_secure: bool = True) -> None:
        super().__init__(office.database, office.folder)
        self.at, self.is_secure = datetime.now(UTC), is_secure

    def acting(self) -> AbstractContextManager[UnitOfWork]:
        """One unit of work, committed."""
        return unit_of_work(self.database, BOT_ID, lambda: self.at)

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """One unit of work that only reads."""
        return looking(self.database, BOT_ID, lambda: self.at)

    def app(self, prefix: str = "/hecha") -> Starlette:
        """The page as it is served."""
        page = dashboard_page(prefix, self.reading, self.acting, is_secure=self.is_secure, clock=lambda: self.now)
        return Starlette(routes=[page])

    def link(self, code: str = "SJ-04") -> str:
        """A new link of a person."""
        with self.acting() as uow:
            return f"/hecha/b/{open_dashboard(uow, person(uow, code))}"
