"""In the chat: an import is taken back by its sender, and a list of items is given its first day."""

from sandbox.driver import Town
from tests.journeys.asked_again import is_asked_again
from tests.journeys.registry_books import ITEM_HEADINGS, OBJECT_HEADINGS, an_object, book
from tests.journeys.test_draws import commits, described, draw_of, office, plans, taps
from tests.journeys.test_forms import clerk
from tests.journeys.test_registries import gives, objects, works_off

FIRST = {"zh-CN": 700, "en": 800}


def test_an_import_is_taken_back_and_an_edition_gets_its_first_day(shared_town: Town, language: str) -> None:
    town, first = shared_town, FIRST[language]
    su, name = clerk(town, language), f"undo-{language}.xlsx"
    gives(town, su, book(OBJECT_HEADINGS, [an_object(first)]), name)
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    su.taps(su.word("button-import-undo"))
    su.taps(su.word("button-import-undo-sure"))
    works_off(town, su)
    su.sees(f"↩ {name}")
    (found,) = objects(town, range(first, first + 1)).values()
    assert found.flags == ["withdrawn"]
    row = ["1", "市场监管", "演示检查", f"撤回演示{language}", "餐饮", "一般", "现场检查", "区级", "《演示法》"]
    gives(town, su, book(ITEM_HEADINGS, [row]), f"items-{language}.xlsx")
    su.taps(su.word("button-import-from-today"))
    is_asked_again(su)
    su.types("2020-01-01")
    su.sees(described(su, "REG_081", typed="2020-01-01")[:12])
    su.types("2099-01-01")
    su.sees(su.word("button-import-from", day="2099-01-01"))
    su.taps(su.word("button-draft-drop"))


def test_what_a_draw_may_fall_upon_is_not_taken_back_while_it_stands(town: Town, language: str) -> None:
    su, (he, *_) = clerk(town, language), office(town, language)
    gives(town, su, book(OBJECT_HEADINGS, [an_object(1, risk="D")]), "drawn.xlsx")
    su.taps(su.word("button-import-all", count=1))
    works_off(town, su)
    plans(he, "餐饮安全抽查", with_fire=False)
    taps(he, "button-plan-check")
    commits(town, he)
    assert draw_of(town).state == "committed"
    su.taps(su.word("button-import-undo"))
    su.settles()
    assert su.toast() == described(su, "REG_080")
    taps(he, "button-draw-abandon")
    he.types("名录库有误，更正后重抽")
    su.taps(su.word("button-import-undo"))
    su.taps(su.word("button-import-undo-sure"))
    works_off(town, su)
    su.sees("↩ drawn.xlsx")
