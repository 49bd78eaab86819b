"""Open data: published results for machines, as a table and as lines of JSON, batch by batch, with their schema."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from forms.tables import Table, csv_of
from rules.public_facts import BESIDE, FIELDS, schema
from services.office_day import day_of
from services.public_search import results_after, row_number
from services.verification import office_of
from storage.tables import PublicResult
from storage.unit_of_work import UnitOfWork
from web.pages import NUMBER, Pages, keepable

PLACE = "open-data"
BATCH = 1000
KNOWN = frozenset({"after", "campaign", "lang"})
Json = dict[str, Any]


class OpenData:
    """Gives results to machines; `page` counts from the public address."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def routes(self) -> Sequence[Route]:
        """Return where they stand below the public address."""
        return (
            Route(f"/{PLACE}", self.show),
            Route(f"/{PLACE}/schema.json", self.give_schema),
            Route(f"/{PLACE}/results.csv", self.give_table),
            Route(f"/{PLACE}/results.jsonl", self.give_lines),
        )

    def show(self, request: Request) -> Response:
        """Say what there is and how it is read."""
        with self._pages.looking() as uow:
            office = office_of(uow)
        answer = self._pages.page(
            request.scope, 200, "open_data.html", office=office, most=BATCH, fields={**BESIDE, **FIELDS}
        )
        return keepable(request, answer)

    def give_schema(self, request: Request) -> Response:
        """Give the schema of a line."""
        with self._pages.looking() as uow:
            title = f"{office_of(uow).district['zh']} 抽查结果公示"
        return keepable(request, JSONResponse(schema(title), media_type="application/schema+json"))

    def give_lines(self, request: Request) -> Response:
        """Give a batch as lines of JSON."""
        batch = self._batch(request, "results.jsonl")
        if batch is None:
            return self._refused(request)
        told, link = batch
        lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in told)
        answer = _file(lines.encode(), "application/jsonl; charset=utf-8", "results.jsonl", link)
        return keepable(request, answer)

    def give_table(self, request: Request) -> Response:
        """Give a batch as a table, no cell of which is a formula to anybody."""
        batch = self._batch(request, "results.csv")
        if batch is None:
            return self._refused(request)
        told, link = batch
        columns = (*BESIDE, *FIELDS)
        rows = tuple(tuple(_cell(each.get(name)) for name in columns) for each in told)
        answer = _file(csv_of(Table("results", columns, rows)), "text/csv; charset=utf-8", "results.csv", link)
        return keepable(request, answer)

    def _refused(self, request: Request) -> Response:
        """Say which question is understood: data that answer another one would be taken for what was asked."""
        with self._pages.looking() as uow:
            office = office_of(uow)
        return self._pages.page(request.scope, 400, "open_data_refused.html", office=office, top="../")

    def _batch(self, request: Request, name: str) -> tuple[list[Json], str] | None:
        """Return a batch and the header that leads on, none where the question is none of ours."""
        asked = request.query_params
        after, campaign = row_number(asked.get("after") or "0"), asked.get("campaign", "")
        if after is None or not (campaign == "" or NUMBER.fullmatch(campaign)) or not asked.keys() <= KNOWN:
            return None
        with self._pages.looking() as uow:
            rows = results_after(uow, after, BATCH + 1, campaign)
            told = [_told(uow, row) for row in rows[:BATCH]]
        if len(rows) <= BATCH:
            return told, ""
        of = f"&campaign={campaign}" if campaign else ""
        return told, f'<{name}?after={rows[BATCH - 1].public_result_id}{of}>; rel="next"'


def _told(uow: UnitOfWork, row: PublicResult) -> Json:
    beside = {
        "state": row.state,
        "version": row.version,
        "published_on": row.published_on.isoformat(),
        "changed_on": day_of(uow, row.changed_at).isoformat(),
        "page": f"results/{row.number}",
    }
    return {**beside, **(row.facts or {"number": row.number})}


def _cell(value: Any) -> str:
    """Return a value in one cell: official words, several of them one after the other."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(_cell(each) for each in value if not isinstance(each, dict) or each.get("chosen", True))
    if isinstance(value, dict):
        return _first(value.get(name) for name in ("zh", "matter", "number"))
    return str(value)


def _first(values: Iterable[Any]) -> str:
    return next((str(value) for value in values if value), "")


def _file(data: bytes, kind: str, name: str, link: str) -> Response:
    told = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=kind, headers=told | ({"link": link} if link else {}))
