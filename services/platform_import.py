"""A table of the municipal platform, taken in: tasks that it has drawn, numbers under which results were keyed there.

Everything of a table is one act: a row that cannot be taken refuses all of it, with its place and its reason.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import NoReturn

from sqlalchemy import select

from rules.errors import api as problems
from rules.methods import METHODS, ON_SITE
from rules.platform_columns import Column, PlatformColumns, placed
from rules.refusals import Refused
from services.access import Actor
from services.entered_campaigns import WantedCampaign, enter_campaign
from services.entered_tasks import WantedTask, enter_task
from services.keyed_values import columns_of
from services.keying import is_keyed_under, mark_keyed, section_numbered
from services.outside_numbers import CAMPAIGN
from storage.tables import Campaign, Department, Item, OutsideNumber, Person
from storage.unit_of_work import UnitOfWork

HEAD_ROWS = 5
KINDS = ("daily", "special", "clue", "immediate")
SEPARATORS = "、，,;；/\n"
FIRST_EXCEL_DAY = date(1899, 12, 30)
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a table."""

    campaigns: int
    tasks: int
    keyed: int


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    values: Mapping[str, str]


def take_in_table(uow: UnitOfWork, actor: Actor, rows: Sequence[tuple[int, Cells]], file_sha256: str) -> TakenIn:
    """Take a table in as the person who brings it: tasks, or results that were keyed, by its headings. The hash of its
    file stands in the chain of each task and campaign that it tells.

    Raises `Refused` for a table without the columns, and for the first row that cannot be taken.
    """
    columns = columns_of(uow)
    for part in (columns.tasks, columns.keyed):
        found = _under_headings(part, rows)
        if found is not None:
            return (
                _tasks(uow, actor, columns, found, file_sha256) if part is columns.tasks else _keyed(uow, actor, found)
            )
    wanted = ", ".join(each.headings[0] for each in columns.tasks)
    raise Refused(problems.PLATFORM_COLUMNS_MISSING, columns=wanted)


def _under_headings(part: Sequence[Column], rows: Sequence[tuple[int, Cells]]) -> list[_Row] | None:
    needed = {each.value for each in part} - {"method"}
    for at, (_, cells) in enumerate(rows[:HEAD_ROWS]):
        where = placed(part, cells)
        if needed <= where.keys():
            told = [_Row(number, _values(where, row)) for number, row in rows[at + 1 :]]
            return [row for row in told if any(row.values.values())]
    return None


def _values(where: Mapping[str, int], cells: Cells) -> dict[str, str]:
    return {value: cells[place].strip() if place < len(cells) else "" for value, place in where.items()}


def _keyed(uow: UnitOfWork, actor: Actor, rows: Sequence[_Row]) -> TakenIn:
    for row in rows:
        try:
            section_id, number = section_numbered(uow, row.values["result"]), row.values["number"]
            # A number that is known does not say that what was approved anew was keyed.
            if not is_keyed_under(uow, section_id, number):
                mark_keyed(uow, actor, section_id, number)
        except Refused as reason:
            raise Refused(problems.PLATFORM_ROW, row=row.number, reason=reason) from reason
    return TakenIn(0, 0, len(rows))


def _tasks(uow: UnitOfWork, actor: Actor, columns: PlatformColumns, rows: Sequence[_Row], file_sha256: str) -> TakenIn:
    reading = _Reading(uow, columns, file_sha256)
    campaigns: dict[str, list[_Row]] = {}
    for row in rows:
        campaigns.setdefault(row.values["campaign_outside"], []).append(row)
    made = tasks = 0
    for outside, of_campaign in campaigns.items():
        number = reading.campaign(outside)
        if number is None:
            number = _at_row(of_campaign[0], partial(reading.enter_campaign, actor, of_campaign))
            made += 1
        visits: dict[str, list[_Row]] = {}
        for row in of_campaign:
            visits.setdefault(row.values["visit_outside"], []).append(row)
        for of_visit in visits.values():
            wanted = reading.task(number, of_visit)
            _at_row(of_visit[0], partial(_enter, uow, actor, wanted))
            tasks += 1
    return TakenIn(made, tasks, 0)


def _enter(uow: UnitOfWork, actor: Actor, wanted: WantedTask) -> str:
    return enter_task(uow, actor, wanted).number


def _at_row(row: _Row, act: Callable[[], str]) -> str:
    try:
        return act()
    except Refused as reason:
        raise Refused(problems.PLATFORM_ROW, row=row.number, reason=reason) from reason


