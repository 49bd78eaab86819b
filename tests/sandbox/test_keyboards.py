"""What reply_markup may hold."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts.groups import open_group
from sandbox.world import World

Refusal = Callable[..., str]
Method = Callable[..., Any]


def inline(*buttons: dict[str, Any]) -> str:
    return json.dumps({"inline_keyboard": [list(buttons)]})


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ("null", "object expected as reply markup"),
        ('{"inline_keyboard":null}', 'field "inline_keyboard" must be of type Array'),
        (
            '{"inline_keyboard":[{"text":"x"}]}',
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ('{"keyboard":["x"]}', 'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays'),
        (inline({"callback_data": "x"}), "can't parse inline keyboard button: Can't find field \"text\""),
        ('{"inline_keyboard":[["x"]]}', "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            inline({"text": "x"}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ('{"keyboard":[[1]]}', "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        (inline({"text": "x", "callback_data": "字" * 21 + "xx"}), "BUTTON_DATA_INVALID"),
        (
            inline({"text": "x", "url": "http://localhost/"}),
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        (
            inline({"text": "x", "url": "http://127.0.0.1:8000/a b"}),
            "inline keyboard button URL 'http://127.0.0.1:8000/a b' is invalid: Wrong HTTP URL",
        ),
        (
            inline({"text": "x", "url": "javascript:alert(1)"}),
            "inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol",
        ),
        (
            inline({"text": "x", "web_app": {"url": "http://app.example.org/"}}),
            "inline keyboard button Web App URL 'http://app.example.org/' is invalid: Only HTTPS links are allowed",
        ),
        (
            json.dumps({"inline_keyboard": [[{"text": "x", "callback_data": "y"}]] * 101}),
            "reply markup is too long",
        ),
    ],
)
def test_a_wrong_keyboard_is_refused(refusal: Refusal, li: int, markup: str, reason: str) -> None:
    assert refusal("sendMessage", chat_id=li, text="x", reply_markup=markup) == f"Bad Request: {reason}"


def test_callback_data_may_have_64_bytes(call: Method, li: int) -> None:
    sent = call(
        "sendMessage", chat_id=li, text="x", reply_markup=inline({"text": "x", "callback_data": "字" * 21 + "x"})
    )
    assert len(sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"].encode()) == 64


def test_buttons_come_back_as_telegram_writes_them(call: Method, li: int) -> None:
    buttons: list[dict[str, Any]] = [
        {"text": " 去 ", "url": "Example.org", "callback_data": "loses"},
        {"text": "", "callback_data": "dropped"},
        {"text": "开", "web_app": {"url": "https://app.example.org"}, "style": "success"},
        {"text": "抄", "copy_text": {"text": "渝北"}},
    ]
    sent = call("sendMessage", chat_id=li, text="x", reply_markup=inline(*buttons))
    assert sent["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "去", "url": "http://example.org/"},
            {"text": "开", "style": "success", "web_app": {"url": "https://app.example.org/"}},
            {"text": "抄", "copy_text": {"text": "渝北"}},
        ]
    ]


def test_a_row_is_cut_after_twelve_buttons(call: Method, li: int) -> None:
    sent = call("sendMessage", chat_id=li, text="x", reply_markup=inline(*[{"text": "x", "callback_data": "y"}] * 13))
    assert len(sent["reply_markup"]["inline_keyboard"][0]) == 12


def test_pages_on_this_machine_need_the_leniency(call: Method, world: World, li: int) -> None:
    world.local_web = True
    button = {"text": "签", "web_app": {"url": "http://127.0.0.1:8080/sign#a"}}
    sent = call("sendMessage", chat_id=li, text="x", reply_markup=inline(button))
    assert sent["reply_markup"]["inline_keyboard"][0][0]["web_app"] == {"url": "http://127.0.0.1:8080/sign#a"}


def test_the_leniency_does_not_reach_other_hosts(refusal: Refusal, world: World, li: int) -> None:
    world.local_web = True
    url = "http://127.0.0.1.example.org/"
    markup = inline({"text": "x", "web_app": {"url": url}})
    assert refusal("sendMessage", chat_id=li, text="x", reply_markup=markup).endswith("Only HTTPS links are allowed")


def test_only_inline_keyboards_come_back(call: Method, world: World, li: int) -> None:
    keyboard = {"keyboard": [["好", {"text": "在这里", "request_location": True}]], "resize_keyboard": True}
    sent = call("sendMessage", chat_id=li, text="x", reply_markup=json.dumps(keyboard))
    assert "reply_markup" not in sent
    assert world.chats[li].reply_keyboard == {
        "keyboard": [[{"text": "好"}, {"text": "在这里", "request_location": True}]],
        "resize_keyboard": True,
    }
    call("sendMessage", chat_id=li, text="y", reply_markup='{"remove_keyboard":true}')
    assert world.chats[li].reply_keyboard is None


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (inline({"text": "x", "web_app": {"url": "https://a.example.org/"}}), "BUTTON_TYPE_INVALID"),
        (
            '{"keyboard":[[{"text":"x","web_app":{"url":"https://a.example.org/"}}]]}',
            "web App buttons can be used in private chats only",
        ),
        ('{"keyboard":[[{"text":"x","request_contact":true}]]}', "phone number can be requested in private chats only"),
        ('{"keyboard":[[{"text":"x","request_location":true}]]}', "location can be requested in private chats only"),
    ],
)
def test_some_buttons_are_for_private_chats(refusal: Refusal, world: World, li: int, markup: str, reason: str) -> None:
    group = open_group(world, "两江监管", [li])
    assert refusal("sendMessage", chat_id=group.id, text="x", reply_markup=markup) == f"Bad Request: {reason}"
