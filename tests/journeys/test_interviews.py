"""An interview about an item: who, what was said, read out, confirmed by a signature or a voice, or not confirmed."""

from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.visit_script import on_the_page
from services.record_paper import wording_of
from services.seen import seen_visit
from storage.ledger import links_of
from storage.tables import Evidence, Interview, Visit


def interviews(town: Town, visit_id: int) -> list[tuple[str, str, str | None, int]]:
    with town.reading() as session:
        chosen = select(Interview).where(Interview.visit_id == visit_id).order_by(Interview.interview_id)
        return [(row.state, row.name, row.way, len(row.evidence_ids)) for row in session.scalars(chosen)]


def remarks(town: Town, visit_id: int) -> str:
    with town.changing() as uow:
        return wording_of(uow, seen_visit(uow, visit_id))[2]


def asks_about(phone: Phone, number: int) -> None:
    """Note a problem that was found by asking, and open the interview."""
    phone.types(f"{number} no 进货没有登记")
    phone.taps(phone.word("button-how-ask"))
    phone.taps(phone.word("button-whom-party"))
    phone.taps(phone.word("button-interview"))


def test_what_was_said_is_read_out_and_signed_and_stands_in_the_record(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    asks_about(chen, 5)
    chen.sees(chen.word("interview-name-ask"))
    chen.types("王五 店长")
    chen.types("上周换了供货商")
    chen.types("对")
    chen.types("说错的一段")
    chen.taps(chen.word("button-interview-shorter"))
    chen.sees(chen.word("interview-length", parts=2, length=9, most=2000))
    chen.types("单据还没有拿到")
    chen.taps(chen.word("button-interview-said"))
    chen.sees("上周换了供货商")
    chen.taps(chen.word("button-interview-read"))
    chen.sends_file(b"a list", "list.txt", content_type="text/plain")
    chen.sees("不算确认" if language == "zh-CN" else "confirms nothing")
    assert [each[:1] for each in interviews(shared_town, visit_id)] == [("draft",)]
    chen.sends_photo()
    chen.sees(chen.word("interview-done", way="signed"))
    assert interviews(shared_town, visit_id) == [("standing", "王五 店长", "signed", 1)]
    with shared_town.reading() as session:
        purposes = set(session.scalars(select(Evidence.purpose).where(Evidence.visit_id == visit_id)))
        number = session.get_one(Visit, visit_id).number
        [taken] = [link for link in links_of(session, f"visit:{number}") if link["type"] == "interview_taken"]
    assert purposes == {"interview"}
    assert (taken["body"]["way"], taken["body"]["is_read_out"]) == ("signed", True)
    assert set(taken["body"]["statement"]) == {"sealed"}
    assert "王五 店长称“上周换了供货商 对 单据还没有拿到”（已宣读，签名确认）" in remarks(shared_town, visit_id)
    # Words that are changed are read out and confirmed anew.
    chen.taps(chen.word("button-interview-statement"))
    chen.types("单据在总店")
    chen.sees(chen.word("interview-length", parts=4, length=23, most=2000))
    assert interviews(shared_town, visit_id) == [("draft", "王五 店长", None, 0)]
    assert "单据" not in remarks(shared_town, visit_id)


def test_a_voice_confirms_as_well_and_whoever_will_not_confirm_is_told_of(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    asks_about(chen, 4)
    chen.types("王五 店长")
    # What was said may be spoken.
    chen.sends("voice")
    chen.sees(chen.word("interview-length", parts=1, length=6, most=2000))
    chen.types("许可证在办")
    chen.taps(chen.word("button-interview-said"))
    chen.taps(chen.word("button-interview-read"))
    chen.sends("voice")
    chen.sees(chen.word("interview-done", way="voice"))
    chen.taps(chen.word("button-interview-withdraw"))
    assert interviews(shared_town, visit_id) == [("withdrawn", "王五 店长", "voice", 1)]
    with shared_town.reading() as session:
        row = session.scalars(select(Interview).where(Interview.visit_id == visit_id)).one()
        voice = session.scalars(
            select(Evidence).where(Evidence.visit_id == visit_id).order_by(Evidence.evidence_id)
        ).first()
    assert voice is not None
    assert (row.parts, row.statement) == ([voice.evidence_id, "许可证在办"], "（录音陈述）\n许可证在办")
    chen.taps(chen.word("button-interview"))
    chen.types("李某 店员")
    chen.types("不清楚")
    chen.taps(chen.word("button-interview-said"))
    chen.taps(chen.word("button-interview-read"))
    chen.taps(chen.word("button-interview-refused"))
    chen.sees(chen.word("interview-done", way="refused"))
    assert "李某 店员称“不清楚”（已宣读，拒绝确认）" in remarks(shared_town, visit_id)
    chen.taps(chen.word("button-back"))
    chen.sees(chen.word("button-interview"))
