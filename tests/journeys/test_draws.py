"""A campaign is planned and drawn in the chat: what stands against it, what is mended, what is given up in public."""

from collections.abc import Callable

from sqlalchemy import select, update

from rules.errors import Told, describe
from sandbox.driver import Phone, Town
from storage.ledger import links_of
from storage.tables import Draw, Person
from tests.journeys.asked_again import is_asked_again

DICE = "00314159265358979323"


def office(town: Town, language: str) -> tuple[Phone, Phone, Phone]:
    """The supervisor and the leads of both departments."""
    phones = tuple(town.phone(code) for code in ("SJ-04", "SJ-03", "XF-03"))
    for phone in phones:
        phone.speaks(language)
    return phones  # type: ignore[return-value]


def taps(phone: Phone, key: str, **values: object) -> None:
    phone.taps(phone.word(key, **values))


def plans(
    phone: Phone, title: str, *, with_fire: bool = True, industry: str = "餐饮", matter: str = "餐饮服务"
) -> None:
    """Make a campaign, for caterers when nothing else is said."""
    phone.types("抽查任务")
    taps(phone, "button-plan-new")
    phone.types(title)
    if with_fire:
        taps(phone, "button-plan-departments")
        finds(phone, "消防救援" if is_chinese(phone) else "Fire and Rescue")
        taps(phone, "button-plan-back")
    taps(phone, "button-plan-industries")
    finds(phone, industry)
    taps(phone, "button-plan-back")
    taps(phone, "button-plan-matters")
    finds(phone, matter)
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
    is_asked_again(he)
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
