"""Publication by the rules: the last day, what may follow what, what everybody may read."""

from datetime import date
from typing import Any

import pytest

from rules.public_facts import FIELDS, NotPublic, ensure_listed, schema
from rules.publication import (
    GROUNDS,
    WISHES,
    due_on,
    ensure_clause,
    ensure_possible,
    ensure_public,
    folded,
    suffixes,
)
from rules.refusals import Refused

ENDED = date(2026, 9, 21)


@pytest.mark.parametrize(
    ("profile", "due"),
    [
        # Mid-autumn and National Day are off, Saturday the 10th of October is worked.
        ({}, date(2026, 10, 26)),
        ({"publication_working_days": 7}, date(2026, 10, 8)),
        ({"publication_working_days": 7, "publication_working_days_of": {"XF": 3}}, date(2026, 9, 24)),
        ({"publication_working_days_of": {"SJ": 3}}, date(2026, 10, 26)),
        ({"publication_until": {"017": "2026-09-25"}}, date(2026, 9, 25)),
        ({"publication_until": {"017": date(2026, 12, 31)}, "publication_working_days": 1}, date(2026, 12, 31)),
        ({"publication_until": {"018": "2026-09-25"}, "publication_working_days": 1}, date(2026, 9, 22)),
    ],
)
def test_the_last_day_is_the_platforms_or_so_many_working_days_later(profile: dict[str, Any], due: date) -> None:
    assert due_on(ENDED, profile, "XF", "017", {}) == due


@pytest.mark.parametrize("state", WISHES)
def test_only_what_fits_the_state_may_be_wished(state: str) -> None:
    for wish in ("publish", "correct", "withhold", "withdraw"):
        if wish in WISHES[state]:
            ensure_possible(state, wish)
        else:
            with pytest.raises(Refused) as refused:
                ensure_possible(state, wish)
            assert refused.value.code == "PUBLIC_003"


def test_the_grounds_are_those_of_the_rule_text_and_another_law() -> None:
    assert GROUNDS == ("secret", "security", "safety", "other")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("复核后更正", None),
        ("依据渝府发〔2019〕19号更正", None),
        ("2026年3月12日复核", None),
        ("请致电13912345678", "PUBLIC_008"),
        ("请致电139 1234 5678", "PUBLIC_008"),
        ("请致电１３９１２３４５６７８", "PUBLIC_008"),
        ("电话023-6712-3456", "PUBLIC_008"),
        ("证号22000004706", "PUBLIC_008"),
        ("陈立复核", "PUBLIC_009"),
        ("checked by Chen Li", "PUBLIC_009"),
        ("CHEN LI checked", "PUBLIC_009"),
        ("陈 立复核", "PUBLIC_009"),
        ("陈\u3000立复核", "PUBLIC_009"),
        ("checked by ｃｈｅｎ\n ｌｉ", "PUBLIC_009"),
        ("由Chen Li复核", "PUBLIC_009"),
        ("Chen-Li, ChenLi", "PUBLIC_009"),
        ("checked by Lina", "PUBLIC_009"),
        ("disciplinary action of Chen Lin", None),
        ("…", "VISIT_"),
        ("", "VISIT_"),
        ("长" * 501, "VISIT_"),
    ],
)
def test_words_for_everybody_hold_no_number_of_a_person_and_no_name(typed: str, code: str | None) -> None:
    if code is None:
        assert ensure_public(typed, ["陈立", "Chen Li", "Li Na", "", "-"]) == typed
        return
    with pytest.raises(Refused) as refused:
        ensure_public(typed, ["陈立", "Chen Li", "Li Na", "", "-"])
    assert refused.value.code.startswith(code)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("（演示）渝北 晨露", "演示渝北晨露"), ("ＡＢＣ-１２", "abc12"), ("%_'", ""), ("", ""), ("字" * 300, "字" * 200)],
)
def test_a_text_is_searched_by_its_letters_and_digits(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_every_part_of_a_name_begins_what_follows_a_place_in_it() -> None:
    assert suffixes("晨露餐饮", 3) == {"晨露餐", "露餐饮", "餐饮", "饮"}


def facts(**changed: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {name: [] if field.get("type") == "array" else "" for name, field in FIELDS.items()}
    return {**empty, "department": {"zh": "a"}, "lead": {"zh": "a"}, "campaign_title": {"zh": "a"}, **changed}


@pytest.mark.parametrize(
    "changed",
    [
        {"phone": "1"},
        {"department": {"zh": "a", "leader": "b"}},
        {"items": [{"code": "1", "matter": "2", "category": "3", "officer": "4"}]},
        {"departments": [{"zh": "a", "phone": "b"}]},
    ],
)
def test_a_fact_that_is_not_on_the_list_is_never_public(changed: dict[str, Any]) -> None:
    assert list(ensure_listed(facts())) == list(FIELDS)
    with pytest.raises(NotPublic):
        ensure_listed(facts(**changed))


def test_the_schema_allows_nothing_besides_the_list() -> None:
    made = schema("title")
    assert made["additionalProperties"] is False
    assert made["properties"].keys() > FIELDS.keys()


@pytest.mark.parametrize(
    "typed",
    [
        "《市场监督管理严重违法失信名单管理办法》第二条",
        "《食品安全法》",
        "食品安全法",
        "政府信息公开条例",
        "公司法",
        "宪法",
        "刑法",
        "无障碍环境建设法",
        "严重违法失信名单管理办法",
        "第 14 条",
        "第十四条第二款",
        "Measures on Serious Violations, art. 2",
        "Law on Guarding State Secrets, Article 13",
        "Section 4 of the Act",
        "the Act, § 5",
    ],
)
def test_a_legal_ground_names_a_law_or_its_clause(typed: str) -> None:
    assert ensure_clause(f" {typed} ") == typed


@pytest.mark.parametrize(
    "typed",
    ["好的谢谢", "谢谢您", "没办法", "实在没有办法", "这样做不合法", "我的想法", "依法处理", "按照规定", "无法联系",
     "公司法人不同意", "建设法治政府", "公司法务部的意见",
     "secret", "as said before", "article two"],
)  # fmt: skip
def test_words_that_name_neither_are_no_legal_ground(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        ensure_clause(typed)
    assert refused.value.code == "PUBLIC_015"
