"""The fonts of the papers: only those of one folder, never one that happens to lie on the machine."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from forms.fonts import USUAL_FOLDERS, usual_folders
from forms.papers.refusals import PaperRefused
from rules.errors import papers as problems

# The first that is there sets the papers; the others lend signs that it lacks.
FAMILIES = (
    "FangSong_GB2312",
    "FangSong",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "SimSun",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
)
_MUST_HAVE = frozenset(map(ord, "实地核查记录表通知书，。：□【】“”0123456789"))
_REGULAR = 400


@dataclass(frozen=True, slots=True)
class Typefaces:
    """Fonts ready for use.

    Attributes:
        fonts: As the typesetter takes them.
        families: Names, the one that sets the papers first.
        coverage: Code points that have a glyph and are seen; controls and other invisible signs are not among them.
    """

    fonts: typst.Fonts
    families: tuple[str, ...]
    coverage: frozenset[int]


def find_typefaces(folder: Path | None = None) -> Typefaces:
    """Return the fonts of a folder, of the usual ones when none is named.

    Raises:
        PaperRefused: There is no font in it that has the Chinese of the forms.
    """
    folders = [folder] if folder is not None else usual_folders()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path) for path in folders]
    )
    # Whatever lies in a folder that an office chose may lend signs; the usual folders also hold other countries' faces.
    lenders = () if folder is None else tuple(sorted(set(fonts.families()) - set(FAMILIES)))
    found = _complete_first(dict(_coverages(fonts, (*FAMILIES, *lenders))))
    if not found:
        told = "、".join(map(str, folders or USUAL_FOLDERS))
        raise PaperRefused(problems.NO_FONT, folder=told)
    return Typefaces(fonts, tuple(found), frozenset().union(*found.values()))


def _complete_first(found: Mapping[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """Return families so that one with all signs of the forms comes first; none when there is no such."""
    first = next((name for name in found if found[name] >= _MUST_HAVE), None)
    return {} if first is None else {first: found[first], **found}


def _coverages(fonts: typst.Fonts, families: Sequence[str]) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield the families that are there, in their order, each with what its upright face shows."""
    faces = fonts.fonts()
    for family in families:
        upright = [face for face in faces if face.family == family and face.style == "normal" and face.path]
        if upright:
            face = min(upright, key=lambda face: (abs(face.weight - _REGULAR), str(face.path)))
            yield family, _coverage(str(face.path), face.index)


def _coverage(path: str, index: int) -> frozenset[int]:
    number = index if path.lower().endswith((".ttc", ".otc")) else -1
    with TTFont(path, fontNumber=number, lazy=True) as font:
        points: Sequence[int] = list(font.getBestCmap() or ())
    return frozenset(point for point in points if unicodedata.category(chr(point))[0] != "C")
