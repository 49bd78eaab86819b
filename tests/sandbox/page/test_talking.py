"""Words, buttons and their answers, on a phone and at the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.phones_page import Phones
    from tests.sandbox.page.conftest import Bot


def key(text: str, **fields: Any) -> dict[str, Any]:
    return {"text": text, "callback_data": "x", **fields}


def test_a_text_reaches_the_bot_and_its_answer_reaches_the_phone(phones: Phones, bot: Bot) -> None:
    phones.act("write").fill("第一行")
    phones.act("write").press("Shift+Enter")
    phones.act("write").press_sequentially("two")
    phones.act("write").press("Enter")
    heard = bot.heard("message", text="第一行\ntwo")
    assert heard["from"]["id"] == 101
    mine = phones.message(heard["message_id"])
    expect(mine).to_have_attribute("data-from", "me")
    expect(phones.act("write")).to_have_value("")

    answer = phones.message(bot.say("📋 收到", reply_parameters={"message_id": heard["message_id"]}))
    expect(answer).to_have_attribute("data-from", "bot")
    expect(answer.locator(".quote")).to_contain_text("第一行 two")
    left, right = answer.locator(".bubble").bounding_box(), mine.locator(".bubble").bounding_box()
    assert left
    assert right
    assert left["x"] + 40 < right["x"]
    assert left["y"] > right["y"]


def test_a_pressed_button_spins_until_its_toast_comes(phones: Phones, bot: Bot) -> None:
    number = bot.say("第2/3页", [key("8")], [key("其余全部符合", callback_data="all", style="success")])
    button = phones.message(number).locator("[data-key='其余全部符合']")
    expect(button).to_have_attribute("data-style", "success")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    tap = bot.heard("callback_query")
    assert (tap["data"], tap["from"]["id"]) == ("all", 101)
    bot.call("answerCallbackQuery", callback_query_id=tap["id"], text="已记6项符合，可撤销")
    expect(phones.phone().locator("[data-toast]")).to_have_text("已记6项符合，可撤销")
    expect(phones.phone(102).locator("[data-toast]")).to_have_count(0)
    expect(button).not_to_have_attribute("aria-busy", "true")


def test_an_alert_holds_its_own_phone_only_until_it_is_confirmed(phones: Phones, bot: Bot) -> None:
    phones.message(bot.say("检查结果", [key("① 未发现问题")])).locator(".inline-button").click()
    tap = bot.heard("callback_query")
    bot.call("answerCallbackQuery", callback_query_id=tap["id"], text="已记1个问题，不能选①。", show_alert=True)
    alert = phones.phone().locator("[data-alert]")
    expect(alert).to_contain_text("已记1个问题")
    expect(phones.phone().locator(".phone-content")).to_have_attribute("inert", "")
    expect(phones.phone(102).locator(".phone-content")).not_to_have_attribute("inert", "")
    alert.locator("[data-answer='ok']").click()
    expect(alert).to_have_count(0)


def test_an_edit_changes_the_message_in_its_place_and_a_deletion_takes_it_away(phones: Phones, bot: Bot) -> None:
    first, second = bot.say("9/20", [key("总览")]), bot.say("后来的")
    numbers = "nodes => nodes.map(node => node.dataset.messageId)"
    rows = phones.phone().locator("[data-message-id]")
    expect(phones.message(second)).to_be_visible()
    before = rows.evaluate_all(numbers)
    bot.call("editMessageText", chat_id=101, message_id=first, text="10/20")
    expect(phones.message(first).locator(".text")).to_have_text("10/20")
    expect(phones.message(first).locator(".edited")).to_have_text("已编辑")
    expect(phones.message(first).locator(".inline-button")).to_have_count(0)
    assert rows.evaluate_all(numbers) == before
    bot.call("deleteMessage", chat_id=101, message_id=first)
    expect(phones.message(first)).to_have_count(0)
    expect(phones.message(second)).to_be_visible()


def test_a_message_can_be_answered_edited_forwarded_and_deleted(phones: Phones, bot: Bot) -> None:
    def choose(number: int, what: str) -> None:
        phones.message(number).locator(".bubble").click(button="right")
        phones.act(what).click()

    card = bot.say("第10项 冷藏温度")
    expect(phones.message(card)).to_be_visible()
    choose(card, "reply")
    phones.write("14度")
    mine = bot.heard("message", text="14度")
    assert mine["reply_to_message"]["message_id"] == card
    number = mine["message_id"]
    choose(number, "edit")
    expect(phones.act("write")).to_have_value("14度")
    phones.write("14.5度")
    bot.heard("edited_message", text="14.5度")
    expect(phones.message(number).locator(".text")).to_have_text("14.5度")
    choose(number, "copy")
    assert phones.page.evaluate("navigator.clipboard.readText()") == "14.5度"
    choose(number, "forward")
    phones.phone().locator("[data-target='102']").click()
    copy = bot.heard("message", text="14.5度")
    assert copy["from"]["id"] == 102
    expect(phones.message(copy["message_id"], 102).locator(".forwarded")).to_contain_text("陈立")
    choose(number, "delete")
    expect(phones.message(number)).to_have_count(0)


def test_commands_are_offered_while_they_are_typed(phones: Phones, bot: Bot) -> None:
    commands = [{"command": "task", "description": "我的任务"}, {"command": "help", "description": "帮助"}]
    bot.call("setMyCommands", commands=commands)
    phones.page.reload()
    phones.act("write").press_sequentially("/t")
    expect(phones.phone().locator(".suggestion")).to_have_text(["/task我的任务"])
    phones.phone().locator(".suggestion").click()
    bot.heard("message", text="/task")
    phones.act("commands").click()
    phones.phone().get_by_role("menuitem", name="/help").click()
    bot.heard("message", text="/help")


def test_an_invitation_link_starts_the_bot_with_its_code(phones: Phones, bot: Bot) -> None:
    html = '<a href="https://t.me/hecha_bot?start=abc-123">邀请</a>'
    phones.message(bot.say(html, parse_mode="HTML")).get_by_role("link").click()
    bot.heard("message", text="/start abc-123")
    assert len(phones.page.context.pages) == 1


def test_blocking_the_bot_closes_the_composer_until_it_is_lifted(phones: Phones, bot: Bot) -> None:
    phones.act("phone-menu").click()
    phones.act("block").click()
    assert bot.heard("my_chat_member")["new_chat_member"]["status"] == "kicked"
    expect(phones.act("write")).to_be_hidden()
    phones.act("unblock").click()
    assert bot.heard("my_chat_member")["new_chat_member"]["status"] == "member"
    expect(phones.act("write")).to_be_visible()


def test_an_empty_chat_begins_with_start(phones: Phones, bot: Bot) -> None:
    bot.sandbox.world.add_person(105, "何文", title="名录库 · 何文")
    phones.page.evaluate("window.dispatchEvent(new Event('focus'))")
    phones.page.locator("[data-chip='105']").click()
    expect(phones.act("write", 105)).to_be_hidden()
    phones.act("start", 105).click()
    expect(phones.act("write", 105)).to_be_visible()
    while bot.heard("message", text="/start")["from"]["id"] != 105:
        pass


def test_what_is_refused_is_said_and_comes_back_into_the_field(phones: Phones) -> None:
    phones.write("长" * 5000)
    expect(phones.phone().locator("[data-toast]")).to_contain_text("没有成功")
    expect(phones.act("write")).to_have_value("长" * 5000)


def test_what_comes_while_reading_above_waits_behind_a_pill(phones: Phones, bot: Bot) -> None:
    last = [bot.say(f"第{number}条") for number in range(18)][-1]
    expect(phones.message(last)).to_be_in_viewport()
    phones.phone().locator(".thread").evaluate("node => { node.scrollTop = 0; }")
    pill = phones.act("to-bottom")
    expect(pill).to_be_visible()
    fresh = bot.say("新的")
    expect(pill).to_have_attribute("data-unread", "1")
    expect(phones.message(fresh)).not_to_be_in_viewport()
    pill.click()
    expect(phones.message(fresh)).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_the_keyboard_stays_on_a_button_whose_message_was_edited(phones: Phones, bot: Bot) -> None:
    number = bot.say("9/20", [key("上页"), key("下页")])
    button = phones.message(number).locator("[data-column='1']")
    button.focus()
    phones.page.keyboard.press("Enter")
    bot.heard("callback_query")
    markup = {"inline_keyboard": [[key("上页"), key("下页 2")]]}
    bot.call("editMessageText", chat_id=101, message_id=number, text="10/20", reply_markup=markup)
    expect(button).to_have_text("下页 2")
    expect(button).to_be_focused()


def test_a_reaction_of_the_bot_shows_on_the_message(phones: Phones, bot: Bot) -> None:
    phones.write("收到了吗")
    number = bot.heard("message", text="收到了吗")["message_id"]
    for reactions in ([{"type": "emoji", "emoji": "👍"}], []):
        bot.call("setMessageReaction", chat_id=101, message_id=number, reaction=reactions)
        expect(phones.message(number).locator(".reaction")).to_have_text(["👍"] if reactions else [])
