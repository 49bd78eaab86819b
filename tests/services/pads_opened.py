"""Pads in a furnished district: a record ready to be signed, a page let in, ink on it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rules.errors import Problem
from rules.ink import STROKE, Mark, Point
from rules.launch_data import LaunchData
from rules.refusals import Refused
from services import pad_signing, pads
from services.pad_signing import Drawn
from services.papers import PrintedPaper, Wish, keep_paper
from services.seen import seen_visit
from services.standing_record import content_of
from storage.files import FileStore
from storage.tables import Pad, PadMark, Person
from storage.unit_of_work import reading
from tests.services.signatures_given import concludes, person
from tests.services.submitted import does

LINE = tuple(Point(x, x // 3, x, 0) for x in range(0, 1000, 50))
NAME = (Mark(STROKE, 1, LINE), Mark(STROKE, 2, tuple(Point(p.x, 500 - p.y, p.t, 0) for p in LINE)))


def print_record(district: Any, visit_id: int, sha256: str) -> None:
    """Have the record printed as it stands."""
    with district.act() as uow:
        content = content_of(uow, seen_visit(uow, visit_id))
        keep_paper(uow, Wish("record", visit_id, "pdf", "SJ-01", ()), PrintedPaper(sha256, None, content, (), ""))


def ready(district: Any) -> int:
    """A visit whose departments have confirmed their results, its record printed."""
    visit_id = concludes(district)
    print_record(district, visit_id, "a" * 64)
    return visit_id


def launch(district: Any, code: str, signature: str, at: datetime | None = None) -> LaunchData:
    """What Telegram says when a person opens a page."""
    with district.act() as uow:
        number = uow.session.get_one(Person, person(district, code)).telegram_user_id
    return LaunchData(number, at or district.now, signature)


def enters(district: Any, pad_id: int, code: str = "SJ-01", signature: str = "1" * 64) -> str:
    """Open the page of a pad from the chat; return its ticket."""
    told = launch(district, code, signature)
    with district.act() as uow:
        _, ticket = pads.enter_by_launch(uow, pad_id, told)
        return str(ticket)


def writes(district: Any, pad_id: int, ticket: str, marks: tuple[Mark, ...] = NAME, first: int = 1) -> int:
    """Write on a pad; return the number of the last mark that is kept."""
    with district.act() as uow:
        return pads.take_marks(uow, pads.held_pad(uow, pad_id, ticket), first, marks, (358, 298))


def finishes(district: Any, pad_id: int, ticket: str, files: FileStore) -> Pad:
    """Let the signature stand."""
    with district.act() as uow:
        drawn: Drawn = pad_signing.drawn_on(uow, pad_id, ticket, files.keep)
    with district.act() as uow:
        return pad_signing.sign(uow, pad_id, ticket, drawn)


@pytest.fixture
def visit_id(district: Any) -> int:
    return ready(district)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(f"file://{tmp_path / 'files'}")


def opens(district: Any, visit_id: int, scope: str = "me", code: str = "SJ-01") -> int:
    return int(does(district, pads.open_pad, visit_id, scope, code=code))


def signs(district: Any, visit_id: int, files: FileStore, scope: str = "me", code: str = "SJ-01") -> int:
    pad_id = opens(district, visit_id, scope, code)
    ticket = enters(district, pad_id, code, f"{pad_id:064}")
    writes(district, pad_id, ticket)
    finishes(district, pad_id, ticket, files)
    return pad_id


def refused(problem: Problem, act: Callable[[], Any]) -> None:
    with pytest.raises(Refused) as found:
        act()
    assert found.value.code == problem.code


def marks_of(district: Any, pad_id: int) -> list[str]:
    with reading(district.database) as session:
        return list(session.scalars(select(PadMark.kind).where(PadMark.pad_id == pad_id).order_by(PadMark.number)))
