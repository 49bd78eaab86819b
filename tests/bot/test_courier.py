"""The courier: everything said arrives, in order, once where Telegram lets it, and no chat waits for another."""

import asyncio
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select, update

from rules.messages import (
    Album,
    AskLocation,
    Button,
    Card,
    Document,
    Noted,
    Picture,
    Text,
    Toast,
    Venue,
    Withdraw,
)
from sandbox.acts import pressing, talking
from sandbox.post_office import PostOffice
from storage.tables import CardRow, OutboxMessage
from storage.unit_of_work import reading, unit_of_work

CHEN, ZHOU = 7101, 7102


def card(text: str, *labels: str, key: str = "visit:1", **look: bool) -> Card:
    buttons = tuple((Button(label, f"task:{label}"),) for label in labels)
    return Card(key, text, buttons, **look)


def jpeg(color: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "JPEG")
    return out.getvalue()


def tapped(post: PostOffice, message_id: int) -> str:
    return pressing.press(post.world, CHEN, message_id, {"row": 0, "column": 0})


async def test_messages_of_a_chat_arrive_in_the_order_in_which_they_were_said(post: PostOffice) -> None:
    for person in (CHEN, ZHOU):
        post.say(person, *(Text(f"{number}") for number in range(6)))
    post.say(CHEN, card("last"))
    await post.settled()
    assert post.chat(CHEN) == ["0", "1", "2", "3", "4", "5", "last"]
    assert post.chat(ZHOU) == ["0", "1", "2", "3", "4", "5"]


async def test_a_card_is_edited_in_place(post: PostOffice) -> None:
    post.say(CHEN, card("one", "a"))
    await post.settled()
    post.say(CHEN, card("two", "b"))
    await post.settled()
    assert post.calls() == ["sendMessage", "editMessageText"]
    assert post.chat() == ["two"]
    assert post.messages()[0].keyboard()[0][0]["callback_data"] == "task:b~2"


async def test_a_newer_version_replaces_an_edit_that_was_not_sent(post: PostOffice) -> None:
    post.say(CHEN, card("one"))
    await post.settled()
    await post.end()
    for text in ("two", "three", "four"):
        post.say(CHEN, card(text))
    post.begin()
    await post.settled()
    assert post.calls() == ["sendMessage", "editMessageText"]
    assert post.chat() == ["four"]


async def test_a_card_shown_again_unchanged_costs_no_call(post: PostOffice) -> None:
    post.say(CHEN, card("one"))
    await post.settled()
    post.say(CHEN, card("one"))
    await post.settled()
    assert post.calls() == ["sendMessage"]


async def test_an_edit_whose_answer_was_lost_is_done_when_telegram_calls_it_not_modified(post: PostOffice) -> None:
    post.say(CHEN, card("one"))
    await post.settled()
    post.fault("editMessageText", "drop")
    post.say(CHEN, card("two"))
    await post.settled()
    assert post.chat() == ["two"]
    assert post.outbox()[-1] == ("card", "sent")
    assert post.calls("sendMessage") == ["sendMessage"]


async def test_a_card_whose_message_is_gone_is_sent_anew(post: PostOffice) -> None:
    post.say(CHEN, card("one"))
    await post.settled()
    talking.delete(post.world, CHEN, post.messages()[0].message_id)
    post.say(CHEN, card("two"))
    await post.settled()
    assert post.chat() == ["two"]
    post.say(CHEN, card("three"))
    await post.settled()
    assert post.chat() == ["three"]


async def test_a_card_that_has_scrolled_away_is_posted_at_the_bottom_and_the_old_one_taken_away(
    post: PostOffice,
) -> None:
    post.say(CHEN, card("one"), Text("a"), Text("b"), Text("c"))
    await post.settled()
    post.say(CHEN, card("two"))
    await post.settled()
    assert post.chat() == ["a", "b", "c", "two"]


async def test_a_card_with_few_messages_below_it_stays_where_it_is(post: PostOffice) -> None:
    post.say(CHEN, card("one"), Text("a"), Text("b"))
    await post.settled()
    post.say(CHEN, card("two"))
    await post.settled()
    assert post.chat() == ["two", "a", "b"]


@pytest.mark.parametrize("is_album", [False, True])
async def test_one_tall_message_hides_a_card_which_then_comes_to_the_bottom(post: PostOffice, is_album: bool) -> None:
    source = f"sha256:{post.files.keep(jpeg('red'))}"
    post.say(CHEN, card("one"), Album((source, source), "tall") if is_album else Picture(source, "tall"))
    await post.settled()
    post.say(CHEN, card("two"))
    await post.settled()
    assert [words for words in post.chat() if words in ("one", "tall", "two")] == ["tall", "two"]


async def test_messages_in_other_chats_do_not_push_a_card_away(post: PostOffice) -> None:
    post.say(CHEN, card("one"))
    await post.settled()
    post.say(ZHOU, *(Text(f"{number}") for number in range(8)))
    await post.settled()
    post.say(CHEN, Text("a"))
    await post.settled()
    post.say(CHEN, card("two"))
    await post.settled()
    assert post.chat() == ["two", "a"]


async def test_a_card_that_does_not_follow_is_edited_where_it_stands(post: PostOffice) -> None:
    post.say(CHEN, card("one", follow=False), *(Text(f"{number}") for number in range(4)))
    await post.settled()
    post.say(CHEN, card("two", follow=False))
    await post.settled()
    assert post.chat() == ["two", "0", "1", "2", "3"]


async def test_a_card_asked_for_anew_comes_to_the_bottom_in_any_case(post: PostOffice) -> None:
    post.say(CHEN, card("one"), Text("a"))
    await post.settled()
    post.say(CHEN, card("one", anew=True))
    await post.settled()
    assert post.chat() == ["a", "one"]


async def test_a_withdrawn_card_is_deleted_and_can_come_again(post: PostOffice) -> None:
    post.say(CHEN, card("one"))
    await post.settled()
    post.say(CHEN, Withdraw("visit:1", "✓"))
    await post.settled()
    assert post.chat() == []
    post.say(CHEN, card("two"))
    await post.settled()
    assert post.chat() == ["two"]


async def test_a_card_too_old_to_be_deleted_leaves_one_line_without_buttons(post: PostOffice) -> None:
    post.say(CHEN, card("one", "a"))
    await post.settled()
    post.advance(48 * 3600)
    post.say(CHEN, Withdraw("visit:1", "✓"))
    await post.settled()
    assert post.chat() == ["✓"]
    assert post.messages()[0].keyboard() == []


async def test_a_card_withdrawn_before_it_was_sent_never_appears(post: PostOffice) -> None:
    await post.end()
    post.say(CHEN, card("one"), Withdraw("visit:1", "✓"), Text("a"))
    post.begin()
    await post.settled()
    assert post.chat() == ["a"]


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


async def test_where_a_card_stands_is_known_after_it_was_posted(post: PostOffice) -> None:
    post.say(CHEN, Text("a"), card("one"))
    await post.settled()
    with reading(post.database) as session:
        row = session.scalars(select(CardRow)).one()
    assert (row.message_id, row.shown_version) == (post.messages()[1].message_id, 1)
