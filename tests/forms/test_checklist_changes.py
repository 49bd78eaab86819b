"""What a new version of a form changes: two workbooks, and what a screen is told about them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.checklist import Checklist, Question
from forms.checklist_changes import ChoiceChanges, changes
from forms.workbook import load_workbook

BookMaker = Callable[[str], bytes]

BEFORE = """
survey   | type         | name | label | hint | relevant    | constraint | required
         | text         | a    | 甲    | 看   |
         | integer      | b    | 乙    |      |             | . <= 9
         | select_one l | c    | 丙    |
         | text         | d    | 丁    |      | ${a} = 'x'  |
choices  | list_name    | name | label
         | l            | x    | 一
         | l            | y    | 二
"""


def compared(
    book: BookMaker, *replaced: tuple[str, str]
) -> tuple[list[tuple[str, tuple[str, ...]]], Checklist, Checklist]:
    after = BEFORE
    for old, new in replaced:
        assert old in after
        after = after.replace(old, new)
    before_form, after_form = load_workbook(book(BEFORE), "x"), load_workbook(book(after), "x")
    found = changes(before_form, after_form)
    return [(each.after.name, each.aspects) for each in found.changed], before_form, after_form


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲", "天", [("a", ("label",))]),
        ("看  ", "听  ", [("a", ("hint",))]),
        ("integer      | b", "decimal      | b", [("b", ("kind",))]),
        (". <= 9", ". <= 8", [("b", ("bounds",))]),
        (". <= 9", ". <= ${a}", [("b", ("bounds", "logic"))]),
        ("${a} = 'x'", "${a} = 'y'", [("d", ("logic",))]),
        (". <= 9", ". <= 9 | yes", [("b", ("required",))]),
    ],
)
def test_what_has_changed_about_a_question_is_named(
    old: str, new: str, expected: list[object], book: BookMaker
) -> None:
    assert compared(book, (old, new))[0] == expected


def test_choices_are_compared_by_name(book: BookMaker) -> None:
    new = "| l | y | 贰\n         | l | z | 三"
    _, before, after = compared(book, ("| l            | x    | 一\n         | l            | y    | 二", new))
    (change,) = changes(before, after).changed
    assert change.aspects == ("choices",)
    assert change.choices == ChoiceChanges(added=("z",), removed=("x",), relabelled=("y",))


def test_the_order_of_choices_counts(book: BookMaker) -> None:
    swapped = ("x    | 一\n         | l            | y    | 二", "y    | 二\n         | l            | x    | 一")
    _, before, after = compared(book, swapped)
    assert changes(before, after).changed[0].choices == ChoiceChanges(is_reordered=True)


def test_questions_come_go_and_move(book: BookMaker) -> None:
    table = """
        survey   | type         | name | label | hint | relevant    | constraint
                 | select_one l | c    | 丙    |
                 | text         | a    | 甲    | 看   |
                 | text         | e    | 戊    |
                 | text         | d    | 丁    |      | ${a} = 'x'  |
        choices  | list_name    | name | label
                 | l            | x    | 一
                 | l            | y    | 二
    """
    found = changes(load_workbook(book(BEFORE), "x"), load_workbook(book(table), "x"))
    assert [question.name for question in found.added] == ["e"]
    assert [question.name for question in found.removed] == ["b"]
    assert [question.name for question in found.moved] == ["c"]
    assert found.changed == ()


def test_a_question_put_into_a_group_is_another_one(book: BookMaker) -> None:
    before = "survey | type | name | label\n | text | a | 甲"
    after = "survey | type | name | label\n | begin_group | g | 组\n | text | a | 甲\n | end_group"
    found = changes(load_workbook(book(before), "x"), load_workbook(book(after), "x"))
    assert ([each.path for each in found.added], [each.path for each in found.removed]) == (["/data/g/a"], ["/data/a"])


def test_languages_title_and_files_are_compared(book: BookMaker) -> None:
    before = (
        "survey|type|name|label::zh|label::en|image\n|text|a|甲|A|a.png\nsettings|form_title|default_language\n|一|zh"
    )
    after = (
        "survey|type|name|label::zh|label::fr|image\n|text|a|甲|F|a.png\nsettings|form_title|default_language\n|二|zh"
    )
    found = changes(load_workbook(book(before), "x", {"a.png": b"1"}), load_workbook(book(after), "x", {"a.png": b"2"}))
    assert (found.title, found.languages_added, found.languages_removed) == (True, ("fr",), ("en",))
    assert found.files == ("a.png",)


def test_the_same_form_changes_nothing(book: BookMaker) -> None:
    form = load_workbook(book(BEFORE), "x")
    assert changes(form, form).is_nothing
    assert not changes(form, load_workbook(book(BEFORE.replace("甲", "天")), "x")).is_nothing


WORKED_OUT = """
survey | type         | name  | label | calculation | repeat_count | default | trigger | relevant
       | integer      | n     | 甲    |             |              | 1       |         |
       | begin_repeat | r     | 份    |             | ${n}         |         |         |
       | text         | t     | 乙    |             |              |         |         |
       | end_repeat   |       |       |             |              |         |         |
       | calculate    | twice |       | ${n} * 2    |              |         |         |
       | calculate    | stamp |       | now()       |              |         | ${n}    |
       | hidden       | kept  |       |             |              | x       |         |
