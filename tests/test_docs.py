"""The documents are true: their commands exist, their links lead somewhere, their words are those of the code."""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import cyclopts
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("bot", "handlers", "web", "services", "storage", "forms", "rules")
GLOSSARY = ROOT / "docs" / "GLOSSARY.md"
DECISIONS = ROOT / "docs" / "decisions"
SECTIONS = ["Context", "Decision", "Rejected", "Status"]
SYNONYMS = {
    "target": "an inspected party is an `object`",
    "targets": "inspected parties are `objects`",
    "shuffle": "chance is a `draw`, ordered by `Ticket`",
    "shuffled": "chance is a `draw`, ordered by `Ticket`",
}


def documents() -> list[Path]:
    return sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])


def document_name(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


every_document = pytest.mark.parametrize("document", documents(), ids=document_name)


# Commands


def code_in(markdown: str) -> Iterator[str]:
    """Yields each line of a fenced block and each piece of inline code."""
    blocks = re.compile(r"^( *)(```+|~~~+).*?\n(.*?)^\1\2", re.MULTILINE | re.DOTALL)
    for block in blocks.finditer(markdown):
        yield from block[3].splitlines()
    for span in re.finditer(r"(`+)(.+?)\1", blocks.sub("", markdown)):
        yield span[2]


def commands_of(program: str, markdown: str) -> list[list[str]]:
    """Returns the plain words after a program's name, up to the first option, value or sign, for each mention."""
    mention = re.compile(rf"(?:^|[\s/(;&|]){program}((?: +[a-z][a-z-]*(?![\w./=]))+)")
    return [found[1].split() for code in code_in(markdown) for found in mention.finditer(code.split(" #")[0])]


def make_targets(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def unknown_command(app: cyclopts.App, words: list[str]) -> str | None:
    """Returns the first word that is no command where a command must stand; words after the last are arguments."""
    for word in words:
        commands = {name for name in app if not name.startswith("-")}
        if not commands:
            return None
        if word not in commands:
            return word
        app = app[word]
    return None


@cache
def command_line() -> cyclopts.App:
    """Returns the program's command line; one without any command while ``bot/__main__.py`` is not there."""
    if not (ROOT / "bot" / "__main__.py").exists():
        return cyclopts.App(name="hecha")
    apps = [
        value for value in vars(importlib.import_module("bot.__main__")).values() if isinstance(value, cyclopts.App)
    ]
    return next(app for app in apps if "hecha" in app.name)


@every_document
def test_every_make_command_in_the_documents_exists(document: Path) -> None:
    targets = make_targets((ROOT / "Makefile").read_text("utf-8"))
    named = {words[0] for words in commands_of("make", document.read_text("utf-8"))}
    assert named <= targets


@every_document
def test_every_hecha_command_in_the_documents_exists(document: Path) -> None:
    named = commands_of("hecha", document.read_text("utf-8"))
    unknown = {" ".join(words): unknown_command(command_line(), words) for words in named}
    assert not {command: word for command, word in unknown.items() if word}


def test_commands_are_found_in_code_but_not_in_prose() -> None:
    text = "We make tea.\n\n`make demo`, `.venv/bin/hecha run --port 1`\n\n```sh\nCI=1 make test  # make sense\n```\n"
    assert commands_of("make", text) == [["test"], ["demo"]]
    assert commands_of("hecha", text) == [["run"]]


def test_an_unknown_command_is_noticed_at_every_level() -> None:
    app = cyclopts.App(name="hecha")
    app.command(cyclopts.App(name="draw"))
    app["draw"].command(lambda: None, name="verify")
    assert unknown_command(app, ["draw", "verify", "file"]) is None
    assert unknown_command(app, ["draw", "guess"]) == "guess"
    assert unknown_command(app, ["fly"]) == "fly"


# Links


def without_code(markdown: str) -> str:
    return re.sub(r"^```.*?^```|`[^`\n]*`", "", markdown, flags=re.MULTILINE | re.DOTALL)


def anchors(markdown: str) -> set[str]:
    """Returns the anchors that GitHub gives to a document's headings."""
    headings = re.findall(
        r"^#+ +(.+?) *$", re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(document: Path) -> list[str]:
    broken = []
    for link in re.findall(r"\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)", without_code(document.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        aim = document.parent / path if path else document
        if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text("utf-8"))):
            broken.append(link)
    return broken


@every_document
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    assert broken_links(document) == []


def told_by(readme: str, language: str) -> tuple[list[str], list[str], list[str]]:
    """Returns the settings, the commands and the links of a README; pictures without their language."""
    text = (ROOT / readme).read_text("utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    plain = sorted(link.replace(f"flow-{language}-", "flow-") for link in links if not link.startswith("README"))
    commands = sorted(" ".join(words) for program in ("make", "hecha") for words in commands_of(program, text))
    return re.findall(r"^\| `(HECHA_\w+)`", text, re.MULTILINE), commands, plain


def test_both_readmes_lead_to_each_other_and_tell_of_the_same_things() -> None:
    english, chinese = told_by("README.md", "en"), told_by("README.zh-CN.md", "zh")
    assert english == chinese
    assert "](README.zh-CN.md)" in (ROOT / "README.md").read_text("utf-8")
    assert "](README.md)" in (ROOT / "README.zh-CN.md").read_text("utf-8")


def test_the_pictures_of_the_flow_are_small_and_shown_in_their_language() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("flow-*.png"))
    assert len(pictures) == 20
    for picture in pictures:
        readme = "README.md" if picture.name.startswith("flow-en-") else "README.zh-CN.md"
        assert f"(docs/pictures/{picture.name})" in (ROOT / readme).read_text("utf-8"), picture.name
        assert picture.stat().st_size <= 100_000, picture.name


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# 两 words!\n[a](page.md#两-words) [b](gone.md) [c](#nowhere) [d](https://example.org) `[e](x)`\n")
    assert broken_links(page) == ["gone.md", "#nowhere"]


# Words


def rows_of(markdown: str) -> list[list[str]]:
    """Returns the cells of every table row, without headings and rulers."""
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    rulers = [number for number, line in enumerate(lines) if re.fullmatch(r"[|\s:-]+", line)]
    plain = [line for number, line in enumerate(lines) if number not in rulers and number + 1 not in rulers]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in plain]


def terms_of(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def misused_words(path: str, text: str) -> list[str]:
    """Returns the classes, functions, parameters and fields whose names say an idea with a banned word."""
    named: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            named.append((node.lineno, node.name))
        elif isinstance(node, ast.arg):
            named.append((node.lineno, node.arg))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            named.append((node.lineno, node.target.id))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            if called == "shuffle":
                named.append((node.lineno, called))
    return [
        f"{path}:{line}: {name}: {SYNONYMS[word]}"
        for line, name in named
        for word in re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", name).lower())
        if word in SYNONYMS
    ]


def product_files() -> Iterator[tuple[str, str]]:
    for room in PRODUCT:
        for file in sorted((ROOT / room).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), file.read_text("utf-8")


def test_every_row_of_the_glossary_has_a_chinese_an_english_and_a_code_word() -> None:
    rows = rows_of(GLOSSARY.read_text("utf-8"))
    assert rows
    for row in rows:
        assert len(row) == 3, row
        chinese, english, code = row
        assert re.search(r"[\u4e00-\u9fff]", chinese), row
        assert re.search(r"[a-z]", english), row
        assert terms_of(code), row


def test_no_code_word_of_the_glossary_stands_for_two_ideas() -> None:
    terms = [term for row in rows_of(GLOSSARY.read_text("utf-8")) for term in terms_of(row[2])]
    assert len(terms) == len(set(terms))


def test_every_code_word_of_the_glossary_occurs_in_the_code() -> None:
    words = set(re.findall(r"\w+", "\n".join(text for _, text in product_files())))
    terms = {term for row in rows_of(GLOSSARY.read_text("utf-8")) for term in terms_of(row[2])}
    assert terms <= words, f"not in the code: {sorted(terms - words)}"


def test_no_name_in_the_code_uses_a_word_that_the_glossary_rejects() -> None:
    misused = [complaint for path, text in product_files() for complaint in misused_words(path, text)]
    assert not misused, "\n" + "\n".join(misused)


@pytest.mark.parametrize(
    "text", ["class DrawTarget: ...", "def load(target_id: int): ...", "def shuffle_pool(): ...", "pool.shuffle()"]
)
def test_a_rejected_word_is_noticed(text: str) -> None:
    assert misused_words("rules/draw.py", text)


def test_a_word_of_another_library_is_let_pass() -> None:
    assert misused_words("storage/migrations/env.py", "configure(target_metadata=metadata)") == []


# Decisions


def decisions() -> list[Path]:
    return sorted(DECISIONS.glob("*.md"))


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [re.fullmatch(r"(\d{4})(-[a-z0-9]+)+", decision.stem) for decision in decisions()]
    assert [int(found[1]) if found else None for found in numbers] == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("decision", decisions(), ids=document_name)
def test_a_decision_says_why_what_what_not_and_whether_it_holds(decision: Path) -> None:
    text = decision.read_text("utf-8")
    assert text.startswith(f"# {decision.stem[:4]} ")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    assert parts[1::2] == SECTIONS
    assert all(part.strip() for part in parts[2::2])


def test_every_dependency_has_its_reason_and_no_other_has() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [project["project"]["dependencies"], *project["dependency-groups"].values()]
    declared = [Requirement(line).name for group in groups for line in group]
    [page] = DECISIONS.glob("*-dependencies.md")
    reasons = [term for row in rows_of(page.read_text("utf-8")) for term in terms_of(row[0])]
    assert sorted(reasons) == sorted(declared)
