"""Official papers of a visit: having one printed, and keeping what was printed. Printing itself is a worker's."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.errors import visits as problems
from rules.events import PaperPrinted, RecordChanged
from rules.refusals import Refused
from services.access import Actor
from services.visits import may_see
from storage.tables import Task, Visit
from storage.unit_of_work import UnitOfWork

NOBODY = 0
PRINT = "print"
PRINTED = "paper_printed"
KINDS = ("notice", "record")
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which paper of which visit is wanted, as what, by whom, and who gets it."""

    visit_id: int
    paper: str
    format: str
    wanted_by: str
    people: Sequence[int]


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A paper as it was printed.

    Attributes:
        sha256: Of the file.
        first_page: SHA-256 of the first page as PNG, where there is one.
        content: What the record said (`services.standing_record`), empty for other papers.
        remarks: Codes of what is to be remarked on it, with what fills their places.
        address: Where it is verified, empty when it carries no code.
    """

    sha256: str
    first_page: str | None
    content: str
    remarks: tuple[tuple[str, dict[str, str]], ...]
    address: str


def ask_paper(uow: UnitOfWork, actor: Actor, visit_id: int, paper: str, format_: str) -> None:
    """Have a paper printed as it stands now and sent to the actor. Raises `Refused` for those who may not see it."""
    is_known = paper in KINDS and format_ in FORMATS
    if not is_known or uow.session.get_one(Visit, visit_id).is_trial or not may_see(uow, actor, visit_id):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    _print(uow, actor, visit_id, paper, format_, [actor.person_id])


def show_record(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have the record printed for the whole team, because it is now to be signed."""
    if not uow.session.get_one(Visit, visit_id).is_trial:
        team = select(Task.person_id).where(Task.visit_id == visit_id, Task.state != "replaced")
        _print(uow, actor, visit_id, "record", "pdf", sorted(uow.session.scalars(team)))


def file_record(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have the record printed as it is submitted, with all who signed: the copy for whoever holds the paper."""
    _print(uow, actor, visit_id, "record", "pdf", [])


def _print(uow: UnitOfWork, actor: Actor, visit_id: int, paper: str, format_: str, people: list[int]) -> None:
    # Asked once more in the same moment, it is the same wish.
    subject = f"{paper}:{format_}:{visit_id}:{actor.person_id}:{uow.now:%Y%m%d%H%M%S}"
    wish = {"visit_id": visit_id, "paper": paper, "format": format_, "wanted_by": actor.code, "people": people}
    uow.enqueue(PRINT, subject, wish)


def keep_paper(uow: UnitOfWork, wish: Wish, printed: PrintedPaper) -> None:
    """Note in the visit's chain what was printed, and let those have it for whom it was."""
    # Locked as by every act on it: all of them write to its chain.
    visit = uow.session.scalars(select(Visit).where(Visit.visit_id == wish.visit_id).with_for_update()).one()
    body = {"paper": wish.paper, "format": wish.format, "sha256": printed.sha256, "content": printed.content}
    uow.record(f"visit:{visit.number}", PRINTED, wish.wanted_by, body, [printed.sha256])
    uow.emit(
        PaperPrinted(
            tuple(wish.people),
            wish.visit_id,
            visit.number,
            wish.paper,
            wish.format,
            printed.sha256,
            printed.first_page,
            printed.remarks,
            printed.address,
        )
    )
    if wish.paper == "record":
        uow.emit(RecordChanged(wish.visit_id, NOBODY))
