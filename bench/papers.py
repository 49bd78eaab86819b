"""What printing a record costs, beside reportlab printing the same table; `python -m bench.papers` runs it alone."""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from statistics import median

from PIL import Image
from reportlab import rl_config
from reportlab.graphics.shapes import Drawing, Path
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Image as Figure
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from bench.contest import ratios
from bench.report import Line, table
from forms.papers.furnishing import Extras, Photo, Trace, qr_code
from forms.papers.press import Press
from forms.papers.previews import page_pictures
from forms.papers.record import Behaviour, DepartmentBlock, Firm, Record
from forms.papers.signatures import SealStanding, Signature
from rules.conclusions import Result

RECORDS = 6  # of a round, each with words and photographs of its own
AT = datetime(2026, 3, 10, 10, 30, tzinfo=UTC)
TITLE = ("渝北区部门联合“双随机、一公开”", "实地核查记录表")
RESULTS = tuple(Result(str(n), {"zh": f"发现问题作出行政处理决定第{n}种"}, {}, False, False) for n in range(6))
STROKE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    '<path d="M10 80 C 60 0 90 120 140 40 S 220 90 290 {end}" fill="none" stroke="black" stroke-width="5"/></svg>'
)
_WIDTHS = [each * mm for each in (26, 10, 20, 36, 30, 48)]


def record(number: int, photos: int) -> Record:
    """Return a record of two departments with three matters each; no two are alike."""
    blocks = tuple(
        DepartmentBlock(
            name, [f"食品经营许可事项第{number}-{n}项" for n in range(3)], ["《食品安全法》"], "", ("1", "2")
        )
        for name in ("区市场监管局", "区卫生健康委")
    )
    signature = Signature("李四", "50011200001", STROKE.format(end=number % 90).encode(), signed_at=AT)
    return Record(
        TITLE,
        RESULTS,
        Trace(f"2026-{number}", f"{number:064x}", f"https://example.org/v/{number:08}", date(2026, 3, 10)),
        Firm(f"演示餐饮{number}号店", "91500112MA5U000000", "渝北区", "JY2500112", "张三", "金山路1号", "023-60000000"),
        (Behaviour("食品经营", blocks),),
        "已当场告知检查结果。",
        SealStanding("later"),
        SealStanding("later"),
        (signature,),
        (signature, signature),
        (signature,),
        AT,
        AT,
        Extras([Photo(photograph(number * 40 + n), str(n + 1), f"后厨第{n}处") for n in range(photos)]),
    )


def photograph(number: int) -> bytes:
    """Return a photograph of 1280 × 960, about 200 KiB, unlike any other."""
    out = BytesIO()
    grain = Image.effect_noise((320, 240), 30 + number % 7).resize((1280, 960))
    Image.merge("RGB", (grain, grain.rotate(180), grain)).save(out, "JPEG", quality=80)
    return out.getvalue()


