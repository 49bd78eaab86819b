"""The rules of the house that no linter knows. Every rule is first shown to catch an offender."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("bot", "handlers", "web", "services", "storage", "forms", "rules")
ROOMS = (*PRODUCT, "sandbox")
EVERYWHERE = (*ROOMS, "tests", "bench", "tools")

LINES_PER_FILE = 350
LONGER_FILES: dict[str, str] = {}  # path: the reason why this one topic cannot be two
LINES_PER_HANDLER = 25

COMMITTING_FILE = "storage/unit_of_work.py"
READING_FILE = "storage/database.py"  # ends what only reads
PRINTING_FILES = ("bot/__main__.py", "sandbox/__main__.py", "sandbox/samples.py", "sandbox/samples/__main__.py")
VAGUE_NAMES = {"utils", "helpers", "common", "base", "manager"}
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "localtime", "gmtime"}
CHANCE = {"random", "secrets", "numpy", "uuid"}


@dataclass(frozen=True)
class Source:
    """One Python file: its path below the checkout, with slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """Line and dotted name of everything imported; ``from a import b`` counts as ``a.b``."""
        found = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
        return found


Complaints = Iterator[tuple[int, str]]
Check = Callable[[Source], Complaints]


def file_length(source: Source) -> Complaints:
    length = len(source.text.splitlines())
    if length > LINES_PER_FILE and source.path not in LONGER_FILES:
        yield 1, f"{length} lines, at most {LINES_PER_FILE}: split it by topic"


def handler_length(source: Source) -> Complaints:
    registered = {
        argument.id
        for call in source.nodes
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "register"
        for argument in call.args
        if isinstance(argument, ast.Name)
    }
    for node in source.nodes:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        routed = any(
            isinstance(decorator, ast.Call)
            and isinstance(decorator.func, ast.Attribute)
            and "router" in ast.unparse(decorator.func.value)
            for decorator in node.decorator_list
        )
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if (routed or node.name in registered or node.name.startswith("on_")) and length > LINES_PER_HANDLER:
            advice = "move rules to a service and wording to a screen"
            yield node.lineno, f"handler {node.name} has {length} lines, at most {LINES_PER_HANDLER}: {advice}"


def committing(source: Source) -> Complaints:
    if source.path in (COMMITTING_FILE, READING_FILE):
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr == "commit":
            yield node.lineno, f"only {COMMITTING_FILE} commits: open a UnitOfWork and let it decide"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "begin":
            yield node.lineno, f".begin() commits when it ends; only {COMMITTING_FILE} may: use a UnitOfWork"


def clock_and_chance(source: Source) -> Complaints:
    for line, name in source.imports:
        if name.split(".")[0] in CHANCE:
            yield line, f"rules import {name}: a draw follows from its seed, ids come as parameters"
        elif name.split(".")[0] == "time" or name == "os.urandom":
            yield line, f"rules import {name}: take the instant as a parameter"
    for node in source.nodes:
        if (
            isinstance(node, ast.Attribute)
            and node.attr in CLOCKS
            and ast.unparse(node.value).split(".")[-1] in {"datetime", "date", "time"}
        ):
            yield node.lineno, f"rules read a clock ({ast.unparse(node)}): take the instant or day as a parameter"


def vague_name(source: Source) -> Complaints:
    for part in PurePosixPath(source.path).with_suffix("").parts:
        if part in VAGUE_NAMES:
            yield 1, f"{part!r} says nothing: name the file after its topic"


def relative_import(source: Source) -> Complaints:
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "relative import: write the room's name, so that a reader sees the direction"


def printing(source: Source) -> Complaints:
    if source.path in PRINTING_FILES:
        return
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield node.lineno, "print: return the text, or log it with structlog"


def magic_filter(source: Source) -> Complaints:
    advice = "aiogram runs F filters in a thread each: write an `async def` filter"
    for line, name in source.imports:
        if name == "aiogram.F" or name.split(".")[0] == "magic_filter":
            yield line, advice
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "aiogram.F":
            yield node.lineno, advice


