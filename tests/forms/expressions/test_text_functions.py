"""Functions of texts, choices and codes."""

import base64

import pytest

from forms.expressions.errors import ExpressionError
from tests.forms.expressions.evaluation import boolean_at, number_at, string_at


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("string(12)", "12"),
        ("string(12.50)", "12.5"),
        ("string(0.0000001)", "0.0000001"),
        ("string(123456789012345678901)", "123456789012345680000"),
        ("string(-0)", "0"),
        ("string(1 = 1)", "true"),
        ("string(/visit/tank/leaks)", "no"),
        ("concat('a', 1, true(), /visit/tank/leaks)", "a1truenoyes"),
        ("concat()", ""),
        ("join('-', /visit/tank/litres)", "100-250.5-"),
        ("join(', ', 'a', /visit/tank/leaks, 2)", "a, no, yes, , 2"),
        ("join('-')", ""),
        ("substring('hydrant', 3)", "drant"),
        ("substring('hydrant', 1.5, 2.6)", "ydr"),
        ("substring('hydrant', 0, 3)", "hy"),
        ("substring('hydrant', 0 div 0)", ""),
        ("substring('hydrant', -1 div 0)", "hydrant"),
        ("substring('hydrant', -1 div 0, 1 div 0)", ""),
        ("substr('hydrant', 2)", "drant"),
        ("substr('hydrant', -3)", "ant"),
        ("substr('hydrant', 1, -1)", "ydran"),
        ("substr('hydrant', 5, 2)", ""),
        ("substr('hydrant', 'x')", "hydrant"),
        ("substr('hydrant', 1 div 0)", ""),
        ("substring-before('2026-03', '-')", "2026"),
        ("substring-before('2026', '-')", ""),
        ("substring-after('2026-03', '-')", "03"),
        ("substring-after('2026', '-')", ""),
        ("substring-after('2026', '')", "2026"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("translate('bazaar', 'aa', 'xy')", "bxzxxr"),
        ("translate('bar', 'b', '')", "ar"),
        ("normalize-space('  a \t\n b ')", "a b"),
        ("coalesce('', /visit/site/closed)", ""),
        ("coalesce(/visit/site/closed, 'open')", "open"),
        ("if(/visit/site/pumps > 4, 'big', 'small')", "big"),
        ("if(/visit/gone, 'there', 'gone')", "gone"),
        ("selected-at(/visit/seen, 1)", "hose"),
        ("selected-at(/visit/seen, 9)", ""),
        ("selected-at(/visit/seen, -1)", ""),
        ("selected-at(/visit/seen, 0 div 0)", ""),
        ("name(/visit/site)", "site"),
        ("local-name(/visit/@id)", "id"),
        ("namespace-uri(/visit)", ""),
        ("name(/visit/gone)", ""),
        ("base64-decode('5raI54Gr')", "消火"),
        ("base64-decode('no base64')", ""),
        ("base64-decode('/w==')", "�"),
    ],
)
def test_a_text_function_gives_its_text(text: str, wanted: str) -> None:
    assert string_at(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("contains('hydrant', 'ran')", True),
        ("contains('hydrant', '')", True),
        ("starts-with('hydrant', 'hy')", True),
        ("ends-with('hydrant', 'hy')", False),
        ("selected(/visit/seen, 'hose')", True),
        ("selected(/visit/seen, ' hose ')", True),
        ("selected(/visit/seen, 'hos')", False),
        ("selected('', '')", False),
        ("not(/visit/gone)", True),
        ("boolean('false')", True),
        ("boolean-from-string('false')", False),
        ("boolean-from-string(1)", True),
        ("checklist(1, 2, true(), /visit/tank/leaks)", False),
        ("checklist(1, -1, true(), /visit/tank/leaks)", True),
        ("weighted-checklist(5, 9, true(), 2, 'yes', 3)", True),
        ("weighted-checklist(6, 9, true(), 2, false(), 30)", False),
    ],
)
def test_a_question_of_truth_is_answered(text: str, wanted: bool) -> None:
    assert boolean_at(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("string-length('消火栓')", 3), ("count-selected(/visit/seen)", 3), ("count-selected('')", 0)],
)
def test_characters_and_choices_are_counted(text: str, wanted: float) -> None:
    assert number_at(text) == wanted


def test_functions_without_an_argument_look_at_the_context_node() -> None:
    assert string_at("string()", "/visit/site/name") == "东湖加油站"
    assert number_at("string-length()", "/visit/site/name") == 5
    assert string_at("normalize-space()", "/visit/seen") == "sign hose meter"
    assert number_at("number()", "/visit/site/pumps") == 6
    assert string_at("name()", "/visit/site") == "site"


@pytest.mark.parametrize(
    ("algorithm", "wanted"),
    [
        ("MD5", "202cb962ac59075b964b07152d234b70"),
        ("SHA-1", "40bd001563085fc35165329ea1ff5c5ecbdbbeef"),
        ("SHA-256", "a665a45920422f9d417e4867efdc4fb8a04a1f3fff1fa07e998e86f7f7a27ae3"),
    ],
)
def test_a_digest_is_that_of_the_utf_8_bytes(algorithm: str, wanted: str) -> None:
    assert string_at(f"digest('123', '{algorithm}', 'hex')") == wanted
    assert string_at(f"digest('123', '{algorithm}')") == base64.b64encode(bytes.fromhex(wanted)).decode()


@pytest.mark.parametrize("text", ["digest('a', 'SHA-3')", "digest('a', 'MD5', 'octal')"])
def test_an_unknown_digest_is_refused_with_what_there_is(text: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        string_at(text)
    assert refused.value.code == "EXPR_015"


# RFC 8032, section 7.1, test 2: its message is the letter r.
KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def in_base64(hexadecimal: str, text: str = "") -> str:
    return base64.b64encode(bytes.fromhex(hexadecimal) + text.encode()).decode()


@pytest.mark.parametrize(
    ("contents", "key", "wanted"),
    [
        (in_base64(SIGNATURE, "r"), in_base64(KEY), "r"),
        (in_base64(SIGNATURE, "s"), in_base64(KEY), ""),
        (in_base64(SIGNATURE, "r"), in_base64(KEY[:-2] + "0d"), ""),
        (in_base64(SIGNATURE, "r"), in_base64("ff" * 32), ""),
        (in_base64(SIGNATURE[:64] + "ff" * 32, "r"), in_base64(KEY), ""),
        (in_base64(SIGNATURE[:20]), in_base64(KEY), ""),
        ("not base64", "nor this", ""),
    ],
)
def test_a_signed_text_is_given_only_if_its_signature_fits(contents: str, key: str, wanted: str) -> None:
    assert string_at(f"extract-signed('{contents}', '{key}')") == wanted


def test_what_the_session_knows_is_given_by_name() -> None:
    properties = {"deviceid": "hecha:7"}
    assert string_at("property('deviceid')", properties=properties) == "hecha:7"
    assert string_at("property('phonenumber')", properties=properties) == ""
    assert string_at("version()", version="2026-03") == "2026-03"


def test_the_label_of_a_choice_comes_from_the_session() -> None:
    asked = []

    def label(value: str, path: str, node: object) -> str | None:
        asked.append((value, path, node))
        return {"no": "否"}.get(value)

    assert string_at("jr:choice-name(/visit/tank/leaks, '/visit/tank/leaks')", choice_label=label) == "否"
    assert string_at("jr:choice-name('maybe', '/visit/tank/leaks')", choice_label=label) == ""
    assert [each[:2] for each in asked] == [("no", "/visit/tank/leaks"), ("maybe", "/visit/tank/leaks")]
