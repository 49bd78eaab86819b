"""Official papers of a visit or of a campaign: having one printed, and keeping what was printed.

Printing itself is a worker's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from rules.errors import visits as problems
from rules.events import PaperPrinted, RecordChanged
from rules.refusals import Refused
from services.access import Actor
from services.campaigns import may_see_campaign
from services.visits import may_see
from storage.tables import Campaign, Task, Visit
from storage.unit_of_work import UnitOfWork

NOBODY = 0
PRINT = "print"
PRINTED = "paper_printed"
VISIT, CAMPAIGN = "visit", "campaign"
# Each kind of paper, and what it is of.
KINDS: Mapping[str, str] = {
    "notice": VISIT,
    "record": VISIT,
    "scheme": CAMPAIGN,
    "minute": CAMPAIGN,
    "publication": CAMPAIGN,
}
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which paper is wanted, of which visit or campaign (by its row), as what, by whom, and who gets it."""

    paper: str
    of: int
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


def ask_paper(uow: UnitOfWork, actor: Actor, paper: str, of: int, format_: str) -> None:
    """Have a paper printed as it stands now and sent to the actor. Raises `Refused` for those who may not see it."""
    if format_ not in FORMATS or not _may_have(uow, actor, paper, of):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    _print(uow, actor, paper, of, format_, [actor.person_id])


def _may_have(uow: UnitOfWork, actor: Actor, paper: str, of: int) -> bool:
    if KINDS.get(paper) == CAMPAIGN:
        return may_see_campaign(uow, actor, of)
    is_known = paper in KINDS and may_see(uow, actor, of)
    return is_known and not uow.session.get_one(Visit, of).is_trial


def show_record(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have the record printed for the whole team, because it is now to be signed."""
    if not uow.session.get_one(Visit, visit_id).is_trial:
        team = select(Task.person_id).where(Task.visit_id == visit_id, Task.state != "replaced")
        _print(uow, actor, "record", visit_id, "pdf", sorted(uow.session.scalars(team)))


def file_record(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have the record printed as it is submitted, with all who signed: the copy for whoever holds the paper."""
    _print(uow, actor, "record", visit_id, "pdf", [])


def _print(uow: UnitOfWork, actor: Actor, paper: str, of: int, format_: str, people: list[int]) -> None:
    # Asked once more in the same moment, it is the same wish.
    subject = f"{paper}:{format_}:{of}:{actor.person_id}:{uow.now:%Y%m%d%H%M%S}"
    wish = {"paper": paper, "of": of, "format": format_, "wanted_by": actor.code, "people": people}
    uow.enqueue(PRINT, subject, wish)


def keep_paper(uow: UnitOfWork, wish: Wish, printed: PrintedPaper) -> None:
    """Note in the chain of its visit or campaign what was printed, and let those have it for whom it was."""
    kind, number = KINDS[wish.paper], _locked_number(uow, wish)
    body = {"paper": wish.paper, "format": wish.format, "sha256": printed.sha256, "content": printed.content}
    uow.record(f"{kind}:{number}", PRINTED, wish.wanted_by, body, [printed.sha256])
    uow.emit(
        PaperPrinted(
            tuple(wish.people),
            wish.paper,
            wish.of,
            number,
            wish.format,
            printed.sha256,
            printed.first_page,
            printed.remarks,
            printed.address,
        )
    )
    if wish.paper == "record":
        uow.emit(RecordChanged(wish.of, NOBODY))


def _locked_number(uow: UnitOfWork, wish: Wish) -> str:
    """Return the number of the visit or campaign; its row is locked as by every act that writes to its chain."""
    if KINDS[wish.paper] == CAMPAIGN:
        campaigns = select(Campaign).where(Campaign.campaign_id == wish.of).with_for_update()
        return uow.session.scalars(campaigns).one().number
    visits = select(Visit).where(Visit.visit_id == wish.of).with_for_update()
    return uow.session.scalars(visits).one().number
