"""Taking back 撤下: what is kept back now and had gone elsewhere before, until a person says that it is gone there."""

from sqlalchemy import ColumnElement, and_, case, select, update

from rules.events_doors import ResultToTakeBack
from rules.publication import KEPT_BACK
from storage.tables import Forwarding, Keying, Publishing, Section
from storage.unit_of_work import UnitOfWork

_SENT = Forwarding.state == "sent"
# The server never said whether it has what was sent, or all of it.
_PERHAPS = Forwarding.state.in_(["waiting", "given_up"]) & Forwarding.sent_at.is_not(None)
_OF_SECTION = select(Forwarding.forwarding_id).where(Forwarding.section_id == Section.section_id).correlate(Section)
FORWARDED = _OF_SECTION.where(_SENT).exists()
PERHAPS_FORWARDED = _OF_SECTION.where(_PERHAPS).exists()
KEYED = select(Keying.keying_id).where(Keying.section_id == Section.section_id).correlate(Section).exists()


def is_to_take_back() -> ColumnElement[bool]:
    """Return which results, with their publishing, are kept back and stand on the platform or perhaps a form server."""
    stands = KEYED | FORWARDED | PERHAPS_FORWARDED
    return Publishing.state.is_not(None) & Publishing.state.in_(KEPT_BACK) & stands


def where_it_stands(uow: UnitOfWork, section_id: int) -> str:
    """Return where else a result stands: `keyed` on the platform, `forwarded` to a form server, `both`, or empty; on a
    form server that never said whether it has it `perhaps`, or `keyed_perhaps`.
    """
    where = case(
        (and_(KEYED, FORWARDED), "both"),
        (FORWARDED, "forwarded"),
        (and_(KEYED, PERHAPS_FORWARDED), "keyed_perhaps"),
        (PERHAPS_FORWARDED, "perhaps"),
        (KEYED, "keyed"),
        else_="",
    )
    found: str = uow.session.scalars(select(where).select_from(Section).where(Section.section_id == section_id)).one()
    return found


def say_to_take_back(uow: UnitOfWork, section_id: int) -> None:
    """Say of a result that it is to be taken back, if it is."""
    uow.session.flush()
    of = select(Publishing.publishing_id).join(Section, Section.section_id == Publishing.section_id)
    if uow.session.scalar(of.where(Section.section_id == section_id, is_to_take_back())) is not None:
        uow.emit(ResultToTakeBack(section_id))


def forget_gone(uow: UnitOfWork, section_id: int) -> None:
    """Note that a form server has a result no more: published again, it is handed on anew."""
    gone = (Forwarding.section_id == section_id) & (_SENT | _PERHAPS)
    uow.session.execute(update(Forwarding).where(gone).values(state="taken_back"))
