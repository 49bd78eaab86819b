"""A campaign is planned, drawn and sent out in the chat: supervisor and leads, from the name to accepted tasks."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select, update

from forms.draw_kit import SCRIPT_NAME
from handlers.screens.format import circled
from rules.chains import faults_of
from rules.errors import Told, describe
from sandbox.driver import Phone, Town
from storage.ledger import links_of
from storage.tables import Campaign, Draw, InspectionObject, Person, Task, Visit
from tests.journeys.received_files import received
from tests.journeys.test_dossiers import entries, hecha
from tests.journeys.test_papers import text_of

DICE = "00314159265358979323"


def office(town: Town, language: str) -> tuple[Phone, Phone, Phone]:
    """The supervisor and the leads of both departments."""
    phones = tuple(town.phone(code) for code in ("SJ-04", "SJ-03", "XF-03"))
    for phone in phones:
        phone.speaks(language)
    return phones  # type: ignore[return-value]


def taps(phone: Phone, key: str, **values: object) -> None:
    phone.taps(phone.word(key, **values))


def plans(phone: Phone, title: str, *, with_fire: bool = True) -> None:
    """Make a campaign for caterers."""
    phone.types("抽查任务")
    taps(phone, "button-plan-new")
    phone.types(title)
    if with_fire:
        taps(phone, "button-plan-departments")
        finds(phone, "消防救援" if is_chinese(phone) else "Fire and Rescue")
        taps(phone, "button-plan-back")
    taps(phone, "button-plan-industries")
    finds(phone, "餐饮")
    taps(phone, "button-plan-back")
    taps(phone, "button-plan-matters")
    finds(phone, "餐饮服务")
    if with_fire:
        finds(phone, "消防救援: " if is_chinese(phone) else "Fire a: ")
    taps(phone, "button-plan-back")


def plain(words: str) -> str:
    """Words as a phone shows them, without marks."""
    return words.replace("<b>", "").replace("</b>", "")


def is_chinese(phone: Phone) -> bool:
    return phone.word("button-back") == "‹ 返回"


def finds(phone: Phone, label: str) -> None:
    """Choose the first that holds a label, page by page."""
    while not phone.taps_if_there(label):
        taps(phone, "button-page-on")
    phone.settles()


def types_dice(phone: Phone, dice: str, *, again: bool = False) -> None:
    taps(phone, "button-draw-dice-again" if again else "button-draw-dice")
    phone.types(dice)


def commits(town: Town, phone: Phone, key: str = "button-plan-commit") -> None:
    taps(phone, key)
    town.works_off_jobs()
    phone.sees(phone.word("button-draw-dice"))


def draw_of(town: Town) -> Draw:
    with town.reading() as session:
        return session.scalars(select(Draw).order_by(Draw.draw_id.desc())).first()  # type: ignore[return-value]


def test_a_campaign_goes_from_its_name_to_accepted_tasks_in_the_chat(town: Town, language: str, tmp_path: Path) -> None:
    he, lin, luo = office(town, language)
    plans(he, "餐饮安全抽查")
    taps(he, "button-plan-ratios")
    he.types("A 20 B 40 C 50 D 100")
    taps(he, "button-plan-check")
    he.sees(he.word("check-ready"))
    # Whom no task can reach is told before anybody is drawn.
    he.sees(max(he.word("gap-unbound", count=0).split("0"), key=len).strip())
    taps(he, "button-plan-rehearse")
    he.sees("演练")
    commits(town, he)
    # Everybody has the hash, and a copy of the commitment.
    committed = draw_of(town)
    assert committed.salt not in lin.sees(committed.commit_hash).text
    luo.sees(committed.commit_hash)
    town.works_off_jobs()
    kept = json.loads(received(luo, f"commit-{committed.number}.json"))
    assert kept["commit_hash"] == committed.commit_hash
    # Too few dice; then one is mistyped, which is found before anything is final.
    types_dice(he, DICE[:19])
    he.sees("19")
    he.types(DICE)
    types_dice(luo, DICE.replace("14159", "14158"))
    luo.sees(luo.word("draw-differs", places=luo.word("draw-place", group=2, die=3)))
    he.sees(he.word("draw-differs", places=he.word("draw-place", group=2, die=3)))
    assert not he.taps_if_there(he.word("button-draw-hold"))
    assert DICE not in lin.screen().replace(" ", "")
    # Only that group is sent again.
    types_dice(luo, DICE[5:10], again=True)
    taps(lin, "button-dice-photo")
    lin.sends_photo()
    town.works_off_jobs()
    taps(he, "button-dice-photos")
    with town.reading() as session:
        sender = session.scalars(select(Person.name).where(Person.code == "SJ-03")).one()
    he.sees(he.word("dice-photo", name=sender["zh" if language == "zh-CN" else "en"]))
    taps(lin, "button-draw-dice")
    for group in ("0031", "00314", "15926", "５３５８９", "79323"):
        lin.types(group)
    # A registry changes meanwhile.
    with town.changing() as uow:
        changed = uow.session.scalars(select(InspectionObject).where(InspectionObject.industry == "餐饮")).first()
        assert changed is not None
        changed.risk = "D" if changed.risk != "D" else "A"
    taps(he, "button-draw-hold")
    town.works_off_jobs()
    he.sees(he.word("draw-changed"))
    lin.sees(lin.word("draw-changed"))
    drawn = draw_of(town)
    assert (drawn.state, drawn.dice, drawn.snapshot) == ("drawn", DICE, committed.snapshot)
    # Anyone recomputes it: the product, and the script that is sent with it.
    taps(luo, "button-draw-files")
    town.works_off_jobs()
    luo.settles()
    proof, script = tmp_path / "proof.json", tmp_path / SCRIPT_NAME
    proof.write_bytes(received(luo, f"draw-{drawn.number}.json"))
    script.write_bytes(received(luo, SCRIPT_NAME))
    for command in (
        [sys.executable, "-m", "bot", "draw", "verify", str(proof), "--commit", kept["commit_hash"]],
        [sys.executable, str(script), str(proof)],
    ):
        ran = subprocess.run(command, check=False, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    taps(luo, "button-paper-minute")
    town.works_off_jobs()
    name = luo.word("paper-file", paper="minute", number="018")
    minute = text_of(received(luo, f"{name}.pdf"))
    assert DICE in minute
    assert committed.commit_hash in minute
    assert "骰子照片" in minute
    # To be sent out at another time; then at once after all, and accepted as ever.
    taps(he, "button-dispatch-time")
    he.types("2020-01-01 8:30")
    he.sees(described(he, "DUE_005")[:8])
    he.types("明天 8:30")
    taps(he, "button-dispatch-retime")
    taps(he, "button-untime")
    taps(he, "button-dispatch-time")
    taps(he, "button-back")
    taps(he, "button-plan-send")
    lin.sees(lin.word("dispatch-answers", accepted=0, silent="", asked="").split("·")[0].strip())
    he.sees(
        he.word("draw-card-title", number=drawn.number, campaign="018", state="sent")
        .replace("<b>", "")
        .replace("</b>", "")
    )
    with town.reading() as session:
        campaign = session.scalars(select(Campaign).where(Campaign.number == "018")).one()
        visits = session.scalars(select(Visit).where(Visit.campaign_id == campaign.campaign_id)).all()
        first = session.scalars(select(Task).where(Task.visit_id == visits[0].visit_id).order_by(Task.task_id)).first()
        assert first is not None
        officer = session.get_one(Person, first.person_id).code
        name = session.get_one(InspectionObject, visits[0].object_id).short_name
        assert not list(faults_of(links_of(session, f"draw:{drawn.number}")))
        types = [link["type"] for link in links_of(session, f"draw:{drawn.number}")]
        counted = select(func.count()).select_from(Task).join(Visit, Visit.visit_id == Task.visit_id)
        silent = session.scalar(counted.where(Visit.campaign_id == campaign.campaign_id, Task.state == "sent"))
    # Who is silent is listed for this campaign alone.
    he.taps(he.word("button-silent", count=silent))
    he.sees(plain(he.word("silent-title", total=silent)))
    assert types == [
        "committed",
        *["dice_typed"] * 3,
        "dice_photo_received",
        "dice_photo_secured",
        *["dice_typed"] * 4,
        "drawn",
    ]
    assert drawn.result is not None
    assert len(visits) == len(drawn.result["teams"])
    phone = town.phone(officer)
    phone.speaks(language)
    phone.types("任务")
    # The object may have a visit of another campaign as well, which began before and so stands above.
    place = [each for each in phone.buttons() if name in each.label][-1]
    phone.presses(place.message_id, place.row, place.column)
    phone.sees("018-01")
    taps(phone, "button-accept")
    with town.reading() as session:
        mine = select(Task.state).join(Visit, Visit.visit_id == Task.visit_id)
        mine = mine.where(Task.person_id == first.person_id, Visit.campaign_id == campaign.campaign_id)
        assert "accepted" in session.scalars(mine).all()

    leaves_with_its_draw(town, "018-01", proof.read_bytes(), tmp_path / "dossier.zip")
    # An object falls out: the next reserve comes in by its ticket, and its team is sent.
    strata = drawn.result["strata"]
    risks = {code: risk for code, risk, _ in drawn.result["entries"]}
    teams = list(drawn.result["teams"])
    # What is drawn is chance, and so is which of it has a reserve: the last such.
    at = [at for at, code in enumerate(teams, 1) if strata[risks[code]]["reserve"]][-1]
    he.types("抽查任务")
    finds(he, "018")
    taps(he, "button-plan-draw")
    taps(he, "button-draw-out")
    finds(he, circled(at))
    he.types("查无此户，登记已注销")
    he.sees(he.word("draw-changes", count=1))
    with town.reading() as session:
        came_in = session.get_one(Draw, drawn.draw_id).addendum[-1]
        chosen = select(InspectionObject.short_name)
        old, new = (
            session.scalars(chosen.where(InspectionObject.registration_code == came_in[side])).one()
            for side in ("old", "new")
        )
    he.sees(he.word("reserve-used", number=drawn.number, old=old, new=new))
    town.works_off_jobs()
    with town.reading() as session:
        states = session.scalars(select(Visit.state).where(Visit.campaign_id == campaign.campaign_id)).all()
        addendum = session.get_one(Draw, drawn.draw_id).addendum
    assert sorted(states) == ["assigned"] * len(visits) + ["void"]
    taps(he, "button-draw-files")
    town.works_off_jobs()
    he.settles()
    assert json.loads(received(he, f"addendum-{drawn.number}.json")) == addendum
    # For the next draw the officer declares a recusal.
    phone.types("回避")
    phone.types(f"{teams[0]} 近亲属在该单位任职")
    withdraw = next(each.label for each in phone.buttons() if each.label.startswith(f"× {officer}"))
    phone.taps(withdraw)
    phone.sees(phone.word("recusals-title", count=0, who="officer").partition("\n")[0].replace("<b>", "")[:4])


def leaves_with_its_draw(town: Town, number: str, proof: bytes, place: Path) -> None:
    """The dossier of a drawn visit holds scheme, minute and proof, and claims nothing that is not there."""
    ran = hecha("export", number, "--out", place, **town.environment)
    assert ran.returncode == 0, ran.stderr
    assert "已有：抽查工作方案、随机抽取记录、抽取证明文件" in ran.stdout
    for lacking in ("尚未提交", "行政检查通知书", "实地核查记录表", "检查图片", "检查结果公示截图"):
        assert f"归档还缺：{lacking}" in ran.stdout
    assert "The archive still lacks the proof of publication" in ran.stdout
    attached = [event["body"] for event in entries(place, "events.jsonl") if event["type"].endswith("_attached")]
    assert [body["paper"] for body in attached] == ["scheme", "minute", "proof"]
    with zipfile.ZipFile(place) as archive:
        scheme, minute, kept = (archive.read(f"files/{body['sha256']}") for body in attached)
    assert (scheme[:4], minute[:4], kept) == (b"%PDF", b"%PDF", proof)
    assert hecha("verify", place).returncode == 0
    # Written again, nothing joins its chain a second time.
    assert hecha("export", number, "--out", place, **town.environment).returncode == 0
    assert [event["type"] for event in entries(place, "events.jsonl")].count("draw_attached") == 2


def test_what_cannot_be_drawn_is_told_and_mended_and_a_draw_is_given_up_in_public(
    town_anywhere: Town, database_kind: str
) -> None:
    town = town_anywhere
    he, lin, luo = office(town, "zh-CN" if database_kind == "sqlite" else "en")
    plans(he, "缺人抽查")
    with town.changing() as uow:
        uow.session.execute(
            update(Person).where(Person.code.startswith("XF-"), Person.code != "XF-03").values(on_leave=True)
        )
    taps(he, "button-plan-check")
    he.sees("1")
    fire = {"zh": "区消防救援支队", "en": "District Fire and Rescue Detachment"}
    he.sees(described(he, "DRAW_034", name=fire, count=1, least=2))
    assert not he.taps_if_there(he.word("button-plan-commit"))
    with town.changing() as uow:
        uow.session.execute(update(Person).values(on_leave=False))
    taps(he, "button-plan-back")
    taps(he, "button-plan-ratios")
    he.types("A 2, B 3, C 200")
    he.sees(described(he, "CAMP_004", typed="A 2, B 3, C 200")[:12])
    he.types("A 2, B 3, C 10")
    taps(he, "button-plan-check")
    he.sees(described(he, "DRAW_006", risk="D"))
    taps(he, "button-plan-ratios")
    he.types("A 2, B 3, C 10, D 100")
    taps(he, "button-plan-check")
    commits(town, he)
    first = draw_of(town)
    lin.sees(first.commit_hash)
    # What was committed to cannot change, but a draw can be given up, and stays for all to see.
    taps(he, "button-draw-abandon")
    he.types("名录库有误，更正后重抽")
    lin.sees("名录库有误")
    taps(he, "button-plan-back")
    taps(he, "button-plan-check")
    commits(town, he, "button-plan-sealed")
    second = draw_of(town)
    assert (first.number, second.number) == ("018-1", "018-2")
    # One lead types a group, takes it back, types it again, and is heard of no more.
    types_dice(luo, DICE[:5])
    taps(luo, "button-dice-withdraw")
    types_dice(luo, DICE[:5])
    # The bot is killed whenever somebody does something about the seed.
    taps(he, "button-draw-dice")
    whilst_down(town, he, lambda: he.types(DICE, is_awaited=False))
    taps(lin, "button-draw-dice")
    whilst_down(town, lin, lambda: lin.types(DICE, is_awaited=False))
    taps(he, "button-dice-way")
    finds(he, "只有 5 个" if is_chinese(he) else ": 5 dice")
    he.types("输了一组就离开了现场")
    luo.sees("输了一组就离开了现场")
    he.sees(he.word("button-draw-hold"))
    he.settles()
    hold = next(each for each in he.buttons() if each.label == he.word("button-draw-hold"))
    whilst_down(town, he, lambda: he.presses(hold.message_id, hold.row, hold.column, is_awaited=False))
    he.sees(he.word("button-plan-send"))
    # It is sealed: its supervisor sees what was drawn, the leads do not before it is sent out.
    town.works_off_jobs()
    he.sees("①")
    lin.sees("🔒")
    assert "①" not in lin.screen()
    with town.reading() as session:
        types = [link["type"] for link in links_of(session, f"draw:{second.number}")]
        given_up = [link["type"] for link in links_of(session, f"draw:{first.number}")]
    assert types == [
        "committed",
        "dice_typed",
        "dice_withdrawn",
        *["dice_typed"] * 3,
        "reader_set_aside",
        "drawn",
    ]
    assert given_up == ["committed", "abandoned"]


def described(phone: Phone, code: str, **placeholders: object) -> str:
    return describe(Told(code, placeholders), "zh-CN" if is_chinese(phone) else "en")


def whilst_down(town: Town, phone: Phone, act: Callable[[], object]) -> None:
    town.kill()
    act()
    town.start()
    phone.settles()
