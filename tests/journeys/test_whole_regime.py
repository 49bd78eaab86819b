"""The whole regime in one go: from the dice to the clue that ends, each of its people on their own phone."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from sqlalchemy import select, update

from rules.chains import faults_of
from sandbox import visit_script as script
from sandbox.clock import ZONE
from sandbox.driver import Phone, Town
from storage.ledger import links_of
from storage.tables import Clue, Evidence, Person, Visit
from tests.commands import hecha
from tests.journeys.after_the_checklist import fits, phones, says, taps
from tests.journeys.chains import ensure_whole
from tests.journeys.drawn_team import DrawnVisit, first_drawn, gives_phones
from tests.journeys.test_draws import DICE, commits, draw_of, office, plans, types_dice
from tests.journeys.test_publication import page

CAMPAIGN, FOLLOW_UP = "018", "F1-01"
NOTE = "1号冰柜温度计显示14℃"


def day_after(days: int) -> str:
    return f"{datetime.now(ZONE).date() + timedelta(days=days)}"


def test_from_the_dice_to_the_clue_that_ends(public_town: Town, language: str, tmp_path: Path) -> None:
    town = public_town
    drawn = is_drawn(town, language)
    first = drawn.teams[0][0]
    inspects(town, drawn, is_refused=language == "en")
    he, lin, su = phones(town, language, "SJ-04", "SJ-03", "SJ-05")
    he.taps(he.word("button-look"))
    he.sees(NOTE)
    taps(he, "button-approve")
    is_published(town, su, he, f"{drawn.number}-1")
    a_stranger_reads_it(town, drawn, tmp_path)
    # Its problem is a clue, which goes to rectification and is looked at again on the day.
    lin.sees(drawn.number)
    taps(lin, "button-clues", count=1)
    lin.taps(drawn.number)
    taps(lin, "button-clue-order")
    lin.types(day_after(14))
    taps(lin, "button-follow-up")
    lin.types(says(lin, "今天", "today"))
    taps(lin, "button-follow-up-send")
    is_followed_up(town, drawn)
    he.sees(FOLLOW_UP)
    he.taps(he.word("button-look"))
    taps(he, "button-earlier", count=1)
    he.sees("SHA-256")
    taps(he, "button-approve")
    lin.sees(FOLLOW_UP)
    taps(lin, "button-look")
    taps(lin, "button-follow-up-proven", count=1)
    lin.sees(says(lin, "✅ 已办结", "✅ Closed"))
    fits(first, he, lin, su)
    is_counted(town, he)
    is_kept(town, drawn, tmp_path)


def is_drawn(town: Town, language: str) -> DrawnVisit:
    """A supervisor plans and commits, reads the dice together with a lead, draws and sends out."""
    he, _, luo = office(town, language)
    with town.changing() as uow:
        # Who leads follows the clue up, and is drawn for nothing here.
        uow.session.execute(update(Person).where(Person.code.in_(["SJ-03", "XF-03"])).values(on_leave=True))
    plans(he, "餐饮安全抽查")
    taps(he, "button-plan-window")
    he.types(f"{day_after(0)} {day_after(10)}")
    taps(he, "button-plan-check")
    commits(town, he)
    committed = draw_of(town)
    early = page(town, f"draws/{committed.number}")
    assert committed.commit_hash in early.text
    assert committed.salt not in early.text
    types_dice(he, DICE)
    types_dice(luo, DICE)
    taps(he, "button-draw-hold")
    town.works_off_jobs()
    he.sees(he.word("button-plan-send"))
    gives_phones(town, draw_of(town), language)
    taps(he, "button-plan-send")
    return first_drawn(town, CAMPAIGN)


def inspects(town: Town, drawn: DrawnVisit, *, is_refused: bool) -> None:
    """The team goes there: notice, arrival, both checklists with a problem in the first, results, names, submission."""
    (first, *_), (other, *_) = drawn.teams
    for each in drawn.officers:
        script.accept(each, drawn.short_name)
    script.serve(first)
    script.arrive(first, drawn.place)
    script.arrive(other, drawn.place)
    script.comply_with_rest(first)
    # All is answered, and the result is asked for: that is not too late for a problem.
    script.find_a_problem(first, 10, NOTE)
    first.types("11")
    first.types("14")
    script.conclude(first, "②")
    other.types(says(other, "继续", "continue"))
    script.comply_with_rest(other)
    script.answer_the_fire_sheet(other)
    script.conclude(other)
    town.works_off_jobs()
    first.taps(first.word("button-to-signatures"))
    if is_refused:
        refuses_to_sign(first)
    script.sign_one_sheet(first)
    if is_refused:
        taps(first, "button-tick-witness")
    script.end_the_sheet(first)
    script.submit(first)
    town.works_off_jobs()
    assert re.search(r"R-\d{4}-\w{4}", first.sees("R-").text)


def refuses_to_sign(officer: Phone) -> None:
    taps(officer, "button-party")
    taps(officer, "button-refuses")
    taps(officer, "button-read-out")
    taps(officer, "button-who")
    officer.taps(says(officer, "负责人", "Person in charge"))
    taps(officer, "button-why")
    officer.types("说要等律师看过再签")
    taps(officer, "button-witness")
    officer.types("李某 13900001234")
    taps(officer, "button-back")
    officer.sends_photo()
    taps(officer, "button-confirm-refusal", kind="sign")


def is_published(town: Town, clerk: Phone, supervisor: Phone, result: str) -> None:
    """The clerk prepares the first department's result, the supervisor agrees."""
    for phone, key, wish in (
        (clerk, "button-publication-prepare", {}),
        (supervisor, "button-publication-agree", {"wish": "publish"}),
    ):
        phone.types(says(phone, "公示", "publication"))
        phone.taps(result)
        taps(phone, key, **wish)
    town.works_off_jobs()
    clerk.settles()
    assert page(town, f"results/{result}").status_code == 200


