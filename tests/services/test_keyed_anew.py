"""What was keyed on the municipal platform, and what a number says of it once it is opened again and approved anew."""

from datetime import timedelta
from pathlib import Path

import pytest

from rules.events_doors import KeyingOutdated
from services.keying import APPROVED, DONE, DUE, keying_page, mark_keyed
from services.reviewing import approve, reopen
from tests.services.keyed_results import CLERK, numbers, publisher, takes_in
from tests.services.publications_made import Publisher, person

__all__ = ["publisher"]

CHIEF = "SJ-04"


def keyed(publisher: Publisher, number: str | None) -> int:
    """Have a result keyed, and its visit opened again; return the visit."""
    visit_id = publisher.submits("017-03")
    section = publisher.section("017-03")
    with publisher.acting() as uow:
        mark_keyed(uow, person(uow, CLERK), section, number)
    publisher.now += timedelta(minutes=1)
    with publisher.acting() as uow:
        reopen(uow, person(uow, CHIEF), visit_id, "结论与照片不符")
    return visit_id


def number_of(publisher: Publisher, *, done: bool) -> list[str | None]:
    with publisher.acting() as uow:
        return [line.number for line in keying_page(uow, person(uow, CLERK), listed=DONE if done else DUE).lines]


def test_a_number_that_comes_while_a_visit_is_open_again_says_nothing_of_its_next_approval(
    publisher: Publisher, tmp_path: Path
) -> None:
    visit_id = keyed(publisher, None)
    takes_in(publisher, [["结果编号", "平台编号"], ["017-03-1", "A-12"]], tmp_path / "in")
    assert (number_of(publisher, done=False), number_of(publisher, done=True)) == ([], ["A-12"])
    with publisher.acting() as uow:
        uow.take_events()
        approve(uow, person(uow, CHIEF), visit_id)
        outdated = [each for each in uow.take_events() if isinstance(each, KeyingOutdated)]
    assert outdated == [KeyingOutdated(publisher.section("017-03"), APPROVED)]
    assert (number_of(publisher, done=False), number_of(publisher, done=True)) == (["A-12"], [])


@pytest.mark.parametrize(
    ("known", "cell"), [("A-12", " A-12 "), (None, ""), ("A-12", "")], ids=["blanks", "no number", "empty"]
)
def test_a_table_that_writes_a_known_number_otherwise_says_nothing_new(
    publisher: Publisher, tmp_path: Path, known: str | None, cell: str
) -> None:
    visit_id = keyed(publisher, known)
    table = [["结果编号", "平台编号"], ["017-03-1", cell]]
    assert takes_in(publisher, table, tmp_path / "in").same == 1
    with publisher.acting() as uow:
        approve(uow, person(uow, CHIEF), visit_id)
    assert takes_in(publisher, table, tmp_path / "in").same == 1
    assert (number_of(publisher, done=False), number_of(publisher, done=True)) == ([known], [])


def test_a_table_without_a_number_still_says_what_was_never_keyed(publisher: Publisher, tmp_path: Path) -> None:
    publisher.submits("017-03")
    takes_in(publisher, [["结果编号", "平台编号"], ["017-03-1", ""]], tmp_path / "in")
    assert (numbers(publisher), numbers(publisher, done=True)) == ([], ["017-03-1"])
