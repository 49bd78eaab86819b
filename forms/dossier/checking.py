"""Checking a dossier: everything that is wrong with it, each with its place. Nothing but the file is needed."""

import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forms.dossier import packing as form
from rules.chains import ERASED, FIELDS, NO_LINK, is_link_whole, sealed
from rules.errors import dossiers as problems
from rules.refusals import Refused

SHA256 = re.compile(r"[0-9a-f]{64}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
END_OF_ARCHIVE, END_LENGTH = b"PK\x05\x06", 22
LINE_MOST, HEAD_MOST = 16 * 2**20, 1024
Place = tuple[int, str]


@dataclass(slots=True)
class Checked:
    """What was found: the faults, what the dossier holds, and the number of the event that a paper names (0: none)."""

    faults: list[Refused] = field(default_factory=list)
    events: int = 0
    files: int = 0
    erased: int = 0
    head: str = NO_LINK
    printed: int = 0


@dataclass(slots=True)
class _Chain:
    """What the events say."""

    links: list[dict[str, Any]] = field(default_factory=list)
    sealed: dict[Place, str] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    erased: set[Place] = field(default_factory=set)
    erased_files: set[str] = field(default_factory=set)


def check_dossier(place: Path, printed: str = "") -> Checked:
    """Return everything that is wrong with a dossier, and what it holds. Raises `Refused` for what is no archive.

    `printed` is the hash at the foot of a paper, in groups or not: that of the last event when it was printed, which
    the chain must hold.
    """
    checked = Checked()
    try:
        with zipfile.ZipFile(place) as archive:
            checked.faults += _faults_of_archive(place, archive)
            checked.faults += _check_entries(archive, checked, printed)
    except OSError as error:
        raise Refused(problems.UNREADABLE, file=place, because=error.strerror or type(error).__name__) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise Refused(problems.DAMAGED, file=place, because=str(error) or type(error).__name__) from error
    return checked


def _faults_of_archive(place: Path, archive: zipfile.ZipFile) -> Iterator[Refused]:
    """Yield what is wrong with the archive itself: of what was written by us, no byte may differ."""
    mark = archive.comment
    with place.open("rb") as file:
        file.seek(-(END_LENGTH + len(mark)), 2)
        is_at_the_end = file.read(4) == END_OF_ARCHIVE
    if not is_at_the_end or (mark and mark != form.SEAL + form.seal_of(place)):
        yield Refused(problems.ARCHIVE_CHANGED)
    names = archive.namelist()
    for name in sorted(name for name, count in Counter(names).items() if count > 1):
        yield Refused(problems.ENTRY_TWICE, entry=name)
    for name in names:
        is_file = name.startswith(form.FILES) and SHA256.fullmatch(name.removeprefix(form.FILES))
        if name not in form.PLAIN and not is_file:
            yield Refused(problems.ENTRY_UNKNOWN, entry=name)
    for name in (form.EVENTS, form.HEAD, form.README, form.VERIFIER):
        if name not in names:
            yield Refused(problems.ENTRY_MISSING, entry=name)


def _check_entries(archive: zipfile.ZipFile, checked: Checked, printed: str) -> Iterator[Refused]:
    names = set(archive.namelist())
    chain = _Chain()
    if form.EVENTS in names:
        yield from _read_events(archive, chain)
    checked.events = len(chain.links)
    checked.erased = len(chain.erased) + len(chain.erased_files)
    if chain.links:
        checked.head = str(chain.links[-1]["hash"])
    if printed:
        wanted = "".join(printed.split()).lower()
        checked.printed = next((link["seq"] for link in chain.links if link["hash"] == wanted), 0)
        if not checked.printed:
            yield Refused(problems.PAPER_OF_ANOTHER, hash=printed)
    if form.HEAD in names:
        yield from _faults_of_head(archive, checked)
    yield from _faults_of_openings(archive, chain)
    held = {name.removeprefix(form.FILES) for name in names if name.startswith(form.FILES)}
    checked.files = len(held)
    for sha256 in sorted(held):
        if _hash(archive, form.FILES + sha256) != sha256:
            yield Refused(problems.FILE_CHANGED, sha256=sha256)
    for sha256 in sorted(chain.named - held - chain.erased_files):
        yield Refused(problems.FILE_MISSING, sha256=sha256)
    for sha256 in sorted(held - chain.named):
        yield Refused(problems.FILE_UNNAMED, sha256=sha256)


def _read_events(archive: zipfile.ZipFile, chain: _Chain) -> Iterator[Refused]:
    prev = NO_LINK
    for number, link in _lines(archive, form.EVENTS):
        if link is None or (wrong := _wrong_field(link)):
            yield Refused(problems.EVENT_UNREADABLE, line=number, because="JSON" if link is None else wrong)
            continue
        if link["seq"] != number:
            yield Refused(problems.EVENT_OUT_OF_ORDER, line=number, seq=link["seq"])
        if link["prev"] != prev:
            yield Refused(problems.EVENT_NOT_LINKED, line=number)
        if not is_link_whole(link):
            yield Refused(problems.EVENT_CHANGED, line=number)
        prev = link["hash"]
        chain.links.append(link)
        chain.named |= set(link["files"])
        chain.sealed |= {(number, path): value for path, value in _sealed_values(link["body"])}
        if link["type"] == ERASED:
            yield from _erase(chain, number, link["body"])
    if not chain.links:
        yield Refused(problems.NO_EVENTS)


def _wrong_field(link: Mapping[str, Any]) -> str:
    """Return the field of an event that is not as it should be, empty when all are."""
    if set(link) != set(FIELDS):
        return ", ".join(sorted(set(link) ^ set(FIELDS)))
    kinds = {"seq": int, "prev": str, "type": str, "actor": str, "server_time": str, "files": list, "body": dict}
    for name, kind in kinds.items():
        if not isinstance(link[name], kind) or isinstance(link[name], bool):
            return name
    if not TIME.fullmatch(link["server_time"]):
        return "server_time"
    if not all(isinstance(sha256, str) and SHA256.fullmatch(sha256) for sha256 in link["files"]):
        return "files"
    return "body" if _has_fraction(link["body"]) else ""


def _has_fraction(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_has_fraction, value.values() if isinstance(value, dict) else value))
    return isinstance(value, float)


