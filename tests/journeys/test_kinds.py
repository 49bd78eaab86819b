"""Every kind of question, asked and answered in a chat, in both languages, with bad input at each."""

from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers
from tests.journeys.drawn_forms import walks

VALUES = """
survey | type | name | label::中文 (zh) | label::English (en) | appearance | constraint | constraint_message::中文 (zh) | constraint_message::English (en) | parameters | required | relevant
 | date        | expires  | 到期日   | Expiry date  |            |                    |                |                | | |
 | date        | made     | 生产月份 | Month made   | month-year |                    |                |                | | |
 | date        | since    | 开业年份 | Year opened  | year       |                    |                |                | | |
 | time        | opens    | 开门时间 | Opening time |            |                    |                |                | | |
 | dateTime    | seen_at  | 查看时刻 | Seen at      |            |                    |                |                | | |
 | integer     | doors    | 门数     | Doors        | counter    | . < 3              | 最多两扇门     | Two at most    | | |
 | decimal     | degrees  | 温度     | Temperature  |            | . < 60             | 不会超过六十度 | Never above 60 | | |
 | range       | stars    | 评分     | Rating       | rating     |                    |                |                | start=1 end=5 step=1 | |
 | range       | percent  | 湿度     | Humidity     |            |                    |                |                | start=0 end=100 step=5 | |
 | text        | called   | 店主姓名 | Owner        |            | string-length(.) < 5 | 名字太长了   | Name too long  | | |
 | text        | phone    | 电话     | Telephone    | numbers    |                    |                |                | | |
 | text        | secret   | 口令     | Password     | masked     |                    |                |                | | |
 | acknowledge | agreed   | 已告知   | Informed     |            |                    |                |                | | |
 | text        | more_of  | 补充     | More         | multiline  |                    |                |                | | | ${degrees} < 60
"""  # noqa: E501


def refuses(phone: Phone, typed: str, words: dict[str, str], language: str) -> None:
    """The typed text is no answer: the card says why, and holds what was typed where it can."""
    phone.types(typed)
    phone.sees(words[language])


def test_values_typed_and_tapped(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "values", VALUES)
    chen.types("1")
    refuses(chen, "2.30", {"zh-CN": "没有2月30日", "en": "no day 30"}, language)
    chen.taps(chen.word("button-calendar"))
    chen.taps("›")
    chen.taps("‹")
    chen.taps("09")
    assert current_answers(town, visit_id)["expires"].endswith("-09")
    refuses(chen, "十三月", {"zh-CN": "请发年和月", "en": "a year and a month"}, language)
    chen.types("2026年9月")
    assert current_answers(town, visit_id)["made"] == "2026-09-01"
    refuses(chen, "去年", {"zh-CN": "请发年份", "en": "Send a year"}, language)
    chen.taps(chen.word("button-pick"))
    chen.taps("2021")
    assert current_answers(town, visit_id)["since"] == "2021-01-01"
    refuses(chen, "25:00", {"zh-CN": "没有“25:00”", "en": "no time “25:00”"}, language)
    chen.types("9点半")
    assert current_answers(town, visit_id)["opens"] == "09:30:00.000+08:00"
    refuses(chen, "很久", {"zh-CN": "请发日期和时间", "en": "a day and a time"}, language)
    chen.types("2026-11-26 9:30")
    assert current_answers(town, visit_id)["seen_at"] == "2026-11-26T09:30:00.000+08:00"
    chen.taps("＋")
    chen.taps("＋")
    chen.taps("＋")
    assert current_answers(town, visit_id)["doors"] == "2"
    refuses(chen, "三", {"zh-CN": "请发数字", "en": "Send a number"}, language)
    refuses(chen, "7", {"zh-CN": "最多两扇门", "en": "Two at most"}, language)
    chen.taps(chen.word("button-item-on"))
    refuses(chen, "61", {"zh-CN": "不会超过六十度", "en": "Never above 60"}, language)
    chen.types("４．５")
    assert current_answers(town, visit_id)["degrees"] == "4.5"
    refuses(chen, "9", {"zh-CN": "太大", "en": "too great"}, language)
    chen.taps("4★")
    assert current_answers(town, visit_id)["stars"] == "4"
    refuses(chen, "33", {"zh-CN": "不在刻度上", "en": "between two steps"}, language)
    chen.types("35")
    assert current_answers(town, visit_id)["percent"] == "35"
    refuses(chen, "欧阳修先生们", {"zh-CN": "名字太长了", "en": "Name too long"}, language)
    chen.sees("欧阳修先生们")
    chen.types("陈立")
    assert current_answers(town, visit_id)["called"] == "陈立"
    refuses(chen, "没有电话", {"zh-CN": "只收数字", "en": "Only digits"}, language)
    chen.types("０23-6700")
    assert current_answers(town, visit_id)["phone"] == "023-6700"
    chen.types("芝麻开门")
    refuses(chen, "不好", {"zh-CN": "按“知道了”", "en": "Press “OK”"}, language)
    chen.taps(chen.word("button-agree"))
    assert current_answers(town, visit_id)["agreed"] == "OK"
    chen.types("一行\n两行")
    assert current_answers(town, visit_id)["more_of"] == "一行\n两行"
    chen.types("总览")
    chen.does_not_see("芝麻开门")
