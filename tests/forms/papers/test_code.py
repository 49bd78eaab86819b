"""The code at the foot of a paper: read back from the picture in the chat, its address in words beside it."""

import io
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from bot.settings import MOST_OF_PUBLIC_URL
from forms.papers.page import words
from forms.papers.previews import page_pictures
from forms.papers.record import Record
from rules.verification import Claim, code_of
from tests.forms.papers.filled import press, record

CODE = code_of(bytes(32), Claim("record", 10**7))


def with_address(address: str) -> Record:
    filled = record()
    return replace(filled, trace=replace(filled.trace, address=address))


@pytest.mark.parametrize("length", [24, 60, MOST_OF_PUBLIC_URL])
def test_a_camera_reads_the_address_from_the_picture_in_the_chat(length: int) -> None:
    address = f"https://{'a' * (length - 16)}.example/v/{CODE}"
    for page in page_pictures(press().pdf(with_address(address)).data):
        [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))
        assert code.text == address


def test_the_address_stands_in_words_at_the_foot_and_nowhere_without_one() -> None:
    address = f"https://office.example/v/{CODE}"
    with_one, without = press().compose(with_address(address)), press().compose(with_address(""))
    assert f"扫码核验：{address}" in list(words(with_one.foot))
    assert with_one.code is not None
    assert without.code is None
    assert not any("核验：" in line for line in words(without.foot))
    assert list(words(with_one.blocks)) == list(words(without.blocks))
