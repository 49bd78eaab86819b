"""Invitations from the console: who is known is found, who is new is added, what is neither is refused in words."""

import pytest
from sqlalchemy import func, select

from rules.refusals import Refused
from services.console import MOST_SIGNS, Invited, invite_by_operator
from storage.tables import Person
from tests.services.conftest import District


def invited(district: District, wanted: str, role: str = "administrator") -> Invited:
    with district.act() as uow:
        return invite_by_operator(uow, wanted, role)


def people(district: District) -> int:
    with district.act() as uow:
        return uow.session.scalar(select(func.count()).select_from(Person)) or 0


@pytest.mark.parametrize("wanted", ["何慧", " 何慧 ", "SJ-04", "sj-04"])
def test_a_known_person_is_invited_by_code_or_name_and_not_added_again(district: District, wanted: str) -> None:
    before = people(district)
    found = invited(district, wanted)
    assert (found.name, found.person_code, found.is_new) == ("何慧", "SJ-04", False)
    assert people(district) == before


def test_a_name_that_nobody_has_adds_a_person_with_a_code_that_nobody_has(district: District) -> None:
    with district.act() as uow:
        count = uow.session.scalar(select(func.count()).select_from(Person)) or 0
        uow.session.add(Person(code=f"P-{count + 2:04d}", name={"zh": "甲", "en": "A"}, reach="unbound"))
    new = invited(district, "李 小明")
    assert (new.name, new.person_code, new.is_new) == ("李 小明", f"P-{count + 3:04d}", True)


def test_a_name_that_several_have_is_refused_with_their_codes(district: District) -> None:
    with district.act() as uow:
        uow.session.add(Person(code="P-9001", name={"zh": "何慧", "en": "He Hui"}, reach="unbound"))
    with pytest.raises(Refused) as refused:
        invited(district, "何慧")
    assert refused.value.text("en") == "Several people are called 何慧 (P-9001, SJ-04). Give the code."


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("", "OPER_012"),
        (" ", "OPER_012"),
        ("SJ-40", "OPER_022"),
        ("p-9999", "OPER_022"),
        ("何\n慧", "OPER_024"),
        ("<b>何慧</b>", "OPER_024"),
        ("何" * (MOST_SIGNS + 1), "OPER_024"),
    ],
)
def test_what_is_neither_a_code_nor_a_name_is_refused_and_adds_nobody(
    district: District, wanted: str, code: str
) -> None:
    before = people(district)
    with pytest.raises(Refused) as refused:
        invited(district, wanted)
    assert refused.value.code == code
    assert refused.value.text("zh-CN") != refused.value.text("en")
    assert people(district) == before


def test_the_longest_name_is_taken(district: District) -> None:
    assert invited(district, "何" * MOST_SIGNS).is_new
