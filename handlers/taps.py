"""Taps find their handler by the first word of what their button carries, without asking one router after another."""

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.types import CallbackQuery

from handlers.filters import Pressed


class Taps:
    """A handler of taps that passes each on to the router whose buttons it names.

    What no router takes goes the ordinary way, as if this were not here.
    """

    def __init__(self, *routers: Router) -> None:
        self._routers: dict[str, Router] = {}
        for router in routers:
            for handler in router.callback_query.handlers:
                for check in handler.filters or ():
                    if isinstance(check.callback, Pressed):
                        self._routers[check.callback.kind.prefix] = router

    async def on_tapped(self, query: CallbackQuery, **data: Any) -> Any:
        """Pass the tap on. Raises `SkipHandler` when no router takes it."""
        router = self._routers.get((query.data or "").partition(":")[0])
        said = UNHANDLED if router is None else await router.propagate_event("callback_query", query, **data)
        if said is UNHANDLED:
            raise SkipHandler
        return said
