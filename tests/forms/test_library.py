"""The bundled checklists are real workbooks, complete in both languages and short enough for a phone."""

import re
import unicodedata
from collections import Counter

import pytest

from forms.checklist import Checklist, Question, Texts
from forms.workbook import LIBRARY, load_workbook

PLAIN = ("health", "labour", "registration", "special-equipment")
WITH_LOGIC = ("annual-report", "catering", "construction", "fire-safety", "food-sale")
NAMES = (*PLAIN, *WITH_LOGIC)


@pytest.fixture(scope="module")
def library() -> dict[str, Checklist]:
    return {name: load_workbook(LIBRARY / f"{name}.xlsx", name) for name in NAMES}


def width(text: str) -> float:
    """In full-width characters."""
    return sum(1 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)


def texts_of(question: Question) -> list[Texts]:
    labels = [question.label, question.hint, question.guidance]
    labels += [choice.label for choice in question.choices]
    return labels + [phrase.label for phrase in question.phrases]


def test_the_library_holds_exactly_these_checklists() -> None:
    assert sorted(path.stem for path in LIBRARY.glob("*.xlsx")) == sorted(NAMES)


def test_catering_has_twenty_compliance_items_in_three_groups(library: dict[str, Checklist]) -> None:
    catering = library["catering"]
    counts = {
        group.name: sum(q.kind == "compliance" and q.group == group.name for q in catering.questions)
        for group in catering.groups
    }
    assert [count for count in counts.values() if count] == [7, 7, 6]
    named = [catering.group(name).label["zh"] for name, count in counts.items() if count]
    assert named == ["证照公示", "场所卫生", "进货与记录"]
    assert catering.department == "市场监管"


def test_fire_safety_has_items_of_four_kinds(library: dict[str, Checklist]) -> None:
    kinds = Counter(question.kind for question in library["fire-safety"].asked)
    assert kinds == {"compliance": 9, "integer": 2, "photo": 1, "text": 1}
    photo = next(question for question in library["fire-safety"].asked if question.kind == "photo")
    assert photo.photos_required == 1


def test_registration_has_ten_compliance_items(library: dict[str, Checklist]) -> None:
    assert [question.kind for question in library["registration"].asked] == ["compliance"] * 10


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_both_languages(library: dict[str, Checklist], name: str) -> None:
    checklist = library[name]
    assert checklist.languages == ("zh", "en")
    everything = [checklist.title, *(group.label for group in checklist.groups)]
    everything += [texts for question in checklist.questions for texts in texts_of(question)]
    assert all(list(texts) == ["zh", "en"] and all(texts.values()) for texts in everything)


@pytest.mark.parametrize("name", NAMES)
def test_every_item_names_its_legal_basis_and_how_to_check(library: dict[str, Checklist], name: str) -> None:
    for question in library[name].asked:
        assert "依据：《" in question.guidance["zh"]
        assert "条" in question.guidance["zh"]
        assert "查法：" in question.guidance["zh"]
        assert "Basis: " in question.guidance["en"]
        assert "How: " in question.guidance["en"]


DIGITS = "零一二三四五六七八九"


def arabic(numeral: str) -> int:
    """Reads a Chinese numeral below one thousand, such as 一百二十六."""
    total, digit = 0, 0
    for sign in numeral:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[sign]
            digit = 0
    return total + digit


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_cite_the_same_articles(library: dict[str, Checklist], name: str) -> None:
    for question in library[name].asked:
        basis_zh = question.guidance["zh"].split("查法：")[0]
        basis_en = question.guidance["en"].split("How: ")[0]
        cited_zh = sorted(arabic(numeral) for numeral in re.findall(r"第([零一二三四五六七八九十百]+)条", basis_zh))
        assert cited_zh == sorted(int(number) for number in re.findall(r"\d+", basis_en)), question.name


@pytest.mark.parametrize("name", NAMES)
def test_labels_fit_one_line_of_a_phone(library: dict[str, Checklist], name: str) -> None:
    for question in library[name].questions:
        assert width(question.label["zh"]) <= 16
        assert len(question.label["en"]) <= 36
        for phrase in question.phrases:
            assert width(phrase.label["zh"]) <= 8
            assert len(phrase.label["en"]) <= 32


@pytest.mark.parametrize("name", NAMES)
def test_every_compliance_item_offers_three_or_four_usual_problems(library: dict[str, Checklist], name: str) -> None:
    for question in library[name].questions:
        if question.kind == "compliance":
            assert 3 <= len(question.phrases) <= 4
            assert (question.complies, question.problem, question.not_applicable) == ("complies", "problem", "na")
