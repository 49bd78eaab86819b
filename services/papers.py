"""Official papers of a visit: asking for one, and keeping what was printed. Printing itself is a worker's."""

from dataclasses import dataclass

from sqlalchemy import select

from rules.errors import visits as problems
from rules.events import PaperPrinted
from rules.refusals import Refused
from services.access import Actor
from services.trials import is_trial
from services.visits import may_see
from storage.tables import Visit
from storage.unit_of_work import UnitOfWork

PRINT = "print"
KINDS = ("notice", "record")
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which paper of which visit somebody wants, as what."""

    person_id: int
    person_code: str
    visit_id: int
    paper: str
    format: str


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper as it was printed: SHA-256 of the file, and of its first page as PNG where there is one; the codes of
    what is to be remarked on it.
    """

    sha256: str
    first_page: str | None
    remarks: tuple[tuple[str, dict[str, str]], ...]


def ask_paper(uow: UnitOfWork, actor: Actor, visit_id: int, paper: str, format_: str) -> None:
    """Have a paper printed as it stands now and sent to the actor. Raises `Refused` for those who may not see it."""
    is_known = paper in KINDS and format_ in FORMATS
    if not is_known or is_trial(uow, visit_id) or not may_see(uow, actor, visit_id):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    # Asked once more in the same moment, it is the same wish.
    subject = f"{paper}:{format_}:{visit_id}:{actor.person_id}:{uow.now:%Y%m%d%H%M%S}"
    wish = {"person_id": actor.person_id, "person_code": actor.code, "visit_id": visit_id}
    uow.enqueue(PRINT, subject, {**wish, "paper": paper, "format": format_})


def keep_paper(uow: UnitOfWork, wish: Wish, printed: PrintedPaper) -> None:
    """Note in the visit's chain what was printed, and let whoever asked have it."""
    # Locked as by every act on it: all of them write to its chain.
    visit = uow.session.scalars(select(Visit).where(Visit.visit_id == wish.visit_id).with_for_update()).one()
    body = {"paper": wish.paper, "format": wish.format, "sha256": printed.sha256}
    uow.record(f"visit:{visit.number}", "paper_printed", wish.person_code, body, [printed.sha256])
    uow.emit(
        PaperPrinted(
            wish.person_id,
            wish.visit_id,
            visit.number,
            wish.paper,
            wish.format,
            printed.sha256,
            printed.first_page,
            printed.remarks,
        )
    )
