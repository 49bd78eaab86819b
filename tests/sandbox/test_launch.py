"""Launch data of a page behind a button."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from aiogram.utils.web_app import safe_parse_webapp_init_data

from sandbox.acts import pressing
from sandbox.errors import ActError
from sandbox.launch import launch_url
from sandbox.people import Person
from sandbox.world import DEFAULT_TOKEN, World

LI = Person(77, "李", "明/亮", "li", "zh-hans")


def launch_data(url: str) -> str:
    return parse_qs(urlsplit(url).fragment)["tgWebAppData"][0]


def test_the_data_is_signed_with_the_token() -> None:
    data = launch_data(launch_url("https://x.cn/a", DEFAULT_TOKEN, LI, 1_795_000_000))
    fields = dict(parse_qsl(data))
    signature = fields.pop("hash")
    check = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    secret = hmac.new(b"WebAppData", DEFAULT_TOKEN.encode(), hashlib.sha256).digest()
    assert signature == hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()
    assert fields["auth_date"] == "1795000000"
    assert json.loads(fields["user"])["last_name"] == "明/亮"
    assert "\\/" in fields["user"]


def test_aiogram_accepts_it_and_notices_a_change() -> None:
    data = launch_data(launch_url("https://x.cn/a", DEFAULT_TOKEN, LI, 1_795_000_000))
    parsed = safe_parse_webapp_init_data(DEFAULT_TOKEN, data)
    assert parsed.user is not None
    assert (parsed.user.id, parsed.user.first_name) == (77, "李")
    with pytest.raises(ValueError, match="Invalid"):
        safe_parse_webapp_init_data(DEFAULT_TOKEN, data.replace("id%22%3A77", "id%22%3A78"))


@pytest.mark.parametrize(
    ("url", "beginning"),
    [
        ("https://x.cn/a?b=1", "https://x.cn/a?b=1#tgWebAppData="),
        ("https://x.cn/#page", "https://x.cn/#page?tgWebAppData="),
        ("https://x.cn/#a=b", "https://x.cn/#a=b&tgWebAppData="),
        ("https://x.cn/#", "https://x.cn/#tgWebAppData="),
    ],
)
def test_the_data_follows_what_the_address_already_has(url: str, beginning: str) -> None:
    assert launch_url(url, DEFAULT_TOKEN, LI, 1).startswith(beginning)


def test_a_button_opens_its_page_for_its_person(call: Callable[..., Any], world: World, li: int) -> None:
    buttons = [{"text": "签", "web_app": {"url": "https://x.cn/sign"}}, {"text": "好", "callback_data": "x"}]
    markup = json.dumps({"inline_keyboard": [buttons]})
    card = call("sendMessage", chat_id=li, text="?", reply_markup=markup)["message_id"]
    url = pressing.webapp(world, li, card, {"row": 0, "column": 0})
    assert json.loads(dict(parse_qsl(launch_data(url)))["user"])["id"] == li
    with pytest.raises(ActError, match="opens no page"):
        pressing.webapp(world, li, card, {"row": 0, "column": 1})
    with pytest.raises(ActError, match="opens no page"):
        pressing.webapp(world, li, 0, {"menu_button": True})
