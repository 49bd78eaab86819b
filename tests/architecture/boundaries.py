"""What a room may do and what it leaves to another: committing, clocks, chance, frameworks, trying and testing."""

import ast

from tests.architecture.sources import Complaints, Source

COMMITTING_FILE = "storage/unit_of_work.py"
READING_FILE = "storage/database.py"  # ends what only reads
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "localtime", "gmtime"}
CHANCE = {"random", "secrets", "numpy", "uuid"}


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
