"""In the chat: an import is taken back by its sender, and a list of items is given its first day."""

from sandbox.driver import Town
from tests.journeys.registry_books import ITEM_HEADINGS, OBJECT_HEADINGS, an_object, book
from tests.journeys.test_draws import described
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
    su.types("2020-01-01")
    su.sees(described(su, "REG_081", typed="2020-01-01")[:12])
    su.types("2099-01-01")
    su.sees(su.word("button-import-from", day="2099-01-01"))
    su.taps(su.word("button-draft-drop"))
