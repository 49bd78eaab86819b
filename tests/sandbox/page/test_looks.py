"""How the page looks: on a desk and on a phone, formatted, cut short, and never fooled by what people write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

    from tests.phones_page import Phones
    from tests.sandbox.page.conftest import Bot


def key(text: str) -> dict[str, Any]:
    return {"text": text, "callback_data": "x"}


def test_phones_stand_side_by_side_and_a_dot_marks_what_a_closed_one_got(phones: Phones, bot: Bot) -> None:
    phones.page.goto(bot.sandbox.url)
    expect(phones.phone(103)).to_be_visible()
    lefts = [box["x"] for person in (101, 102, 103) if (box := phones.phone(person).bounding_box())]
    assert lefts == sorted(set(lefts))
    assert len(lefts) == 3
    phones.act("put-away", 103).click()
    expect(phones.phone(103)).to_have_count(0)
    chip = phones.page.locator("[data-chip='103']")
    expect(chip).to_have_text("消防救援 · 赵岩")
    expect(chip).to_have_attribute("aria-pressed", "false")
    number = bot.say("有新任务", chat=103)
    expect(chip).to_have_attribute("data-unread", "1")
    chip.click()
    expect(phones.message(number, 103)).to_be_visible()
    expect(phones.phone(103).locator(".unread-mark")).to_be_visible()
    expect(chip).to_have_attribute("data-unread", "0")
    assert "people=101,102,103" in phones.page.url


def test_a_phone_that_was_asked_for_opens_when_its_person_comes(phones: Phones, bot: Bot) -> None:
    phones.page.goto(f"{bot.sandbox.url}/?people=102,106")
    expect(phones.phone(102)).to_be_visible()
    expect(phones.page.locator(".phone")).to_have_count(1)
    bot.sandbox.world.add_person(106, "吴静", title="消防救援 · 吴静")
    bot.client.post(f"{bot.sandbox.url}/sim/chats/106/start", json={}).raise_for_status()
    expect(phones.phone(106).locator(".text")).to_have_text("/start")
    expect(phones.page.locator(".phone")).to_have_count(2)


def test_a_small_screen_shows_one_phone_and_never_scrolls_sideways(
    small_phones: Phones, bot: Bot, pictures: list[FilePayload]
) -> None:
    page = small_phones.page
    bot.say("很长" * 200 + "https://example.org/" + "a" * 300, [key("按钮" * 30), key("x" * 90)])
    photo = {"photo": ("a.jpg", pictures[0]["buffer"], "image/jpeg")}
    bot.call("sendPhoto", chat_id=101, files=photo, caption="照片")
    expect(small_phones.phone().locator("img")).to_be_visible()
    expect(page.locator(".phone:visible")).to_have_count(1)
    wide = "() => [document.scrollingElement, ...document.querySelectorAll('.thread')].map(n => n.scrollWidth)"
    assert max(page.evaluate(wide)) <= 390
    box = small_phones.phone().bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)
    assert box["y"] <= 60
    sizes = "nodes => nodes.filter(n => n.offsetWidth).map(n => [n.ariaLabel, n.offsetWidth, n.offsetHeight])"
    for label, width, height in page.locator("button").evaluate_all(sizes):
        assert min(width, height) >= 40, label
    page.locator("[data-chip='102']").click()
    expect(small_phones.phone(102)).to_be_visible()
    expect(small_phones.phone(101)).to_be_hidden()


def test_buttons_of_a_row_are_equally_wide_and_a_long_label_is_cut_but_told_in_full(phones: Phones, bot: Bot) -> None:
    long = "这是一条特别特别长、一行绝对放不下、必须截断的按钮文字"
    number = bot.say("选", [key(long)], [key("符合"), key("其余不涉及的项")], [key("8")])
    buttons = phones.message(number).locator(".inline-button")
    expect(buttons).to_have_count(4)
    boxes = [box for button in buttons.all() if (box := button.bounding_box())]
    assert [box["height"] for box in boxes] == [42] * 4
    assert boxes[1]["width"] == pytest.approx(boxes[2]["width"], abs=0.5)
    assert boxes[2]["x"] - boxes[1]["x"] - boxes[1]["width"] == pytest.approx(2, abs=0.1)
    assert boxes[1]["y"] - boxes[0]["y"] == pytest.approx(44, abs=0.1)
    label = buttons.nth(0).locator(".label")
    assert label.evaluate("n => n.scrollWidth > n.clientWidth && getComputedStyle(n).textOverflow") == "ellipsis"
    expect(buttons.nth(0)).to_have_attribute("title", long)
    expect(phones.page.get_by_role("button", name=long)).to_be_visible()


def test_hostile_text_stays_text_everywhere(phones: Phones, bot: Bot) -> None:
    hostile = "<img src=x onerror=\"document.title='hacked'\">"
    bot.sandbox.world.add_person(104, hostile, title=hostile)
    bot.client.post(f"{bot.sandbox.url}/sim/chats/104/start", json={}).raise_for_status()
    number = bot.say(hostile, [key(hostile)], reply_parameters={"message_id": bot.say(hostile)})
    bot.call("sendVenue", chat_id=101, latitude=1, longitude=1, title=hostile, address=hostile)
    bot.call("sendDocument", chat_id=101, files={"document": ("<b>x.txt", b"x", "text/plain")}, caption=hostile)
    bot.say("键盘", reply_markup={"keyboard": [[hostile]]})
    phones.write(hostile)
    expect(phones.phone().locator(".reply-button")).to_have_text(hostile)
    expect(phones.message(number).locator(".text")).to_have_text(hostile)
    expect(phones.message(number).locator(".inline-button")).to_have_text(hostile)
    expect(phones.page.locator("[data-chip='104']")).to_have_text(hostile)
    expect(phones.page.locator("img[onerror], .phone b")).to_have_count(0)
    assert "hacked" not in phones.page.title()


def test_formatting_counts_in_utf16_and_nests(phones: Phones, bot: Bot) -> None:
    html = (
        "😀<b>粗<i>斜</i></b> <u>线</u> <s>删</s> <code>3f9a</code> <tg-spoiler>密</tg-spoiler> "
        '<a href="https://example.org/x">链</a>\n<blockquote>引</blockquote>\n<pre>a &lt; b</pre>尾 /help'
    )
    text = phones.message(bot.say(html, parse_mode="HTML")).locator(".text")
    words = {"strong": "粗斜", "strong em": "斜", "u": "线", "s": "删", "blockquote": "引", "pre": "a < b"}
    for tag, inside in {**words, "code.code": "3f9a"}.items():
        expect(text.locator(tag)).to_have_text(inside)
    expect(text.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    spoiler = text.locator(".spoiler")
    expect(spoiler).to_have_css("color", "rgba(0, 0, 0, 0)")
    spoiler.click()
    expect(spoiler).not_to_have_css("color", "rgba(0, 0, 0, 0)")
    text.locator("[data-command='/help']").click()
    bot.heard("message", text="/help")


def test_an_expandable_quote_opens_and_closes(phones: Phones, bot: Bot) -> None:
    law = "《食品安全法》第三十三条，食品生产经营应当符合食品安全标准。" * 6
    number = bot.say(f"依据：\n<blockquote expandable>{law}</blockquote>", parse_mode="HTML")
    quote = phones.message(number).locator("blockquote")
    toggle = quote.locator("[data-act='expand']")
    height = "node => node.getBoundingClientRect().height"
    closed = quote.evaluate(height)
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    assert quote.evaluate(height) > closed + 60
    toggle.click()
    assert quote.evaluate(height) == closed


def test_the_page_speaks_english_when_asked_and_calls_no_other_host(phones: Phones, bot: Bot) -> None:
    page, hosts = phones.page, set[str]()

    def note(request: Any) -> None:
        hosts.add(httpx.URL(request.url).netloc.decode())

    page.on("request", note)
    page.goto(f"{bot.sandbox.url}/?people=102&lang=en")
    expect(page.locator("html")).to_have_attribute("data-live", "on")
    page.remove_listener("request", note)
    expect(page.locator(".demo-words")).to_have_text("Demo · all data fictional")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".phone")).to_have_count(1)
    expect(phones.act("send", 102)).to_have_attribute("aria-label", "Send")
    assert hosts == {httpx.URL(bot.sandbox.url).netloc.decode()}
