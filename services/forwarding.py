"""Forwarding 转报: an approved visit's sections, handed on to a form server of the field (ODK Central, Kobo).

What was forwarded once for an approval is not forwarded again; approved anew, it goes there as an edit of itself.
"""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import func, select

from forms.filling.submission import Submission, renamed
from rules.announcements import pause_after
from rules.errors import CODE_PATTERN, problem
from rules.errors import api as problems
from rules.errors import doors as door_problems
from rules.events_doors import ForwardedIncomplete, ForwardingGivenUp
from rules.events_publication import PublicationSettled
from rules.events_review import VisitApproved
from rules.refusals import Refused
from services.access import REGISTRY_CHAIN
from services.public_facts import result_number
from services.publishable import is_kept_back, is_publishable
from services.submissions import FiledSection, filed_section
from services.taking_back import say_to_take_back
from storage.tables import Forwarding, Job, Publishing, Review, Section, Visit
from storage.unit_of_work import UnitOfWork

FORWARD = "forward"
ERROR_MOST = 300
WAITS_FOR_FILES = timedelta(minutes=1)


class KeptBackMeanwhile(Exception):
    """A result was kept back between being read and being sent."""


@dataclass(frozen=True, slots=True)
class ForwardingLine:
    """A section on its way."""

    number: int
    result: str
    state: str
    attempts: int
    error: str


def forward_visit(uow: UnitOfWork, event: VisitApproved) -> None:
    """Have every section of an approved visit handed on; where no form server is set, the job finds nothing to do."""
    visit = uow.session.get_one(Visit, event.visit_id)
    if not event.is_final or visit.is_trial:
        return
    chosen = select(Section.section_id).where(Section.visit_id == visit.visit_id).order_by(Section.place)
    for section_id in uow.session.scalars(chosen):
        _enqueue(uow, section_id, _round(uow, section_id))


def forward_published(uow: UnitOfWork, event: PublicationSettled) -> None:
    """Have a section handed on that a withholding kept back, now that its result is public."""
    if event.wish == "publish":
        forward_after_all(uow, uow.session.get_one(Publishing, event.publishing_id).section_id)


def forward_after_all(uow: UnitOfWork, section_id: int) -> None:
    """Have a section handed on that was kept back when its turn came."""
    of_round = _round(uow, section_id)
    if not _is_settled(uow, section_id, of_round):
        _enqueue(uow, section_id, of_round)


def section_to_forward(uow: UnitOfWork, section_id: int, of_round: int) -> FiledSection | None:
    """Return a section as it is handed on for a round of its visit's review, as an edit of what was handed on before.

    None when it was already, when the visit is not approved any more or was anew, when its result is kept back, or its
    form has no XForm.
    """
    section = uow.session.get_one(Section, section_id)
    if not is_publishable(uow, section.visit_id) or _round(uow, section_id) != of_round:
        return None
    if _is_kept_back(uow, section_id):
        return None
    sent = select(Forwarding).where(Forwarding.section_id == section_id, Forwarding.state == "sent")
    before = uow.session.scalars(sent.order_by(Forwarding.review_round.desc())).first()
    if before is not None and before.review_round >= of_round:
        return None
    try:
        filed = filed_section(uow, section_id)
    except Refused:
        return None
    if before is None:
        return replace(filed, submission=_named_anew(uow, section_id, filed.submission))
    instance_id = f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{filed.submission.instance_id}:{of_round}')}"
    return replace(filed, submission=renamed(filed.submission, instance_id, before.instance_id))


def _named_anew(uow: UnitOfWork, section_id: int, submission: Submission) -> Submission:
    """Return a submission, under an id of its own where one was taken back: a server may still know that as removed."""
    gone = select(func.count()).where(Forwarding.section_id == section_id, Forwarding.state == "taken_back")
    if not (count := uow.session.scalar(gone)):
        return submission
    return renamed(submission, f"uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{submission.instance_id}:again:{count}')}")


def was_perhaps_sent(uow: UnitOfWork, section_id: int) -> bool:
    """Return whether the form server may have a section from an attempt before that it never answered clearly."""
    open_ = Forwarding.state.in_(["waiting", "given_up"]) & Forwarding.sent_at.is_not(None)
    row = select(Forwarding.forwarding_id).where(Forwarding.section_id == section_id, open_)
    return uow.session.scalar(row.limit(1)) is not None


