"""Taps on inline buttons and their answers."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts import pressing
from sandbox.errors import ActError
from sandbox.taps import ANSWERABLE_SECONDS
from sandbox.world import World

Refusal = Callable[..., str]
Method = Callable[..., Any]
Waiting = Callable[[], list[dict[str, Any]]]
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def card(call: Method, li: int) -> int:
    rows = [
        [{"text": "是", "callback_data": "yes"}, {"text": "网", "url": "https://x.cn"}],
        [{"text": "否", "callback_data": "no"}],
    ]
    sent: dict[str, Any] = call("sendMessage", chat_id=li, text="?", reply_markup=json.dumps({"inline_keyboard": rows}))
    return int(sent["message_id"])


def test_a_tap_carries_the_message_as_the_bot_last_saw_it(
    call: Method, world: World, li: int, card: int, waiting: Waiting
) -> None:
    waiting()
    tap = pressing.press(world, li, card, {"row": 1, "column": 0})
    call("editMessageText", chat_id=li, message_id=card, text="later")
    query = waiting()[0]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (tap, "no", li)
    assert (query["message"]["message_id"], query["message"]["text"]) == (card, "?")
    assert query["message"]["reply_markup"]["inline_keyboard"][1][0]["callback_data"] == "no"
    assert int(query["chat_instance"])


def test_a_button_is_found_by_place_data_or_text(world: World, li: int, card: int, waiting: Waiting) -> None:
    waiting()
    for which in ({"row": 0, "column": 0}, {"data": "yes"}, {"text": "是"}):
        pressing.press(world, li, card, which)
    assert [update["callback_query"]["data"] for update in waiting()] == ["yes"] * 3


@pytest.mark.parametrize(
    "which", [{"row": 5, "column": 0}, {"data": "maybe"}, {"text": "网"}, {}, {"row": -1, "column": 0}]
)
def test_a_button_that_is_not_there_or_calls_nothing_back_cannot_be_pressed(
    world: World, li: int, card: int, which: dict[str, Any]
) -> None:
    with pytest.raises(ActError):
        pressing.press(world, li, card, which)


def test_a_tap_is_answered_once(call: Method, refusal: Refusal, world: World, li: int, card: int) -> None:
    tap = pressing.press(world, li, card, {"data": "yes"})
    assert call("answerCallbackQuery", callback_query_id=tap, text="好", show_alert="True") is True
    toast = (world.events.after(world.events.last - 1) or [])[0]
    assert (toast["type"], toast["text"], toast["alert"], toast["chat"]) == ("toast", "好", True, li)
    assert refusal("answerCallbackQuery", callback_query_id=tap) == TOO_OLD


def test_an_unknown_tap_is_refused(refusal: Refusal, li: int) -> None:
    assert refusal("answerCallbackQuery", callback_query_id="123") == TOO_OLD
    assert refusal("answerCallbackQuery") == TOO_OLD


def test_a_tap_grows_too_old(call: Method, refusal: Refusal, world: World, li: int, card: int) -> None:
    old = pressing.press(world, li, card, {"data": "yes"})
    world.advance(ANSWERABLE_SECONDS - 1)
    young = pressing.press(world, li, card, {"data": "yes"})
    world.advance(2)
    assert refusal("answerCallbackQuery", callback_query_id=old) == TOO_OLD
    assert call("answerCallbackQuery", callback_query_id=young) is True


def test_a_toast_has_at_most_200_characters(call: Method, refusal: Refusal, world: World, li: int, card: int) -> None:
    tap = pressing.press(world, li, card, {"data": "yes"})
    assert refusal("answerCallbackQuery", callback_query_id=tap, text="字" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    assert call("answerCallbackQuery", callback_query_id=tap, text="字" * 200) is True


def test_a_copied_client_can_press_what_belongs_to_another(world: World, li: int, card: int, waiting: Waiting) -> None:
    thief = world.add_person(first_name="贼").id
    waiting()
    pressing.foreign_press(world, thief, card, li, "anything")
    query = waiting()[0]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"], query["data"]) == (thief, li, "anything")


def test_a_key_of_the_reply_keyboard_says_its_text_or_the_place(
    call: Method, world: World, li: int, waiting: Waiting
) -> None:
    keys = [["好"], [{"text": "在这里", "request_location": True}, {"text": "电话", "request_contact": True}]]
    markup = json.dumps({"keyboard": keys, "one_time_keyboard": True})
    waiting()
    call("sendMessage", chat_id=li, text="x", reply_markup=markup)
    with pytest.raises(ActError, match="no key says"):
        pressing.key(world, li, "不好", {})
    assert pressing.key(world, li, "好", {}).data["text"] == "好"
    with pytest.raises(ActError, match="no key says"):
        pressing.key(world, li, "好", {})
    call("sendMessage", chat_id=li, text="x", reply_markup=markup)
    with pytest.raises(ActError, match="latitude"):
        pressing.key(world, li, "在这里", {})
    pressing.key(world, li, "在这里", {"latitude": 29.7, "longitude": 106.6, "horizontal_accuracy": 12})
    call("sendMessage", chat_id=li, text="x", reply_markup=markup)
    pressing.key(world, li, "电话", {})
    messages = [update["message"] for update in waiting()]
    assert messages[1]["location"] == {"latitude": 29.7, "longitude": 106.6, "horizontal_accuracy": 12.0}
    assert messages[2]["contact"]["user_id"] == li
