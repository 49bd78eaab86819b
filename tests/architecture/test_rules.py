"""The rules of the house that no linter knows. Every rule is first shown to catch an offender."""

import ast

import pytest

from tests.architecture.boundaries import (
    COMMITTING_FILE,
    clock_and_chance,
    committing,
    courier_library,
    error_handler,
    magic_filter,
    outside_import,
)
from tests.architecture.shape import (
    LINES_PER_FILE,
    LINES_PER_HANDLER,
    LONGER_FILES,
    file_length,
    handler_length,
    printing,
    relative_import,
    vague_name,
)
from tests.architecture.sources import EVERYWHERE, PRODUCT, ROOMS, ROOT, Rule, Source, sources_in

FULL_BODY = "    await answer()\n" * (LINES_PER_HANDLER - 1)  # with its `def` line the longest that is allowed
LONG_BODY = FULL_BODY + "    return None\n"

RULES = [
    Rule(
        file_length,
        EVERYWHERE,
        (("rules/risk.py", "x = 1\n" * 351), ("tests/rules/test_risk.py", "x = 1\n" * 351)),
        ("rules/risk.py", "x = 1\n" * 350),
    ),
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
    longer = {source.path for source in sources_in(EVERYWHERE) if len(source.text.splitlines()) > LINES_PER_FILE}
    assert set(LONGER_FILES) <= longer


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_in_its_docstring_what_it_is_for(room: str) -> None:
    entrance = ROOT / room / "__init__.py"
    assert entrance.is_file(), f"{room}/__init__.py is missing: write one with a docstring"
    assert ast.get_docstring(ast.parse(entrance.read_text("utf-8"))), f"{room}/__init__.py has no docstring"
