"""Photos, albums, files and places, sent from a phone and shown on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

    from tests.phones_page import Phones
    from tests.sandbox.page.conftest import Bot

ANY_BYTES = b"%PDF-1.7\n" + bytes(range(256)) * 40
DRAWN = "image => image.complete && image.naturalWidth > 0"


def test_a_photo_is_sent_with_its_caption_and_seen_again(phones: Phones, bot: Bot, pictures: list[FilePayload]) -> None:
    phones.choose_files("album", pictures[0])
    phones.act("caption").fill("10 冰柜14℃")
    phones.act("send-files").click()
    heard = bot.heard_with("photo")
    assert heard["caption"] == "10 冰柜14℃"
    shown = phones.message(heard["message_id"])
    expect(shown.locator(".text")).to_have_text("10 冰柜14℃")
    expect(shown.locator("img")).to_be_visible()
    phones.page.wait_for_function(DRAWN, arg=shown.locator("img").element_handle())
    shown.locator("[data-act='view-photo']").click()
    expect(phones.phone().locator("[data-layer='photo'] img")).to_be_visible()
    phones.page.keyboard.press("Escape")
    expect(phones.phone().locator("[data-layer]")).to_have_count(0)


def test_several_photos_become_one_album(phones: Phones, bot: Bot, pictures: list[FilePayload]) -> None:
    phones.choose_files("album", *pictures)
    phones.act("caption").fill("现场")
    phones.act("send-files").click()
    album = phones.phone().locator("[data-album]")
    expect(album).to_have_count(1)
    expect(album.locator("[data-message-id] img")).to_have_count(3)
    expect(album.locator(".text")).to_have_text("现场")
    heard = [bot.heard_with("photo") for _ in pictures]
    assert len({found["media_group_id"] for found in heard}) == 1


def test_a_picture_dropped_onto_a_phone_can_go_as_a_file(phones: Phones, bot: Bot) -> None:
    drop = """node => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array([1, 2, 3])], "原图.png", {type: "image/png"}));
      for (const type of ["dragover", "drop"])
        node.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: files}));
    }"""
    phones.phone().locator(".thread").evaluate(drop)
    phones.act("as-file").check()
    phones.act("send-files").click()
    heard = bot.heard_with("document")
    assert (heard["document"]["file_name"], heard["document"]["file_size"]) == ("原图.png", 3)


def test_a_drawn_sample_needs_no_file_at_hand(phones: Phones, bot: Bot) -> None:
    phones.act("attach").click()
    phones.act("sample").click()
    phones.phone().locator("[data-scene='hydrant']").click()
    phones.act("caption").fill("5 灭火器过期")
    phones.act("as-file").check()
    phones.act("send-sample").click()
    heard = bot.heard_with("document")
    assert (heard["caption"], heard["document"]["mime_type"]) == ("5 灭火器过期", "image/jpeg")
    assert heard["document"]["file_size"] > 20_000


def test_a_document_goes_up_and_comes_down_byte_for_byte(phones: Phones, bot: Bot) -> None:
    name = "实地核查记录表-017-03.pdf"
    phones.choose_files("file", {"name": name, "mimeType": "application/pdf", "buffer": ANY_BYTES})
    phones.act("send-files").click()
    row = phones.message(bot.heard_with("document")["message_id"])
    expect(row.locator(".file-name")).to_have_text(name)
    expect(row.locator(".file-size")).to_contain_text("10 KB")
    with phones.page.expect_download() as waiting:
        row.locator("[data-act='download']").click()
    assert waiting.value.suggested_filename == name
    assert Path(waiting.value.path()).read_bytes() == ANY_BYTES


def test_the_reply_keyboard_sends_a_place_near_the_latest_venue(phones: Phones, bot: Bot) -> None:
    bot.call("sendVenue", chat_id=101, latitude=29.72, longitude=106.63, title="晨露餐饮", address="回兴街道")
    card = phones.act("open-map")
    expect(card).to_have_attribute("href", "geo:29.72,106.63")
    expect(card).to_contain_text("回兴街道")
    keys = {
        "keyboard": [[{"text": "发送位置", "request_location": True}], [{"text": "跳过"}]],
        "one_time_keyboard": True,
        "resize_keyboard": True,
    }
    bot.say("请发送位置", reply_markup=keys)
    shown = phones.phone().locator(".reply-button")
    expect(shown).to_have_text(["发送位置", "跳过"])
    shown.nth(0).click()
    phones.act("place-near").click()
    place = bot.heard_with("location")["location"]
    north, east = (place["latitude"] - 29.72) * 111_320, (place["longitude"] - 106.63) * 96_690
    assert 50 < (north**2 + east**2) ** 0.5 < 70
    assert place["horizontal_accuracy"] == 15
    expect(phones.phone().locator(".reply-keyboard")).to_be_hidden()


def test_the_reply_keyboard_can_be_put_away_and_is_gone_when_the_bot_removes_it(phones: Phones, bot: Bot) -> None:
    bot.say("请选择", reply_markup={"keyboard": [["跳过"]]})
    shown = phones.phone().locator(".reply-button")
    expect(shown).to_be_visible()
    phones.act("toggle-keyboard").click()
    expect(shown).to_be_hidden()
    phones.act("toggle-keyboard").click()
    shown.click()
    bot.heard("message", text="跳过")
    bot.say("好", reply_markup={"remove_keyboard": True})
    expect(phones.act("toggle-keyboard")).to_be_hidden()
    expect(shown).to_have_count(0)


def test_a_typed_place_far_off_the_globe_is_refused(phones: Phones, bot: Bot) -> None:
    phones.act("attach").click()
    phones.act("location").click()
    phones.act("latitude").fill("91")
    phones.act("place-send").click()
    expect(phones.phone().locator(".complaint")).to_contain_text("坐标不对")
    phones.act("latitude").fill("29.5")
    phones.act("live").check()
    phones.act("place-send").click()
    heard = bot.heard_with("location")["location"]
    assert (heard["latitude"], heard["live_period"]) == (29.5, 900)


def test_odd_things_are_shown_with_their_name(phones: Phones, bot: Bot) -> None:
    for kind in ("sticker", "poll"):
        phones.act("attach").click()
        phones.act("odd").click()
        phones.act(f"send-{kind}").click()
        sent = phones.message(bot.heard_with(kind)["message_id"])
        expect(sent.locator(".sticker, .odd, .poll")).to_be_visible()
