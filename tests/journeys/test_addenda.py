"""A record that was signed and submitted stays as it is; what is wrong on it is corrected by an addendum."""

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import select

from handlers.buttons_addenda import AddendaButton
from rules.chains import faults_of
from rules.messages import Button, Text
from sandbox.driver import Town
from sandbox.visit_script import find_button, wipe_pointers
from storage.ledger import links_of
from storage.tables import Addendum, AddendumSignature
from tests.journeys.addenda_written import confirms, opens_addenda, writes, writes_of_the_whole
from tests.journeys.after_the_checklist import (
    NUMBER,
    acts_of,
    concluded,
    goes_on,
    phones,
    says,
    submits,
    taps,
)
from tests.journeys.received_files import received
from tests.journeys.test_papers import text_of

FIRST = f"{NUMBER}-A1"
NOTE = "1号冰柜温度计显示14℃"


@pytest.fixture
def frozen(town: Town) -> Town:
    """A town whose visit is signed by one sheet and submitted; problem 10 is on its record."""
    submits(town)
    return town


def addenda_of(town: Town) -> list[Addendum]:
    with town.reading() as session:
        return list(session.scalars(select(Addendum).order_by(Addendum.addendum_id)))


def signers_of(town: Town) -> list[tuple[str, str]]:
    with town.reading() as session:
        return sorted((row.role, row.way) for row in session.scalars(select(AddendumSignature)))


def prints_of(town: Town, paper: str) -> list[str]:
    with town.reading() as session:
        bodies = [link["body"] for link in links_of(session, f"visit:{NUMBER}") if link["type"] == "paper_printed"]
    return [body["sha256"] for body in bodies if body["paper"] == paper]


def test_an_addendum_is_written_signed_on_paper_and_told_and_the_record_stays_byte_for_byte(
    frozen: Town, language: str
) -> None:
    town = frozen
    chen, zhou, he = phones(town, language, "SJ-01", "SJ-02", "SJ-04")
    before = prints_of(town, "record")
    opens_addenda(chen)
    chen.sees(chen.word("addenda-none"))
    writes(chen)
    # What the record says there was written down by itself.
    preview = chen.sees(NOTE)
    assert "显示4℃，符合" in preview.text
    confirms(town, chen)
    # The paper, and below it how to go on.
    assert chen.word("button-addendum-void") in [label for row in chen.messages()[-1].labels for label in row]
    name = f"{chen.word('paper-file', paper='addendum', number=FIRST)}.pdf"
    unsigned = text_of(received(chen, name))
    for words in ("实地核查记录表更正说明", f"编号：{FIRST}", NOTE, "显示4℃，符合", "读数时看错了小数点", before[-1]):
        assert words in unsigned
    # A colleague goes on with it.
    opens_addenda(zhou)
    taps(zhou, "button-addendum", place="①", number=FIRST)
    zhou.sends_photo()
    taps(zhou, "button-sheet-done")
    town.works_off_jobs()
    for phone in (chen, zhou, he):
        phone.settles()
    assert signers_of(town) == [("officer", "paper")] * 4 + [("party", "paper")]
    signed = received(zhou, name)
    assert received(chen, name) == signed
    assert "见附后签字页照片" in text_of(signed)
    assert "附页：照片" in text_of(signed)
    # The supervisor is told, opens it, and finds it on the visit.
    taps(he, "button-look")
    assert "显示4℃，符合" in he.card().text
    taps(he, "button-back")
    he.sees(f"① {FIRST}")
    taps(he, "button-back")
    he.sees(he.word("button-addenda-count", count=1))
    # Printed once more, the record is the same file.
    taps(he, "button-paper-record")
    town.works_off_jobs()
    he.settles()
    assert prints_of(town, "record") == [*before, before[-1]]
    record = received(he, f"{he.word('paper-file', paper='record', number=NUMBER)}.pdf")
    assert hashlib.sha256(record).hexdigest() == before[-1]
    assert acts_of(town).count("addendum_confirmed") == 1
    assert acts_of(town).count("addendum_signed") == 1


def test_a_party_that_does_not_sign_has_its_reason_on_the_paper(frozen: Town, language: str) -> None:
    town = frozen
    (chen,) = phones(town, language, "SJ-01")
    opens_addenda(chen)
    writes_of_the_whole(chen)
    confirms(town, chen)
    taps(chen, "button-refuses")
    chen.types("负责人出差，电话中说不签")
    chen.sees(FIRST)
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    town.works_off_jobs()
    chen.settles()
    assert signers_of(town) == [("officer", "paper")] * 4 + [("party", "refused")]
    text = text_of(received(chen, f"{chen.word('paper-file', paper='addendum', number=FIRST)}.pdf"))
    assert "拒绝签字。原因：负责人出差，电话中说不签。" in text
    assert "整份记录表" in text


