"""What is sent instead of typed: pictures, recordings, files, bar codes, places, lines and shapes."""

from collections.abc import Callable
from io import BytesIO

import segno
from PIL import Image
from sqlalchemy import select

from sandbox.camera import picture, scan
from sandbox.driver import Phone, Town
from sandbox.visit_script import HERE, current_answers
from storage.tables import Answer, Evidence, Section
from tests.journeys.drawn_forms import walks

SENT = """
survey | type | name | label::中文 (zh) | label::English (en) | appearance | constraint | constraint_message::中文 (zh) | constraint_message::English (en)
 | image    | front   | 门面照片 | Front      |               | | |
 | image    | signed  | 对方签名 | Signature  | signature     | | |
 | audio    | said    | 陈述录音 | Statement  |               | | |
 | video    | filmed  | 操作视频 | Film       |               | | |
 | file     | papers  | 检验报告 | Report     |               | | |
 | barcode  | code    | 产品条码 | Bar code   |               | string-length(.) > 3 | 条码太短 | Code too short |
 | geopoint | place   | 经营位置 | Place      |               | | |
 | geopoint | spot    | 取样点   | Spot       | placement-map | | |
 | geotrace | fence   | 围栏     | Fence      |               | | |
 | geoshape | yard    | 场地     | Yard       |               | | |
"""  # noqa: E501


def code_picture(text: str) -> bytes:
    """A photograph of a QR code."""
    drawn = BytesIO()
    segno.make(text).save(drawn, kind="png", scale=8, border=4)
    photo = BytesIO()
    Image.open(drawn).convert("RGB").save(photo, "JPEG", quality=80)
    return photo.getvalue()


def opens(chen: Phone, number: int) -> None:
    chen.types("总览")
    chen.types(str(number))


def kept(town: Town, visit_id: int, question: str) -> list[str]:
    chosen = select(Evidence.kind).where(Evidence.visit_id == visit_id, Evidence.question == question)
    with town.reading() as session:
        return list(session.scalars(chosen.order_by(Evidence.evidence_id)))


