"""Where typed text on a running visit belongs, even when the pointer was lost."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message

from handlers.act import Act
from handlers.filters import typed
from handlers.jumps import read_jump
from handlers.places import place_of
from services.tasks import running_visit


class OnChecklist(Filter):
    """The person stands at one of these places of a running visit; gives the handler its `visit_id`."""

    def __init__(self, *places: str) -> None:
        self._places = places

    async def __call__(self, message: Message, act: Act | None = None) -> bool | dict[str, Any]:
        """Return the visit, or that the person stands elsewhere."""
        if act is None:
            return False
        visit_id = act.pointer.get("visit") or running_visit(act.uow, act.actor)
        if visit_id is None or place_of(act, visit_id) not in self._places:
            return False
        return {"visit_id": visit_id}


class NotesProblem(Filter):
    """A typed “5 no text” while nothing else is asked for; gives the handler its `jump`."""

    async def __call__(self, message: Message, act: Act | None = None) -> bool | dict[str, Any]:
        """Return the shortcut, or that it is none."""
        jump = read_jump(typed(message) or "")
        if act is None or "expects" in act.pointer or jump is None or not jump.is_problem:
            return False
        return {"jump": jump}
