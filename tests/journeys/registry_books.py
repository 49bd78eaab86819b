"""Files of registries that the clerks of the journeys send."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl

from rules.uscc import check_sign, organisation_check

OBJECT_HEADINGS = (
    "统一社会信用代码", "企业名称", "法定代表人姓名", "经营地址", "街道", "手机号", "所属行业", "风险等级",
    "投诉举报多", "登记状态",
)  # fmt: skip
OBJECT_HEADINGS_EN = (
    "Registration code", "Name", "Person in charge", "Address", "Street", "Phone", "Industry", "Risk", "Complaints",
    "State",
)  # fmt: skip
INSPECTOR_HEADINGS = ("姓名", "执法证号", "有效期至", "检查类别", "人员类型")
ITEM_HEADINGS = ("序号", "单位名称", "抽查类别", "抽查事项", "检查对象", "事项类别", "检查方式", "检查主体", "检查依据")
NEW_ITEM_HEADINGS = (
    "序号", "事项名称", "检查内容", "实施层级", "实施主体", "检查方式", "是否属于涉企检查事项", "法定依据",
)  # fmt: skip


def code(number: int) -> str:
    """A valid registration code of an enterprise that does not exist."""
    body = f"YC{number:06d}"
    first = f"91500112{body}{organisation_check(body)}"
    return first + check_sign(first)


def an_object(number: int, **facts: str) -> list[str]:
    """A row under `OBJECT_HEADINGS`."""
    known = {
        "code": code(number), "name": f"（演示）对象{number}号", "person": "演示甲", "address": f"演示路{number}号",
        "street": "回兴街道", "phone": "023-00009999", "industry": "餐饮", "risk": "B", "complaints": "否",
        "state": "存续",
    } | facts  # fmt: skip
    return list(known.values())


def book(headings: Sequence[Any], rows: Sequence[Sequence[Any]], *, title: str = "") -> bytes:
    """A workbook with one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in ([[title]] if title else []) + [headings, *rows]:
        sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text(headings: Sequence[str], rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> bytes:
    """The same as text."""
    return "\r\n".join(",".join(row) for row in [headings, *rows]).encode(encoding)
