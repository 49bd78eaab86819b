"""Paragraphs, runs and tables of a DOCX: WordprocessingML (ECMA-376, part 1), its elements in the schema's order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from forms.papers.grid_columns import Placed, PlacedRow, Seam, placed, seams_of
from forms.papers.heights import is_whole, repeated_heads
from forms.papers.page import (
    Blank,
    Block,
    Line,
    Look,
    PageBreak,
    PageNumber,
    Part,
    Picture,
    Space,
    Table,
    Text,
    Tick,
)
from forms.papers.pictures import PictureUnreadable, Prepared, box, prepare, rastered
from forms.papers.refusals import remark
from forms.papers.spelling import Spelling
from rules.errors import papers as problems

_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36_000
_MM_PER_POINT = 25.4 / 72
_ANY_ROOM = float("inf")  # a word processor cuts long words by itself
_BOX_OF_SIGN = 0.86
_LINE_HEIGHT = 1.25  # in heights of a letter
# Of each look: alignment, points (0 is the paper's own), whether bold, millimetres above and below, whether the first
# line is set in, whether it keeps to what follows.
_LOOKS: dict[Look, tuple[str, float, bool, float, float, bool, bool]] = {
    "mark": ("left", 12, False, 0, 2, False, False),
    "title": ("center", 18, True, 0, 1, False, True),
    "centred": ("center", 0, False, 2, 4, False, False),
    "body": ("left", 0, False, 1, 1, True, False),
    "plain": ("left", 0, False, 0, 0, False, False),
    "label": ("center", 0, False, 0, 0, False, False),
    "heading": ("center", 12, True, 5, 2, False, True),
    "caption": ("left", 8.5, False, 0, 0, False, False),
    "small": ("center", 6, False, 0, 0, False, False),
    "right": ("right", 0, False, 3, 2, False, False),
}


def twips(millimetres: float) -> int:
    """Return a length as Word counts it."""
    return round(millimetres * _TWIPS_PER_MM)


@dataclass(slots=True)
class WordText:
    """Writes blocks of one part of the package; pictures are gathered in `pictures`, by the name of their relation.

    `draw` turns SVG into PNG, or raises `PictureUnreadable`.
    """

    spelling: Spelling
    unreadable: str
    size: float
    draw: Callable[[bytes], bytes]
    pictures: dict[str, Prepared] = field(default_factory=dict)
    relations: dict[bytes, str] = field(default_factory=dict)
    drawings: int = 0
    keeps: bool = False  # whether what is written stays on the page of what follows

    def blocks(self, of: Sequence[Block]) -> Iterator[str]:
        """Yield blocks as XML. A table is always followed by a paragraph: without one two tables would be one."""
        breaks = False
        for block in of:
            match block:
                case Line():
                    yield self.line(block, breaks=breaks)
                    breaks = False
                case Space(height):
                    yield self._gap(height)
                case PageBreak():
                    breaks = True
                case Table():
                    yield self._table(block)
                    yield self._gap(0.4)

    def line(self, line: Line, *, breaks: bool = False) -> str:
        """Return a paragraph; `breaks` begins a page with it."""
        align, points, is_bold, above, below, is_set_in, keeps = _LOOKS[line.look]
        size = points or self.size
        properties = "".join(
            (
                "<w:keepNext/>" if keeps or self.keeps else "",
                "<w:pageBreakBefore/>" if breaks else "",
                f'<w:spacing w:before="{twips(above)}" w:after="{twips(below)}"{_line_height(line, size)}/>',
                f'<w:ind w:firstLineChars="200" w:firstLine="{round(size * 40)}"/>' if is_set_in else "",
                f'<w:jc w:val="{align}"/>',
            )
        )
        look = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if points else ""
        runs = "".join(run for part in line.parts for run in self._runs(part, look, is_bold))
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _runs(self, part: Part, look: str, is_bold: bool) -> Iterator[str]:
        bold = "<w:b/>" if is_bold else ""
        match part:
            case Text(text, is_filled, is_bold_too):
                bold = "<w:b/>" if is_bold or is_bold_too else ""
                for kind, piece in self.spelling.pieces(text, _ANY_ROOM):
                    underlined = '<w:u w:val="single"/>' if is_filled else ""
                    framed = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>' if kind == "code" else ""
                    yield _run(bold + look + underlined + framed, piece)
            case Blank(width):
                yield _run(bold + look + '<w:u w:val="single"/>', "\u00a0" * round(width * 2))
            case Tick(is_ticked):
                side = self.size * _BOX_OF_SIGN * _MM_PER_POINT
                yield self._drawing(Prepared(box(is_ticked=is_ticked), "png", side, side), "☑" if is_ticked else "□")
            case PageNumber(is_total):
                field_name = "NUMPAGES" if is_total else "PAGE"
                yield f'<w:fldSimple w:instr="{field_name}">{_run(bold + look, "1")}</w:fldSimple>'
            case Picture():
                yield self._picture(part)

    def _picture(self, picture: Picture) -> str:
        try:
            made = rastered(prepare(picture), self.draw)
        except PictureUnreadable:
            self.spelling.remarks[remark(problems.PICTURE_UNREADABLE, told=picture.told)] = None
            said = self.unreadable.format(told=picture.told)
            return "".join(_run("", piece) for _, piece in self.spelling.pieces(said, _ANY_ROOM))
        told = "".join(piece for _, piece in self.spelling.pieces(picture.told, _ANY_ROOM))
        return self._drawing(made, told)

    def _drawing(self, made: Prepared, told: str) -> str:
        self.drawings += 1
        number = self.drawings
        relation = self.relations.setdefault(made.data, f"picture{len(self.relations) + 1}")
        self.pictures[relation] = made
        size = f'cx="{round(made.width * _EMU_PER_MM)}" cy="{round(made.height * _EMU_PER_MM)}"'
        name = f'id="{number}" name="{number}" descr={quoteattr(told)}'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="{relation}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _table(self, table: Table) -> str:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        style = 'w:val="single" w:sz="6" w:space="0" w:color="auto"' if table.is_ruled else 'w:val="nil"'
        borders = "".join(f"<w:{side} {style}/>" for side in sides)
        beside, above = (twips(1.6), twips(1.2)) if table.is_ruled else (twips(0.3), twips(1))
        margins = "".join(
            f'<w:{side} w:w="{width}" w:type="dxa"/>'
            for side, width in (("top", above), ("left", beside), ("bottom", above), ("right", beside))
        )
        head = (
            f'<w:tblPr><w:tblW w:w="{twips(sum(table.widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
            f"<w:tblBorders>{borders}</w:tblBorders>"
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>'
        )
        columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in table.widths)
        placed_rows = list(placed(table))
        heads = repeated_heads(table, placed_rows, self.size)
        rows = ""
        outer = self.keeps
        for at, (row, seams) in enumerate(zip(placed_rows, seams_of(placed_rows), strict=True)):
            self.keeps = outer or len(placed_rows) - table.kept <= at < len(placed_rows) - 1
            rows += self._row(table, at, row, seams, heads)
        self.keeps = outer
        return f"<w:tbl>{head}{columns}</w:tblGrid>{rows}</w:tbl>"

    def _row(self, table: Table, at: int, row: PlacedRow, seams: Sequence[Seam], heads: int) -> str:
        is_kept = at >= len(table.rows) - table.kept
        stays = "<w:cantSplit/>" if is_kept or is_whole(table, row, self.size) else ""
        properties = stays + ("<w:tblHeader/>" if at < heads else "")
        cells = "".join(self._cell(each, seam) for each, seam in zip(row, seams, strict=True))
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"

    def _cell(self, each: Placed, seam: Seam) -> str:
        cell = each.cell
        properties = f'<w:tcW w:w="{twips(each.width)}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        if not each.begins:
            return f"<w:tc><w:tcPr>{properties}<w:vMerge/></w:tcPr>{self._nothing}</w:tc>"
        if cell.down > 1:
            properties += '<w:vMerge w:val="restart"/>'
        properties += _seam(seam)
        properties += f'<w:vAlign w:val="{"top" if cell.stands == "top" else "center"}"/>'
        blocks = cell.blocks
        if cell.stands == "centre":
            blocks = tuple(Line(block.parts, "label") if isinstance(block, Line) else block for block in blocks)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(self.blocks(blocks)) or self._nothing}</w:tc>"

    @property
    def _nothing(self) -> str:
        return f"<w:p>{'<w:pPr><w:keepNext/></w:pPr>' if self.keeps else ''}</w:p>"

    def _gap(self, height: float) -> str:
        line = f'w:line="{max(20, twips(height))}" w:lineRule="exact"'
        kept = "<w:keepNext/>" if self.keeps else ""
        return f'<w:p><w:pPr>{kept}<w:spacing w:before="0" w:after="0" {line}/></w:pPr></w:p>'


def _seam(seam: Seam) -> str:
    """Return the sides of a cell that have no rule, and less room where it goes on without one."""
    bare = {"bare": ("left", "right")}
    sides = [side for each in seam for side in bare.get(each, (each,))]
    borders = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right") if side in sides)
    room = "".join(f'<w:{side} w:w="{twips(0.5)}" w:type="dxa"/>' for side in ("top", "bottom") if side in seam)
    return (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "") + (f"<w:tcMar>{room}</w:tcMar>" if room else "")


def _line_height(line: Line, size: float) -> str:
    """Return the height of a line's lines: the same in every word processor, whatever font it has for Chinese. A
    picture makes its own.
    """
    if any(isinstance(part, Picture) for part in line.parts):
        return ""
    return f' w:line="{round(size * _LINE_HEIGHT * 20)}" w:lineRule="exact"'


def _run(properties: str, text: str) -> str:
    told = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
