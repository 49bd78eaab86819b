"""What the cells of a municipal platform's table stand for here: departments, officers, items, days, words."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NoReturn

from sqlalchemy import select

from rules.errors import api as problems
from rules.errors import problem
from rules.errors.registry import EntryInvalid
from rules.methods import METHODS, ON_SITE
from rules.platform_columns import KINDS, PlatformColumns
from rules.refusals import Refused
from rules.registries.cells import read_day
from services.office_day import today
from services.platform_names import Names
from services.registry_writing import items_in_force
from storage.tables import Department, Item, Person
from storage.unit_of_work import UnitOfWork

_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A row of a table: its number as a spreadsheet counts, and what stands in its columns."""

    number: int
    values: Mapping[str, str]


class CellRefused(Refused):
    """A cell that cannot be taken: `value` says in which column."""

    def __init__(self, value: str, reason: Refused) -> None:
        told: dict[str, Any] = dict(reason.placeholders)
        super().__init__(reason.problem, **told)
        self.value = value


class PlatformCells:
    """Reads cells as what they stand for. Each method raises `CellRefused` for what stands for nothing here."""

    def __init__(self, uow: UnitOfWork, columns: PlatformColumns) -> None:
        self._uow, self._columns = uow, columns
        rows = uow.session.scalars(select(Department).where(Department.successor_id.is_(None)))
        self._departments = {
            name: row.code for row in rows for name in (row.code, *row.name.values(), *row.short_name.values())
        }

    def heading(self, value: str) -> str:
        """Return what a column is called."""
        columns = (*self._columns.tasks, *self._columns.keyed)
        return next((each.headings[0] for each in columns if each.value == value), value)

    def text(self, row: PlatformRow, value: str) -> str:
        """Return a cell that must not be empty."""
        return row.values[value] or self._wrong(value, "")

    def kind(self, row: PlatformRow) -> str:
        """Return which kind of task a campaign's are."""
        return self._word("task_kind", row.values["task_kind"], KINDS)

    def method(self, row: PlatformRow) -> str:
        """Return how an object is inspected, on site where the table does not say."""
        return self._word("method", row.values.get("method", "") or ON_SITE, METHODS)

    def department(self, row: PlatformRow, value: str) -> str:
        """Return the code of a department that is named by code or by one of its names."""
        return self._departments.get(row.values[value]) or self._wrong(value, row.values[value])

    def officers(self, row: PlatformRow) -> list[str]:
        """Return the codes of officers who are named by code or by the numbers of their certificates."""
        return self._coded(row, "officers", self._officers)

    def items(self, row: PlatformRow, expected: Collection[str] = ()) -> list[str]:
        """Return codes of items that are named by code, or by the words of their matters; of several with the same
        words those that are expected, else those in force.
        """
        return self._coded(row, "items", self._items, expected)

    def day(self, row: PlatformRow, value: str) -> date:
        """Return a day, however it is written; a time behind it counts for nothing."""
        text = row.values[value]
        try:
            found = read_day(_TIME.sub("", text))
        except EntryInvalid as error:
            told: dict[str, Any] = dict(error.placeholders)
            raise CellRefused(value, Refused(problem(error.code), **told)) from error
        return date.fromisoformat(found) if found else self._wrong(value, text)

    @cached_property
    def _officers(self) -> Names:
        rows = self._uow.session.execute(select(Person.code, Person.certificate_number, Person.revoked_at))
        return Names((code, certificate, revoked_at is None) for code, certificate, revoked_at in rows)

    @cached_property
    def _items(self) -> Names:
        chosen = select(Item.code, Item.matter, items_in_force(today(self._uow))).order_by(Item.code)
        return Names((code, matter, bool(stands)) for code, matter, stands in self._uow.session.execute(chosen))

    def _coded(self, row: PlatformRow, value: str, names: Names, expected: Collection[str] = ()) -> list[str]:
        found = []
        for name in names.parted(row.values[value]):
            codes = names.codes(name, expected)
            if len(codes) > 1:
                shown, column = "、".join(sorted(codes)[:5]), self.heading(value)
                reason = Refused(problems.PLATFORM_SEVERAL, value=name[:40], column=column, codes=shown)
                raise CellRefused(value, reason)
            found.append(codes[0] if codes else self._wrong(value, name))
        return found

    def _word(self, value: str, text: str, known: Sequence[str]) -> str:
        word = self._columns.read(value, text)
        return word if word in known else self._wrong(value, text)

    def _wrong(self, value: str, text: str) -> NoReturn:
        raise CellRefused(value, Refused(problems.PLATFORM_VALUE, value=text[:40], column=self.heading(value)))
