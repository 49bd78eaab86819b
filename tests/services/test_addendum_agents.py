"""An agent who signs an addendum for the party shows the authorisation, or has the reason why there is none."""

from typing import Any

import pytest
from sqlalchemy import select

from services import addenda, addendum_agents, addendum_signing, evidence, examination, pads, signers
from services.addendum_paper import addendum_of
from services.batches import Belonging
from services.evidence import Arrived
from services.examination import Found
from services.paper_phrases import AUTHORISATION
from services.papers import PrintedPaper, Wish, keep_paper
from services.record_paper import record_of
from services.resending import RESENT, replace_lost
from services.seen import seen_visit
from services.standing_record import content_of, content_of_addendum
from storage.tables import Addendum, AddendumSignature, Evidence
from storage.unit_of_work import reading
from tests.services.paper_words import read, said
from tests.services.submitted import does, refusal, secures_all, submits

AGENT = "欧阳见山"
INCOMPLETE = "SIGN_008"


@pytest.fixture
def addendum(district: Any) -> int:
    """A confirmed addendum to a submitted record."""
    return confirmed(district, submits(district))


def confirmed(district: Any, visit_id: int) -> int:
    with district.act() as uow:
        content = content_of(uow, seen_visit(uow, visit_id))
        keep_paper(uow, Wish("record", visit_id, "pdf", "SJ-01", ()), PrintedPaper("a" * 64, None, content, (), ""))
    of = int(does(district, addenda.begin_addendum, visit_id))
    does(district, addenda.choose_concern, of)
    for name, text in (("stands", "原文"), ("reads", "应为"), ("reason", "笔误")):
        does(district, addenda.write_text, of, name, text)
    does(district, addenda.confirm_addendum, of)
    return of


def photographed(district: Any, of: int, purpose: str = "authorisation") -> int:
    evidence_id = int(district.photographs("SJ-01", purpose))
    with district.act() as uow:
        evidence.secure(uow, evidence_id, f"{evidence_id:064x}", 1)
        examination.settle(uow, evidence_id, Found("jpeg"))
    if purpose == "authorisation":
        does(district, addendum_agents.authorise, of, evidence_id)
    return evidence_id


def signs_on_paper(district: Any, of: int) -> str | None:
    """Everybody signs a page, the agent for the party; return the refusal."""
    page = photographed(district, of, "signature")
    does(district, addendum_signing.add_page, of, page)
    does(district, addendum_signing.toggle_tick, of, "agent")
    return refusal(district, addendum_signing.take_signatures, of)


def paper(district: Any, of: int) -> str:
    return said(district, lambda uow: addendum_of(uow, of, "", read))


def test_without_a_name_and_an_authorisation_an_agent_signs_neither_on_paper_nor_on_a_pad(
    district: Any, addendum: int
) -> None:
    assert signs_on_paper(district, addendum) == INCOMPLETE
    assert refusal(district, pads.open_addendum_pad, addendum, "party", "agent") == INCOMPLETE
    does(district, addendum_agents.name_addendum_agent, addendum, AGENT)
    assert refusal(district, addendum_signing.take_signatures, addendum) == INCOMPLETE
    assert refusal(district, pads.open_addendum_pad, addendum, "party", "agent") == INCOMPLETE


def test_the_addendum_shows_who_signed_and_with_which_authorisation(district: Any, addendum: int) -> None:
    record = said(district, lambda uow: record_of(uow, district.visit(), "", read))
    assert signs_on_paper(district, addendum) == INCOMPLETE
    does(district, addendum_agents.name_addendum_agent, addendum, AGENT)
    photographed(district, addendum)
    does(district, addendum_signing.take_signatures, addendum)
    text = paper(district, addendum)
    assert AGENT in text
    assert "授权委托书" in text
    assert "无授权委托书" not in text
    # The record was signed without it.
    assert said(district, lambda uow: record_of(uow, district.visit(), "", read)) == record
    assert refusal(district, addendum_agents.name_addendum_agent, addendum, "王某") == "ADDENDUM_009"
    assert district.chains_are_whole()


def test_why_there_is_no_authorisation_stands_on_the_addendum(district: Any, addendum: int) -> None:
    assert signs_on_paper(district, addendum) == INCOMPLETE
    does(district, addendum_agents.name_addendum_agent, addendum, AGENT)
    does(district, addendum_agents.waive_on_addendum, addendum, "口头委托")
    does(district, addendum_signing.take_signatures, addendum)
    assert "无授权委托书：口头委托" in paper(district, addendum)
    with reading(district.database) as session:
        party = session.scalars(select(AddendumSignature).where(AddendumSignature.role == "party")).one()
        assert (party.signer, party.name, party.no_authorisation) == ("agent", AGENT, "口头委托")


def test_what_was_given_for_another_agent_does_not_serve(district: Any, addendum: int) -> None:
    does(district, addendum_agents.name_addendum_agent, addendum, AGENT)
    evidence_id = photographed(district, addendum)
    with district.act() as uow:
        assert addendum_agents.agent_on(uow, addendum).is_complete
    does(district, addendum_agents.name_addendum_agent, addendum, "王某")
    with district.act() as uow:
        assert not addendum_agents.agent_on(uow, addendum).is_complete
        assert uow.session.get_one(Evidence, evidence_id).withdrawn_at is None


@pytest.mark.parametrize(("name", "may"), [(AGENT, True), ("王某", False)])
def test_the_agent_of_the_record_is_authorised_already(district: Any, name: str, *, may: bool) -> None:
    visit_id = submits_by_agent(district)
    of = confirmed(district, visit_id)
    does(district, addendum_agents.name_addendum_agent, of, name)
    with district.act() as uow:
        assert addendum_agents.agent_on(uow, of).is_complete == may


def submits_by_agent(district: Any) -> int:
    visit_id = submits(district)
    with district.act() as uow:
        arrived = Arrived(1, 777, "photo", "f", "u", recompressed=True, sent_at=district.now)
        evidence.receive(uow, district.actor(uow, "SJ-01"), arrived, Belonging("authorisation", visit_id))
        party = signers.standing_of(uow, visit_id, "party")
        assert party is not None
        party.signer, party.name = "agent", AGENT
    secures_all(district)
    return visit_id


def test_an_authorisation_that_was_lost_and_sent_again_stays_beside_the_record(district: Any, addendum: int) -> None:
    record = said(district, lambda uow: record_of(uow, district.visit(), "", read))
    does(district, addendum_agents.name_addendum_agent, addendum, AGENT)
    assert signs_on_paper(district, addendum) == INCOMPLETE
    lost = photographed(district, addendum)
    does(district, addendum_signing.take_signatures, addendum)
    with district.act() as uow:
        uow.session.get_one(Evidence, lost).state = "lost"
    with district.act() as uow:
        content = content_of_addendum(uow, addendum)
    again = int(district.photographs("SJ-01", RESENT))
    does(district, replace_lost, lost, again)
    with district.act() as uow:
        evidence.secure(uow, again, f"{again:064x}", 1)
        examination.settle(uow, again, Found("jpeg"))
    with district.act() as uow:
        row = uow.session.get_one(Evidence, again)
        assert (row.purpose, row.beside_record) == ("authorisation", True)
        assert uow.session.get_one(Addendum, addendum).authorisation_ids == [lost, again]
        # It is another print of the addendum, which shows it; the signed record is as it was signed.
        assert content_of_addendum(uow, addendum) != content
        shown = addendum_of(uow, addendum, "", read).extras.photos
        assert sum(AUTHORISATION in page.caption for page in shown) == 1
    assert said(district, lambda uow: record_of(uow, district.visit(), "", read)) == record
