"""What a form only tells, long words that must fit a phone, many groups, and an album of pages."""

from sandbox.driver import Town
from sandbox.visit_script import current_answers
from tests.journeys.drawn_forms import walks

LONG = "经营者应当建立并遵守进货查验记录制度，如实记录食品名称、规格、数量、生产日期、保质期和供货者。" * 3
LONG_EN = "The operator keeps a record of every purchase with name, quantity, date, shelf life and supplier. " * 3
TOLD = f"""
survey | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) | hint::English (en) | guidance_hint::中文 (zh) | calculation | readonly | relevant
 | note       | first  | 先看证照 | Look at the licence first | | | 依据第三十三条 | | |
 | integer    | one    | 灭火器   | Extinguishers | | | | | |
 | integer    | two    | 应急灯   | Lamps         | | | | | |
 | integer    | total  | 合计     | Total         | | | | ${{one}} + ${{two}} | yes |
 | text       | long   | {LONG}   | {LONG_EN}     | {LONG} | {LONG_EN} | {LONG} | | |
 | note       | told   | {LONG}   | {LONG_EN}     | | | | | |
 | text       | after  | 其他情况 | Anything else | | | | | |
"""  # noqa: E501
GROUPS = (
    """
survey | type | name | label::中文 (zh) | label::English (en) | relevant
"""
    + "\n".join(
        f" | begin_group | g{n} | 第{n}部分检查内容 | Part {n} of the sheet | \n"
        f" | select_one yn | q{n} | 第{n}问 | Question {n} | {'' if n == 1 else '${q1} != ' + repr('no')}\n"
        f" | end_group | | | | "
        for n in range(1, 13)
    )
    + """
choices | list_name | name | label::中文 (zh) | label::English (en)
 | yn | yes | 是 | Yes
 | yn | no  | 否 | No
"""
)


def test_notes_and_values_stand_with_the_question_that_follows(shared_town: Town, language: str) -> None:
    chen, visit_id = walks(shared_town, language, "told", TOLD)
    chen.types("1")
    assert ("先看证照" if language == "zh-CN" else "Look at the licence first") in chen.card().text
    assert "依据第三十三条" in chen.card().text
    chen.types("3")
    chen.types("4")
    card = chen.card().text
    assert ("合计：7" if language == "zh-CN" else "Total: 7") in card
    # Too long for a phone: folded, and still whole.
    assert card.count((LONG if language == "zh-CN" else LONG_EN).strip()) == (3 if language == "zh-CN" else 2)
    chen.types("都有")
    assert (LONG if language == "zh-CN" else LONG_EN).strip() in chen.card().text
    assert current_answers(shared_town, visit_id) == {"one": "3", "two": "4", "long": "都有"}


def test_an_overview_of_many_groups_is_turned(shared_town: Town, language: str) -> None:
    chen, visit_id = walks(shared_town, language, "groups", GROUPS)
    chen.types("总览")
    chen.sees("0/12")
    for _ in range(2):
        chen.taps(chen.word("button-page-on"))
    chen.taps("第12部分" if language == "zh-CN" else "Part 12")
    chen.taps("12")
    chen.taps("是" if language == "zh-CN" else "Yes")
    assert current_answers(shared_town, visit_id) == {"q12": "yes"}
    chen.types("1")
    chen.taps("否" if language == "zh-CN" else "No")
    chen.sees("1/1")
    chen.sees("不再计入" if language == "zh-CN" else "no longer counts")


def test_a_page_that_nobody_has_seen_is_not_answered_as_a_whole(shared_town: Town) -> None:
    town = shared_town
    chen, visit_id = walks(
        town,
        "zh-CN",
        "bulk",
        """
survey | type | name | label::中文 (zh) | relevant | bind::hecha:complies | bind::hecha:problem
 | select_one yn  | sells | 卖冷食吗 |                  |     |
 | select_one yn  | clean | 地面清洁 | ${sells} = 'yes' | yes | no
 | select_one yn  | dry   | 墙面干燥 | ${sells} = 'no'  | yes | no
 | select_one yn  | light | 照明充足 |                  | yes | no
choices | list_name | name | label::中文 (zh)
 | yn | yes | 是
 | yn | no  | 否
""",
    )
    zhou = town.phone("SJ-02")
    chen.types("1")
    chen.taps("是")
    chen.types("总览")
    zhou.types("继续")
    zhou.sees("地面清洁")
    chen.types("1")
    chen.taps("否")
    zhou.taps("其余全部符合")
    assert zhou.toast() == zhou.word("rest-page-changed")
    assert current_answers(town, visit_id) == {"sells": "no"}
    zhou.taps("其余全部符合")
    assert current_answers(town, visit_id) == {"sells": "no", "dry": "yes", "light": "yes"}


AT_THE_END = """
survey | type | name | label::中文 (zh) | label::English (en)
 | begin_repeat | fridge  | 冷柜 | Fridge
 | note         | first   | 开门看 | Open the door
 | decimal      | degrees | 温度 | Temperature
 | note         | last    | 关好门 | Shut the door
 | end_repeat   |         |      |
 | text         | more    | 其他情况 | Anything else
 | note         | bye     | 请把回执交给对方 | Hand over the receipt
"""


def test_a_note_at_the_end_of_a_round_stands_under_its_own_heading(shared_town: Town, language: str) -> None:
    chen, _ = walks(shared_town, language, "ends", AT_THE_END)
    label, note = ("冷柜", "关好门") if language == "zh-CN" else ("Fridge", "Shut the door")
    own = "开门看" if language == "zh-CN" else "Open the door"
    chen.types("2")
    chen.taps(chen.word("button-round-add"))
    card = chen.card().text
    places = [card.index(each) for each in (f"{label} 1", note, f"{label} 2", own)]
    assert places == sorted(places), card


def test_the_last_note_is_told_after_the_last_answer(shared_town: Town, language: str) -> None:
    chen, _ = walks(shared_town, language, "ends", AT_THE_END)
    chen.types("1")
    chen.types("4")
    chen.taps(chen.word("button-round-none"))
    chen.types("没有" if language == "zh-CN" else "nothing")
    assert ("请把回执交给对方" if language == "zh-CN" else "Hand over the receipt") in chen.card().text
