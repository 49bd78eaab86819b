"""What the cards of a review and of a publication tell those who decide, in both languages."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from handlers.act import Act, Said
from handlers.notices import tell
from handlers.onlookers import stand_in
from handlers.screens.home import home_screen
from handlers.screens.publication import correcting_screen, publishing_screen
from handlers.screens.review_history import changes_screen, history_screen
from handlers.screens.supervision import review_screen, submitted_card, supervised_screen
from handlers.words import words_of
from rules.events_publication import PublicationWished
from rules.messages import Card
from rules.refusals import Refused
from services import evidence_count, publishing, returning, reviewing
from services.published import MadePage, publish
from services.publishing_view import review_day
from services.supervision import supervised_of
from storage.database import Database
from storage.tables import CardRow, DistrictProfile, Evidence, OutboxMessage, Person, Publishing, Role, Section
from storage.unit_of_work import UnitOfWork
from tests.services.conftest import District
from tests.services.followed_up import ordered, sent_out, submitted_again
from tests.services.submitted import does, sections, submits

HE, SU, CHEN = "SJ-04", "SJ-05", "SJ-01"
LINES_MOST = 12


@pytest.fixture
def district(furnished_database: Database) -> District:
    """Everybody can be written to."""
    district = District(furnished_database)
    with district.act() as uow:
        uow.session.execute(update(Person).values(reach="open", chat_id=Person.person_id))
    return district


@pytest.fixture
def submitted(district: District) -> int:
    return submits(district, problems=(10,), pictured=(10,))


def acting(uow: UnitOfWork, district: District, code: str, language: str = "zh-CN") -> Act:
    uow.session.execute(update(Person).where(Person.code == code).values(language=language))
    uow.session.expire_all()
    act = stand_in(uow, district.actor(uow, code).person_id)
    assert act is not None
    return act


def text_of(said: Said) -> str:
    (card,) = [each for each in said if isinstance(each, Card)]
    assert len(card.text.split("\n")) <= LINES_MOST
    return str(card.text)


def labels_of(said: Said) -> str:
    return " ".join(button.text for each in said if isinstance(each, Card) for row in each.buttons for button in row)


def sends_back(district: District, visit_id: int) -> None:
    does(
        district, returning.choose_return, visit_id, "result", sections(district, visit_id)[0], 0, "请写明依据", code=HE
    )
    does(district, returning.send_returns, visit_id, code=HE)


@pytest.mark.parametrize(
    ("language", "waits", "approved"), [("zh-CN", "待复核", "已复核通过"), ("en", "to review", "approved")]
)
def test_the_list_tells_what_was_approved_from_what_waits(
    district: District, submitted: int, language: str, waits: str, approved: str
) -> None:
    with district.act() as uow:
        assert waits in text_of(supervised_screen(acting(uow, district, HE, language)))
    does(district, reviewing.approve, submitted, code=HE)
    with district.act() as uow:
        act = acting(uow, district, HE, language)
        # Nothing is left to do about it: it stands behind those that are under way.
        assert approved in text_of(supervised_screen(act, 2))
        # What comes after an approval is one press away.
        assert act.words.plain("button-publications") in labels_of(review_screen(act, submitted))


def test_a_returned_task_is_due_when_it_is_to_be_submitted_again(district: District, submitted: int) -> None:
    sends_back(district, submitted)
    with district.act() as uow:
        line = text_of(home_screen(acting(uow, district, CHEN))).split("退回")[1].split("\n")[0]
        assert "2" in line


def test_what_was_sent_back_stands_whole_with_no_word_that_all_is_well(district: District, submitted: int) -> None:
    sends_back(district, submitted)
    with district.act() as uow:
        act = acting(uow, district, HE)
        text = text_of(review_screen(act, submitted))
        assert "请写明依据" in text
        assert "没有例外" not in text
        # Both departments' results stay beside it.
        assert "责令改正" in text
        assert "未发现问题" in text
        assert "请写明依据" in text_of(history_screen(act, submitted))
        assert "等检查组" in text_of(changes_screen(act, submitted))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_message_has_every_result_and_counts_what_it_leaves_out(district: District, language: str) -> None:
    visit_id = submits(district, problems=tuple(range(1, 12)))
    words = words_of(language)
    with district.act() as uow:
        view = supervised_of(uow, visit_id)
        card = submitted_card(words, view)
        for each in view.sections:
            assert words.pick(each.section.short_name) in card.text
        shown = card.text.count("📷0")
        assert words("review-more", count=10 - shown, figures=2, on="message") in card.text
        assert shown > 0


def test_an_opened_review_says_that_and_why(district: District, submitted: int) -> None:
    does(district, reviewing.approve, submitted, code=HE)
    does(district, reviewing.reopen, submitted, "公示前再核一次面积", code=HE)
    with district.act() as uow:
        act = acting(uow, district, HE)
        assert "公示前再核一次面积" in text_of(review_screen(act, submitted))
        assert "公示前再核一次面积" in text_of(history_screen(act, submitted))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_where_nobody_can_be_the_second_the_supervisor_and_the_administrators_hear_it(
    district: District, submitted: int, language: str
) -> None:
    words = words_of(language)
    with district.act() as uow:
        profile = uow.session.scalars(select(DistrictProfile)).one()
        profile.body = {**profile.body, "review_by_two": True}
        uow.session.execute(update(Person).values(language=language))
        uow.session.add(Role(person_id=district.actor(uow, SU).person_id, role="administrator"))
    with district.act() as uow:
        assert not reviewing.approve(uow, district.actor(uow, HE), submitted)
        tell(uow)
        uow.write_out()
        reached = select(Person.code).join(OutboxMessage, OutboxMessage.chat_id == Person.chat_id)
        assert SU in uow.session.scalars(reached).all()
    with district.act() as uow:
        act = acting(uow, district, HE, language)
        assert words("review-nobody", own="True") in text_of(review_screen(act, submitted))


def test_a_follow_up_under_review_says_what_was_found_now(district: District) -> None:
    visit_id = sent_out(district, ordered(district))
    submitted_again(district, visit_id)
    with district.act() as uow:
        text = text_of(review_screen(acting(uow, district, HE), visit_id))
        assert "这次：第10项 <b>符合</b>" in text


def test_a_proof_that_came_later_leaves_the_hour_of_the_visits_files(district: District, submitted: int) -> None:
    with district.act() as uow:
        before = evidence_count.last_secured(uow, submitted)
    district.now += timedelta(hours=1)
    with district.act() as uow:
        row = uow.session.scalars(select(Evidence).where(Evidence.visit_id == submitted)).first()
        assert row is not None
        row.purpose, row.secured_at = "clue", uow.now
        uow.session.flush()
        assert evidence_count.last_secured(uow, submitted) == before


def published(district: District, visit_id: int) -> int:
    """Bring the first department's result to the public, as far as tables go; return its section."""
    section_id = sections(district, visit_id)[0]
    does(district, reviewing.approve, visit_id, code=HE)
    with district.act() as uow:
        of = publishing.prepare(uow, district.actor(uow, SU), section_id)
        publishing.agree(uow, district.actor(uow, HE), of, 1)
        publish(uow, of, 2, MadePage("0" * 64, uow.now.date(), ""))
    return section_id


