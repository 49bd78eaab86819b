"""How a person wants to be told, by kind, and their quiet hours. Each changes only their own."""

import re
from dataclasses import dataclass
from datetime import time

from rules.errors import notices as problems
from rules.notices import KINDS, WAYS, Kind, Quiet, Way, kinds_for
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN, Actor
from storage.tables import NoticeSetting
from storage.unit_of_work import UnitOfWork

HOUR = r"(\d{1,2})(?:[:：.](\d{2}))?"
TYPED = re.compile(rf"{HOUR}\s*(?:-|–|—|~|～|至|到|to)\s*{HOUR}", re.IGNORECASE)
NONE = ("无", "不要", "没有", "none", "off", "no")


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """One's own settings: the kinds that come to one's roles, each with its way, and the quiet hours if any."""

    ways: tuple[tuple[Kind, Way], ...]
    quiet: Quiet | None


def view_settings(uow: UnitOfWork, actor: Actor) -> NoticeSettings:
    """Return one's own settings."""
    row = uow.session.get(NoticeSetting, actor.person_id)
    chosen = row.ways if row else {}
    kinds = kinds_for(frozenset(role for role, _ in actor.roles))
    return NoticeSettings(tuple((kind, way_of(chosen, kind.name)) for kind in kinds), quiet_of(row))


def set_way(uow: UnitOfWork, actor: Actor, kind: str, way: str) -> None:
    """Choose how a kind is told. Raises `Refused` for one that may not be off, and for what there is not."""
    known = KINDS.get(kind)
    if known is None or not known.roles or way not in WAYS:
        raise Refused(problems.KIND_UNKNOWN)
    if way == "off" and not known.may_be_off:
        raise Refused(problems.NEVER_OFF)
    row = _row(uow, actor)
    row.ways = {name: chosen for name, chosen in {**row.ways, kind: way}.items() if chosen != "now"}
    uow.record(REGISTRY_CHAIN, "alerts_set", actor.code, {"person": actor.code, "kind": kind, "way": way})


def set_quiet_hours(uow: UnitOfWork, actor: Actor, typed: str) -> None:
    """Choose quiet hours as typed, such as 22:00-08:00, or none. Raises `Refused` for what is not understood."""
    hours = None if typed.strip().lower() in NONE else _hours(typed)
    row = _row(uow, actor)
    row.quiet_from, row.quiet_until = hours or (None, None)
    told = "-".join(hours) if hours else "none"
    uow.record(REGISTRY_CHAIN, "quiet_hours_set", actor.code, {"person": actor.code, "hours": told})


def set_rest(uow: UnitOfWork, actor: Actor, *, rests: bool) -> None:
    """Choose whether days on which the office does not work are quiet as a whole."""
    _row(uow, actor).rests = rests
    uow.record(REGISTRY_CHAIN, "quiet_days_set", actor.code, {"person": actor.code, "rests": rests})


def way_of(chosen: dict[str, str], kind: str) -> Way:
    """Return how a kind is told; what is not known (any more) is told at once."""
    return next((way for way in WAYS if chosen.get(kind) == way and (way != "off" or KINDS[kind].may_be_off)), "now")


def quiet_of(row: NoticeSetting | None) -> Quiet | None:
    """Return a person's quiet hours, none where none are set."""
    if row is None or row.quiet_from is None or row.quiet_until is None:
        return None
    return Quiet(time.fromisoformat(row.quiet_from), time.fromisoformat(row.quiet_until), row.rests)


def _hours(typed: str) -> tuple[str, str]:
    found = TYPED.fullmatch(typed.strip())
    try:
        assert found is not None
        begins, ends = (time(int(found[place]), int(found[place + 1] or 0)) for place in (1, 3))
        assert begins != ends
    except (AssertionError, ValueError):
        raise Refused(problems.QUIET_UNCLEAR) from None
    return f"{begins:%H:%M}", f"{ends:%H:%M}"


def _row(uow: UnitOfWork, actor: Actor) -> NoticeSetting:
    row = uow.session.get(NoticeSetting, actor.person_id)
    if row is None:
        row = NoticeSetting(person_id=actor.person_id, ways={}, rests=True)
        uow.session.add(row)
        uow.session.flush()
    return row
