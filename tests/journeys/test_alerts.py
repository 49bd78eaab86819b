"""How people want to be told, chosen in the chat in both languages; and a group that hears numbers only."""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from handlers.buttons import HomeButton
from handlers.notices import tell
from rules.events import DigestDue, NoticeRefused
from rules.messages import Text
from sandbox.acts import groups
from sandbox.driver import Phone, Town
from services.reaching import keep_for_digest
from storage.tables import GroupChat, NoticeSetting, Person, Visit


def settings_of(town: Town, phone: Phone) -> NoticeSetting:
    with town.reading() as session:
        chosen = select(NoticeSetting).join(Person, Person.person_id == NoticeSetting.person_id)
        return session.scalars(chosen.where(Person.telegram_user_id == phone.number)).one()


def test_everybody_chooses_how_they_are_told(town: Town, language: str) -> None:
    chen = town.phone("SJ-01")
    chen.speaks(language)
    is_chinese = language == "zh-CN"
    chen.starts()
    chen.types("帮助" if is_chinese else "help")
    chen.taps(chen.word("button-notices"))

    def kind(name: str, way: str) -> str:
        return chen.word("button-alert-kind", kind=chen.word(f"notice-kind-{name}"), way=way)

    def way(name: str, *, is_chosen: bool = False) -> str:
        return chen.word("button-way", way=name, chosen="yes" if is_chosen else "no")

    # Each says what comes with it; what may not be off goes between at once and the digest, and it is said why.
    chen.taps(kind("tasks", "now"))
    chen.sees(chen.word("notice-what-tasks"))
    assert chen.card().labels == ((way("now", is_chosen=True), way("digest")), (chen.word("button-back"),))
    chen.taps(way("digest"))
    assert chen.word("notice-why-tasks") in chen.toast()
    chen.taps(kind("tasks", "digest"))
    chen.taps(way("now"))
    chen.taps(kind("team", "now"))
    chen.taps(way("off"))
    chen.sees(kind("team", "off"))
    assert settings_of(town, chen).ways == {"team": "off"}

    chen.taps(chen.word("button-quiet"))
    chen.types("半夜" if is_chinese else "at night")
    # Why not, and the same question once more.
    chen.sees("22:00-08:00")
    assert chen.word("quiet-hours-ask").splitlines()[-1] in chen.card().text
    chen.types("21:30至7:30" if is_chinese else "21:30 to 7:30")
    # Nothing that comes to an inspector passes quiet hours, so nothing is said of it.
    shown = chen.sees("21:30–07:30").text
    assert ("总是立即" if is_chinese else "Always at once") not in shown
    # Nobody has asked for quiet days off; whoever wants them says so, and reads it.
    assert ("非工作日不另算" if is_chinese else "days off like others") in shown
    assert settings_of(town, chen).rests is False
    chen.taps(chen.word("button-rest", rests="yes"))
    chen.sees("非工作日全天" if is_chinese else "all of days off")
    kept = settings_of(town, chen)
    assert (kept.quiet_from, kept.quiet_until, kept.rests) == ("21:30", "07:30", True)
    # Nearly all of the day is no quiet night, and the question stands again.
    chen.taps(chen.word("button-quiet"))
    chen.types("7-6:59")
    chen.sees("07:00–06:59")
    assert chen.word("quiet-hours-ask").splitlines()[-1] in chen.card().text
    chen.types("２２：００－２４：００")
    chen.sees("22:00–00:00")
    chen.taps(chen.word("button-quiet"))
    chen.taps("20:00–08:00")
    chen.taps(chen.word("button-quiet"))
    chen.taps(chen.word("button-quiet-none"))
    chen.sees(chen.word("notices-quiet-none"))
    chen.taps(chen.word("button-back"))
    chen.sees("①")

    # What was kept comes oldest first; the rest with a button, and nothing twice.
    with town.changing() as uow:
        me = uow.session.scalars(select(Person.person_id).where(Person.telegram_user_id == chen.number)).one()
        for place in range(1, 11):
            button = {"text": chen.word("button-see-open"), "data": HomeButton(view="open").pack()}
            keep_for_digest(uow, me, "tasks", f"#{place:02}", button)
        uow.session.flush()
        uow.emit(DigestDue(me, uow.now.date(), uow.now))
        tell(uow)
    assert "#09" not in chen.sees("#08").text
    chen.taps(chen.word("button-digest-more", count=2))
    assert "#08" not in chen.sees("#09").text
    chen.taps(chen.word("button-digest-more", count=2))
    assert chen.word("digest-told-all") in chen.toast()


