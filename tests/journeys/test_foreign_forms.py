"""Forms that were not written for this house: without languages, or in one that the reader does not speak."""

import pytest

from sandbox.driver import Town
from tests.forms.conftest import make_book
from tests.journeys.test_forms import clerk, sends

PLAIN = """
survey | type | name | label
 | begin_group | water | Water points
 | integer | wells | How many wells?
 | end_group | |
{more}
settings | form_id | form_title | version
 | {form} | Village wells | {version}
"""
ENGLISH = """
survey | type | name | label::English (en)
 | begin_group | water | Water points
 | integer | wells | How many wells?
 | end_group | |
{more}
settings | form_id | form_title | version | default_language
 | {form} | Village wells | {version} | English (en)
"""


@pytest.mark.parametrize("book", [PLAIN, ENGLISH], ids=["plain", "english"])
def test_a_form_without_the_readers_language_has_its_names_everywhere(
    shared_town: Town, language: str, book: str
) -> None:
    town = shared_town
    form = f"wells-{language[:2]}-{'plain' if book is PLAIN else 'en'}"
    su = clerk(town, language)
    sends(town, su, make_book(book.format(form=form, version=1, more="")), f"{form}.xlsx")
    su.sees("Village wells")
    su.taps(su.word("button-draft-use"))
    su.sees("Village wells 1 已使用" if language == "zh-CN" else "Village wells 1 is in use")
    more = " | text | owner | Who owns them?"
    sends(town, su, make_book(book.format(form=form, version=2, more=more)), f"{form}.xlsx")
    su.taps(su.word("button-draft-changes", count=1))
    assert "Who owns them?" in su.card().text
    su.taps(su.word("button-back"))
    su.taps(su.word("button-draft-try"))
    assert "Water points" in su.card().text
    assert "How many wells?" in su.card().text
    su.types("overview")
    su.taps(su.word("button-visit-card"))
    assert "Village wells" in su.card().text
    su.taps(su.word("button-trial-end"))
    su.types("forms")
    assert any("Village wells" in label for row in su.card().labels for label in row)
