"""The card of a campaign's answers: who is not reached, and why."""

import pytest

from handlers.screens.dispatch import dispatch_card
from handlers.words import words_of
from services.dispatch_view import DispatchView


@pytest.mark.parametrize(
    ("unbound", "blocked", "chinese", "english"),
    [
        (2, 0, "未绑定 2人", "2 not linked"),
        (0, 1, "停用机器人 1人", "1 stopped the bot"),
        (2, 1, "未绑定 2人，停用机器人 1人", "2 not linked, 1 stopped the bot"),
    ],
)
def test_the_card_says_who_is_not_reached(unbound: int, blocked: int, chinese: str, english: str) -> None:
    title = {"zh": "联合抽查", "en": "Joint inspection"}
    view = DispatchView(1, "017", title, 3, 6, 1, 5, 0, unbound, blocked, is_supervisor=True)
    for language, told in (("zh-CN", f"⚠️ 收不到通知：{chinese}"), ("en", f"⚠️ Not reached: {english}")):
        assert dispatch_card(words_of(language), view).text.splitlines()[-1] == told
