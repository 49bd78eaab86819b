"""Typed times, moments, months, years, steps of ranges, rankings, digits."""

from datetime import date

import pytest

from forms.answers import AnswerRefused, read_answer
from forms.checklist import Choice, Kind, Question
from forms.ranges import span_of
from forms.typed_months import read_month, read_year
from forms.typed_times import read_moment, read_time
from rules.errors import answers, answers_by_kind

TODAY = date(2026, 11, 26)


def question(kind: Kind, **fields: object) -> Question:
    return Question("q", kind, 1, {"zh": "题"}, **fields)  # type: ignore[arg-type]


def refusal(kind: Kind, typed: str, **fields: object) -> str:
    with pytest.raises(AnswerRefused) as refused:
        read_answer(question(kind, **fields), typed, "zh-CN", today=TODAY)
    return refused.value.code


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9:30", "09:30:00"), ("９：３０", "09:30:00"), ("0930", "09:30:00"), ("930", "09:30:00"), ("9.30", "09:30:00"),
        ("9点半", "09:30:00"), ("9点", "09:00:00"), ("9时5分", "09:05:00"), ("9点三刻", "09:45:00"),
        ("下午3点20", "15:20:00"), ("晚上8点", "20:00:00"), ("中午12点", "12:00:00"), ("中午1点", "13:00:00"),
        ("凌晨12点", "00:00:00"), ("3pm", "15:00:00"), ("12:05 AM", "00:05:00"), ("23:59:58", "23:59:58"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, time: str) -> None:
    assert read_time(typed).value == f"{time}.000+08:00"


@pytest.mark.parametrize("typed", ["24:00", "9:60", "2570", "25点"])
def test_a_time_that_no_day_has_is_refused(typed: str) -> None:
    assert refusal("time", typed) == answers_by_kind.NO_SUCH_TIME.code


@pytest.mark.parametrize("typed", ["早上", "9", "半", "9点半钟左右", "9:3"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    assert refusal("time", typed) == answers_by_kind.NOT_A_TIME.code


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-26 9:30", "2026-11-26T09:30"), ("2026-11-26T09:30", "2026-11-26T09:30"),
        ("11月2日9点半", "2026-11-02T09:30"), ("今天 0930", "2026-11-26T09:30"), ("昨天 下午3点", "2026-11-25T15:00"),
        ("14:05", "2026-11-26T14:05"), ("20261102 8:00", "2026-11-02T08:00"),
    ],
)  # fmt: skip
def test_a_moment_is_a_day_and_a_time(typed: str, moment: str) -> None:
    assert read_moment(typed, "zh-CN", TODAY).value == f"{moment}:00.000+08:00"


def test_a_moment_is_doubted_as_its_day_is() -> None:
    assert read_moment("3/4 9:30", "zh-CN", TODAY).doubt is not None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-11-26", answers_by_kind.NOT_A_MOMENT.code),
        ("很久以前", answers_by_kind.NOT_A_MOMENT.code),
        ("2026-02-30 9:30", answers.NO_SUCH_DAY.code),
        ("2026-11-26 25:00", answers_by_kind.NO_SUCH_TIME.code),
    ],
)
def test_half_a_moment_is_refused(typed: str, code: str) -> None:
    assert refusal("datetime", typed) == code


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2026.9", "2026-09"),
        ("2026年9月", "2026-09"),
        ("202609", "2026-09"),
        ("9月", "2026-09"),
        ("2027-01-31", "2027-01"),
    ],
)
def test_of_a_month_its_first_day_is_stored(typed: str, month: str) -> None:
    assert read_month(typed, "zh-CN", TODAY).value == f"{month}-01"
    as_asked = read_answer(question("date", appearance="month-year"), typed, "zh-CN", today=TODAY)
    assert as_asked.value == f"{month}-01"


@pytest.mark.parametrize(("typed", "year"), [("2021", "2021"), ("2021年", "2021"), ("2021-05-06", "2021")])
def test_of_a_year_its_first_day_is_stored(typed: str, year: str) -> None:
    assert read_year(typed, "zh-CN", TODAY).value == f"{year}-01-01"


def test_what_is_no_month_or_year_is_refused() -> None:
    assert refusal("date", "十三月", appearance="month-year") == answers_by_kind.NOT_A_MONTH.code
    assert refusal("date", "21", appearance="year") == answers_by_kind.NOT_A_YEAR.code


def test_a_range_says_its_steps() -> None:
    assert span_of(question("range")).steps() == [str(n) for n in range(1, 11)]
    halves = question("range", parameters={"start": "0", "end": "2", "step": "0.5"})
    assert span_of(halves).steps() == ["0", "0.5", "1", "1.5", "2"]
    assert span_of(question("range", parameters={"start": "3", "end": "1", "step": "1"})).steps() == ["3", "2", "1"]
    assert read_answer(halves, "１，５", "zh-CN", today=TODAY).value == "1.5"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0.7", answers_by_kind.OFF_STEP.code),
        ("3", answers.TOO_GREAT.code),
        ("-1", answers.TOO_SMALL.code),
        ("多", answers.NOT_A_NUMBER.code),
    ],
)
def test_what_is_no_step_is_refused(typed: str, code: str) -> None:
    assert refusal("range", typed, parameters={"start": "0", "end": "2", "step": "0.5"}) == code


def test_a_ranking_takes_all_in_their_order() -> None:
    choices = tuple(Choice(name, {"zh": name * 2}) for name in "abc")
    asked = question("rank", choices=choices)
    assert read_answer(asked, "3 1 2", "zh-CN", today=TODAY).value == "c a b"
    assert read_answer(asked, "bb，aa、cc", "zh-CN", today=TODAY).value == "b a c"
    assert refusal("rank", "1 2", choices=choices) == answers_by_kind.RANK_ALL.code
    assert refusal("rank", "1 2 4", choices=choices) == answers.NO_SUCH_CHOICE.code


def test_digits_that_are_no_number_keep_their_signs() -> None:
    asked = question("text", appearance="numbers")
    assert read_answer(asked, "０23-6700 1234", "zh-CN", today=TODAY).value == "023-67001234"
    assert refusal("text", "无", appearance="numbers") == answers_by_kind.DIGITS_ONLY.code


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("audio", answers_by_kind.FILE_WANTED.code),
        ("signature", answers.PHOTO_WANTED.code),
        ("geopoint", answers_by_kind.PIN_WANTED.code),
        ("geoshape", answers_by_kind.PIN_WANTED.code),
        ("more", answers_by_kind.PRESS_MORE.code),
        ("acknowledge", answers_by_kind.PRESS_OK.code),
    ],
)
def test_what_is_not_typed_says_what_to_do(kind: Kind, code: str) -> None:
    assert refusal(kind, "写在这里") == code


def test_an_acknowledgement_may_be_typed() -> None:
    assert read_answer(question("acknowledge"), " 知道了 ", "zh-CN", today=TODAY).value == "OK"
