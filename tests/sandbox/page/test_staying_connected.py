"""The page when the sandbox goes away, comes back, or forgets everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from sandbox.server import Sandbox

if TYPE_CHECKING:
    import httpx
    from playwright.sync_api import Page

    from tests.phones_page import Phones
    from tests.sandbox.page.conftest import Bot


def test_the_page_picks_up_again_after_the_server_restarts(tab: Page, client: httpx.Client) -> None:
    def say(running: Sandbox, text: str) -> None:
        running.world.add_person(101, "陈立", title="市场监管 · 陈立")
        client.post(f"{running.url}/sim/chats/101/start", json={}).raise_for_status()
        bot = f"{running.url}/bot{running.token}"
        client.post(f"{bot}/sendMessage", data={"chat_id": 101, "text": text}).raise_for_status()

    live, words = tab.locator("html"), tab.locator("section[data-person='101'] .text")
    with Sandbox(flood=False) as first:
        first.world.add_person(102, "周敏")
        for text in ("旧世界", "更旧", "最旧"):
            say(first, text)
        port = int(first.url.rsplit(":", 1)[1])
        tab.goto(first.url)
        expect(words.filter(has_text="旧世界")).to_be_visible()
    expect(live).to_have_attribute("data-live", "off")
    expect(tab.locator(".offline")).to_be_visible()
    with Sandbox(port=port, flood=False) as second:
        say(second, "新世界")
        expect(live).to_have_attribute("data-live", "on", timeout=8000)
        expect(words.filter(has_text="旧世界")).to_have_count(0)
        expect(words.filter(has_text="新世界")).to_be_visible()
        expect(tab.locator(".phone")).to_have_count(1)
        say(second, "又一条")
        expect(words.filter(has_text="又一条")).to_be_visible()
        tab.goto("about:blank")


def test_a_reset_empties_the_phones(phones: Phones, bot: Bot) -> None:
    number = bot.say("会消失")
    expect(phones.message(number)).to_be_visible()
    bot.client.post(f"{bot.sandbox.url}/sim/reset", json={}).raise_for_status()
    expect(phones.phone().locator("[data-message-id]")).to_have_count(0)
    expect(phones.act("start")).to_be_visible()
