"""Whose registries a person keeps: clerks those of their departments, administrators the whole district's.

Whoever built a registry keeps and uses it (rule text 二(三), 二(四)); everybody who acts may look at all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from rules.errors import registry_files as problems
from rules.refusals import Refused
from services.access import Actor
from services.form_keeping import keeps_forms_of
from storage.tables import Department
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose entries a file may change.

    Attributes:
        department_id: Whose a row is that does not say so; none for the district's own keeper.
        may_change: Departments whose entries may be changed; none: all.
        named: Departments by their codes and all their names.
        names: What a department is called, by its number.
    """

    department_id: int | None
    may_change: frozenset[int] | None
    named: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    def allows(self, department_id: int | None) -> bool:
        """Return whether a department's entries may be changed."""
        return self.may_change is None or department_id in self.may_change


def may_change(actor: Actor, department_id: int | None) -> bool:
    """Return whether a person may change a department's entries; those of the whole district where none is named."""
    if department_id is not None:
        return keeps_forms_of(actor, department_id)
    return any(role in ("clerk", "administrator") and where is None for role, where in actor.roles)


def ensure_may_change(actor: Actor, department_id: int | None) -> None:
    """Raise `Refused` unless a person may change a department's entries."""
    if not may_change(actor, department_id):
        raise Refused(problems.NOT_A_REGISTRAR)


def department_kept_by(actor: Actor) -> int | None:
    """Return the department whose registries a person keeps; none for the district's own keeper.

    Raises `Refused` for one who keeps no registries.
    """
    kept = {where for role, where in actor.roles if role in ("clerk", "administrator")}
    if not kept:
        raise Refused(problems.NOT_A_REGISTRAR)
    if actor.department_id in kept or None not in kept:
        return actor.department_id if actor.department_id in kept else min(each for each in kept if each is not None)
    return None


def scope_of(uow: UnitOfWork, department_id: int | None) -> Scope:
    """Return whose entries a file of a department may change; of the whole district where none is named."""
    named: dict[str, int] = {}
    names: dict[int, str] = {}
    for department in uow.session.scalars(select(Department).order_by(Department.department_id)):
        names[department.department_id] = department.short_name.get("zh") or department.code
        for known in (department.code, *department.name.values(), *department.short_name.values()):
            named.setdefault(known, department.department_id)
    return Scope(department_id, None if department_id is None else frozenset({department_id}), named, names)
