"""After a draw was sent out: its papers in the dossier of a visit, an object that falls out, a recusal for the next."""

import json
import zipfile
from pathlib import Path

from sqlalchemy import select

from handlers.screens.format import circled
from sandbox.driver import Phone, Town
from storage.tables import Draw, InspectionObject, Visit
from tests.journeys.received_files import received
from tests.journeys.test_dossiers import entries, hecha
from tests.journeys.test_draws import finds, taps


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


def an_object_falls_out(town: Town, he: Phone, drawn: Draw) -> None:
    """The next reserve of its class comes in by its ticket, and its team is sent."""
    assert drawn.result is not None
    strata = drawn.result["strata"]
    risks = {code: risk for code, risk, _ in drawn.result["entries"]}
    # What is drawn is chance, and so is which of it has a reserve: the last such.
    at = [at for at, code in enumerate(drawn.result["teams"], 1) if strata[risks[code]]["reserve"]][-1]
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
        states = session.scalars(select(Visit.state).where(Visit.campaign_id == drawn.campaign_id)).all()
        addendum = session.get_one(Draw, drawn.draw_id).addendum
    assert sorted(states) == ["assigned"] * len(drawn.result["teams"]) + ["void"]
    taps(he, "button-draw-files")
    town.works_off_jobs()
    he.settles()
    assert json.loads(received(he, f"addendum-{drawn.number}.json")) == addendum


def declares_a_recusal(phone: Phone, officer: str, code: str) -> None:
    """For the next draw an officer steps back from an object, and thinks better of it."""
    phone.types("回避")
    phone.types(f"{code} 近亲属在该单位任职")
    withdraw = next(each.label for each in phone.buttons() if each.label.startswith(f"× {officer}"))
    phone.taps(withdraw)
    phone.sees(phone.word("recusals-title", count=0, who="officer").partition("\n")[0].replace("<b>", "")[:4])
