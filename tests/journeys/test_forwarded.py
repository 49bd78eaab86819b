"""Forwarded words are never typed words: they are answered helpfully, and the question stays open."""

from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.visit_script import current_answers, on_the_page
from storage.tables import Finding, Notice
from tests.journeys.after_the_checklist import NUMBER, phones, taps
from tests.journeys.before_the_checklist import accepts


def forwards(phone: Phone, words: str) -> None:
    """The phone forwards a message of its own chat back into it."""
    phone.forwards(phone.sees(words).message_id, phone)
    phone.sees(phone.word("forwarded-not-typed"))


def test_a_forwarded_card_is_not_what_was_said(town: Town, language: str) -> None:
    [chen] = phones(town, language, "SJ-01")
    accepts(chen)
    taps(chen, "button-serve")
    taps(chen, "button-notice-refusal")
    forwards(chen, NUMBER)
    with town.reading() as session:
        assert not [refusal for refusal in session.scalars(select(Notice.refusal)) if refusal]
    # The question stands below, and is answered in one's own words.
    chen.types("店长看后不签，称老板不在。")
    assert "店长看后不签" in chen.card().text


def test_a_forwarded_text_is_no_answer_no_note_and_no_shortcut(shared_town: Town, language: str) -> None:
    people, visit_id = on_the_page(shared_town, language)
    chen, zhao = people.chen, people.zhao
    typed = zhao.types("5 否 灭火器压力不足")
    chen.types("5 no")
    zhao.forwards(typed, chen)
    chen.sees(chen.word("forwarded-not-typed"))
    zhao.forwards(zhao.types("撤销"), chen)
    with shared_town.reading() as session:
        notes = session.scalars(select(Finding.note).order_by(Finding.finding_id.desc())).first()
    assert not notes
    assert current_answers(shared_town, visit_id) == {"food_licence_matches": "problem"}


def test_a_forwarded_photograph_is_a_photograph(shared_town: Town, language: str) -> None:
    people, _ = on_the_page(shared_town, language)
    chen, zhao = people.chen, people.zhao
    zhao.forwards(zhao.sends_photo(), chen)
    chen.sees("📷")
    chen.does_not_see(chen.word("forwarded-not-typed"))