def test_two_who_write_at_once_lose_nothing_and_get_two_numbers(frozen: Town, language: str) -> None:
    town = frozen
    chen, wu = phones(town, language, "SJ-01", "XF-02")
    for phone in (chen, wu):
        opens_addenda(phone)
        taps(phone, "button-addendum-new")
    chen.taps(says(chen, "市场监管", "Market"))
    wu.taps(says(wu, "消防救援", "Fire"))
    chen.types("10", is_awaited=False)
    wu.types("3", is_awaited=False)
    chen.types("陈立写的更正", is_awaited=False)
    wu.types("吴静写的更正", is_awaited=False)
    chen.types("看错了一次", is_awaited=False)
    wu.types("漏看了一处", is_awaited=False)
    for phone in (chen, wu):
        phone.settles()
        taps(phone, "button-addendum-confirm")
    found = addenda_of(town)
    assert sorted((row.serial, row.reads, row.reason) for row in found) == [
        (1, "陈立写的更正", "看错了一次"),
        (2, "吴静写的更正", "漏看了一处"),
    ]


def test_a_kill_before_each_step_of_an_addendum_loses_none_of_them(frozen: Town, language: str) -> None:
    town = frozen
    (chen,) = phones(town, language, "SJ-01")
    opens_addenda(chen)

    def while_it_is_down(act: Callable[[], object]) -> None:
        town.kill()
        act()
        town.start()
        chen.settles()

    def pressed(label: str) -> None:
        message_id, row, column, _ = find_button(chen, label)
        while_it_is_down(lambda: chen.presses(message_id, row, column, is_awaited=False))

    pressed(chen.word("button-addendum-new"))
    pressed(says(chen, "市场监管", "Market"))
    while_it_is_down(lambda: chen.types("10", is_awaited=False))
    while_it_is_down(lambda: chen.types("显示4℃", is_awaited=False))
    while_it_is_down(lambda: chen.types("看错了小数点", is_awaited=False))
    pressed(chen.word("button-addendum-confirm"))
    while_it_is_down(lambda: chen.sends_photo(is_awaited=False))
    pressed(chen.word("button-sheet-done"))
    town.works_off_jobs()
    (row,) = addenda_of(town)
    assert (row.state, row.serial, row.item, row.reads, row.reason) == ("signed", 1, 10, "显示4℃", "看错了小数点")
    assert len(row.evidence_ids) == 1
    with town.reading() as session:
        assert list(faults_of(links_of(session, f"visit:{NUMBER}"))) == []


def test_a_lost_place_leaves_the_draft_where_it_was(frozen: Town, language: str) -> None:
    town = frozen
    (chen,) = phones(town, language, "SJ-01")
    opens_addenda(chen)
    taps(chen, "button-addendum-new")
    chen.taps(says(chen, "市场监管", "Market"))
    chen.types("10")
    wipe_pointers(town)
    chen.types("显示4℃")
    chen.sees("显示4℃")
    opens_addenda(chen)
    taps(chen, "button-addendum-go-on")
    chen.types("显示4℃")
    chen.types("看错了小数点")
    chen.sees(NOTE)


def test_a_draft_is_dropped_and_a_confirmed_one_voided_until_somebody_has_signed(frozen: Town, language: str) -> None:
    town = frozen
    chen, zhou = phones(town, language, "SJ-01", "SJ-02")
    opens_addenda(chen)
    writes(chen)
    # Nobody else sees a draft.
    opens_addenda(zhou)
    zhou.sees(zhou.word("addenda-none"))
    taps(chen, "button-addendum-drop")
    chen.sees(chen.word("addenda-none"))
    writes(chen, reads="显示5℃")
    confirms(town, chen)
    taps(chen, "button-addendum-void")
    # One tap leaves it as it is: the reason is asked for first.
    assert addenda_of(town)[-1].state == "confirmed"
    chen.sees(says(chen, "发一句话说明原因", "send why in a sentence"))
    taps(chen, "button-back")
    taps(chen, "button-addendum-void")
    chen.types("1")
    assert addenda_of(town)[-1].state == "confirmed"
    chen.types("题号选错了")
    assert says(chen, "作废原因：题号选错了", "Void because: 题号选错了") in chen.card().text
    taps(chen, "button-back")
    writes(chen, reads="显示6℃")
    confirms(town, chen)
    chen.sees(f"{NUMBER}-A2")
    chen.sends_photo()
    taps(chen, "button-refuses")
    chen.taps(says(chen, "不愿签", "Does not want to"))
    assert chen.word("button-addendum-void") not in [label for row in chen.card().labels for label in row]
    assert [(row.state, row.serial) for row in addenda_of(town)] == [
        ("withdrawn", None),
        ("withdrawn", 1),
        ("confirmed", 2),
    ]


