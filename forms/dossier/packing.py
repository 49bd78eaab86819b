"""Writing a dossier: the same chain and files are the same bytes, and the archive carries the hash of its own bytes."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

README, VERIFIER = "README.txt", "verify_chain.py"
EVENTS, OPENINGS, HEAD = "events.jsonl", "openings.jsonl", "head.json"
TOKEN, TOKEN_CERTIFICATE = "head.tsr", "tsa.pem"
FILES = "files/"
PLAIN = (README, VERIFIER, HEAD, EVENTS, OPENINGS, TOKEN, TOKEN_CERTIFICATE)
# The archive's comment: this, and the SHA-256 in hexadecimal of all bytes of the archive before those digits.
SEAL = b"sha256:"
DIGITS = 64
LINE_ENDS = "\x85\u2028\u2029"
# An archive has no time of its own; what happened when is said by its events.
NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamping authority's response on the head (RFC 3161), and its certificate as PEM where it is known."""

    response: bytes
    certificate: bytes | None = None


def pack(
    place: Path,
    links: Sequence[Mapping[str, Any]],
    openings: Iterable[Mapping[str, Any]],
    files: Iterable[str],
    read: Callable[[str], bytes],
    stamp: Stamp | None = None,
) -> None:
    """Write the dossier of a chain with its files by hash and the time stamp of its head; links and openings come as
    `dossier/1` has them.

    Raises as `read` does; then nothing is left at the place.
    """
    last = links[-1]
    unfinished = place.with_name(place.name + ".part")
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            for name in (README, VERIFIER):
                _write(archive, name, resources.files(__package__).joinpath(name).read_bytes())
            _write(archive, HEAD, _line({"seq": last["seq"], "hash": last["hash"]}))
            _write(archive, EVENTS, b"".join(map(_line, links)))
            _write(archive, OPENINGS, b"".join(map(_line, openings)))
            if stamp is not None:
                _write(archive, TOKEN, stamp.response)
                if stamp.certificate is not None:
                    _write(archive, TOKEN_CERTIFICATE, stamp.certificate)
            for sha256 in sorted(files):
                _write(archive, FILES + sha256, read(sha256))
            archive.comment = SEAL + b"0" * DIGITS
        _seal(unfinished)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def seal_of(archive: Path) -> bytes:
    """Return the digits that the comment of an archive should carry."""
    left, hash_ = archive.stat().st_size - DIGITS, hashlib.sha256()
    with archive.open("rb") as file:
        while left > 0:
            part = file.read(min(left, 1 << 20))
            hash_.update(part)
            left -= len(part)
    return hash_.hexdigest().encode()


def _seal(archive: Path) -> None:
    digits = seal_of(archive)
    with archive.open("r+b") as file:
        file.seek(-DIGITS, 2)
        file.write(digits)


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _line(value: Mapping[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Some readers take these for the end of a line, where JSON does not.
    for sign in LINE_ENDS:
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode() + b"\n"
