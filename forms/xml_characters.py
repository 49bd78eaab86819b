"""Characters that XML 1.0 has no place for, and with it no XForm: they are left out of whatever comes from outside."""

import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def fit_for_xml(text: str) -> str:
    """Leaves out control characters, lone surrogates and two noncharacters."""
    return _NOT_IN_XML.sub("", text)