def test_before_the_submission_the_record_is_changed_itself_and_the_chat_says_so(town: Town, language: str) -> None:
    (chen,) = phones(town, language, "SJ-01")
    visit_id = concluded(town)
    town.works_off_jobs()
    goes_on(chen)
    hub = chen.card()
    with town.changing() as uow:
        # As one that was copied from another visit's card.
        data = AddendaButton(act="new", visit_id=visit_id).pack()
        uow.mailbox.say(chen.number, [Text("旧消息", ((Button("更正", data),),))])
    chen.taps("更正")
    assert says(chen, "还没提交，直接改就行", "is not submitted: change it directly") in chen.toast()
    assert addenda_of(town) == []
    assert hub.text in [message.text for message in chen.messages()]


def test_what_is_no_correction_is_refused_and_mended(frozen: Town, language: str) -> None:
    town = frozen
    (chen,) = phones(town, language, "SJ-01")
    opens_addenda(chen)
    taps(chen, "button-addendum-new")
    chen.taps(says(chen, "市场监管", "Market"))
    chen.types("99")
    chen.types("一")
    chen.types("10")
    (row,) = addenda_of(town)
    assert (row.item, row.reads) == (10, "")
    chen.types(row.stands)
    chen.sees(says(chen, "更正后与原文一样", "Both texts are the same"))
    chen.types("字" * 501)
    chen.types("显示4℃")
    chen.types("1")
    chen.types("看错了小数点")
    (row,) = addenda_of(town)
    assert (row.reads, row.reason) == ("显示4℃", "看错了小数点")
    taps(chen, "button-addendum-edit-reads")
    chen.types("显示4.0℃")
    # A draft of before that corrects nothing is not confirmed either, and its reason can be changed.
    taps(chen, "button-addendum-edit-stands")
    chen.types("显示40℃")
    with town.changing() as uow:
        uow.session.get_one(Addendum, row.addendum_id).reads = "显示40℃"
    taps(chen, "button-addendum-confirm")
    assert addenda_of(town)[0].state == "draft"
    taps(chen, "button-addendum-edit-reason")
    chen.types("小数点录错")
    assert addenda_of(town)[0].reason == "小数点录错"
    taps(chen, "button-addendum-edit-reads")
    chen.types("显示4.0℃")
    taps(chen, "button-addendum-confirm")
    assert addenda_of(town)[0].reads == "显示4.0℃"


def test_officers_whom_a_colleague_ticked_confirm_or_deny_on_their_own_phones(frozen: Town, language: str) -> None:
    town = frozen
    chen, zhou, wu, he = phones(town, language, "SJ-01", "SJ-02", "XF-02", "SJ-04")
    opens_addenda(chen)
    writes_of_the_whole(chen)
    confirms(town, chen)
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    town.works_off_jobs()
    for phone in (chen, zhou, wu, he):
        phone.settles()
    opens_addenda(chen)
    taps(chen, "button-addendum", place="①", number=FIRST)
    officer = says(chen, "周敏", "Zhou Min")
    assert chen.word("sign-officer-ticked", name=officer) in chen.card().text
    assert chen.word("sign-officer-signed", name=says(chen, "陈立", "Chen Li")) in chen.card().text
    taps(zhou, "button-ticked-mine")
    chen.settles()
    assert chen.word("sign-officer-signed", name=officer) in chen.card().text
    # Denied, it waits for that signature again; who took it down and the supervisor are told.
    taps(wu, "button-ticked-not-mine")
    for phone in (chen, he):
        phone.settles()
    assert [(row.state, row.signed_at) for row in addenda_of(town)] == [("confirmed", None)]
    assert signers_of(town) == [("officer", "paper")] * 3 + [("party", "paper")]
    he.sees(says(he, "有人否认签名", "a signature is denied"))
    chen.sees(says(chen, "说签名页上不是本人签的", "says that the signature on the page is not theirs"))
    taps(chen, "button-look")
    chen.sends_photo()
    taps(chen, "button-sheet-done")
    town.works_off_jobs()
    wu.settles()
    taps(wu, "button-ticked-mine")
    assert [row.state for row in addenda_of(town)] == ["signed"]
    assert signers_of(town) == [("officer", "paper")] * 4 + [("party", "paper")]
    told = acts_of(town)
    assert [told.count(f"addendum_{what}") for what in ("signed", "signature_confirmed", "signature_denied")] == [
        2,
        2,
        1,
    ]


def test_control_signs_in_what_is_typed_reach_no_paper(frozen: Town, language: str) -> None:
    town = frozen
    (chen,) = phones(town, language, "SJ-01")
    opens_addenda(chen)
    writes(chen, reads="显示4℃\x85，符\x9b合\x7f\u2028")
    (row,) = addenda_of(town)
    assert row.reads == "显示4℃，符合"
