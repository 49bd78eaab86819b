"""A clerk sends registries: told what they are taken for, checked, confirmed, written whole; again without harm."""

import os
import re
import signal
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from rules.chains import faults_of
from sandbox.driver import Phone, Town
from services.access import REGISTRY_CHAIN
from storage.ledger import links_of
from storage.tables import InspectionObject, Item, Job, ObjectKeeper, RegistryChange, RegistryImport
from tests.journeys.received_files import received
from tests.journeys.registry_books import (
    ITEM_HEADINGS,
    NEW_ITEM_HEADINGS,
    OBJECT_HEADINGS,
    OBJECT_HEADINGS_EN,
    an_object,
    book,
    code,
    text,
)
from tests.journeys.test_forms import clerk, sends

HEADINGS = {"zh-CN": OBJECT_HEADINGS, "en": OBJECT_HEADINGS_EN}
FIRST = {"zh-CN": 100, "en": 200}


def said(phone: Phone, key: str, **values: object) -> str:
    """Words as a phone shows them, without marks."""
    return re.sub(r"</?b>", "", phone.word(key, **values))


def works_off(town: Town, phone: Phone) -> None:
    """Let the jobs be done, and those that they lead to."""
    for _ in range(3):
        town.works_off_jobs()
    phone.settles()


def gives(town: Town, phone: Phone, content: bytes, name: str) -> None:
    sends(town, phone, content, name)
    works_off(town, phone)


def objects(town: Town, numbers: range) -> dict[str, InspectionObject]:
    with town.reading() as session:
        chosen = select(InspectionObject).where(
            InspectionObject.registration_code.in_([code(number) for number in numbers])
        )
        return {found.registration_code: found for found in session.scalars(chosen)}


def test_objects_are_checked_confirmed_and_sent_again_without_harm(shared_town: Town, language: str) -> None:
    town, first = shared_town, FIRST[language]
    numbers, su = range(first, first + 3), clerk(town, language)
    rows = [an_object(number) for number in numbers]
    gives(town, su, book(HEADINGS[language], rows, title="（演示）"), f"o-{language}.xlsx")
    card = su.sees(su.word("registry-objects"))
    assert su.word("import-new", count=3) in card.text
    assert objects(town, numbers) == {}
    su.taps(su.word("button-import-all", count=3))
    works_off(town, su)
    su.sees(said(su, "import-done", name=f"o-{language}.xlsx", registry=su.word("registry-objects")))
    assert len(objects(town, numbers)) == 3
    # What comes next is where nobody looks.
    su.taps(su.word("button-gaps"))
    su.sees(said(su, "registry-gaps-title"))
    su.types("监管空白" if language == "zh-CN" else "gaps")
    su.sees(said(su, "registry-gaps-title"))
    with town.reading() as session:
        kept = select(func.count()).select_from(ObjectKeeper).where(ObjectKeeper.is_owner)
        assert (session.scalar(kept) or 0) >= 3
        assert not list(faults_of(links_of(session, REGISTRY_CHAIN)))
        link = list(links_of(session, REGISTRY_CHAIN))[-1]
    assert link["type"] == "registry_taken_in"
    assert link["body"]["counts"] == {"new": 3}
    assert link["files"] == [link["body"]["sha256"]]
    # The same again, as text.
    gives(town, su, text(HEADINGS[language], rows), f"again-{language}.csv")
    su.sees(su.word("import-nothing"))
    su.taps(su.word("button-draft-drop"))
    # One changed, by which its history can be told.
    gives(town, su, book(HEADINGS[language], [an_object(first, risk="C")]), f"c-{language}.xlsx")
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    assert objects(town, numbers)[code(first)].risk == "C"
    su.types(f"{'名录' if language == 'zh-CN' else 'registry'} {code(first).lower()}")
    assert "B → C" in su.sees(f"c-{language}.xlsx").text


def test_items_in_both_layouts_are_known_by_their_headings(shared_town: Town, language: str) -> None:
    town, su = shared_town, clerk(shared_town, language)
    mark = "甲" if language == "zh-CN" else "乙"
    matter = f"对演示{mark}的检查"
    foreign = ["2", "消防救援", "类", "别部门的事项", "", "一般", "", "", ""]
    row = ["1", "市场监管", "演示检查", matter, "餐饮服务经营者", "重点", "现场检查", "区级", "《演示法》"]
    with town.reading() as session:
        others = session.scalar(select(func.count()).select_from(Item).where(Item.valid_until.is_(None)))
    gives(town, su, book(ITEM_HEADINGS, [row, foreign]), f"清单{mark}.xlsx")
    card = su.sees(su.word("registry-items"))
    assert su.word("import-new", count=1) in card.text
    assert su.word("import-foreign", count=1) in card.text
    assert others
    su.taps(su.word("button-draft-drop"))
    newer = ["1", matter, "内容一", "区级", "市场监管局", "现场检查", "是", "《演示法》第1条"]
    gives(town, su, text(NEW_ITEM_HEADINGS, [newer]), f"新版{mark}.csv")
    card = su.sees(su.word("registry-items"))
    assert su.word("import-new", count=1) in card.text
    su.taps(su.word("button-draft-drop"))