def a_stranger_reads_it(town: Town, drawn: DrawnVisit, folder: Path) -> None:
    """From the name of the firm to its result, why it was drawn, the draw, and its recomputation."""
    with httpx.Client(base_url=f"{town.settings['public_url']}/", timeout=20) as site:
        asked = {"q": drawn.short_name, "lang": "en"}
        result = f"results/{drawn.number}-1"
        assert f"{result}?lang=en" in site.get("results", params=asked).text
        shown = site.get(result, params={"lang": "en"}).text
        assert drawn.name in shown
        assert re.search(r"Drawn at random: \d+ of the \d+ objects of class [A-D] were drawn", shown)
        number = draw_of(town).number
        assert f'href="../draws/{number}?lang=en#{drawn.code}"' in shown
        of_draw = site.get(f"draws/{number}", params={"lang": "en"}).text
        assert f'id="{drawn.code}"' in of_draw
        assert f'href="../objects/{drawn.code}?lang=en"' in of_draw
        proof = folder / f"draw-{number}.json"
        proof.write_bytes(site.get(f"draws/{number}/proof.json").content)
    ran = hecha("draw", "verify", proof, "--commit", draw_of(town).commit_hash)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert drawn.code in json.loads(proof.read_text("utf-8"))["teams"]


def is_followed_up(town: Town, drawn: DrawnVisit) -> None:
    """Those who were there go again, look at the photograph from before, and take the new one."""
    first, second, *_ = drawn.teams[0]
    for each in (first, second):
        each.sees(FOLLOW_UP)
        script.accept(each, drawn.short_name)
    script.serve(first)
    script.arrive(first, drawn.place)
    script.comply_with_rest(first)
    first.types("10")
    taps(first, "button-earlier", count=1)
    first.sees("SHA-256")
    first.taps(says(first, "符合", "Complies"))
    first.sends_photo(caption="10")
    town.works_off_jobs()
    script.conclude(first)
    town.works_off_jobs()
    script.sign_one_sheet(first)
    script.end_the_sheet(first)
    script.submit(first)
    town.works_off_jobs()


def is_counted(town: Town, supervisor: Phone) -> None:
    """Both visits are counted, and the problem once."""
    supervisor.types(says(supervisor, "统计", "statistics"))
    supervisor.taps(says(supervisor, "抽查任务", "Campaign"))
    town.works_off_jobs()
    supervisor.sees(says(supervisor, "检查2次，发现问题1次", "2 inspections, 1 with problems"))


def is_kept(town: Town, drawn: DrawnVisit, folder: Path) -> None:
    """Every chain is whole, the clue ended with what was photographed, and the dossier says it by itself."""
    with town.reading() as session:
        clue = session.scalars(select(Clue)).one()
        visits = {number: of for of, number in session.execute(select(Visit.visit_id, Visit.number))}
        new = session.scalars(
            select(Evidence).where(Evidence.visit_id == visits[FOLLOW_UP], Evidence.purpose == "item")
        ).one()
        told = [link for link in links_of(session, f"visit:{drawn.number}") if link["type"].startswith("clue_")]
        for chain in (f"draw:{draw_of(town).number}", "publication"):
            assert not list(faults_of(links_of(session, chain)))
    assert clue.state == "closed"
    assert [link["type"] for link in told] == [
        "clue_opened",
        "clue_ordered",
        "clue_follow_up_sent",
        "clue_followed_up",
        "clue_proven",
        "clue_closed",
    ]
    assert told[-2]["files"] == [new.sha256]
    for number in (drawn.number, FOLLOW_UP):
        ensure_whole(town, visits[number])
        place = folder / f"{number}.zip"
        ran = hecha("dossier", "export", number, "--out", place, **town.environment)
        assert ran.returncode == 0, ran.stderr
        assert hecha("dossier", "verify", place).returncode == 0
