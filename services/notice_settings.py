"""How a person wants to be told, by kind, and their quiet hours. Each changes only their own."""

from dataclasses import dataclass
from datetime import time

from rules.errors import notices as problems
from rules.notices import KINDS, WAYS, Kind, Quiet, Way, kinds_for
from rules.refusals import Refused
from rules.typed_hours import typed_hours
from services.access import REGISTRY_CHAIN, Actor
from services.quiet_hours import keep_anew
from storage.tables import NoticeSetting
from storage.unit_of_work import UnitOfWork

# The rest of a day is a day's work.
MOST_HOURS = 16
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
    """Choose how a kind is told. Raises `Refused` for a way that a kind may not go, and for what there is not."""
    known = KINDS.get(kind)
    if known is None or not known.roles or way not in WAYS:
        raise Refused(problems.KIND_UNKNOWN)
    if way not in known.ways:
        raise Refused(problems.ALWAYS_AT_ONCE if known.is_urgent else problems.NEVER_OFF)
    row = _row(uow, actor)
    row.ways = {name: chosen for name, chosen in {**row.ways, kind: way}.items() if chosen != "now"}
    uow.record(REGISTRY_CHAIN, "alerts_set", actor.code, {"person": actor.code, "kind": kind, "way": way})


def set_quiet_hours(uow: UnitOfWork, actor: Actor, typed: str) -> None:
    """Choose quiet hours as typed, such as 22:00-08:00, or none; what waits for their end follows.

    Raises `Refused` for what is not understood, and for hours that leave too little of a day.
    """
    hours = None if typed.strip().lower() in NONE else _hours(typed)
    row = _row(uow, actor)
    # Whether days off are quiet as well, nobody has said yet.
    row.rests = row.rests and row.quiet_from is not None
    row.quiet_from, row.quiet_until = hours or (None, None)
    keep_anew(uow, actor, quiet_of(row))
    told = "-".join(hours) if hours else "none"
    uow.record(REGISTRY_CHAIN, "quiet_hours_set", actor.code, {"person": actor.code, "hours": told})


def set_rest(uow: UnitOfWork, actor: Actor, *, rests: bool) -> None:
    """Choose whether days on which the office does not work are quiet as a whole; what waits follows."""
    row = _row(uow, actor)
    row.rests = rests
    keep_anew(uow, actor, quiet_of(row))
    uow.record(REGISTRY_CHAIN, "quiet_days_set", actor.code, {"person": actor.code, "rests": rests})


def way_of(chosen: dict[str, str], kind: str) -> Way:
    """Return how a kind is told; what is not known (any more) is told at once."""
    return next((way for way in KINDS[kind].ways if chosen.get(kind) == way), "now")


def quiet_of(row: NoticeSetting | None) -> Quiet | None:
    """Return a person's quiet hours, none where none are set."""
    return quiet_between(row.quiet_from, row.quiet_until, rests=row.rests) if row else None


def quiet_between(begins: str | None, ends: str | None, *, rests: bool | None) -> Quiet | None:
    """Return quiet hours as they are stored, none where none are."""
    if begins is None or ends is None:
        return None
    return Quiet(time.fromisoformat(begins), time.fromisoformat(ends), bool(rests))


def _hours(typed: str) -> tuple[str, str]:
    found = typed_hours(typed)
    if found is None:
        raise Refused(problems.QUIET_UNCLEAR)
    begins, ends, minutes = found
    if minutes > MOST_HOURS * 60:
        raise Refused(problems.QUIET_TOO_LONG, hours=f"{begins:%H:%M}–{ends:%H:%M}", most=MOST_HOURS)
    return f"{begins:%H:%M}", f"{ends:%H:%M}"


def _row(uow: UnitOfWork, actor: Actor) -> NoticeSetting:
    row = uow.session.get(NoticeSetting, actor.person_id)
    if row is None:
        row = NoticeSetting(person_id=actor.person_id, ways={}, rests=False)
        uow.session.add(row)
        uow.session.flush()
    return row
