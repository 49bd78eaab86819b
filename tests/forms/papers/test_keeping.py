"""Who signs sees on that page what is signed: signatures and seals stay with the end of what was found."""

import pytest

from forms.papers.notice import Matter, Notice
from forms.papers.record import Behaviour, Record
from forms.papers.signatures import Signature
from tests.forms.papers.drawn import DrawnPage, drawn_pages, tight
from tests.forms.papers.filled import AT, LONG, NOTICE_TITLE, TRACE, addendum, block, press, record, signed

REFUSAL = "被核查单位负责人拒绝签字。原因：不认可问题。执法人员：李四、王五。见证人：赵六。"


def blocks_of(*matters: int) -> tuple[Behaviour, ...]:
    return tuple(Behaviour(f"行为{n}", (block(count, f"第{n}部门"),)) for n, count in enumerate(matters))


TEAM = ("陈立", "周敏", "赵岩", "吴静")
MANY = tuple(signed(f"陈立{n % 10}") for n in range(20))
# What is filled in, and whether the last block stands whole on the page with the signatures.
SIGNED: dict[str, tuple[Record, bool]] = {
    "no block": (record(behaviours=()), True),
    "a block that leaves no room": (record(behaviours=blocks_of(16)), False),
    "two blocks, four officers": (record(behaviours=blocks_of(2, 2), officers=tuple(map(signed, TEAM))), True),
    "three blocks": (record(behaviours=blocks_of(3, 3, 3)), True),
    "thirty items": (record(behaviours=blocks_of(30)), False),
    "thirty items last": (record(behaviours=blocks_of(3, 30)), False),
    "ten departments": (record(behaviours=blocks_of(*range(1, 11))), True),
    "ten departments, twenty officers": (record(behaviours=blocks_of(*[3] * 10), officers=MANY), False),
    "a refusal": (record(behaviours=blocks_of(2, 2), party=(Signature(says=REFUSAL),)), True),
}


@pytest.mark.parametrize("name", SIGNED)
def test_who_signs_sees_on_that_page_what_was_found(name: str) -> None:
    filled, is_whole = SIGNED[name]
    (page,) = (page for page in drawn_pages(press().pdf(filled).data) if "负责人签字：" in said_on(page))
    said = said_on(page)
    for label in ("备注", "被核查单位盖章：", "核查人盖章：", "核查人签字：", "见证人签字：", "核查时间："):
        assert label in said
    assert "检查结果：" in said
    assert "发现问题作出其他具体行政行为" in said
    assert ("日常检查：" in said) == is_whole


def said_on(page: DrawnPage) -> str:
    return "".join(sign.text for sign in page.body)


@pytest.mark.parametrize(
    "remark", ["第{n}部门：已当场告知。\n", "第{n}项：已当场告知，要求限期改正。", "第{n}项已当场告知"]
)
def test_the_end_of_long_remarks_stands_above_the_signatures(remark: str) -> None:
    remarks = "".join(remark.format(n=n) for n in range(100))
    officers = tuple(map(signed, TEAM))
    pages = drawn_pages(press().pdf(record(remarks=remarks, officers=officers)).data)
    assert tight(remarks) in "".join(page.text_in(cell) for page in pages for cell in page.cells).replace(
        "企业名称演示餐饮", ""
    )
    (page,) = (page for page in pages if "负责人签字：" in said_on(page))
    assert remark.format(n=99).strip() in said_on(page)
    above = "".join(sign.text for sign in page.signs if sign.centre[1] > 775)
    assert above.endswith("（续）备注") or "第0" in said_on(page)


def test_the_matters_of_a_notice_go_on_to_the_page_of_its_signatures() -> None:
    matters = [Matter(LONG[n : n + 30], is_ticked=True) for n in range(40)]
    officers = tuple(map(signed, TEAM))
    filled = Notice(NOTICE_TITLE, "第1号", TRACE, "演示餐饮", AT.date(), matters, officers, served_on=AT.date())
    last = drawn_pages(press().pdf(filled).data)[-1]
    for said in ("39、对", "40、对", "请你单位", "执法检查人员签字：", "当事人签字：", "年3月10日"):
        assert said in said_on(last)


@pytest.mark.parametrize("length", [90, 280, 320, 360, 400, 440, 480])
def test_who_signs_an_addendum_sees_on_that_page_why_it_was_written(length: int) -> None:
    found = drawn_pages(press().pdf(addendum((LONG * 3)[:length])).data)
    (page,) = (page for page in found if "被核查单位签字：" in said_on(page))
    assert "更正原因" in said_on(page)
    assert "更正日期：" in said_on(page)
