"""Pictures and sounds that belong to a form stand before the question that they belong to, once."""

import hashlib
from io import BytesIO

from PIL import Image
from sqlalchemy import select

from sandbox.camera import picture
from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers
from storage.tables import SentFile
from tests.journeys.drawn_forms import walks

FORGOTTEN = "AgACAgIAAxkBAAforgotten"
SHOWN = """
survey | type | name | label::中文 (zh) | label::English (en) | media::image::中文 (zh) | media::image::English (en) | media::audio | relevant
 | note          | told   | 请先看图 | Look first   | plan.png   | plan.png |        |
 | select_one yn | sells  | 卖冷食吗 | Cold dishes? | front.jpg  | shop.jpg | hum.mp3 |
 | select_one of | ext    | 哪一种灭火器 | Which extinguisher? | | |          |
 | text          | called | 店主姓名 | Owner        |            |          |        |
 | text          | why    | 为什么   | Why          | drawing.svg | drawing.svg |    |
choices | list_name | name | label::中文 (zh) | label::English (en) | media::image
        | yn        | yes  | 是       | Yes     |
        | yn        | no   | 否       | No      |
        | of        | dry  | 干粉     | Powder  | dry.jpg
        | of        | co2  | 二氧化碳 | CO2     | co2.jpg
        | of        | foam | 泡沫     | Foam    | foam.jpg
"""  # noqa: E501


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (320, 200), (20, 90, 160)).save(out, "PNG")
    return out.getvalue()


def files() -> dict[str, bytes]:
    drawn = {name: picture() for name in ("front.jpg", "shop.jpg", "dry.jpg", "co2.jpg", "foam.jpg")}
    return drawn | {"plan.png": png(), "hum.mp3": b"ID3" + bytes(2000), "drawing.svg": b"<svg/>"}


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def kinds(phone: Phone) -> list[str]:
    return [message.kind for message in phone.messages() if message.kind in ("photo", "audio", "video")]


def names_of_files(town: Town) -> dict[str, str]:
    with town.reading() as session:
        return {row.sha256: row.file_id for row in session.scalars(select(SentFile))}


def test_what_belongs_to_a_question_stands_before_it_once(shared_town: Town, language: str) -> None:
    town = shared_town
    given = files()
    chen, visit_id = walks(town, language, "shown", SHOWN, given)
    chen.types("1")
    # The plan of the note, the front in the person's language, the sound.
    assert kinds(chen) == ["photo", "photo", "audio"]
    shop = "front.jpg" if language == "zh-CN" else "shop.jpg"
    assert names_of_files(town).keys() >= {hash_of(given[name]) for name in ("plan.png", shop, "hum.mp3")}
    assert ("卖冷食吗" if language == "zh-CN" else "Cold dishes?") in chen.card().text
    assert "front.jpg" not in chen.card().text
    chen.taps(chen.word("button-this-page"))
    chen.types("1")
    assert kinds(chen) == ["photo", "photo", "audio"]
    chen.taps("是" if language == "zh-CN" else "Yes")
    # The choices of the next question, as one album, each with its words.
    shown = [message for message in chen.messages() if message.kind == "photo"][2:]
    words = ["1 干粉", "2 二氧化碳", "3 泡沫"] if language == "zh-CN" else ["1 Powder", "2 CO2", "3 Foam"]
    assert [message.text for message in shown] == words
    assert chen.messages()[-1].labels
    chen.taps("二氧化碳" if language == "zh-CN" else "CO2")
    assert current_answers(town, visit_id) == {"sells": "yes", "ext": "co2"}
    # What no chat can show is named.
    chen.types("陈立")
    chen.sees("drawing.svg")
    assert len(kinds(chen)) == 6


def test_a_file_that_telegram_knows_is_sent_by_its_name(shared_town: Town) -> None:
    town = shared_town
    given = files()
    chen, _ = walks(town, "zh-CN", "again", SHOWN, given)
    chen.types("1")
    known = names_of_files(town)
    zhou = town.phone("SJ-02")
    zhou.types("继续")
    zhou.types("1")
    assert kinds(zhou) == ["photo", "photo", "audio"]
    assert names_of_files(town).keys() == known.keys()
    # A name that Telegram has forgotten costs nothing but the bytes.
    with town.changing() as uow:
        for row in uow.session.scalars(select(SentFile)):
            row.file_id = FORGOTTEN
    chen, _ = walks(town, "zh-CN", "once-more", SHOWN, given)
    chen.types("1")
    assert kinds(chen) == ["photo", "photo", "audio"]
    renewed = {sha256 for sha256, name in names_of_files(town).items() if name != FORGOTTEN}
    assert renewed == {hash_of(given[name]) for name in ("plan.png", "front.jpg", "hum.mp3")}
