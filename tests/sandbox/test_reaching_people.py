"""To whom a bot may write."""

from collections.abc import Callable
from typing import Any

import pytest

from sandbox.acts import talking
from sandbox.errors import ActError, ApiError
from sandbox.world import World

Refusal = Callable[..., str]
Method = Callable[..., Any]
Waiting = Callable[[], list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("chat_id", "reason"),
    [("", "chat_id is empty"), ("404", "chat not found"), ("null", "chat not found"), ("@somebody", "chat not found")],
)
def test_an_unknown_chat_is_not_found(refusal: Refusal, chat_id: str, reason: str) -> None:
    assert refusal("sendMessage", chat_id=chat_id, text="x") == f"Bad Request: {reason}"


def test_nobody_can_be_written_to_who_never_opened_the_bot(refusal: Refusal, call: Method, world: World) -> None:
    stranger = world.add_person(first_name="生").id
    assert refusal("sendMessage", chat_id=stranger, text="x") == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    assert refusal("getChat", chat_id=stranger) == "Bad Request: chat not found"
    talking.text(world, stranger, "你好")
    call("sendMessage", chat_id=stranger, text="x")


@pytest.mark.parametrize("method", ["sendMessage", "sendChatAction", "sendLocation", "editMessageText"])
def test_someone_who_blocked_the_bot_gets_nothing(
    refusal: Refusal, call: Method, world: World, li: int, method: str
) -> None:
    card = call("sendMessage", chat_id=li, text="x")["message_id"]
    talking.block(world, li)
    reason = refusal(method, chat_id=li, message_id=card, text="y", action="typing", latitude="1", longitude="1")
    assert reason == "Forbidden: bot was blocked by the user"


def test_blocking_and_unblocking_is_told(world: World, li: int, waiting: Waiting) -> None:
    waiting()
    talking.block(world, li)
    with pytest.raises(ActError, match="blocked"):
        talking.text(world, li, "hallo")
    talking.start(world, li, "again")
    block, unblock, start = waiting()
    assert block["my_chat_member"]["old_chat_member"]["status"] == "member"
    assert block["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert block["my_chat_member"]["new_chat_member"]["until_date"] == 0
    assert unblock["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start again"
    assert start["message"]["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]


def test_blocking_twice_or_unopened_is_no_act(world: World, li: int) -> None:
    talking.block(world, li)
    with pytest.raises(ActError):
        talking.block(world, li)
    with pytest.raises(ActError):
        talking.block(world, world.add_person(first_name="生").id)
    talking.unblock(world, li)
    with pytest.raises(ActError):
        talking.unblock(world, li)


def test_a_payload_of_a_deep_link_has_64_plain_characters(world: World, li: int) -> None:
    assert talking.start(world, li, "a" * 64).data["text"] == f"/start {'a' * 64}"
    for payload in ("a" * 65, "a b", "任务"):
        with pytest.raises(ActError):
            talking.start(world, li, payload)


def test_a_chat_and_its_members_can_be_looked_up(call: Method, refusal: Refusal, world: World, li: int) -> None:
    chat = call("getChat", chat_id=li)
    assert (chat["type"], chat["first_name"]) == ("private", "李")
    assert {"accent_color_id", "max_reaction_count", "accepted_gift_types"} <= chat.keys()
    assert call("getChatMember", chat_id=li, user_id=li)["status"] == "member"
    assert call("getChatMember", chat_id=li, user_id=world.bot["id"])["user"]["is_bot"] is True
    assert refusal("getChatMember", chat_id=li) == "Bad Request: invalid user_id specified"
    assert refusal("getChatMember", chat_id=li, user_id=4) == "Bad Request: PARTICIPANT_ID_INVALID"
    other = world.add_person(first_name="王").id
    assert refusal("getChatMember", chat_id=li, user_id=other) == "Bad Request: member not found"


def test_a_chat_action_is_shown_and_an_unknown_one_refused(
    call: Method, refusal: Refusal, world: World, li: int
) -> None:
    assert call("sendChatAction", chat_id=li, action="typing") is True
    assert (world.events.after(world.events.last - 1) or [])[0]["action"] == "typing"
    assert refusal("sendChatAction", chat_id=li, action="thinking") == "Bad Request: wrong parameter action in request"


def test_a_reaction_is_one_known_emoji_on_a_message_that_is_there(
    call: Method, refusal: Refusal, world: World, li: int
) -> None:
    message = talking.text(world, li, "照片如下")
    react = {"chat_id": li, "message_id": message.message_id}
    call("setMessageReaction", **react, reaction='[{"type":"emoji","emoji":"👍"}]')
    assert message.reaction == "👍"
    call("setMessageReaction", **react, reaction="[]")
    assert message.reaction == ""
    assert refusal("setMessageReaction", **react, reaction='[{"type":"emoji","emoji":"✅"}]') == (
        "Bad Request: REACTION_INVALID"
    )
    two = '[{"type":"emoji","emoji":"👍"},{"type":"emoji","emoji":"👎"}]'
    assert refusal("setMessageReaction", **react, reaction=two) == "Bad Request: REACTIONS_TOO_MANY"
    assert refusal("setMessageReaction", chat_id=li, message_id=99) == "Bad Request: message to react not found"


def test_a_bot_that_logged_out_is_away_for_ten_minutes(call: Method, world: World) -> None:
    assert call("logOut") is True
    assert world.clock.now() < world.logged_out_until


def test_close_is_refused_in_the_first_ten_minutes(call: Method, world: World) -> None:
    with pytest.raises(ApiError) as refused:
        call("close")
    assert (refused.value.code, refused.value.retry_after) == (429, 600)
    world.advance(601)
    assert call("close") is True
