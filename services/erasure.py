"""Erasing what a person may have erased: the opening of a sealed value, or a file, with every print that shows it; the
chain stays and says so.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256 as sha256_of
from typing import Any

from pypdfium2 import PdfiumError
from sqlalchemy import Text, cast, delete, or_, select, update

from forms.papers.previews import page_pictures
from forms.papers.shown_text import is_shown, shown_text
from rules.addenda import addendum_number
from rules.chains import ERASED
from rules.errors import dossiers as problems
from rules.lifecycle import OVER
from rules.refusals import Refused
from services.dossier import visit_numbered
from services.erased import erased_files
from services.erased_rows import erase_in_rows
from services.evidence_state import EXAMINED
from services.papers import PRINT, PRINTED
from services.seen import seen_visit
from services.standing_record import standing_prints
from storage.ledger import links_of
from storage.tables import Addendum, Clue, Evidence, Examination, FollowUp, LedgerLink, Opening, Pad, PadMark, Visit
from storage.unit_of_work import UnitOfWork

Read = Callable[[str], bytes]
# On these stand what was drawn, with no words that tell of which file it is.
_SIGNED = ("record", "addendum")


@dataclass(frozen=True, slots=True)
class TakenPaper:
    """A print that goes because it shows what was erased: which paper, its number, `pdf` or `docx`, its SHA-256."""

    paper: str
    number: str
    format: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased with a value or a file.

    Attributes:
        papers: The prints that showed it.
        free: Hashes of all files that nobody else has, so that they may leave the store.
        also: Number and path of other sealed values of the visit that say the same; they are erased by themselves.
        is_open: Whether the visit still runs, so that its rows say a value until its team changes it.
    """

    papers: tuple[TakenPaper, ...]
    free: tuple[str, ...]
    also: tuple[tuple[int, str], ...] = ()
    is_open: bool = False


def erase_value(uow: UnitOfWork, actor: str, number: str, seq: int, path: str, read: Read) -> Erased:
    """Erase the opening of a sealed value of a visit and the prints that show it; from the rows of a submitted visit
    the value goes as well. `read` gives the bytes of a file by its SHA-256 and raises `FileNotFoundError`.

    Raises `Refused` when there is none.
    """
    visit = visit_numbered(uow, number)
    chain = f"visit:{number}"
    gone = delete(Opening).where(Opening.chain == chain, Opening.seq == seq, Opening.path == path)
    value = uow.connection.execute(gone.returning(Opening.value)).scalar()
    if value is None:
        raise Refused(problems.NOTHING_TO_ERASE, number=number, what=f"{seq} {path}")
    stood = _standing(uow, visit)
    if visit.state in OVER:
        erase_in_rows(uow, visit.visit_id, value, is_answer=path.endswith("/value"))
    stood -= _standing(uow, visit)
    uow.record(chain, ERASED, actor, {"seq": seq, "path": path})

    def shows(link: dict[str, Any], text: str | None) -> bool:
        # A print that the record differs from now shows the value, however it is broken into lines.
        return link["body"]["sha256"] in stood or text is None or is_shown(value, text)

    same = select(Opening.seq, Opening.path).where(Opening.chain == chain, Opening.value == value)
    also = tuple((at, where) for at, where in uow.session.execute(same.order_by(Opening.seq, Opening.path)))
    papers, free = _erase_papers(uow, actor, visit, read, shows)
    return Erased(papers, free, also, visit.state not in OVER)


def erase_file(uow: UnitOfWork, actor: str, number: str, sha256: str, read: Read) -> Erased:
    """Erase a file of a visit with its copies, with what was found in it, and the prints that show it; whoever shows
    its pictures leaves it out from now on. `read` as above. Raises `Refused` for a file that the visit does not have.
    """
    visit = visit_numbered(uow, number)
    chain = f"visit:{number}"
    links = list(links_of(uow.session, chain))
    naming = [link["seq"] for link in links if sha256 in link["files"]]
    if not naming or sha256 in erased_files(links):
        raise Refused(problems.NOTHING_TO_ERASE, number=number, what=sha256)
    of_visit = (Evidence.visit_id == visit.visit_id) & (Evidence.sha256 == sha256)
    stood = _standing(uow, visit)
    uow.session.execute(update(Evidence).where(of_visit, Evidence.withdrawn_at.is_(None)).values(withdrawn_at=uow.now))
    uow.record(chain, ERASED, actor, {"file": sha256})
    evidence_ids = list(uow.session.scalars(select(Evidence.evidence_id).where(of_visit)))
    copies = _forget_found(uow, actor, number, evidence_ids)
    own = () if _is_named_elsewhere(uow, chain, sha256) else (sha256, *_first_pages(sha256, read))
    own += _forget_drawn(uow, actor, visit, sha256)
    uow.memo.clear()
    stood -= _standing(uow, visit)

    def shows(link: dict[str, Any], text: str | None) -> bool:
        is_here = link["body"]["sha256"] in here and link["seq"] > naming[0]
        is_drawn = is_here and not evidence_ids and link["body"]["paper"] in _SIGNED
        return link["body"]["sha256"] in stood or text is None or is_drawn or is_shown(sha256[:8], text)

    here = {each for link in links for each in link["files"]}
    is_print = any(link["type"] == PRINTED and sha256 in link["files"] for link in links)
    papers, free = ((), ()) if is_print else _erase_papers(uow, actor, visit, read, shows)
    return Erased(papers, tuple(dict.fromkeys((*own, *copies, *free))))