def test_a_file_answers_its_kind_and_any_other_is_kept_with_a_remark(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sent", SENT)
    sendings: list[tuple[int, str, str, Callable[[], object]]] = [
        (1, "front", "voice", chen.sends_photo),
        (2, "signed", "video", lambda: chen.sends_file(picture(), "x.jpg", content_type="image/jpeg")),
        (3, "said", "video_note", lambda: chen.sends("voice")),
        (4, "filmed", "audio", lambda: chen.sends("video_note")),
        (5, "papers", "voice", lambda: chen.sends_file(scan(), "r.pdf", content_type="application/pdf")),
    ]
    for number, name, wrong, send in sendings:
        opens(chen, number)
        chen.types("写在这里")
        chen.sends(wrong)
        chen.sees("不算作回答" if language == "zh-CN" else "this is no answer")
        assert name not in current_answers(town, visit_id)
        send()
        assert current_answers(town, visit_id)[name] == "1"
        assert len(kept(town, visit_id, name)) == 2
        town.works_off_jobs()
        chen.settles()
        # What was remarked about the wrong one is over, also when the card is drawn anew.
        assert ("不算作回答" if language == "zh-CN" else "this is no answer") not in chen.card().text
        chen.taps(chen.word("button-photo-done"))


def test_what_is_moved_or_withdrawn_answers_no_longer(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sent", SENT)
    opens(chen, 3)
    chen.sends("voice")
    assert current_answers(town, visit_id) == {"said": "1"}
    chen.taps(chen.word("button-pictures-move"))
    chen.types("1")
    assert current_answers(town, visit_id) == {}
    chen.taps(chen.word("button-pictures-move"))
    chen.types("3")
    assert current_answers(town, visit_id) == {"said": "1"}
    chen.taps(chen.word("button-pictures-withdraw"))
    assert current_answers(town, visit_id) == {}


def test_a_bar_code_is_read_off_the_photograph(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sent", SENT)
    opens(chen, 6)
    chen.sends_photo()
    town.works_off_jobs()
    chen.sees("没读出条码" if language == "zh-CN" else "No code was found")
    assert current_answers(town, visit_id) == {}
    chen.sends_photo(code_picture("12"))
    town.works_off_jobs()
    chen.sees("条码太短" if language == "zh-CN" else "Code too short")
    assert current_answers(town, visit_id) == {}
    chen.sends_photo(code_picture("6901234567892"))
    town.works_off_jobs()
    chen.sees("6901234567892")
    assert current_answers(town, visit_id) == {"code": "6901234567892"}
    chen.types("12")
    chen.sees("条码太短" if language == "zh-CN" else "Code too short")
    chen.types("JY-4711")
    assert current_answers(town, visit_id) == {"code": "JY-4711"}


def test_a_bar_code_read_after_its_item_was_left_is_told_by_itself(shared_town: Town) -> None:
    town = shared_town
    chen, visit_id = walks(town, "zh-CN", "sent", SENT)
    opens(chen, 6)
    chen.sends_photo(code_picture("6901234567892"), is_awaited=False)
    opens(chen, 1)
    town.works_off_jobs()
    chen.settles()
    chen.sees("6901234567892")
    assert current_answers(town, visit_id) == {"code": "6901234567892"}


def test_a_point_is_shared_by_the_key_or_chosen_with_a_remark(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sent", SENT)
    opens(chen, 7)
    chen.types("回兴街道")
    chen.sees("发一个点" if language == "zh-CN" else "send a point")
    chen.taps(chen.word("button-locate"))
    chen.keys(chen.word("ask-location-skip"))
    assert chen.keyboard() == ()
    chen.taps(chen.word("button-locate"))
    chen.shares_location(29.67525, 106.6046, 8)
    assert current_answers(town, visit_id) == {"place": "29.675250 106.604600 0 8"}
    assert chen.keyboard() == ()
    chen.sends("venue")
    assert current_answers(town, visit_id)["spot"] == "29.720300 106.631300 0 0"
    chen.does_not_see("手选或转发" if language == "zh-CN" else "chosen or forwarded")
    opens(chen, 7)
    chen.sends("venue")
    chen.sees("手选或转发" if language == "zh-CN" else "chosen or forwarded")
    with town.reading() as session:
        chosen = select(Answer).join(Section, Section.section_id == Answer.section_id)
        row = session.scalars(
            chosen.where(Section.visit_id == visit_id, Answer.question == "place", Answer.is_current)
        ).one()
    assert (row.value, row.reason) == ("29.720300 106.631300 0 0", chen.word("pin-reason"))


def test_a_line_and_a_shape_are_pinned_one_point_after_the_other(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sent", SENT)
    latitude, longitude = HERE
    opens(chen, 9)
    chen.shares_location(latitude, longitude)
    chen.shares_location(latitude + 0.1, longitude)
    chen.taps(chen.word("button-pin-undo"))
    opens(chen, 1)
    opens(chen, 9)
    town.restart()
    chen.shares_location(latitude + 0.2, longitude)
    chen.shares_location(latitude, longitude)
    chen.taps(chen.word("button-pins-done", count=3))
    chen.sees("终点和起点是同一个点" if language == "zh-CN" else "ends where it began")
    chen.taps(chen.word("button-pin-undo"))
    chen.taps(chen.word("button-pins-done", count=2))
    assert current_answers(town, visit_id) == {"fence": "29.675250 106.604600 0 12;29.875250 106.604600 0 12"}
    for step in (0.0, 0.1):
        chen.shares_location(latitude + step, longitude)
    assert chen.word("button-pins-done", count=2) not in str(chen.card().labels)
    chen.shares_location(latitude, longitude + 0.1)
    chen.taps(chen.word("button-pins-done", count=3))
    first, *_, last = current_answers(town, visit_id)["yard"].split(";")
    assert first == last
    assert current_answers(town, visit_id)["yard"].count(";") == 3


def test_what_is_wrong_with_an_answer_stays_said_when_the_card_is_drawn_anew(shared_town: Town, language: str) -> None:
    town = shared_town
    chen, visit_id = walks(town, language, "sent", SENT)
    opens(chen, 6)
    chen.types("ab")
    too_short = "条码太短" if language == "zh-CN" else "Code too short"
    chen.sees(too_short)
    chen.sends("voice")
    town.works_off_jobs()
    chen.types("继续" if language == "zh-CN" else "continue")
    chen.types("cd")
    assert too_short in chen.card().text
    chen.types("继续" if language == "zh-CN" else "continue")
    assert too_short in chen.card().text
    assert "code" not in current_answers(town, visit_id)
