"""Pads 手写签字: opened from the chat for one signer, entered through Telegram or by a one-time link, drawn on.

Who enters gets a ticket for all that follows; a newer one ends it. Of links and tickets only the hashes are kept.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from rules.errors import signing as signing_problems
from rules.errors import signpads as problems
from rules.ink import CLEAR, MARKS_MOST, POINTS_IN_ALL, Mark, point_of, standing, written
from rules.launch_data import AHEAD, OLDEST, LaunchData
from rules.refusals import Refused
from rules.signatures import OFFICER, PARTY
from services.access import Actor, acting, actor_by_id
from services.addenda import view_addendum
from services.addendum_agents import AGENT, agent_on
from services.pad_papers import AddendumOnPad, PadPaper, RecordOnPad, Signer, paper_of
from storage.tables import Pad, PadMark, Person, UsedLaunch, Visit
from storage.unit_of_work import UnitOfWork

SCOPES = ("me", "party", "witness")
# Paths below the public address: from the chat, and by a link.
APP, LINK = "a", "s"
LINK_LIVES = timedelta(minutes=30)
TICKET_LIVES = timedelta(hours=2)
LARGEST_BOX = 10_000


@dataclass(frozen=True, slots=True)
class Ink:
    """What was drawn on a pad so far, and the size in pixels of the box that it was begun in, none before that."""

    marks: tuple[Mark, ...]
    size: tuple[int, int] | None


def is_record_ready(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether there is a print of the record to be signed on a pad."""
    return bool(RecordOnPad(visit_id).prints(uow))


def open_pad(uow: UnitOfWork, actor: Actor, visit_id: int, scope: str) -> int:
    """Open a pad for the actor's own signature (`me`), the party's or the witness's, or go on with the one at hand.

    Raises `Refused` for one who has signed, an agent or a witness not yet written down, a record not yet printed.
    """
    if scope not in SCOPES:
        raise Refused(signing_problems.NO_SUCH_CHOICE)
    return _open(uow, actor, RecordOnPad(visit_id), scope)


def open_addendum_pad(uow: UnitOfWork, actor: Actor, addendum_id: int, scope: str, signer: str = "legal") -> int:
    """Open a pad for the actor's own signature (`me`) on an addendum, or the party's: by its person in charge
    (`legal`), or by the `agent` who was written down. Raises `Refused` as `open_pad` does.
    """
    if scope not in ("me", PARTY) or signer not in ("legal", AGENT):
        raise Refused(signing_problems.NO_SUCH_CHOICE)
    visit_id = view_addendum(uow, actor, addendum_id).visit.visit_id
    name = agent_on(uow, addendum_id).name if signer == AGENT else ""
    party = Signer(signer, name or "") if scope == PARTY else Signer(None, "")
    return _open(uow, actor, AddendumOnPad(visit_id, addendum_id, party), scope)


def _open(uow: UnitOfWork, actor: Actor, paper: PadPaper, scope: str) -> int:
    paper.ensure_member(uow, actor)
    role, person_id = (OFFICER, actor.person_id) if scope == "me" else (scope, None)
    paper.tick_of(uow, role, person_id)
    prints = paper.prints(uow)
    if not prints:
        raise Refused(problems.NOT_PRINTED)
    whose, signer = _whose(uow, paper, role), paper.signer(uow, role)
    chosen = select(Pad).where(
        Pad.visit_id == paper.visit_id,
        Pad.addendum_id.is_not_distinct_from(paper.addendum_id),
        Pad.role == role,
        Pad.opened_by == actor.person_id,
        Pad.state == "open",
    )
    for pad in uow.session.scalars(chosen):
        if pad.whose == whose and _room(uow, pad) > 0:
            return pad.pad_id
        pad.state = "void"
    pad = Pad(
        visit_id=paper.visit_id,
        addendum_id=paper.addendum_id,
        role=role,
        whose=whose,
        person_id=person_id,
        signer=signer.signer if paper.addendum_id else None,
        name=signer.name if paper.addendum_id else None,
        opened_by=actor.person_id,
        opened_at=uow.now,
        state="open",
        record_sha256=prints[0],
        is_by_link=False,
        points=0,
    )
    uow.session.add(pad)
    uow.session.flush()
    return pad.pad_id


def _whose(uow: UnitOfWork, paper: PadPaper, role: str) -> str:
    told = paper.signer(uow, role)
    return _digest(f"{role}:{told.signer or 'legal'}:{told.name}")


def own_pad(uow: UnitOfWork, actor: Actor, pad_id: int) -> Pad | None:
    """Return an open pad of the actor's, none when it is over."""
    pad = uow.session.get(Pad, pad_id)
    return pad if pad is not None and pad.opened_by == actor.person_id and pad.state == "open" else None