def error_handler(source: Source) -> Complaints:
    advice = "an error handler makes half-done work commit: let it raise, the dispatcher rolls back and reports"
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                if isinstance(called, ast.Attribute) and called.attr in {"error", "errors"}:
                    yield decorator.lineno, advice
        elif (
            isinstance(node, ast.Attribute)
            and node.attr in {"register", "middleware", "outer_middleware"}
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in {"error", "errors"}
        ):
            yield node.lineno, advice


def courier_library(source: Source) -> Complaints:
    if not source.path.startswith("bot/courier"):
        return
    for line, name in source.imports:
        if name.split(".")[0] == "aiogram":
            yield line, "aiogram understands, the courier delivers: use python-telegram-bot here"


def outside_import(source: Source) -> Complaints:
    outside = {"tests", "bench"} if source.path.startswith("sandbox/") else {"sandbox", "tests", "bench"}
    for line, name in source.imports:
        if name.split(".")[0] in outside:
            yield line, f"imports {name}: what serves trying and testing may import the product, never the reverse"


@dataclass(frozen=True)
class Rule:
    """A check, the folders that it holds for, and sources (path, text) that show what it catches and lets pass."""

    check: Check
    folders: tuple[str, ...]
    offenders: tuple[tuple[str, str], ...] = field(repr=False)
    innocent: tuple[str, str] = field(repr=False)

    def complaints(self, source: Source) -> list[str]:
        return [f"{source.path}:{line}: {message}" for line, message in self.check(source)]


FULL_BODY = "    await answer()\n" * (LINES_PER_HANDLER - 1)  # with its `def` line the longest that is allowed
LONG_BODY = FULL_BODY + "    return None\n"

RULES = [
    Rule(file_length, ROOMS, (("rules/risk.py", "x = 1\n" * 351),), ("rules/risk.py", "x = 1\n" * 350)),
    Rule(
        handler_length,
        ("handlers",),
        (
            ("handlers/start.py", f"@router.message(IsStart())\nasync def start(message):\n{LONG_BODY}"),
            ("handlers/start.py", f"async def start(message):\n{LONG_BODY}\nrouter.message.register(start)\n"),
            ("handlers/start.py", f"async def on_start(message):\n{LONG_BODY}"),
        ),
        ("handlers/start.py", f"@router.message()\nasync def start(message):\n{FULL_BODY}"),
    ),
    Rule(
        committing,
        PRODUCT,
        (
            ("services/visits.py", "session.commit()\n"),
            ("storage/ledger.py", "later(session.commit)\n"),
            ("bot/jobs.py", "with engine.begin() as connection:\n    pass\n"),
        ),
        (COMMITTING_FILE, "session.commit()\n"),
    ),
    Rule(
        clock_and_chance,
        ("rules",),
        (
            ("rules/draw.py", "import random\n"),
            ("rules/draw.py", "from secrets import token_hex\n"),
            ("rules/draw.py", "from time import time\n"),
            ("rules/working_days.py", "import datetime as dt\nfrom datetime import datetime\ndatetime.now(UTC)\n"),
            ("rules/working_days.py", "import datetime\ndatetime.date.today()\n"),
        ),
        ("rules/working_days.py", "from datetime import date\n\ndef after(day: date) -> date: ...\n"),
    ),
    Rule(
        vague_name,
        EVERYWHERE,
        (("services/utils.py", ""), ("web/common/pages.py", ""), ("tests/storage/helpers.py", "")),
        ("storage/database.py", ""),
    ),
    Rule(
        relative_import,
        EVERYWHERE,
        (("services/plans.py", "from . import draws\n"), ("services/plans.py", "from ..rules.draw import Ticket\n")),
        ("services/plans.py", "from rules.draw import Ticket\n"),
    ),
    Rule(
        printing,
        ROOMS,
        (("services/plans.py", "print('here')\n"),),
        ("bot/__main__.py", "print('ready')\n"),
    ),
    Rule(
        magic_filter,
        ("handlers", "bot"),
        (
            ("handlers/start.py", "from aiogram import F, Router\n"),
            ("handlers/start.py", "import aiogram\nrouter.message.register(on_text, aiogram.F.text)\n"),
            ("handlers/start.py", "from magic_filter import F\n"),
        ),
        ("handlers/start.py", "from aiogram import Router\n"),
    ),
    Rule(
        error_handler,
        ("handlers", "bot"),
        (
            ("handlers/fallback.py", "@router.error(IsBroken())\nasync def on_error(event): ...\n"),
            ("handlers/fallback.py", "@router.errors()\nasync def on_error(event): ...\n"),
            ("bot/factory.py", "dp.errors.register(on_error)\n"),
        ),
        ("bot/factory.py", "log.error('no token')\n"),
    ),
    Rule(
        courier_library,
        ("bot",),
        (("bot/courier.py", "from aiogram import Bot\n"), ("bot/courier/sending.py", "import aiogram.types\n")),
        ("bot/dispatcher.py", "from aiogram import Bot\n"),
    ),
    Rule(
        outside_import,
        ROOMS,
        (
            ("bot/factory.py", "from sandbox.server import serve\n"),
            ("services/plans.py", "def plan():\n    import tests.storms\n"),
            ("sandbox/server.py", "from bench import load\n"),
        ),
        ("sandbox/__main__.py", "from sandbox.server import serve\n"),
    ),
]


