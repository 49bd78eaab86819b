"""A visit before anybody goes, as the people live it: task, recusal, notice, and who is told."""

import re

from sqlalchemy import select

from handlers.notices import tell
from sandbox.driver import Town
from sandbox.visit_script import on_site
from services.access import invite
from services.dispatching import dispatch_campaign
from storage.tables import Campaign, Notice, Person, Reserve, Task, Visit
from tests.journeys.after_the_checklist import phones, says
from tests.journeys.before_the_checklist import OBJECT, accepts, opens

HERE = (29.675143, 106.604255)
FAR = (29.690, 106.600)


def notice_of(town: Town) -> Notice:
    with town.reading() as session:
        return session.scalars(select(Notice).join(Visit).where(Visit.number == "017-03")).one()


def test_dispatched_tasks_stand_in_the_chats_and_a_colleagues_acceptance_is_counted(town: Town, language: str) -> None:
    chen, zhou, wu = phones(town, language, "SJ-01", "SJ-02", "XF-02")
    with town.changing() as uow:
        dispatch_campaign(uow, uow.session.scalars(select(Campaign.campaign_id)).one())
        tell(uow)
    wu.sees(OBJECT)
    assert wu.bot_messages() == 1
    chen.settles()
    assert sorted(re.findall(r"017-\d\d", "".join(m.text for m in chen.messages()))) == ["017-03", "017-05", "017-08"]
    chen.starts()
    chen.taps(f"① {OBJECT}")
    chen.taps(chen.word("button-accept"))
    assert "1/4" in chen.sees("1/4").text
    opens(zhou)
    zhou.taps(zhou.word("button-accept"))
    chen.sees("2/4")


