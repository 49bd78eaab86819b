"""Registration codes: published codes pass, and what people mistype does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import describe
from rules.uscc import (
    DIGITS,
    SIGNS,
    RegistrationCodeInvalid,
    check_digit,
    check_sign,
    organisation_check,
    registration_code,
)

# Public bodies and companies publish these; the last six are of the block YB that is not issued.
UNIFIED = (
    "11500112MB15744794",
    "11500000MB16179345",
    "11500241MB1624800Q",
    "11500000MB17643950",
    "11500106MB17294428",
    "9144030071526726XG",
    "91330100799655058B",
    "914403001922038216",
    "91500112YB0000016M",
    "92500112YB00000328",
    "91500112YB00A10724",
    "93500112YB00000400",
    "52500112YB00000594",
    "12500112YB00000673",
)
OLD = ("110108000000016", "500112000000012")

organisations = st.text(SIGNS, min_size=8, max_size=8)
districts = st.text(DIGITS, min_size=6, max_size=6)


@st.composite
def unified_codes(draw: st.DrawFn) -> str:
    organisation = draw(organisations)
    first17 = draw(st.sampled_from(("11", "12", "51", "52", "91", "92", "93"))) + draw(districts)
    first17 += organisation + organisation_check(organisation)
    return first17 + check_sign(first17)


@st.composite
def old_numbers(draw: st.DrawFn) -> str:
    first14 = draw(st.text(DIGITS, min_size=14, max_size=14))
    return first14 + check_digit(first14)


def replaced(code: str, place: int, sign: str) -> str:
    return code[:place] + sign + code[place + 1 :]


def swapped(code: str, place: int, other: int) -> str:
    signs = list(code)
    signs[place], signs[other] = signs[other], signs[place]
    return "".join(signs)


def refusal(typed: str) -> RegistrationCodeInvalid:
    with pytest.raises(RegistrationCodeInvalid) as caught:
        registration_code(typed)
    return caught.value


@pytest.mark.parametrize("code", [*UNIFIED, *OLD, "5001121234567"])
def test_a_code_from_a_licence_is_taken_as_it_stands(code: str) -> None:
    assert registration_code(code) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("91500112yb0000016m", "91500112YB0000016M"),
        (" 9150 0112 YB00 0001 6M\n", "91500112YB0000016M"),
        ("９１５００１１２ＹＢ００００００１６Ｍ", "REG_001"),
        ("９１５００１１２ＹＢ０００００１６Ｍ", "91500112YB0000016M"),
        ("91500112ｙｂ\u30000000016m", "91500112YB0000016M"),
        ("", "REG_001"),
        ("9150011", "REG_001"),
        ("91500112YB0000016", "REG_001"),
        ("91500112YB0000016MM", "REG_001"),
        ("915OO112YB0000016M", "REG_002"),
        ("91500112YB000001GI", "REG_002"),
        ("91500112YB00000-6M", "REG_002"),
        ("91500112Y渝0000016M", "REG_002"),
        ("91500112YB00000١6M", "REG_002"),
        ("9150011AYB0000016M", "REG_003"),
        ("50011200000001A", "REG_003"),
        ("500112123456X", "REG_003"),
        ("91500112YB0000016N", "REG_004"),
        ("91500112YB0000061M", "REG_004"),
        ("500112000000018", "REG_006"),
    ],
)
def test_what_is_typed_becomes_the_code_or_says_what_is_wrong(typed: str, code: str) -> None:
    if code.startswith("REG_"):
        assert refusal(typed).code == code
    else:
        assert registration_code(typed) == code


def test_an_organisation_code_with_a_wrong_check_is_refused_even_when_the_last_sign_fits() -> None:
    first17 = "91500112YB0000017"
    assert refusal(first17 + check_sign(first17)).code == "REG_005"


@pytest.mark.parametrize(
    ("typed", "zh", "en"),
    [
        ("9150011", "代码有7位", "has 7 signs"),
        ("915OO112YB0000016M", "第4位的“O”", "Sign 4 of the code, “O”"),
        ("9150011AYB0000016M", "第8位应为数字，填的是“A”", "Sign 8 of the code must be a digit, not “A”"),
        ("91500112YB0000016N", "第18位", "sign 18"),
    ],
)
def test_a_refusal_says_where_and_what_in_both_languages(typed: str, zh: str, en: str) -> None:
    assert zh in describe(refusal(typed), "zh-CN")
    assert en in describe(refusal(typed), "en")


@pytest.mark.parametrize(
    ("first8", "check"),
    [("YB000001", "6"), ("YB000003", "2"), ("YB00A107", "2"), ("YB000004", "0"), ("71526726", "X")],
)
def test_the_check_of_an_organisation_code_is_that_of_the_standard(first8: str, check: str) -> None:
    assert organisation_check(first8) == check


# 0794 is the example of ISO 7064; the fourteen digits are of food licences in the demo's form.
@pytest.mark.parametrize(
    ("digits", "check"),
    [("0794", "5"), ("1500112000001", "6"), ("2500112000001", "5"), ("3500112000001", "4"), ("11010800000001", "6")],
)
def test_the_check_digit_is_that_of_the_standard(digits: str, check: str) -> None:
    assert check_digit(digits) == check


@pytest.mark.parametrize("length", [0, 16, 18])
def test_a_check_sign_needs_seventeen_signs(length: int) -> None:
    with pytest.raises(RegistrationCodeInvalid):
        check_sign("9" * length)


def test_a_check_of_an_organisation_code_needs_eight_signs() -> None:
    with pytest.raises(ValueError):
        organisation_check("YB00001")


@given(unified_codes())
def test_a_code_built_with_its_checks_is_valid(code: str) -> None:
    assert registration_code(code) == code


@given(unified_codes(), st.integers(0, 17), st.sampled_from(SIGNS))
def test_every_wrong_sign_in_a_unified_code_is_found(code: str, place: int, sign: str) -> None:
    wrong = replaced(code, place, sign)
    if wrong != code:
        refusal(wrong)


@pytest.mark.parametrize("code", UNIFIED)
def test_every_wrong_sign_at_every_place_of_a_published_code_is_found(code: str) -> None:
    wrong = {replaced(code, place, sign) for place in range(18) for sign in SIGNS} - {code}
    assert len(wrong) == 18 * 30
    for each in wrong:
        refusal(each)


@given(unified_codes(), st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_found(code: str, place: int) -> None:
    wrong = swapped(code, place, place + 1)
    if wrong != code:
        refusal(wrong)


@pytest.mark.parametrize("code", UNIFIED)
def test_signs_far_apart_that_changed_places_are_found_except_the_first_with_the_last(code: str) -> None:
    pairs = [(place, other) for place in range(18) for other in range(place + 1, 18) if code[place] != code[other]]
    for place, other in pairs:
        if (place, other) != (0, 17):  # both weigh 1 in the standard's sum
            refusal(swapped(code, place, other))


@given(old_numbers(), st.integers(0, 14), st.sampled_from(DIGITS))
def test_every_wrong_digit_in_an_old_number_is_found(number: str, place: int, digit: str) -> None:
    assert registration_code(number) == number
    wrong = replaced(number, place, digit)
    if wrong != number:
        assert refusal(wrong).code == "REG_006"


def told(typed: str) -> str:
    try:
        return registration_code(typed)
    except RegistrationCodeInvalid as refused:
        return describe(refused, "zh-CN") + describe(refused, "en")


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_code_that_stays_as_it_is_or_a_sentence(typed: str) -> None:
    answer = told(typed)
    assert told(answer) == answer or len(answer) > 40
