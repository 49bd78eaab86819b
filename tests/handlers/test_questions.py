"""Every question that waits for something typed is asked again, or put away: found in the code, none listed here."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers import places, questions
from handlers.act import Act
from handlers.buttons_statistics import ObjectButton
from handlers.object_results import on_object_tapped
from handlers.places import OFFICE_PLACES, PLACES, where_you_are
from handlers.questions import ASKED_AT, QUESTIONS, put_away_behind
from handlers.screens.object_results import ASKED
from handlers.words import words_of
from rules.messages import Card
from sandbox.stock import Stock
from storage.database import Database
from tests.services.conftest import District

HANDLERS = Path(__file__).parents[2] / "handlers"
TREES = [ast.parse(path.read_text("utf-8"), str(path)) for path in sorted(HANDLERS.rglob("*.py"))]
NODES = [node for tree in TREES for node in ast.walk(tree)]
EXPECTS = "expects"


def words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def asked() -> set[str]:
    """What the code lets a pointer wait for, however it is written: a keyword, a line of a table, an item set."""
    found: set[str] = set()
    for node in NODES:
        if isinstance(node, ast.keyword) and node.arg == EXPECTS:
            found.update(words(node.value))
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                found.update(words(value) if key is not None and [*words(key)] == [EXPECTS] else ())
        if isinstance(node, ast.Assign):
            for target in node.targets:
                is_set = isinstance(target, ast.Subscript) and [*words(target.slice)] == [EXPECTS]
                found.update(words(node.value) if is_set else ())
    return found


def answered() -> set[str]:
    """What a handler takes an answer to."""
    calls = [node for node in NODES if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Expects"]
    return {word for call in calls for argument in call.args for word in words(argument)}


KINDS = sorted(asked() | answered())


def test_what_is_asked_is_answered_and_what_is_answered_is_asked() -> None:
    assert len(KINDS) > 50
    assert asked() == answered()


def test_each_question_has_its_own_card_or_is_asked_by_a_place_of_a_visit() -> None:
    assert sorted([*QUESTIONS, *ASKED_AT]) == KINDS
    assert {place for places_ in ASKED_AT.values() for place in places_} <= PLACES.keys()


@pytest.fixture(scope="module")
def opened(stock: Stock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Act, int]]:
    """An act of a supervisor with no visit of their own, and somebody's visit."""
    database = Database(stock.sqlite(tmp_path_factory.mktemp("questions") / "hecha.db", is_furnished=True))
    district = District(database)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        yield Act(uow, actor, 4, 4, 1, uow.now, words_of("zh-CN")), district.visit()
    database.close()


@pytest.fixture
def act(opened: tuple[Act, int]) -> Act:
    """The act, its conversation standing nowhere."""
    opened[0].point()
    return opened[0]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every card of the conversation replaced by one that is its own name; which of them were shown."""
    said: list[str] = []

    def named(name: str) -> Any:
        def show(*_: Any) -> list[Card]:
            said.append(name)
            return [Card(name, name)]

        return show

    monkeypatch.setattr(questions, "QUESTIONS", {kind: named(f"?{kind}") for kind in QUESTIONS})
    monkeypatch.setattr(places, "PLACES", {place: named(place) for place in PLACES})
    monkeypatch.setattr(places, "OFFICE_PLACES", {place: named(place) for place in OFFICE_PLACES})
    monkeypatch.setattr(places, "home_screen", named("home"))
    return said


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_comes_the_question_stands_again_or_waits_no_more(
    act: Act, opened: tuple[Act, int], shown: list[str], kind: str
) -> None:
    act.point(expects=kind)
    where_you_are(act)
    assert act.pointer.get("expects") == (kind if shown == [f"?{kind}"] else None)
    for place in ASKED_AT.get(kind, ()):
        shown.clear()
        act.point(expects=kind, visit=opened[1], place=place)
        where_you_are(act)
        assert (shown, act.pointer["expects"]) == ([place], kind)


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_a_question_waits_no_more_once_another_card_stands_in_its_place(act: Act, shown: list[str], kind: str) -> None:
    act.point(expects=kind, of=1)
    put_away_behind(act, [Card(f"?{kind}", "")])
    put_away_behind(act, [])
    put_away_behind(act, [Card("pics:1", "", follow=False)])
    assert act.pointer == {"expects": kind, "of": 1}
    put_away_behind(act, [Card("another", "")])
    assert act.pointer == {"of": 1}


def test_a_question_that_no_card_asks_is_put_away(act: Act, shown: list[str]) -> None:
    act.point(expects="nobody_asks", of=1)
    where_you_are(act)
    assert (shown, act.pointer) == (["home"], {"of": 1})


@pytest.mark.parametrize("step", ASKED)
async def test_a_step_about_an_object_that_was_put_away_leaves_no_last_look_without_its_line(
    act: Act, shown: list[str], step: str
) -> None:
    await on_object_tapped(None, ObjectButton(act=step, of=1), act)
    put_away_behind(act, [Card("another", "")])
    where_you_are(act)
    assert shown[-1] == "home"
