"""Every use case × everybody: who is let in stands in a table, and nothing is a use case that has no row in it."""

from collections.abc import Iterator

import pytest

from sandbox.stock import Stock
from storage.database import Database
from tests.services.access_stand import CAST, Stand, raise_stand, use_cases
from tests.services.access_table import COLUMNS, IN_CHARGE, INNER, OWN, TABLES

HEADS = [table.strip().splitlines()[0].split()[2:] for table in TABLES]
LINES = [line.split() for table in TABLES for line in table.strip().splitlines()[1:]]
ROWS = {name: marks for name, *marks in LINES} | {name: ["+"] * len(CAST) for name in OWN}
MATE, HEAD, OTHER = (list(CAST).index(column) for column in ("mate", "head", "head2"))


@pytest.fixture(scope="module")
def stand(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """One district for all rows: each try is taken back."""
    database = Database(stock.sqlite(tmp_path_factory.mktemp("access") / "hecha.db", is_furnished=True))
    yield raise_stand(database)
    database.close()


def missing(known: set[str], rows: set[str]) -> set[str]:
    """Return the use cases without a row, and the rows without a use case."""
    return known ^ rows


def test_every_use_case_has_a_row_and_every_row_a_use_case() -> None:
    assert [list(CAST)] * len(TABLES) == HEADS
    assert list(CAST) == list(COLUMNS)
    assert missing(set(use_cases()), {*ROWS, *INNER}) == set()
    assert len(LINES) + len(OWN) + len(INNER) == len({*ROWS, *INNER})


def test_a_new_use_case_without_a_row_is_noticed() -> None:
    assert missing({*use_cases(), "visits.burn_visit"}, {*ROWS, *INNER}) == {"visits.burn_visit"}


@pytest.mark.parametrize("use_case", sorted(ROWS))
def test_only_those_are_let_in_who_may(stand: Stand, use_case: str) -> None:
    let_in = ["+" if stand.may(use_case, column) else "." for column in CAST]
    assert dict(zip(CAST, let_in, strict=True)) == dict(zip(CAST, ROWS[use_case], strict=True))


@pytest.mark.parametrize(
    "use_case",
    [name for name, marks in ROWS.items() if name.startswith(IN_CHARGE) and (marks[HEAD], marks[OTHER]) == ("+", ".")],
)
def test_another_supervisor_is_let_in_once_the_campaigns_own_lost_the_role(stand: Stand, use_case: str) -> None:
    assert stand.may(use_case, "head2", without="head")
    assert not stand.may(use_case, "head3", without="head")


@pytest.mark.parametrize("use_case", [name for name, marks in ROWS.items() if (marks[HEAD], marks[MATE]) == ("+", ".")])
def test_a_role_that_was_taken_away_ends_at_once(stand: Stand, use_case: str) -> None:
    assert not stand.may(use_case, "head", without="head")
