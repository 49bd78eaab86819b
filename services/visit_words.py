"""What papers take from the registries of a visit: kept when it starts, so that an import changes no signed paper.

Before that it is read as the registries have it. A notice keeps its own when it is printed to be served.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from storage.tables import (
    Campaign,
    CampaignExpert,
    CampaignItem,
    Department,
    InspectionObject,
    Item,
    Notice,
    Person,
    Section,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

Json = dict[str, Any]
Names = dict[str, str]
OBJECT = ("name", "registration_code", "district", "licence_number", "person_in_charge", "address", "phone")
ITEM = ("code", "category", "matter", "legal_basis")


@dataclass(frozen=True, slots=True)
class ObjectWords:
    """The object as it was registered; empty where nothing was."""

    name: str
    registration_code: str
    district: str
    licence_number: str
    person_in_charge: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class ItemWords:
    """An item of the campaign, and the department whose it is."""

    code: str
    category: str
    matter: str
    legal_basis: str
    department_id: int


@dataclass(frozen=True, slots=True)
class PersonWords:
    """An officer of the team, or whoever helps; `kind` as in the registry, `certificate` and `phone` may be empty."""

    person_id: int
    name: Names
    kind: str
    certificate: str
    phone: str


@dataclass(frozen=True, slots=True)
class DepartmentWords:
    """A department by its names."""

    name: Names
    short_name: Names


@dataclass(frozen=True, slots=True)
class VisitWords:
    """All of it; `team` and `experts` in the order in which papers name them, items by code. Who has `left` the team
    is named where they have acted, and in no list of those who come.
    """

    inspected: ObjectWords
    campaign: Names
    departments: Mapping[int, DepartmentWords]
    items: tuple[ItemWords, ...]
    team: tuple[PersonWords, ...]
    experts: tuple[PersonWords, ...]
    left: tuple[PersonWords, ...] = ()

    def items_of(self, department_id: int) -> tuple[ItemWords, ...]:
        """Return the items of one department."""
        return tuple(item for item in self.items if item.department_id == department_id)

    def person(self, person_id: int) -> PersonWords | None:
        """Return somebody of the team, or who has left it; none for anyone else."""
        return next((each for each in (*self.team, *self.left) if each.person_id == person_id), None)


def words_of(uow: UnitOfWork, visit: Visit) -> VisitWords:
    """Return the words of a visit: those that were kept at its start, before it those of the registries now."""
    known: VisitWords | None = uow.memo.get((VisitWords, visit.visit_id))
    if known is not None:
        return known
    kept = visit.words
    if kept is None:
        return _read(read_words(uow, visit))
    words = uow.memo[VisitWords, visit.visit_id] = _read(kept)
    return words


def words_of_notice(uow: UnitOfWork, notice: Notice) -> VisitWords:
    """Return the words of a notice: of one that was served or left there those that were served."""
    if is_given(notice) and notice.words is not None:
        return _read(notice.words)
    return words_of(uow, uow.session.get_one(Visit, notice.visit_id))


def is_given(notice: Notice) -> bool:
    """Return whether the paper is in the party's hands, or was left there."""
    return notice.state in ("served", "refused")


def person_words(uow: UnitOfWork, visit: Visit, person_id: int) -> PersonWords:
    """Return somebody as a visit's papers name them, as registered now for one whom its words do not have."""
    found = words_of(uow, visit).person(person_id)
    return found or _person(_of_person(uow.session.get_one(Person, person_id)))


def keep_words(uow: UnitOfWork, visit: Visit) -> None:
    """Keep the words of a visit that starts; those of one that has started stay."""
    if visit.words is None and not visit.is_trial:
        visit.words = read_words(uow, visit)


