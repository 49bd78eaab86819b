"""Erasing what a person may have erased: the opening of a sealed value, or a file; the chain stays and says so."""

from collections.abc import Sequence

from sqlalchemy import Text, cast, delete, select, update

from rules.chains import ERASED
from rules.errors import dossiers as problems
from rules.refusals import Refused
from services.dossier import erased_files, visit_numbered
from services.evidence_state import EXAMINED
from storage.ledger import links_of
from storage.tables import Evidence, Examination, LedgerLink, Opening
from storage.unit_of_work import UnitOfWork


def erase_value(uow: UnitOfWork, actor: str, number: str, seq: int, path: str) -> None:
    """Erase the opening of a sealed value of a visit. Raises `Refused` when there is none."""
    visit_numbered(uow, number)
    chain = f"visit:{number}"
    gone = delete(Opening).where(Opening.chain == chain, Opening.seq == seq, Opening.path == path)
    if uow.connection.execute(gone.returning(Opening.opening_id)).first() is None:
        raise Refused(problems.NOTHING_TO_ERASE, number=number, what=f"{seq} {path}")
    uow.record(chain, ERASED, actor, {"seq": seq, "path": path})


def erase_file(uow: UnitOfWork, actor: str, number: str, sha256: str) -> tuple[str, ...]:
    """Erase a file of a visit with its copies and with what was found in it; whoever shows its pictures leaves it out
    from now on.

    Returns the hashes of what nobody else has, so that it may leave the store. Raises `Refused` for a file that the
    visit does not have.
    """
    visit = visit_numbered(uow, number)
    chain = f"visit:{number}"
    links = list(links_of(uow.session, chain))
    if sha256 not in {each for link in links for each in link["files"]} - erased_files(links):
        raise Refused(problems.NOTHING_TO_ERASE, number=number, what=sha256)
    of_visit = (Evidence.visit_id == visit.visit_id) & (Evidence.sha256 == sha256)
    uow.session.execute(update(Evidence).where(of_visit, Evidence.withdrawn_at.is_(None)).values(withdrawn_at=uow.now))
    uow.record(chain, ERASED, actor, {"file": sha256})
    copies = _forget_found(uow, actor, number, list(uow.session.scalars(select(Evidence.evidence_id).where(of_visit))))
    return copies if _is_named_elsewhere(uow, chain, sha256) else (sha256, *copies)


def _forget_found(uow: UnitOfWork, actor: str, number: str, evidence_ids: Sequence[int]) -> tuple[str, ...]:
    """Forget what was found in files, where they were taken above all; return the hashes of their copies, which show
    what they showed.
    """
    copies: list[str | None] = []
    for found in uow.session.scalars(select(Examination).where(Examination.evidence_id.in_(evidence_ids))):
        copies += [found.stamped_sha256, found.preview_sha256]
        found.stamped_sha256 = found.preview_sha256 = found.likeness = None
        found.twin_id = found.double_id = None
        found.band_1 = found.band_2 = found.band_3 = found.band_4 = None
        found.taken = found.position = found.camera = ""
    chain = f"visit:{number}"
    for link in list(links_of(uow.session, chain)):
        if link["type"] == EXAMINED and link["body"]["evidence"] in evidence_ids:
            gone = delete(Opening).where(Opening.chain == chain, Opening.seq == link["seq"])
            for path in uow.connection.execute(gone.returning(Opening.path)).scalars().all():
                uow.record(chain, ERASED, actor, {"seq": link["seq"], "path": path})
    return tuple(dict.fromkeys(filter(None, copies)))


def _is_named_elsewhere(uow: UnitOfWork, chain: str, sha256: str) -> bool:
    naming = select(LedgerLink.chain).where(LedgerLink.chain != chain, cast(LedgerLink.files, Text).contains(sha256))
    others = uow.session.scalars(naming.distinct())
    return any(sha256 not in erased_files(list(links_of(uow.session, other))) for other in others)