class _Reading:
    """Reads cells as what they stand for."""

    def __init__(self, uow: UnitOfWork, columns: PlatformColumns, file_sha256: str) -> None:
        self._uow, self._columns, self._file_sha256 = uow, columns, file_sha256
        rows = uow.session.scalars(select(Department).where(Department.successor_id.is_(None)))
        self._departments = {
            name: row.code for row in rows for name in (row.code, *row.name.values(), *row.short_name.values())
        }

    def campaign(self, outside: str) -> str | None:
        """Return our number of a campaign of theirs, none while it is unknown here."""
        chosen = (
            select(Campaign.number)
            .join(OutsideNumber, OutsideNumber.row_id == Campaign.campaign_id)
            .where(OutsideNumber.kind == CAMPAIGN, OutsideNumber.number == outside)
        )
        return self._uow.session.scalar(chosen)

    def enter_campaign(self, actor: Actor, rows: Sequence[_Row]) -> str:
        """Enter a campaign as its first row tells it, with the items of all rows; return its number."""
        values = rows[0].values
        items = [code for row in rows for code in self._items(row.values["items"])]
        wanted = WantedCampaign(
            values["title"],
            self._word("task_kind", values["task_kind"], KINDS),
            self._department(values["lead"]),
            list(dict.fromkeys(items)),
            self._day("starts_on", values["starts_on"]),
            self._day("ends_on", values["ends_on"]),
            values["draw"] or self._wrong("draw", ""),
            values["campaign_outside"] or self._wrong("campaign_outside", ""),
            self._file_sha256,
        )
        return enter_campaign(self._uow, actor, wanted).number

    def task(self, campaign: str, rows: Sequence[_Row]) -> WantedTask:
        """Return a task of one row for each department, or of a row for each officer."""
        first, teams = rows[0], dict[str, list[str]]()
        for row in rows:
            try:
                for each in ("registration_code", "method"):
                    if row.values.get(each, "") != first.values.get(each, ""):
                        number = row.values["visit_outside"]
                        raise Refused(problems.ROWS_DIFFER, number=number, column=self._heading(each))
                people = [self._officer(text) for text in _parted(row.values["officers"])]
                team = teams.setdefault(self._department(row.values["department"]), [])
                team += [code for code in people if code not in team]
            except Refused as reason:
                raise Refused(problems.PLATFORM_ROW, row=row.number, reason=reason) from reason
        try:
            method = self._word("method", first.values.get("method", "") or ON_SITE, METHODS)
            outside = first.values["visit_outside"] or self._wrong("visit_outside", "")
        except Refused as reason:
            raise Refused(problems.PLATFORM_ROW, row=first.number, reason=reason) from reason
        return WantedTask(campaign, outside, first.values["registration_code"], method, teams, self._file_sha256)

    def _items(self, text: str) -> list[str]:
        """Return codes of items that are named by code, or by the words of their matters."""
        found = []
        for part in _parted(text):
            row = self._uow.session.scalars(select(Item).where((Item.code == part) | (Item.matter == part))).first()
            found.append(row.code if row else self._wrong("items", part))
        return found

    def _officer(self, text: str) -> str:
        """Return the code of an officer who is named by code or by the number of the certificate."""
        chosen = select(Person.code).where((Person.code == text) | (Person.certificate_number == text))
        return self._uow.session.scalars(chosen).first() or self._wrong("officers", text)

    def _department(self, text: str) -> str:
        return self._departments.get(text) or self._wrong("department", text)

    def _word(self, value: str, text: str, known: Sequence[str]) -> str:
        word = self._columns.read(value, text)
        return word if word in known else self._wrong(value, text)

    def _day(self, value: str, text: str) -> date:
        try:
            if text.partition(".")[0].isdecimal() and len(text.partition(".")[0]) == 5:
                return FIRST_EXCEL_DAY + timedelta(days=int(text.partition(".")[0]))
            return date.fromisoformat(text[:10].replace("/", "-").replace(".", "-"))
        except ValueError:
            self._wrong(value, text)

    def _wrong(self, value: str, text: str) -> NoReturn:
        raise Refused(problems.PLATFORM_VALUE, value=text[:40], column=self._heading(value))

    def _heading(self, value: str) -> str:
        return next(each.headings[0] for each in self._columns.tasks if each.value == value)


def _parted(text: str) -> list[str]:
    for sign in SEPARATORS:
        text = text.replace(sign, " ")
    return text.split()
