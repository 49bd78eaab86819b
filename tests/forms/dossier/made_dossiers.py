"""Dossiers as the product writes them, of made-up chains, and their tampered copies."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from forms.dossier.packing import pack
from rules.chains import NO_LINK, link_hash, sealed

# With signs that some take for the end of a line.
NOTE = "后厨有积水\x85见照片\u2028\u2029"
PICTURE, PAPER, GONE = b"a picture", b"a paper", b"a picture that was erased"
Entries = dict[str, bytes]


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def chain(*events: tuple[str, dict[str, Any], list[str]]) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = []
    for seq, (type_, body, files) in enumerate(events, 1):
        link = {
            "seq": seq,
            "prev": links[-1]["hash"] if links else NO_LINK,
            "type": type_,
            "actor": "I-1",
            "server_time": f"2026-03-12T08:00:0{seq}.000Z",
            "files": files,
            "body": body,
        }
        links.append({**link, "hash": link_hash(link)})
    return links


LINKS = chain(
    ("assigned", {"to": ["I-1", "I-2"]}, []),
    ("finding", {"note": {"sealed": sealed("5a", NOTE)}, "at": {"who": {"sealed": sealed("b7", "王某")}}}, []),
    ("evidence_secured", {"purpose": "item"}, [sha(PICTURE), sha(GONE)]),
    ("paper_printed", {"paper": "record"}, [sha(PAPER)]),
    ("erased", {"seq": 2, "path": "/at/who"}, []),
    ("erased", {"file": sha(GONE)}, []),
)
OPENINGS = [{"seq": 2, "path": "/note", "salt": "5a", "value": NOTE}]
FILES = {sha(content): content for content in (PICTURE, PAPER)}


def written(folder: Path) -> Path:
    """Write the dossier and return where."""
    place = folder / "dossier.zip"
    pack(place, LINKS, OPENINGS, FILES, FILES.__getitem__)
    return place


def tampered(place: Path, change: Callable[[Entries], None]) -> Path:
    """Write a copy whose entries are changed, as someone would who unpacks and packs it again."""
    with zipfile.ZipFile(place) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    copy = place.with_name("tampered.zip")
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return copy


def relined(entries: Entries, name: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the lines of an entry."""
    lines = [json.loads(line) for line in entries[name].splitlines()]
    change(lines)
    entries[name] = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
