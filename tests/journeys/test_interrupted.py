"""A visit that is interrupted: the bot is killed, its place in the conversation lost, the form renewed meanwhile."""

import time
from typing import Any

from sqlalchemy import func, select

from sandbox.driver import Town
from sandbox.visit_script import (
    current_answers,
    find_button,
    on_the_page,
    wipe_pointers,
    written_answers,
)
from storage.tables import ChecklistVersion, Evidence, Finding, Section
from tests.journeys.chains import ensure_whole


def finding_of(town: Town, visit_id: int) -> Finding:
    with town.reading() as session:
        chosen = select(Finding).join(Section, Section.section_id == Finding.section_id)
        return session.scalars(chosen.where(Section.visit_id == visit_id)).one()


def stored(town: Town, visit_id: int) -> int:
    with town.reading() as session:
        counted = select(func.count()).select_from(Evidence).where(Evidence.visit_id == visit_id)
        return session.scalars(counted).one()


def test_a_kill_before_each_step_of_a_problem_loses_none_of_them(shared_town: Town, language: str) -> None:
    town = shared_town
    people, visit_id = on_the_page(town, language)
    chen = people.chen

    def while_it_is_down(act: Any) -> None:
        town.kill()
        act()
        town.start()
        chen.settles()

    while_it_is_down(lambda: chen.types("10", is_awaited=False))
    message_id, row, column, _ = find_button(chen, "不符合" if language == "zh-CN" else "Does not comply")
    while_it_is_down(lambda: chen.presses(message_id, row, column, is_awaited=False))
    while_it_is_down(lambda: chen.types("冰柜14度", is_awaited=False))
    message_id, row, column, _ = find_button(chen, chen.word("button-how-site"))
    while_it_is_down(lambda: chen.presses(message_id, row, column, is_awaited=False))
    while_it_is_down(lambda: chen.sends_photo(is_awaited=False))
    chen.taps(chen.word("button-finding-done"))
    # What the form asks on account of the problem.
    chen.types("11")
    while_it_is_down(lambda: chen.types("14.5", is_awaited=False))
    town.works_off_jobs()
    finding = finding_of(town, visit_id)
    assert (finding.question, finding.note, finding.how) == ("cold_store", "冰柜14度", "site")
    assert stored(town, visit_id) == 1
    assert current_answers(town, visit_id) == {"cold_store": "problem", "cold_measured": "14.5"}
    assert written_answers(town, visit_id) == 2
    ensure_whole(town, visit_id)


def test_a_kill_between_a_tap_and_its_answer_counts_the_tap_once(shared_town: Town) -> None:
    town = shared_town
    people, visit_id = on_the_page(town, "zh-CN")
    chen = people.chen
    message_id, row, column, _ = find_button(chen, "其余全部符合")
    chen.presses(message_id, row, column, is_awaited=False)
    town.restart()
    chen.settles()
    assert len(current_answers(town, visit_id)) == 7
    assert written_answers(town, visit_id) == 7
    assert "7/20" in chen.card().text
    ensure_whole(town, visit_id)


def test_a_kill_among_the_members_of_an_album_loses_none(shared_town: Town) -> None:
    town = shared_town
    people, visit_id = on_the_page(town, "zh-CN")
    chen = people.chen
    chen.types("5 no 许可证过期")
    chen.sends_album(6, is_awaited=False)
    deadline = time.monotonic() + 10
    while not stored(town, visit_id):
        assert time.monotonic() < deadline
    town.restart()
    chen.settles()
    town.works_off_jobs()
    with town.reading() as session:
        rows = session.scalars(select(Evidence).where(Evidence.visit_id == visit_id)).all()
    assert len(rows) == 6
    assert {(row.question, row.state) for row in rows} == {("food_licence_matches", "secured")}
    assert len({row.batch for row in rows}) == 1
    chen.sees(chen.word("pictures-secured", count=6, kind="photo"))
    # Stored once, sent at least once: killed between Telegram's answer and our note, a receipt comes a second time.
    assert 1 <= sum(message.text.startswith("📷") for message in chen.messages()) <= 2
    ensure_whole(town, visit_id)


