"""Pictures that are drawn, lists that are empty at present, pictures whose question is gone."""

from sandbox.driver import Town
from sandbox.visit_script import current_answers
from tests.journeys.drawn_forms import walks

FORM = """
survey | type | name | label::中文 (zh) | label::English (en) | appearance | choice_filter | relevant
 | image          | plan  | 平面图 | Floor plan | draw | |
 | image          | marks | 标出问题 | Mark the fault | annotate | |
 | image          | sign  | 签名 | Signature | signature | |
 | select_one dd  | dist  | 区   | District | | |
 | select_one tt  | town  | 街道 | Town     | | d = ${dist} |
 | image          | shot  | 门头 | Front    | | | ${dist} = 'lj'
choices | list_name | name | label::中文 (zh) | label::English (en) | d
 | dd | yb | 渝北 | Yubei    |
 | dd | lj | 两江 | Liangjiang |
 | tt | lh | 龙湖 | Longhu No.2 | yb
"""


def test_what_is_drawn_is_not_asked_for_as_a_signature(shared_town: Town, language: str) -> None:
    chen, visit_id = walks(shared_town, language, "drawn", FORM)
    asked = ("画在纸上", "把图标好") if language == "zh-CN" else ("Draw it", "Mark the")
    for number, told in enumerate(asked, 1):
        chen.types("总览")
        chen.types(f"{number}")
        assert told in chen.card().text
        chen.sends_photo()
    chen.types("总览")
    chen.types("3")
    assert ("签在纸上" if language == "zh-CN" else "signed on paper") in chen.card().text
    assert set(current_answers(shared_town, visit_id)) == {"plan", "marks"}


def test_an_empty_list_says_so_and_has_a_way_out(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "drawn", FORM)
    chen.types("5")
    assert ("没有可选的" if language == "zh-CN" else "nothing to choose") in chen.card().text
    chen.types("Longhu No.2")
    assert ("没有可选的" if language == "zh-CN" else "nothing to choose") in chen.card().text
    chen.taps(chen.word("button-unable"))
    chen.types("还没定")
    assert set(current_answers(town, visit_id)) == {"town"}


def test_a_choice_of_several_words_that_is_none_is_named_whole(shared_town: Town, language: str) -> None:
    chen, _ = walks(shared_town, language, "drawn", FORM)
    chen.types("4")
    chen.types("1")
    chen.types("总览")
    chen.types("5")
    chen.types("Longhu No.1")
    assert "“Longhu No.1”" in chen.card().text


def test_a_picture_whose_question_is_gone_is_not_counted(shared_town: Town, language: str) -> None:
    chen, _ = walks(shared_town, language, "drawn", FORM)
    chen.types("4")
    chen.types("2")
    chen.types("总览")
    chen.types("6")
    chen.sends_photo()
    shared_town.works_off_jobs()
    chen.types("总览")
    assert "📷1/1" in chen.card().text
    chen.types("4")
    chen.types("1")
    chen.types("总览")
    assert "📷0/0" in chen.card().text


OTHER = """
survey | type | name | label::中文 (zh) | label::English (en)
 | select_one dd or_other | dist | 区 | District
choices | list_name | name | label::中文 (zh) | label::English (en)
 | dd | yb | 渝北 | Yubei
"""


def test_what_else_it_is_is_asked_in_the_readers_language_alone(shared_town: Town, language: str) -> None:
    chen, visit_id = walks(shared_town, language, "other", OTHER)
    chen.types("1")
    chen.types("2")
    card = chen.card().text
    assert ("请说明" in card) == (language == "zh-CN")
    assert ("Specify other" in card) == (language == "en")
    chen.types("江津")
    assert current_answers(shared_town, visit_id) == {"dist": "other", "dist_other": "江津"}