def test_a_public_result_says_who_settled_it_and_when(district: District, submitted: int) -> None:
    section_id = published(district, submitted)
    with district.act() as uow:
        text = text_of(publishing_screen(acting(uow, district, HE), section_id))
        assert "苏梅准备，何慧审定" in text
        assert "发现问题作出责令改正" in text


def test_whoever_presses_too_late_hears_that_it_was_settled(district: District, submitted: int) -> None:
    section_id = published(district, submitted)
    with district.act() as uow, pytest.raises(Refused) as refused:
        publishing.send_back(uow, district.actor(uow, SU), section_id)
    assert refused.value.code == "PUBLIC_003"


def test_a_correction_without_a_change_leads_to_the_addenda_before_it_asks(district: District, submitted: int) -> None:
    section_id = published(district, submitted)
    with district.act() as uow:
        act = acting(uow, district, HE)
        said = correcting_screen(act, section_id)
        assert act.words.plain("button-publication-addenda") in labels_of(said)
        assert "expects" not in act.pointer
        uow.session.get_one(Section, section_id).results = ["guidance"]
        uow.session.flush()
        correcting_screen(act, section_id)
        assert act.pointer["expects"] == "publication_reason"


def test_nobody_else_who_could_agree_is_said_on_the_card(district: District, submitted: int) -> None:
    section_id = sections(district, submitted)[1]
    does(district, reviewing.approve, submitted, code=HE)
    does(district, publishing.prepare, section_id, code=HE)
    with district.act() as uow:
        assert "除您以外，没有人能审定" in text_of(publishing_screen(acting(uow, district, HE), section_id))


def test_of_all_that_nobody_else_could_agree_to_one_card_tells(district: District, submitted: int) -> None:
    does(district, reviewing.approve, submitted, code=HE)
    with district.act() as uow:
        chief = district.actor(uow, SU).person_id
        uow.session.add(Role(person_id=chief, role="administrator"))
    for section_id in sections(district, submitted):
        does(district, publishing.prepare, section_id, code=HE)
    with district.act() as uow:
        # As if both were of the department that nobody but the district's supervisor agrees for.
        alone = uow.session.get_one(Section, sections(district, submitted)[1]).department_id
        uow.session.execute(update(Publishing).values(department_id=alone))
        for of in uow.session.scalars(select(Publishing.publishing_id)).all():
            uow.emit(PublicationWished(of, 0))
        tell(uow)
        uow.write_out()
        said = select(CardRow).where(CardRow.chat_id == chief, CardRow.key.startswith("publication-nobody"))
        (card,) = uow.session.scalars(said).all()
        assert "有 2 项公示" in card.wanted["text"]


@pytest.mark.parametrize(("typed", "code"), [("9999-12-31", "PUBLIC_016"), ("昨天", "PUBLIC_010")])
def test_a_withholding_is_looked_at_within_a_year(district: District, typed: str, code: str) -> None:
    with district.act() as uow, pytest.raises(Refused) as refused:
        review_day(uow, typed)
    assert refused.value.code == code
