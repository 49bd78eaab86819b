"""Pages of a checklist: nothing is cut, nothing is lost, a page fits a phone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.checklist import Checklist, Question
from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.workbook import load_workbook
from handlers.screens.paging import LINE_WIDTH, PAGE_ITEMS, PAGE_LINES, lines_of, pages_of, width
from services.asked_now import asked_now
from services.filled import FilledForm

LIBRARY = Path(__file__).parents[2] / "forms" / "library"
LABELS = st.text(st.sampled_from("食品安全abc 12"), min_size=1, max_size=60)


def checklist(labels: list[tuple[str, str]]) -> Checklist:
    questions = tuple(
        Question(name=f"q{n}", kind="text", number=n, label={"zh": label}, group=group)
        for n, (group, label) in enumerate(labels, 1)
    )
    return Checklist("f", "1", {"zh": "表"}, None, "zh", ("zh",), (), questions, "0" * 64)


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), LABELS), min_size=1, max_size=40))
def test_every_question_stands_on_one_page_in_its_order(labels: list[tuple[str, str]]) -> None:
    form = checklist(sorted(labels, key=lambda pair: pair[0]))
    shown = [question.name for page in pages_of(form, "zh-CN") for question in page.questions]
    assert shown == [question.name for question in form.asked]


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), LABELS), min_size=1, max_size=40))
def test_a_page_never_takes_more_lines_than_a_phone_shows(labels: list[tuple[str, str]]) -> None:
    for page in pages_of(checklist(labels), "zh-CN"):
        lines = sum(lines_of(question.label["zh"], 3.0) for question in page.questions)
        assert lines <= PAGE_LINES or len(page.questions) == 1
        assert len(page.questions) <= PAGE_ITEMS


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), LABELS), min_size=1, max_size=40))
def test_pages_never_mix_groups(labels: list[tuple[str, str]]) -> None:
    for page in pages_of(checklist(labels), "zh-CN"):
        assert {question.group for question in page.questions} == {page.group}


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_section_of_twenty_items_takes_few_pages(language: str) -> None:
    form = load_workbook(LIBRARY / "catering.xlsx", "catering.xlsx")
    begun = begin(read_form(form.xform), now=datetime(2026, 11, 25, 2, tzinfo=UTC), seed="pages")
    asked = asked_now(form, FilledForm(begun)).checklist
    assert len(asked.asked) == 20
    assert len(pages_of(asked, language)) <= 4


def test_a_full_width_sign_is_twice_as_wide_as_a_latin_one() -> None:
    assert width("食a") == 1.5
    assert lines_of("食" * int(LINE_WIDTH)) == 1
    assert lines_of("食" * (int(LINE_WIDTH) + 1)) == 2
