"""Finding public results: by any part of a name, by the beginning of a registration code, by campaign, by result.

A name is kept once for each place in it, as what follows that place: any part of it is then a beginning, which both
kinds of database find by a range over an ordinary index. Pages go on behind the last row seen, so that the hundredth
costs what the first does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, select, tuple_

from rules.publication import folded
from storage.tables import PublicName, PublicOutcome, PublicResult
from storage.tables.publication import SUFFIX_MOST
from storage.unit_of_work import UnitOfWork

LAST_SIGN = "\U0010ffff"
SEPARATOR = "~"
# A part that stands twice in a name is passed over once; more rows than these are not read for one page.
ROUNDS_MOST = 5
FEW_NAMES = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; empty texts ask for nothing. `after` is where the page before ended."""

    text: str = ""
    campaign: str = ""
    result: str = ""
    after: str = ""


EVERYTHING = Asked()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results, and where the next one goes on: empty after the last."""

    rows: tuple[PublicResult, ...]
    after: str


def search(uow: UnitOfWork, asked: Asked, most: int) -> Found:
    """Return a page of results: the newest first; for a part of a name alone, or a rare one, by what follows it."""
    part = folded(asked.text)
    if asked.text and not part:
        return Found((), "")
    if part and _is_by_name(uow, asked, part):
        return _by_name(uow, asked, part, most)
    return _by_age(uow, asked, part, most)


def _is_by_name(uow: UnitOfWork, asked: Asked, part: str) -> bool:
    """Return whether few enough names hold a part to go through them, rather than through all of a campaign or all
    with one result; what began in one order goes on in it.
    """
    if not asked.campaign and not asked.result:
        return True
    if asked.after:
        return SEPARATOR in asked.after
    begins = part[:SUFFIX_MOST]
    named = select(PublicName.suffix).where(PublicName.suffix >= begins, PublicName.suffix < begins + LAST_SIGN)
    return uow.session.scalar(named.order_by(PublicName.suffix).offset(FEW_NAMES).limit(1)) is None


def _by_age(uow: UnitOfWork, asked: Asked, part: str, most: int) -> Found:
    chosen = select(PublicResult).where(PublicResult.state != "withheld")
    order = PublicResult.public_result_id
    if asked.result:
        outcome = PublicOutcome.public_result_id == PublicResult.public_result_id
        chosen = chosen.join(PublicOutcome, outcome).where(PublicOutcome.result == asked.result)
        order = PublicOutcome.public_result_id
    if asked.campaign:
        chosen = chosen.where(PublicResult.campaign_number == asked.campaign)
    if part:
        of_code = PublicResult.registration_code.startswith(part.upper(), autoescape=True)
        chosen = chosen.where(PublicResult.folded.contains(part, autoescape=True) | of_code)
    if (before := row_number(asked.after)) is not None:
        chosen = chosen.where(order < before)
    rows = uow.session.scalars(chosen.order_by(order.desc()).limit(most + 1)).all()
    return Found(tuple(rows[:most]), str(rows[most - 1].public_result_id) if len(rows) > most else "")


def _by_name(uow: UnitOfWork, asked: Asked, part: str, most: int) -> Found:
    rows: list[PublicResult] = []
    last = _place(asked.after)
    for _ in range(ROUNDS_MOST):
        read = uow.session.execute(names_from(part, last, asked).limit(most + 1)).all()
        for suffix, row in read:
            is_first = _is_first(part, suffix, row)
            if is_first and len(rows) == most and last is not None:
                return Found(tuple(rows), _told(last))
            last = (suffix, row.public_result_id)
            if is_first:
                rows.append(row)
        if len(read) <= most:
            return Found(tuple(rows), "")
    return Found(tuple(rows), _told(last) if last else "")


def names_from(part: str, last: tuple[str, int] | None, asked: Asked = EVERYTHING) -> Select[str, PublicResult]:
    """Return what finds the names that hold a folded part, behind a place, in the order of the index."""
    begins = part[:SUFFIX_MOST]
    place = tuple_(PublicName.suffix, PublicName.public_result_id)
    chosen = (
        select(PublicName.suffix, PublicResult)
        .join(PublicResult, PublicResult.public_result_id == PublicName.public_result_id)
        .where(PublicName.suffix >= begins, PublicName.suffix < begins + LAST_SIGN)
        .order_by(PublicName.suffix, PublicName.public_result_id)
    )
    if asked.campaign:
        chosen = chosen.where(PublicResult.campaign_number == asked.campaign)
    if asked.result:
        of_result = (PublicOutcome.public_result_id == PublicName.public_result_id) & (
            PublicOutcome.result == asked.result
        )
        chosen = chosen.where(exists().where(of_result))
    return chosen.where(place > last) if last is not None else chosen


def _is_first(part: str, suffix: str, row: PublicResult) -> bool:
    """Return whether a row stands for its result: a name may hold a part twice, and longer parts were cut."""
    at = row.folded.find(part)
    if at >= 0:
        return suffix == row.folded[at : at + SUFFIX_MOST]
    return folded(row.registration_code).startswith(part)


def results_after(uow: UnitOfWork, after: int, most: int, campaign: str = "") -> Sequence[PublicResult]:
    """Return results in the order of publication, those after a row's number: as machines take them."""
    chosen = select(PublicResult).where(PublicResult.public_result_id > after)
    if campaign:
        chosen = chosen.where(PublicResult.campaign_number == campaign)
    return uow.session.scalars(chosen.order_by(PublicResult.public_result_id).limit(most)).all()


def row_number(text: str) -> int | None:
    """Return the number that an address names, none where it names none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _told(place: tuple[str, int]) -> str:
    return f"{place[1]}{SEPARATOR}{place[0]}"


def _place(after: str) -> tuple[str, int] | None:
    number, _, suffix = after.partition(SEPARATOR)
    row = row_number(number)
    # A name's part has nothing else, and a database would refuse some of what an address can say.
    suffix = "".join(sign for sign in suffix if sign.isalnum())[:SUFFIX_MOST]
    return (suffix, row) if row is not None and suffix else None
