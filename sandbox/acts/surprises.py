"""People send what a bot may not expect: stickers, voice, polls and more."""

import random
from collections.abc import Callable

from sandbox import recorder
from sandbox.acts.talking import chat_of, say
from sandbox.errors import ActError
from sandbox.file_ids import ANIMATION, AUDIO, STICKER, VIDEO, VIDEO_NOTE, VOICE
from sandbox.files import StoredFile
from sandbox.messages import Json, Stored
from sandbox.world import World

# kind: number of the file type, name, type, further fields.
_FILES: dict[str, tuple[int, str, str, Json]] = {
    "sticker": (
        STICKER,
        "",
        "",
        {
            "width": 512,
            "height": 512,
            "emoji": "😀",
            "set_name": "HotCherry",
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        },
    ),
    "voice": (VOICE, "", "audio/ogg", {"duration": 4}),
    "video": (VIDEO, "IMG_1.MOV", "video/mp4", {"duration": 9, "width": 720, "height": 1280}),
    "video_note": (VIDEO_NOTE, "", "", {"duration": 6, "length": 384}),
    "audio": (AUDIO, "song.mp3", "audio/mpeg", {"duration": 201, "title": "Song", "performer": "Band"}),
    "animation": (ANIMATION, "a.mp4", "video/mp4", {"duration": 3, "width": 320, "height": 240}),
}


_BYTES = {"voice": recorder.spoken, "audio": recorder.sung}


def surprise(world: World, pid: int, kind: str) -> Stored:
    """Sends a message of an odd kind.

    Args:
        world: The world.
        pid: Who sends it.
        kind: venue, contact, sticker, voice, video, video_note, audio, animation, poll or dice.

    Raises:
        ActError: For another kind.
    """
    with world.acting:
        chat_of(world, pid)
        if kind in _FILES:
            number, name, mime, facts = _FILES[kind]
            data = _BYTES.get(kind, recorder.filmed)()
            file = world.files.add(number, data, name=name, mime=mime, facts=facts)
            return say(world, pid, lambda reference: _file_fields(kind, file, reference))
        if kind not in _PLAIN:
            raise ActError(f"the kinds are {', '.join([*_PLAIN, *_FILES])}")
        content = _PLAIN[kind]()
        return say(world, pid, lambda _: content)


def _file_fields(kind: str, file: StoredFile, reference: int) -> Json:
    fields: Json = {kind: file.described(reference)}
    if kind == "animation":
        # It also comes as a document, for bots from before animations.
        fields["document"] = file.described(reference, as_document=True)
    return fields


def _venue() -> Json:
    place = {"latitude": 29.7203, "longitude": 106.6313}
    return {"location": place, "venue": {"location": place, "title": "两路老街", "address": "渝北区双凤桥街道"}}


def _contact() -> Json:
    return {"contact": {"phone_number": "+8613900000000", "first_name": "张"}}


def _poll() -> Json:
    options = [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(("是", "否"))]
    return {
        "poll": {
            "id": str(random.getrandbits(62)),
            "question": "今天检查吗？",
            "options": options,
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }


def _dice() -> Json:
    return {"dice": {"emoji": "🎲", "value": random.randint(1, 6)}}  # noqa: S311  (a die)


_PLAIN: dict[str, Callable[[], Json]] = {"venue": _venue, "contact": _contact, "poll": _poll, "dice": _dice}
