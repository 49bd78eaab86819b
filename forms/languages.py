"""Language names of an XLSForm's columns, such as `label::中文 (zh)`, and the codes they stand for."""

import re

UNDETERMINED = "und"  # BCP 47's tag for a language that nobody named

_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
_CODE_IN_BRACKETS = re.compile(rf"[(（]\s*({_TAG})\s*[)）]\s*$")
_BARE_CODE = re.compile(_TAG)
_WELL_KNOWN = {
    "中文": "zh",
    "简体中文": "zh",
    "汉语": "zh",
    "chinese": "zh",
    "英文": "en",
    "英语": "en",
    "english": "en",
}


def language_code(name: str | None) -> str:
    """Gives the code of a language column.

    Args:
        name: As written after `label::`, such as `中文 (zh)`, `English`, `zh-CN`; None for a plain `label`.

    Returns:
        The tag in brackets, a well-known name's code, the name itself if it is a tag, else the name in
        lower case; `und` for None.
    """
    if name is None:
        return UNDETERMINED
    if bracketed := _CODE_IN_BRACKETS.search(name):
        return bracketed.group(1)
    folded = name.strip().casefold()
    if folded in _WELL_KNOWN:
        return _WELL_KNOWN[folded]
    return name.strip() if _BARE_CODE.fullmatch(name.strip()) else folded
