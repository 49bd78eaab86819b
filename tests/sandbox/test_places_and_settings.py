"""Locations and venues; commands and menu buttons."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts import places, pressing, surprises
from sandbox.errors import ActError
from sandbox.world import World

Refusal = Callable[..., str]
Method = Callable[..., Any]


def test_a_venue_comes_back_with_its_place(call: Method, li: int) -> None:
    venue = {"latitude": "29.72", "longitude": "106.63", "title": "两路", "address": "渝北区"}
    sent = call("sendVenue", chat_id=li, **venue, foursquare_id="4bf", google_place_id="loses")
    assert sent["location"] == {"latitude": 29.72, "longitude": 106.63}
    assert sent["venue"] == {
        "location": sent["location"],
        "title": "两路",
        "address": "渝北区",
        "foursquare_id": "4bf",
    }


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ({}, "latitude is empty"),
        ({"latitude": "1"}, "longitude is empty"),
        ({"latitude": "90.1", "longitude": "0"}, "wrong location specified"),
        ({"latitude": "0", "longitude": "-180.1"}, "wrong location specified"),
        ({"latitude": "0", "longitude": "0", "live_period": "59"}, "wrong live location period specified"),
        (
            {"latitude": "0", "longitude": "0", "horizontal_accuracy": "1501"},
            "wrong horizontal accuracy specified",
        ),
        (
            {"latitude": "0", "longitude": "0", "live_period": "60", "heading": "361"},
            "wrong live location heading specified",
        ),
    ],
)
def test_a_place_that_is_none_is_refused(refusal: Refusal, li: int, place: dict[str, str], reason: str) -> None:
    assert refusal("sendLocation", chat_id=li, **place) == f"Bad Request: {reason}"


def test_words_for_degrees_read_as_zero(call: Method, li: int) -> None:
    sent = call("sendLocation", chat_id=li, latitude="north", longitude="106.6x", live_period=900, heading=90)
    assert sent["location"] == {"latitude": 0.0, "longitude": 106.6, "live_period": 900, "heading": 90}


def test_a_venue_needs_title_and_address(refusal: Refusal, li: int) -> None:
    place = {"chat_id": li, "latitude": "1", "longitude": "1"}
    assert refusal("sendVenue", **place, address="x") == "Bad Request: VENUE_TITLE_EMPTY"
    assert refusal("sendVenue", **place, title="x") == "Bad Request: VENUE_ADDRESS_EMPTY"


def test_a_phone_sends_where_it_is(world: World, li: int) -> None:
    sent = places.location(world, li, {"latitude": 29.7203001, "longitude": 106.6, "horizontal_accuracy": 12})
    assert sent.data["location"] == {"latitude": 29.7203, "longitude": 106.6, "horizontal_accuracy": 12.0}
    for nowhere in ({}, {"latitude": 91, "longitude": 0}, {"latitude": "x", "longitude": 0}):
        with pytest.raises(ActError):
            places.location(world, li, nowhere)


@pytest.mark.parametrize(
    "kind", ["venue", "contact", "sticker", "voice", "video", "video_note", "audio", "animation", "poll", "dice"]
)
def test_a_person_can_send_what_no_bot_expects(world: World, li: int, kind: str) -> None:
    assert kind in surprises.surprise(world, li, kind).data


def test_an_unknown_surprise_names_the_kinds(world: World, li: int) -> None:
    with pytest.raises(ActError, match="venue, contact, poll, dice, sticker"):
        surprises.surprise(world, li, "smell")


def test_commands_are_kept_by_scope_and_language(call: Method, world: World, li: int) -> None:
    listed = '[{"command":"/start","description":"开始"}]'
    scope = json.dumps({"type": "chat", "chat_id": li})
    call("setMyCommands", commands=listed)
    call("setMyCommands", commands=listed.replace("开始", "我的"), scope=scope, language_code="zh")
    assert call("getMyCommands") == [{"command": "start", "description": "开始"}]
    assert call("getMyCommands", language_code="zh") == []
    assert call("getMyCommands", scope=scope, language_code="zh")[0]["description"] == "我的"
    assert world.settings.commands_for(li, "zh-hans")[0]["description"] == "我的"
    call("deleteMyCommands", scope=scope, language_code="zh")
    assert world.settings.commands_for(li, "zh-hans")[0]["description"] == "开始"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"commands": "{}"}, "expected an Array of BotCommand"),
        ({"commands": '[{"command":"a"}]'}, "can't parse BotCommand: Can't find field \"description\""),
        ({"commands": '[{"command":"/","description":"x"}]'}, "command must be non-empty"),
        (
            {"commands": json.dumps([{"command": "a" * 33, "description": "x"}])},
            "command length must not exceed 32",
        ),
        ({"commands": '[{"command":"a","description":" "}]'}, "command description must be non-empty"),
        ({"commands": '[{"command":"开始","description":"x"}]'}, "BOT_COMMAND_INVALID"),
        ({"commands": "[]", "scope": "{"}, "can't parse BotCommandScope JSON object"),
        (
            {"commands": "[]", "scope": '{"type":"world"}'},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": "[]", "scope": '{"type":"chat","chat_id":4}'}, "chat not found"),
        ({"commands": "[]", "language_code": "chinese"}, "invalid language code specified"),
    ],
)
def test_wrong_commands_are_refused(refusal: Refusal, params: dict[str, str], reason: str) -> None:
    assert refusal("setMyCommands", **params) == f"Bad Request: {reason}"


def test_a_menu_button_opens_a_page(call: Method, world: World, li: int) -> None:
    page = {"type": "web_app", "text": "我的任务", "web_app": {"url": "https://app.example.org/"}}
    assert call("getChatMenuButton", chat_id=li) == {"type": "commands"}
    call("setChatMenuButton", menu_button=json.dumps(page))
    assert call("getChatMenuButton", chat_id=li) == page
    assert pressing.webapp(world, li, 0, {"menu_button": True}).startswith("https://app.example.org/#tgWebAppData=")
    call("setChatMenuButton", chat_id=li, menu_button='{"type":"commands"}')
    assert call("getChatMenuButton", chat_id=li) == {"type": "commands"}


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"menu_button": '{"type":"game"}'}, "can't parse menu button: MenuButton has unsupported type"),
        ({"menu_button": '{"type":"web_app","text":" "}'}, "menu button text must be non-empty"),
        ({"chat_id": "-5"}, "invalid chat_id specified"),
        (
            {"menu_button": '{"type":"web_app","text":"x","web_app":{"url":"http://x.cn"}}'},
            "menu button Web App URL 'http://x.cn' is invalid: Only HTTPS links are allowed",
        ),
    ],
)
def test_a_wrong_menu_button_is_refused(refusal: Refusal, params: dict[str, str], reason: str) -> None:
    assert refusal("setChatMenuButton", **params) == f"Bad Request: {reason}"
