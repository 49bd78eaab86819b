"""A name and a telephone typed in one line."""

import pytest

from rules.contacts import Contact, contact, masked, person_name
from rules.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "name", "phone"),
    [
        ("李某 13900000000", "李某", "13900000000"),
        ("李某13900000000", "李某", "13900000000"),
        ("13900000000 李某", "李某", "13900000000"),
        ("李某，１３９００００００００", "李某", "13900000000"),
        ("李某：139 0000 0000", "李某", "13900000000"),
        ("Li Mou +86 139-0000-0000", "Li Mou", "13900000000"),
        ("李某 023-00002001", "李某", "02300002001"),
        ("李某 010-1234567", "李某", "0101234567"),
        ("李某\n13900000000", "李某", "13900000000"),
    ],
)
def test_name_and_telephone_are_read_in_either_order(typed: str, name: str, phone: str) -> None:
    assert contact(typed) == Contact(name, phone)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("李某", "SIGN_001"),
        ("", "SIGN_001"),
        ("李某 139", "SIGN_002"),
        ("李某 12900000000", "SIGN_002"),
        ("李某 66778899", "SIGN_002"),
        ("李某 139000000001", "SIGN_002"),
        ("13900000000", "SIGN_003"),
        ("李某2号 13900000000", "SIGN_004"),
        ("某" * 51 + " 13900000000", "SIGN_004"),
    ],
)
def test_what_is_missing_or_wrong_is_said(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        contact(typed)
    assert refused.value.code == code


def test_a_name_alone_is_trimmed() -> None:
    assert person_name("  王　某 ") == "王 某"


def test_only_the_last_four_digits_of_a_telephone_are_shown() -> None:
    assert masked("13900001234") == "···· 1234"
