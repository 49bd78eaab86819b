"""How a problem was found (rule text 三), in the words of the rule."""

from collections.abc import Mapping

HOW: Mapping[str, Mapping[str, str]] = {
    "site": {"zh": "查看现场", "en": "site seen"},
    "papers": {"zh": "查阅材料", "en": "papers read"},
    "test": {"zh": "实施检测", "en": "test made"},
    "ask": {"zh": "询问当事人和知情人", "en": "persons asked"},
}
