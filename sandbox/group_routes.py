"""`/sim/groups/…`: what people do in groups with the bot. See docs/sandbox.md."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from sandbox.acts import groups
from sandbox.endpoints import as_json, number_of, text_of
from sandbox.errors import ActError
from sandbox.messages import Json
from sandbox.people import Chat
from sandbox.world import World


class GroupRoutes:
    """The routes for groups over one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[Route]:
        """All of them, for the application."""
        path = "/sim/groups/{gid}"
        acts: dict[str, Callable[[int, Json], Any]] = {
            "text": self._text,
            "press": self._press,
            "kick": self._kick,
            "migrate": self._migrate,
        }
        return [
            Route("/sim/groups", as_json(self._groups), methods=["GET"]),
            Route("/sim/groups", as_json(self._open), methods=["POST"]),
            Route(path, as_json(self._group), methods=["GET"]),
            *(Route(f"{path}/{name}", as_json(_inside(act)), methods=["POST"]) for name, act in acts.items()),
        ]

    def _groups(self, _: Request, __: Json) -> Any:
        with self.world.acting:
            return [_shown(chat) for chat in self.world.chats.values() if not chat.is_private]

    def _open(self, _: Request, body: Json) -> Any:
        members = body.get("members")
        if not isinstance(members, list) or not all(isinstance(pid, int) for pid in members):
            raise ActError("members is a list of numbers")
        kind = text_of(body, "kind") or "group"
        return _shown(groups.open_group(self.world, text_of(body, "title"), members, kind))

    def _group(self, request: Request, _: Json) -> Any:
        with self.world.acting:
            chat = groups.group(self.world, _gid(request))
            messages = [self.world.rendered(message) for message in self.world.messages(chat.id)]
            return {**_shown(chat), "messages": messages, "n": self.world.events.last}

    def _text(self, gid: int, body: Json) -> Any:
        pid, reply_to = number_of(body, "person"), number_of(body, "reply_to")
        with self.world.acting:
            message = groups.say_in_group(self.world, gid, pid, text_of(body, "text"), reply_to)
            return {"message": self.world.rendered(message)}

    def _press(self, gid: int, body: Json) -> Any:
        pid, message_id = number_of(body, "person"), number_of(body, "message_id")
        return {"callback_query_id": groups.press_in_group(self.world, gid, pid, message_id, body)}

    def _kick(self, gid: int, body: Json) -> Any:
        groups.throw_out(self.world, gid, number_of(body, "person"))
        return {}

    def _migrate(self, gid: int, _: Json) -> Any:
        return _shown(groups.migrate(self.world, gid))


def _inside(act: Callable[[int, Json], Any]) -> Callable[[Request, Json], Any]:
    return lambda request, body: act(_gid(request), body)


def _gid(request: Request) -> int:
    raw: str = request.path_params["gid"]
    if len(raw) > 20 or not raw.removeprefix("-").isdecimal():
        raise ActError("a group has a number")
    return int(raw)


def _shown(chat: Chat) -> Json:
    return {**chat.shape, "members": chat.members, "standing": chat.standing, "migrated_to": chat.migrated_to or None}
