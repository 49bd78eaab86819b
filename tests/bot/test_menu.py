"""The menu of commands: set in both languages, only when it differs, and never a reason not to run."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from aiogram.types import Message

from bot.menu import CommandMenu
from handlers.filters import Says
from handlers.menu import COMMANDS
from handlers.routes import ROUTERS
from sandbox.server import Sandbox

Reports = list[MutableMapping[str, Any]]


def calls(sandbox: Sandbox, method: str) -> int:
    with sandbox.world.acting:
        return sum(call["method"] == method and call["ok"] for call in sandbox.world.calls.after(0) or [])


def shown(sandbox: Sandbox, language: str) -> list[str]:
    with sandbox.world.acting:
        return [each["description"] for each in sandbox.world.settings.commands_for(7101, language)]


def menu(sandbox: Sandbox, token: str = "") -> CommandMenu:
    return CommandMenu(api_url=sandbox.url, token=token or sandbox.token)


async def test_each_client_is_shown_the_commands_in_its_language(sandbox: Sandbox) -> None:
    await menu(sandbox).run()
    assert len(shown(sandbox, "zh-hans")) == len(shown(sandbox, "en")) == len(COMMANDS)
    assert shown(sandbox, "zh-hans")[1] == "我的任务"
    assert shown(sandbox, "en")[1] == shown(sandbox, "fr")[1] == "My tasks"


async def test_what_is_shown_already_is_not_set_again(sandbox: Sandbox) -> None:
    await menu(sandbox).run()
    before = calls(sandbox, "setMyCommands")
    await menu(sandbox).run()
    assert (before, calls(sandbox, "setMyCommands")) == (2, 2)
    with sandbox.world.acting:
        sandbox.world.settings.set_commands("all_private_chats", "zh", [{"command": "old", "description": "旧"}])
    await menu(sandbox).run()
    assert calls(sandbox, "setMyCommands") == 3
    assert shown(sandbox, "zh")[0] != "旧"


@pytest.mark.parametrize("kind", ["500", "429", "drop"])
async def test_telegram_away_is_waited_for(sandbox: Sandbox, kind: str) -> None:
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": "setMyCommands", "kind": kind, "retry_after": 1})
    await menu(sandbox).run()
    assert len(shown(sandbox, "zh")) == len(COMMANDS)


async def test_a_refusal_is_told_and_nothing_more(sandbox: Sandbox, reports: Reports) -> None:
    await menu(sandbox, "7000000001:wrong").run()
    assert [line["event"] for line in reports] == ["commands_not_set"]


async def test_who_is_stopped_meanwhile_stops(sandbox: Sandbox) -> None:
    with sandbox.world.acting:
        sandbox.world.faults.add({"method": "getMyCommands", "kind": "429", "retry_after": 60})
    offering = menu(sandbox)
    running = asyncio.create_task(offering.run())
    await asyncio.sleep(0.2)
    offering.stop()
    await asyncio.wait_for(running, 5)
    assert shown(sandbox, "zh") == []


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_of_the_menu_is_one_that_a_handler_takes(command: str) -> None:
    message = Message.model_validate(
        {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": f"/{command}@hecha_bot"}
    )
    filters = [
        check.callback
        for router in ROUTERS
        for handler in router.message.handlers
        for check in handler.filters or ()
        if isinstance(check.callback, Says)
    ]
    assert sum([await says(message) for says in filters]) == 1
