"""The evidence store: files by the SHA-256 of their bytes, create-only, a folder by default or S3 by address."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore, ObjectStore, from_url

WORKBOOKS = "workbooks/"
"""The folder for what clerks send: apart from the evidence, because it is let go of again."""


PART_BYTES = 1 << 18


class FileAltered(Exception):
    """What the store holds under a hash is not what was kept under it."""


class FileStore:
    """Content-addressed: the same bytes are stored once, and nothing is ever overwritten."""

    def __init__(self, url: str, folder: str = "", *, is_tidy: bool = False) -> None:
        """Open a store; one that `is_tidy` leaves no empty folder where it erases."""
        self._folder = folder
        address = urlparse(url)
        self._store: ObjectStore
        if address.scheme == "file":
            place = Path(address.path)
            place.mkdir(parents=True, exist_ok=True)
            self._store = LocalStore(place, automatic_cleanup=is_tidy)
        else:
            self._store = from_url(url)

    def keep(self, content: bytes | Path) -> str:
        """Store bytes, or the bytes of a file, and return their SHA-256 in hexadecimal."""
        data = content.read_bytes() if isinstance(content, Path) else content
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            obstore.put(self._store, self._path(sha256), data, mode="create")
        except AlreadyExistsError:
            return sha256
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes. Raises `FileNotFoundError` for an unknown hash."""
        return bytes(obstore.get(self._store, self._path(sha256)).bytes())

    def stream(self, sha256: str) -> tuple[int, Iterator[bytes]]:
        """Return how many bytes there are, and the bytes part by part, once all of them were held against their hash.

        Raises as `read`, and `FileAltered`.
        """
        digest = hashlib.sha256()
        for part in self._parts(sha256)[1]:
            digest.update(part)
        if digest.hexdigest() != sha256:
            raise FileAltered(sha256)
        return self._parts(sha256)

    def erase(self, sha256: str) -> None:
        """Remove the bytes for good; those of an unknown hash are gone already."""
        with contextlib.suppress(FileNotFoundError):
            obstore.delete(self._store, self._path(sha256))

    def _parts(self, sha256: str) -> tuple[int, Iterator[bytes]]:
        found = obstore.get(self._store, self._path(sha256))
        return int(found.meta["size"]), (bytes(part) for part in found.stream(min_chunk_size=PART_BYTES))

    def _path(self, sha256: str) -> str:
        return f"{self._folder}{sha256[:2]}/{sha256}"
