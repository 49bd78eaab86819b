"""Coming in: an invitation from the console or a colleague, opened by a link or typed, and every way it can fail."""

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.forks import ROOT
from services.access import invite
from storage.tables import Invitation, Person

VOID = {"zh-CN": "邀请码无效或已过期", "en": "valid"}


def codes_of_the_unbound(town: Town) -> list[str]:
    with town.reading() as session:
        chosen = select(Person.code).where(Person.telegram_user_id.is_(None), Person.certificate_number.is_not(None))
        return list(session.scalars(chosen.order_by(Person.code)))


def person(town: Town, code: str) -> Person:
    with town.reading() as session:
        return session.scalars(select(Person).where(Person.code == code)).one()


def digits(town: Town, code: str) -> str:
    return (person(town, code).certificate_number or "")[-4:]


def invited(town: Town) -> tuple[str, str]:
    """Someone not yet bound, and the code of an invitation from the supervisor."""
    code = codes_of_the_unbound(town)[0]
    with town.changing() as uow:
        he = uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-04")).one()
        return code, invite(uow, person(town, code).person_id, he)


def newcomer(town: Town, language: str) -> Phone:
    return town.stranger("新人", "zh-hans" if language == "zh-CN" else "en")


def test_an_invitation_from_the_console_binds_by_its_link(shared_town: Town) -> None:
    code = codes_of_the_unbound(shared_town)[0]
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "admin", "invite", code, "--role", "inspector"],
        env=shared_town.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    secret = ran.stdout.splitlines()[1].strip()
    phone = shared_town.stranger("新人")
    phone.starts(secret)
    phone.sees(person(shared_town, code).name["zh"])
    phone.types(digits(shared_town, code))
    phone.taps("看我的任务")
    bound = person(shared_town, code)
    assert (bound.telegram_user_id, bound.reach, bound.language) == (phone.number, "open", "zh-CN")


@pytest.mark.parametrize("way", ["link", "typed"])
def test_language_and_buttons_are_those_of_the_client(shared_town: Town, language: str, way: str) -> None:
    code, secret = invited(shared_town)
    phone = newcomer(shared_town, language)
    name = person(shared_town, code).name
    if way == "link":
        phone.starts(secret)
    else:
        phone.starts()
        phone.types(secret)
    phone.sees(name["zh"] if language == "zh-CN" else name["en"])
    phone.taps("English" if language == "zh-CN" else "中文")
    phone.sees(name["en"] if language == "zh-CN" else name["zh"])
    phone.types(digits(shared_town, code))
    phone.sees("已绑定" if language == "zh-CN" else "Linked")
    assert person(shared_town, code).language == language
    phone.taps(phone.word("button-my-tasks"))
    phone.sees(phone.word("button-help"))


def test_three_wrong_answers_end_an_invitation_and_its_sender_hears_of_it(shared_town: Town, language: str) -> None:
    code, secret = invited(shared_town)
    supervisor = shared_town.phone("SJ-04")
    before = supervisor.bot_messages()
    phone = newcomer(shared_town, language)
    phone.starts(secret)
    for left in ("2", "1"):
        phone.types("0000")
        phone.sees(left)
    phone.types("0000")
    phone.types(digits(shared_town, code))
    assert person(shared_town, code).telegram_user_id is None
    phone.starts(secret)
    phone.sees(VOID[language])
    supervisor.settles()
    assert supervisor.bot_messages() == before + 1
    supervisor.sees(person(shared_town, code).name["zh"])


def test_an_invitation_for_somebody_else_is_given_back(shared_town: Town, language: str) -> None:
    code, secret = invited(shared_town)
    phone = newcomer(shared_town, language)
    phone.starts(secret)
    phone.taps("不是我" if language == "zh-CN" else "Not me")
    phone.types(digits(shared_town, code))
    assert person(shared_town, code).telegram_user_id is None
    phone.starts(secret)
    phone.sees(VOID[language])


def test_an_invitation_a_day_old_is_void(shared_town: Town, language: str) -> None:
    code, secret = invited(shared_town)
    phone = newcomer(shared_town, language)
    phone.starts(secret)
    with shared_town.changing() as uow:
        newest = select(Invitation).order_by(Invitation.invitation_id.desc()).limit(1)
        uow.session.scalars(newest).one().expires_at = uow.now - timedelta(seconds=1)
    phone.types(digits(shared_town, code))
    assert person(shared_town, code).telegram_user_id is None
    phone.starts(secret)
    phone.sees(VOID[language])


def test_an_invitation_is_used_once(shared_town: Town, language: str) -> None:
    code, secret = invited(shared_town)
    first, second = newcomer(shared_town, language), newcomer(shared_town, language)
    first.starts(secret)
    second.starts(secret)
    second.sees(VOID[language])
    first.types(digits(shared_town, code))
    third = newcomer(shared_town, language)
    third.types(secret)
    third.sees(VOID[language])
    third.types(digits(shared_town, code))
    assert person(shared_town, code).telegram_user_id == first.number


def test_a_garbled_code_is_void_in_the_same_words(shared_town: Town, language: str) -> None:
    phone = newcomer(shared_town, language)
    phone.starts("AAAAAAAAAAAAAAAAAAAAAA")
    phone.sees(VOID[language])


def test_a_mistyped_code_is_answered_every_time(shared_town: Town, language: str) -> None:
    phone = newcomer(shared_town, language)
    for count in (1, 2, 3):
        phone.types("q8Xk-3fJ2mVb_Zt7Lw9Dk")
        phone.settles()
        said = [message.text for message in phone.messages() if not message.is_mine]
        assert len(said) == count
        assert VOID[language] in said[-1]
