"""Cards are edited where they stand, follow to the bottom when they are hidden, and are taken away."""

import pytest
from sqlalchemy import select

from rules.messages import (
    Album,
    Picture,
    Text,
    Withdraw,
)
from sandbox.acts import talking
from sandbox.post_office import PostOffice
from storage.tables import CardRow
from storage.unit_of_work import reading
from tests.bot.sent_messages import CHEN, ZHOU, card, jpeg


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


async def test_where_a_card_stands_is_known_after_it_was_posted(post: PostOffice) -> None:
    post.say(CHEN, Text("a"), card("one"))
    await post.settled()
    with reading(post.database) as session:
        row = session.scalars(select(CardRow)).one()
    assert (row.message_id, row.shown_version) == (post.messages()[1].message_id, 1)
