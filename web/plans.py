"""The annual plan for everybody, once it is published: its lines, and what was changed since its approval."""

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.annual_plan_view import dropped_lines, lines_of_year, published_years
from services.office_day import day_of
from services.verification import office_of
from web.pages import Pages

PLAN = "plan"
YEAR = re.compile(r"2[0-9]{3}", re.ASCII)


class PlanPages:
    """Publishes plans of years; none that is not published is known here."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def routes(self) -> Sequence[Route]:
        """Return where they stand below the public address."""
        return (Route(f"/{PLAN}", self.show), Route(f"/{PLAN}/{{year}}", self.show))

    def show(self, request: Request) -> Response:
        """Tell the plan of a year, of the newest one when none is asked for."""
        with self._pages.looking() as uow:
            years, office = published_years(uow), office_of(uow)
            asked = request.path_params.get("year")
            year = max(years, default=0) if asked is None else int(asked) if YEAR.fullmatch(asked) else 0
            if year not in years:
                return self._pages.missing(request.scope, office)
            lines, dropped = lines_of_year(uow, None, year), dropped_lines(uow, year)
            days = {
                (line.number, place): day_of(uow, each.at)
                for line in (*lines, *dropped)
                for place, each in enumerate(line.revisions)
            }
            published_on = day_of(uow, years[year])
        return self._pages.page(
            request.scope,
            200,
            "plan.html",
            top="../" if asked else "",
            office=office,
            year=str(year),
            published_on=published_on,
            lines=lines,
            dropped=dropped,
            days=days,
        )
