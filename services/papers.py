"""Official papers of a visit, a campaign or an addendum: having one printed, and keeping what was printed.

Printing itself is a worker's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from rules.addenda import addendum_number
from rules.clues import clue_number
from rules.errors import visits as problems
from rules.events import PaperPrinted
from rules.refusals import Refused
from services.access import Actor
from services.campaigns import may_see_campaign
from services.clue_readers import may_see_clue
from services.evidence_state import is_under_way
from services.visit_words import keep_notice_words
from services.visits import may_see
from storage.tables import Addendum, AddendumSignature, Campaign, Clue, Evidence, Person, Task, Visit
from storage.unit_of_work import UnitOfWork

PRINT = "print"
PRINTED = "paper_printed"
VISIT, CAMPAIGN, ADDENDUM, CLUE = "visit", "campaign", "addendum", "clue"
# Each kind of paper, and what it is of.
KINDS: Mapping[str, str] = {
    "notice": VISIT,
    "record": VISIT,
    "scheme": CAMPAIGN,
    "minute": CAMPAIGN,
    "publication": CAMPAIGN,
    "addendum": ADDENDUM,
    "transfer": CLUE,
}
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which paper is wanted, of which visit, campaign or addendum (by its row), as what, by whom, and who gets it."""

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
        content: What a record or an addendum said (`services.standing_record`), empty for other papers.
        remarks: Codes of what is to be remarked on it, with what fills their places.
        address: Where it is verified, empty when it carries no code.
        words: What a notice took from the registries (`services.visit_words`), none of other papers.
    """

    sha256: str
    first_page: str | None
    content: str
    remarks: tuple[tuple[str, dict[str, str]], ...]
    address: str
    words: dict[str, Any] | None = None


def ask_paper(uow: UnitOfWork, actor: Actor, paper: str, of: int, format_: str) -> None:
    """Have a paper printed as it stands now and sent to the actor. Raises `Refused` for those who may not see it."""
    if format_ not in FORMATS or not _may_have(uow, actor, paper, of):
        raise Refused(problems.NOT_ALLOWED, is_law=True)
    _print(uow, actor, paper, of, format_, [actor.person_id])


def _may_have(uow: UnitOfWork, actor: Actor, paper: str, of: int) -> bool:
    if KINDS.get(paper) == CAMPAIGN:
        return may_see_campaign(uow, actor, of)
    if KINDS.get(paper) == ADDENDUM:
        row = uow.session.get(Addendum, of)
        return row is not None and row.serial is not None and may_see(uow, actor, row.visit_id)
    if KINDS.get(paper) == CLUE:
        clue = uow.session.get(Clue, of)
        return clue is not None and may_see_clue(uow, actor, of)
    is_known = paper in KINDS and may_see(uow, actor, of)
    return is_known and not uow.session.get_one(Visit, of).is_trial


def show_record(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have the record printed for the whole team, because it is now to be signed."""
    if not uow.session.get_one(Visit, visit_id).is_trial:
        _print(uow, actor, "record", visit_id, "pdf", _team(uow, visit_id))


def _team(uow: UnitOfWork, visit_id: int) -> list[int]:
    return sorted(
        uow.session.scalars(select(Task.person_id).where(Task.visit_id == visit_id, Task.state != "replaced"))
    )


def file_record(uow: UnitOfWork, actor: Actor, visit_id: int) -> None:
    """Have the record printed as it is submitted, with all who signed: the copy for whoever holds the paper."""
    _print(uow, actor, "record", visit_id, "pdf", [])


def print_addendum(uow: UnitOfWork, actor: Actor, addendum_id: int, people: list[int]) -> None:
    """Have an addendum printed as it stands, because it is now to be signed."""
    _print(uow, actor, "addendum", addendum_id, "pdf", people)


def print_transfer(uow: UnitOfWork, actor: Actor, clue_id: int, people: list[int]) -> None:
    """Have the slip of a clue printed as it stands, because it is handed over or received."""
    _print(uow, actor, "transfer", clue_id, "pdf", people)


