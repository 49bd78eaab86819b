"""Nobody's answer is overwritten by somebody who has not seen it, whichever way the other one comes."""

from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers
from services.sheets import UNABLE
from storage.tables import Answer, Finding
from tests.journeys.drawn_forms import walks

FORM = """
survey | type | name | label::中文 (zh) | label::English (en) | appearance | bind::hecha:usual | bind::hecha:complies | bind::hecha:problem
 | select_multiple pp | papers | 缺哪些票据 | Papers missing | | | |
 | integer            | boxes  | 几箱       | Boxes          | counter | | |
 | decimal            | warm   | 温度       | Degrees        | | . >= 0 and . <= 8 | |
 | select_one yn      | clean  | 清洁       | Clean          | | | yes | no
choices | list_name | name | label::中文 (zh) | label::English (en)
 | pp | a | 进货凭证 | Invoice
 | pp | b | 检验证明 | Certificate
 | pp | c | 台账     | Ledger
 | yn | yes | 是 | Yes
 | yn | no  | 否 | No
"""  # noqa: E501


def both(town: Town, language: str, item: str) -> tuple[Phone, Phone, int]:
    """Both officers of a department with the same item before them."""
    chen, visit_id = walks(town, language, "unseen", FORM)
    zhou = town.phone("SJ-02")
    zhou.speaks(language)
    zhou.types("继续" if language == "zh-CN" else "continue")
    chen.types(item)
    zhou.types(item)
    return chen, zhou, visit_id


def test_a_choice_of_several_is_not_added_to_what_was_not_seen(shared_town: Town, language: str) -> None:
    chen, zhou, visit_id = both(shared_town, language, "1")
    chen.taps("1 ☐")
    chen.taps("2 ☐")
    zhou.taps("3 ☐")
    assert zhou.toast() == zhou.word("item-conflict-toast")
    assert current_answers(shared_town, visit_id) == {"papers": "a b"}
    # The card shows now what stands, and the next tap is one about that.
    zhou.taps("3 ☐")
    assert current_answers(shared_town, visit_id) == {"papers": "a b c"}


def test_a_counter_does_not_count_over_a_colleague(shared_town: Town, language: str) -> None:
    chen, zhou, visit_id = both(shared_town, language, "2")
    chen.taps("＋ 0")
    chen.taps("＋ 1")
    zhou.taps("＋ 0")
    assert zhou.toast() == zhou.word("item-conflict-toast")
    assert current_answers(shared_town, visit_id) == {"boxes": "1"}


def test_what_was_meant_all_the_same_is_asked_again_over_a_colleague(shared_town: Town, language: str) -> None:
    chen, zhou, visit_id = both(shared_town, language, "3")
    zhou.types("20")
    chen.types("4")
    zhou.taps(zhou.word("button-meant", value="20"))
    assert zhou.toast() == zhou.word("item-conflict-toast")
    assert current_answers(shared_town, visit_id) == {"warm": "4"}
    zhou.taps(zhou.word("button-meant", value="20"))
    assert current_answers(shared_town, visit_id) == {"warm": "20"}


def test_a_reason_does_not_replace_a_colleagues_answer(shared_town: Town, language: str) -> None:
    chen, zhou, visit_id = both(shared_town, language, "3")
    zhou.taps(zhou.word("button-unable"))
    chen.types("4")
    zhou.types("没有温度计")
    assert current_answers(shared_town, visit_id) == {"warm": "4"}
    zhou.sees("陈立" if language == "zh-CN" else "Chen Li")


def test_an_edited_message_is_read_like_a_new_one(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "unseen", FORM)
    chen.types("3")
    warm = chen.types("4")
    chen.edits(warm, "20")
    assert current_answers(town, visit_id) == {"warm": "4"}
    chen.taps(chen.word("button-meant", value="20"))
    assert current_answers(town, visit_id) == {"warm": "20"}
    chen.types("总览")
    chen.types("4")
    clean = chen.types("是" if language == "zh-CN" else "yes")
    assert current_answers(town, visit_id)["clean"] == "yes"
    chen.edits(clean, "否 墙角积灰" if language == "zh-CN" else "no dust in the corner")
    assert current_answers(town, visit_id)["clean"] == "no"
    with town.reading() as session:
        notes = session.scalars(select(Finding.note).where(Finding.question == "clean")).all()
    assert ("墙角积灰" if language == "zh-CN" else "dust in the corner") in notes


def test_an_edited_reason_stays_a_reason(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "unseen", FORM)
    chen.types("3")
    chen.taps(chen.word("button-unable"))
    why = chen.types("没有温度计")
    chen.edits(why, "温度计坏了 5")
    assert current_answers(town, visit_id) == {"warm": UNABLE}
    with town.reading() as session:
        reasons = session.scalars(select(Answer.reason).where(Answer.is_current, Answer.reason.is_not(None))).all()
    assert "温度计坏了 5" in reasons