def note_sending(uow: UnitOfWork, section_id: int, of_round: int, instance_id: str) -> None:
    """Note that a section is about to be sent. Kept before it is: a worker that is killed meanwhile leaves word of what
    may stand there. Raises `KeptBackMeanwhile`.
    """
    if _is_kept_back(uow, section_id):
        raise KeptBackMeanwhile
    row = _row(uow, section_id, of_round, instance_id)
    row.sent_at, row.error = uow.now, door_problems.PERHAPS_SENT.code


def settle_awaiting(uow: UnitOfWork, section_id: int, of_round: int, instance_id: str, names: Sequence[str]) -> None:
    """Note for which files a section waits; once they are secured or lost it is handed on. That is no attempt."""
    row = _row(uow, section_id, of_round, instance_id)
    row.state, row.error = "waiting", f"waits for {', '.join(names)}"[:ERROR_MOST]
    _enqueue(uow, section_id, of_round, after=WAITS_FOR_FILES)


def settle_forwarded(
    uow: UnitOfWork, section_id: int, of_round: int, instance_id: str, lost: Sequence[str] = ()
) -> None:
    """Note that the form server has taken a section; without files that are `lost`, the administrators hear of it."""
    row = _row(uow, section_id, of_round, instance_id)
    row.attempts += 1
    row.state, row.sent_at = "sent", uow.now
    row.error = f"without {', '.join(lost)}"[:ERROR_MOST] if lost else None
    section = uow.session.get_one(Section, section_id)
    visit = uow.session.get_one(Visit, section.visit_id)
    body = {"result": result_number(visit.number, section.place), "instance": instance_id, "lost": list(lost)}
    uow.record(f"visit:{visit.number}", "section_forwarded", "clock", body)
    if lost:
        uow.emit(ForwardedIncomplete(row.forwarding_id, tuple(lost)))
    # Kept back while it was on its way.
    say_to_take_back(uow, section_id)


def settle_unforwarded(
    uow: UnitOfWork,
    section_id: int,
    of_round: int,
    instance_id: str,
    error: str,
    *,
    is_final: bool = False,
    may_stand: bool = False,
) -> None:
    """Note that an attempt failed: another follows, unless the server will never take it or all have been made.

    `may_stand`: something was sent, now or before, and the server never said that it has none of it.
    """
    row = _row(uow, section_id, of_round, instance_id)
    row.attempts += 1
    row.error = error[:ERROR_MOST]
    row.sent_at = (row.sent_at or uow.now) if may_stand else None
    if may_stand:
        say_to_take_back(uow, section_id)
    pause = None if is_final else pause_after(row.attempts)
    if pause is None:
        row.state = "given_up"
        uow.emit(ForwardingGivenUp(row.forwarding_id))
    else:
        row.state = "waiting"
        _enqueue(uow, section_id, of_round, after=pause)


def give_up_forwarding(uow: UnitOfWork, section_id: int, of_round: int, error: str) -> None:
    """Note that the job of handing a section on has failed for good; nothing when it was not to be handed on."""
    filed = section_to_forward(uow, section_id, of_round)
    if filed is not None:
        instance_id = filed.submission.instance_id
        settle_unforwarded(uow, section_id, of_round, instance_id, error, is_final=True, may_stand=True)


def forward_again(uow: UnitOfWork, number: int, by: str = "console") -> str:
    """Try a section again that was given up; return its result's number.

    Raises `Refused` for an unknown one, for one that is kept back, or whose visit is reviewed anew, and for one that
    was not given up.
    """
    row = uow.session.get(Forwarding, number, with_for_update=True)
    if row is None:
        raise Refused(problems.FORWARDING_UNKNOWN, number=number)
    _ensure_leaves(uow, row)
    result = forwarding_told(uow, number)[0]
    if row.state != "given_up":
        raise Refused(door_problems.NOT_GIVEN_UP, result=result, state=row.state)
    row.state, row.attempts = "waiting", 0
    _enqueue(uow, row.section_id, row.review_round)
    uow.record(REGISTRY_CHAIN, "forwarding_resumed", by, {"forwarding": number})
    return result


