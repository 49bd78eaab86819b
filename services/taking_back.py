"""Taking back 撤下: what is kept back now and had gone elsewhere before, until a person says that it is gone there."""

from sqlalchemy import ColumnElement, select, update

from rules.publication import KEPT_BACK
from storage.tables import Forwarding, Keying, Publishing, Section
from storage.unit_of_work import UnitOfWork

_SENT = (Forwarding.section_id == Section.section_id) & (Forwarding.state == "sent")
FORWARDED = select(Forwarding.forwarding_id).where(_SENT).correlate(Section).exists()
KEYED = select(Keying.keying_id).where(Keying.section_id == Section.section_id).correlate(Section).exists()


def is_to_take_back() -> ColumnElement[bool]:
    """Return which results, with their publishing, are kept back and stand on the platform or on a form server."""
    return Publishing.state.is_not(None) & Publishing.state.in_(KEPT_BACK) & (KEYED | FORWARDED)


def where_it_stands(uow: UnitOfWork, section_id: int) -> str:
    """Return where else a result stands: `keyed` on the platform, `forwarded` to a form server, `both`, or empty."""
    chosen = select(KEYED, FORWARDED).select_from(Section).where(Section.section_id == section_id)
    match tuple(uow.session.execute(chosen).one()):
        case (True, True):
            return "both"
        case (True, False):
            return "keyed"
        case (False, True):
            return "forwarded"
    return ""


def forget_gone(uow: UnitOfWork, section_id: int) -> None:
    """Note that a form server has a result no more: published again, it is handed on anew."""
    sent = (Forwarding.section_id == section_id) & (Forwarding.state == "sent")
    uow.session.execute(update(Forwarding).where(sent).values(state="taken_back"))
