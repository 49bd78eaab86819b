"""Photographs and files at any moment: where they belong, received and secured, moved, withdrawn, too big, lost."""

import hashlib
from collections.abc import Callable, Sequence

from sqlalchemy import select

from handlers.notices import tell
from sandbox.camera import picture
from sandbox.driver import Phone, Town
from sandbox.visit_script import HERE, cast, current_answers, find_button, fresh_visit, on_site, on_the_page
from services import submission
from storage.tables import Evidence, Finding, Person, Visit
from tests.journeys.after_the_checklist import actor, concluded, signs_all

TWENTY_ONE_MEGABYTES = 21 << 20


def files(town: Town, phone: Phone) -> Sequence[Evidence]:
    """What one person sent since the chat was emptied, oldest first."""
    sent = [message.message_id for message in phone.messages() if message.is_mine]
    chosen = select(Evidence).where(Evidence.chat_id == phone.number, Evidence.telegram_message_id.in_(sent))
    with town.reading() as session:
        return session.scalars(chosen.order_by(Evidence.telegram_message_id)).all()


def belongings(town: Town, phone: Phone) -> list[str]:
    return [row.question or row.purpose for row in files(town, phone)]


def receipts(phone: Phone) -> int:
    phone.settles()
    return sum(message.text.startswith("📷") for message in phone.messages())


def test_a_photograph_before_its_question_belongs_to_the_scene_until_it_is_moved(
    shared_town: Town, language: str
) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.sends_photo()
    receipt = chen.sees(chen.word("pictures-at-scene"))
    assert ("1 photo received" if language == "en" else "已收到 1张") in receipt.text
    assert belongings(shared_town, chen) == ["scene"]
    chen.taps(chen.word("button-pictures-move"))
    chen.types("99")
    chen.sees("1–20")
    chen.types("５")
    assert belongings(shared_town, chen) == ["food_licence_matches"]
    chen.types("5")
    chen.taps(chen.word("button-pictures-move"))
    chen.taps(chen.word("button-pictures-scene"))
    assert belongings(shared_town, chen) == ["scene"]
    assert current_answers(shared_town, visit_id) == {}


