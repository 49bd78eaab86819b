"""The words of the papers: data files of the package, changed by an office's own files of the same names.

A text may hold places, `{name}` or `{name:8}`; the number is the width of the line to write on while nothing fills it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

from forms.papers.page import Blank, Line, Look, PageBreak, Part, Text
from forms.papers.refusals import PaperRefused
from rules.errors import papers as problems

NAMES = ("paper", "record", "notice", "scheme", "minute", "transfer", "publication", "addendum")
SECTION_KEYS = {"is_on": bool, "title": str, "text": list}


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one kind of paper."""

    name: str
    entries: Mapping[str, Any]

    def text(self, table: str, key: str) -> str:
        """Return a text as it is written, with its places."""
        found: str = self.entries[table][key]
        return found

    def parts(self, table: str, key: str, **places: str | Part | None) -> tuple[Part, ...]:
        """Return a text with its places filled; those that nothing fills are lines to write on."""
        return tuple(_filled(self.text(table, key), places))

    def item(self, key: str, at: int, **places: str | Part | None) -> tuple[Part, ...]:
        """Return one text of a list with its places filled; the last serves for all that follow."""
        texts = self.entries[key]
        return tuple(_filled(texts[min(at, len(texts) - 1)], places))

    def line(self, table: str, key: str, look: Look = "plain", **places: str | Part | None) -> Line:
        """Return a text as a line, see `parts`."""
        return Line(self.parts(table, key, **places), look)

    def said(self, table: str, key: str, **places: str) -> str:
        """Return a text with its places filled, as plain words."""
        return self.text(table, key).format_map(places)

    def sections(self, facts: Mapping[str, str]) -> Iterator[Line | PageBreak]:
        """Yield the sections that are turned on, beginning a page; places are filled from the facts.

        The section of `experts` stands only where there are any.
        """
        chosen = [
            section
            for name, section in self.entries["sections"].items()
            if section["is_on"] and (name != "experts" or name in facts)
        ]
        if chosen:
            yield PageBreak()
        for section in chosen:
            yield Line((Text(section["title"]),), "heading")
            for paragraph in section["text"]:
                yield Line(tuple(_filled(paragraph, facts)), "body")


Templates = Mapping[str, Template]


def all_texts(templates: Templates) -> Iterator[str]:
    """Yield every text of the templates."""
    for template in templates.values():
        yield from _texts(template.entries)


def _texts(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping | list):
        for each in entry.values() if isinstance(entry, Mapping) else entry:
            yield from _texts(each)


def read_templates(folder: Path | None = None) -> Templates:
    """Return the words of all papers, changed by the office's files where it has any.

    Raises:
        PaperRefused: The folder is not there or holds a file of another name; a file of the office cannot be read, has
            a key that is not known, or a place that nothing fills.
    """
    if folder is None:
        return _originals()
    if faults := template_faults(folder):
        raise faults[0]
    return {name: Template(name, _changed(name, folder / f"{name}.toml")) for name in NAMES}


def template_faults(folder: Path) -> list[PaperRefused]:
    """Return what is to be mended in an office's folder: the first fault of each file, by name."""
    if not folder.is_dir():
        return [PaperRefused(problems.TEMPLATE_FOLDER, folder=str(folder))]
    faults = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in NAMES:
            names = "、".join(f"{name}.toml" for name in NAMES)
            faults.append(PaperRefused(problems.TEMPLATE_NAME, file=str(path), names=names))
            continue
        try:
            _changed(path.stem, path)
        except PaperRefused as refused:
            faults.append(refused)
    return faults


@cache
def _originals() -> Templates:
    folder = files("forms.papers") / "templates"
    return {
        name: Template(name, tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))) for name in NAMES
    }


def _changed(name: str, path: Path) -> Mapping[str, Any]:
    original = _originals()[name].entries
    if not path.exists():
        return original
    try:
        change = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PaperRefused(problems.TEMPLATE_UNREADABLE, file=str(path), reason=str(error)) from error
    return _merged(original, change, str(path), "")


def _merged(original: Mapping[str, Any], change: Mapping[str, Any], file: str, above: str) -> Mapping[str, Any]:
    merged = dict(original)
    for key, value in change.items():
        path = f"{above}{key}"
        if above == "sections.":
            merged[key] = _section(original.get(key, {}), value, file, path)
        elif key not in original or type(value) is not type(original[key]):
            raise PaperRefused(problems.TEMPLATE_KEY, file=file, key=path)
        elif isinstance(value, dict):
            merged[key] = _merged(original[key], value, file, f"{path}.")
        else:
            _ensure_places(original[key], value, file, path)
            merged[key] = value
    return merged


def _section(original: Mapping[str, Any], change: object, file: str, path: str) -> Mapping[str, Any]:
    """Return a section of the office, new or changed; its places are facts, which each visit has as it has them."""
    section = {**original, **change} if isinstance(change, dict) else {}
    is_known = set(section) == set(SECTION_KEYS) and all(
        isinstance(section[key], kind) for key, kind in SECTION_KEYS.items()
    )
    if not is_known or not all(isinstance(paragraph, str) for paragraph in section["text"]):
        raise PaperRefused(problems.TEMPLATE_KEY, file=file, key=path)
    for paragraph in section["text"]:
        _places(paragraph, file, path)
    return section


def _ensure_places(original: Any, changed: Any, file: str, key: str) -> None:
    pairs = [(original, changed)] if isinstance(changed, str) else []
    if isinstance(changed, list):
        if len(changed) != len(original) or not all(isinstance(each, str) for each in changed):
            raise PaperRefused(problems.TEMPLATE_KEY, file=file, key=key)
        pairs = list(zip(original, changed, strict=True))
    for before, after in pairs:
        known = _places(before, file, key)
        for place in _places(after, file, key) - known:
            told = "、".join(sorted(known)) or "–"
            raise PaperRefused(problems.TEMPLATE_PLACE, file=file, key=key, place=place, places=told)


def _places(text: str, file: str, key: str) -> set[str]:
    try:
        found = list(Formatter().parse(text))
        widths = [float(width) for _, _, width, _ in found if width]
    except ValueError as error:
        raise PaperRefused(problems.TEMPLATE_UNREADABLE, file=file, reason=f"{key}: {error}") from error
    if any(not 0 < width < 60 for width in widths):
        raise PaperRefused(problems.TEMPLATE_UNREADABLE, file=file, reason=f"{key}: {widths}")
    return {name for _, name, _, _ in found if name is not None}


def _filled(text: str, places: Mapping[str, str | Part | None]) -> Iterator[Part]:
    for words, name, width, _ in Formatter().parse(text):
        if words:
            yield Text(words)
        if name is None:
            continue
        value = places.get(name)
        if value is None or value == "":
            if width:
                yield Blank(float(width))
        elif isinstance(value, str):
            yield Text(" ".join(value.split()), is_filled=bool(width))
        else:
            yield value
