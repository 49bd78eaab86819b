"""Filled papers for the tests: the demo district's titles and results, any number of blocks, drawn signatures."""

import tomllib
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from forms.papers.addendum import Addendum
from forms.papers.furnishing import Trace
from forms.papers.press import Press
from forms.papers.record import Behaviour, DepartmentBlock, Firm, Record
from forms.papers.signatures import Signature
from rules.conclusions import result_set

HERE = Path(__file__).parent
PROFILE = tomllib.loads((HERE.parents[2] / "sandbox" / "district_data" / "profile.toml").read_text("utf-8"))["body"]
RESULTS = result_set(PROFILE["results"])
RECORD_TITLE, NOTICE_TITLE = PROFILE["record"]["title_lines"], PROFILE["notice"]["title_lines"]
HEAD = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
TRACE = Trace("演示检2026-0017", HEAD, "https://example.org/v/3q8Z", date(2026, 3, 10))
AT = datetime(2026, 3, 10, 10, 32, tzinfo=UTC)
STROKE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    b'<path d="M10 80 C 60 0 90 120 140 40 S 220 90 290 20" fill="none" stroke="black" stroke-width="6"/></svg>'
)
LONG = ("重庆市渝北区超长名称有限责任公司分支机构第一百二十三营业部" * 8)[:200]


@cache
def press() -> Press:
    """One press for all tests, as a worker has one."""
    return Press()


def annex(number: int) -> str:
    return (HERE / f"annex{number}.txt").read_text("utf-8")


@cache
def photograph(number: int = 0, size: tuple[int, int] = (320, 240)) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).rotate(90 * number).convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def signed(name: str) -> Signature:
    return Signature(name, picture=STROKE, signed_at=AT, certificate="执法证号50011200001")


def block(matters: int = 2, department: str = "区市场监管局") -> DepartmentBlock:
    names = [f"食品经营事项{number}" for number in range(1, matters + 1)]
    return DepartmentBlock(department, names, ("《食品安全法》第一百一十条",), "春季专项", ("order", "guidance"))


def firm(text: str = "演示餐饮") -> Firm:
    return Firm(text, text, text, text, text, text, text)


def record(**changed: object) -> Record:
    told: dict[str, object] = {
        "firm": firm(),
        "behaviours": (Behaviour("食品经营", (block(), block(department="区卫生健康委"))),),
        "remarks": "已当场告知。",
        "party": (signed("张三"),),
        "officers": (signed("李四"), signed("王五")),
        "witness": (signed("赵六"),),
        "held_from": AT,
        "held_until": AT,
    }
    return Record(RECORD_TITLE, RESULTS, TRACE, **(told | changed))  # type: ignore[arg-type]


def addendum(text: str = "1号冰柜4℃", **more: Any) -> Addendum:
    return Addendum(
        TRACE,
        number="017-03-A1",
        visit="017-03",
        object=LONG,
        code="91500112MA5U000000",
        concern="item",
        department="区市场监管局",
        item="10",
        stands=text,
        reads=text,
        reason=text,
        author="陈立",
        original=HEAD,
        confirmed_on="2026年3月11日",
        officers=tuple(Signature(f"检查员{n}", "执法证号50011200001") for n in range(4)),
        **more,
    )
