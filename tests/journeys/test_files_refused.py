"""A form that does not allow an answer yet, while a file arrives for it: the file is kept and its receipt shown."""

from sandbox.driver import Town
from sandbox.visit_script import current_answers
from tests.journeys.drawn_forms import walks

REFUSES = """
survey | type | name | label::中文 (zh) | label::English (en) | constraint | constraint_message::中文 (zh) | constraint_message::English (en)
 | select_one yn | open  | 营业吗 | Open? | | |
 | image         | front | 门面照片 | Front | ${open} = 'yes' | 先答是否营业 | Say first whether it is open |
choices | list_name | name | label::中文 (zh) | label::English (en)
        | yn        | yes  | 是       | Yes
        | yn        | no   | 否       | No
"""  # noqa: E501


def test_a_photograph_that_the_form_does_not_take_yet_is_kept_and_counts_later(
    shared_town: Town, language: str
) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "refuses", REFUSES)
    chen.types("2")
    chen.sends_photo()
    chen.sees("先答是否营业" if language == "zh-CN" else "Say first whether it is open")
    receipts = [message for message in chen.messages() if message.text.startswith("📷")]
    assert ["门面照片" in receipts[0].text or "Front" in receipts[0].text] == [True]
    assert current_answers(town, visit_id) == {}
    # By its caption, from somewhere else.
    chen.types("总览")
    chen.sends_photo(caption="2")
    chen.sees("先答是否营业" if language == "zh-CN" else "Say first whether it is open")
    chen.types("总览")
    chen.types("1")
    chen.taps("是" if language == "zh-CN" else "Yes")
    chen.sends_photo()
    assert current_answers(town, visit_id) == {"open": "yes", "front": "3"}
