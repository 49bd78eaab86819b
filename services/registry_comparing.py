"""What the rows of a file would change in a registry, found a batch at a time; nothing is changed here."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from rules.errors import registry_rows as problems
from rules.registries.fields import FIELDS
from rules.registries.rows import Facts, RowFault, key_of
from services.annual_plan import year_now
from services.annual_plan_files import known_line
from services.registry_facts import item_facts, object_facts, person_facts
from services.registry_keeping import Scope
from storage.database import plan_anew
from storage.tables import InspectionObject, Item, ObjectKeeper, Person
from storage.unit_of_work import UnitOfWork

OBJECT_COLUMNS = InspectionObject.__table__.c
SUBJECT_MOST = 64
NOTHING: Mapping[str, str] = {}


class Row(NamedTuple):
    """A row as it was read: its number in the file, its key, its facts."""

    number: int
    key: str
    facts: Facts


class Outcome(NamedTuple):
    """What a row would do: be `new`, `changed`, `joined` (an object that another department keeps), `same`, `elsewhere`
    (its facts are another department's and differ), `foreign` (a row of another department), `refused`.
    """

    row: Row
    kind: str
    department_id: int | None = None
    before: Mapping[str, str] = NOTHING
    after: Mapping[str, str] = NOTHING
    fault: RowFault | None = None

    @property
    def subject(self) -> str:
        """By which the entry is found again."""
        return subject_of(self.row.key)


def subject_of(key: str) -> str:
    """Return by which an entry's history is found: its key, or a long one's hash."""
    return key if len(key) <= SUBJECT_MOST else hashlib.sha256(key.encode()).hexdigest()


def lacking_for_new(which: str, columns: Collection[str]) -> tuple[str, ...]:
    """Return the headings without which nothing new can be entered, of those that a file has not."""
    needed = (each for each in FIELDS[which] if each.is_needed and each.name not in columns)
    return tuple(each.zh[0] for each in needed)


class Comparing:
    """Compares one file with a registry."""

    def __init__(self, which: str, scope: Scope, columns: Collection[str]) -> None:
        self._which, self._scope = which, scope
        self._lacking = lacking_for_new(which, columns)
        self._compare = {
            "objects": self._objects,
            "inspectors": self._inspectors,
            "items": self._items,
            "plan": self._plan,
        }[which]
        self._people: dict[str, list[Person]] | None = None
        self._known_items: dict[str, Facts] | None = None
        self._met: set[str] = set()
        self._departments: set[int] = set()

    def compare(self, uow: UnitOfWork, rows: Sequence[Row]) -> list[Outcome]:
        """Return what some rows would do, in their order."""
        plan_anew(uow.connection)
        return self._compare(uow, rows)

    def ended(self, uow: UnitOfWork) -> list[Outcome]:
        """Return the items in force that the edition, now read whole, no longer has."""
        if self._which != "items":
            return []
        gone = []
        for key, facts in self._items_in_force(uow).items():
            department_id = self._scope.named[facts["department"]]
            if department_id in self._departments and key not in self._met:
                gone.append(Outcome(Row(0, key, facts), "ended", department_id, before=facts))
        return gone

    def _objects(self, uow: UnitOfWork, rows: Sequence[Row]) -> list[Outcome]:
        keys = [row.key for row in rows]
        chosen = select(*OBJECT_COLUMNS).where(OBJECT_COLUMNS.registration_code.in_(keys))
        known = {row.registration_code: row for row in uow.connection.execute(chosen)}
        keepers: dict[int, dict[int, bool]] = {}
        if known:
            kept = select(ObjectKeeper.object_id, ObjectKeeper.department_id, ObjectKeeper.is_owner)
            ids = [row.object_id for row in known.values()]
            for object_id, department_id, is_owner in uow.connection.execute(
                kept.where(ObjectKeeper.object_id.in_(ids))
            ):
                keepers.setdefault(object_id, {})[department_id] = is_owner
        return [self._object(row, known.get(row.key), keepers) for row in rows]

    def _object(self, row: Row, known: Any, keepers: Mapping[int, Mapping[int, bool]]) -> Outcome:
        own = self._scope.department_id
        if known is None:
            return self._new(row, own)
        departments = keepers.get(known.object_id, {})
        owner = next((department_id for department_id, is_owner in departments.items() if is_owner), None)
        before, after = _difference(object_facts(known), row.facts)
        is_member = own is None or own in departments
        if owner is not None and not self._scope.allows(owner):
            if not is_member:
                return Outcome(row, "joined", own)
            return Outcome(row, "elsewhere" if after else "same", owner)
        if after:
            return Outcome(row, "changed", own, before, after)
        return Outcome(row, "same" if is_member else "joined", own)

    def _inspectors(self, uow: UnitOfWork, rows: Sequence[Row]) -> list[Outcome]:
        if self._people is None:
            self._people = {}
            here = select(Person).where(Person.department_id.is_not(None), Person.revoked_at.is_(None))
            for person in uow.session.scalars(here):
                for known in {person.certificate_number, person.code, *person.name.values()}:
                    if known:
                        self._people.setdefault(known, []).append(person)
        return [self._inspector(row, self._people.get(row.key, [])) for row in rows]

    def _inspector(self, row: Row, people: Sequence[Person]) -> Outcome:
        department_id = self._department(row)
        if isinstance(department_id, RowFault):
            return Outcome(row, "refused", fault=department_id)
        if not self._scope.allows(department_id):
            return Outcome(row, "foreign", department_id)
        mine = next((each for each in people if each.department_id == department_id), None)
        if mine is None:
            other = next((each for each in people if each.certificate_number == row.key), None)
            if other is not None and other.department_id is not None:
                held = {"department": self._scope.names[other.department_id]}
                return Outcome(row, "refused", fault=RowFault(None, problems.HELD_ELSEWHERE, held))
            return self._new(row, department_id)
        known = person_facts(mine, self._scope.names[department_id])
        facts = {name: value for name, value in row.facts.items() if name not in ("department", "code")}
        if facts.get("name") in mine.name.values():
            # A name in another language is kept.
            facts.pop("name")
        before, after = _difference(known, facts)
        return Outcome(row, "changed" if after else "same", department_id, before, after)

    def _items(self, uow: UnitOfWork, rows: Sequence[Row]) -> list[Outcome]:
        known = self._items_in_force(uow)
        return [self._item(row, known) for row in rows]

    def _item(self, row: Row, known: Mapping[str, Facts]) -> Outcome:
        department_id = self._department(row)
        if isinstance(department_id, RowFault):
            return Outcome(row, "refused", fault=department_id)
        if not self._scope.allows(department_id):
            return Outcome(row, "foreign", department_id)
        facts = {**row.facts, "department": self._scope.names[department_id]}
        facts.pop("code", None)
        row = Row(row.number, self._item_key(facts, known), facts)
        self._departments.add(department_id)
        if row.key in self._met:
            return Outcome(row, "refused", fault=RowFault(None, problems.DUPLICATE, {"first": row.number}))
        self._met.add(row.key)
        if row.key not in known:
            return self._new(row, department_id)
        before, after = _difference(known[row.key], facts)
        return Outcome(
            row, "changed" if after else "same", department_id, before, {**known[row.key], **facts} if after else {}
        )

    def _item_key(self, facts: Facts, known: Mapping[str, Facts]) -> str:
        """Return an item's key; a list without category or kind of object means the one that fits, if only one does."""
        key = key_of("items", facts)
        if key in known or ("category" in facts and "object_kind" in facts):
            return key
        told = {name: facts[name] for name in ("department", "matter", "category", "object_kind") if name in facts}
        fitting = [each for each, item in known.items() if all(item[name] == value for name, value in told.items())]
        return fitting[0] if len(fitting) == 1 else key

    def _items_in_force(self, uow: UnitOfWork) -> dict[str, Facts]:
        if self._known_items is None:
            self._known_items = {}
            for item in uow.session.scalars(select(Item).where(Item.valid_until.is_(None))):
                facts = item_facts(item, self._scope.names[item.department_id])
                self._known_items[key_of("items", facts)] = facts
        return self._known_items

    def _plan(self, uow: UnitOfWork, rows: Sequence[Row]) -> list[Outcome]:
        year = str(year_now(uow))
        return [self._plan_line(uow, row, row.facts.get("year") or year) for row in rows]

    def _plan_line(self, uow: UnitOfWork, row: Row, year: str) -> Outcome:
        department_id = self._department(row)
        if isinstance(department_id, RowFault):
            return Outcome(row, "refused", fault=department_id)
        if not self._scope.allows(department_id):
            return Outcome(row, "foreign", department_id)
        facts = {**row.facts, "year": year, "department": self._scope.names[department_id]}
        row = Row(row.number, key_of("plan", facts), facts)
        if row.key in self._met:
            return Outcome(row, "refused", fault=RowFault(None, problems.DUPLICATE, {"first": row.number}))
        self._met.add(row.key)
        known = known_line(uow, int(year), department_id, facts)
        if known is None:
            return self._new(row, department_id)
        before, after = _difference(known, {name: value for name, value in facts.items() if name in known})
        if not after:
            return Outcome(row, "same", department_id)
        return Outcome(row, "changed", department_id, before, {**facts, **known, **after})

    def _department(self, row: Row) -> int | RowFault:
        said = row.facts.get("department")
        if said:
            found = self._scope.named.get(said)
            if found is not None:
                return found
            example = next(iter(self._scope.names.values()), "-")
            return RowFault(None, problems.DEPARTMENT_NOT_KNOWN, {"typed": said[:40], "example": example})
        if self._scope.department_id is not None:
            return self._scope.department_id
        return RowFault(None, problems.DEPARTMENT_NOT_SAID)

    def _new(self, row: Row, department_id: int | None) -> Outcome:
        if self._lacking:
            return Outcome(
                row, "refused", fault=RowFault(None, problems.NEW_NEEDS, {"fields": "、".join(self._lacking)})
            )
        return Outcome(row, "new", department_id, after=row.facts)


def _difference(known: Facts, facts: Facts) -> tuple[Facts, Facts]:
    """Return what a row changes: before and after, only fields that differ."""
    after = {name: value for name, value in facts.items() if known.get(name, "") != value}
    return {name: known.get(name, "") for name in after}, after
