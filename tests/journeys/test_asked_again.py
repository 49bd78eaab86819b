"""Questions of the office's own work: whatever else comes, they stand again; what was left takes no thanks."""

from sqlalchemy import func, select

from sandbox.driver import Phone, Town
from storage.tables import Person
from tests.journeys.after_the_checklist import phones, says, taps
from tests.journeys.asked_again import is_asked_again


def people(town: Town) -> int:
    with town.reading() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def asked_by_words(phone: Phone) -> None:
    """Questions that a word leads to."""
    for word in ("人员", "工作日", "回避"):
        phone.types(word)
        is_asked_again(phone)


def test_a_question_of_the_office_stands_again_and_one_that_was_left_takes_nothing(
    shared_town: Town, language: str
) -> None:
    he, chen = phones(shared_town, language, "SJ-04", "SJ-01")
    asked_by_words(he)
    he.types("频次")
    taps(he, "button-cap", risk="B")
    taps(he, "button-cap-set")
    is_asked_again(he)
    he.types("谢谢您")
    is_asked_again(he)
    he.types("抽查任务")
    taps(he, "button-plan-new")
    is_asked_again(he)
    he.types("统计")
    taps(he, "button-stat-credit")
    is_asked_again(he)
    chen.types("路线")
    taps(chen, "button-route-start")
    is_asked_again(chen)
    known = people(shared_town)
    he.types("人员")
    taps(he, "button-person-new")
    is_asked_again(he)
    # Somebody goes on with something else: what is typed then is not the name of a person.
    he.types(says(he, "继续", "continue"))
    he.types("谢谢您")
    assert people(shared_town) == known
    he.types("人员")
    taps(he, "button-person-new")
    he.types("提醒")
    he.types("谢谢您")
    assert people(shared_town) == known