MILLION = "统一社会信用代码,企业名称\r\n".encode() + b"".join(b"%d,x\r\n" % n for n in range(1_000_000))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "two.xlsx",
            book(OBJECT_HEADINGS, [OBJECT_HEADINGS_EN]),
            {"zh-CN": "第2行又是标题", "en": "Row 2 is a second"},
        ),
        (
            "wide.xlsx",
            book([*OBJECT_HEADINGS, *(f"列{n}" for n in range(90))], []),
            {"zh-CN": "100列", "en": "100 columns"},
        ),
        ("none.xlsx", book(OBJECT_HEADINGS, []), {"zh-CN": "没有数据行", "en": "no rows"}),
        ("long.csv", MILLION, {"zh-CN": "一次最多", "en": "at most 200000"}),
    ],
)
def test_what_is_no_usable_registry_is_refused_in_words(
    shared_town: Town, language: str, name: str, content: bytes, told: dict[str, str]
) -> None:
    su = clerk(shared_town, language)
    gives(shared_town, su, content, name)
    assert told[language] in su.sees(said(su, "import-mend")).text


def test_a_column_that_nobody_knows_is_named_once_and_remembered(shared_town: Town, language: str) -> None:
    town, first = shared_town, FIRST[language] + 80
    su = clerk(town, language)
    own = f"我们的码{language[:2]}"
    # All that a new entry needs but one: each row is refused, and the way out is named.
    kind = f"我们的行业{language[:2]}"
    lacking = [kind if each in ("所属行业", "Industry") else each for each in HEADINGS[language]]
    gives(town, su, book(lacking, [an_object(first)]), f"lacking-{language}.xlsx")
    su.sees(su.word("import-none-usable-columns"))
    su.taps(su.word("button-draft-drop"))
    headings = (own, *HEADINGS[language][1:])
    gives(town, su, book(headings, [an_object(first)]), f"own-{language}.xlsx")
    su.sees(su.word("import-mend"))
    su.taps(su.word("button-import-columns", count=1))
    su.taps(own)
    su.taps({"zh-CN": "统一社会信用代码", "en": "Registration c…"}[language])
    works_off(town, su)
    su.sees(su.word("import-ask"))
    gives(town, su, book(headings, [an_object(first)]), f"own2-{language}.xlsx")
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    assert len(objects(town, range(first, first + 1))) == 1


def test_differences_are_taken_over_one_by_one(shared_town: Town) -> None:
    town, numbers = shared_town, range(300, 303)
    su = clerk(town, "zh-CN")
    gives(town, su, book(OBJECT_HEADINGS, [an_object(number) for number in numbers]), "库.xlsx")
    su.taps(su.word("button-import-all", count=3))
    works_off(town, su)
    rows = [[code(number), f"登记名{number}", "存续"] for number in numbers]
    gives(town, su, text(("统一社会信用代码", "企业名称", "登记状态"), rows), "登记.csv")
    su.taps(su.word("button-import-compare", count=3))
    su.sees("登记名300")
    su.taps(su.word("button-page-on"))
    su.taps(su.word("button-diff-pick"))
    su.taps(su.word("button-diff-picked", count=1))
    works_off(town, su)
    found = objects(town, numbers)
    assert [found[code(number)].name.startswith("登记名") for number in numbers] == [False, True, False]


@pytest.mark.parametrize("at", ["checking", "settling"])
def test_a_worker_that_is_killed_in_the_middle_loses_nothing(shared_town: Town, at: str) -> None:
    town, first = shared_town, 400 if at == "checking" else 1400
    numbers, su = range(first, first + 900), clerk(town, "zh-CN")
    content = book(OBJECT_HEADINGS, [an_object(number) for number in numbers])
    if at == "checking":
        su.sends_file(content, "k.xlsx", is_awaited=False)
        _kill_workers(town)
        _work_off_after_kill(town, su)
        su.taps(su.word("button-import-all", count=900))
    else:
        gives(town, su, content, "k2.xlsx")
        su.taps(su.word("button-import-all", count=900))
        _kill_workers(town)
        _work_off_after_kill(town, su)
    works_off(town, su)
    assert len(objects(town, numbers)) == 900
    with town.reading() as session:
        newest = session.scalars(select(RegistryImport).order_by(RegistryImport.import_id.desc())).first()
        assert newest is not None
        applied = (
            select(func.count())
            .select_from(RegistryChange)
            .where(RegistryChange.import_id == newest.import_id, RegistryChange.applied_at.is_not(None))
        )
        assert (newest.state, session.scalar(applied), newest.facts["applied"]) == ("taken_in", 900, {"new": 900})


def _kill_workers(town: Town) -> None:
    found = subprocess.run(["pgrep", "-f", "bot.worker"], capture_output=True, text=True, check=False).stdout.split()
    for pid in found:
        if str(town.folder) in _environment(int(pid)):
            os.kill(int(pid), signal.SIGKILL)


def _environment(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _work_off_after_kill(town: Town, phone: Phone) -> None:
    with town.changing() as uow:
        # As if the lease had run out.
        gone = datetime.now(UTC) - timedelta(seconds=1)
        uow.session.execute(update(Job).where(Job.state == "running").values(lease_until=gone))
    works_off(town, phone)


def test_the_registries_are_shown_with_their_gaps_and_handed_out(shared_town: Town, language: str) -> None:
    town = shared_town
    li = town.phone("XF-01")
    li.speaks(language)
    li.types("名录" if language == "zh-CN" else "registries")
    li.sees(said(li, "registries-title"))
    li.taps(li.word("button-gaps"))
    li.sees("SJ-10")
    li.taps(li.word("button-back"))
    li.taps(li.word("button-export-objects", format="csv"))
    town.works_off_jobs()
    assert received(li, f"{li.word('registry-objects').replace(' ', '_')}.csv").startswith(b"\xef\xbb\xbf")