def heard_in(town: Town, gid: int, count: int) -> list[dict[str, Any]]:
    """What the bot has said in a group, once it is that much."""
    world = town.sandbox.world

    def said() -> list[dict[str, Any]]:
        with world.acting:
            shown = [world.rendered(message) for message in world.messages(gid)]
        return [each for each in shown if "text" in each and each["from"]["is_bot"]]

    within(lambda: len(said()) >= count)
    assert len(said()) == count
    return said()


def within(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def bound(town: Town) -> list[int]:
    with town.reading() as session:
        return list(session.scalars(select(GroupChat.chat_id)))


def test_a_group_hears_numbers_and_the_button_leads_to_ones_own_chat(town: Town) -> None:
    lin, zhao, chen, other_lead = (town.phone(code) for code in ("SJ-03", "XF-01", "SJ-01", "XF-03"))
    stranger = town.stranger("生人")
    members = [lin.number, zhao.number, chen.number, other_lead.number, stranger.number]
    gid = groups.open_group(town.sandbox.world, "江畔检查", members).id
    # An inspector may not bind it, a stranger is not answered, and talk is not heard; nobody takes it over.
    takes_over = (other_lead, "/bind"), (other_lead, "/unbind")
    for phone, words in ((stranger, "/bind"), (chen, "/bind"), (lin, "/bind@hecha_bot"), *takes_over):
        with town.sandbox.world.acting:
            groups.say_in_group(town.sandbox.world, gid, phone.number, words)
    texts = [each["text"] for each in heard_in(town, gid, 5)]
    assert [text[:4] for text in texts] == ["本群可以", "⚠️ 只", "已绑定：", "⚠️ 本", "⚠️ 本"]

    with town.changing() as uow:
        visit_id = uow.session.scalars(select(Visit.visit_id).where(Visit.number == "017-03")).one()
        uow.emit(NoticeRefused(visit_id))
        tell(uow)
    shown = heard_in(town, gid, 6)[-1]
    assert shown["text"] == "🔴 急 · 017-03"
    link = shown["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert link == f"https://t.me/hecha_bot?start=visit-{visit_id}"
    payload = link.partition("?start=")[2]
    # Each reads in their own chat what is theirs to read; nobody else learns even that there is such a visit.
    chen.starts(payload)
    chen.sees("晨露餐饮")
    for reader in (town.phone("SJ-04"), lin):
        reader.starts(payload)
        reader.sees("晨露餐饮")
    outsider = town.phone("ST-01")
    outsider.starts(payload)
    outsider.sees(outsider.word("link-not-yours"))
    # A group that grew keeps hearing; one that put the bot out does not, and nobody counts as blocked for it.
    new = groups.migrate(town.sandbox.world, gid).id
    within(lambda: bound(town) == [new])
    with town.changing() as uow:
        # On its way when the group grew.
        uow.mailbox.say(gid, [Text("⏳")])
    assert heard_in(town, new, 1)[0]["text"] == "⏳"
    groups.throw_out(town.sandbox.world, new, lin.number)
    within(lambda: bound(town) == [])
    with town.reading() as session:
        assert set(session.scalars(select(Person.reach).where(Person.chat_id.is_not(None)))) == {"open"}
