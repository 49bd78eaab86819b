"""What people send although nobody asked for it: each gets a short answer, a way on, and nothing stored twice."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, update

from sandbox.acts.groups import open_group, say_in_group
from sandbox.driver import Phone, Town
from sandbox.visit_script import HERE, current_answers, find_button, on_the_page, written_answers
from storage.tables import Evidence, Finding, Person, Section
from tests.journeys.after_the_checklist import says

ODD = ("sticker", "poll", "contact", "dice", "venue")
KEPT = ("voice", "video", "video_note", "audio", "animation")
HOSTILE = "<b>&amp;\"'</b>{$x}%s\\"


def notes(town: Town, visit_id: int) -> list[str]:
    with town.reading() as session:
        chosen = select(Finding.note).join(Section, Section.section_id == Finding.section_id)
        return list(session.scalars(chosen.where(Section.visit_id == visit_id).order_by(Finding.finding_id)))


def files(town: Town, visit_id: int) -> int:
    with town.reading() as session:
        return session.scalars(select(func.count(Evidence.evidence_id)).where(Evidence.visit_id == visit_id)).one()


def ensure_answered(phone: Phone) -> None:
    """Among the last things in the chat is one of the bot's whose buttons lead on."""
    phone.settles()
    assert any(message.labels for message in phone.messages()[-4:]), phone.screen()


