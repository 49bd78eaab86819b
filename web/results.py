"""The public site: search, results, objects, the list of items. It reads what is public, and nothing else."""

import re
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rules.publication import QUERY_MOST
from services import public_results
from services.annual_plan_view import published_years
from services.drawn_why import drawn_why
from services.public_search import Asked, row_number, search
from services.verification import office_of
from storage.unit_of_work import UnitOfWork
from web.pages import KEPT, NUMBER, Pages, keepable
from web.plans import PLAN

PAGE = 20
LATEST = 5
ITEMS_PAGE = 25
# What no campaign and no result is called: a filter that cannot be one finds nothing, not everything.
NONE = "-"
CODE = re.compile(r"[0-9A-Z]{1,18}", re.ASCII)
DEPARTMENT = re.compile(r"[0-9A-Z][0-9A-Za-z_-]{0,31}", re.ASCII)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class ResultPages:
    """Shows what is published. `places` are the other public pages of the site, by the first word of their address."""

    def __init__(self, pages: Pages, places: frozenset[str]) -> None:
        self._pages, self._places = pages, places

    def routes(self) -> Sequence[Route]:
        """Return where they stand below the public address."""
        return (
            Route("/", self.start),
            Route("/results", self.find),
            Route("/results/{number}", self.show),
            Route("/results/{number}/{version}.html", self.give_page),
            Route("/objects/{code}", self.show_object),
            Route("/items", self.list_departments),
            Route("/items/{code}", self.list_items),
        )

    def start(self, request: Request) -> Response:
        """Show the search, the newest results, and where else to go."""
        with self._pages.looking() as uow:
            found = search(uow, Asked(), LATEST)
            facts = {**_searching(uow, Asked()), "results": [public_results.view_of(uow, row) for row in found.rows]}
            # Its page is there from the first plan on that is published.
            places = self._places if published_years(uow) else self._places - {PLAN}
        return self._page(request, "start.html", places=places, **facts)

    def find(self, request: Request) -> Response:
        """Show a page of what was searched for."""
        asked = _asked(request)
        is_long = len(asked.text) > QUERY_MOST
        with self._pages.looking() as uow:
            found = search(uow, Asked() if is_long else asked, PAGE)
            results = () if is_long else [public_results.view_of(uow, row) for row in found.rows]
            shown = Asked(asked.text[:QUERY_MOST], asked.campaign, asked.result, asked.after)
            facts = {**_searching(uow, shown), "results": results, "after": found.after, "is_long": is_long}
        kept = {"q": shown.text, "campaign": shown.campaign, "result": shown.result, "after": shown.after}
        return self._page(request, "results.html", status=400 if is_long else 200, kept=kept, **facts)

    def show(self, request: Request) -> Response:
        """Show a result as it stands, or that it was withdrawn."""
        number = request.path_params["number"]
        with self._pages.looking() as uow:
            view = public_results.result_view(uow, number) if NUMBER.fullmatch(number) else None
            facts = view.facts if view else None
            why = drawn_why(uow, facts["draw"], facts["registration_code"]) if facts else None
            office = office_of(uow)
        if view is None:
            return self._pages.missing(request.scope, office)
        return self._page(request, "result.html", top="../", office=office, result=view, why=why)

    def give_page(self, request: Request) -> Response:
        """Give the page of an edition as it was published; none of a result that was withdrawn."""
        number, version = request.path_params["number"], row_number(request.path_params["version"])
        with self._pages.looking() as uow:
            view = public_results.result_view(uow, number) if NUMBER.fullmatch(number) else None
            office = office_of(uow)
        pages = {each.version: each.page for each in view.editions} if view and view.facts else {}
        page = pages.get(version or 0)
        if page is None:
            return self._pages.missing(request.scope, office)
        try:
            answer = self._pages.file(page, "text/html; charset=utf-8", f"{number}-{version}.html")
        except FileNotFoundError:
            # What the law wanted erased.
            return self._pages.missing(request.scope, office)
        answer.headers["cache-control"] = KEPT
        return answer

    def show_object(self, request: Request) -> Response:
        """Show the results of an object, the newest first."""
        code, before = request.path_params["code"].upper(), row_number(request.query_params.get("after", ""))
        with self._pages.looking() as uow:
            rows = public_results.object_results(uow, code, before, PAGE + 1) if CODE.fullmatch(code) else ()
            office, views = office_of(uow), [public_results.view_of(uow, row) for row in rows[:PAGE]]
        if not rows:
            return self._pages.missing(request.scope, office)
        after = str(rows[PAGE - 1].public_result_id) if len(rows) > PAGE else ""
        facts = {"code": code, "name": views[0].name, "results": views, "after": after}
        return self._page(request, "object.html", top="../", kept={"after": str(before or "")}, office=office, **facts)

    def list_departments(self, request: Request) -> Response:
        """Show which departments have items in force."""
        with self._pages.looking() as uow:
            office, departments = office_of(uow), public_results.item_departments(uow)
        return self._page(request, "items.html", office=office, department=None, departments=departments)

    def list_items(self, request: Request) -> Response:
        """Show a department's items in force."""
        code, after = request.path_params["code"], row_number(request.query_params.get("after", "")) or 0
        with self._pages.looking() as uow:
            office, departments = office_of(uow), dict(public_results.item_departments(uow))
            known = departments.get(code) if DEPARTMENT.fullmatch(code) else None
            items = public_results.items_in_force(uow, code, after, ITEMS_PAGE + 1) if known else ()
        if known is None or (after and not items):
            return self._pages.missing(request.scope, office)
        shown = items[:ITEMS_PAGE]
        following = str(shown[-1].item_id) if len(items) > ITEMS_PAGE else ""
        facts = {"department": known, "code": code, "items": shown, "after": following}
        return self._page(request, "items.html", top="../", kept={"after": str(after or "")}, office=office, **facts)

    def _page(self, request: Request, template: str, *, status: int = 200, **facts: Any) -> Response:
        return keepable(request, self._pages.page(request.scope, status, template, **facts))


def _asked(request: Request) -> Asked:
    told = {name: CONTROLS.sub("", request.query_params.get(name, "")).strip() for name in ("q", "after")}
    campaign, result = (request.query_params.get(name, "") for name in ("campaign", "result"))
    return Asked(
        told["q"],
        campaign if not campaign or NUMBER.fullmatch(campaign) else NONE,
        result if not result or re.fullmatch(r"[a-z_]{1,24}", result, re.ASCII) else NONE,
        told["after"][: 2 * QUERY_MOST],
    )


def _searching(uow: UnitOfWork, asked: Asked) -> dict[str, Any]:
    return {
        "office": office_of(uow),
        "asked": asked,
        "campaigns": public_results.public_campaigns(uow),
        "outcomes": public_results.known_results(uow),
    }