def test_what_hides_the_card_brings_it_to_the_bottom(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen = people.chen
    hiding: list[Callable[[], object]] = [
        chen.sends_photo,
        lambda: chen.shares_location(*HERE),
        lambda: chen.sends("sticker"),
    ]
    for hide in hiding:
        before = chen.messages()[-1]
        hide()
        chen.settles()
        after = chen.messages()[-1]
        assert after.labels == before.labels, chen.screen()
        assert before.message_id not in [message.message_id for message in chen.messages()]


def test_an_album_of_five_with_a_number_fills_note_and_picture_at_once(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("5 no")
    zhao.taps(zhao.word("button-this-page"))
    sent = zhao.sends_album(5, caption="5 压力不足")
    zhao.settles()
    assert belongings(shared_town, zhao) == ["equipment_intact"] * 5
    assert len({row.batch for row in files(shared_town, zhao)}) == 1
    assert [row.telegram_message_id for row in files(shared_town, zhao)] == sent
    assert receipts(zhao) == 1, zhao.screen(20)
    with shared_town.reading() as session:
        finding = session.scalars(select(Finding).order_by(Finding.finding_id.desc())).first()
    assert finding is not None
    assert (finding.question, finding.note) == ("equipment_intact", "压力不足")
    assert current_answers(shared_town, visit_id) == {"equipment_intact": "problem"}


def test_the_cards_of_the_section_count_what_is_secured_without_another_act(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    chen, zhou = people.chen, people.zhou
    chen.types("5")
    zhou.types("6")
    before = zhou.card()
    complies = next(place for place in zhou.buttons() if place.message_id == before.message_id)
    chen.sends_album(5, caption="5")
    shared_town.works_off_jobs()
    for phone in (chen, zhou):
        phone.sees("📷5/5")
    # A tap on the edition before still does what it says.
    zhou.presses_foreign(zhou, complies.data, message_id=before.message_id)
    assert list(current_answers(shared_town, visit_id).values()) == ["complies"]


def test_the_words_of_a_caption_wait_on_the_card_of_an_open_item(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.sends_photo(caption="5 后厨地址不符")
    chen.sees("后厨地址不符")
    assert current_answers(shared_town, visit_id) == {}
    chen.taps(chen.word("button-held-note"))
    chen.sees("后厨地址不符")
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}


def test_an_answer_to_a_receipt_or_a_picture_goes_where_that_one_went(shared_town: Town) -> None:
    people, _ = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    first = chen.sends_photo(caption="12 垃圾桶没有盖")
    receipt = chen.sees("第12项").message_id
    chen.sends_photo(reply_to=receipt)
    chen.sends_photo(reply_to=first)
    assert belongings(shared_town, chen) == ["bins"] * 3
    assert receipts(chen) == 1


def test_a_picture_sent_while_an_item_is_open_belongs_to_it(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("9")
    card = zhao.card()
    zhao.sends_photo(reply_to=card.message_id)
    assert belongings(shared_town, zhao) == ["exit_photo"]
    assert current_answers(shared_town, visit_id) == {"exit_photo": "1"}
    zhao.taps(zhao.word("button-photo-done"))
    zhao.does_not_see(zhao.word("button-photo-done"))


def test_a_photo_question_falls_open_when_its_only_picture_is_taken_away(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.sends_photo(caption="9")
    assert current_answers(shared_town, visit_id) == {"exit_photo": "1"}
    zhao.taps(zhao.word("button-pictures-withdraw"))
    zhao.sees(zhao.word("pictures-withdrawn"))
    assert current_answers(shared_town, visit_id) == {}
    [row] = files(shared_town, zhao)
    assert row.withdrawn_at is not None
    zhao.sends_photo(caption="9")
    assert current_answers(shared_town, visit_id) == {"exit_photo": "1"}
    zhao.taps(zhao.word("button-pictures-move"))
    zhao.taps(zhao.word("button-pictures-scene"))
    assert current_answers(shared_town, visit_id) == {}


def test_a_picture_without_a_running_visit_waits_for_its_place(shared_town: Town, language: str) -> None:
    number = fresh_visit(shared_town)
    people = cast(shared_town, language)
    chen = people.chen
    chen.sends_photo()
    chen.sees(chen.word("pictures-at-unassigned"))
    assert belongings(shared_town, chen) == ["unassigned"]
    chen.taps(chen.word("button-pictures-move"))
    chen.taps(chen.word("button-back"))
    visit_id = on_site(shared_town, number)
    chen.taps(chen.word("button-pictures-move"))
    chen.taps(number)
    [row] = files(shared_town, chen)
    assert (row.purpose, row.visit_id) == ("scene", visit_id)
    shared_town.works_off_jobs()
    chen.sees(chen.word("pictures-secured", count=1, kind="photo"))


def test_a_picture_goes_into_no_visit_of_others_by_a_copied_button(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen = people.chen
    sent = chen.sends_photo()
    receipt = chen.sees(chen.word("pictures-at-scene")).message_id
    # Visit 1 is inspected by other officers.
    chen.presses_foreign(chen, f"pics:visit:{sent}:1:0", message_id=receipt)
    [row] = files(shared_town, chen)
    assert row.visit_id != 1


def test_a_file_keeps_its_bytes_and_a_photograph_is_marked_as_recompressed(shared_town: Town) -> None:
    people, _ = on_the_page(shared_town, "zh-CN")
    chen = people.chen
    original = picture()
    chen.sends_file(original, "原图.jpg", content_type="image/jpeg", caption="10")
    chen.sends_photo(original, caption="11")
    shared_town.works_off_jobs()
    as_file, as_photo = files(shared_town, chen)
    assert (as_file.sha256, as_file.file_size) == (hashlib.sha256(original).hexdigest(), len(original))
    assert not as_file.recompressed
    assert as_photo.sha256 not in (None, as_file.sha256)
    assert as_photo.recompressed
    stored = [path for path in shared_town.folder.rglob("*") if path.is_file() and path.stem == as_file.sha256]
    assert [path.read_bytes() for path in stored] == [original]


def test_received_is_not_yet_secured_and_a_failed_fetch_is_repeated(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen, faults = people.chen, shared_town.sandbox.world.faults
    faults.add({"method": "file", "kind": "cut", "percent": 40})
    faults.add({"method": "file", "kind": "404"})
    faults.add({"method": "getfile", "kind": "500"})
    chen.sends_album(3)
    chen.sees(chen.word("pictures-securing", secured=0, received=3))
    shared_town.works_off_jobs()
    chen.sees(chen.word("pictures-secured", count=3, kind="photo"))
    assert faults.waiting == []
    rows = files(shared_town, chen)
    assert [row.state for row in rows] == ["secured"] * 3
    assert len({row.sha256 for row in rows}) == 3
    assert receipts(chen) == 1


def test_a_file_over_twenty_megabytes_is_refused_at_once_and_the_work_goes_on(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen = people.chen
    chen.sends_file(b"x" * TWENTY_ONE_MEGABYTES, "录像.mp4", content_type="video/mp4")
    chen.sees(chen.word("file-too-big", megabytes=21).splitlines()[0])
    assert files(shared_town, chen) == []
    assert chen.card().labels[-1]


def test_a_lost_file_is_asked_for_again(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen = people.chen
    shared_town.kill()
    chen.sends_photo(is_awaited=False)
    # Telegram no longer has it when the bot comes to fetch it.
    shared_town.sandbox.world.files.clear()
    shared_town.start()
    chen.settles()
    shared_town.works_off_jobs()
    chen.sees("⚠️ 现场" if language == "zh-CN" else "⚠️")
    [row] = files(shared_town, chen)
    assert row.state == "lost"
    chen.sends_photo()
    shared_town.works_off_jobs()
    assert [row.state for row in files(shared_town, chen)] == ["lost", "secured"]


def test_a_receipt_offers_nothing_any_more_once_the_visit_is_submitted(town: Town, language: str) -> None:
    visit_id = concluded(town)
    people = cast(town, language)
    chen, zhao = people.chen, people.zhao
    chen.types("继续")
    chen.sends_photo()
    chen.sees(chen.word("button-pictures-withdraw"))
    signs_all(chen)
    with town.changing() as uow:
        submission.submit_visit(uow, actor(uow, "XF-01"), visit_id)
        tell(uow)
    town.works_off_jobs()
    for phone in (chen, zhao):
        phone.does_not_see(phone.word("button-pictures-withdraw"))
        phone.does_not_see(phone.word("button-pictures-move"))
    chen.sees(chen.word("pictures-at-scene"))


def test_a_picture_of_a_submitted_visit_stays_where_it_is(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen = people.chen
    chen.sends_photo(caption="3")
    message_id, row, column, _ = find_button(chen, chen.word("button-pictures-withdraw"))
    lock_all(shared_town)
    chen.presses(message_id, row, column)
    [kept] = files(shared_town, chen)
    assert kept.withdrawn_at is None
    assert kept.question == "name_as_registered"


def lock_all(town: Town) -> None:
    """Lock every visit that is under way."""
    with town.changing() as uow:
        for visit in uow.session.scalars(select(Visit).where(Visit.state == "running")):
            visit.state, visit.receipt, visit.submitted_at = "submitted", f"R-{visit.number}", uow.now
            visit.submitted_by = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-01")).one()
