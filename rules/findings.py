"""How a problem was found (rule text 三). Who was asked stands in the interview: the rule names both who may be."""

from collections.abc import Mapping

HOW: Mapping[str, Mapping[str, str]] = {
    "site": {"zh": "查看现场", "en": "site seen"},
    "papers": {"zh": "查阅材料", "en": "papers read"},
    "test": {"zh": "实施检测", "en": "test made"},
    "ask": {"zh": "询问", "en": "persons asked"},
}
