"""The files that Telegram keeps: their bytes, their identifiers and their download paths."""

import mimetypes
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.clock import Clock
from sandbox.file_ids import (
    ANIMATION,
    AUDIO,
    DOCUMENT,
    PHOTO,
    STICKER,
    THUMBNAIL,
    VIDEO,
    VIDEO_NOTE,
    VOICE,
    FileId,
    decode_file_id,
    encode_file_id,
    encode_unique_id,
)
from sandbox.journal import NoJournal
from sandbox.pictures import Scaled

PATH_SECONDS = 3_600
_FOLDERS = {
    PHOTO: ("photos", ".jpg"),
    THUMBNAIL: ("thumbnails", ".jpg"),
    DOCUMENT: ("documents", ""),
    VOICE: ("voice", ".oga"),
    VIDEO: ("videos", ".mp4"),
    VIDEO_NOTE: ("video_notes", ".mp4"),
    STICKER: ("stickers", ".webp"),
    ANIMATION: ("animations", ".mp4"),
    AUDIO: ("music", ".mp3"),
}
_FIELDS = ("photo", "document", "animation", "audio", "video", "video_note", "voice", "sticker")


@dataclass(slots=True)
class StoredFile:
    """One file with all its sizes.

    Attributes:
        shapes: By size letter (empty for the file itself): bytes, width, height.
        facts: Fields of its Bot API object beside the identifiers, such as duration.
    """

    number: int
    key: int
    kind: int
    name: str = ""
    mime: str = ""
    shapes: dict[str, list[int]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    def identity(self, letter: str = "") -> FileId:
        """The file, or one of its sizes."""
        kind = THUMBNAIL if letter and self.kind != PHOTO else self.kind
        return FileId(kind, self.number, self.key, letter)

    def photo_sizes(self, reference: int) -> list[dict[str, Any]]:
        """PhotoSize array, smallest first, as message number `reference` shows it."""
        return [self._size(letter, reference) for letter in self.shapes]

    def described(self, reference: int, *, as_document: bool = False) -> dict[str, Any]:
        """Document, Voice, Video … as message number `reference` shows it; a Document leaves out the facts."""
        found: dict[str, Any] = {} if as_document else dict(self.facts)
        if self.name:
            found["file_name"] = self.name
        if self.mime:
            found["mime_type"] = self.mime
        if "m" in self.shapes:
            found["thumbnail"] = self._size("m", reference)
        found["file_id"] = encode_file_id(self.identity(), reference)
        found["file_unique_id"] = encode_unique_id(self.identity())
        found["file_size"] = self.shapes[""][0]
        return found

    def _size(self, letter: str, reference: int) -> dict[str, Any]:
        size, width, height = self.shapes[letter]
        identity = self.identity(letter)
        return {
            "file_id": encode_file_id(identity, reference),
            "file_unique_id": encode_unique_id(identity),
            "file_size": size,
            "width": width,
            "height": height,
        }


class FileStore:
    """All files of the sandbox, in memory or in the folder of its journal."""

    def __init__(self, clock: Clock, journal: NoJournal) -> None:
        self.clock = clock
        self.journal = journal
        self._files: dict[int, StoredFile] = {}
        self._bytes: dict[tuple[int, str], bytes] = {}
        self._paths: dict[str, tuple[int, str, float]] = {}
        self._given: dict[tuple[int, str], str] = {}
        self._folder = journal.folder / "files" if journal.folder else None
        if self._folder:
            self._folder.mkdir(exist_ok=True)

    def load(self) -> None:
        """Takes up what the journal kept."""
        for _, kept in self.journal.load("file"):
            self._files[kept["number"]] = StoredFile(**kept)
        for path, (number, letter, expires) in self.journal.load("path"):
            self._paths[path] = (number, letter, expires)
            self._given[number, letter] = path

    def add_photo(self, sizes: list[Scaled]) -> StoredFile:
        """Keeps a photo in all its sizes."""
        file = self._new(PHOTO)
        for scaled in sizes:
            self._shape(file, scaled.letter, scaled.data, scaled.width, scaled.height)
        return self._keep(file)

    def add(
        self,
        kind: int,
        data: bytes,
        *,
        name: str = "",
        mime: str = "",
        thumbnail: Scaled | None = None,
        facts: dict[str, Any] | None = None,
    ) -> StoredFile:
        """Keeps any other file, its bytes unchanged; an unknown type is guessed from the name."""
        file = self._new(kind)
        file.name = name
        file.mime = mime or mimetypes.guess_type(name)[0] or ""
        file.facts = facts or {}
        self._shape(file, "", data, 0, 0)
        if thumbnail:
            self._shape(file, "m", thumbnail.data, thumbnail.width, thumbnail.height)
        return self._keep(file)

    def find(self, identity: FileId) -> StoredFile | None:
        """The file of an identifier; None when its number, key, kind or size was never given out."""
        file = self._files.get(identity.number)
        if file is None or file.key != identity.key or identity.letter not in file.shapes:
            return None
        return file if file.identity(identity.letter).kind == identity.kind else None

    def renewed(self, content: dict[str, Any], reference: int) -> dict[str, Any]:
        """The same content in another message: every file_id is new, its unique id stays."""
        found = dict(content)
        for name in _FIELDS:
            if name not in content:
                continue
            sizes = content[name] if isinstance(content[name], list) else [content[name]]
            file = self.find(decode_file_id(sizes[0]["file_id"]))
            if file is not None:
                if name == "photo":
                    found[name] = file.photo_sizes(reference)
                else:
                    found[name] = file.described(reference, as_document=name == "document")
        return found

    def read(self, file: StoredFile, letter: str) -> bytes:
        """The bytes of a file or one of its sizes."""
        if self._folder:
            return self._place(self._folder, file.number, letter).read_bytes()
        return self._bytes[file.number, letter]

    def path_of(self, file: StoredFile, letter: str) -> str:
        """A download path, good for an hour of Telegram's clock; asking again renews it."""
        path = self._given.get((file.number, letter))
        if path is None:
            folder, suffix = _FOLDERS[file.identity(letter).kind]
            suffix = suffix or _plain_suffix(file.name)
            path = f"{folder}/file_{len(self._given)}{suffix}"
            self._given[file.number, letter] = path
        expires = self.clock.now() + PATH_SECONDS
        self._paths[path] = (file.number, letter, expires)
        self.journal.put("path", path, [file.number, letter, expires])
        return path

    def open_path(self, path: str) -> bytes | None:
        """The bytes behind a download path; None when it is unknown or expired."""
        number, letter, expires = self._paths.get(path, (0, "", 0.0))
        if expires <= self.clock.now():
            return None
        return self.read(self._files[number], letter)

    def clear(self) -> None:
        """Forgets every file."""
        if self._folder:
            for file in self._files.values():
                for letter in file.shapes:
                    self._place(self._folder, file.number, letter).unlink(missing_ok=True)
        for kept in (self._files, self._bytes, self._paths, self._given):
            kept.clear()
        self.journal.clear("file", "path")

    def _new(self, kind: int) -> StoredFile:
        # Numbers as large as Telegram's, so that nobody gets away with 32 bits or with a float.
        number = (1 << 62) | random.getrandbits(62)
        return StoredFile(number, random.getrandbits(63), kind)

    def _shape(self, file: StoredFile, letter: str, data: bytes, width: int, height: int) -> None:
        file.shapes[letter] = [len(data), width, height]
        if self._folder:
            self._place(self._folder, file.number, letter).write_bytes(data)
        else:
            self._bytes[file.number, letter] = data

    def _keep(self, file: StoredFile) -> StoredFile:
        self._files[file.number] = file
        kept = {name: getattr(file, name) for name in StoredFile.__slots__}
        self.journal.put("file", file.number, kept)
        return file

    @staticmethod
    def _place(folder: Path, number: int, letter: str) -> Path:
        return folder / f"{number}-{letter or 'whole'}"


def _plain_suffix(name: str) -> str:
    suffix = Path(name).suffix
    return suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,10}", suffix) else ""