def test_matters_and_the_draw_vanish_at_the_next_act(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    opens(chen)
    before = chen.bot_messages()
    chen.taps(chen.word("button-items"))
    chen.sees("SJ.001")
    chen.taps(chen.word("button-page-on"))
    chen.sees("SJ.009")
    chen.taps(chen.word("button-back"))
    chen.does_not_see("SJ.009")
    chen.taps(chen.word("button-draw"))
    chen.sees("demo")
    chen.does_not_see("冯雪")
    chen.taps(chen.word("button-back"))
    assert chen.bot_messages() == before


def test_a_recusal_is_decided_and_the_next_in_the_order_gets_the_task(town: Town, language: str) -> None:
    chen, he, lin, feng = phones(town, language, "SJ-01", "SJ-04", "SJ-03", "SJ-07")
    opens(chen)
    chen.taps(chen.word("button-recuse"))
    chen.taps(chen.word("recuse-kin"))
    chen.taps(chen.word("button-send-request"))
    he.sees(he.word("recuse-kin"))
    he.taps(he.word("button-order"))
    he.taps(he.word("button-back"))
    he.does_not_see(says(he, "冯雪", "Feng Xue"))
    he.taps(he.word("button-grant"))
    he.sees(says(he, "冯雪", "Feng Xue"))
    assert he.toast() == he.word("request-granted-toast")
    feng.sees(OBJECT)
    feng.taps(feng.word("button-accept"))
    lin.sees(says(lin, "冯雪", "Feng Xue"))
    chen.taps(chen.word("button-my-tasks"))
    chen.does_not_see(chen.word("button-recuse"))
    assert "017-03" not in chen.sees("017-05").text


def test_who_steps_in_without_an_account_is_invited_by_the_supervisor(town: Town, language: str) -> None:
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    opens(chen)
    chen.taps(chen.word("button-recuse"))
    chen.taps(chen.word("recuse-kin"))
    chen.taps(chen.word("button-send-request"))
    he.taps(he.word("button-grant"))
    he.taps(he.word("button-invite"))
    text = he.sees(says(he, "邀请码", "Invitation for")).text
    [code] = [line for line in text.splitlines() if re.fullmatch(r"[\w-]{22}", line)]
    feng = town.stranger("冯雪", "zh-hans" if language == "zh-CN" else "en")
    feng.types(code)
    with town.reading() as session:
        number = session.scalars(select(Person.certificate_number).where(Person.name["zh"].as_string() == "冯雪")).one()
    feng.types(str(number)[-4:])
    feng.taps(feng.word("button-my-tasks"))
    feng.sees(OBJECT)
    he.taps(he.word("button-back"))
    he.does_not_see(code)
    he.does_not_see(he.word("button-invite"))


def test_the_list_of_tasks_never_tells_of_them_as_they_were(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    chen.types("任务")
    chen.sees(chen.word("home-sent"))
    opens(chen)
    chen.taps(chen.word("button-accept"))
    chen.does_not_see(chen.word("home-title", total=2).partition("（")[0].partition(" (")[0])
    chen.taps(chen.word("button-home"))
    assert chen.word("home-accepted") in chen.card().text


def test_who_has_not_accepted_is_not_asked_to_continue(town: Town, language: str) -> None:
    [zhou] = phones(town, language, "SJ-02")
    on_site(town)
    with town.changing() as uow:
        zhou_s = select(Task).join(Person, Person.person_id == Task.person_id).where(Person.code == "SJ-02")
        uow.session.scalars(zhou_s.where(Task.state == "accepted")).one().state = "sent"
    zhou.types("帮助")
    zhou.does_not_see(zhou.word("button-continue"))
    zhou.types("任务")
    card = zhou.card()
    assert zhou.word("home-sent") in card.text
    zhou.taps(zhou.word("button-task", number="①", name=OBJECT))
    zhou.taps(zhou.word("button-accept"))
    zhou.types("帮助")
    zhou.taps(zhou.word("button-continue"))
    zhou.sees("0/20")


def test_a_denied_recusal_comes_back_with_its_reason(town: Town, language: str) -> None:
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    opens(chen)
    chen.taps(chen.word("button-recuse"))
    for no_reason in ("👍", "…", "1"):
        chen.types(no_reason)
        chen.sees("⚠️ That is no reason in words" if language == "en" else "⚠️ 这不像一句原因")
        chen.does_not_see(chen.word("button-send-request"))
    chen.types("我表姐开的店")
    chen.taps(chen.word("button-send-request"))
    he.taps(he.word("button-deny"))
    he.taps(he.word("button-back"))
    he.sees(he.word("button-grant"))
    he.taps(he.word("button-deny"))
    he.types("👎")
    he.sees("⚠️ That is no reason in words" if language == "en" else "⚠️ 这不像一句原因")
    he.types("人手不足")
    he.does_not_see(he.word("button-grant"))
    chen.sees("人手不足")
    chen.taps(chen.word("button-open-task"))
    chen.taps(chen.word("button-accept"))
    assert chen.toast() == chen.word("task-accepted-toast")


def test_an_exhausted_order_is_said_and_leaves_the_seat_empty(town: Town, language: str) -> None:
    chen, he, lin = phones(town, language, "SJ-01", "SJ-04", "SJ-03")
    with town.changing() as uow:
        for reserve in uow.session.scalars(select(Reserve)):
            reserve.used_at = uow.now
    opens(chen)
    chen.taps(chen.word("button-recuse"))
    chen.taps(chen.word("recuse-handover"))
    chen.taps(chen.word("button-send-request"))
    he.sees("⚠️")
    he.taps(he.word("button-grant-empty"))
    lin.sees("⚠️ 017-03")
    chen.sees("✅")


def test_a_day_outside_is_refused_with_days_as_the_card_writes_them(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    accepts(chen)
    chen.taps(chen.word("button-serve"))
    chen.taps(chen.word("button-notice-date"))
    chen.types("2031.1.1")
    said = [message.text for message in chen.messages() if message.text.startswith("⚠️")][-1]
    assert re.search(says(chen, r"（\d+月\d+日–\d+月\d+日）", r"\(\d+ [A-Z][a-z]{2} – \d+ [A-Z][a-z]{2}\)"), said)


def test_the_map_is_a_place_that_goes_at_the_next_act(town: Town) -> None:
    [chen] = phones(town, "zh-CN", "SJ-01")
    opens(chen)
    chen.taps(chen.word("button-map"))
    assert [message.kind for message in chen.messages()][-1] == "location"
    chen.taps(chen.word("button-team"))
    assert "location" not in [message.kind for message in chen.messages()]


def test_an_officer_cannot_decide_a_request_by_a_copied_button(town: Town) -> None:
    chen, zhou = phones(town, "zh-CN", "SJ-01", "SJ-02")
    opens(chen)
    chen.taps(chen.word("button-recuse"))
    chen.taps(chen.word("recuse-kin"))
    chen.taps(chen.word("button-send-request"))
    opens(zhou)
    with town.reading() as session:
        task_id = session.scalars(select(Task.task_id).where(Task.state == "recusal_asked")).one()
    zhou.presses_foreign(zhou, f"decide:grant:{task_id}", message_id=zhou.card().message_id)
    with town.reading() as session:
        assert session.get_one(Task, task_id).state == "recusal_asked"


def test_the_paper_is_served_by_photo_and_receiver(town: Town, language: str) -> None:
    chen, zhou = phones(town, language, "SJ-01", "SJ-02")
    accepts(chen, zhou)
    chen.taps(chen.word("button-serve"))
    chen.sees("第58号")
    chen.taps(chen.word("button-notice-paper"))
    chen.sends_photo()
    chen.taps(chen.word("button-receiver-staff"))
    assert chen.toast() == chen.word("notice-served-toast")
    assert (notice_of(town).state, notice_of(town).received_by) == ("served", "staff")
    zhou.sees(zhou.word("button-notice"))
    chen.taps(chen.word("button-notice"))
    chen.taps(chen.word("button-notice-correct"))
    assert notice_of(town).state == "prepared"
    # Somebody else is asked for before it counts.
    chen.taps(chen.word("button-notice-paper"))
    chen.taps(chen.word("button-receiver-other"))
    chen.sees("谁签收的 · 017-03" if language == "zh-CN" else "Who received it? · 017-03")
    assert notice_of(town).state == "prepared"
    chen.types("店长的妻子")
    assert notice_of(town).state == "served"
    chen.taps(chen.word("button-notice"))
    chen.sees("店长的妻子")


def test_the_receiver_may_come_before_the_photo(town: Town) -> None:
    [chen] = phones(town, "zh-CN", "SJ-01")
    accepts(chen)
    chen.taps(chen.word("button-serve"))
    chen.taps(chen.word("button-notice-paper"))
    chen.taps(chen.word("button-receiver-person_in_charge"))
    chen.sends_album(2)
    assert notice_of(town).state == "served"
    chen.sees(chen.word("button-arrive"))


def test_without_a_photo_the_reason_leads_on(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    accepts(chen)
    chen.taps(chen.word("button-serve"))
    chen.taps(chen.word("button-notice-paper"))
    chen.taps(chen.word("button-notice-no-photo"))
    chen.taps(chen.word("notice-photo-broken"))
    chen.taps(chen.word("button-receiver-other"))
    chen.types("店长的妻子")
    assert (notice_of(town).state, notice_of(town).no_photo_reason) == ("served", "手机拍不了")
    chen.taps(chen.word("button-notice"))
    chen.sees(chen.word("notice-photo-broken"))


def test_a_refused_notice_is_left_there_and_the_supervisor_hears_at_once(town: Town, language: str) -> None:
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    accepts(chen)
    chen.taps(chen.word("button-serve"))
    chen.taps(chen.word("button-notice-refusal"))
    chen.types("店长看后不签，称老板不在。")
    chen.taps(chen.word("button-refused-staff"))
    chen.does_not_see(chen.word("button-refusal-confirm"))
    chen.taps(chen.word("button-refusal-witness"))
    chen.types("周敏 13912345678")
    chen.sees("⚠️ ")
    chen.types("李某 13912345678")
    chen.sees("···· 5678")
    chen.taps(chen.word("button-refusal-confirm"))
    assert notice_of(town).state == "refused"
    he.sees("店长看后不签")
    he.taps(he.word("button-team"))
    he.sees("023-00001001")
    he.taps(he.word("button-back"))
    he.does_not_see("023-00001001")


def test_a_place_not_found_is_told_and_stays_unserved(town: Town, language: str) -> None:
    chen, he = phones(town, language, "SJ-01", "SJ-04")
    accepts(chen)
    chen.taps(chen.word("button-serve"))
    chen.taps(chen.word("button-notice-refusal"))
    chen.taps(chen.word("button-refused-not_found"))
    chen.taps(chen.word("button-back"))
    chen.taps(chen.word("button-notice-refusal"))
    chen.types("按地址找，门牌已拆。")
    chen.taps(chen.word("button-refusal-attempt"))
    assert notice_of(town).state == "prepared"
    he.sees("门牌已拆")
    chen.sees(chen.word("button-serve"))


def test_another_day_is_pressed_or_typed(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    accepts(chen)
    chen.taps(chen.word("button-serve"))
    chen.taps(chen.word("button-notice-date"))
    chen.types("明年")
    chen.sees("明年")
    before = notice_of(town).planned_on
    chen.types("明天")
    after = notice_of(town).planned_on
    assert before is not None
    assert after is not None
    assert (after - before).days == 1


def test_a_person_who_blocks_the_bot_is_reported_to_the_supervisor_of_open_visits(town: Town, language: str) -> None:
    wu, he, su = phones(town, language, "XF-02", "SJ-04", "SJ-05")
    wu.starts()
    wu.blocks()
    he.sees(says(he, "吴静", "Wu Jing"))
    he.sees("017-03")
    su.does_not_see("017-03")
    he.taps(he.word("button-team"))
    he.sees("023-00001007")


def test_a_voided_invitation_is_told_to_the_inviter(town: Town, language: str) -> None:
    [he] = phones(town, language, "SJ-04")
    with town.changing() as uow:
        codes = {row.code: row.person_id for row in uow.session.scalars(select(Person))}
        code = invite(uow, codes["SJ-06"], codes["SJ-04"])
    stranger = town.stranger()
    stranger.types(code)
    for _ in range(3):
        stranger.types("0000")
    he.sees(says(he, "唐宁", "Tang Ning"))
