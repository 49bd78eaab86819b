"""A paper as DOCX: the parts of the package and their relations; the same bytes for the same paper."""

from collections.abc import Callable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from forms.papers.page import Cell, Line, Paper, Picture, Table, Text
from forms.papers.pictures import Prepared
from forms.papers.spelling import Spelling
from forms.papers.typesetting import Printed
from forms.papers.word_text import WordText, twips

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_PARTS = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/footer2.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_RELATIONS = {
    "styles": (f"{_OFFICE}/styles", "styles.xml"),
    "header": (f"{_OFFICE}/header", "header1.xml"),
    "footer": (f"{_OFFICE}/footer", "footer1.xml"),
    "first": (f"{_OFFICE}/footer", "footer2.xml"),
}
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
    '<w:footerReference w:type="first" r:id="first"/><w:pgSz w:w="11906" w:h="16838"/>'
    f'<w:pgMar w:top="{twips(24)}" w:right="{twips(20)}" w:bottom="{twips(32)}" w:left="{twips(20)}" '
    f'w:header="{twips(14)}" w:footer="{twips(8)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
)


def docx(paper: Paper, spelling: Spelling, unreadable: str, draw: Callable[[bytes], bytes]) -> Printed:
    """Return a paper as DOCX. `draw` turns SVG into PNG; `unreadable` stands for a picture that cannot be opened."""
    body, head, foot = (WordText(spelling, unreadable, paper.size, draw) for _ in range(3))
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body.blocks(paper.blocks))}{_SECTION}</w:body>"
        "</w:document>",
        "word/styles.xml": _styles(paper.size),
        "word/header1.xml": f"<w:hdr {_SPACES}>{head.line(_running(paper))}</w:hdr>",
        "docProps/core.xml": _core(paper, spelling),
        "_rels/.rels": _relations(
            {
                "document": (f"{_OFFICE}/officeDocument", "word/document.xml"),
                "core": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
    }
    below = f"<w:ftr {_SPACES}>{''.join(foot.blocks((_foot(paper),)))}</w:ftr>"
    files["word/footer1.xml"] = files["word/footer2.xml"] = below
    files |= _pictures("document", body.pictures, _RELATIONS)
    for name in ("footer1", "footer2"):
        files |= _pictures(name, foot.pictures, {})
    return Printed(_zipped(files), tuple(spelling.remarks))


def _running(paper: Paper) -> Line:
    return Line((Text(paper.continued),), "label")


def _foot(paper: Paper) -> Table:
    if paper.head_code is None:
        return Table((145.0, 25.0), ((Cell(paper.foot), _code_cell(paper.code)),), is_ruled=False)
    cells = (_code_cell(paper.head_code), Cell(paper.foot), _code_cell(paper.code))
    return Table((25.0, 120.0, 25.0), (cells,), is_ruled=False)


def _code_cell(code: Picture | None) -> Cell:
    """Return a code above what it is for."""
    return Cell((Line((code,), "label"), Line((Text(code.told),), "small")) if code else (Line(()),))


def _pictures(
    part: str,
    pictures: Mapping[str, Prepared],
    others: Mapping[str, tuple[str, str]],
) -> dict[str, str | bytes]:
    """Return the pictures of a part as files, and its relations to them and to other parts."""
    files: dict[str, str | bytes] = {}
    relations = dict(others)
    for name, picture in pictures.items():
        target = f"media/{part}-{name}.{picture.ending}"
        relations[name] = (f"{_OFFICE}/image", target)
        files[f"word/{target}"] = picture.data
    files[f"word/_rels/{part}.xml.rels"] = _relations(relations)
    return files


def _relations(of: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{to}"/>' for name, (kind, to) in of.items())
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _styles(size: float) -> str:
    points = round(size * 2)
    return (
        f"<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:wordWrap w:val="0"/>'
        '<w:spacing w:before="0" w:after="0"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style></w:styles>'
    )


def _core(paper: Paper, spelling: Spelling) -> str:
    title = "".join(piece for _, piece in spelling.pieces(paper.title, float("inf")))
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{paper.made_on.isoformat()}T00:00:00Z</dcterms:created>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _zipped(files: Mapping[str, str | bytes]) -> bytes:
    kinds = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _PARTS.items())
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpg" ContentType="image/jpeg"/>{kinds}</Types>'
    )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in {"[Content_Types].xml": types, **files}.items():
            data = (_HEAD + content).encode() if isinstance(content, str) else content
            entry = ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # the same on every machine
            package.writestr(entry, data)
    return out.getvalue()
