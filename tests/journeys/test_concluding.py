"""Results and remarks, department by department, as people live it."""

import re

from sqlalchemy import select

from sandbox.driver import Town
from services import answering, conclusions
from services.checklists import open_sheet
from storage.tables import Section
from tests.journeys.after_the_checklist import (
    actor,
    begins,
    fills,
    fits,
    goes_on,
    phones,
    says,
    taps,
)


def test_a_result_is_chosen_under_the_rules_and_remarks_go_with_it(town: Town, language: str) -> None:
    begins(town, filled=("SJ-01",), problems=(10,))
    [chen] = phones(town, language, "SJ-01")
    goes_on(chen)
    taps(chen, "button-to-result")
    chen.taps("①")
    assert "10" in chen.toast()
    taps(chen, "button-confirm-result")
    assert chen.toast() == says(
        chen, "还没有选检查结果。先选一项，再确认。", "No result is chosen yet. Choose one first."
    )
    chen.taps("②")
    chen.taps("③")
    assert [label[0] for row in chen.card().labels[1:3] for label in row] == ["☑", "☑", "☐", "☐"]
    taps(chen, "button-remarks")
    chen.types("店长全程在场")
    chen.sees("店长全程在场")
    fits(chen)
    taps(chen, "button-confirm-result")
    chen.sees(chen.word("button-nudge"))
    with town.reading() as session:
        section = session.scalars(select(Section).where(Section.place == 1, Section.state == "concluded")).one()
        assert (section.results, section.remarks) == (["order", "guidance"], "店长全程在场")
    fits(chen)


def test_what_is_missing_stands_in_the_place_of_the_confirm_button_and_leads_there(town: Town, language: str) -> None:
    visit_id = begins(town, filled=())
    [chen] = phones(town, language, "SJ-01")
    with town.changing() as uow:
        names = [q.name for q in open_sheet(uow, actor(uow, "SJ-01"), visit_id).checklist.asked]
        answering.comply_rest(uow, actor(uow, "SJ-01"), visit_id, names[:-1])
        uow.point(chen.number, visit=visit_id, place="result")
    goes_on(chen)
    chen.does_not_see(chen.word("button-confirm-result"))
    taps(chen, "button-gap-item", kind="answer", number=20)
    assert re.search("20", chen.card().text)
    fits(chen)


def test_the_other_department_is_reminded_and_told_when_one_is_done(town: Town, language: str) -> None:
    begins(town, filled=("SJ-01", "XF-01"))
    chen, zhou, zhao = phones(town, language, "SJ-01", "SJ-02", "XF-01")
    for phone in (chen, zhou, zhao):
        goes_on(phone)
    taps(chen, "button-to-result")
    taps(chen, "button-confirm-result")
    # The colleague of the same department is led on; the other department gets a new message.
    zhou.sees(zhou.word("button-nudge"))
    zhao.sees("✅ 017-03")
    taps(zhou, "button-nudge")
    assert zhou.toast() == zhou.word("nudged")
    taps(zhou, "button-nudge")
    assert "15" in zhou.toast()
    zhao.sees("⏳ 017-03")
    taps(chen, "button-watch")
    chen.sees("12/12")
    taps(chen, "button-back")
    zhao.taps(zhao.word("button-open-task"))
    taps(zhao, "button-to-result")
    taps(zhao, "button-confirm-result")
    zhao.sees("✍️")
    # The wait of the others turns into the way to the signatures.
    chen.sees(chen.word("told-concluded-all"))
    taps(chen, "button-to-signatures")
    chen.sees("✍️")
    fits(chen, zhou, zhao)


def test_a_missing_photo_of_the_other_department_is_asked_for_by_the_lead(town: Town, language: str) -> None:
    visit_id = begins(town, filled=("SJ-01",))
    chen, zhao = phones(town, language, "SJ-01", "XF-01")
    with town.changing() as uow:
        fills(uow, actor(uow, "XF-01"), visit_id, {5})
        conclusions.choose_result(uow, actor(uow, "XF-01"), visit_id, "order")
        for code in ("SJ-01", "XF-01"):
            conclusions.conclude_section(uow, actor(uow, code), visit_id)
        uow.take_events()
        uow.point(chen.number, visit=visit_id, place="gaps")
    goes_on(chen)
    chen.taps(f"5{says(chen, '项 照片', ': photo')}")
    chen.sees(chen.word("gap-named", number=5, kind="photo"))
    taps(chen, "button-nudge")
    assert chen.toast() == chen.word("nudged")
    chen.sees(chen.word("watch-title", number="", name="").partition(" · ")[0].removeprefix("<b>").removesuffix("</b>"))
    taps(chen, "button-nudge")
    assert "15" in chen.toast()
    zhao.sees(zhao.word("gap-named", number=5, kind="photo"))
    taps(zhao, "button-gap-item", kind="photo", number=5)
    zhao.sends_photo()
    taps(chen, "button-back")
    taps(chen, "button-watch")
    chen.does_not_see(chen.word("button-nudge"))
    fits(chen, zhao)