def test_after_a_restart_the_visit_goes_on_where_it_stood(shared_town: Town, language: str) -> None:
    town = shared_town
    people, visit_id = on_the_page(town, language)
    chen = people.chen
    chen.taps(chen.word("button-comply-rest", count=7))
    chen.types("9")
    before = chen.card().text
    town.stop()
    town.start()
    chen.types("继续" if language == "zh-CN" else "continue")
    assert chen.card().text == before
    chen.taps("● 符合"[2:] if language == "zh-CN" else "Complies")
    assert current_answers(town, visit_id)["pest_proof"] == "complies"


def test_a_lost_place_loses_nothing_wherever_it_was(shared_town: Town, language: str) -> None:
    town = shared_town
    people, visit_id = on_the_page(town, language)
    chen, zhao = people.chen, people.zhao
    # On a page and on the overview.
    wipe_pointers(town)
    chen.taps(chen.word("button-overview"))
    wipe_pointers(town)
    chen.taps(chen.word("button-next-open"))
    # On an item, whose buttons know it by themselves.
    chen.types("5")
    wipe_pointers(town)
    chen.taps("不符合" if language == "zh-CN" else "Does not comply")
    # In the middle of a problem: the note finds no place, and is offered one.
    wipe_pointers(town)
    chen.types("许可证过期")
    chen.sees("许可证过期")
    chen.taps(chen.word("button-held-drop"))
    chen.types("5")
    chen.types("许可证过期")
    wipe_pointers(town)
    chen.taps(chen.word("button-how-site"))
    wipe_pointers(town)
    chen.sends_photo(caption="5")
    chen.types("5")
    chen.taps(chen.word("button-finding-done"))
    finding = finding_of(town, visit_id)
    assert (finding.note, finding.how) == ("许可证过期", "site")
    # A counted number.
    zhao.types("继续")
    zhao.types("6")
    wipe_pointers(town)
    zhao.types("6")
    zhao.types("8")
    assert current_answers(town, visit_id) == {"food_licence_matches": "problem", "extinguishers": "8"}
    # On what a form asks on account of another answer, in a round.
    chen.types("总览")
    chen.types("18 no 冰柜里有过期牛奶")
    chen.types("总览")
    chen.types("19")
    wipe_pointers(town)
    chen.types("19")
    chen.types("牛奶")
    wipe_pointers(town)
    chen.taps("超过保质期" if language == "zh-CN" else "Past its date")
    goods = {name: value for name, value in current_answers(town, visit_id).items() if "bad_goods" in name}
    assert sorted(goods.values()) == ["expired", "牛奶"]
    # Where the result is chosen.
    people.wu.types("继续")
    wipe_pointers(town)
    people.wu.types("总览")
    people.wu.sees(people.wu.word("button-next-open"))
    ensure_whole(town, visit_id)


def test_a_new_edition_of_the_form_does_not_disturb_a_running_visit(shared_town: Town) -> None:
    town = shared_town
    people, visit_id = on_the_page(town, "zh-CN")
    chen = people.chen
    chen.taps("其余全部符合")
    with town.changing() as uow:
        of_visit = select(ChecklistVersion).join(
            Section, Section.checklist_version_id == ChecklistVersion.checklist_version_id
        )
        running = uow.session.scalars(of_visit.where(Section.visit_id == visit_id).order_by(Section.place)).first()
        assert running is not None
        body = {**running.body, "version": "9999", "questions": running.body["questions"][:3]}
        uow.session.add(
            ChecklistVersion(
                department_id=running.department_id,
                form_id=running.form_id,
                version="9999",
                workbook_sha256="0" * 64,
                asked=3,
                body=body,
                taken_in_at=uow.now,
            )
        )
    town.restart()
    chen.types("继续")
    assert "7/20" in chen.card().text
    chen.taps("其余全部符合")
    chen.types("20 no 没有自查记录")
    assert len(current_answers(town, visit_id)) > 8
    assert "第20项" in chen.card().text