def by_reportlab(filled: Record) -> bytes:
    """Return the same table and photographs as PDF by reportlab, in its Chinese font, which it need not embed."""
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10.5, leading=15, wordWrap="CJK")
    small = ParagraphStyle("small", style, fontSize=8.5, leading=12)
    title = ParagraphStyle("title", style, fontSize=18, leading=26, alignment=1)

    def cell(*lines: str) -> list[Paragraph]:
        return [Paragraph(line, style) for line in lines]

    firm = filled.firm
    rows: list[list[object]] = [
        [cell("企业名称"), "", cell(firm.name), "", "", ""],
        [cell("社会统一信用代码/注册号"), "", cell(firm.code), "", cell("所属区县"), cell(firm.district)],
        [cell("证件（照）号码"), "", cell(firm.licences), "", cell("法定代表人姓名"), cell(firm.legal_person)],
        [cell("经营地址"), "", cell(firm.address), "", cell("联系电话"), cell(firm.phone)],
    ]
    spans = [("SPAN", (0, at), (1, at)) for at in range(4)] + [("SPAN", (2, at), (3, at)) for at in range(1, 4)]
    spans.append(("SPAN", (2, 0), (5, 0)))
    for behaviour in filled.behaviours:
        top = len(rows)
        for block in behaviour.blocks:
            matters = [f"{n}、对<u>{matter}</u>的监管" for n, matter in enumerate(block.matters, 1)]
            results = "\u00a0 ".join(("☑" if r.key in block.chosen else "□") + r.text["zh"] for r in filled.results)
            told = [
                "日常检查：",
                *matters,
                f"{len(matters) + 1}、适合法律：<u>{'；'.join(block.laws)}</u>",
                "专项检查：",
            ]
            department = cell(f"对<u>{block.department}</u>的行政检查")
            block_cell = cell(*told, f"检查结果：{results}")
            rows.append([cell(f"对<u>{behaviour.name}</u>行为的监管"), department, "", block_cell, "", ""])
            spans += [
                ("SPAN", (1, len(rows) - 1), (2, len(rows) - 1)),
                ("SPAN", (3, len(rows) - 1), (5, len(rows) - 1)),
            ]
        spans.append(("SPAN", (0, top), (0, len(rows) - 1)))
    rows.append([cell("备注"), cell(filled.remarks), "", "", "", ""])
    spans.append(("SPAN", (1, len(rows) - 1), (5, len(rows) - 1)))
    rows.append([_signed(filled, cell, small), "", "", "", "", ""])
    spans.append(("SPAN", (0, len(rows) - 1), (5, len(rows) - 1)))
    grid = [("GRID", (0, 0), (-1, -1), 0.6, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    story: list[object] = [Paragraph(line, title) for line in filled.title]
    story.append(Table(rows, _WIDTHS, style=grid + spans, repeatRows=1))
    if filled.extras.photos:
        story += [PageBreak(), Paragraph("附页：现场照片", title)]
        figures = [
            [Figure(BytesIO(each.data), 77 * mm, 58 * mm), Paragraph(each.caption, small)]
            for each in filled.extras.photos
        ]
        figures += [[]] * (len(figures) % 2)
        story.append(Table([figures[at : at + 2] for at in range(0, len(figures), 2)], style=grid))
    out = BytesIO()
    code = ImageReader(BytesIO(qr_code(filled.trace.address)))

    def foot(canvas: Canvas, _document: object) -> None:
        canvas.setFont("STSong-Light", 8)
        canvas.drawString(20 * mm, 14 * mm, f"{filled.trace.number} {filled.trace.head} 第{canvas.getPageNumber()}页")
        canvas.drawImage(code, 172 * mm, 10 * mm, 18 * mm, 18 * mm)

    margins = {"leftMargin": 20 * mm, "rightMargin": 20 * mm, "topMargin": 24 * mm, "bottomMargin": 32 * mm}
    SimpleDocTemplate(out, pagesize=A4, **margins).build(story, onFirstPage=foot, onLaterPages=foot)
    return out.getvalue()


def _signed(filled: Record, cell: Callable[..., list[Paragraph]], small: ParagraphStyle) -> Table:
    def stroke(who: Signature) -> list[object]:
        drawing = Drawing(34 * mm, 11 * mm)
        path = Path(strokeWidth=0.6, fillColor=None)
        path.moveTo(3, 5)
        path.curveTo(18, 40, 27, 0, 42, 20)
        path.curveTo(57, 40, 66, 0, 87, 20)
        drawing.add(path)
        return [drawing, Paragraph(f"{who.name} {who.capacity} {who.signed_at:%Y-%m-%d %H:%M}", small)]

    officers = [piece for who in filled.officers for piece in stroke(who)]
    rows = [
        [cell("被核查单位盖章：印章后补"), cell("核查人盖章：印章后补")],
        [[*cell("负责人签字："), *stroke(filled.party[0])], [*cell("核查人签字："), *officers]],
        [[*cell("见证人签字："), *stroke(filled.witness[0])], cell("核查时间：2026年3月10日10时30分")],
    ]
    return Table(rows, [82 * mm, 82 * mm])


def contest(rounds: int) -> tuple[list[float], list[float], float, float]:
    """Return milliseconds a record of ours and of reportlab, round by round; ours of the first, and with 40 photos."""
    rl_config.useA85 = 0  # photographs as bytes, not as text, which takes three times as long
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    began = time.perf_counter()
    press = Press()
    press.pdf(record(10_000, 3))
    first = (time.perf_counter() - began) * 1e3
    by_reportlab(record(10_001, 3))
    measured: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        filled = [record(turn * RECORDS + n, 3) for n in range(RECORDS)]
        for print_one, into in zip((press.pdf, by_reportlab), measured, strict=True):
            into.append(_millis(print_one, filled))
    many = _millis(press.pdf, [record(20_000, 40)])
    return *measured, first, many


def _millis(print_one: Callable[[Record], object], filled: Sequence[Record]) -> float:
    qr_code.cache_clear()
    began = time.process_time()
    for each in filled:
        print_one(each)
    return (time.process_time() - began) * 1e3 / len(filled)


def line(rounds: int) -> Line:
    """Return the row of the table."""
    ours, theirs, first, many = contest(rounds)
    return Line(
        "record 附件1 with 3 photographs, warm",
        "reportlab printing the same table",
        ratios(ours, theirs),
        1,
        0.6,
        f"{median(ours):.0f} ms a record, the first {first:.0f} ms, with 40 photographs {many:.0f} ms; "
        f"reportlab {median(theirs):.0f} ms",
        is_more_better=False,
    )


def preview_line(rounds: int) -> Line:
    """Return the row of what is shown before anybody signs, the worker's first one included."""
    began = time.perf_counter()
    press = Press()
    _preview(press, record(30_000, 3))
    first = (time.perf_counter() - began) * 1e3
    measured = []
    for turn in range(rounds):
        filled = record(31_000 + turn, 3)
        began = time.perf_counter()
        _preview(press, filled)
        measured.append((time.perf_counter() - began) * 1e3)
    return Line(
        "its preview: the PDF and its first page as a picture",
        "–",
        measured,
        2000,
        500,
        f"the first of a worker {first:.0f} ms",
        is_more_better=False,
        unit=" ms",
    )


def _preview(press: Press, filled: Record) -> None:
    page_pictures(press.pdf(filled).data, count=1)


def lines(rounds: int) -> list[Line]:
    """Return the rows of the table; the preview first, for what a worker's first paper takes."""
    preview = preview_line(rounds)
    return [line(rounds), preview]


if __name__ == "__main__":
    print(table(lines(int(sys.argv[1]) if len(sys.argv) > 1 else 5)))
