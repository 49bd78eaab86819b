"""The courier: everything said arrives, in order, once where Telegram lets it, and no chat waits for another."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from rules.messages import (
    Album,
    AskLocation,
    Document,
    Noted,
    Picture,
    Text,
    Toast,
    Venue,
)
from sandbox.acts import pressing, talking
from sandbox.post_office import PostOffice
from storage.tables import OutboxMessage
from storage.unit_of_work import reading, unit_of_work
from tests.bot.sent_messages import CHEN, ZHOU, card, jpeg


def tapped(post: PostOffice, message_id: int) -> str:
    return pressing.press(post.world, CHEN, message_id, {"row": 0, "column": 0})


async def test_messages_of_a_chat_arrive_in_the_order_in_which_they_were_said(post: PostOffice) -> None:
    for person in (CHEN, ZHOU):
        post.say(person, *(Text(f"{number}") for number in range(6)))
    post.say(CHEN, card("last"))
    await post.settled()
    assert post.chat(CHEN) == ["0", "1", "2", "3", "4", "5", "last"]
    assert post.chat(ZHOU) == ["0", "1", "2", "3", "4", "5"]


async def test_a_flood_limit_is_obeyed_while_other_chats_go_on(post: PostOffice) -> None:
    post.fault("sendMessage", "429", chat_id=CHEN, retry_after=1)
    began = asyncio.get_running_loop().time()
    post.say(CHEN, Text("1"), Text("2"))
    post.say(ZHOU, Text("a"), Text("b"))
    await post.until(lambda: post.chat(ZHOU) == ["a", "b"])
    assert post.chat(CHEN) == []
    await post.settled()
    assert asyncio.get_running_loop().time() - began >= 1
    assert post.chat(CHEN) == ["1", "2"]


async def test_a_message_to_be_tried_again_is_not_overtaken_even_by_a_new_courier(post: PostOffice) -> None:
    post.fault("sendMessage", "429", chat_id=CHEN, retry_after=1)
    post.say(CHEN, Text("1"), Text("2"))
    await post.until(lambda: len(post.world.calls.after(0)) == 1)
    await post.end()
    post.begin()
    await post.settled()
    assert post.chat(CHEN) == ["1", "2"]


async def test_a_message_meant_for_later_holds_nobody_back(post: PostOffice) -> None:
    with unit_of_work(post.database, post.bot_id, post.now) as uow:
        uow.mailbox.say(CHEN, [Text("tomorrow")], not_before=post.now() + timedelta(days=1))
    post.say(CHEN, Text("now"))
    await post.until(lambda: post.chat() == ["now"])
    post.advance(86_400)
    await post.settled()
    assert post.chat() == ["now", "tomorrow"]


async def test_a_message_whose_answer_was_lost_is_sent_again(post: PostOffice) -> None:
    post.fault("sendMessage", "drop")
    post.say(CHEN, Text("017-03"), Text("next"))
    await post.settled()
    assert post.chat() == ["017-03", "017-03", "next"]


@pytest.mark.parametrize("kind", ["500", "502", "refuse"])
async def test_telegram_away_for_a_while_delays_and_loses_nothing(post: PostOffice, kind: str) -> None:
    post.fault("*", kind, times=3)
    post.say(CHEN, Text("1"), card("2"))
    await post.settled()
    assert post.chat() == ["1", "2"]


async def test_a_chat_that_blocked_the_bot_is_reported_and_the_others_go_on(post: PostOffice) -> None:
    talking.block(post.world, CHEN)
    post.say(CHEN, Text("1"))
    post.say(ZHOU, Text("a"))
    await post.settled()
    assert post.unreachable == [CHEN]
    assert post.outbox()[0] == ("text", "dropped")
    assert post.chat(ZHOU) == ["a"]


async def test_what_telegram_refuses_is_given_up_and_the_chat_goes_on(post: PostOffice) -> None:
    post.say(CHEN, Text("<b>never closed"), Text("next"))
    await post.settled()
    assert post.outbox() == [("text", "failed"), ("text", "sent")]
    assert post.chat() == ["next"]


async def test_answers_to_taps_wait_for_no_message(post: PostOffice) -> None:
    post.say(CHEN, card("one", "a"))
    await post.settled()
    query_id = tapped(post, post.messages()[0].message_id)
    post.fault("sendMessage", "429", chat_id=CHEN, retry_after=2)
    post.say(CHEN, Text("slow"))
    await post.until(lambda: len(post.world.calls.after(0)) == 2)
    post.say(CHEN, Toast("已记"), tap=query_id)
    await post.until(lambda: "answerCallbackQuery" in post.calls())
    assert post.chat() == ["one"]


async def test_an_answered_tap_does_not_let_a_message_on_its_way_be_sent_twice(post: PostOffice) -> None:
    post.say(CHEN, card("one", "a"))
    await post.settled()
    query_id = tapped(post, post.messages()[0].message_id)
    post.fault("sendMessage", "delay", seconds=1.2)
    post.say(CHEN, Toast("已记"), Text("once"), tap=query_id)
    await post.settled()
    assert post.chat() == ["one", "once"]


async def test_an_answer_that_comes_too_late_for_its_tap_is_dropped(post: PostOffice) -> None:
    post.say(CHEN, card("one", "a"))
    await post.settled()
    query_id = tapped(post, post.messages()[0].message_id)
    await post.end()
    post.say(CHEN, Toast("已记"), tap=query_id)
    post.ahead += timedelta(seconds=30)
    post.begin()
    await post.settled()
    assert post.outbox()[-1] == ("toast", "dropped")
    assert "answerCallbackQuery" not in post.calls()


async def test_an_answer_to_a_tap_that_telegram_has_forgotten_is_dropped(post: PostOffice) -> None:
    post.say(CHEN, Toast("已记"), tap="12345")
    await post.settled()
    assert post.outbox() == [("toast", "dropped")]


async def test_a_courier_that_begins_anew_sends_what_waits_and_nothing_twice(post: PostOffice) -> None:
    post.say(CHEN, Text("1"), card("one"))
    await post.settled()
    await post.end()
    post.say(CHEN, Text("2"))
    post.begin()
    await post.settled()
    assert post.chat() == ["1", "one", "2"]


async def test_a_night_without_telegram_leaves_a_message_waiting_and_not_stuck(post: PostOffice) -> None:
    await post.end()
    post.say(CHEN, Text("1"))
    with unit_of_work(post.database, post.bot_id, post.now) as uow:
        uow.session.execute(update(OutboxMessage).values(attempts=5000))
    post.fault("sendMessage", "500")
    post.begin()
    with reading(post.database) as session:
        due = session.scalars(select(OutboxMessage.not_before)).one()

    def is_put_off() -> bool:
        with reading(post.database) as session:
            row = session.execute(select(OutboxMessage.state, OutboxMessage.not_before, OutboxMessage.attempts)).one()
        return (row.state, row.attempts) == ("waiting", 5001) and row.not_before - due > timedelta(seconds=50)

    await post.until(is_put_off)


async def test_every_kind_of_message_reaches_the_phone(post: PostOffice) -> None:
    red, blue = post.files.keep(jpeg("red")), post.files.keep(jpeg("blue"))
    post.say(
        CHEN,
        Venue("venue:1", 29.7203, 106.6313, "晨露餐饮", "演示路8号"),
        AskLocation("place:1", "请共享位置", "共享位置", "跳过"),
        Picture(f"sha256:{red}", "一张照片"),
        Album((f"sha256:{red}", f"sha256:{blue}"), "两张照片"),
        Document(f"sha256:{blue}", "附件1.jpg", "记录表"),
    )
    await post.settled()
    assert post.calls() == ["sendVenue", "sendMessage", "sendPhoto", "sendMediaGroup", "sendDocument"]
    keyboard = post.world.chats[CHEN].reply_keyboard
    assert keyboard is not None
    assert keyboard["keyboard"] == [[{"text": "共享位置", "request_location": True}], [{"text": "跳过"}]]
    assert post.messages()[-1].data["document"]["file_name"] == "附件1.jpg"
    post.say(CHEN, Noted("已记位置"))
    await post.settled()
    assert post.world.chats[CHEN].reply_keyboard is None


async def test_a_picture_may_be_sent_by_the_number_telegram_gave_it(post: PostOffice) -> None:
    post.say(CHEN, Picture(f"sha256:{post.files.keep(jpeg('red'))}", "first"))
    await post.settled()
    file_id = post.messages()[0].data["photo"][-1]["file_id"]
    post.say(ZHOU, Picture(f"telegram:{file_id}", "second"))
    await post.settled()
    assert post.chat(ZHOU) == ["second"]