def keep_notice_words(uow: UnitOfWork, visit_id: int, printed: Json | None = None) -> None:
    """Keep what a notice says: at each print until it is given what was `printed`, for that is what is handed over; at
    its service, with nothing printed, only where it never was.
    """
    notice = uow.session.scalars(select(Notice).where(Notice.visit_id == visit_id)).one()
    if printed is not None and not is_given(notice):
        notice.words = printed
    elif printed is None and notice.words is None:
        notice.words = words_to_print(uow, visit_id)


def words_to_print(uow: UnitOfWork, visit_id: int) -> Json:
    """Return the words that a notice says which is printed now, before it is given."""
    visit = uow.session.get_one(Visit, visit_id)
    return visit.words or read_words(uow, visit)


def replace_in_words(uow: UnitOfWork, visit: Visit, leaves: int, joins: int | None) -> None:
    """Let the words of a visit that has started name who steps in where who `leaves` the team stood; nobody there when
    none `joins`. Both are rows of people.
    """
    if visit.words is None:
        return
    before, of = visit.words["team"], [each["person"] for each in visit.words["team"]]
    at = of.index(leaves) if leaves in of else len(of)
    new = [] if joins is None or joins in of else [_of_person(uow.session.get_one(Person, joins))]
    left = [*visit.words.get("left", []), *before[at : at + 1]]
    visit.words = {**visit.words, "team": [*before[:at], *new, *before[at + 1 :]], "left": left}
    uow.memo.pop((VisitWords, visit.visit_id), None)


def read_words(uow: UnitOfWork, visit: Visit) -> Json:
    """Return the words of a visit as the registries have them now."""
    campaign = uow.session.get_one(Campaign, visit.campaign_id)
    inspected = uow.session.get_one(InspectionObject, visit.object_id)
    takes_part = select(Section.department_id).where(Section.visit_id == visit.visit_id)
    departments = select(Department).where(
        Department.department_id.in_(takes_part) | (Department.department_id == campaign.lead_department_id)
    )
    items = (
        select(Item)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
        .where(CampaignItem.campaign_id == campaign.campaign_id)
        .order_by(Item.code)
    )
    team = (
        select(Person)
        .join(Task, Task.person_id == Person.person_id)
        .where(Task.visit_id == visit.visit_id, Task.state != "replaced")
        .order_by(Task.section_id, Task.seat)
    )
    experts = (
        select(Person)
        .join(CampaignExpert, CampaignExpert.person_id == Person.person_id)
        .where(CampaignExpert.campaign_id == campaign.campaign_id)
        .order_by(Person.code)
    )
    return {
        "object": {name: getattr(inspected, name) or "" for name in OBJECT},
        "campaign": dict(campaign.title),
        "departments": [
            {"department": row.department_id, "name": dict(row.name), "short_name": dict(row.short_name)}
            for row in uow.session.scalars(departments.order_by(Department.department_id))
        ],
        "items": [
            {name: getattr(row, name) for name in ITEM} | {"department": row.department_id}
            for row in uow.session.scalars(items)
        ],
        "team": [_of_person(row) for row in uow.session.scalars(team)],
        "experts": [_of_person(row) for row in uow.session.scalars(experts)],
    }


def _of_person(row: Person) -> Json:
    return {
        "person": row.person_id,
        "name": dict(row.name),
        "kind": row.kind,
        "certificate": row.certificate_number or "",
        "phone": row.phone or "",
    }


def _read(kept: Json) -> VisitWords:
    return VisitWords(
        ObjectWords(*(kept["object"][name] for name in OBJECT)),
        kept["campaign"],
        {each["department"]: DepartmentWords(each["name"], each["short_name"]) for each in kept["departments"]},
        tuple(ItemWords(*(each[name] for name in (*ITEM, "department"))) for each in kept["items"]),
        _people(kept["team"]),
        _people(kept["experts"]),
        _people(kept.get("left", [])),
    )


def _people(rows: Sequence[Json]) -> tuple[PersonWords, ...]:
    return tuple(_person(row) for row in rows)


def _person(row: Json) -> PersonWords:
    return PersonWords(row["person"], row["name"], row["kind"], row["certificate"], row["phone"])