def test_what_is_of_no_use_is_said_to_be(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    for kind in ODD:
        chen.sends(kind)
        ensure_answered(chen)
        chen.sees(chen.word("button-overview"))
    chen.shares_location(*HERE)
    ensure_answered(chen)
    assert written_answers(shared_town, visit_id) == 0
    assert files(shared_town, visit_id) == 0


def test_sound_and_film_are_kept_as_files(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    for kind in KEPT:
        chen.sends(kind)
    assert files(shared_town, visit_id) == len(KEPT)
    shared_town.works_off_jobs()
    chen.sees(chen.word("pictures-secured", count=len(KEPT), kind="file"))


def test_odd_things_in_the_middle_of_a_problem_leave_it_as_it_is(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("5 no")
    for kind in ODD:
        chen.sends(kind)
    chen.sees("1/3")
    assert notes(shared_town, visit_id) == [""]
    chen.types("许可证过期")
    chen.sees("2/3")
    assert notes(shared_town, visit_id) == ["许可证过期"]


@pytest.mark.parametrize("command", ["/nonsense", "/cancel@somebot", "/settings now"])
def test_an_unknown_command_is_no_answer_and_no_note(shared_town: Town, language: str, command: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhao = people.chen, people.zhao
    chen.types("5 no")
    chen.types(command)
    ensure_answered(chen)
    zhao.types("12")
    zhao.types(command)
    ensure_answered(zhao)
    assert notes(shared_town, visit_id) == [""]
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}


def test_help_and_tasks_in_the_middle_of_a_question_lead_back_to_it(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("6")
    for words in ("/help", "/help@hecha_bot", says(zhao, "帮助", "help"), "?"):
        zhao.types(words)
        zhao.taps(zhao.word("button-continue"))
    zhao.types("8")
    assert current_answers(shared_town, visit_id) == {"extinguishers": "8"}


def test_help_for_those_who_only_supervise_is_about_supervising(shared_town: Town, language: str) -> None:
    for code, has_shortcuts in (("SJ-01", True), ("SJ-04", False)):
        phone = shared_town.phone(code)
        phone.speaks(language)
        phone.types("/help")
        phone.sees(says(phone, "任务 — ", "tasks — "))
        assert (says(phone, "5 否", "5 no") in phone.newest().text) is has_shortcuts


def test_the_language_changes_in_the_middle_of_a_visit(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("5")
    chen.types("/language")
    chen.taps(says(chen, "English", "简体中文"))
    chen.sees(says(chen, "不符合", "Does not comply"))
    chen.taps(says(chen, "不符合", "Does not comply"))
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}


def test_four_thousand_signs_are_refused_with_their_count_and_kept_out(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("5 no")
    chen.types("😀" * 2048)
    ensure_answered(chen)
    chen.sees("2048")
    assert notes(shared_town, visit_id) == [""]
    chen.sees("1/3")
    chen.types("许可证过期")
    assert notes(shared_town, visit_id) == ["许可证过期"]


def test_emoji_on_a_page_and_in_a_text_answer_are_taken_as_they_are(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhao = people.chen, people.zhao
    chen.types("😀" * 2048)
    ensure_answered(chen)
    zhao.types("12")
    zhao.types("👩‍🚒" * 20)
    assert current_answers(shared_town, visit_id) == {"staff_asked": "👩‍🚒" * 20}


def test_text_where_a_button_is_expected_is_kept_and_offered_a_place(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("12")
    chen.types("这里很乱")
    chen.sees("这里很乱")
    assert written_answers(shared_town, visit_id) == 0
    chen.taps(chen.word("button-held-note"))
    assert current_answers(shared_town, visit_id) == {"bins": "problem"}
    assert notes(shared_town, visit_id) == ["这里很乱"]
    chen.types("13")
    chen.types("算了")
    chen.taps(chen.word("button-held-drop"))
    chen.does_not_see("算了")
    assert current_answers(shared_town, visit_id) == {"bins": "problem"}


def test_a_caption_without_its_picture_opens_the_item_with_the_words_kept(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    chen.types("10 冰柜14度")
    chen.sees("冰柜14度")
    assert written_answers(shared_town, visit_id) == 0
    chen.taps(chen.word("button-held-note"))
    assert notes(shared_town, visit_id) == ["冰柜14度"]


def test_a_number_where_text_is_asked_is_text_and_words_where_a_number_is_asked_are_not(
    shared_town: Town, language: str
) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("12")
    zhao.types("7")
    assert current_answers(shared_town, visit_id) == {"staff_asked": "7"}
    zhao.types("6")
    for wrong in ("六度半", "-1", "3.5", "٣٣٣٣٣٣٣٣٣٣٣٣", "1e9"):
        zhao.types(wrong)
        ensure_answered(zhao)
        zhao.sees("⚠️")
    assert "extinguishers" not in current_answers(shared_town, visit_id)
    zhao.types("８")
    assert current_answers(shared_town, visit_id)["extinguishers"] == "8"


def test_hostile_signs_are_stored_and_shown_as_they_were_typed(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhao = people.chen, people.zhao
    chen.types("5")
    chen.types(HOSTILE)
    chen.sees(HOSTILE)
    chen.taps(chen.word("button-held-note"))
    assert notes(shared_town, visit_id) == [HOSTILE]
    chen.sees(HOSTILE)
    zhao.types("12")
    zhao.types(HOSTILE)
    zhao.types("12")
    zhao.sees(HOSTILE)
    assert current_answers(shared_town, visit_id)["staff_asked"] == HOSTILE
    chen.sends_photo(caption=f"5 {HOSTILE}")
    chen.sees("📷")


def test_an_edited_answer_replaces_it_and_both_are_kept(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("6")
    answered = zhao.types("8")
    zhao.edits(answered, "9")
    assert current_answers(shared_town, visit_id) == {"extinguishers": "9"}
    assert written_answers(shared_town, visit_id) == 2
    zhao.edits(answered, "many")
    zhao.sees("⚠️")
    assert current_answers(shared_town, visit_id) == {"extinguishers": "9"}
    other = zhao.types(says(zhao, "总览", "overview"))
    zhao.edits(other, "5")
    zhao.sees(zhao.word("edit-not-noted"))
    assert written_answers(shared_town, visit_id) == 2


def test_a_deleted_message_changes_nothing(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    zhao = people.zhao
    zhao.types("6")
    zhao.deletes(zhao.types("8"))
    zhao.deletes(zhao.card().message_id)
    zhao.types(says(zhao, "继续", "continue"))
    zhao.sees(zhao.word("button-this-page"))
    assert current_answers(shared_town, visit_id) == {"extinguishers": "8"}


def test_a_number_that_no_item_has_names_those_there_are(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen = people.chen
    for typed in ("0", "21", "999", "99 no 什么"):
        chen.types(typed)
        ensure_answered(chen)
        chen.sees("1–20")
    assert written_answers(shared_town, visit_id) == 0


def test_a_stranger_gets_one_answer_a_day(shared_town: Town, language: str) -> None:
    stranger = shared_town.stranger("张三", "zh-hans" if language == "zh-CN" else "en")
    stranger.starts()
    stranger.sees("您好" if language == "zh-CN" else "invitation")
    for kind in ("sticker", "voice", "contact"):
        stranger.sends(kind)
    stranger.types("晨露餐饮")
    stranger.sends_photo()
    stranger.starts()
    stranger.settles()
    assert stranger.bot_messages() == 1


@contextmanager
def revoked(town: Town, code: str) -> Iterator[None]:
    with town.changing() as uow:
        uow.session.execute(update(Person).where(Person.code == code).values(revoked_at=uow.now))
    yield
    with town.changing() as uow:
        uow.session.execute(update(Person).where(Person.code == code).values(revoked_at=None))


def test_an_officer_who_was_removed_is_refused_between_two_presses(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    wu = people.wu
    wu.types("继续")
    wu.taps("其余全部符合")
    before = current_answers(shared_town, visit_id)
    with revoked(shared_town, "XF-02"):
        message_id, row, column, _ = find_button(wu, "其余全部符合")
        wu.presses(message_id, row, column)
        assert wu.toast() == wu.word("revoked")
        wu.sees(wu.word("revoked"))
        said = wu.bot_messages()
        wu.types("5 no 再写一句")
        wu.sends_photo()
        assert wu.bot_messages() == said
    assert current_answers(shared_town, visit_id) == before
    assert files(shared_town, visit_id) == 0
    wu.taps("其余全部符合")
    assert len(current_answers(shared_town, visit_id)) > len(before)


def test_a_group_hears_nothing_of_a_conversation(shared_town: Town) -> None:
    people, visit_id = on_the_page(shared_town, "zh-CN")
    world = shared_town.sandbox.world
    group = open_group(world, "检查组", [people.chen.number, people.zhou.number])
    for words in ("/start", "/help", f"@{world.bot['username']} 继续", "/task"):
        say_in_group(world, group.id, people.chen.number, words)
    people.chen.types("总览")
    shared_town.works_off_jobs()
    told = [message.data["text"] for message in world.messages(group.id) if message.by_bot]
    # Who brings the bot in is told once what it is for there.
    assert set(told) <= {people.chen.word("group-hello")}
    assert written_answers(shared_town, visit_id) == 0
