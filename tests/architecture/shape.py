"""How a file looks: its length, its name, the length of its handlers, and how it imports and prints."""

import ast
from pathlib import PurePosixPath

from tests.architecture.sources import Complaints, Source

LINES_PER_FILE = 350
LONGER_FILES: dict[str, str] = {}  # path: the reason why this one topic cannot be two
LINES_PER_HANDLER = 25
PRINTING_FILES = ("bot/__main__.py", "sandbox/__main__.py", "sandbox/samples.py", "sandbox/samples/__main__.py")
VAGUE_NAMES = {"utils", "helpers", "common", "base", "manager"}


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
