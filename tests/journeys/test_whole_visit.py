"""A whole visit in both languages: two departments, one problem, one signed sheet, one supervisor."""

import re

from sqlalchemy import func, select

from sandbox.driver import Town
from sandbox.visit_script import (
    accept,
    answer_the_fire_sheet,
    arrive,
    cast,
    comply_with_rest,
    conclude,
    find_a_problem,
    serve,
    sign_one_sheet,
    submit,
)
from storage.ledger import faults_of, links_of
from storage.tables import Answer, Evidence, Finding, Section, Signature, Visit

NUMBER = "017-03"
NOTE = "2号灭火器压力不足"
MOST_ACTS = 10
MOST_MESSAGES = 20


def test_a_visit_from_the_task_to_the_receipt(town: Town, language: str) -> None:
    people = cast(town, language)
    chen, zhao = people.chen, people.zhao
    accept(people)
    serve(chen)
    before = chen.acts
    arrive(chen)
    arrive(zhao)
    comply_with_rest(chen)
    conclude(chen)
    find_a_problem(zhao, 3, NOTE)
    comply_with_rest(zhao)
    answer_the_fire_sheet(zhao)
    conclude(zhao, "②")
    chen.taps(chen.word("button-to-signatures"))
    before_signing = chen.acts
    sign_one_sheet(people)
    signing = chen.acts - before_signing
    submit(chen)
    assert chen.acts - before - signing <= MOST_ACTS
    town.works_off_jobs()

    receipt = chen.sees("R-")
    [code] = re.findall(r"R-\d{4}-\w{4}", receipt.text)
    for phone in people.officers:
        assert code in phone.newest().text
        assert phone.bot_messages() <= MOST_MESSAGES
    for phone in people.all:
        phone.settles()
        assert "0/" not in phone.messages()[-1].text
    told = people.supervisor.newest()
    assert NUMBER in told.text
    assert "②" in told.text
    people.supervisor.taps(told.labels[0][0])
    people.supervisor.sees(NOTE)

    with town.reading() as session:
        visit = session.scalars(select(Visit).where(Visit.number == NUMBER)).one()
        assert (visit.state, visit.receipt) == ("submitted", code)
        of_visit = select(Section.section_id).where(Section.visit_id == visit.visit_id)
        current = select(func.count()).select_from(Answer).where(Answer.section_id.in_(of_visit), Answer.is_current)
        assert session.scalar(current.where(Answer.value != "")) == 32
        assert session.scalar(current) == 32
        finding = session.scalars(select(Finding).where(Finding.section_id.in_(of_visit))).one()
        assert (finding.question, finding.note, finding.how) == ("persons_named", NOTE, "site")
        files = session.scalars(select(Evidence).where(Evidence.visit_id == visit.visit_id)).all()
        assert sorted((row.purpose, row.state) for row in files) == [
            ("item", "secured"),
            ("item", "secured"),
            ("notice", "secured"),
            ("signature", "secured"),
        ]
        assert all(row.sha256 and row.recompressed for row in files)
        signed = select(Signature.role).where(Signature.visit_id == visit.visit_id, Signature.state == "standing")
        assert sorted(session.scalars(signed)) == ["officer"] * 4 + ["party"]
        links = list(links_of(session, f"visit:{NUMBER}"))
        assert list(faults_of(links)) == []
        types = [link["type"] for link in links]
        assert types[0] == "assigned"
        assert types.count("submitted") == 1
        assert types.count("evidence_secured") == 4
