"""The printed words are those of the rule text: none missing, none added, in its order, with its oddities."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from forms.papers.composing import Filled
from forms.papers.furnishing import Extras
from forms.papers.notice import Matter, Notice
from forms.papers.page import words
from forms.papers.record import Behaviour, DepartmentBlock, Record
from forms.papers.signatures import SealStanding, Signature
from forms.papers.templates import read_templates
from tests.forms.papers.drawn import drawn_pages, tight
from tests.forms.papers.filled import (
    AT,
    HEAD,
    HERE,
    NOTICE_TITLE,
    RECORD_TITLE,
    RESULTS,
    TRACE,
    addendum,
    annex,
    firm,
    press,
)

EMPTY_NUMBER = "部门联合双随机抽检字【   】第     号"
EMPTY_RECORD = Record(RECORD_TITLE, RESULTS, TRACE)
EMPTY_NOTICE = Notice(NOTICE_TITLE, EMPTY_NUMBER, TRACE)
MARK = "Q"  # no word of the forms has it


def composed(filled: Filled) -> str:
    """All words of a paper in order, ticked boxes as empty ones."""
    return tight("".join(words(press().compose(filled).blocks))).replace("☑", "□")


def printed(filled: Filled) -> str:
    """The words that stand on the pages of the PDF, cell by cell; boxes are drawn and so no words."""
    found = ""
    for page in drawn_pages(press().pdf(filled).data):
        found += page.outside_cells() + "".join(page.text_in(cell) for cell in page.cells)
    return found


def apart(found: str, proof: str) -> tuple[str, str]:
    """The words of a form, and the line below it: who signed with which certificate, and when."""
    below = f"签字人员证件与时间{proof}"
    return found.replace(below, ""), below if below in found else ""


def written(filled: Filled) -> str:
    """The words of the DOCX in the order of the file."""
    body = Document(BytesIO(press().docx(filled).data)).element.body
    return tight("".join(piece.text or "" for piece in body.iter(qn("w:t"))))


@pytest.mark.parametrize(("filled", "number"), [(EMPTY_RECORD, 1), (EMPTY_NOTICE, 2)])
def test_an_empty_form_has_exactly_the_words_of_its_annex(filled: Filled, number: int) -> None:
    expected = tight(annex(number))
    assert composed(filled) == expected
    assert printed(filled) == expected.replace("□", "")
    assert written(filled) == expected.replace("□", "")


def test_a_record_filled_in_everywhere_adds_only_what_was_filled_in() -> None:
    signature, seal = Signature(MARK, MARK, says=MARK, certificate=MARK), SealStanding("stamped")
    block = DepartmentBlock(MARK, (MARK, MARK), (MARK,), MARK, ("none",))
    filled = Record(
        RECORD_TITLE,
        RESULTS,
        TRACE,
        firm(MARK),
        (Behaviour(MARK, (block, block)),),
        MARK,
        seal,
        seal,
        (signature,),
        (signature, signature),
        (signature,),
        AT,
        AT,
    )
    expected = tight(annex(1))
    moment = "2026年3月10日10时32分至10时32分"
    for found, boxes in ((composed(filled), "□"), (printed(filled), ""), (written(filled), "")):
        form, below = apart(found, "负责人签字：QQ；核查人签字：QQ；QQ；见证人签字：QQ")
        assert below
        assert form.count(MARK) == 7 + 1 + 2 * 5 + 1 + 4 * 3
        rest = form.replace(MARK, "").replace("已盖章", "").replace(moment, "")
        assert rest == expected.replace("□", boxes)


def test_a_notice_filled_in_everywhere_adds_only_what_was_filled_in() -> None:
    who = Signature(MARK, MARK, says=MARK, phone=MARK, certificate=MARK)
    matters = (Matter(MARK, is_ticked=True), Matter(MARK))
    filled = Notice(
        NOTICE_TITLE, "部门联合双随机抽检字【Q】第Q号", TRACE, MARK, AT.date(), matters, (who, who), who, AT.date()
    )
    expected = tight(annex(2))
    for found, boxes in ((composed(filled), "□"), (printed(filled), ""), (written(filled), "")):
        form, below = apart(found, "执法检查人员签字：QQ；QQ；当事人签字：QQ")
        assert below
        assert form.count(MARK) == 2 + 1 + 2 + 3 * 4
        rest = form.replace(MARK, "").replace("2026年3月10日", "年月日")
        assert rest == expected.replace("□", boxes)


@pytest.mark.parametrize(("behaviours", "departments", "matters"), [(1, 1, 1), (9, 1, 1), (1, 10, 3), (3, 2, 30)])
def test_blocks_repeat_with_the_words_of_the_annex(behaviours: int, departments: int, matters: int) -> None:
    block = DepartmentBlock(MARK, (MARK,) * matters, (MARK,))
    filled = Record(RECORD_TITLE, RESULTS, TRACE, behaviours=(Behaviour(MARK, (block,) * departments),) * behaviours)
    text = tight(annex(1))
    behaviour, department = "对行为的监管", "对的行政检查"
    before, _, rest = text.partition(behaviour)
    after = rest[rest.index("备注") :]
    _, first, second = rest[: rest.index("备注")].split(department)
    assert first == second
    numbered = "".join(f"{number}、对的监管" for number in range(1, matters + 1))
    told = re.sub(r"1、对的监管2、对的监管3、", f"{numbered}{matters + 1}、", first)
    expected = before + (behaviour + (department + told) * departments) * behaviours + after
    assert composed(filled).replace(MARK, "") == expected
    assert written(filled).replace(MARK, "") == expected.replace("□", "")


def test_only_the_first_matter_of_a_notice_is_told_as_in_the_first_line_of_the_form() -> None:
    filled = Notice(NOTICE_TITLE, EMPTY_NUMBER, TRACE, matters=tuple(Matter(f"事项{n}") for n in range(1, 5)))
    assert "1、对事项1的督查□2、对事项2的监管□3、对事项3的监管□4、对事项4的监管□请" in composed(filled)


NAMED = {
    ("名称规范使用情况的检查", "食品销售安全监督检查"): ["名称规范使用情况", "食品销售安全"],
    ("单位履行法定消防安全职责情况的监督抽查",): ["单位履行法定消防安全职责情况"],
    ("农药监督抽查（许可、进货查验）", "年度报告"): ["农药监督抽查（许可、进货查验）", "年度报告"],
    ("从业人员健康检查", "检查"): ["从业人员健康检查", "检查"],
    # Told alike, they would be one matter.
    ("电梯监督检查", "电梯监督抽查", "锅炉检查"): ["电梯监督检查", "电梯监督抽查", "锅炉"],
}


@pytest.mark.parametrize("matters", NAMED)
def test_a_matter_that_ends_in_the_words_of_the_form_does_not_say_them_twice(matters: tuple[str, ...]) -> None:
    notice = Notice(NOTICE_TITLE, EMPTY_NUMBER, TRACE, matters=[Matter(matter) for matter in matters])
    ends = ["督查", *["监管"] * (len(matters) - 1)]
    told = [f"{n}、对{name}的" for n, name in enumerate(NAMED[matters], 1)]
    assert "".join(f"{each}{end}□" for each, end in zip(told, ends, strict=True)) in composed(notice)
    block = DepartmentBlock("区市场监管局", matters)
    of_record = composed(Record(RECORD_TITLE, RESULTS, TRACE, behaviours=(Behaviour("登记事项检查、餐饮", (block,)),)))
    assert "".join(f"{each}监管" for each in told) in of_record
    assert "对登记事项、餐饮行为的监管" in of_record


def test_the_oddities_of_the_rule_text_stand() -> None:
    for odd in ("社会统一信用代码/注册号", "适合法律：", "发现问题做出行政指导", "发现问题作出行政处罚决定"):
        assert odd in composed(EMPTY_RECORD)
    for odd in ("国发【2019】5号", "的督查", "附件2："):
        assert odd in composed(EMPTY_NOTICE)


def test_the_scheme_names_its_contents_as_the_rule_text_does() -> None:
    clauses = (HERE / "clauses.txt").read_text("utf-8")
    labels = read_templates()["scheme"].entries["labels"]
    named = ("lead", "joining", "objects", "matters", "scope", "contents", "milestones", "requirements")
    assert "实施方案内容包括（但不限于）" + "、".join(labels[key] for key in named) + "等。" in clauses
    tables = read_templates()["scheme"].entries["tables"]
    for word in (labels["ways"], labels["support"], tables["route"], tables["timetable"], tables["teams"]):
        assert word in clauses


def test_the_transfer_slip_keeps_to_the_words_of_its_clause() -> None:
    clauses = (HERE / "clauses.txt").read_text("utf-8")
    for word in ("移交", "线索", "部门"):
        assert word in clauses
        assert word in "".join(read_templates()["transfer"].entries["labels"].values())


def test_sections_that_are_off_leave_no_word() -> None:
    filled = Notice(NOTICE_TITLE, EMPTY_NUMBER, TRACE, extras=Extras(facts={"enforcement_code": "E123"}))
    assert composed(filled) == tight(annex(2))


def test_an_addendum_says_what_stands_what_it_should_read_and_of_which_file() -> None:
    for said in (composed(addendum("甲")), printed(addendum("甲")), written(addendum("甲"))):
        for told in (
            "实地核查记录表更正说明",
            "编号：017-03-A1",
            "区市场监管局部分第10项",
            "记录表原文",
            "更正为",
            HEAD,
        ):
            assert told in said
    assert "整份记录表" in composed(replace(addendum(), concern="whole"))
    assert "区市场监管局部分" in composed(replace(addendum(), concern="section"))
