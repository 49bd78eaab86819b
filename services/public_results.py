"""What the public is told: results with their editions, objects, campaigns, items. Only tables of the public are read.

A result that is about to be published is shown in the same shape, so that its page is made before it is public.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from typing import Any

from sqlalchemy import exists, select

from rules.conclusions import result_set
from rules.publication import BECOMES, KEEPING_BACK
from services.office_day import current_profile, day_of, today
from services.visits import Names
from storage.tables import Campaign, Department, Item, PublicResult, PublicVersion, Publishing, Visit
from storage.unit_of_work import UnitOfWork

Json = dict[str, Any]
CAMPAIGNS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a result; `page` is the SHA-256 of the page as it was, none while it is being made, and none of a
    page that may not be read: what stands on it is so little that its hash alone would tell it to whoever tries out.
    """

    version: int
    kind: str
    reason: str
    page: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another department's result of the same visit."""

    number: str
    department: Names


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result for everybody. `facts` are none for a withdrawn one; of a withheld one there is not even its object, and
    its editions tell no reasons. Editions come the newest first.
    """

    number: str
    visit_number: str
    name: str
    registration_code: str
    department: Names
    state: str
    facts: Json | None
    published_on: date
    editions: tuple[Edition, ...]
    siblings: tuple[Sibling, ...]

    @property
    def is_withheld(self) -> bool:
        """Whether a legal ground keeps it back, so that its page says no more than that."""
        return self.state == "withheld"

    @property
    def newest(self) -> Edition:
        """The edition that stands."""
        return self.editions[0]

    @property
    def chosen(self) -> list[Json]:
        """What was found, in the words of the official form."""
        return [each for each in self.facts["results"] if each["chosen"]] if self.facts else []


@dataclass(frozen=True, slots=True)
class PublicCampaign:
    """A campaign of which something is public."""

    number: str
    title: Names


@dataclass(frozen=True, slots=True)
class PublicItem:
    """An item of the list in force."""

    item_id: int
    code: str
    category: str
    matter: str
    object_kind: str
    grade: str
    method: str
    legal_basis: str


def result_view(uow: UnitOfWork, number: str) -> ResultView | None:
    """Return a result by its number, none for one that was never public."""
    row = uow.session.scalar(select(PublicResult).where(PublicResult.number == number))
    return _view(uow, row) if row else None


def view_of(uow: UnitOfWork, row: PublicResult) -> ResultView:
    """Return a result's line in a list: without its other editions, without its siblings."""
    newest = Edition(row.version, "", "", None, day_of(uow, row.changed_at))
    return _made(row, row.state, row.facts, (newest,), ())


def page_to_be(uow: UnitOfWork, publishing_id: int) -> ResultView:
    """Return a result as it will be once what was prepared comes about today. Raises `LookupError` when nothing was."""
    wish = uow.session.get_one(Publishing, publishing_id)
    row = uow.session.scalar(select(PublicResult).where(PublicResult.number == wish.number))
    facts = wish.wish_facts
    if wish.wish not in BECOMES or (row is None and facts is None):
        raise LookupError(f"nothing is to be published by {publishing_id}")
    if row is None:
        number = uow.session.get_one(Visit, wish.visit_id).number
        row = PublicResult(number=wish.number, visit_number=number, version=0, published_on=today(uow))
        earlier: tuple[Edition, ...] = ()
    else:
        earlier = _editions(uow, row)
    next_one = Edition(row.version + 1, wish.wish, wish.wish_reason or "", None, today(uow))
    return _made(row, BECOMES[wish.wish], facts, (next_one, *earlier), _siblings(uow, row))


def object_results(uow: UnitOfWork, code: str, before: int | None, most: int) -> Sequence[PublicResult]:
    """Return the results of an object by its registration code, the newest first, those before a row's number."""
    chosen = select(PublicResult).where(PublicResult.registration_code == code)
    if before is not None:
        chosen = chosen.where(PublicResult.public_result_id < before)
    return uow.session.scalars(chosen.order_by(PublicResult.public_result_id.desc()).limit(most)).all()


