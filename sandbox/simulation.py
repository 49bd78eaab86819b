"""`/sim/…`: tests and the page act as people, look on, push the clock and order faults. See docs/sandbox.md."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.acts import places, pressing, showing, surprises, talking
from sandbox.endpoints import as_act, as_json, as_upload, number_of, one_file, refused, text_of
from sandbox.errors import ActError
from sandbox.file_ids import PHOTO, THUMBNAIL, FileIdError, decode_file_id
from sandbox.messages import Json, Stored
from sandbox.parameters import Parameters
from sandbox.watching import Watching
from sandbox.world import World

_A_CENTURY = 100 * 366 * 86_400
PERSON_FIELDS = ("first_name", "last_name", "username", "language_code", "title")


class Simulation:
    """The routes of the simulation API over one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.watching = Watching(world)

    def routes(self) -> list[Route]:
        """All routes, for the application."""
        chat = "/sim/chats/{pid:int}"
        acts: dict[str, Callable[[int, Json], Any]] = {
            "start": self._start,
            "text": self._text,
            "press": self._press,
            "key": self._key,
            "location": self._location,
            "send": self._send,
            "edit": self._edit,
            "delete": self._delete,
            "forward": self._forward,
            "foreign_press": self._foreign_press,
            "block": self._block,
            "unblock": self._unblock,
            "webapp": self._webapp,
        }
        uploads: dict[str, Callable[[int, Parameters], Any]] = {
            "photo": self._photo,
            "document": self._document,
            "album": self._album,
        }
        return [
            Route("/sim/people", as_json(self._people), methods=["GET"]),
            Route("/sim/people", as_json(self._add_person), methods=["POST"]),
            Route("/sim/events", self.watching.stream, methods=["GET"]),
            Route("/sim/files/{file_id}", self._file, methods=["GET"]),
            Route(chat, as_json(self._chat), methods=["GET"]),
            *(Route(f"{chat}/{name}", as_act(act), methods=["POST"]) for name, act in acts.items()),
            *(Route(f"{chat}/{name}", as_upload(act), methods=["POST"]) for name, act in uploads.items()),
            Route("/sim/faults", as_json(self._add_fault), methods=["POST"]),
            Route("/sim/faults", as_json(self._faults), methods=["GET"]),
            Route("/sim/faults", as_json(self._drop_faults), methods=["DELETE"]),
            Route("/sim/inject", as_json(self._inject), methods=["POST"]),
            Route("/sim/calls", as_json(self._calls), methods=["GET"]),
            Route("/sim/clock", as_json(self._clock), methods=["GET"]),
            Route("/sim/clock", as_json(self._advance), methods=["POST"]),
            Route("/sim/limits", as_json(self._limits), methods=["POST"]),
            Route("/sim/reset", as_json(self._reset), methods=["POST"]),
        ]

    # Looking on

    def _people(self, _: Request, __: Json) -> Any:
        with self.world.acting:
            return [self._person(pid) for pid in self.world.people]

    def _add_person(self, _: Request, body: Json) -> Any:
        number = body.get("id")
        if number is not None and not isinstance(number, int):
            raise ActError("id is a number")
        person = self.world.add_person(number, **{name: str(body.get(name) or "") for name in PERSON_FIELDS})
        return self._person(person.id)

    def _person(self, pid: int) -> Json:
        person = self.world.people[pid]
        shown: Json = {"id": person.id}
        shown.update({name: getattr(person, name) for name in PERSON_FIELDS})
        shown["blocked"] = self.world.chats[pid].blocked
        return shown

    def _chat(self, request: Request, _: Json) -> Any:
        pid: int = request.path_params["pid"]
        world = self.world
        with world.acting:
            person = world.person(pid)
            return {
                "person": self._person(pid),
                "bot": world.bot,
                "messages": [world.rendered(message) for message in world.messages(pid)],
                "reactions": {
                    str(message.message_id): message.reaction for message in world.messages(pid) if message.reaction
                },
                "reply_keyboard": world.chats[pid].reply_keyboard,
                "menu_button": world.settings.menu_button(pid),
                "commands": world.settings.commands_for(pid, person.language_code),
                "n": world.events.last,
            }

    def _calls(self, request: Request, _: Json) -> Any:
        after = request.query_params.get("after", "0")
        if not after.isdecimal() or len(after) > 19:
            raise ActError("after is a number")
        with self.world.acting:
            return self.world.calls.after(int(after), request.query_params.get("method", ""))

    def _file(self, request: Request) -> Response:
        try:
            identity = decode_file_id(request.path_params["file_id"])
        except FileIdError as error:
            return refused(ActError(str(error)))
        with self.world.acting:
            file = self.world.files.find(identity)
            if file is None:
                return refused(ActError("there is no such file"))
            data = self.world.files.read(file, identity.letter)
        shown = file.mime.startswith("image/") or identity.kind in (PHOTO, THUMBNAIL)
        kind = "image/jpeg" if identity.kind in (PHOTO, THUMBNAIL) else file.mime or "application/octet-stream"
        name = file.name or f"{file.number}{'.jpg' if identity.kind == PHOTO else ''}"
        place = "inline" if shown else "attachment"
        return Response(
            data,
            media_type=kind,
            headers={
                "content-disposition": f"{place}; filename*=UTF-8''{quote(name)}",
                "cache-control": "no-store",
                "x-content-type-options": "nosniff",
            },
        )

    # Acting as people

    def _start(self, pid: int, body: Json) -> Any:
        return self._message(talking.start(self.world, pid, text_of(body, "payload")))

    def _text(self, pid: int, body: Json) -> Any:
        return self._message(talking.text(self.world, pid, text_of(body, "text"), number_of(body, "reply_to")))

    def _press(self, pid: int, body: Json) -> Any:
        message_id = number_of(body, "message_id")
        return {"callback_query_id": pressing.press(self.world, pid, message_id, body)}

    def _key(self, pid: int, body: Json) -> Any:
        return self._message(pressing.key(self.world, pid, text_of(body, "text"), body))

    def _location(self, pid: int, body: Json) -> Any:
        return self._message(places.location(self.world, pid, body))

    def _send(self, pid: int, body: Json) -> Any:
        return self._message(surprises.surprise(self.world, pid, text_of(body, "kind")))

    def _edit(self, pid: int, body: Json) -> Any:
        message_id = number_of(body, "message_id")
        return self._message(talking.edit(self.world, pid, message_id, text_of(body, "text")))

    def _delete(self, pid: int, body: Json) -> Any:
        talking.delete(self.world, pid, number_of(body, "message_id"))
        return {}

    def _forward(self, pid: int, body: Json) -> Any:
        message_id, source = number_of(body, "message_id"), number_of(body, "from")
        return self._message(talking.forward(self.world, pid, message_id, source))

    def _foreign_press(self, pid: int, body: Json) -> Any:
        message_id, owner, data = number_of(body, "message_id"), number_of(body, "owner"), text_of(body, "data")
        return {"callback_query_id": pressing.foreign_press(self.world, pid, message_id, owner, data)}

    def _block(self, pid: int, _: Json) -> Any:
        talking.block(self.world, pid)
        return {}

    def _unblock(self, pid: int, _: Json) -> Any:
        talking.unblock(self.world, pid)
        return {}

    def _webapp(self, pid: int, body: Json) -> Any:
        return {"url": pressing.webapp(self.world, pid, number_of(body, "message_id"), body)}

    def _photo(self, pid: int, args: Parameters) -> Any:
        caption, reply_to = args.text("caption"), args.integer("reply_to")
        return self._message(showing.photo(self.world, pid, one_file(args), caption, reply_to))

    def _document(self, pid: int, args: Parameters) -> Any:
        caption, reply_to = args.text("caption"), args.integer("reply_to")
        return self._message(showing.document(self.world, pid, one_file(args), caption, reply_to))

    def _album(self, pid: int, args: Parameters) -> Any:
        kind = args.text("kind") or "photo"
        sent = showing.album(self.world, pid, args.uploads, args.text("caption"), kind)
        return {"messages": [self.world.rendered(message) for message in sent]}

    def _message(self, message: Stored) -> Json:
        with self.world.acting:
            return {"message": self.world.rendered(message)}

    # Being Telegram

    def _add_fault(self, _: Request, body: Json) -> Any:
        with self.world.acting:
            return {"id": self.world.faults.add(body)}

    def _faults(self, _: Request, __: Json) -> Any:
        with self.world.acting:
            return [fault.shown() for fault in self.world.faults.waiting]

    def _drop_faults(self, _: Request, __: Json) -> Any:
        with self.world.acting:
            self.world.faults.clear()
            return {}

    def _inject(self, _: Request, body: Json) -> Any:
        if not body.keys() - {"update_id"}:
            raise ActError("an update needs content")
        if not isinstance(body.get("update_id", 1), int):
            raise ActError("update_id is a number")
        with self.world.acting:
            return {"update_id": self.world.updates.inject(body)}

    def _clock(self, _: Request, __: Json) -> Any:
        return {"now": self.world.clock.now()}

    def _advance(self, _: Request, body: Json) -> Any:
        seconds = body.get("advance", 0)
        if not isinstance(seconds, int | float) or not 0 <= seconds < _A_CENTURY:
            raise ActError("advance is a number of seconds from 0")
        return {"now": self.world.advance(seconds)}

    def _limits(self, _: Request, body: Json) -> Any:
        if not isinstance(body.get("flood"), bool):
            raise ActError("flood is true or false")
        with self.world.acting:
            self.world.flood.enabled = body["flood"]
            self.world.flood.clear()
            return {}

    def _reset(self, _: Request, __: Json) -> Any:
        self.world.reset()
        return {}
