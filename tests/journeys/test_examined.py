"""What becomes of files after they are secured: shown by copies, kept apart with a word, flagged, never blocking."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import zxingcpp
from PIL import Image
from sqlalchemy import select

from handlers.screens.exceptions import exceptions
from handlers.words import words_of
from sandbox.camera import exif_of, picture, scenery
from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers, on_the_page
from services.supervision import supervised_of
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Evidence, Examination, Visit
from tests.hostile.files import png_of

PLACE = (29.7203, 106.6313)


def examined(town: Town, phone: Phone) -> Sequence[tuple[Evidence, Examination]]:
    """What was found in the files that one person sent since the chat was emptied, oldest first."""
    town.works_off_jobs()
    phone.settles()
    sent = [message.message_id for message in phone.messages() if message.is_mine]
    chosen = (
        select(Evidence, Examination)
        .join(Examination, Examination.evidence_id == Evidence.evidence_id)
        .where(Evidence.chat_id == phone.number, Evidence.telegram_message_id.in_(sent))
        .order_by(Evidence.evidence_id)
    )
    with town.reading() as session:
        return [(row, found) for row, found in session.execute(chosen)]


def number_of(town: Town, visit_id: int) -> str:
    with town.reading() as session:
        return session.get_one(Visit, visit_id).number


def heic() -> bytes:
    import pillow_heif

    pillow_heif.register_heif_opener()
    out = BytesIO()
    Image.open(BytesIO(scenery(9, 640, 480))).save(out, "HEIF")
    return out.getvalue()


def test_a_file_that_is_not_what_it_says_is_kept_apart_and_the_work_goes_on(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("9")
    zhao.sends_file(png_of(20_000, 20_000), "exit.png", content_type="image/png")
    zhao.sees("FILE_003")
    # What it was, and where it stood.
    what = zhao.word("quarantined-what", kind="document", name="exit.png")
    assert what in zhao.sees("FILE_003").text
    assert "exit.png" in what
    shared_town.works_off_jobs()
    assert current_answers(shared_town, visit_id) == {}
    zhao.taps(zhao.word("button-continue"))
    apart = zhao.word("item-quarantined", count=1)
    zhao.sees(apart)
    # Sent again, the question is answered, and says no more of it.
    zhao.sends_photo(caption="9")
    assert current_answers(shared_town, visit_id) == {"exit_photo": "1"}
    zhao.types("9")
    assert apart not in zhao.card().text
    out = BytesIO(picture())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../more.txt", "hidden")
    zhao.sends_file(out.getvalue(), "9.jpg", content_type="image/jpeg", caption="9")
    zhao.sees("FILE_004")
    zhao.sees(zhao.word("pictures-quarantined", count=2, kind="file"))
    assert current_answers(shared_town, visit_id) == {"exit_photo": "1"}
    states = [(row.state, found.problem) for row, found in examined(shared_town, zhao)]
    assert states == [("quarantined", "FILE_003"), ("secured", ""), ("quarantined", "FILE_004")]


def test_a_photograph_is_shown_with_a_strip_and_its_file_tells_nothing_any_more(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen, number = people.chen, number_of(shared_town, visit_id)
    original = scenery(21, exif=exif_of("2024:05:06 07:08:09", *PLACE))
    chen.sends_file(original, "../原图.jpg", content_type="image/jpeg")
    chen.sends_file(heic(), "IMG_2042.HEIC", content_type="image/heic")
    (row, found), (phone_row, phone_found) = examined(shared_town, chen)
    chen.sees(chen.word("pictures-old", count=1, day="2024-05-06"))
    assert (row.file_name, found.position, found.camera) == ("原图.jpg", "29.720300,106.631300", "Pinhole One")
    assert (phone_row.state, phone_found.format) == ("secured", "heic")
    files = FileStore(f"file://{shared_town.folder}/files")
    for each in (found, phone_found):
        assert each.stamped_sha256 is not None
        with Image.open(BytesIO(files.read(each.stamped_sha256))) as copy:
            codes = [code.text for code in zxingcpp.read_barcodes(copy.convert("L"))]
            assert not copy.getexif()
        sha256 = row.sha256 if each is found else phone_row.sha256
        assert codes == [f"HECHA {number} {sha256}".upper()]
    assert row.sha256 is not None
    assert files.read(row.sha256) == original
    with shared_town.reading() as session:
        told = [link["body"] for link in links_of(session, f"visit:{number}") if link["type"] == "evidence_examined"]
    assert [each["verdict"] for each in told] == ["fine", "fine"]
    assert set(told[0]["camera"]["position"]) == {"sealed"}


def test_a_picture_of_another_visit_is_flagged_to_officer_and_supervisor(town_anywhere: Town) -> None:
    town, view, visits = town_anywhere, scenery(30), []
    for _ in range(2):
        people, visit_id = on_the_page(town, "en")
        people.chen.sends_photo(view)
        town.works_off_jobs()
        visits.append(visit_id)
    chen, before = people.chen, number_of(town, visits[0])
    chen.sees(chen.word("pictures-reused", count=1, visits=before))
    chen.sees(chen.word("pictures-secured", count=1, kind="photo"))
    with town.changing() as uow:
        told = [exceptions(words_of("en"), supervised_of(uow, visit_id)) for visit_id in visits]
    assert [any(before in line for line in lines) for lines in told] == [False, True]


def test_one_picture_at_two_items_of_a_visit_is_remarked_and_never_blocked(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    view = scenery(61)
    for number in (3, 5):
        chen.sends_photo(view, caption=f"{number}")
        shared_town.works_off_jobs()
    numbers = ("第3项", "第5项") if language == "zh-CN" else ("3", "5")
    items = ("、" if language == "zh-CN" else ", ").join(numbers)
    told = chen.word("pictures-doubled", items=items)
    chen.sees(told)
    chen.sees(chen.word("pictures-secured", count=1, kind="photo"))
    with shared_town.changing() as uow:
        lines = exceptions(words_of(language), supervised_of(uow, visit_id))
    assert told in lines
