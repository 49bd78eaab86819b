"""The page tells the time of its people, wherever the browser stands."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from sandbox.clock import ZONE
from sandbox.server import Sandbox
from tests.phones_page import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from playwright.sync_api import Browser

    from tests.phones_page import Phones
    from tests.sandbox.page.conftest import Bot


@pytest.fixture
def distant_phones(browser: Browser, sandbox: Sandbox) -> Iterator[Phones]:
    """The page in a browser on the other side of the world."""
    context = browser.new_context(timezone_id="America/New_York", reduced_motion="reduce")
    with opened(context.new_page(), f"{sandbox.url}/?people=101&lang=zh") as phones:
        yield phones
    context.close()


def test_a_message_carries_the_time_of_the_district(distant_phones: Phones, bot: Bot) -> None:
    said = bot.call("sendMessage", chat_id=101, text="您好")
    time = distant_phones.message(said["message_id"]).locator("time")
    expect(time).to_have_text(datetime.fromtimestamp(said["date"], ZONE).strftime("%H:%M"))


def test_a_day_begins_at_midnight_in_the_district(distant_phones: Phones, bot: Bot) -> None:
    world = bot.sandbox.world
    now = datetime.fromtimestamp(world.clock.now(), ZONE)
    midnight = (now + timedelta(days=2)).replace(hour=0, minute=0, second=0)
    world.advance((midnight - now).total_seconds() - 300)
    before = bot.say("差五分零点")
    world.advance(600)
    after = bot.say("零点过五分")
    expect(distant_phones.message(before)).to_be_visible()
    below_a_mark = distant_phones.phone().locator(".day + [data-message-id]")
    expect(below_a_mark.last).to_have_attribute("data-message-id", str(after))


def test_a_drawn_sample_is_taken_at_the_time_of_the_district(distant_phones: Phones, bot: Bot) -> None:
    distant_phones.act("attach").click()
    distant_phones.act("sample").click()
    distant_phones.act("as-file").check()
    distant_phones.act("send-sample").click()
    name = bot.heard_with("document")["document"]["file_name"]
    [stamp] = re.findall(r"^IMG_(\d{12})_1\.jpg$", name)
    taken = datetime.strptime(stamp, "%y%m%d%H%M%S").replace(tzinfo=ZONE)
    assert timedelta(seconds=-2) < datetime.now(ZONE) - taken < timedelta(minutes=1)


def test_another_zone_can_be_told(client: httpx.Client) -> None:
    with Sandbox(zone=ZoneInfo("Europe/Berlin")) as sandbox:
        assert 'data-time-zone="Europe/Berlin"' in client.get(sandbox.url).text
