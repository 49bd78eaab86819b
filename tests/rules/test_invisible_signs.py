"""What nobody sees does not come in with a name: it turns the writing round, or makes two alike names differ."""

import pytest
from pydantic import TypeAdapter, ValidationError

from rules.campaigns import typed_title
from rules.contacts import person_name
from rules.invisible_signs import without_invisible
from rules.reasons import ensure_reason
from web.api_models import Title

TURNED = "餐饮\u202egnp.exe\u202c"


def test_marks_of_direction_and_signs_without_width_are_left_out() -> None:
    for point in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF, 0xAD):
        assert without_invisible(f"渝{chr(point)}北") == "渝北", hex(point)
    # Rare signs of old registers, spaces and lines stay.
    assert without_invisible("渝\ue000𠮷 北\n一") == "渝\ue000𠮷 北\n一"


def test_typed_names_and_reasons_lose_them_and_a_title_is_asked_for_again() -> None:
    assert person_name("李\u202e某\u200b") == "李某"
    assert typed_title(TURNED) is None
    assert ensure_reason(f"企业{TURNED}停业") == "企业餐饮gnp.exe停业"


def test_the_api_refuses_them_in_a_title() -> None:
    assert TypeAdapter(Title).validate_python("餐饮安全抽查") == "餐饮安全抽查"
    for sign in "\u202e\u2066\u200b\u00ad\ufeff":
        with pytest.raises(ValidationError):
            TypeAdapter(Title).validate_python(f"餐饮{sign}抽查")
