"""From a submitted visit to the public: prepared by a clerk, agreed to by the supervisor, read by a stranger."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from handlers.notices import tell
from rules.chains import faults_of
from sandbox.driver import Phone, Town
from sandbox.forks import Zygote
from sandbox.stock import Stock
from services import reviewing
from services.api_tokens import create_token
from services.dossier import gather
from services.office_day import day_of
from services.settled_rows import LONGEST_WRITE
from storage.files import FileStore
from storage.ledger import links_of
from storage.tables import Addendum, Keying, PublicResult, PublicVersion, Publishing, Section, Visit
from tests.journeys.after_the_checklist import NUMBER, actor, concluded, phones, says, taps
from tests.journeys.asked_again import is_asked_again
from tests.journeys.conftest import watched
from tests.journeys.received_files import received
from tests.servers import free_port

RESULT = "017-03-1"
FIRM = "晨露餐饮"


@pytest.fixture
def public_town(tmp_path: Path, stock: Stock, zygote: Zygote, database_kind: str) -> Iterator[Town]:
    """A town whose bot serves public pages, on each kind of database."""
    place = f"127.0.0.1:{free_port()}"
    settings: dict[str, Any] = {"public_url": f"http://{place}/gov", "listen": place}
    is_postgresql = database_kind == "postgresql"
    with watched(Town(tmp_path, stock=stock, zygote=zygote, is_postgresql=is_postgresql, **settings)) as town:
        yield town


def submitted(town: Town, *, problems: tuple[int, ...] = ()) -> None:
    """Put the visit where it is submitted and approved."""
    concluded(town, problems=problems)
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        visit.state, visit.submitted_at, visit.submitted_by = "submitted", uow.now, actor(uow, "SJ-01").person_id
        reviewing.approve(uow, actor(uow, "SJ-04"), visit.visit_id)
        uow.take_events()


def opens(phone: Phone, number: str = RESULT) -> None:
    phone.types(says(phone, "公示", "publication"))
    phone.taps(number)


def page(town: Town, address: str = f"results/{RESULT}") -> httpx.Response:
    return httpx.get(f"{town.settings['public_url']}/{address}", timeout=20)


def test_a_result_is_prepared_agreed_to_corrected_and_withdrawn(public_town: Town, database_kind: str) -> None:
    town = public_town
    language = "zh-CN" if database_kind == "sqlite" else "en"
    su, he = phones(town, language, "SJ-05", "SJ-04")
    submitted(town)
    assert page(town).status_code == 404
    opens(su)
    su.sees(RESULT)
    taps(su, "button-publication-prepare")
    assert page(town).status_code == 404
    taps(su, "button-publication-preview")
    town.works_off_jobs()
    su.sees(su.word("made-publication_preview"))
    seen = received(su, f"{RESULT}.html").decode()
    # Her own preparation is not hers to agree to.
    su.does_not_see(su.word("button-publication-agree", wish="publish"))
    he.sees(he.word("publication-asked", count=1, number=RESULT, name=FIRM, wish="publish"))
    opens(he)
    taps(he, "button-publication-agree", wish="publish")
    town.works_off_jobs()
    for phone in (su, he):
        phone.sees(phone.word("publication-told", number=RESULT, name=FIRM, wish="publish"))
        # What stands open is no older than the news.
        phone.sees(phone.word("publication-state", state="published"))
        phone.does_not_see(phone.word("publication-making"))
    public = page(town)
    assert public.status_code == 200
    for words in ("（演示）渝北晨露餐饮", "92500112YB00010193", "未发现问题终止检查", RESULT):
        assert words in public.text
    assert "渝北晨露餐饮" in seen
    assert FIRM in page(town, f"results?q={FIRM}").text
    # The record says otherwise now: corrected with a public reason, which names nobody.
    with town.changing() as uow:
        uow.session.execute(update(Section).where(Section.place == 1).values(results=["order"]))
    opens_done(su)
    taps(su, "button-publication-correct")
    su.types("陈立复核后更正 13900000000")
    su.sees(says(su, "不能有电话", "leave out telephone"))
    su.types("陈立复核后更正")
    su.sees(says(su, "不能写人名", "must not name a person"))
    su.types("复核后更正")
    opens(he)
    taps(he, "button-publication-agree", wish="correct")
    town.works_off_jobs()
    he.sees(he.word("publication-told", number=RESULT, name=FIRM, wish="correct"))
    assert "复核后更正" in page(town).text
    first = page(town, f"results/{RESULT}/1.html")
    # Withdrawn: the page says so and why; its earlier content is gone from the site and stays in the dossier.
    opens_done(su)
    taps(su, "button-publication-withdraw")
    su.types("决定已被撤销")
    opens(he)
    taps(he, "button-publication-agree", wish="withdraw")
    town.works_off_jobs()
    he.sees(he.word("publication-told", number=RESULT, name=FIRM, wish="withdraw"))
    gone = page(town)
    assert (gone.status_code, "决定已被撤销" in gone.text, "营业执照" in gone.text) == (200, True, False)
    assert page(town, f"results/{RESULT}/1.html").status_code == 404
    with town.reading() as session:
        links = list(links_of(session, "publication"))
        proofs = [link for link in links_of(session, f"visit:{NUMBER}") if link["type"] == "publication_proof"]
        assert not list(faults_of(links))
        editions = session.scalars(select(PublicVersion).order_by(PublicVersion.version)).all()
        assert session.scalars(select(PublicResult.facts)).one() is None
    assert [link["type"] for link in links] == [
        *("prepared", "agreed", "published"),
        *("prepared", "agreed", "corrected"),
        *("prepared", "agreed", "withdrawn"),
    ]
    assert [proof["files"] for proof in proofs] == [[each.page_sha256] for each in editions]
    assert hashlib.sha256(first.content).hexdigest() == editions[0].page_sha256
    assert FileStore(f"file://{town.folder / 'files'}").read(editions[0].page_sha256) == first.content
    read_by_another_program(town)


def read_by_another_program(town: Town) -> None:
    """The running program answers its API below the same address."""
    with town.changing() as uow:
        token = create_token(uow, "市级平台", ["results:read"], ["SJ"]).token
        # Lists end where an older row may still come.
        uow.session.execute(update(Section).values(out_at=uow.now - 2 * LONGEST_WRITE))
    place = f"{town.settings['public_url']}/api/v1"
    assert httpx.get(f"{place}/results", timeout=20).status_code == 401
    told = httpx.get(f"{place}/results", headers={"authorization": f"Bearer {token}"}, timeout=20).json()
    assert told["items"] == [{"number": RESULT, "publication": "withdrawn", "is_kept_back": True}]
    assert httpx.get(f"{place}/openapi.json", timeout=20).json()["openapi"] == "3.1.0"


def opens_done(phone: Phone) -> None:
    phone.types(says(phone, "公示", "publication"))
    taps(phone, "button-publication-done")
    phone.taps(RESULT)


def test_what_is_secret_is_withheld_with_its_clause_and_the_dossier_is_complete(town: Town, language: str) -> None:
    su, he, luo = phones(town, language, "SJ-05", "SJ-04", "XF-03")
    submitted(town)
    opens(luo, "017-03-2")
    taps(luo, "button-publication-withhold")
    taps(luo, "button-ground-secret")
    luo.types("好的谢谢")
    luo.sees(says(luo, "没有看出是哪条法律依据", "This names no law or clause"))
    is_asked_again(luo)
    luo.types("《中华人民共和国保守国家秘密法》第十三条")
    luo.types("昨天")
    luo.sees(says(luo, "看不懂", "was not understood"))
    luo.types("2027-06-30")
    opens(he, "017-03-2")
    taps(he, "button-publication-back")
    he.types("请写明密级")
    luo.sees("请写明密级")
    opens(luo, "017-03-2")
    taps(luo, "button-publication-withhold")
    taps(luo, "button-ground-secret")
    luo.types("《中华人民共和国保守国家秘密法》第十三条（秘密级）")
    luo.types("2027-06-30")
    opens(he, "017-03-2")
    taps(he, "button-publication-agree", wish="withhold")
    luo.sees(luo.word("publication-told", number="017-03-2", name=FIRM, wish="withhold"))
    assert "publication" in missing(town)
    # The other department's result is public all the same, together with all that there are.
    su.types(says(su, "公示", "publication"))
    taps(su, "button-publication-together")
    taps(su, "button-publication-prepare-all", number="017", count=1)
    town.works_off_jobs()
    he.sees(he.word("publication-asked", count=1, number=RESULT, name=FIRM, wish="publish"))
    he.types(says(he, "公示", "publication"))
    taps(he, "button-publication-together")
    taps(he, "button-publication-agree-all", number="017", count=1)
    town.works_off_jobs()
    su.sees(su.word("publication-told", number=RESULT, name=FIRM, wish="publish"))
    assert "publication" not in missing(town)
    with town.reading() as session:
        states = session.scalars(select(Publishing.state).order_by(Publishing.number)).all()
    assert states == ["published", "withheld"]
    keyed_on_the_platform(town, su, luo)
    keyed_again_when_approved_anew(town, su)
    taken_back_when_withheld_after_all(town, su, he)


def keyed_on_the_platform(town: Town, su: Phone, luo: Phone) -> None:
    """What is public is keyed on the municipal platform by hand; what is withheld is not."""
    luo.types(says(luo, "补录", "keying"))
    luo.sees(luo.word("keying-none-list"))
    su.types(says(su, "补录", "keying"))
    taps(su, "button-keying-file")
    town.works_off_jobs()
    su.sees(su.word("made-keying"))
    su.types(says(su, "补录", "keying"))
    su.taps(RESULT)
    sheet = whole_sheet(su)
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        assert visit.submitted_at is not None
        ended = day_of(uow, visit.submitted_at).isoformat()
    for words in ("陈立、周敏", "未发现问题终止检查并向监管对象告知检查结果", "92500112YB00010193", ended):
        assert words in sheet
    assert "…" not in sheet
    taps(su, "button-keying-keyed")
    su.sees(su.word("keying-none-list"))
    taps(su, "button-keying-done")
    su.taps(RESULT)
    # Nothing is asked for: what is typed now is no number.
    su.types("OK!")
    with town.reading() as session:
        assert session.scalars(select(Keying.number)).all() == [None]
    su.types(says(su, "补录", "keying"))
    taps(su, "button-keying-done")
    su.taps(RESULT)
    taps(su, "button-keying-back")
    su.taps(RESULT)
    su.types("CQ-R-8")
    taps(su, "button-keying-done")
    su.sees("CQ-R-8")


def whole_sheet(phone: Phone) -> str:
    """All that is to be keyed of the result that was opened last, page by page."""
    sheet = phone.sees(phone.word("button-keying-list"))
    told = [sheet.text]
    while any(phone.word("button-page-on") in label for row in sheet.labels for label in row):
        taps(phone, "button-page-on")
        sheet = phone.sees(phone.word("button-keying-list"))
        told.append(sheet.text)
    return "\n".join(told)


def taken_back_when_withheld_after_all(town: Town, su: Phone, he: Phone) -> None:
    """What is withheld after it was published and keyed is taken down, and taken back on the platform by a person."""
    town.works_off_jobs()
    opens(su)
    taps(su, "button-publication-withhold")
    # The other department's is withheld, too: nothing names the object.
    assert "⚠️" not in su.card().text
    taps(su, "button-ground-security")
    su.types("《中华人民共和国国家安全法》第七十七条")
    su.types("2027-06-30")
    opens(he)
    taps(he, "button-publication-agree", wish="withhold")
    town.works_off_jobs()
    with town.reading() as session:
        assert session.scalars(select(PublicResult.state)).all() == ["withheld"]
    known = {"number": "CQ-R-8", "where": "keyed"}
    su.sees(su.word("take-back", result=RESULT, name=FIRM, **known))
    taps(su, "button-keying-look")
    su.sees(su.word("keying-to-take-back", **known))
    su.types(says(su, "补录", "keying"))
    taps(su, "button-keying-take-back", count="1")
    su.taps(RESULT)
    taps(su, "button-keying-gone")
    su.sees(su.word("keying-none-list"))
    with town.reading() as session:
        assert session.scalars(select(Keying.number)).all() == []


def keyed_again_when_approved_anew(town: Town, su: Phone) -> None:
    """What the platform has of an earlier approval is keyed once more, under the number that it has there."""
    with town.changing() as uow:
        uow.session.execute(update(Visit).where(Visit.number == NUMBER).values(receipt="R-0312-AAAA"))
        uow.session.execute(update(Section).where(Section.place == 1).values(results=["order"]))
    approved_anew(town)
    su.sees(su.word("keying-outdated", result=RESULT, name=FIRM, number="CQ-R-8", because="approved"))
    taps(su, "button-keying-look")
    su.sees(su.word("keying-changed", number="CQ-R-8", because="approved"))
    # What was read meanwhile is not what is approved now: neither the button nor a number says that this was keyed.
    approved_anew(town)
    taps(su, "button-keying-keyed")
    assert su.toast() == su.word("keying-other-round")
    su.sees(su.word("keying-changed", number="CQ-R-8", because="approved"))
    approved_anew(town)
    su.types("CQ-R-9")
    su.sees(su.word("keying-other-round"))
    # Nor does what was read before an addendum was signed, or its signature denied; the sheet shows what reads now.
    with_addendum(town, "signed")
    taps(su, "button-keying-keyed")
    assert su.toast() == su.word("keying-other-round")
    assert "原文 → 应为" in whole_sheet(su)
    with_addendum(town, "confirmed")
    su.types("CQ-R-9")
    su.sees(su.word("keying-other-round"))
    assert "原文 → 应为" not in whole_sheet(su)
    # What is no number is not taken for one.
    su.types("=1+1")
    su.sees(says(su, "平台编号只能用", "no blanks"))
    taps(su, "button-keying-keyed")
    su.sees(su.word("keying-none-list"))
    taps(su, "button-keying-done")
    su.sees("CQ-R-8")


def with_addendum(town: Town, state: str) -> None:
    """Have the result's one addendum signed, or its signature denied."""
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        of_visit = select(Section).where(Section.visit_id == visit.visit_id, Section.place == 1)
        section = uow.session.scalars(of_visit).one()
        known = uow.session.scalars(select(Addendum)).first()
        if known is None:
            about = {"visit_id": visit.visit_id, "section_id": section.section_id, "serial": 1, "concerns": "section"}
            author = actor(uow, "SJ-01").person_id
            known = Addendum(**about, person_id=author, stands="原文", reads="应为", begun_at=uow.now)
            known.ticks, known.pages, known.evidence_ids, known.signed_at = [], [], [], uow.now
            uow.session.add(known)
        known.state = state


def approved_anew(town: Town) -> None:
    with town.changing() as uow:
        visit = uow.session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        reviewing.reopen(uow, actor(uow, "SJ-04"), visit.visit_id, "结论与照片不符")
        reviewing.approve(uow, actor(uow, "SJ-04"), visit.visit_id)
        tell(uow)


def missing(town: Town) -> tuple[str, ...]:
    with town.changing() as uow:
        return gather(uow, NUMBER, FileStore(f"file://{town.folder / 'files'}").keep).missing
