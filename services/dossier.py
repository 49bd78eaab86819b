"""The dossier of a visit (rule text 四（十）): what its chain names, gathered for one archive, and what is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from rules.errors import dossiers as problems
from rules.refusals import Refused
from services.draw_files import ADDENDUM, PROOF, draw_file
from services.draw_replacing import draw_of_visit
from services.drawn_minute import held_draws_of
from services.erased import SUBMITTED, erased_files
from services.paper_photos import shown_photos
from services.papers import PRINTED, Wish
from storage.ledger import links_of, openings_of
from storage.tables import Campaign, Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork

SCHEME_ATTACHED = "scheme_attached"
DRAW_ATTACHED = "draw_attached"
# What belongs into an archive (四（十）), and the notice, which 二（五） asks for.
KINDS = ("scheme", "notice", "record", "pictures", "publication")
# What shows how a visit that was drawn here came about (四（五）, 四（六）), and its files of the draw.
DRAWN_KINDS = ("minute", "proof")
FILES_OF_DRAW = {"proof": PROOF, "replacements": ADDENDUM}
CONSOLE = "console"

Keep = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of a visit's chain: its links and openings as `dossier/1` has them, its files by hash, those erased left out.

    `missing` names what an archive should hold besides (`KINDS`, of a visit that was drawn here `DRAWN_KINDS` as well,
    and `submitted` when the visit is still open), `held` what of that it holds.
    """

    number: str
    links: tuple[dict[str, Any], ...]
    openings: tuple[dict[str, Any], ...]
    files: tuple[str, ...]
    held: tuple[str, ...]
    missing: tuple[str, ...]


def papers_wanted(uow: UnitOfWork, number: str) -> tuple[Wish, ...]:
    """Return the papers of its campaign that the dossier of a drawn visit should hold and that nobody had printed yet.

    Raises `Refused` for an unknown number.
    """
    # Read only: PostgreSQL locks nothing there.
    campaign = uow.session.get_one(Campaign, _found(uow, number, is_locked=False).campaign_id)
    if not held_draws_of(uow, campaign.campaign_id):
        return ()
    return tuple(
        Wish(paper, campaign.campaign_id, "pdf", CONSOLE, ())
        for paper in ("scheme", "minute")
        if _printed(uow, campaign, paper) is None
    )


def gather(uow: UnitOfWork, number: str, keep: Keep) -> Dossier:
    """Return the dossier of a visit as it stands now. The scheme of its campaign joins its chain when it was printed;
    of a draw that was held here its minute, its proof, and who stepped in since. `keep` keeps bytes and gives their
    SHA-256. Raises `Refused` for an unknown number.
    """
    visit = visit_numbered(uow, number)
    chain = f"visit:{number}"
    _attach_campaign(uow, visit, keep)
    links = list(links_of(uow.session, chain))
    wanted, held = _judged(uow, visit, links)
    return Dossier(
        number,
        tuple(links),
        tuple(openings_of(uow.session, chain)),
        tuple(sorted(_named(links) - erased_files(links))),
        tuple(kind for kind in wanted if kind in held),
        tuple(kind for kind in wanted if kind not in held),
    )


def _attach_campaign(uow: UnitOfWork, visit: Visit, keep: Keep) -> None:
    """Let what shows how a visit came about join its chain, each file once."""
    campaign = uow.session.get_one(Campaign, visit.campaign_id)
    named = _named(list(links_of(uow.session, f"visit:{visit.number}")))

    def attach(type_: str, sha256: str | None, body: dict[str, object]) -> None:
        if sha256 is not None and sha256 not in named:
            uow.record(f"visit:{visit.number}", type_, CONSOLE, {**body, "sha256": sha256}, [sha256])

    attach(SCHEME_ATTACHED, _printed(uow, campaign, "scheme"), {"paper": "scheme"})
    draw = draw_of_visit(uow, visit)
    if draw is None:
        return
    attach(DRAW_ATTACHED, _printed(uow, campaign, "minute"), {"paper": "minute", "draw": draw.number})
    for paper, purpose in FILES_OF_DRAW.items():
        if purpose == PROOF or draw.addendum:
            content = draw_file(uow, purpose, draw.draw_id)[1]
            attach(DRAW_ATTACHED, keep(content), {"paper": paper, "draw": draw.number})


def visit_numbered(uow: UnitOfWork, number: str) -> Visit:
    """Return a visit by its number, locked, as by all who write to its chain. Raises `Refused` for an unknown one."""
    return _found(uow, number, is_locked=True)


def _found(uow: UnitOfWork, number: str, *, is_locked: bool) -> Visit:
    chosen = select(Visit).where(Visit.number == number, Visit.is_trial.is_(False))
    visit = uow.session.scalar(chosen.with_for_update() if is_locked else chosen)
    if visit is None:
        raise Refused(problems.NO_SUCH_VISIT, number=number)
    return visit


def _named(links: list[dict[str, Any]]) -> set[str]:
    return {sha256 for link in links for sha256 in link["files"]}


def _printed(uow: UnitOfWork, campaign: Campaign, paper: str) -> str | None:
    """Return the newest print of a campaign's paper, none before it was printed."""
    bodies = [link["body"] for link in links_of(uow.session, f"campaign:{campaign.number}") if link["type"] == PRINTED]
    printed = [body["sha256"] for body in bodies if _is_pdf(body, paper)]
    return printed[-1] if printed else None


def _is_pdf(body: Mapping[str, Any], paper: str) -> bool:
    return (body.get("paper"), body.get("format")) == (paper, "pdf")


def _judged(uow: UnitOfWork, visit: Visit, links: list[dict[str, Any]]) -> tuple[tuple[str, ...], set[str]]:
    """Return what an archive should hold, and what of that is there; what was erased is not."""
    erased = erased_files(links)
    held = {SUBMITTED} & {link["type"] for link in links}
    for link in links:
        if link["type"] in (PRINTED, SCHEME_ATTACHED, DRAW_ATTACHED) and not erased.issuperset(link["files"]):
            held.add(link["body"]["paper"])
    if shown_photos(uow, visit.visit_id, "item", "scene"):
        held.add("pictures")
    if _is_published(uow, visit.visit_id):
        held.add("publication")
    # A notice on paper is there as its photograph.
    if shown_photos(uow, visit.visit_id, "notice"):
        held.add("notice")
    is_drawn = bool(held_draws_of(uow, visit.campaign_id))
    return (SUBMITTED, *KINDS, *(DRAWN_KINDS if is_drawn else ())), held


def _is_published(uow: UnitOfWork, visit_id: int) -> bool:
    """Return whether every department's result was published, or is withheld on a legal ground (四（九））."""
    open_ones = (
        select(Section.section_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(Section.visit_id == visit_id, Publishing.state.is_(None) | (Publishing.state == "open"))
    )
    return uow.session.scalars(open_ones.limit(1)).first() is None
