"""The DOCX is sound: parts and relations fit, elements stand in the standard's order, tables keep their columns."""

import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from forms.papers.composing import Filled
from forms.papers.furnishing import Extras, Photo
from forms.papers.notice import Matter, Notice
from forms.papers.page import words
from forms.papers.record import Behaviour, Record
from forms.papers.signatures import Signature
from tests.forms.papers.drawn import drawn_pages, tight
from tests.forms.papers.filled import (
    AT,
    LONG,
    NOTICE_TITLE,
    RECORD_TITLE,
    RESULTS,
    TRACE,
    addendum,
    block,
    firm,
    photograph,
    press,
    record,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# As ECMA-376, part 1, annex A has them; only what the papers use.
ORDER = {
    "pPr": "keepNext keepLines pageBreakBefore wordWrap spacing ind jc",
    "rPr": "rFonts b color sz szCs u bdr lang",
    "tblPr": "tblW jc tblInd tblBorders shd tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p tbl",
}
PAPERS: dict[str, Filled] = {
    "empty form": Record(RECORD_TITLE, RESULTS, TRACE),
    "record": record(
        behaviours=(Behaviour("食品经营", (block(), block(30))), Behaviour("消防", (block(1),))),
        extras=Extras([Photo(photograph(n), str(n + 1), "后厨") for n in range(3)]),
    ),
    "long remarks": record(remarks="已当场告知。\n" * 30),
    "long names": record(firm=firm(LONG)),
    "notice": Notice(NOTICE_TITLE, "第1号", TRACE),
    "addendum": addendum(extras=Extras([Photo(photograph(), "1", "签字页", is_sheet=True)])),
}
every_paper = pytest.mark.parametrize("name", PAPERS)


def package(name: str) -> ZipFile:
    return ZipFile(BytesIO(press().docx(PAPERS[name]).data))


def body(name: str) -> etree._Element:
    return etree.fromstring(package(name).read("word/document.xml"))


@every_paper
def test_every_relation_leads_to_a_part_and_every_part_has_a_kind(name: str) -> None:
    parts = package(name)
    names = set(parts.namelist())
    assert len(names) == len(parts.namelist())
    kinds = etree.fromstring(parts.read("[Content_Types].xml"))
    endings = {each.get("Extension") for each in kinds if each.get("Extension")}
    named = {(each.get("PartName") or "")[1:] for each in kinds if each.get("PartName")}
    assert named <= names
    for part in names - {"[Content_Types].xml"}:
        assert part in named or part.rpartition(".")[2] in endings
    for relations in (part for part in names if part.endswith(".rels")):
        folder = relations.partition("_rels/")[0]
        targets = {each.get("Id"): f"{folder}{each.get('Target')}" for each in etree.fromstring(parts.read(relations))}
        assert set(targets.values()) <= names
        source = folder + relations.rpartition("/")[2].removesuffix(".rels")
        if source in names:
            used = {value for each in etree.fromstring(parts.read(source)).iter() for value in ids(each)}
            assert used <= set(targets)


def ids(element: etree._Element) -> list[str]:
    return [value for key in ("id", "embed") if (value := element.get(R + key)) is not None]


@every_paper
def test_elements_stand_in_the_order_of_the_standard(name: str) -> None:
    for part in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
        for element in etree.fromstring(package(name).read(part)).iter():
            known = ORDER.get(str(element.tag).removeprefix(W))
            if known and known != ORDER["tc"]:
                places = [known.split().index(str(child.tag).removeprefix(W)) for child in element]
                assert places == sorted(places), etree.tostring(element)[:200]


@every_paper
def test_rows_fill_the_grid_and_merged_cells_lie_below_each_other(name: str) -> None:
    for table in body(name).iter(f"{W}tbl"):
        columns = [int(column.get(f"{W}w") or 0) for column in next(table.iterchildren(f"{W}tblGrid"))]
        above: dict[int, int] = {}
        for row in table.iterchildren(f"{W}tr"):
            at, merged = 0, {}
            for cell in row.iterchildren(f"{W}tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                across = 1 if span is None else int(span.get(f"{W}val") or 0)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    merged[at] = across
                    assert merge.get(f"{W}val") == "restart" or above.get(at) == across
                width = cell.find(f"{W}tcPr/{W}tcW")
                assert width is not None
                assert abs(int(width.get(f"{W}w") or 0) - sum(columns[at : at + across])) <= across
                assert cell[-1].tag == f"{W}p", "a cell ends with a paragraph"
                at += across
            assert at == len(columns)
            above = merged


@every_paper
def test_no_two_tables_touch(name: str) -> None:
    for table in body(name).iter(f"{W}tbl"):
        following = table.getnext()
        assert following is not None
        assert following.tag == f"{W}p"


def test_the_heading_row_is_said_again_on_each_page() -> None:
    (first, *others) = next(body("record").iter(f"{W}tbl")).iterchildren(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)


def test_what_is_signed_stays_with_the_signatures() -> None:
    rows = list(next(body("long remarks").iter(f"{W}tbl")).iterchildren(f"{W}tr"))
    # Last remarks, signatures, and below the form who signed when.
    for row in rows[-3:]:
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
    for row, are_kept in ((rows[-4], False), (rows[-3], True), (rows[-2], True), (rows[-1], False)):
        keeps = [line.find(f"{W}pPr/{W}keepNext") is not None for line in row.iter(f"{W}p")]
        assert set(keeps) == {are_kept}
    label, remarks = rows[-3].iterchildren(f"{W}tc")
    assert label.find(f"{W}tcPr/{W}vMerge") is not None
    assert remarks.find(f"{W}tcPr/{W}tcBorders/{W}top") is not None


def test_pages_are_numbered_by_fields_and_the_first_has_no_running_head() -> None:
    parts = package("record")
    fields = [each.get(f"{W}instr") for each in etree.fromstring(parts.read("word/footer1.xml")).iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    section = body("record").find(f"{W}body/{W}sectPr")
    assert section is not None
    assert section.find(f"{W}titlePg") is not None
    kinds = [(each.tag.removeprefix(W), each.get(f"{W}type")) for each in section if each.get(f"{W}type")]
    assert kinds == [("headerReference", "default"), ("footerReference", "default"), ("footerReference", "first")]


def test_equal_pictures_are_kept_once() -> None:
    names = [name for name in package("record").namelist() if name.startswith("word/media/document")]
    assert len(names) == 2 + 1 + 3, "two boxes, one signature given four times, three photographs"


if OFFICE := shutil.which("soffice"):

    def printed_by_office(docx: bytes, folder: Path) -> bytes:
        written = folder / "paper.docx"
        written.write_bytes(docx)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(written)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        return (folder / "paper.pdf").read_bytes()

    def test_a_usual_notice_is_one_page_as_in_the_rule_text(tmp_path: Path) -> None:
        matters = tuple(Matter("餐饮服务食品安全监督检查" * (1 + n % 2) + "（许可）", True) for n in range(6))
        officers = tuple(Signature(f"检查员{n}", "执法证号50011200001", phone="023-00001001") for n in range(4))
        notice = Notice(NOTICE_TITLE, "第1号", TRACE, "演示餐饮", AT.date(), matters, officers, Signature(), AT.date())
        for data in (press().pdf(notice).data, printed_by_office(press().docx(notice).data, tmp_path)):
            assert len(drawn_pages(data)) == 1

    @every_paper
    def test_libreoffice_opens_it_and_prints_the_same_words(name: str, tmp_path: Path) -> None:
        pages = drawn_pages(printed_by_office(press().docx(PAPERS[name]).data, tmp_path))
        found = Counter("".join(sign.text for page in pages for sign in page.signs))
        expected = Counter(
            tight("".join(words(press().compose(PAPERS[name]).blocks))).translate({0x25A1: "", 0x2611: ""})
        )
        assert expected - found == Counter()