def rule_name(rule: Rule) -> str:
    return rule.check.__name__


def sources_in(folders: tuple[str, ...]) -> Iterator[Source]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield Source(file.relative_to(ROOT).as_posix(), file.read_text("utf-8"))


@pytest.mark.parametrize(("rule", "path", "text"), [(rule, *offender) for rule in RULES for offender in rule.offenders])
def test_a_rule_catches_its_offenders(rule: Rule, path: str, text: str) -> None:
    complaints = rule.complaints(Source(path, text))
    assert complaints
    assert complaints[0].startswith(f"{path}:")


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_a_rule_lets_the_innocent_pass(rule: Rule) -> None:
    assert rule.complaints(Source(*rule.innocent)) == []


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    complaints = [complaint for source in sources_in(rule.folders) for complaint in rule.complaints(source)]
    assert not complaints, "\n" + "\n".join(complaints)


def test_a_longer_file_is_listed_only_while_it_is_longer() -> None:
    longer = {source.path for source in sources_in(ROOMS) if len(source.text.splitlines()) > LINES_PER_FILE}
    assert set(LONGER_FILES) <= longer


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_in_its_docstring_what_it_is_for(room: str) -> None:
    entrance = ROOT / room / "__init__.py"
    assert entrance.is_file(), f"{room}/__init__.py is missing: write one with a docstring"
    assert ast.get_docstring(ast.parse(entrance.read_text("utf-8"))), f"{room}/__init__.py has no docstring"


def import_contracts(checkout: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=60, check=False)


def test_the_import_contracts_are_kept() -> None:
    outcome = import_contracts(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_import_contract_catches_an_offender(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    (tmp_path / "rules" / "draw.py").write_text("import services\nimport httpx\n")
    (tmp_path / "services" / "draws.py").write_text("import aiogram\n")
    (tmp_path / "web" / "pages.py").write_text("import handlers\nimport sqlalchemy\nimport telegram\n")
    (tmp_path / "bot" / "factory.py").write_text("from bot import delivery\n")
    (tmp_path / "bot" / "worker.py").touch()
    (tmp_path / "bot" / "delivery.py").write_text("import telegram\n")

    outcome = import_contracts(tmp_path)

    assert outcome.returncode == 1
    assert "0 kept, 6 broken" in outcome.stdout
    for line in (
        "rules.draw -> services",
        "services.draws -> aiogram",
        "web.pages -> handlers",
        "-> sqlalchemy",
        "bot.factory -> bot.delivery",
    ):
        assert line in outcome.stdout
