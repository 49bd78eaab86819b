"""Gaps between the registries 监管空白, and which kind of object an item is about."""

from dataclasses import dataclass

GAPS = ("unkept", "idle_item", "no_category", "no_certificate", "expired")
"""Objects that no department answers for, items without objects, officers without category, without certificate, with
one that has ended."""

# By the first two signs of a registration code (GB 32100): who registered it, and as what.
BODIES = {
    "91": ("企业", "公司"),
    "92": ("个体工商户", "个体户"),
    "93": ("农民专业合作社", "合作社"),
    "12": ("事业单位",),
    "51": ("社会团体",),
    "52": ("民办非企业单位", "社会服务机构"),
    "53": ("基金会",),
    "11": ("机关",),
}
ANYBODY = ("市场主体", "经营主体", "经营者", "各类市场主体", "单位")
_BETWEEN = "、，,；;/（）() 和及与"


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: what it is of, by code and name, and whose."""

    kind: str
    code: str
    name: str
    department: str
    count: int = 1


def item_applies(object_kind: str, industry: str, code_prefix: str) -> bool:
    """Return whether an item is about objects of an industry that are registered as this.

    An item names its objects in words: all bodies of a kind (企业), or those of an industry, whose name they contain
    (餐饮服务经营者). One that names none is about all.
    """
    named = _parts(object_kind)
    if not named:
        return True
    if any(part in ANYBODY or part in BODIES.get(code_prefix, ()) for part in named):
        return True
    return any(part and (part in words or words in part) for part in _parts(industry) for words in named)


def _parts(text: str) -> list[str]:
    for sign in _BETWEEN:
        text = text.replace(sign, "|")
    return [part for part in text.split("|") if part]