def _standing(uow: UnitOfWork, visit: Visit) -> set[str]:
    """Return the prints that say what the record of a visit that is over says now; none of one that still runs."""
    return set(standing_prints(uow, seen_visit(uow, visit.visit_id))) if visit.state in OVER else set()


def _erase_papers(
    uow: UnitOfWork, actor: str, visit: Visit, read: Read, shows: Callable[[dict[str, Any], str | None], bool]
) -> tuple[tuple[TakenPaper, ...], tuple[str, ...]]:
    """Erase the prints of a visit and of those that follow it up which show something, and have the papers of what is
    submitted printed without it. Returns them, and the hashes of what may leave the store.
    """
    papers: list[TakenPaper] = []
    free: list[str] = []
    for each in (visit, *_following(uow, visit)):
        taken, left = _erase_papers_of(uow, actor, each, read, shows)
        papers += taken
        free += left
    return tuple(papers), tuple(free)


def _following(uow: UnitOfWork, visit: Visit) -> tuple[Visit, ...]:
    """Return the visits that follow a problem of a visit up, and those that follow these up, locked: their records say
    the problem and show its photographs.
    """
    found: dict[int, Visit] = {}
    looked_at = {visit.visit_id}
    while looked_at:
        following = (
            select(Visit)
            .join(FollowUp, FollowUp.visit_id == Visit.visit_id)
            .join(Clue, Clue.clue_id == FollowUp.clue_id)
            .where(Clue.visit_id.in_(looked_at))
            .with_for_update(of=Visit)
        )
        new = {each.visit_id: each for each in uow.session.scalars(following) if each.visit_id not in found}
        found |= new
        looked_at = set(new)
    return tuple(found.values())


def _erase_papers_of(
    uow: UnitOfWork, actor: str, visit: Visit, read: Read, shows: Callable[[dict[str, Any], str | None], bool]
) -> tuple[tuple[TakenPaper, ...], tuple[str, ...]]:
    """Do that for one visit."""
    chain = f"visit:{visit.number}"
    links = list(links_of(uow.session, chain))
    erased = erased_files(links)
    taken: dict[str, TakenPaper] = {}
    for link in links:
        body = link["body"]
        if link["type"] != PRINTED or body["sha256"] in erased or body["sha256"] in taken:
            continue
        try:
            text = shown_text(read(body["sha256"]), body["format"])
        except FileNotFoundError:
            text = ""
        if shows(link, text):
            number = body.get("addendum") or visit.number
            taken[body["sha256"]] = TakenPaper(body["paper"], number, body["format"], body["sha256"])
    free: list[str] = []
    for sha256 in taken:
        uow.record(chain, ERASED, actor, {"file": sha256})
        if not _is_named_elsewhere(uow, chain, sha256):
            free += [sha256, *_first_pages(sha256, read)]
    uow.memo.clear()
    if visit.state == "submitted":
        _print_anew(uow, actor, visit, taken.values())
    return tuple(taken.values()), tuple(free)


def _first_pages(sha256: str, read: Read) -> tuple[str, ...]:
    """Return the hash of the picture of a print's first page, which no chain names; none of other files."""
    try:
        return tuple(sha256_of(page).hexdigest() for page in page_pictures(read(sha256), count=1))
    except (FileNotFoundError, PdfiumError):
        return ()


def _print_anew(uow: UnitOfWork, actor: str, visit: Visit, taken: Iterable[TakenPaper]) -> None:
    """Have the records and addenda printed again that are gone: as they were, without what was erased."""
    of: dict[tuple[str, str], int] = {("record", visit.number): visit.visit_id}
    for row in uow.session.scalars(select(Addendum).where(Addendum.visit_id == visit.visit_id)):
        if row.serial is not None:
            of["addendum", addendum_number(visit.number, row.serial)] = row.addendum_id
    head = uow.ledger.head(f"visit:{visit.number}")[0]
    for key in dict.fromkeys((each.paper, each.number) for each in taken if (each.paper, each.number) in of):
        wish = {"paper": key[0], "of": of[key], "format": "pdf", "wanted_by": actor, "people": []}
        uow.enqueue(PRINT, f"{key[0]}:pdf:{of[key]}:erased:{head}", wish)


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


def _forget_drawn(uow: UnitOfWork, actor: str, visit: Visit, sha256: str) -> tuple[str, ...]:
    """Forget what was drawn on a pad of which a file is one of the files; return the hashes of the others."""
    of_pad = or_(Pad.png_sha256 == sha256, Pad.svg_sha256 == sha256, Pad.marks_sha256 == sha256)
    others: list[str] = []
    for pad in uow.session.scalars(select(Pad).where(Pad.visit_id == visit.visit_id, of_pad)).all():
        uow.session.execute(update(PadMark).where(PadMark.pad_id == pad.pad_id).values(points=[]))
        others += [each for each in (pad.png_sha256, pad.svg_sha256, pad.marks_sha256) if each and each != sha256]
    chain = f"visit:{visit.number}"
    links = list(links_of(uow.session, chain))
    named = {each for link in links for each in link["files"]} - erased_files(links)
    others = list(dict.fromkeys(others))
    for each in sorted(named.intersection(others)):
        uow.record(chain, ERASED, actor, {"file": each})
    return tuple(each for each in others if not _is_named_elsewhere(uow, chain, each))


def _is_named_elsewhere(uow: UnitOfWork, chain: str, sha256: str) -> bool:
    naming = select(LedgerLink.chain).where(LedgerLink.chain != chain, cast(LedgerLink.files, Text).contains(sha256))
    others = uow.session.scalars(naming.distinct())
    return any(sha256 not in erased_files(list(links_of(uow.session, other))) for other in others)
