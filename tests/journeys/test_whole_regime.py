"""The whole regime in one go: from the dice to the clue that ends, each of its people on their own phone."""

import json
import re
from pathlib import Path

import httpx
from sqlalchemy import select

from rules.chains import faults_of
from sandbox.driver import Town
from storage.ledger import links_of
from storage.tables import Clue, Evidence, Visit
from tests.commands import hecha
from tests.journeys.after_the_checklist import fits
from tests.journeys.chains import ensure_whole
from tests.journeys.drawn_team import DrawnVisit
from tests.journeys.test_draws import draw_of
from tests.journeys.test_publication import page
from tests.journeys.whole_regime import FOLLOW_UP, Regime


def test_from_the_dice_to_the_clue_that_ends(public_town: Town, language: str, tmp_path: Path) -> None:
    town = public_town
    regime = Regime(town, language)
    regime.commits()
    committed = draw_of(town)
    early = page(town, f"draws/{committed.number}")
    assert committed.commit_hash in early.text
    assert committed.salt not in early.text
    regime.draws()
    # In one language everybody signs; in the other the inspected party refuses.
    regime.inspects(is_refused=language == "en")
    assert re.search(r"R-\d{4}-\w{4}", regime.first.sees("R-").text)
    regime.approves()
    result = regime.publishes()
    assert page(town, f"results/{result}").status_code == 200
    a_stranger_reads_it(town, regime.drawn, tmp_path)
    regime.orders()
    regime.follows_up()
    regime.closes()
    fits(regime.first, regime.he, regime.lin, regime.su)
    regime.counts()
    is_kept(town, regime.drawn, tmp_path)


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


def is_kept(town: Town, drawn: DrawnVisit, folder: Path) -> None:
    """Every chain is whole, the clue ended with what was photographed, and the dossiers say it by themselves."""
    with town.reading() as session:
        clue = session.scalars(select(Clue)).one()
        visits = {visit.number: visit.visit_id for visit in session.scalars(select(Visit))}
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