"""


@pytest.mark.parametrize(
    ("old", "new", "hidden", "questions", "groups"),
    [
        ("${n} * 2", "${n} * 3", ("twice",), [], []),
        ("now()", "today()", ("stamp",), [], []),
        ("x       |", "y       |", ("kept",), [], []),
        ("| 1       |", "| 2       |", (), [("n", ("default",))], []),
        ("份    |             | ${n}", "份    |             | 3", ("r_count",), [], [("r", ("rounds",))]),
        ("份    |", "页    |", (), [], [("r", ("label",))]),
    ],
)
def test_what_nobody_is_asked_is_compared_as_well(
    old: str, new: str, hidden: tuple[str, ...], questions: list[object], groups: list[object], book: BookMaker
) -> None:
    assert old in WORKED_OUT
    found = changes(load_workbook(book(WORKED_OUT), "x"), load_workbook(book(WORKED_OUT.replace(old, new, 1)), "x"))
    told = found.hidden_added + found.hidden_removed + found.hidden_changed
    assert told in (hidden, tuple(name for name in hidden if name != "r_count"))
    assert [(each.after.name, each.aspects) for each in found.changed] == questions
    assert [(each.group.name, each.aspects) for each in found.groups] == groups


def test_values_that_are_worked_out_come_and_go(book: BookMaker) -> None:
    after = WORKED_OUT.replace("| twice |", "| thrice |")
    found = changes(load_workbook(book(WORKED_OUT), "x"), load_workbook(book(after), "x"))
    assert (found.hidden_added, found.hidden_removed, found.hidden_changed) == (("thrice",), ("twice",), ())


@given(st.permutations(range(8)))
def test_the_fewest_questions_are_said_to_have_moved(order: list[int]) -> None:
    def form(numbers: list[int]) -> Checklist:
        questions = tuple(Question(f"q{n}", "text", n, {"zh": "题"}, path=f"/data/q{n}") for n in numbers)
        return Checklist("f", "1", {"zh": "题"}, None, "zh", ("zh",), (), questions, "")

    moved = {question.name for question in changes(form(list(range(8))), form(order)).moved}
    staying = [number for number in order if f"q{number}" not in moved]
    assert staying == sorted(staying)
    longest = [1] * 8
    for right in range(8):
        longest[right] += max((longest[left] for left in range(right) if order[left] < order[right]), default=0)
    assert len(staying) == max(longest)
