"""Statistics in the chat, in both languages: empty, drawn, as a workbook, as a page; a class and a breach decided."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import httpx
import openpyxl
from sqlalchemy import Select, select, update

from handlers.words import words_of
from rules.statistics.cuts import CUTS
from sandbox.driver import Phone, Town
from services.office_day import today
from services.statistics_cuts import Statistics
from storage.ledger import links_of
from storage.tables import InspectionObject, Section, SeriousBreach, Visit
from tests.journeys.after_the_checklist import phones, says, taps
from tests.journeys.asked_again import is_asked_again
from tests.journeys.received_files import received
from tests.services.counted_visits import approve_visits, enter_visits

GROUND = "《市场监督管理严重违法失信名单管理办法》第二条"
CODE, NAME = "92500112YB00010193", "晨露餐饮"


def inspected(town: Town) -> None:
    """Enter two years of visits, in one object two penalties."""
    with town.changing() as uow:
        numbers = enter_visits(uow)
        ours = Visit.visit_id.in_(numbers)
        # What runs would be reminded of.
        uow.session.execute(update(Visit).where(ours, Visit.state.in_(["running", "returned"])).values(state="void"))
        of = uow.session.scalars(select(InspectionObject).where(InspectionObject.registration_code == CODE)).one()
        of.risk, of.flags = "B", []
        two = uow.session.scalars(
            select(Visit).where(ours, Visit.state == "submitted").order_by(Visit.visit_id.desc()).limit(2)
        ).all()
        for visit in two:
            visit.object_id, visit.is_trial = of.object_id, False
            mine = update(Section).where(Section.visit_id == visit.visit_id)
            uow.session.execute(mine.values(results=["penalty"]))
        approve_visits(uow, [visit.visit_id for visit in two])


def named(key: str, language: str) -> str:
    return CUTS[key].title[language[:2]]


def pictures(town: Town, phone: Phone) -> int:
    world = town.sandbox.world
    with world.acting:
        return sum("photo" in message.data for message in world.messages(phone.number))


def opens(phone: Phone) -> None:
    phone.types(says(phone, "统计", "statistics"))
    # The card of an empty cut has a button of the same name.
    phone.settles()


def test_a_supervisor_reads_statistics_and_decides(public_town: Town, language: str) -> None:
    town, words = public_town, words_of(language)
    (he,) = phones(town, language, "SJ-04")
    opens(he)
    # Of nothing there is no file, and the other periods stand below.
    taps(he, "button-stat-xlsx")
    assert says(he, "这段时间没有已提交的检查", "No inspection was submitted in this period") in he.toast()
    he.taps(named("industry", language))
    town.works_off_jobs()
    he.sees(says(he, "这段时间没有可统计的检查", "Nothing to count in these days"))
    inspected(town)
    he.taps(says(he, "去年", "Last year"))
    he.settles()
    town.works_off_jobs()
    he.sees(words.plain("stat-decision", decision=CUTS["industry"].decision[language[:2]]))
    he.settles()
    for key in ("industry", "load", "draw", "map"):
        opens(he)
        he.taps(says(he, "去年", "Last year"))
        he.taps(CUTS[key].label[language[:2]])
        he.settles()
        town.works_off_jobs()
        he.sees(words.plain("stat-decision", decision=CUTS[key].decision[language[:2]]))
        he.settles()
    assert pictures(town, he) == 5
    with town.changing() as uow:
        whole, year = Statistics(uow, None, "last_year").figures("draw").whole, today(uow).year - 1
    he.sees(
        says(he, f"检查{whole.of}次，发现问题{whole.hits}次", f"{whole.of} inspections, {whole.hits} with problems")
    )
    taps(he, "button-stat-xlsx")
    town.works_off_jobs()
    sheet, whose = says(he, "统计", "statistics"), says(he, "全区", "whole-district")
    book = openpyxl.load_workbook(BytesIO(received(he, f"{sheet}-{whose}-{year}-01-01-{year}-12-31.xlsx")))
    assert book.worksheets[0]["B2"].value == says(he, "全区", "whole district")
    assert named("matter", language) in book.sheetnames
    decides_class(town, he)
    takes_class_back(town, he)
    decides_breach(town, he)
    sees_page(town, he, language)
    others_find_less(town, language)


def decides_class(town: Town, he: Phone) -> None:
    opens(he)
    taps(he, "button-stat-risks")
    town.works_off_jobs()
    he.taps(f"① {NAME}")
    he.sees("B → C")
    taps(he, "button-risk-accept", risk="C")
    he.sees(says(he, "风险等级 C（抽查结果）", "Risk class C (results of inspections)"))
    taps(he, "button-stat-xlsx")
    town.works_off_jobs()
    received(he, f"{says(he, '信用记录', 'credit-record')}-{CODE}.xlsx")
    # Anybody else's record is found by its name.
    opens(he)
    taps(he, "button-stat-credit")
    he.types("没有这家")
    he.sees(says(he, "名录库里没有这个检查对象", "The registry has no such object"))
    he.types("晨露")
    he.sees(CODE)


def decides_breach(town: Town, he: Phone) -> None:
    opens(he)
    taps(he, "button-stat-breaches")
    he.sees(he.word("breaches-none"))
    taps(he, "button-breach-proposals")
    town.works_off_jobs()
    he.taps(f"① {NAME}")
    taps(he, "button-breach-release")
    # Thanks are no legal ground, and nothing else that comes is one either.
    is_asked_again(he)
    he.types("x")
    he.types("好的谢谢")
    he.sees(says(he, "没有看出是哪条法律依据", "This names no law or clause"))
    he.types(GROUND)
    he.sees(says(he, "请再看一眼：列入", "One more look: onto"))
    assert GROUND in he.card().text
    is_asked_again(he)
    he.types(says(he, "好的谢谢", "Thanks"))
    assert listed(town) == []
    taps(he, "button-breach-release")
    he.sees(says(he, "严重失信名单（1）", "Serious breaches (1)"))
    taps(he, "button-stat-csv")
    town.works_off_jobs()
    assert CODE.encode() in received(he, f"{says(he, '严重失信名单', 'serious-breaches')}.csv")
    he.taps("①")
    taps(he, "button-breach-withdraw")
    is_asked_again(he)
    he.types(says(he, "列错了", "Listed by mistake"))
    assert listed(town) == ["released"]
    taps(he, "button-back")
    taps(he, "button-breach-withdraw")
    he.types(says(he, "处罚决定已被撤销", "The penalty was annulled"))
    taps(he, "button-breach-withdraw")
    he.sees(says(he, "已移出严重失信名单", "Taken off the list"))
    # That was a mistake, seen at once and taken back on the same card; the next one is found among the decided.
    taps(he, "button-breach-put-back", state="withdrawn")
    he.sees(GROUND)
    assert listed(town) == ["released"]
    taps(he, "button-breach-withdraw")
    he.types(says(he, "处罚决定已被撤销", "The penalty was annulled"))
    taps(he, "button-breach-withdraw")
    taps(he, "button-breach-list")
    he.sees(says(he, "严重失信名单（0）", "Serious breaches (0)"))
    taps(he, "button-breach-decisions")
    he.sees(says(he, "处罚决定已被撤销", "The penalty was annulled"))
    he.taps("①")
    he.sees(GROUND)
    with town.reading() as session:
        types = [link["type"] for link in links_of(session, "publication")]
    assert types == ["breach_released", "breach_withdrawn", "breach_withdrawn_put_back", "breach_withdrawn"]


def listed(town: Town) -> list[str]:
    """How each decision about the list stands."""
    with town.reading() as session:
        return list(session.scalars(select(SeriousBreach.state)))


def takes_class_back(town: Town, he: Phone) -> None:
    """An accepted class stands in the registry's history, and is taken back there, or from the entry's own."""
    he.types(f"名录 {CODE}")
    he.sees("B→C")
    he.taps(he.word("button-history-undo", place="①"))
    he.taps(he.word("button-back"))
    he.types(says(he, "名录", "registry"))
    taps(he, "button-registry-history")
    assert not he.card().text.rstrip().endswith("·")
    he.taps(he.word("button-history-undo", place="①"))
    he.taps(he.word("button-import-undo-sure"))
    town.works_off_jobs()
    he.sees("↩ 晨露餐饮 B→C")
    with town.reading() as session:
        assert session.scalars(risk_of_code()).one() == "B"


def risk_of_code() -> Select[str]:
    return select(InspectionObject.risk).where(InspectionObject.registration_code == CODE)


def sees_page(town: Town, he: Phone, language: str) -> None:
    opens(he)
    he.taps(says(he, "去年", "Last year"))
    taps(he, "button-stat-web")
    he.sees(says(he, "网页看板", "Web dashboard"))
    address = he.opens(he.word("button-stat-open"))
    # The period and the language of the chat, whatever the browser's.
    assert parse_qs(urlsplit(address).query) == {"period": ["last_year"], "lang": [language]}
    with httpx.Client(timeout=20) as browser, httpx.Client(timeout=20) as stranger:
        door = browser.get(address)
        assert door.status_code == 200
        page = browser.post(address, follow_redirects=True)
        assert page.status_code == 200
        assert f'<span aria-current="true">{says(he, "去年", "Last year")}</span>' in page.text
        assert f">{named('industry', language)}</h2>" in page.text
        assert stranger.get(address).status_code == 410


def others_find_less(town: Town, language: str) -> None:
    chen, lead = phones(town, language, "SJ-01", "SJ-03")
    chen.types(says(chen, "统计", "statistics"))
    chen.does_not_see(named("draw", language))
    opens(lead)
    lead.sees(says(lead, "只含本部门的检查", "Your own department's inspections only"))
    lead.does_not_see(lead.word("button-stat-breaches"))
