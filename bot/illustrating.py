"""Files of forms on their way: known to Telegram by name after the first time, before that out of the database."""

from collections.abc import Mapping
from typing import Any

from storage import sent_files
from storage.database import Database
from storage.files import FileStore

FORM = "form:"
Body = dict[str, Any]


class Illustrator:
    """Says where the files of a message are to be had. Everything here waits for a disk: call it in a thread."""

    def __init__(self, database: Database, files: FileStore, bot_id: int) -> None:
        self._database = database
        self._files = files
        self._bot_id = bot_id

    def by_name(self, body: Body) -> Body:
        """Return the message with what Telegram knows by its name there, the rest as bytes in the store."""
        hashes = [_hash(item) for item in body["items"]]
        with self._database.reading() as connection:
            return self._with_sources(body, sent_files.known(connection, self._bot_id, hashes))

    def by_bytes(self, body: Body) -> Body:
        """Return the message with all of its files as bytes in the store."""
        return self._with_sources(body, {})

    def _with_sources(self, body: Body, known: Mapping[tuple[str, str], str]) -> Body:
        items = []
        for item in body["items"]:
            file_id = known.get((item["what"], _hash(item)))
            items.append(item | {"source": f"telegram:{file_id}" if file_id else self._stored(_hash(item))})
        return body | {"items": items}

    def _stored(self, sha256: str) -> str:
        """Put a file where the speaker, who knows no tables, can read it."""
        with self._database.reading() as connection:
            content = sent_files.content_of(connection, sha256)
        if content is None:
            raise LookupError(f"no file {sha256}")
        return f"sha256:{self._files.keep(content)}"


def file_ids(body: Body, given: list[str | None]) -> dict[tuple[str, str], str]:
    """Return the names that Telegram gave, by what each file was sent as and its hash; `body` as it was said."""
    return {(item["what"], _hash(item)): file_id for item, file_id in zip(body["items"], given, strict=True) if file_id}


def is_by_name(body: Body) -> bool:
    """Whether any file is to be sent by the name that Telegram has given it."""
    return any(item["source"].startswith("telegram:") for item in body["items"])


def _hash(item: Body) -> str:
    return str(item["source"]).removeprefix(FORM)