def error_told(error: str, language: str) -> str:
    """Return what stood against a section: in the words of the catalogue, or as the form server said it."""
    return problem(error).text(language) if CODE_PATTERN.fullmatch(error) else error


def _ensure_leaves(uow: UnitOfWork, row: Forwarding) -> None:
    result = forwarding_told(uow, row.forwarding_id)[0]
    if _is_kept_back(uow, row.section_id):
        raise Refused(problems.FORWARDING_KEPT_BACK, result=result)
    visit_id = uow.session.get_one(Section, row.section_id).visit_id
    if not is_publishable(uow, visit_id) or _round(uow, row.section_id) != row.review_round:
        raise Refused(problems.FORWARDING_REVIEWED_ANEW, result=result)


def list_forwardings(uow: UnitOfWork, most: int | None = None, after: int = 0) -> Sequence[ForwardingLine]:
    """Return sections on their way after so many others, all where `most` is none: those given up first, then the
    newest.
    """
    chosen = (
        select(Forwarding, Visit.number, Section.place)
        .join(Section, Section.section_id == Forwarding.section_id)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .order_by(Forwarding.state != "given_up", Forwarding.forwarding_id.desc())
    )
    return [
        ForwardingLine(row.forwarding_id, result_number(number, place), row.state, row.attempts, row.error or "")
        for row, number, place in uow.session.execute(chosen.limit(most).offset(after))
    ]


def count_forwardings(uow: UnitOfWork) -> int:
    """Return how many sections are or were on their way."""
    return uow.session.scalar(select(func.count()).select_from(Forwarding)) or 0


def forwarding_told(uow: UnitOfWork, forwarding_id: int) -> tuple[str, str]:
    """Return the number of the result that is handed on, and what stood against it last."""
    row = uow.session.get_one(Forwarding, forwarding_id)
    section = uow.session.get_one(Section, row.section_id)
    visit = uow.session.get_one(Visit, section.visit_id)
    return result_number(visit.number, section.place), row.error or ""


def _round(uow: UnitOfWork, section_id: int) -> int:
    """Return the present round of a section's review, 0 before the first."""
    of = select(Review.round).join(Section, Section.visit_id == Review.visit_id)
    return uow.session.scalar(of.where(Section.section_id == section_id, Review.is_current)) or 0


def _is_kept_back(uow: UnitOfWork, section_id: int) -> bool:
    kept = select(Publishing.publishing_id).where(Publishing.section_id == section_id, is_kept_back())
    return uow.session.scalar(kept) is not None


def _is_settled(uow: UnitOfWork, section_id: int, of_round: int) -> bool:
    """Return whether a section was handed on or given up for a round, or another attempt follows."""
    ended = (Forwarding.review_round == of_round) & Forwarding.state.in_(["sent", "given_up"])
    row = select(Forwarding.forwarding_id).where(Forwarding.section_id == section_id, ended)
    waiting = Job.subject.startswith(f"{section_id}:{of_round}:") & Job.state.in_(["waiting", "running"])
    job = select(Job.job_id).where(Job.kind == FORWARD, waiting)
    return any(uow.session.scalar(each.limit(1)) is not None for each in (row, job))


def _row(uow: UnitOfWork, section_id: int, of_round: int, instance_id: str) -> Forwarding:
    """Return the row of what is handed on now: what was not taken in an earlier round goes on in it."""
    chosen = select(Forwarding).where(
        Forwarding.section_id == section_id, Forwarding.state.in_(["waiting", "given_up"])
    )
    row = uow.session.scalars(chosen.order_by(Forwarding.forwarding_id)).first()
    if row is None:
        row = Forwarding(section_id=section_id, made_at=uow.now, review_round=of_round, attempts=0)
        uow.session.add(row)
    elif row.review_round != of_round:
        row.attempts = 0
    row.review_round, row.instance_id = of_round, instance_id
    uow.session.flush()
    return row


def _enqueue(uow: UnitOfWork, section_id: int, of_round: int, *, after: timedelta = timedelta()) -> None:
    """Have a section handed on; each attempt is a job of its own."""
    subject = f"{section_id}:{of_round}:{secrets.token_hex(8)}"
    uow.enqueue(FORWARD, subject, {"section": section_id, "round": of_round}, after=after)
