"""From the paper in the chat to the page behind its code: read back from the picture, opened as the inspected party."""

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import zxingcpp
from PIL import Image

from forms.papers.previews import page_pictures
from sandbox.driver import Phone, Town
from sandbox.file_ids import decode_file_id
from sandbox.forks import Zygote
from sandbox.stock import Stock
from storage.ledger import links_of
from tests.journeys.addenda_written import confirms, opens_addenda, writes, writes_of_the_whole
from tests.journeys.after_the_checklist import concluded, goes_on, phones, signs_all, state_of, taps
from tests.journeys.conftest import watched
from tests.journeys.received_files import received
from tests.journeys.test_papers import FIRM, asks, text_of
from tests.servers import free_port


@pytest.fixture(params=[("polling", "sqlite"), ("webhook", "postgresql")], ids=" on ".join)
def public_town(tmp_path: Path, stock: Stock, zygote: Zygote, request: pytest.FixtureRequest) -> Iterator[Town]:
    """A town whose bot serves public pages: alone, or on the server that takes the updates; on each database."""
    way, kind = request.param
    place = f"127.0.0.1:{free_port()}"
    settings: dict[str, Any] = {"public_url": f"http://{place}/gov", "listen": place}
    if way == "webhook":
        settings["webhook_url"] = f"http://{place}/hecha"
    with watched(Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=kind == "postgresql", **settings)) as town:
        yield town


def scanned(phone: Phone) -> str:
    """What a camera reads on the newest picture in a chat."""
    world = phone.town.sandbox.world
    with world.acting:
        pictures = [message.data["photo"] for message in world.messages(phone.number) if "photo" in message.data]
        identity = decode_file_id(pictures[-1][-1]["file_id"])
        file = world.files.find(identity)
        assert file is not None
        data = world.files.read(file, identity.letter)
    # Beside it stands the head of the chain on what the party keeps.
    [address] = [text for text in codes_on(data) if not text.startswith("HECHA ")]
    return address


def codes_on(picture: bytes) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))}


def opened(address: str) -> httpx.Response:
    return httpx.get(address, timeout=20)


def said(answer: httpx.Response) -> str:
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL).split())


def test_the_code_on_the_notice_leads_to_the_visit(public_town: Town, language: str) -> None:
    (chen,) = phones(public_town, language, "SJ-01")
    chen.starts()
    chen.taps(FIRM)
    taps(chen, "button-accept")
    taps(chen, "button-serve")
    asks(public_town, chen, "button-paper-notice")
    address = scanned(chen)
    assert address == chen.opens(chen.word("button-paper-verify"))
    notice = received(chen, f"{chen.word('paper-file', paper='notice', number='017-03')}.pdf")
    assert f"扫码核验：{address}" in text_of(notice)
    page = opened(address)
    assert page.status_code == 200
    for fact in ("检查 017-03 属实", FIRM, "陈立", "周敏", "赵岩", "餐饮服务食品安全监督检查", "12345"):
        assert fact in said(page)
    assert opened(f"{address}/record.pdf").status_code == 404
    last = "1" if address.endswith("0") else "0"
    guessed = opened(address[:-1] + last)
    assert guessed.status_code == 404
    assert FIRM not in guessed.text
    assert "12345" in guessed.text


def test_the_holder_of_the_record_gets_the_file_that_was_signed(public_town: Town) -> None:
    town = public_town
    (chen,) = phones(town, "zh-CN", "SJ-01")
    concluded(town)
    town.works_off_jobs()
    goes_on(chen)
    address = scanned(chen)
    name = f"{chen.word('paper-file', paper='record', number='017-03')}.pdf"
    shown = received(chen, name)
    assert opened(f"{address}/record.pdf").content == shown
    assert "每日根值" in said(opened(f"{address.partition('/v/')[0]}/roots"))
    signs_all(chen)
    taps(chen, "button-to-summary", left=0)
    taps(chen, "button-submit")
    town.works_off_jobs()
    chen.settles()
    assert state_of(town) == "submitted"
    page = opened(address)
    assert "检查已经完成" in said(page)
    copy = opened(f"{address}/record.pdf").content
    assert hashlib.sha256(copy).hexdigest() in said(page)
    assert "见附后签字页照片" in text_of(copy)
    assert "见附后签字页照片" not in text_of(shown)
    with town.reading() as session:
        [head] = [link["hash"] for link in links_of(session, "visit:017-03") if link["type"] == "submitted"]
    for picture in page_pictures(copy):
        assert codes_on(picture) >= {address, f"HECHA 017-03 HEAD {head.upper()}"}


def test_the_holder_of_the_record_finds_and_gets_the_addenda_to_it(public_town: Town) -> None:
    town = public_town
    (chen,) = phones(town, "zh-CN", "SJ-01")
    concluded(town)
    town.works_off_jobs()
    goes_on(chen)
    address = scanned(chen)
    signs_all(chen)
    taps(chen, "button-to-summary", left=0)
    taps(chen, "button-submit")
    town.works_off_jobs()
    record = opened(f"{address}/record.pdf").content
    assert "更正说明" not in said(opened(address))
    opens_addenda(chen)
    writes(chen)
    confirms(town, chen)
    # One that is not signed yet corrects nothing.
    assert "017-03-A1" not in said(opened(address))
    assert opened(f"{address}/addendum-1.pdf").status_code == 404
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    town.works_off_jobs()
    chen.settles()
    page = said(opened(address))
    assert "更正说明 017-03-A1（PDF）" in page
    assert "看错了小数点" not in page
    given = opened(f"{address}/addendum-1.pdf").content
    assert given == received(chen, f"{chen.word('paper-file', paper='addendum', number='017-03-A1')}.pdf")
    assert hashlib.sha256(given).hexdigest() in page
    assert f"扫码核验：{address}" in text_of(given)
    assert opened(f"{address}/record.pdf").content == record
    for wrong in ("addendum-2.pdf", "addendum-0.pdf", "addendum-x.pdf", "addendum-.pdf", "addendum-%31.pdf.pdf"):
        assert opened(f"{address}/{wrong}").status_code == 404
    # One that is made void keeps its number, and is told as void, without its words.
    taps(chen, "button-back")
    writes_of_the_whole(chen)
    confirms(town, chen)
    taps(chen, "button-addendum-void")
    chen.types("题号选错了")
    page = said(opened(address))
    assert "更正说明 017-03-A2：已作废，不产生更正" in page
    assert "题号选错了" not in page
    assert "Addendum 017-03-A2: void, corrects nothing" in said(opened(f"{address}?lang=en"))
    assert opened(f"{address}/addendum-2.pdf").status_code == 404
