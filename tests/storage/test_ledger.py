"""The ledger: chains that only grow, in which every change is found."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from rules.canonical_json import canonical
from rules.chains import NO_LINK, faults_of, link_hash
from storage.ledger import Personal, links_of
from storage.tables import LedgerLink, Opening
from storage.unit_of_work import UnitOfWork

Work = Callable[[], AbstractContextManager[UnitOfWork]]
CHAIN = "visit:2026-001"


def three_links(work: Work) -> list[dict[str, Any]]:
    with work() as uow:
        uow.record(CHAIN, "accepted", "SJ-01", {"person": "SJ-01"})
        uow.record(CHAIN, "answered", "SJ-01", {"question": "q1", "value": "yes", "revision": 1}, ["b" * 64, "a" * 64])
    with work() as uow:
        uow.record(CHAIN, "concluded", "SJ-01", {"results": [1, 2], "note": "“通道”已清理"})
    with work() as uow:
        return list(links_of(uow.session, CHAIN))


def test_a_chain_is_whole_over_several_units_of_work(work: Work) -> None:
    links = three_links(work)
    assert list(faults_of(links)) == []
    assert [link["seq"] for link in links] == [1, 2, 3]
    assert links[0]["prev"] == NO_LINK
    assert links[1]["files"] == ["a" * 64, "b" * 64]


def test_each_chain_counts_for_itself(work: Work) -> None:
    three_links(work)
    with work() as uow:
        uow.record("registry", "invited", "console", {"person": "SJ-01"})
        assert uow.ledger.head("registry")[0] == 1
        assert uow.ledger.head(CHAIN)[0] == 3
        assert uow.ledger.head("nothing") == (0, NO_LINK)


def test_a_link_s_hash_is_that_of_its_canonical_json_behind_a_zero_byte(work: Work) -> None:
    link = three_links(work)[2]
    body = (
        '{"actor":"SJ-01","body":{"note":"“通道”已清理","results":[1,2]},"files":[],"prev":"' + link["prev"] + '",'
        '"seq":3,"server_time":"2026-03-12T09:30:00.000Z","type":"concluded"}'
    )
    assert link["hash"] == hashlib.sha256(b"\x00" + body.encode()).hexdigest()


def test_what_was_rolled_back_leaves_no_link(work: Work) -> None:
    with work() as uow:
        uow.record(CHAIN, "accepted", "SJ-01", {})
        uow.connection.rollback()
    with work() as uow:
        assert uow.session.scalar(select(func.count()).select_from(LedgerLink)) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET actor = 'nobody' WHERE seq = 2",
        "UPDATE ledger SET hash = hash",
        "DELETE FROM ledger WHERE seq = 3",
        "DELETE FROM ledger",
    ],
)
def test_the_database_itself_refuses_to_change_a_link(work: Work, statement: str) -> None:
    before = three_links(work)
    with pytest.raises(DBAPIError, match="append-only"), work() as uow:
        uow.session.execute(text(statement))
    with work() as uow:
        assert list(links_of(uow.session, CHAIN)) == before


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_the_ledger(work: Work) -> None:
    three_links(work)
    with pytest.raises(DBAPIError, match="append-only"), work() as uow:
        uow.session.execute(text("TRUNCATE ledger"))


def test_a_number_of_the_chain_is_given_once(work: Work) -> None:
    three_links(work)
    with work() as uow:
        uow.session.add(LedgerLink(chain=CHAIN, **next(links_of(uow.session, CHAIN))))
        with pytest.raises(DBAPIError):
            uow.session.flush()
        uow.connection.rollback()


def test_a_personal_value_stands_only_sealed_and_can_be_erased(work: Work) -> None:
    with work() as uow:
        uow.record(CHAIN, "recusal_asked", "SJ-01", {"person": "SJ-01", "why": [{"reason": Personal("亲属关系")}]})
    with work() as uow:
        link = next(links_of(uow.session, CHAIN))
        opening = uow.session.scalars(select(Opening)).one()
        sealed = link["body"]["why"][0]["reason"]["sealed"]
        assert "亲属关系" not in str(link)
        assert (opening.path, opening.value) == ("/why/0/reason", "亲属关系")
        assert sealed == hashlib.sha256((opening.salt + opening.value).encode()).hexdigest()
        uow.session.delete(opening)
    with work() as uow:
        assert list(faults_of(links_of(uow.session, CHAIN))) == []


def test_two_equal_personal_values_do_not_look_equal(work: Work) -> None:
    with work() as uow:
        uow.record(CHAIN, "asked", "SJ-01", {"a": Personal("023-1"), "b": Personal("023-1")})
        body = next(links_of(uow.session, CHAIN))["body"]
    assert body["a"] != body["b"]


def chain_of(bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = []
    for seq, body in enumerate(bodies, 1):
        link: dict[str, Any] = {
            "seq": seq,
            "prev": links[-1]["hash"] if links else NO_LINK,
            "type": "answered",
            "actor": "SJ-01",
            "server_time": "2026-03-12T09:30:00.000Z",
            "files": [],
            "body": body,
        }
        links.append({**link, "hash": link_hash(link)})
    return links


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
CHAINS = st.lists(st.dictionaries(st.text(), VALUES, max_size=3), min_size=2, max_size=6).map(chain_of)


@given(links=CHAINS, data=st.data())
def test_any_changed_field_of_any_link_is_found(links: list[dict[str, Any]], data: st.DataObject) -> None:
    assert list(faults_of(links)) == []
    changed = deepcopy(links)
    link = data.draw(st.sampled_from(changed))
    field = data.draw(st.sampled_from(sorted(link)))
    value = data.draw(st.integers() if field == "seq" else VALUES)
    assume(canonical({"": value}) != canonical({"": link[field]}))
    link[field] = value
    assert list(faults_of(changed))


@given(links=CHAINS, data=st.data())
def test_a_link_left_out_or_put_elsewhere_is_found(links: list[dict[str, Any]], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(links) - 2))
    assert list(faults_of(links[:place] + links[place + 1 :]))
    swapped = [*links[:place], links[place + 1], links[place], *links[place + 2 :]]
    assert list(faults_of(swapped))


@given(value=VALUES)
def test_canonical_json_does_not_depend_on_the_order_of_keys(value: Any) -> None:
    body = {"b": value, "a": [value]}
    assert canonical(body) == canonical(dict(reversed(body.items())))


@pytest.mark.parametrize("body", [{"x": 0.1}, {"x": [1, {"y": 2.0}]}, {"x": float("nan")}])
def test_a_fraction_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="as text"):
        canonical(body)
