"""Registries as tables, in the columns that an import understands; and the gaps between them."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from forms.tables import CellType, Table, typed
from rules.errors import registry_files as problems
from rules.refusals import Refused
from rules.registries.fields import FIELDS, SEVERAL, Field
from rules.registries.rows import Facts
from services.access import Actor
from services.annual_plan import line_facts, standing, year_now
from services.form_export import MAKE
from services.office_day import today
from services.registry_coverage import coverage
from services.registry_facts import item_facts, object_facts, person_facts
from services.registry_switch import ensure_settled
from services.registry_writing import WITHDRAWN, items_in_force
from storage.tables import Department, InspectionObject, Item, ObjectKeeper, Person, Role
from storage.unit_of_work import UnitOfWork

FORMATS = ("xlsx", "csv")
CELL_TYPES: Mapping[str, CellType] = {"day": "day"}
YES_NO = {"zh": ("是", "否"), "en": ("yes", "no")}
WORDS = {
    "zh": {
        "plan_part:lead": "牵头", "plan_part:part": "参与",
        "officer": "执法人员", "expert": "专家", "third_party": "第三方", "general": "一般", "key": "重点",
        "registration_state:1": "注销", "registration_state:": "存续",
    },
    "en": {
        "plan_part:lead": "lead", "plan_part:part": "part",
        "officer": "officer", "expert": "expert", "third_party": "third party", "general": "general", "key": "key",
        "registration_state:1": "cancelled", "registration_state:": "in force",
    },
}  # fmt: skip


def ask_registry(uow: UnitOfWork, actor: Actor, which: str, format_: str, department_id: int | None) -> None:
    """Have a registry made as a file and sent. Raises `Refused` while it is being written."""
    ensure_settled(uow, which)
    body = {"person": actor.person_id, "purpose": f"registry_{format_}", "which": which, "department": department_id}
    body["language"] = actor.language[:2]
    # Asked once more in the same moment, it is the same wish.
    moment = uow.now.strftime("%Y%m%d%H%M%S")
    uow.enqueue(MAKE, f"registry:{which}:{format_}:{actor.person_id}:{actor.language}:{moment}", body)


def registry_table(uow: UnitOfWork, which: str, language: str, department_id: int | None = None) -> Table:
    """Return a registry as it stands; of a department its own.

    Raises `Refused` for an unknown registry, and while it is being written.
    """
    if which not in FIELDS:
        raise Refused(problems.REGISTRY_UNKNOWN, registry=which, registries=", ".join(FIELDS))
    ensure_settled(uow, which)
    read = {"objects": _objects, "inspectors": _inspectors, "items": _items, "plan": _plan}[which]
    fields = FIELDS[which]
    rows = tuple(
        tuple(_cell(each, facts.get(each.name, ""), language) for each in fields) for facts in read(uow, department_id)
    )
    return Table(which, tuple(each.heading(language) for each in fields), rows)


def coverage_table(uow: UnitOfWork, headings: tuple[str, ...], kinds: Mapping[str, str], of: int | None) -> Table:
    """Return the gaps as a table: kind in words, code, name, department."""
    rows = [(kinds[gap.kind], gap.code, gap.name, gap.department) for gap in coverage(uow, of).gaps]
    return Table("coverage", headings, tuple(rows))


def _cell(field: Field, value: str, language: str) -> str:
    words = WORDS["en" if language.startswith("en") else "zh"]
    if field.kind == "yes_no":
        yes, no = YES_NO["en" if language.startswith("en") else "zh"]
        return yes if value else no
    if field.kind == "registration_state":
        return words[f"registration_state:{value}"]
    if field.kind in ("person_kind", "grade"):
        return words.get(value, value)
    if field.kind == "plan_part":
        return words[f"plan_part:{value}"]
    if field.kind == "plan_months":
        return value.replace(SEVERAL, "、")
    if field.kind == "ratio" and value:
        return f"{int(value) / 10:g}%"
    return typed(value, CELL_TYPES.get(field.kind, "text")) if value else ""


def _objects(uow: UnitOfWork, department_id: int | None) -> Iterator[Facts]:
    chosen = select(*InspectionObject.__table__.c).where(InspectionObject.industry != "-")
    if department_id is not None:
        kept = select(ObjectKeeper.object_id).where(ObjectKeeper.department_id == department_id)
        chosen = chosen.where(InspectionObject.object_id.in_(kept))
    for row in uow.connection.execute(chosen.order_by(InspectionObject.object_id)):
        if WITHDRAWN not in row.flags:
            yield object_facts(row)


def _inspectors(uow: UnitOfWork, department_id: int | None) -> Iterator[Facts]:
    names = _names(uow)
    held = select(Role.person_id).where(Role.role == "inspector")
    chosen = select(Person).where(
        Person.department_id.is_not(None),
        Person.revoked_at.is_(None),
        Person.person_id.in_(held) | (Person.kind != "officer"),
    )
    if department_id is not None:
        chosen = chosen.where(Person.department_id == department_id)
    for person in uow.session.scalars(chosen.order_by(Person.code)):
        assert person.department_id is not None
        yield person_facts(person, names[person.department_id])


def _items(uow: UnitOfWork, department_id: int | None) -> Iterator[Facts]:
    names, day = _names(uow), today(uow)
    chosen = select(Item).where(items_in_force(day))
    if department_id is not None:
        chosen = chosen.where(Item.department_id == department_id)
    for item in uow.session.scalars(chosen.order_by(Item.code)):
        yield item_facts(item, names[item.department_id])


def _plan(uow: UnitOfWork, department_id: int | None) -> Iterator[Facts]:
    """The plan of the year for which lines are collected, or of this year while that is empty."""
    names, year = _names(uow), year_now(uow)
    lines = uow.session.scalars(standing(year)).all() or uow.session.scalars(standing(today(uow).year)).all()
    for line in lines:
        if department_id in (None, line.department_id):
            yield {**line_facts(line), "year": str(line.year), "department": names[line.department_id]}


def _names(uow: UnitOfWork) -> dict[int, str]:
    return {row.department_id: row.short_name.get("zh") or row.code for row in uow.session.scalars(select(Department))}
