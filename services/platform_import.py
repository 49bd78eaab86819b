"""A table of the municipal platform, taken in: tasks that it has drawn, numbers under which results were keyed there.

Everything of a table is one act: a row that cannot be taken refuses all of it, with its place and its reason. What is
there already, and the same, changes nothing: such tables grow, and come again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select

from rules.errors import api as problems
from rules.errors import campaigns as campaign_problems
from rules.errors import publication as publication_problems
from rules.platform_columns import Column, placed, table_told, unlike
from rules.refusals import Refused
from services.access import Actor
from services.entered_campaigns import WantedCampaign, enter_campaign
from services.entered_tasks import WantedTask, check_task, enter_task
from services.keyed_values import columns_of
from services.keying import is_keyed_under, mark_keyed, section_numbered
from services.outside_numbers import CAMPAIGN, VISIT
from services.platform_cells import CellRefused, PlatformCells, PlatformRow
from storage.tables import Campaign, CampaignItem, Department, Item, LedgerLink, OutsideNumber, Visit
from storage.unit_of_work import UnitOfWork

# All are one transaction, which keeps others from writing for some seconds (SQLite): a number takes some milliseconds.
TASKS_MOST, KEYED_MOST = 300, 500
Cells = Sequence[str]
Done = TypeVar("Done")
# In which column stands what a use case refuses.
COLUMN_OF: Mapping[str, str] = {
    problems.OBJECT_UNKNOWN.code: "registration_code",
    problems.OBJECT_TWICE.code: "registration_code",
    problems.DEPARTMENTS_DIFFER.code: "department",
    problems.TEAM_SMALL.code: "officers",
    problems.OFFICER_UNKNOWN.code: "officers",
    problems.RECUSED.code: "officers",
    problems.WINDOW_WRONG.code: "starts_on",
    problems.WINDOW_OVER.code: "ends_on",
    problems.ITEM_UNKNOWN.code: "items",
    problems.DRAWN_HERE.code: "draw",
    # Numbers of campaigns and tasks that are known are no new ones: only a draw can be entered twice.
    problems.NUMBER_TAKEN.code: "draw",
    problems.KEYED_NUMBER_WRONG.code: "number",
    publication_problems.NO_SUCH_RESULT.code: "result",
    campaign_problems.TITLE_LENGTH.code: "title",
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a table: what was entered or noted, and how many of its tasks or numbers were there already."""

    campaigns: int
    tasks: int
    keyed: int
    same: int = 0


@dataclass(frozen=True, slots=True)
class RowRefused:
    """Why a row cannot be taken, and the heading of the column that is to be mended, none where none is meant."""

    row: int
    column: str | None
    reason: Refused


class TableTooLong(Refused):
    """More tasks or numbers than are entered at once: that is no row's fault."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What would come of a table, and all of its rows that cannot be taken."""

    taken: TakenIn
    refused: tuple[RowRefused, ...]


def take_in_table(uow: UnitOfWork, actor: Actor, rows: Sequence[tuple[int, Cells]], file_sha256: str) -> TakenIn:
    """Take a table in as the person who brings it: tasks, or results that were keyed, by its headings. The hash of its
    file stands in the chain of each task and campaign that it tells.

    Raises `Refused` for a table without the columns, and for the first row that cannot be taken.
    """
    return _Taking(uow, actor, file_sha256).run(rows)


def check_table(uow: UnitOfWork, actor: Actor, rows: Sequence[tuple[int, Cells]]) -> Checked:
    """Return what would come of a table. The caller takes the unit of work back: everything was tried in it.

    Raises `Refused` for a table without the columns.
    """
    checking = _Checking(uow, actor, "")
    taken = checking.run(rows)
    return Checked(taken, tuple(checking.refused[row] for row in sorted(checking.refused)))


