"""Groups with the bot in them: they hear the number of a visit and how much it matters, and nothing else."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from rules.errors import notices as problems
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor
from services.visits import Names
from storage.tables import Campaign, Department, GroupChat, Section, Visit
from storage.unit_of_work import UnitOfWork

EVERYWHERE = "*"
BINDING_ROLES = ("administrator", "lead")


@dataclass(frozen=True, slots=True)
class BoundGroup:
    """A group and the department of which it hears, none for all of the district."""

    chat_id: int
    department: Names | None


def bind_group(uow: UnitOfWork, actor: Actor, chat_id: int, typed: str = "") -> BoundGroup:
    """Let a group hear of a department, by its code; without one of the actor's own, or for an administrator of the
    district of all. Bound once more it hears of the newer one.

    Raises `Refused` for those who are neither administrator nor lead, for a department that is not theirs, and for a
    group that somebody else's department, or the district, has bound.
    """
    department = _chosen(uow, actor, typed.strip())
    row = uow.session.get(GroupChat, chat_id)
    if row is not None:
        _ensure_own(actor, row)
    else:
        row = GroupChat(chat_id=chat_id, bound_by=actor.person_id, bound_at=uow.now)
        uow.session.add(row)
    row.department_id = department.department_id if department else None
    row.bound_by, row.bound_at = actor.person_id, uow.now
    uow.session.flush()
    body = {"group": str(chat_id), "department": department.code if department else EVERYWHERE}
    uow.record(REGISTRY_CHAIN, "group_bound", actor.code, body)
    return BoundGroup(chat_id, department.short_name if department else None)


def release_group(uow: UnitOfWork, actor: Actor, chat_id: int) -> None:
    """Let a group hear nothing any more. Raises `Refused` as `bind_group`, and for one not bound."""
    row = uow.session.get(GroupChat, chat_id)
    if not _where(actor):
        raise Refused(problems.NOT_TO_BIND, is_law=True)
    if row is None:
        raise Refused(problems.NOT_BOUND)
    _ensure_own(actor, row)
    _forget(uow, row, actor.code)


def lose_group(uow: UnitOfWork, chat_id: int) -> None:
    """The bot was put out of a group; one that was not bound changes nothing."""
    if row := uow.session.get(GroupChat, chat_id):
        _forget(uow, row, "telegram")


def move_group(uow: UnitOfWork, chat_id: int, new_chat_id: int) -> None:
    """A group has grown into a supergroup, which has another number (Bot API, migrate_to_chat_id).

    Where that is bound already, this newer binding holds: what is said to the old number goes there as well.
    """
    row = uow.session.get(GroupChat, chat_id)
    if row is None:
        return
    if uow.session.get(GroupChat, new_chat_id) is None:
        bound = {"department_id": row.department_id, "bound_by": row.bound_by, "bound_at": row.bound_at}
        uow.session.add(GroupChat(chat_id=new_chat_id, **bound))
    uow.session.delete(row)
    uow.session.flush()
    uow.record(REGISTRY_CHAIN, "group_moved", "telegram", {"group": str(chat_id), "to": str(new_chat_id)})


def groups_of_visit(uow: UnitOfWork, visit_id: int) -> Sequence[int]:
    """Return the chats that hear of a visit: of the departments that take part, of the lead's, and of all; none hear of
    a trial.
    """
    sections = select(Section.department_id).where(Section.visit_id == visit_id)
    leads = select(Campaign.lead_department_id).join(Visit, Visit.campaign_id == Campaign.campaign_id)
    chosen = (
        select(GroupChat.chat_id)
        .where(
            or_(
                GroupChat.department_id.is_(None),
                GroupChat.department_id.in_(sections),
                GroupChat.department_id.in_(leads.where(Visit.visit_id == visit_id)),
            ),
            select(Visit.visit_id).where(Visit.visit_id == visit_id, Visit.is_trial.is_(False)).exists(),
        )
        .order_by(GroupChat.chat_id)
    )
    return uow.session.scalars(chosen).all()


def _where(actor: Actor) -> set[int | None]:
    """Return the departments for which an actor may bind groups; none among them: all."""
    return {department_id for role, department_id in actor.roles if role in BINDING_ROLES}


def _ensure_own(actor: Actor, row: GroupChat) -> None:
    where = _where(actor)
    if None not in where and row.department_id not in where:
        raise Refused(problems.BOUND_BY_OTHERS, is_law=True)


def _chosen(uow: UnitOfWork, actor: Actor, typed: str) -> Department | None:
    where = _where(actor)
    if not where:
        raise Refused(problems.NOT_TO_BIND, is_law=True)
    if not typed:
        return None if None in where else uow.session.get(Department, min(each for each in where if each is not None))
    codes = select(Department).order_by(Department.department_id)
    if None not in where:
        codes = codes.where(Department.department_id.in_(where))
    own = uow.session.scalars(codes).all()
    wanted = unicodedata.normalize("NFKC", typed).casefold()
    # One as it is written before one that differs by its letters' case only.
    found = next((each for each in own if each.code == typed), None)
    found = found or next((each for each in own if each.code.casefold() == wanted), None)
    if found is None:
        example = own[0].code if own else None
        raise Refused(problems.DEPARTMENT_UNKNOWN, code=typed[:40], example=example or "SJ")
    return found


def _forget(uow: UnitOfWork, row: GroupChat, actor: str) -> None:
    uow.session.delete(row)
    uow.session.flush()
    uow.record(REGISTRY_CHAIN, "group_released", actor, {"group": str(row.chat_id)})
