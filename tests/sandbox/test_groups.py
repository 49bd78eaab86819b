"""Groups: what the bot hears there, and how it loses them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts import groups
from sandbox.errors import ActError, ApiError
from sandbox.world import World

Method = Callable[..., Any]
Refusal = Callable[..., str]
Waiting = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def gid(world: World, li: int, waiting: Waiting) -> int:
    number = groups.open_group(world, "两江监管", [li]).id
    added, service = waiting()[-2:]
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["is_bot"] is True
    return number


def test_the_bot_hears_commands_its_name_and_answers_only(
    call: Method, world: World, gid: int, li: int, waiting: Waiting
) -> None:
    own = call("sendMessage", chat_id=gid, text="通报")["message_id"]
    groups.say_in_group(world, gid, li, "闲聊")
    groups.say_in_group(world, gid, li, "/stats@other_bot")
    assert waiting() == []
    groups.say_in_group(world, gid, li, "/stats")
    groups.say_in_group(world, gid, li, "请看 @hecha_bot")
    groups.say_in_group(world, gid, li, "收到", own)
    heard = [update["message"] for update in waiting()]
    assert [message["text"] for message in heard] == ["/stats", "请看 @hecha_bot", "收到"]
    assert heard[2]["reply_to_message"]["message_id"] == own


def test_a_member_can_press_and_a_stranger_cannot(
    call: Method, world: World, gid: int, li: int, waiting: Waiting
) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "好", "callback_data": "x"}]]})
    card = call("sendMessage", chat_id=gid, text="?", reply_markup=markup)["message_id"]
    tap = groups.press_in_group(world, gid, li, card, {"data": "x"})
    assert waiting()[0]["callback_query"]["message"]["chat"]["id"] == gid
    assert call("answerCallbackQuery", callback_query_id=tap) is True
    with pytest.raises(ActError, match="not in this group"):
        groups.press_in_group(world, gid, world.add_person(first_name="生").id, card, {"data": "x"})


def test_a_bot_thrown_out_may_not_write(refusal: Refusal, world: World, gid: int, li: int, waiting: Waiting) -> None:
    groups.throw_out(world, gid, li)
    assert waiting()[0]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert refusal("sendMessage", chat_id=gid, text="x") == "Forbidden: bot was kicked from the group chat"


def test_a_group_that_grew_tells_its_new_number(call: Method, world: World, gid: int, waiting: Waiting) -> None:
    new = groups.migrate(world, gid)
    assert [update["message"].get("migrate_to_chat_id") for update in waiting()] == [new.id, None]
    with pytest.raises(ApiError) as refused:
        call("sendMessage", chat_id=gid, text="x")
    assert refused.value.description == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused.value.parameters() == {"migrate_to_chat_id": new.id}
    assert call("sendMessage", chat_id=new.id, text="x")["chat"]["type"] == "supergroup"


def test_a_group_and_its_members_can_be_looked_up(call: Method, world: World, gid: int, li: int) -> None:
    assert call("getChat", chat_id=gid)["permissions"]["can_send_messages"] is True
    assert call("getChatMember", chat_id=gid, user_id=li)["status"] == "member"
    outside = world.add_person(first_name="生").id
    assert call("getChatMember", chat_id=gid, user_id=outside)["status"] == "left"
