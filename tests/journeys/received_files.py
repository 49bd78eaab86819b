"""Files that the bot sent into a chat, opened as people open them."""

import time

from sandbox.driver import Phone
from sandbox.file_ids import decode_file_id


def received(phone: Phone, name: str, *, seconds: float = 20.0) -> bytes:
    """Wait for a document of the bot with this name, and return its bytes."""
    world = phone.town.sandbox.world
    deadline = time.monotonic() + seconds
    names: set[str] = set()
    while True:
        with world.acting:
            for message in reversed(world.messages(phone.number)):
                document = message.data.get("document")
                if document:
                    names.add(document["file_name"])
                if document and message.data["from"]["is_bot"] and document["file_name"] == name:
                    identity = decode_file_id(document["file_id"])
                    file = world.files.find(identity)
                    assert file is not None
                    return world.files.read(file, identity.letter)
        assert time.monotonic() < deadline, f"no file {name} among {names}\n{phone.screen()}"
        time.sleep(0.02)