class _Taking:
    """Goes through a table row by row; the first that is refused ends it."""

    def __init__(self, uow: UnitOfWork, actor: Actor, file_sha256: str) -> None:
        self._uow, self._actor, self._file_sha256 = uow, actor, file_sha256
        self._columns = columns_of(uow)
        self._cells = PlatformCells(uow, self._columns)
        self._campaigns = self._tasks = self._keyed = self._same = 0

    def run(self, rows: Sequence[tuple[int, Cells]]) -> TakenIn:
        told = table_told(self._columns, [cells for _, cells in rows])
        if told is None:
            raise unlike(self._columns)
        part, place = told
        found = _under_headings(self._columns.part(part), rows, place)
        if part == "keyed":
            for row in found:
                self._at(row, partial(self._key, row))
        else:
            for of_campaign in _grouped(found, "campaign_outside"):
                self._take_campaign(of_campaign)
        return TakenIn(self._campaigns, self._tasks, self._keyed, self._same)

    def _at(self, row: PlatformRow, act: Callable[[], Done]) -> Done | None:
        """Do what a row wants; none when it was refused and the others are gone through all the same."""
        try:
            return act()
        except TableTooLong:
            raise
        except Refused as reason:
            raise Refused(problems.PLATFORM_ROW, row=row.number, reason=reason) from reason

    def _key(self, row: PlatformRow) -> None:
        section_id, number = section_numbered(self._uow, row.values["result"]), row.values["number"]
        # A number that is known, or none, does not say that what was approved anew was keyed.
        if is_keyed_under(self._uow, section_id, number):
            self._same += 1
        elif self._keyed == KEYED_MOST:
            raise TableTooLong(problems.PLATFORM_TOO_MANY, most=KEYED_MOST)
        else:
            mark_keyed(self._uow, self._actor, section_id, number)
            self._keyed += 1

    def _take_campaign(self, rows: Sequence[PlatformRow]) -> None:
        campaign = self._known(Campaign, Campaign.campaign_id, CAMPAIGN, rows[0].values["campaign_outside"])
        if campaign is None:
            items = [self._at(row, partial(self._cells.items, row)) for row in rows]
            known = list(dict.fromkeys(code for codes in items for code in codes or ()))
            number = self._at(rows[0], partial(self._enter_campaign, rows[0], known))
            if number is not None and None not in items:
                campaign = self._uow.session.scalars(select(Campaign).where(Campaign.number == number)).one()
                self._campaigns += 1
        # Without their campaign, rows are still held to the first of them that can be read.
        facts = self._facts_of(campaign) if campaign is not None else {}
        for of_visit in _grouped(rows, "visit_outside"):
            teams: dict[str, list[str]] = {}
            # Each row by itself: all that is wrong is told.
            read = [self._at(row, partial(self._read_row, row, of_visit[0], facts, teams)) for row in of_visit]
            if campaign is not None and all(read):
                self._at(of_visit[0], partial(self._take_visit, campaign, of_visit[0], teams))
            elif any(read):
                row = of_visit[read.index(True)]
                self._at(row, partial(self._check_visit, row, teams if all(read) else {}))

    def _enter_campaign(self, first: PlatformRow, items: Sequence[str]) -> str:
        """Enter a campaign as its first row tells it, with the items of all rows; return its number."""
        cells = self._cells
        wanted = WantedCampaign(
            first.values["title"],
            cells.kind(first),
            cells.department(first, "lead"),
            items,
            cells.day(first, "starts_on"),
            cells.day(first, "ends_on"),
            cells.text(first, "draw"),
            cells.text(first, "campaign_outside"),
            self._file_sha256,
        )
        return enter_campaign(self._uow, self._actor, wanted).number

    def _read_row(
        self, row: PlatformRow, first: PlatformRow, facts: dict[str, Any], teams: dict[str, list[str]]
    ) -> bool:
        """Hold a row to its campaign and to its task's first row, and add its officers to the teams. It tells the facts
        where there are none yet.
        """
        cells = self._cells
        outside, _ = cells.text(row, "campaign_outside"), cells.text(row, "visit_outside")
        told = {
            "title": row.values["title"],
            "task_kind": cells.kind(row),
            "lead": cells.department(row, "lead"),
            "draw": row.values["draw"],
            "starts_on": cells.day(row, "starts_on").isoformat(),
            "ends_on": cells.day(row, "ends_on").isoformat(),
        }
        for value, here in told.items():
            self._ensure_same(outside, value, facts.setdefault(value, here), here)
        items = facts.get("items")
        for code in cells.items(row, items or ()):
            if items is not None and code not in items:
                self._ensure_same(outside, "items", "、".join(items), code)
        for value in ("registration_code", "method"):
            if row.values.get(value, "") != first.values.get(value, ""):
                number, heading = row.values["visit_outside"], cells.heading(value)
                raise CellRefused(value, Refused(problems.ROWS_DIFFER, number=number, column=heading))
        cells.method(row)
        people, team = cells.officers(row), teams.setdefault(cells.department(row, "department"), [])
        team += [code for code in people if code not in team]
        return True

    def _check_visit(self, row: PlatformRow, teams: Mapping[str, Sequence[str]]) -> None:
        """Hold a task that cannot be taken now to what is known without its campaign and its other rows."""
        if self._known(Visit, Visit.visit_id, VISIT, row.values["visit_outside"]) is None:
            until = self._cells.day(row, "ends_on")
            check_task(self._uow, row.values["registration_code"], teams, until)

    def _take_visit(self, campaign: Campaign, row: PlatformRow, teams: Mapping[str, Sequence[str]]) -> None:
        outside, method = self._cells.text(row, "visit_outside"), self._cells.method(row)
        code = row.values["registration_code"]
        visit = self._known(Visit, Visit.visit_id, VISIT, outside)
        if visit is None:
            if self._tasks == TASKS_MOST:
                raise TableTooLong(problems.PLATFORM_TOO_MANY, most=TASKS_MOST)
            wanted = WantedTask(campaign.number, outside, code, method, teams, self._file_sha256)
            enter_task(self._uow, self._actor, wanted)
            self._tasks += 1
            return
        # As it was entered: who was replaced since, was replaced here.
        entered = self._entered(visit)
        before = self._uow.session.get_one(Campaign, visit.campaign_id).number
        self._ensure_same(outside, "campaign_outside", before, campaign.number)
        self._ensure_same(outside, "registration_code", entered.get("object", ""), code)
        self._ensure_same(outside, "method", entered.get("method", ""), method)
        known: Mapping[str, Sequence[str]] = entered.get("teams", {})
        self._ensure_same(outside, "department", _listed(known), _listed(teams))
        for department in known:
            self._ensure_same(outside, "officers", _listed(known[department]), _listed(teams[department]))
        self._same += 1

    def _ensure_same(self, number: str, value: str, before: object, here: object) -> None:
        if before != here:
            seen: dict[str, Any] = {
                name: self._columns.written(value, str(word or "-"))
                for name, word in (("before", before), ("here", here))
            }
            heading = self._cells.heading(value)
            raise CellRefused(value, Refused(problems.PLATFORM_DIFFERS, number=number, column=heading, **seen))

    def _known(self, table: type[Done], key: Any, kind: str, outside: str) -> Done | None:
        """Return what stands here under a number of theirs, none while it is unknown."""
        chosen = (
            select(table)
            .join(OutsideNumber, OutsideNumber.row_id == key)
            .where(OutsideNumber.kind == kind, OutsideNumber.number == outside)
        )
        return self._uow.session.scalar(chosen)

    def _facts_of(self, campaign: Campaign) -> dict[str, Any]:
        """Return of a campaign what each of its rows tells."""
        items = select(Item.code).join(CampaignItem, CampaignItem.item_id == Item.item_id)
        codes = items.where(CampaignItem.campaign_id == campaign.campaign_id).order_by(Item.code)
        return {
            "title": campaign.title["zh"],
            "task_kind": campaign.task_kind,
            "lead": self._uow.session.get_one(Department, campaign.lead_department_id).code,
            "draw": campaign.draw_id,
            "starts_on": campaign.starts_on.isoformat(),
            "ends_on": campaign.ends_on.isoformat(),
            "items": self._uow.session.scalars(codes).all(),
        }

    def _entered(self, visit: Visit) -> Mapping[str, Any]:
        """Return what the chain of a visit says of how it was entered."""
        link = select(LedgerLink.body).where(LedgerLink.chain == f"visit:{visit.number}", LedgerLink.type == "assigned")
        return self._uow.session.scalars(link.order_by(LedgerLink.seq)).first() or {}


