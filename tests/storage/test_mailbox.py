"""The mailbox: what an act says is kept with the act; taps are judged by the card that they stand on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, Protocol

import pytest
from sqlalchemy import select, update

from rules.messages import Button, Card, Noted, Text, Toast, Withdraw
from storage import outbox
from storage.mailbox import Press
from storage.tables import CardRow, OutboxMessage
from storage.unit_of_work import UnitOfWork

Work = Callable[[], AbstractContextManager[UnitOfWork]]
CHAT = 71
DWELL = timedelta(seconds=1.5)


class Clock(Protocol):
    def turn(self, seconds: float) -> None: ...


def card(text: str = "one", label: str = "接受", **look: Any) -> Card:
    return Card("visit:1", text, ((Button(label, "task:accept:1"),),), **look)


def said(work: Work, *messages: Any, tap: str | None = None) -> None:
    with work() as uow:
        uow.mailbox.say(CHAT, messages, callback_query_id=tap)


def shown(work: Work, message_id: int) -> None:
    """As the courier notes a delivered card."""
    with work() as uow:
        row = uow.session.scalars(select(CardRow)).one()
        row.message_id, row.shown_version, row.shown_at = message_id, row.version, uow.now


def pressed(work: Work, wire: str, message_id: int = 5, chat: int = CHAT) -> Press:
    with work() as uow:
        return uow.mailbox.press(chat, message_id, wire, uow.now, DWELL)


def queued(work: Work) -> list[tuple[str, Any]]:
    with work() as uow:
        rows = uow.session.scalars(select(OutboxMessage).order_by(OutboxMessage.outbox_id))
        return [(row.kind, row.body.get("text")) for row in rows]


def version(work: Work) -> int:
    with work() as uow:
        return uow.session.scalars(select(CardRow.version)).one()


def test_messages_wait_in_the_order_in_which_they_were_said(work: Work) -> None:
    said(work, Text("a"), card(), Noted("b"))
    assert queued(work) == [("text", "a"), ("card", None), ("noted", "b")]


def test_nothing_is_said_by_an_act_that_fails(work: Work) -> None:
    with pytest.raises(ZeroDivisionError), work() as uow:
        uow.mailbox.say(CHAT, [Text("a"), card()])
        raise ZeroDivisionError
    assert queued(work) == []


def test_a_toast_answers_its_tap_and_is_dropped_without_one(work: Work) -> None:
    said(work, Toast("已记"))
    said(work, Toast("已记"), tap="99")
    with work() as uow:
        row = uow.session.scalars(select(OutboxMessage)).one()
        assert (row.kind, row.body["callback_query_id"]) == ("toast", "99")
        assert row.expires_at is not None
        assert row.expires_at > uow.now


def test_a_card_gets_a_new_revision_only_when_it_changes(work: Work) -> None:
    said(work, card("one"))
    said(work, card("one"))
    assert version(work) == 1
    said(work, card("two"))
    assert version(work) == 2
    said(work, card("two", anew=True))
    said(work, card("two", anew=True))
    assert version(work) == 4


def test_a_tap_counts_only_on_the_newest_revision(work: Work) -> None:
    said(work, card("one"))
    shown(work, 5)
    assert pressed(work, "task:accept:1~1") == Press("task:accept:1", True, True, "visit:1")
    said(work, card("two"))
    assert not pressed(work, "task:accept:1~1").is_fresh
    assert pressed(work, "task:accept:1~2").is_fresh


def test_a_tap_still_counts_when_only_what_the_card_tells_has_changed(work: Work, clock: Clock) -> None:
    said(work, card("还在取回 1", "提交"))
    shown(work, 5)
    clock.turn(2)
    said(work, card("全部已固定", "提交", informs=True))
    assert version(work) == 2
    assert pressed(work, "task:accept:1~1!") == Press("task:accept:1", True, True, "visit:1")
    said(work, card("缺1张", "补拍", informs=True))
    assert not pressed(work, "task:accept:1~2!").is_fresh


def test_a_steady_button_counts_on_every_revision(work: Work) -> None:
    said(work, card("one"))
    shown(work, 5)
    said(work, card("two"))
    assert pressed(work, "home:open:1") == Press("home:open:1", True, True, "visit:1")


@pytest.mark.parametrize("wire", ["task:accept:1~!!", "task:accept:1~", "task:accept:1~z z", "~", "task:accept:1~-1"])
def test_a_stamp_that_was_never_written_is_stale(work: Work, wire: str) -> None:
    said(work, card())
    shown(work, 5)
    assert not pressed(work, wire).is_fresh


def test_a_tap_on_a_message_that_is_no_card_any_more_is_stale(work: Work) -> None:
    said(work, card())
    shown(work, 5)
    assert not pressed(work, "task:accept:1~1", message_id=4).is_fresh
    assert not pressed(work, "task:accept:1~1", chat=CHAT + 1).is_fresh


def test_a_final_act_counts_only_after_the_card_was_on_the_phone_for_a_moment(work: Work, clock: Clock) -> None:
    said(work, card())
    shown(work, 5)
    assert not pressed(work, "task:accept:1~1!").is_settled
    clock.turn(1.4)
    assert not pressed(work, "task:accept:1~1!").is_settled
    clock.turn(0.2)
    assert pressed(work, "task:accept:1~1!").is_settled


def test_a_final_act_does_not_count_on_a_card_whose_newest_content_is_not_shown_yet(work: Work, clock: Clock) -> None:
    said(work, card("one"))
    shown(work, 5)
    clock.turn(10)
    with work() as uow:
        uow.session.execute(update(CardRow).values(version=2, counts_from=2))
    press = pressed(work, "task:accept:1~2!")
    assert press.is_fresh
    assert not press.is_settled


def test_what_is_to_be_seen_until_the_next_act_is_withdrawn_at_it(work: Work) -> None:
    said(work, card(vanish=True))
    with work() as uow:
        withdrawals = uow.mailbox.vanishing(CHAT, "✓")
        assert withdrawals == [Withdraw("visit:1", "✓")]
        uow.mailbox.say(CHAT, withdrawals)
    with work() as uow:
        assert uow.mailbox.vanishing(CHAT, "✓") == []


def test_what_does_not_stand_is_not_withdrawn(work: Work) -> None:
    said(work, Withdraw("visit:1", "✓"))
    assert queued(work) == []
    said(work, card())
    said(work, Withdraw("visit:1", "✓"))
    said(work, Withdraw("visit:1", "✓"))
    assert [kind for kind, _ in queued(work)] == ["card", "card"]
    assert version(work) == 2


def test_one_card_of_each_name_stands_in_each_chat(work: Work) -> None:
    with work() as uow:
        for chat in (CHAT, CHAT + 1):
            uow.mailbox.say(chat, [card(), Card("home", "list"), card("two")])
    with work() as uow:
        assert len(uow.session.scalars(select(CardRow)).all()) == 4


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_two_acts_at_once_on_one_card_are_two_revisions(work: Work) -> None:
    said(work, card("one"))
    shown(work, 5)
    with work() as mine:
        assert mine.mailbox.press(CHAT, 5, "task:accept:1~1", mine.now, DWELL).is_fresh
        with work() as theirs:
            theirs.mailbox.say(CHAT, [card("two")])
        mine.mailbox.say(CHAT, [card("three")])
    with work() as uow:
        row = uow.session.scalars(select(CardRow)).one()
        assert (row.version, row.wanted["text"]) == (3, "three")


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("informs", [False, True])
def test_what_a_colleague_has_changed_since_the_tap_is_replaced(work: Work, informs: bool) -> None:
    said(work, card("as the tap found it"))
    shown(work, 5)
    with work() as tapped:
        tapped.mailbox.press(CHAT, 5, "task:accept:1~1", tapped.now, DWELL)
        said(work, card("by a colleague", label="拒绝"))
        tapped.mailbox.say(CHAT, [card("as the tap found it", informs=informs)])
    with work() as uow:
        row = uow.session.scalars(select(CardRow)).one()
        assert (row.wanted["text"], row.version, row.counts_from) == ("as the tap found it", 3, 3)


def test_a_tap_on_a_card_that_was_posted_a_moment_ago_counts_before_it_is_noted_where_it_stands(work: Work) -> None:
    said(work, card("one"))
    press = pressed(work, "task:accept:1~1")
    assert (press.is_fresh, press.is_settled, press.card_key) == (True, True, "visit:1")
    # What must have been looked at for a while has not been.
    assert not pressed(work, "task:accept:1~1!").is_settled
    assert not pressed(work, "task:accept:1~2").is_fresh
    assert not pressed(work, "task:recuse:1~1").is_fresh
    shown(work, 7)
    assert not pressed(work, "task:accept:1~1", message_id=5).is_fresh
    # Posted afresh at the bottom.
    assert pressed(work, "task:accept:1~1", message_id=9).is_fresh
    said(work, card("two"))
    assert not pressed(work, "task:accept:1~1", message_id=9).is_fresh
    said(work, Withdraw("visit:1", "gone"))
    assert not pressed(work, "task:accept:1~3", message_id=9).is_fresh


def test_what_was_said_long_ago_is_emptied_once(work: Work, clock: Clock) -> None:
    said(work, Text("a"), Text("b"))
    with work() as uow:
        uow.session.execute(update(OutboxMessage).where(OutboxMessage.outbox_id == 1).values(state="sent"))
    clock.turn(timedelta(days=outbox.KEPT_DAYS + 1).total_seconds())
    with work() as uow:
        assert [outbox.forget_old(uow.connection, uow.now) for _ in range(3)] == [1, 0, 0]
    assert queued(work) == [("text", None), ("text", "b")]