def public_campaigns(uow: UnitOfWork) -> Sequence[PublicCampaign]:
    """Return the campaigns of which something is public, the newest first, so many at most."""
    # One look into the index for each campaign, whatever the database thinks of going through all results instead.
    public = (PublicResult.campaign_number == Campaign.number) & (PublicResult.state != "withheld")
    one = select(PublicResult.public_result_id).where(public).limit(1)
    chosen = select(Campaign.number, Campaign.title).where(one.correlate(Campaign).scalar_subquery().is_not(None))
    rows = uow.session.execute(chosen.order_by(Campaign.campaign_id.desc()).limit(CAMPAIGNS_SHOWN))
    return [PublicCampaign(number, title) for number, title in rows]


def known_results(uow: UnitOfWork) -> Sequence[tuple[str, Names]]:
    """Return the district's results by key, with their short words."""
    return [(each.key, dict(each.short)) for each in result_set(current_profile(uow)["results"])]


def item_departments(uow: UnitOfWork) -> Sequence[tuple[str, Names]]:
    """Return the departments that have items in force, by code and name."""
    chosen = select(Department.code, Department.name).where(
        exists().where(Item.department_id == Department.department_id, _in_force(uow))
    )
    return [(code, name) for code, name in uow.session.execute(chosen.order_by(Department.department_id))]


def items_in_force(uow: UnitOfWork, department: str, after: int, most: int) -> Sequence[PublicItem]:
    """Return a department's items in force (rule text 二（二）) after a row's number, in the order of the list."""
    chosen = (
        select(
            Item.item_id,
            Item.code,
            Item.category,
            Item.matter,
            Item.object_kind,
            Item.grade,
            Item.method,
            Item.legal_basis,
        )
        .join(Department, Department.department_id == Item.department_id)
        .where(Department.code == department, Item.item_id > after, _in_force(uow))
        .order_by(Item.item_id)
        .limit(most)
    )
    return [PublicItem(*row) for row in uow.session.execute(chosen)]


def _in_force(uow: UnitOfWork) -> Any:
    day = today(uow)
    begun = Item.valid_from.is_(None) | (Item.valid_from <= day)
    return begun & (Item.valid_until.is_(None) | (Item.valid_until > day))


def _view(uow: UnitOfWork, row: PublicResult) -> ResultView:
    return _made(row, row.state, row.facts, _editions(uow, row), _siblings(uow, row))


def _made(
    row: PublicResult, state: str, facts: Json | None, editions: tuple[Edition, ...], siblings: tuple[Sibling, ...]
) -> ResultView:
    is_withheld = state == "withheld"
    # What was withdrawn stays withdrawn, also when it is published again.
    readable = len(list(takewhile(lambda each: each.kind not in KEEPING_BACK, editions)))
    editions = editions[:readable] + tuple(replace(each, page=None) for each in editions[readable:])
    if is_withheld:
        editions = tuple(replace(each, reason="") for each in editions)
    return ResultView(
        row.number,
        row.visit_number,
        facts["object"] if facts else "" if is_withheld else row.name,
        facts["registration_code"] if facts else "" if is_withheld else row.registration_code,
        facts["department"] if facts else row.department,
        state,
        facts,
        row.published_on,
        editions,
        siblings,
    )


def _editions(uow: UnitOfWork, row: PublicResult) -> tuple[Edition, ...]:
    chosen = select(PublicVersion).where(PublicVersion.public_result_id == row.public_result_id)
    return tuple(
        Edition(each.version, each.kind, each.reason or "", each.page_sha256, each.on)
        for each in uow.session.scalars(chosen.order_by(PublicVersion.version.desc()))
    )


def _siblings(uow: UnitOfWork, row: PublicResult) -> tuple[Sibling, ...]:
    chosen = select(PublicResult.number, PublicResult.department).where(
        PublicResult.visit_number == row.visit_number,
        PublicResult.number != row.number,
        PublicResult.state != "withheld",
    )
    return tuple(Sibling(*each) for each in uow.session.execute(chosen.order_by(PublicResult.number)))
