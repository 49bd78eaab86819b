"""Confirming a department's result in a returned visit: signatures last as long as the record says the same."""

from rules.errors import reviews as problems
from rules.refusals import Refused
from rules.reviews import SIGNING
from services.access import Actor
from services.conclusions import conclude_section, is_all_concluded
from services.papers import show_record
from services.review_rounds import current_round, returns_in
from services.seen import seen_visit
from services.standing_record import content_of
from services.visits import running_membership
from services.voiding import void_signatures
from storage.tables import Section, Visit
from storage.unit_of_work import UnitOfWork


def confirm_result(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Confirm the result of the actor's section; return how many signatures lapsed because a returned record changed.

    Raises `Refused` as `conclude_section` does.
    """
    visit = running_membership(uow, actor, visit_id).visit
    if visit.state != "returned":
        conclude_section(uow, actor, visit_id)
        return 0
    conclude_section(uow, actor, visit_id, is_again=True)
    if is_being_changed(uow, visit_id) or not _says_something_new(uow, visit):
        return 0
    lapsed = void_signatures(uow, actor, visit, "returned")
    if (review := current_round(uow, visit_id)) is not None:
        # What is signed from now on says this.
        review.content = content_of(uow, seen_visit(uow, visit_id))
    if is_all_concluded(uow, visit_id):
        show_record(uow, actor, visit_id)
    return lapsed


def sign_anew(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Let all signatures lapse, once, because the signing was sent back; return how many. Raises `Refused` when it was
    not.
    """
    visit = running_membership(uow, actor, visit_id).visit
    rows = [row for row in returns_in(uow, visit_id, "open") if row.kind == SIGNING]
    if visit.state != "returned" or not rows:
        raise Refused(problems.ONLY_RETURNED, number=visit.number)
    fresh = [row for row in rows if row.touched_at is None]
    for row in fresh:
        row.touched_at = uow.now
    return 0 if not fresh else void_signatures(uow, actor, visit, "returned")


def is_being_changed(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether a part that was sent back was opened for a change and is not confirmed again."""
    sections = {row.section_id for row in returns_in(uow, visit_id, "open") if row.section_id}
    return any(uow.session.get_one(Section, section_id).state != "concluded" for section_id in sections)


def _says_something_new(uow: UnitOfWork, visit: Visit) -> bool:
    review = current_round(uow, visit.visit_id)
    return review is None or content_of(uow, seen_visit(uow, visit.visit_id)) != review.content