def new_link(uow: UnitOfWork, actor: Actor, pad_id: int) -> str:
    """Return the token of a new one-time link to a pad; earlier links and pages end. Raises `Refused`."""
    pad = own_pad(uow, actor, pad_id)
    if pad is None or pad.person_id is not None:
        raise Refused(problems.PAD_CLOSED)
    paper_of(pad).ensure_member(uow, actor)
    token = secrets.token_urlsafe(16)
    pad.link_sha256, pad.link_until, pad.link_used_at = _digest(token), uow.now + LINK_LIVES, None
    pad.ticket_sha256 = pad.ticket_until = None
    return token


def enter_by_launch(uow: UnitOfWork, pad_id: int, launch: LaunchData) -> tuple[Pad, str]:
    """Let whoever opened the page from the chat in; return the pad and a ticket.

    Raises `Refused` for a second use of the same launch data, anybody but the one who is to hold the phone, and a pad
    that is over.
    """
    pad = _locked(uow, pad_id)
    acts = acting(uow, launch.telegram_user_id)
    if pad is None or acts is None or acts[0].person_id != pad.opened_by:
        raise Refused(problems.NOT_YOURS, is_law=True)
    if uow.session.get(UsedLaunch, launch.signature) is not None:
        raise Refused(problems.LAUNCH_USED)
    uow.session.execute(delete(UsedLaunch).where(UsedLaunch.used_at < uow.now - OLDEST - AHEAD))
    uow.session.add(UsedLaunch(signature=launch.signature, used_at=uow.now))
    return pad, _new_ticket(uow, pad, is_by_link=False)


def enter_by_link(uow: UnitOfWork, token: str) -> tuple[Pad, str]:
    """Let the first who opens a link in; return the pad and a ticket. Raises `Refused` when it does not hold."""
    pad = _locked(uow, pad_of_link(uow, token).pad_id)
    if pad is None or pad.link_sha256 != _digest(token):
        raise Refused(problems.LINK_UNKNOWN)
    ensure_unopened(uow, pad)
    pad.link_used_at = uow.now
    return pad, _new_ticket(uow, pad, is_by_link=True)


def pad_of_link(uow: UnitOfWork, token: str) -> Pad:
    """Return the pad of a link, to be read. Raises `Refused` for an unknown one."""
    pad = uow.session.scalar(select(Pad).where(Pad.link_sha256 == _digest(token)))
    if pad is None:
        raise Refused(problems.LINK_UNKNOWN)
    return pad


def ensure_unopened(uow: UnitOfWork, pad: Pad) -> None:
    """Ensure that a link may still be opened. Raises `Refused`."""
    if pad.link_used_at is not None:
        raise Refused(problems.LINK_USED)
    ensure_in_time(uow, pad)


def ensure_in_time(uow: UnitOfWork, pad: Pad) -> None:
    """Ensure that a link that nobody opened yet may still be opened. Raises `Refused`."""
    if pad.link_used_at is None and (pad.link_until is None or pad.link_until < uow.now):
        raise Refused(problems.LINK_EXPIRED)


def _new_ticket(uow: UnitOfWork, pad: Pad, *, is_by_link: bool) -> str:
    ticket = secrets.token_urlsafe(16)
    pad.ticket_sha256, pad.ticket_until, pad.is_by_link = _digest(ticket), uow.now + TICKET_LIVES, is_by_link
    return ticket


def _locked(uow: UnitOfWork, pad_id: int) -> Pad | None:
    """Return a pad as it stands now, and let nobody else change it; its visit first, as every act on a visit does."""
    of = select(Visit.visit_id).join(Pad, Pad.visit_id == Visit.visit_id).where(Pad.pad_id == pad_id)
    uow.session.scalar(of.with_for_update(of=Visit))
    chosen = select(Pad).where(Pad.pad_id == pad_id).with_for_update()
    return uow.session.scalar(chosen.execution_options(populate_existing=True))


def held_pad(uow: UnitOfWork, pad_id: int, ticket: str, *, is_read: bool = False) -> Pad:
    """Return the pad for the holder of its ticket, locked unless it is only read. Raises `Refused` for an old one."""
    pad = uow.session.get(Pad, pad_id) if is_read else _locked(uow, pad_id)
    if pad is None or not _is_valid(pad, ticket, uow.now):
        raise Refused(problems.TICKET_OVER)
    return pad


def _is_valid(pad: Pad, ticket: str, now: datetime) -> bool:
    held, until = pad.ticket_sha256, pad.ticket_until
    return held is not None and until is not None and until >= now and hmac.compare_digest(held, _digest(ticket))