def print_when_secured(uow: UnitOfWork, row: Addendum, wanted_by: str) -> None:
    """Have a signed addendum printed for the whole team once none of its signed pages is still being fetched."""
    awaited = [*row.evidence_ids, *row.authorisation_ids]
    pages = select(Evidence.evidence_id).where(Evidence.evidence_id.in_(awaited))
    if row.state != "signed" or uow.session.scalars(pages.where(is_under_way())).first() is not None:
        return
    people = _team(uow, row.visit_id)
    wish = {"paper": "addendum", "of": row.addendum_id, "format": "pdf", "wanted_by": wanted_by, "people": people}
    drawn = select(func.max(AddendumSignature.pad_id)).where(AddendumSignature.addendum_id == row.addendum_id)
    # Once for each set of pages and pads: a page that was lost and sent again makes it another paper.
    subject = f"addendum:pdf:{row.addendum_id}:signed:{len(awaited)}:{uow.session.scalar(drawn) or 0}"
    uow.enqueue(PRINT, subject, wish)


def page_settled(uow: UnitOfWork, page: Evidence, wanted_by: str) -> None:
    """Print the signed addendum that waits for a page which is fetched now, or lost; nothing for any other file."""
    if page.purpose not in ("signature", "authorisation"):
        return
    signed = select(Addendum).where(Addendum.visit_id == page.visit_id, Addendum.state == "signed")
    for row in uow.session.scalars(signed):
        if page.evidence_id in (*row.evidence_ids, *row.authorisation_ids):
            print_when_secured(uow, row, wanted_by)


def _print(uow: UnitOfWork, actor: Actor, paper: str, of: int, format_: str, people: list[int]) -> None:
    # Asked once more in the same moment, with nothing new in its chain, it is the same wish.
    head = uow.ledger.head(_chain(uow, paper, of))[0]
    subject = f"{paper}:{format_}:{of}:{actor.person_id}:{uow.now:%Y%m%d%H%M%S}:{head}"
    wish = {"paper": paper, "of": of, "format": format_, "wanted_by": actor.code, "people": people}
    uow.enqueue(PRINT, subject, wish)


def _chain(uow: UnitOfWork, paper: str, of: int) -> str:
    visit_id = visit_of(uow, paper, of)
    if visit_id is None:
        return f"campaign:{uow.session.get_one(Campaign, of).number}"
    return f"visit:{uow.session.get_one(Visit, visit_id).number}"


def keep_paper(uow: UnitOfWork, wish: Wish, printed: PrintedPaper) -> None:
    """Note in the chain of its visit or campaign what was printed, and let those have it for whom it was."""
    chain, number = _locked_chain(uow, wish)
    body: dict[str, object] = {
        "paper": wish.paper,
        "format": wish.format,
        "sha256": printed.sha256,
        "content": printed.content,
    }
    if KINDS[wish.paper] == ADDENDUM:
        body |= {"addendum": number, "is_coded": bool(printed.address)}
    if wish.paper == "notice":
        keep_notice_words(uow, wish.of, printed.words)
    uow.record(chain, PRINTED, wish.wanted_by, body, [printed.sha256])
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
            uow.session.scalar(select(Person.person_id).where(Person.code == wish.wanted_by)),
        )
    )


def visit_of(uow: UnitOfWork, paper: str, of: int) -> int | None:
    """Return the visit of a paper, none of a campaign's."""
    if KINDS[paper] == ADDENDUM:
        return uow.session.get_one(Addendum, of).visit_id
    if KINDS[paper] == CLUE:
        return uow.session.get_one(Clue, of).visit_id
    return of if KINDS[paper] == VISIT else None


def _locked_chain(uow: UnitOfWork, wish: Wish) -> tuple[str, str]:
    """Return the chain that a paper stands in, and the paper's number; the row of the visit or campaign is locked as
    by every act that writes to its chain.
    """
    visit_id = visit_of(uow, wish.paper, wish.of)
    if visit_id is None:
        campaigns = select(Campaign).where(Campaign.campaign_id == wish.of).with_for_update()
        number = uow.session.scalars(campaigns).one().number
        return f"campaign:{number}", number
    number = uow.session.scalars(select(Visit).where(Visit.visit_id == visit_id).with_for_update()).one().number
    chain = f"visit:{number}"
    if KINDS[wish.paper] == ADDENDUM:
        return chain, addendum_number(number, uow.session.get_one(Addendum, wish.of).serial or 0)
    if KINDS[wish.paper] == CLUE:
        return chain, clue_number(number, uow.session.get_one(Clue, wish.of).serial)
    return chain, number
