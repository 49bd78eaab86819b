#!/usr/bin/env python3
"""Check a dossier (dossier/1) with nothing but Python: `python verify_chain.py dossier.zip [HASH]`.

Prints every fault and ends with 1, or says that the dossier is whole and ends with 0. HASH stands at the foot of a
paper, with or without its spaces. 验证卷宗，只需 Python；HASH 是文书页脚的哈希值。
"""

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

FIELDS = {"seq", "prev", "type", "actor", "server_time", "files", "body", "hash"}
PLAIN = {"README.txt", "verify_chain.py", "head.json", "events.jsonl", "openings.jsonl", "head.tsr", "tsa.pem"}


def sealed_values(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and hash of every sealed value."""
    if isinstance(value, dict) and set(value) == {"sealed"}:
        yield path, value["sealed"]
    elif isinstance(value, (dict, list)):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from sealed_values(part, f"{path}/{key}")


def faults(name: str, printed: str = "") -> Iterator[str]:
    """Yield everything that is wrong."""
    with open(name, "rb") as file:
        raw = file.read()
    with zipfile.ZipFile(name) as archive:
        mark, end = archive.comment, len(raw) - len(archive.comment)
        if raw[end - 22 : end - 18] != b"PK\x05\x06":
            yield "something follows the archive"
        if mark and mark != b"sha256:" + hashlib.sha256(raw[: end + 7]).hexdigest().encode():
            yield "the archive was changed after it was written"
        names = archive.namelist()
        if len(set(names)) != len(names):
            yield "an entry stands in the archive twice"
        entries = {entry: archive.read(entry) for entry in names}
    yield from (f"{entry} does not belong here" for entry in entries if entry not in PLAIN and entry[:6] != "files/")
    lines = [json.loads(line) for line in entries["events.jsonl"].decode().split("\n") if line]
    openings = [json.loads(line) for line in entries.get("openings.jsonl", b"").decode().split("\n") if line]
    prev = "0" * 64
    sealed: dict[tuple[int, str], str] = {}
    erased, gone, named = set(), set(), set()
    for number, event in enumerate(lines, 1):
        rest = {key: value for key, value in event.items() if key != "hash"}
        text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        if set(event) != FIELDS or event["seq"] != number or event["prev"] != prev:
            yield f"event {number} does not follow the one before it"
        prev = event.get("hash")
        if hashlib.sha256(b"\x00" + text.encode()).hexdigest() != prev:
            yield f"event {number} was changed"
        body = event["body"]
        sealed |= {(number, path): value for path, value in sealed_values(body)}
        named |= set(event["files"])
        if event["type"] == "erased":
            gone |= {body["file"]} if "file" in body else set()
            erased |= {(body["seq"], body["path"])} if "path" in body else set()
    if json.loads(entries["head.json"]) != {"seq": len(lines), "hash": prev}:
        yield "the head does not name the last event"
    if printed and printed not in {event.get("hash") for event in lines}:
        yield "no event has the hash of the paper. 没有事件是这份文书页脚的哈希值。"
    opened = set()
    for each in openings:
        place = (each["seq"], each["path"])
        if place in opened or sealed.get(place) != hashlib.sha256((each["salt"] + each["value"]).encode()).hexdigest():
            yield f"the opening of event {each['seq']}, {each['path']}, does not fit"
        opened.add(place)
    yield from (f"event {n}, {path}, is neither opened nor erased" for n, path in set(sealed) - opened - erased)
    yield from (f"event {n}, {path}, was erased and is still opened" for n, path in opened & erased)
    held = {entry[6:]: content for entry, content in entries.items() if entry[:6] == "files/"}
    yield from (
        f"file {sha} was changed" for sha, content in held.items() if hashlib.sha256(content).hexdigest() != sha
    )
    yield from (f"file {sha} is missing" for sha in named - set(held) - gone)
    yield from (f"file {sha} is named by no event" for sha in set(held) - named)


def verdict(name: str, printed: str = "") -> list[str]:
    """Return everything that is wrong; whatever cannot be read is not whole."""
    try:
        return list(faults(name, printed))
    except Exception as error:
        return [f"changed, or not the whole file: {type(error).__name__} {error}. 文件被改动过，或不完整。"]


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("python verify_chain.py dossier.zip [HASH]")
    found = verdict(sys.argv[1], "".join(sys.argv[2:]).lower())
    whole = "whole: every event, opening and file is as it was written. 完整：均与写入时一致。"
    sys.stdout.write(("\n".join(found) or whole) + "\n")
    sys.exit(1 if found else 0)
