"""Merkle roots and audit paths are those of RFC 6962, as its text defines them."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from rules.chains import audit_path, merkle_root, root_by_path

LEAVES = st.lists(st.binary(max_size=4), min_size=1, max_size=70)


def tree(leaves: list[bytes]) -> bytes:
    """MTH of section 2.1."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + tree(leaves[:split]) + tree(leaves[split:])).digest()


def path(place: int, leaves: list[bytes]) -> list[str]:
    """PATH of section 2.1.1."""
    if len(leaves) == 1:
        return []
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    if place < split:
        return [*path(place, leaves[:split]), tree(leaves[split:]).hex()]
    return [*path(place - split, leaves[split:]), tree(leaves[:split]).hex()]


@given(LEAVES, st.data())
def test_root_and_path_are_those_of_the_text(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    assert merkle_root(leaves) == tree(leaves).hex()
    assert audit_path(leaves, place) == path(place, leaves)
    assert root_by_path(leaves[place], place, len(leaves), audit_path(leaves, place)) == merkle_root(leaves)


@given(LEAVES, st.data())
def test_a_path_leads_from_no_other_leaf_and_from_no_other_place(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    way, root = audit_path(leaves, place), merkle_root(leaves)
    assert root_by_path(b"other", place, len(leaves), way) != root
    assert root_by_path(leaves[place], place, len(leaves), [*way, "00" * 32]) is None
    assert root_by_path(leaves[place], len(leaves), len(leaves), way) is None
    if way:
        assert root_by_path(leaves[place], place, len(leaves), way[:-1]) is None
