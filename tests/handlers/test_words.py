"""The words: both languages say everything, nothing is said that nobody asks for, values cannot become markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from handlers.words import FOLDER, LANGUAGES, MissingWords, Words

ROOT = Path(__file__).parents[2]


def entries(language: str) -> dict[str, ftl.Message]:
    found: dict[str, ftl.Message] = {}
    for path in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice in {language}"
                found[entry.id.name] = entry
    return found


def variables(message: ftl.Message) -> set[str]:
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, ftl.VariableReference):
            found.add(node.id.name)
        for value in vars(node).values() if isinstance(node, ftl.BaseNode) else ():
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ftl.BaseNode):
                    walk(part)

    walk(message)
    return found


def spoken() -> Iterator[str]:
    """Every text in the code that may be a key, and the constant beginning of every one that is put together."""
    for path in [*ROOT.glob("handlers/**/*.py"), *ROOT.glob("web/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value) + "*"


def test_both_languages_have_the_same_words() -> None:
    chinese, english = (entries(language) for language in LANGUAGES)
    assert chinese.keys() == english.keys()


def test_both_languages_use_the_same_values() -> None:
    chinese, english = (entries(language) for language in LANGUAGES)
    for key, message in chinese.items():
        unknown = variables(english[key]) - variables(message) - {"name"}
        assert not unknown, f"{key} speaks of {unknown} in English only"


def test_every_word_is_said_somewhere() -> None:
    said = set(spoken())
    beginnings = tuple(text[:-1] for text in said if text.endswith("*") and len(text) > 3)
    unsaid = [key for key in entries("zh-CN") if key not in said and not key.startswith(beginnings)]
    assert not unsaid


def test_every_key_that_the_code_says_has_words() -> None:
    known = entries("zh-CN")
    for path in ROOT.glob("handlers/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            is_words = ast.unparse(node.func).removesuffix(".plain").endswith("words")
            if is_words and isinstance(node.args[0].value, str):
                assert node.args[0].value in known, f"{path.name}:{node.lineno} says {node.args[0].value}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_can_never_become_markup(language: str) -> None:
    said = Words(language)("not-noted", text="<b>&</b>")
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in said
    assert "<b>" not in said


def test_a_missing_word_is_an_error_and_not_an_empty_text() -> None:
    with pytest.raises(MissingWords):
        Words("en")("there-is-no-such-key")
