"""Mini Apps over the chat, and the enterprise's browser beside it."""

from __future__ import annotations

import html
import http.server
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.phones_page import Phones
    from tests.sandbox.page.conftest import Bot

MINI_APP = """<!doctype html><meta charset="utf-8"><title>pad</title><p id="seen"></p><a href="/next">{path}</a><script>
const post = (eventType, eventData) => parent.postMessage(JSON.stringify({eventType, eventData}), "*");
const seen = [];
addEventListener("message", (event) => {
  if (event.source !== parent) return;
  const {eventType, eventData} = JSON.parse(event.data);
  seen.push(eventType + (eventType === "theme_changed" ? eventData.theme_params.bg_color : ""));
  if (eventType === "popup_closed") seen.push(eventData.button_id);
  document.getElementById("seen").textContent = seen.join(" ") + " " + location.hash.slice(1, 13);
  if (eventType === "main_button_pressed")
    post("web_app_open_popup", {message: "提交？", buttons: [{id: "yes", type: "ok"}]});
});
post("iframe_ready", {reload_supported: false});
post("web_app_ready");
post("web_app_expand");
post("web_app_setup_closing_behavior", {need_confirmation: true});
post("web_app_setup_main_button", {is_visible: true, is_active: true, text: "完成签字", color: "#14804a"});
</script>"""


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = MINI_APP.replace("{path}", html.escape(self.path)).encode()
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (http.server's name)
        """Says nothing: the test does."""


@pytest.fixture
def pad() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/pad"
        server.shutdown()
        thread.join()


def test_a_mini_app_and_its_phone_understand_each_other(phones: Phones, bot: Bot, pad: str) -> None:
    number = bot.say("签字", [{"text": "打开签字页", "web_app": {"url": pad}}])
    phones.message(number).locator(".inline-button").click()
    sheet = phones.phone().locator("[data-sheet='webapp']")
    seen = phones.page.frame_locator("iframe[data-webapp]").locator("#seen")
    for word in ("theme_changed#ffffff", "viewport_changed", "tgWebAppData"):
        expect(seen).to_contain_text(word)
    expect(phones.act("webapp-main")).to_have_text("完成签字")
    phones.act("webapp-main").click()
    phones.phone().locator("[data-alert] [data-answer='yes']").click()
    expect(seen).to_contain_text("popup_closed yes")
    phones.act("webapp-close").click()
    phones.phone().locator("[data-answer='cancel']").click()
    expect(sheet).to_be_visible()
    phones.act("webapp-close").click()
    phones.phone().locator("[data-answer='close']").click()
    expect(sheet).to_have_count(0)


def test_words_from_another_frame_do_not_reach_a_mini_app(phones: Phones, bot: Bot, pad: str) -> None:
    number = bot.say("签字", [{"text": "打开签字页", "web_app": {"url": pad}}])
    phones.message(number).locator(".inline-button").click()
    expect(phones.act("webapp-main")).to_be_visible()
    forged = '{"eventType":"web_app_setup_main_button","eventData":{"is_visible":false}}'
    phones.page.evaluate("words => window.postMessage(words, '*')", forged)
    phones.page.evaluate("window.postMessage('not even JSON', '*')")
    phones.page.wait_for_timeout(100)
    expect(phones.act("webapp-main")).to_be_visible()


def test_a_link_of_this_machine_opens_on_the_enterprise_phone(phones: Phones, bot: Bot, pad: str) -> None:
    enterprise = phones.page.locator("section[data-browser]")
    expect(enterprise).to_have_count(0)
    bot.say("通知书", [{"text": "看通知书", "url": pad}])
    phones.phone().locator("[data-key='看通知书']").click()
    address = enterprise.locator("[data-act='address']")
    expect(address).to_have_value(pad)
    back, shown = enterprise.locator("[data-act='browser-back']"), enterprise.frame_locator("iframe").locator("a")
    expect(shown).to_have_text("/pad")
    address.fill(f"{pad}?typed".removeprefix("http://"))
    address.press("Enter")
    expect(shown).to_have_text("/pad?typed")
    shown.click()
    expect(shown).to_have_text("/next")
    back.click()
    expect(shown).to_have_text("/pad?typed")
    back.click()
    expect(shown).to_have_text("/pad")
    expect(address).to_have_value(pad)
    address.fill("javascript:alert(1)//x")
    address.press("Enter")
    expect(enterprise.locator(".complaint")).to_have_text("这不是网址。")