def _sealed_values(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and set(value) == {"sealed"}:
        yield path, str(value["sealed"])
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _sealed_values(part, f"{path}/{key}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _sealed_values(part, f"{path}/{place}")


def _erase(chain: _Chain, number: int, body: Mapping[str, Any]) -> Iterator[Refused]:
    if set(body) == {"file"} and body["file"] in chain.named:
        chain.erased_files.add(body["file"])
    elif set(body) == {"seq", "path"} and (body["seq"], body["path"]) in chain.sealed:
        chain.erased.add((body["seq"], body["path"]))
    else:
        yield Refused(problems.ERASED_NOTHING, line=number)


def _faults_of_head(archive: zipfile.ZipFile, checked: Checked) -> Iterator[Refused]:
    with archive.open(form.HEAD) as entry:
        try:
            head = json.loads(entry.read(HEAD_MOST))
        except ValueError:
            head = None
    if head != {"seq": checked.events, "hash": checked.head}:
        yield Refused(problems.HEAD_DIFFERS)


def _faults_of_openings(archive: zipfile.ZipFile, chain: _Chain) -> Iterator[Refused]:
    opened: set[Place] = set()
    lines = _lines(archive, form.OPENINGS) if form.OPENINGS in archive.namelist() else ()
    for number, opening in lines:
        if opening is None or set(opening) != {"seq", "path", "salt", "value"}:
            yield Refused(problems.OPENING_WRONG, line=number)
            continue
        place = (opening["seq"], opening["path"])
        wanted = chain.sealed.get(place)
        if place in opened or wanted is None or wanted != sealed(str(opening["salt"]), str(opening["value"])):
            yield Refused(problems.OPENING_WRONG, line=number)
        elif place in chain.erased:
            yield Refused(problems.STILL_OPENED, line=number, seq=place[0], path=place[1])
        opened.add(place)
    for seq, path in sorted(set(chain.sealed) - opened - chain.erased):
        yield Refused(problems.NOT_OPENED, seq=seq, path=path)


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Yield the lines of an entry as objects, none for what is not one."""
    with archive.open(name) as entry:
        number = 0
        while line := entry.readline(LINE_MOST):
            number += 1
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):
                value = None
            yield number, value if isinstance(value, dict) else None


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    hash_ = hashlib.sha256()
    with archive.open(name) as entry:
        while part := entry.read(1 << 20):
            hash_.update(part)
    return hash_.hexdigest()
