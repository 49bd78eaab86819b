"""Names as they stand in the forms' own patterns, such as 对…的监管: a name that ends in such words says them once."""

import re
from collections.abc import Sequence

# An examination of people is another thing.
_ENDING = re.compile(r"(?<!健康|医学|身体)的?(?:监督|行政|日常|专项|随机|执法)*(?:检查|抽查|督查|核查|监管)$")


def matters_in_form(matters: Sequence[str]) -> list[str]:
    """Return matters without a 监督检查 of their own at the end; those that would be told alike keep it."""
    short = [_ENDING.sub("", matter) or matter for matter in matters]
    return [matter if short.count(brief) > 1 else brief for matter, brief in zip(matters, short, strict=True)]


def behaviour_in_form(name: str) -> str:
    """Return one behaviour or several (、) without a 检查 or 行为 of their own at the end."""
    return "、".join(_ENDING.sub("", each.removesuffix("行为")) or each for each in name.split("、"))
