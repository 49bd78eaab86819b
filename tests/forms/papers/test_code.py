"""The codes at the foot of a paper, read back from the picture in the chat: its address, and the head of the chain."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
import zxingcpp
from PIL import Image

from bot.settings import MOST_OF_PUBLIC_URL
from forms.papers.notice import Notice
from forms.papers.page import words
from forms.papers.previews import page_pictures
from forms.papers.record import Record
from rules.verification import Claim, code_of
from tests.forms.papers.drawn import drawn_pages
from tests.forms.papers.filled import HEAD, NOTICE_TITLE, TRACE, press, record

HEAD_CODE = f"HECHA {TRACE.number} HEAD {HEAD}".upper()
CODE = code_of(bytes(32), Claim("record", 10**7))


def codes(page: bytes) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))}


def with_address(address: str) -> Record:
    filled = record()
    return replace(filled, trace=replace(filled.trace, address=address))


@pytest.mark.parametrize("length", [24, 60, MOST_OF_PUBLIC_URL])
def test_a_camera_reads_the_address_from_the_picture_in_the_chat(length: int) -> None:
    address = f"https://{'a' * (length - 16)}.example/v/{CODE}"
    for page in page_pictures(press().pdf(with_address(address)).data):
        assert codes(page) == {address, HEAD_CODE}


def test_what_the_party_keeps_holds_the_head_as_code_and_in_groups_and_no_other_paper_does() -> None:
    filled = with_address("")
    for page in page_pictures(press().pdf(filled).data):
        assert codes(page) == {HEAD_CODE}
    [head] = [line for line in words(press().compose(filled).foot) if "留痕链" in line]
    assert head.partition("：")[2].replace(" ", "") == HEAD
    assert press().compose(Notice(NOTICE_TITLE, "第1号", TRACE)).head_code is None
    without = replace(filled, trace=replace(filled.trace, head=""))
    assert press().compose(without).head_code is None


def test_each_code_says_what_it_is_for() -> None:
    def below_codes(address: str) -> str:
        (first, *_) = drawn_pages(press().pdf(with_address(address)).data)
        return "".join(sign.text for sign in first.signs if sign.top - sign.bottom < 6.5 and sign.centre[1] < 60)

    assert "留痕链存证码" in below_codes("https://office.example/v/1")
    assert "扫码核验真伪" in below_codes("https://office.example/v/1")
    assert "扫码核验真伪" not in below_codes("")
    parts = ZipFile(io.BytesIO(press().docx(with_address("https://office.example/v/1")).data))
    foot = parts.read("word/footer1.xml").decode()
    assert foot.count("留痕链存证码</w:t>") == foot.count("扫码核验真伪</w:t>") == 1


def test_the_address_stands_in_words_at_the_foot_and_nowhere_without_one() -> None:
    address = f"https://office.example/v/{CODE}"
    with_one, without = press().compose(with_address(address)), press().compose(with_address(""))
    assert f"扫码核验：{address}" in list(words(with_one.foot))
    assert with_one.code is not None
    assert without.code is None
    assert not any("核验：" in line for line in words(without.foot))
    assert list(words(with_one.blocks)) == list(words(without.blocks))
