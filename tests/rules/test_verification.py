"""Verification codes: always the same for a paper, and nobody makes one without the secret."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.verification import LETTERS, SEAL_SIGNS, SIGNS, Claim, code_of, read_code

SECRET = bytes(range(32))
GUESSES = 10_000

claims = st.builds(Claim, st.sampled_from(list(LETTERS)), st.integers(1, 10**12 - 1))


@given(claims, st.binary(min_size=32, max_size=32))
def test_a_code_is_read_back_by_its_own_secret_only(claim: Claim, secret: bytes) -> None:
    code = code_of(secret, claim)
    assert read_code(secret, code) == claim
    assert code_of(secret, claim) == code
    assert read_code(secret + b"1", code) is None


def test_a_code_needs_no_escaping_in_an_address_and_seals_with_128_bits_at_least() -> None:
    assert re.fullmatch(r"r12-[0-9a-z]{26}", code_of(SECRET, Claim("record", 12)))
    assert len(SIGNS) == 32
    assert SEAL_SIGNS * 5 >= 128


@given(claims)
def test_a_code_may_be_typed_from_paper(claim: Claim) -> None:
    code = code_of(SECRET, claim)
    head, dash, seal = code.partition("-")
    typed = head + dash + seal.replace("0", "O").replace("1", "l")
    assert read_code(SECRET, code.upper()) == read_code(SECRET, typed) == claim


@given(claims, st.data())
def test_a_code_with_any_other_sign_in_it_is_none(claim: Claim, data: st.DataObject) -> None:
    code = code_of(SECRET, claim)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from([sign for sign in "-" + SIGNS if sign != code[place]]))
    assert read_code(SECRET, code[:place] + other + code[place + 1 :]) is None


@given(st.text())
def test_whatever_else_is_written_is_none(text: str) -> None:
    assert read_code(SECRET, text) is None


def test_ten_thousand_guesses_find_no_visit() -> None:
    guessing = random.Random(3)
    for _ in range(GUESSES):
        seal = "".join(guessing.choices(SIGNS, k=SEAL_SIGNS))
        assert read_code(SECRET, f"{guessing.choice('nr')}{guessing.randint(1, 20)}-{seal}") is None


def test_the_code_of_one_paper_tells_nothing_of_another() -> None:
    codes = {code_of(SECRET, Claim(paper, number)).partition("-")[2] for paper in LETTERS for number in range(1, 500)}
    assert len(codes) == len(LETTERS) * 499
    notice = code_of(SECRET, Claim("notice", 3))
    assert read_code(SECRET, "r" + notice[1:]) is None
    assert read_code(SECRET, notice.replace("n3", "n4")) is None


@pytest.mark.parametrize("number", ["0", "03", "-3", "３", "9999999999999"])
def test_a_number_is_written_in_one_way_only(number: str) -> None:
    assert read_code(SECRET, code_of(SECRET, Claim("notice", 3)).replace("3", number, 1)) is None
