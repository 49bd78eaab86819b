"""What everybody may know of a draw: its commitment at once, its proof when it is open, why it was given up.

Codes stand for people and objects, no names. Of a sealed draw only hashes are told until it is open (fair-draw/1, 8).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import func, select

from rules.draw.snapshot import UNFILLED, sha
from services.draw_lists import seed_of, snapshot_kept
from services.draw_readers import Reading, every_reading, standing_readings
from services.draw_sealing import is_open, opens_on
from services.draw_standing import LAPSED, is_past
from services.visits import Names
from storage.tables import Campaign, Draw, PublicResult
from storage.unit_of_work import UnitOfWork

A_PAGE = 20
OBJECTS_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class ListedDraw:
    """A draw in the public list; `head` is the newest hash of its chain, `title` none while it is sealed.

    `state`: committed, read (its dice were read alike), drawn, waiting (not sent out yet), unsent (and never will be),
    abandoned.
    """

    number: str
    title: Names | None
    state: str
    is_sealed: bool
    is_open: bool
    commit_hash: str
    published_at: str
    reason: str
    head: str

    @property
    def is_lapsed(self) -> bool:
        """Whether the clock gave it up."""
        return self.reason == LAPSED


@dataclass(frozen=True, slots=True)
class DrawnObject:
    """A drawn object with its class and the codes of its officers by department, as they were drawn."""

    place: int
    code: str
    risk: str
    teams: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class PublicDraw:
    """A draw as everybody may know it: what was committed to, then seed and result.

    Attributes:
        opens_on: The first day on which a sealed draw is open in any case.
        seed: `dice`, `salt`, `revealed_at`, and a beacon's; none before it is held, nor the salt while it is sealed.
        strata: By class `pool`, `n`, `drawn`, `reserve`.
        objects: Those of one page.
        public: Codes of objects that the page names, of which there is a result.
        loads: How often each officer was drawn.
        readings: All that was read of the dice, what was set aside with the reason; none before it is over.
    """

    listed: ListedDraw
    campaign: str
    sizes: Mapping[str, int]
    commitment: Mapping[str, Any]
    opens_on: date | None
    seed: Mapping[str, Any]
    seed_hash: str
    strata: Mapping[str, Mapping[str, Any]]
    objects: Sequence[DrawnObject]
    public: frozenset[str]
    page: int
    pages: int
    loads: Mapping[str, int]
    addendum: Sequence[Mapping[str, Any]]
    decisions: Sequence[Mapping[str, Any]]
    has_changed: bool
    witnesses: Sequence[str]
    readings: Sequence[Reading]


def public_draws(uow: UnitOfWork, page: int) -> tuple[Sequence[ListedDraw], int]:
    """Return a page of all draws, abandoned ones too, the newest first, and how many pages there are."""
    pages = max(1, -(-(uow.session.scalar(select(func.count()).select_from(Draw)) or 0) // A_PAGE))
    chosen = select(Draw).order_by(Draw.draw_id.desc()).limit(A_PAGE).offset((page - 1) * A_PAGE)
    return [_listed(uow, draw) for draw in uow.session.scalars(chosen).all()], pages


def draw_named(uow: UnitOfWork, number: str) -> Draw | None:
    """Return the draw of a number, none when there is none."""
    return uow.session.scalar(select(Draw).where(Draw.number == number))


def public_draw(uow: UnitOfWork, draw: Draw, page: int) -> PublicDraw:
    """Return what everybody may know of a draw."""
    listed = _listed(uow, draw)
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    shown: dict[str, Any] = (
        draw.result if draw.result and listed.is_open else {"strata": {}, "teams": {}, "entries": []}
    )
    pages = max(1, -(-len(shown["teams"]) // OBJECTS_A_PAGE))
    page = min(max(page, 1), pages)
    objects = _objects(shown, (page - 1) * OBJECTS_A_PAGE)
    reserves = {code for each in shown["strata"].values() for code in each["reserve"]}
    return PublicDraw(
        listed,
        campaign.number,
        draw.sizes,
        draw.commitment,
        opens_on(draw, campaign) if draw.is_sealed else None,
        _seed(draw, is_whole=listed.is_open),
        seed_hash_of(draw),
        shown["strata"],
        objects,
        _public(uow, {each.code for each in objects} | reserves),
        page,
        pages,
        _loads(shown),
        draw.addendum if listed.is_open else [],
        draw.decisions if listed.is_open else [],
        draw.has_changed,
        [each.code for each in standing_readings(uow, draw) if not each.set_aside],
        every_reading(uow, draw) if draw.state != "committed" else [],
    )


def commitment_published(draw: Draw) -> dict[str, Any]:
    """Return the commitment as it is published: with its hash, and that of the seed once there is one."""
    published: dict[str, Any] = {"commit": draw.commitment, "commit_hash": draw.commit_hash}
    return {**published, "seed_hash": seed_hash_of(draw)} if draw.revealed_at is not None else published


def lists_published(uow: UnitOfWork, draw: Draw) -> dict[str, Any]:
    """Return what a draw that was given up would have been of: its lists, its salt and every reading of its dice."""
    told = {"salt": draw.salt, "readings": list(map(asdict, every_reading(uow, draw))), "reason": draw.reason}
    return {**snapshot_kept(draw).to_json(), **commitment_published(draw), **told}


def seed_hash_of(draw: Draw) -> str:
    """Return the hash of a draw's seed, empty before it is held."""
    return sha(seed_of(draw).text(draw.commit_hash)) if draw.revealed_at is not None else ""


def _listed(uow: UnitOfWork, draw: Draw) -> ListedDraw:
    campaign = uow.session.get_one(Campaign, draw.campaign_id)
    is_shown = is_open(uow, draw, campaign)
    return ListedDraw(
        draw.number,
        campaign.title if is_shown else None,
        _state(uow, draw),
        draw.is_sealed,
        is_shown,
        draw.commit_hash,
        draw.commitment["published_at"],
        draw.reason or "",
        uow.ledger.head(f"draw:{draw.number}")[1],
    )


def _state(uow: UnitOfWork, draw: Draw) -> str:
    if draw.state == "committed":
        return "committed" if draw.dice is None else "read"
    if draw.state == "abandoned" or draw.dispatched_at is not None:
        return draw.state
    if is_past(uow, draw):
        return "unsent"
    # Whether somebody is on the way already is not told of a sealed one.
    return "drawn" if draw.is_sealed else "waiting"


def _seed(draw: Draw, *, is_whole: bool) -> Mapping[str, Any]:
    if draw.state == "committed":
        return {}
    seed = seed_of(draw).to_json() if draw.revealed_at is not None else {"salt": draw.salt}
    return seed if is_whole else {key: value for key, value in seed.items() if key != "salt"}


def _objects(result: Mapping[str, Any], first: int) -> Sequence[DrawnObject]:
    page = dict(islice(result["teams"].items(), first, first + OBJECTS_A_PAGE))
    risks = {code: risk for code, risk, _ in result["entries"] if code in page}
    at = range(first + 1, first + 1 + len(page))
    return [DrawnObject(n, code, risks[code], page[code]) for n, code in zip(at, page, strict=True)]


def _public(uow: UnitOfWork, codes: Iterable[str]) -> frozenset[str]:
    known = select(PublicResult.registration_code).where(PublicResult.registration_code.in_(codes)).distinct()
    return frozenset(uow.session.scalars(known))


def _loads(result: Mapping[str, Any]) -> Mapping[str, int]:
    codes = (code for team in result["teams"].values() for seats in team.values() for code in seats)
    return dict(sorted(Counter(code for code in codes if code != UNFILLED).items()))