def reading_code(pad: Pad) -> str:
    """Return what lets a browser have the record of a pad, and nothing else, as long as its ticket holds."""
    return hmac.new((pad.ticket_sha256 or "").encode(), b"record", hashlib.sha256).hexdigest()[:32]


def record_to_read(uow: UnitOfWork, pad_id: int, code: str) -> tuple[str, str] | None:
    """Return a name for the PDF that a pad shows and its SHA-256; none with a wrong code or an old one."""
    pad = uow.session.get(Pad, pad_id)
    if pad is None or pad.ticket_until is None or pad.ticket_until < uow.now:
        return None
    if not hmac.compare_digest(reading_code(pad).encode(), code.encode()):
        return None
    return paper_of(pad).file_name(uow), pad.record_sha256


def signer_of(uow: UnitOfWork, pad: Pad) -> tuple[Actor, str]:
    """Return who answers for an open pad, and the tick of who signs. Raises `Refused` when nobody may sign any more."""
    paper = paper_of(pad)
    if pad.state != "open" or _whose(uow, paper, pad.role) != pad.whose:
        raise Refused(problems.PAD_CLOSED)
    if uow.session.get_one(Person, pad.opened_by).revoked_at is not None:
        raise Refused(problems.NOT_YOURS, is_law=True)
    actor = actor_by_id(uow, pad.opened_by)
    paper.ensure_member(uow, actor)
    return actor, paper.tick_of(uow, pad.role, pad.person_id)


def bind_record(uow: UnitOfWork, pad: Pad) -> None:
    """Let a pad show its paper as it stands now; what was drawn under another one is cleared."""
    prints = paper_of(pad).prints(uow)
    if not prints:
        raise Refused(problems.NOT_PRINTED)
    if pad.record_sha256 in prints:
        return
    pad.record_sha256 = prints[0]
    if standing(ink_of(uow, pad).marks):
        _keep(uow, pad, last_mark(uow, pad) + 1, Mark(CLEAR, int(uow.now.timestamp() * 1000)))


def ensure_same_record(uow: UnitOfWork, pad: Pad) -> None:
    """Ensure that the paper says what the PDF on the pad says. Raises `Refused`."""
    if pad.record_sha256 not in paper_of(pad).prints(uow):
        raise Refused(problems.RECORD_CHANGED)


def take_marks(uow: UnitOfWork, pad: Pad, first: int, marks: Sequence[Mark], size: tuple[int, int] | None) -> int:
    """Keep marks that are numbered from `first`, those already known left out; return the number of the last one kept.

    When it is lower than the last that was sent, the marks after it are wanted again. Raises `Refused` for a pad that
    is over, and for more than it holds.
    """
    signer_of(uow, pad)
    last = last_mark(uow, pad)
    if first > last + 1:
        return last
    fresh = marks[last + 1 - first :]
    if len(fresh) > MARKS_MOST - last or sum(len(mark.points) for mark in fresh) > POINTS_IN_ALL - pad.points:
        raise Refused(problems.TOO_MUCH_INK)
    if pad.width is None and size is not None and all(0 < side <= LARGEST_BOX for side in size):
        pad.width, pad.height = size
    for number, mark in enumerate(fresh, last + 1):
        _keep(uow, pad, number, mark)
    return last + len(fresh)


def _keep(uow: UnitOfWork, pad: Pad, number: int, mark: Mark) -> None:
    pad.points += len(mark.points)
    row = PadMark(
        pad_id=pad.pad_id,
        number=number,
        kind=mark.kind,
        points=written(mark.points),
        made_at=mark.at,
        received_at=uow.now,
    )
    uow.session.add(row)


def last_mark(uow: UnitOfWork, pad: Pad) -> int:
    """Return the number of the last mark on a pad, 0 for an empty one."""
    uow.session.flush()
    return uow.session.scalar(select(func.max(PadMark.number)).where(PadMark.pad_id == pad.pad_id)) or 0


def _room(uow: UnitOfWork, pad: Pad) -> int:
    return min(MARKS_MOST - last_mark(uow, pad), POINTS_IN_ALL - pad.points)


def ink_of(uow: UnitOfWork, pad: Pad) -> Ink:
    """Return what was drawn so far."""
    rows = uow.session.scalars(select(PadMark).where(PadMark.pad_id == pad.pad_id).order_by(PadMark.number))
    marks = tuple(Mark(row.kind, row.made_at, tuple(map(point_of, row.points))) for row in rows)
    return Ink(marks, (pad.width, pad.height) if pad.width and pad.height else None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
