"""A paper as PDF/A-2b: fonts embedded, boxes drawn, the same bytes for the same paper."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from forms.papers.grid_columns import PlacedRow, placed, seams_of
from forms.papers.heights import INSET_MM, SIGN_MM, is_whole, repeated_heads
from forms.papers.page import (
    Blank,
    Block,
    Line,
    PageBreak,
    PageNumber,
    Paper,
    Part,
    Picture,
    Space,
    Table,
    Text,
    Tick,
)
from forms.papers.pictures import PictureUnreadable, Prepared, prepare
from forms.papers.refusals import Remark, remark
from forms.papers.spelling import Spelling
from forms.papers.typefaces import Typefaces
from rules.errors import papers as problems

PAGE_MM, CODE_MM = 170.0, 18.0
_GLUED = 4  # signs of a result that no line's end parts from its box


@dataclass(frozen=True, slots=True)
class Printed:
    """A file, and what is to be remarked on it."""

    data: bytes
    remarks: tuple[Remark, ...]


class Typesetter:
    """Sets papers. One stays warm for as long as the process; it may be used from several threads."""

    def __init__(self, typefaces: Typefaces) -> None:
        self._typefaces = typefaces
        self._source = (files("forms.papers") / "page.typ").read_text(encoding="utf-8")
        self._compiler = typst.Compiler(font_paths=typefaces.fonts, ignore_system_fonts=True)
        self._lock = Lock()

    def pdf(self, paper: Paper, unreadable: str) -> Printed:
        """Return a paper as PDF/A-2b. `unreadable` says in its place that a picture cannot be opened: `{told}`."""
        written = _Written(Spelling(self._typefaces.coverage), unreadable, paper.size)
        try:
            return self._printed(written, paper)
        except typst.TypstError:
            broken = frozenset(data for name, data in written.files.items() if not self._opens(name, data))
            if not broken:
                raise
            again = _Written(Spelling(self._typefaces.coverage), unreadable, paper.size, broken)
            return self._printed(again, paper)

    def drawing(self, svg: bytes) -> bytes:
        """Return a drawing as PNG, 300 pixels to the inch. Raises `PictureUnreadable`."""
        source = '#set page(width: auto, height: auto, margin: 0mm, fill: none)\n#image("drawing.svg", width: 60mm)'
        try:
            return self._compiled(source, {"drawing.svg": svg}, format="png", ppi=300)
        except typst.TypstError as error:
            raise PictureUnreadable("svg") from error

    def _opens(self, name: str, data: bytes) -> bool:
        try:
            self._compiled(f'#set document(date: none)\n#image("{name}")', {name: data}, format="pdf")
        except typst.TypstError:
            return False
        return True

    def _printed(self, written: "_Written", paper: Paper) -> Printed:
        codes = {name: code for name, code in (("left", paper.head_code), ("right", paper.code)) if code}
        told = {
            "title": paper.title,
            "continued": paper.continued,
            "day": [paper.made_on.year, paper.made_on.month, paper.made_on.day],
            "fonts": self._typefaces.families,
            "size": paper.size,
            "foot": [list(written.parts(line.parts, 150.0)) for line in paper.foot],
            "codes": {
                name: [code.told, list(written.parts((Text(code.told),), CODE_MM))] for name, code in codes.items()
            },
            "blocks": list(written.blocks(paper.blocks, PAGE_MM)),
        }
        files = written.files | {f"{name}.png": code.data for name, code in codes.items()}
        inputs = {"paper": json.dumps(told, ensure_ascii=False)}
        data = self._compiled(self._source, files, sys_inputs=inputs, format="pdf", pdf_standards="a-2b")
        return Printed(data, tuple(written.spelling.remarks))

    def _compiled(self, source: str, beside: Mapping[str, bytes], **how: Any) -> bytes:
        with tempfile.TemporaryDirectory(prefix="hecha-paper-") as folder:
            for name, data in beside.items():
                (Path(folder) / name).write_bytes(data)
            with self._lock:
                made = self._compiler.compile(input=source.encode(), root=folder, **how)
        if not isinstance(made, bytes):
            raise TypeError(f"one file was asked for, not {type(made)}")
        return made


@dataclass(slots=True)
class _Written:
    """A paper in the terms of page.typ, with the files of its pictures; `size` is the points of a letter."""

    spelling: Spelling
    unreadable: str
    size: float
    broken: frozenset[bytes] = frozenset()  # pictures that the typesetter refused
    files: dict[str, bytes] = field(default_factory=dict)

    def blocks(self, of: Sequence[Block], width: float) -> Iterator[list[Any]]:
        for block in of:
            match block:
                case Line(parts, look):
                    yield ["line", look, list(self.parts(parts, width))]
                case Space(height):
                    yield ["space", height]
                case PageBreak():
                    yield ["break"]
                case Table():
                    rows = list(placed(block))
                    heads = repeated_heads(block, rows, self.size)
                    yield ["table", block.widths, heads, block.is_ruled, block.kept, self._rows(block, rows)]

    def _rows(self, table: Table, rows: Sequence[PlacedRow]) -> list[list[list[Any]]]:
        written = []
        for row, seams in zip(rows, seams_of(rows), strict=True):
            cells, stays = [], is_whole(table, row, self.size)
            for each, seam in zip(row, seams, strict=True):
                if each.begins:
                    cell = each.cell
                    blocks = list(self.blocks(cell.blocks, each.width - INSET_MM[table.is_ruled][0]))
                    stands = cell.stands if stays or cell.stands == "centre" else "top"
                    goes_on = "bottom" in seam
                    if cell.running and (goes_on or not stays):
                        self._begin(blocks, list(self.parts((Text(cell.running),), PAGE_MM)))
                    if (cell.running and not goes_on and not stays) or cell.is_joined:
                        self._end(blocks)
                    cells.append([blocks, cell.across, cell.down, stays and cell.down == 1, stands, seam])
            written.append(cells)
        return written

    @staticmethod
    def _begin(blocks: list[list[Any]], running: list[list[Any]]) -> None:
        """Mark in a cell's first line where it begins, for pages on which it goes on to say whose they are."""
        next(block for block in blocks if block[0] == "line")[-1].insert(0, ["begun", running])

    @staticmethod
    def _end(blocks: list[list[Any]]) -> None:
        """Mark in a cell's last line where it ends."""
        [block for block in blocks if block[0] == "line"][-1][-1].append(["ended"])

    def parts(self, parts: Sequence[Part], width: float) -> Iterator[list[Any]]:
        room = width / (self.size * SIGN_MM)
        glued = 0  # signs of the next text that stand already, beside their box
        for at, part in enumerate(parts):
            match part:
                case Text(text, is_filled, is_bold):
                    pieces = [list(piece) for piece in self.spelling.pieces(text[glued:], room)]
                    glued = 0
                    if pieces and (is_filled or is_bold):
                        yield ["filled" if is_filled else "bold", pieces]
                    else:
                        yield from pieces
                case Blank(signs):
                    yield ["blank", min(signs, room)]
                case Tick(is_ticked):
                    following = parts[at + 1] if at + 1 < len(parts) else None
                    beside = following.text[:_GLUED] if isinstance(following, Text) else ""
                    glued = len(beside)
                    yield ["tick", is_ticked, [list(piece) for piece in self.spelling.pieces(beside, _GLUED)]]
                case Picture():
                    yield from self._picture(part, width)
                case PageNumber(is_total):
                    yield ["pages" if is_total else "page"]

    def _picture(self, picture: Picture, width: float) -> Iterator[list[Any]]:
        try:
            made: Prepared = prepare(picture)
            if made.data in self.broken:
                raise PictureUnreadable(picture.told)
        except PictureUnreadable:
            self.spelling.remarks[remark(problems.PICTURE_UNREADABLE, told=picture.told)] = None
            said = self.unreadable.format(told=picture.told)
            yield from (list(piece) for piece in self.spelling.pieces(said, width / (self.size * SIGN_MM)))
            return
        name = f"{len(self.files)}.{made.ending}"
        self.files[name] = made.data
        yield ["picture", name, made.width, made.height, picture.told]
