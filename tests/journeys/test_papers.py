"""The official papers come into the chat: the notice before the visit, the record before and after it is signed."""

import io
import zipfile

from pypdf import PdfReader

from sandbox.driver import Phone, Town
from tests.journeys.after_the_checklist import concluded, goes_on, phones, signs_all, taps
from tests.journeys.received_files import received

FIRM = "晨露餐饮"


def text_of(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def asks(town: Town, phone: Phone, key: str) -> None:
    taps(phone, key)
    town.works_off_jobs()
    phone.settles()


def test_the_notice_comes_before_the_visit_with_its_matters_and_officers(town: Town, language: str) -> None:
    (chen,) = phones(town, language, "SJ-01")
    chen.starts()
    chen.taps(FIRM)
    taps(chen, "button-accept")
    taps(chen, "button-serve")
    asks(town, chen, "button-paper-notice")
    name = chen.word("paper-file", paper="notice", visit="017-03")
    text = text_of(received(chen, f"{name}.pdf"))
    assert "行政检查通知书" in text
    assert "部门联合双随机抽检字" in text
    assert "餐饮服务食品安全监督检查" in text


def test_the_record_shows_results_problems_and_in_the_end_who_signed(town: Town, language: str) -> None:
    (chen,) = phones(town, language, "SJ-01")
    concluded(town, problems=(10,))
    goes_on(chen)
    asks(town, chen, "button-paper-record")
    name = chen.word("paper-file", paper="record", visit="017-03")
    before = text_of(received(chen, f"{name}.pdf"))
    assert "实地核查记录表" in before
    assert "第10项" in before
    signs_all(chen)
    asks(town, chen, "button-paper-record")
    after = text_of(received(chen, f"{name}.pdf"))
    assert "见附后签字页照片" in after
    assert "见附后签字页照片" not in before
    asks(town, chen, "button-paper-docx")
    with zipfile.ZipFile(io.BytesIO(received(chen, f"{name}.docx"))) as word:
        assert "实地核查记录表" in word.read("word/document.xml").decode()