class _Checking(_Taking):
    """Goes through a whole table: what is refused is noted, and what it has begun is taken back. A row that was refused
    says nothing more.
    """

    def __init__(self, uow: UnitOfWork, actor: Actor, file_sha256: str) -> None:
        super().__init__(uow, actor, file_sha256)
        self.refused: dict[int, RowRefused] = {}

    def _at(self, row: PlatformRow, act: Callable[[], Done]) -> Done | None:
        if row.number in self.refused:
            return None
        try:
            with self._uow.session.begin_nested():
                return act()
        except TableTooLong:
            raise
        except Refused as reason:
            value = reason.value if isinstance(reason, CellRefused) else COLUMN_OF.get(reason.code)
            self.refused[row.number] = RowRefused(row.number, self._cells.heading(value) if value else None, reason)
            return None


def _under_headings(part: Sequence[Column], rows: Sequence[tuple[int, Cells]], place: int) -> list[PlatformRow]:
    where = placed(part, rows[place][1])
    told = [PlatformRow(number, _values(where, cells)) for number, cells in rows[place + 1 :]]
    return [row for row in told if any(row.values.values())]


def _values(where: Mapping[str, int], cells: Cells) -> dict[str, str]:
    return {value: cells[place].strip() if place < len(cells) else "" for value, place in where.items()}


def _grouped(rows: Sequence[PlatformRow], value: str) -> list[list[PlatformRow]]:
    """Return rows that have the same in a column together, in the order of the first of each."""
    found: dict[str, list[PlatformRow]] = {}
    for row in rows:
        found.setdefault(row.values[value], []).append(row)
    return list(found.values())


def _listed(codes: Sequence[str] | Mapping[str, Any]) -> str:
    return "、".join(sorted(codes))
