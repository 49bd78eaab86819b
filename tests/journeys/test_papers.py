"""The official papers come into the chat: the notice before the visit, the record before and after it is signed."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from services import conclusions
from storage.ledger import links_of
from storage.tables import InspectionObject, Visit
from tests.journeys.after_the_checklist import NUMBER, actor, concluded, goes_on, phones, says, signs_all, taps
from tests.journeys.conftest import watched
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
    name = chen.word("paper-file", paper="notice", number="017-03")
    text = text_of(received(chen, f"{name}.pdf"))
    assert "行政检查通知书" in text
    assert "部门联合双随机抽检字" in text
    assert "餐饮服务食品安全监督检查" in text


def test_the_record_shows_results_problems_and_in_the_end_who_signed(town: Town, language: str) -> None:
    (chen,) = phones(town, language, "SJ-01")
    concluded(town, problems=(10,))
    goes_on(chen)
    asks(town, chen, "button-paper-record")
    name = chen.word("paper-file", paper="record", number="017-03")
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


def signed_records(town: Town) -> list[str]:
    """What stands in the chain as the record that each signature was given on."""
    with town.reading() as session:
        return [link["body"]["record"] for link in links_of(session, f"visit:{NUMBER}") if link["type"] == "signed"]


def test_what_is_signed_is_the_record_that_the_team_was_shown_and_another_one_after_a_change(
    town: Town, language: str
) -> None:
    chen, wu = phones(town, language, "SJ-01", "XF-02")
    visit_id = concluded(town, problems=(10,))
    town.works_off_jobs()
    name = f"{chen.word('paper-file', paper='record', number=NUMBER)}.pdf"
    first = received(chen, name)
    assert received(wu, name) == first
    goes_on(chen)
    chen.sees(hashlib.sha256(first).hexdigest()[:8])
    signs_all(chen)
    assert signed_records(town) == [hashlib.sha256(first).hexdigest()]
    with town.changing() as uow:
        officer = actor(uow, "SJ-01")
        conclusions.reopen_section(uow, officer, visit_id)
        conclusions.set_remarks(uow, officer, visit_id, "限三日内整改")
        conclusions.conclude_section(uow, officer, visit_id)
        uow.take_events()
    goes_on(chen)
    chen.sees(chen.word("sign-record", sha256="", is_printed="False"))
    town.works_off_jobs()
    chen.settles()
    second = received(chen, name)
    assert "限三日内整改" in text_of(second)
    chen.sees(hashlib.sha256(second).hexdigest()[:8])
    taps(chen, "button-one-sheet")
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    assert signed_records(town) == [hashlib.sha256(each).hexdigest() for each in (first, second)]


def test_the_hub_comes_below_the_papers_and_nobody_is_interrupted_elsewhere(town: Town, language: str) -> None:
    chen, zhou, wu = phones(town, language, "SJ-01", "SJ-02", "XF-02")
    visit_id = concluded(town)
    town.works_off_jobs()
    for phone in (chen, zhou, wu):
        goes_on(phone)
    # Wu is asked for a reason; Zhou looks at another task.
    taps(wu, "button-seals")
    taps(wu, "button-seal-party-none")
    question = wu.card()
    zhou.starts()
    zhou.taps("老灶烤鱼")
    elsewhere = zhou.card()
    before = {phone.number: phone.bot_messages() for phone in (chen, zhou, wu)}
    with town.changing() as uow:
        officer = actor(uow, "SJ-01")
        conclusions.reopen_section(uow, officer, visit_id)
        conclusions.set_remarks(uow, officer, visit_id, "限三日内整改")
        conclusions.conclude_section(uow, officer, visit_id)
        uow.take_events()
    town.works_off_jobs()
    name = f"{chen.word('paper-file', paper='record', number=NUMBER)}.pdf"
    for phone in (chen, zhou, wu):
        phone.settles()
        # The first page and the file, and no message besides.
        assert phone.bot_messages() == before[phone.number] + 2
    *_, picture, paper, hub = chen.messages()
    assert picture.text.startswith("📄")
    assert hashlib.sha256(received(chen, name)).hexdigest() in paper.text
    assert chen.word("button-one-sheet") in [label for row in hub.labels for label in row]
    for phone, card in ((wu, question), (zhou, elsewhere)):
        assert hashlib.sha256(received(phone, name)).hexdigest() in phone.messages()[-1].text
        assert card.message_id in [message.message_id for message in phone.messages()]
    # Asked for by one of them, it comes to that one alone; the hub stands below it again.
    count = chen.bot_messages(), zhou.bot_messages()
    asks(town, chen, "button-paper-record")
    assert (chen.bot_messages(), zhou.bot_messages()) == (count[0] + 2, count[1])
    assert chen.word("button-one-sheet") in [label for row in chen.messages()[-1].labels for label in row]


def test_a_supervisor_has_scheme_minute_and_lists_of_the_campaign_in_the_chat(town: Town, language: str) -> None:
    (he,) = phones(town, language, "SJ-04")
    he.starts()
    taps(he, "button-campaigns-short")
    he.sees("017")
    for paper, words in (
        ("scheme", "抽查实施方案"),
        ("minute", "不能据此重新计算"),
        ("publication", "抽查对象名单"),
    ):
        asks(town, he, f"button-paper-{paper}")
        name = he.word("paper-file", paper=paper, number="017")
        assert words in text_of(received(he, f"{name}.pdf"))
    taps(he, "button-back")
    he.sees("017-03")
    with town.reading() as session:
        printed = [link["body"]["paper"] for link in links_of(session, "campaign:017")]
    assert printed == ["scheme", "minute", "publication"]


def test_a_lead_finds_the_papers_beside_the_tasks_and_has_them_to_edit(town: Town, language: str) -> None:
    (lin,) = phones(town, language, "SJ-03")
    lin.starts()
    taps(lin, "button-campaigns-short")
    asks(town, lin, "button-paper-scheme")
    name = lin.word("paper-file", paper="scheme", number="017")
    assert "林涛" in text_of(received(lin, f"{name}.pdf"))
    asks(town, lin, "button-paper-docx")
    with zipfile.ZipFile(io.BytesIO(received(lin, f"{name}.docx"))) as word:
        assert "牵头部门" in word.read("word/document.xml").decode()


def test_an_officer_who_is_no_lead_finds_no_papers_of_a_campaign(town: Town, language: str) -> None:
    (chen,) = phones(town, language, "SJ-01")
    chen.starts()
    card = chen.sees(FIRM)
    assert chen.word("button-campaigns-short") not in [label for row in card.labels for label in row]


def test_a_sign_that_no_font_has_is_remarked_to_whoever_asked(town: Town, language: str) -> None:
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        uow.session.get_one(InspectionObject, visit.object_id).name = "晨露😀餐饮"
    (chen,) = phones(town, language, "SJ-01")
    chen.starts()
    chen.taps(FIRM)
    taps(chen, "button-accept")
    taps(chen, "button-serve")
    asks(town, chen, "button-paper-notice")
    assert "U+1F600" in text_of(received(chen, f"{chen.word('paper-file', paper='notice', number=NUMBER)}.pdf"))
    remarked = says(chen, "字体里没有“😀”（U+1F600），在“晨露😀餐饮", "The fonts lack “😀” (U+1F600); in “晨露😀餐饮")
    chen.sees(remarked)
    taps(chen, "button-paper-docx")
    town.works_off_jobs()
    chen.settles()
    assert remarked in chen.newest().text


@pytest.fixture
def office(tmp_path: Path, stock: Stock, zygote: Zygote) -> Iterator[Town]:
    """A town whose office has words of its own."""
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "notice.toml").write_text('[labels]\nclosing = "请予配合，谢谢。"\n', "utf-8")
    with watched(Town(tmp_path / "town", stock=stock, zygote=zygote, paper_folder=folder)) as town:
        yield town


def test_an_offices_own_words_stand_on_what_it_prints(office: Town) -> None:
    (chen,) = phones(office, "zh-CN", "SJ-01")
    chen.starts()
    chen.taps(FIRM)
    taps(chen, "button-accept")
    taps(chen, "button-serve")
    asks(office, chen, "button-paper-notice")
    notice = text_of(received(chen, f"{chen.word('paper-file', paper='notice', number=NUMBER)}.pdf"))
    assert "请予配合，谢谢。" in notice
    assert "请你单位对行政检查工作予以积极配合" not in notice
