"""Pages of the PDF as drawn: cells have their ink, nothing leaves its cell, heads and feet stand on each page."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from forms.papers.composing import Filled
from forms.papers.furnishing import Extras, Photo
from forms.papers.minute import DrawnList, Minute
from forms.papers.notice import Matter, Notice
from forms.papers.previews import page_pictures
from forms.papers.publication import Publication
from forms.papers.record import Behaviour, Record
from forms.papers.scheme import Scheme
from forms.papers.signatures import SealStanding, Signature
from forms.papers.transfer import TransferSlip
from tests.forms.papers.drawn import DrawnPage, drawn_pages
from tests.forms.papers.filled import (
    AT,
    HEAD,
    LONG,
    NOTICE_TITLE,
    RECORD_TITLE,
    RESULTS,
    STROKE,
    TRACE,
    addendum,
    block,
    firm,
    photograph,
    press,
    record,
    signed,
)

REFUSAL = "被核查单位负责人拒绝签字。原因：不认可问题。执法人员：李四、王五。见证人：赵六。"
ROWS = tuple((str(n), LONG[:40], "一组", LONG[40:80], "抽中") for n in range(1, 60))
SHEETS = ((300, 400), (400, 300), (1600, 1200))
PAPERS: dict[str, Filled] = {
    "no block": record(behaviours=()),
    "one block": record(behaviours=(Behaviour("食品经营", (block(),)),)),
    "nine blocks": record(behaviours=tuple(Behaviour(f"行为{n}", (block(),)) for n in range(9))),
    "thirty matters, ten departments": record(
        behaviours=(Behaviour("食品经营", tuple(block(30, f"第{n}部门") for n in range(10))),)
    ),
    "names of 200 signs": record(
        firm=firm(LONG), party=(signed(LONG),), behaviours=(Behaviour(LONG, (block(2, LONG),)),)
    ),
    "three officers and a refusal": record(
        party=(Signature(says=REFUSAL),),
        officers=tuple(map(signed, ("李四", "王五", "孙七"))),
        party_seal=SealStanding("refused", "不认可问题"),
    ),
    "twenty officers": record(officers=tuple(signed(f"检查员{n}") for n in range(20))),
    "forty photographs": record(
        extras=Extras(
            [
                Photo(photograph(n % 4, (300, 400) if n % 3 else (400, 300)), str(n + 1), f"{LONG[n]}摄")
                for n in range(40)
            ]
        )
    ),
    "words that no line can break": record(firm=firm("W" * 150 + "！" * 60), remarks="（" * 300 + "1" * 300),
    "notice": Notice(
        NOTICE_TITLE,
        "部门联合双随机抽检字【2026】第17号",
        TRACE,
        LONG,
        AT.date(),
        tuple(Matter(LONG[n : n + 30], is_ticked=True) for n in range(40)),
        tuple(replace(signed(f"检查员{n}"), phone="13800000000") for n in range(4)),
        replace(signed("张三"), phone="13900000000"),
        AT.date(),
    ),
    "scheme": Scheme(
        "2026年第3次",
        TRACE,
        lead=LONG,
        joining=LONG,
        objects=LONG,
        matters="食品\n消防",
        scope=LONG,
        contents=LONG,
        milestones=LONG,
        requirements=LONG * 5,
        objects_rows=ROWS,
        teams=ROWS,
        route=ROWS,
        timetable=[row[:3] for row in ROWS],
    ),
    "minute": Minute(
        TRACE,
        campaign=LONG,
        draw_number="D-17",
        rule=LONG,
        published=HEAD,
        seed="1" * 80,
        lists=[DrawnList("检查对象名录库", 4321, HEAD), DrawnList("执法检查人员名录库", 321, HEAD)],
        objects=ROWS,
        inspectors=ROWS,
        drawer=(signed("甲"),),
        overseer=(signed("乙"),),
    ),
    "publication": Publication(
        "2026年第3次",
        TRACE,
        lead="区市场监管局",
        published_on="2026年3月31日",
        objects=[(str(n), LONG[:30], "91500112MA5U000000", LONG[30:60]) for n in range(1, 60)],
        results=[
            (str(n), LONG[:30], "91500112MA5U000000", LONG[30:60], "未发现问题", "2026.3.10") for n in range(1, 60)
        ],
    ),
    "transfer": TransferSlip(
        TRACE,
        number="移2026-3",
        giver=LONG,
        taker=LONG,
        object=LONG,
        clue=LONG * 4,
        ground=LONG,
        materials=[f"照片{n}" for n in range(30)],
        handed_by=(signed("甲"),),
    ),
    "addendum": addendum((LONG * 3)[:500], party=(Signature(says=REFUSAL),)),
    "addendum with its signed pages": addendum(
        extras=Extras(
            [Photo(photograph(n, size), str(n + 1), "签字页", is_sheet=True) for n, size in enumerate(SHEETS)]
        )
    ),
}


@cache
def pages(name: str) -> list[DrawnPage]:
    return drawn_pages(press().pdf(PAPERS[name]).data)


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_leaves_its_cell_or_the_margins(name: str) -> None:
    for page in pages(name):
        assert page.overflowing() == []


@pytest.mark.parametrize("name", PAPERS)
def test_whatever_a_cell_says_is_seen(name: str) -> None:
    for page in pages(name):
        for cell in page.cells:
            if page.text_in(cell):
                assert page.ink(cell) > 3, page.text_in(cell)


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_says_which_it_is_and_whose_chain_it_ends(name: str) -> None:
    found = pages(name)
    for number, page in enumerate(found, 1):
        foot = "".join(sign.text for sign in page.signs if sign.centre[1] < 92)
        assert f"第{number}页共{len(found)}页" in foot
        assert HEAD in foot
        assert TRACE.number in foot


@pytest.mark.parametrize("name", ["thirty matters, ten departments", "nine blocks"])
def test_the_party_stands_at_the_head_of_each_page_of_the_form(name: str) -> None:
    found = pages(name)
    assert len(found) > 1
    for page in found[1:]:
        assert [page.text_in(cell) for cell in page.cells[:2]] == ["企业名称", "演示餐饮"]
        above = "".join(sign.text for sign in page.signs if sign.centre[1] > 780)
        assert above.startswith("渝北区部门联合“双随机、一公开”实地核查记录表（续）")


def test_a_block_that_goes_on_is_named_above_the_page() -> None:
    named = []
    for page in pages("thirty matters, ten departments"):
        above = "".join(sign.text for sign in page.signs if sign.centre[1] > 775).partition("（续）")[2]
        first = next((page.text_in(cell) for cell in page.cells if cell.left > 210 and cell.right > 530), "")
        is_of_a_block = "检查结果：" in first or "、对食品" in first or first.startswith("发现问题")
        assert bool(above) == (is_of_a_block and not first.startswith("日常检查："))
        named.append(above)
    assert named[0] == ""
    assert "对食品经营行为的监管对第0部门的行政检查" in named


def test_columns_of_a_list_are_named_on_each_of_its_pages() -> None:
    continued = [page for page in pages("minute")[1:] if "抽取的检查对象" not in page.outside_cells()]
    heads = [tuple(page.text_in(cell) for cell in page.cells[:2]) for page in continued if page.cells]
    assert ("序号", "检查对象") in heads
    assert ("检查对象", "部门") in heads


def test_an_empty_form_fits_on_one_page() -> None:
    assert len(drawn_pages(press().pdf(Record(RECORD_TITLE, RESULTS, TRACE)).data)) == 1


def test_a_short_block_is_not_cut_by_the_end_of_a_page() -> None:
    for page in pages("nine blocks"):
        texts = [page.text_in(cell) for cell in page.cells]
        assert sum("日常检查：" in text for text in texts) == sum("检查结果：" in text for text in texts)


def test_ticked_boxes_are_darker_than_empty_ones() -> None:
    page = pages("one block")[0]
    boxes = [b for b in page.paths if 8 < b[2] - b[0] < 12 and 8 < b[3] - b[1] < 12]
    assert len(boxes) == 6
    height, scale = page.raster.height, page.raster.height / 842
    dark = []
    for left, bottom, right, top in boxes:
        inside = page.raster.crop(
            (
                int(left * scale + 3),
                int(height - top * scale + 3),
                int(right * scale - 3),
                int(height - bottom * scale - 3),
            )
        )
        dark.append(sum(inside.histogram()[:128]) > 0)
    assert dark == [False, True, True, False, False, False]


def test_a_signature_is_drawn_in_its_cell() -> None:
    def ink_of_last_cell(party: Signature) -> int:
        (page,) = drawn_pages(press().pdf(Record(RECORD_TITLE, RESULTS, TRACE, party=(party,))).data)
        assert "负责人签字：" in page.text_in(page.cells[-1])
        return page.ink(page.cells[-1])

    assert ink_of_last_cell(Signature(picture=STROKE)) > ink_of_last_cell(Signature(says="甲")) + 100


def test_forty_photographs_stand_six_to_a_page_with_their_captions() -> None:
    annexed = pages("forty photographs")[-7:]
    assert "附页：照片" in annexed[0].outside_cells()
    texts = [page.text_in(cell) for page in annexed for cell in page.cells]
    assert texts[:40] == [f"照片{n + 1}{LONG[n]}摄" for n in range(40)]
    assert [len(page.cells) for page in annexed[:6]] == [6] * 6


def test_a_photograph_of_signed_paper_is_large_enough_to_be_read() -> None:
    pdf = pypdfium2.PdfDocument(press().pdf(PAPERS["addendum with its signed pages"]).data)
    pictures = [
        (page_number, each.get_bounds())
        for page_number, page in enumerate(pdf)
        for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    large = [(number, right - left, top - below) for number, (left, below, right, top) in pictures if right - left > 80]
    # A page of its own each, as wide or as high as it has room for.
    assert len({number for number, _, _ in large}) == len(large) == len(SHEETS)
    for (_, width, height), (across, down) in zip(large, SHEETS, strict=True):
        assert width / height == pytest.approx(across / down, rel=0.01)
        assert width * 25.4 / 72 == pytest.approx(170 if across > down else 150, abs=0.5)


@pytest.mark.parametrize("name", PAPERS)
def test_equal_papers_give_equal_bytes(name: str) -> None:
    first = press().pdf(PAPERS[name]).data
    press().pdf(record(remarks=name))
    assert press().pdf(PAPERS[name]).data == first
    assert press().docx(PAPERS[name]).data == press().docx(PAPERS[name]).data


def test_the_pdf_is_for_archives_and_carries_its_fonts() -> None:
    data = press().pdf(PAPERS["one block"]).data
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    reader = pypdf.PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "渝北区部门联合“双随机、一公开”实地核查记录表"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile3", "/FontFile2"} & set(below)


def test_previews_are_pictures_of_the_very_file() -> None:
    data = press().pdf(PAPERS["nine blocks"]).data
    (first,) = page_pictures(data, ppi=72, count=1)
    preview = Image.open(BytesIO(first)).convert("L")
    assert (preview.width, preview.height) == (596, 842)
    drawn = pages("nine blocks")[0].raster.resize(preview.size)
    assert ImageStat.Stat(ImageChops.difference(preview, drawn)).mean[0] < 5
    assert len(page_pictures(data, ppi=20)) == len(pages("nine blocks"))
