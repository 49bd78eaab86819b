"""Language names of workbook columns."""

import pytest

from forms.languages import language_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("中文 (zh)", "zh"),
        ("中文（zh-CN）", "zh-CN"),
        ("English (en)", "en"),
        ("English", "en"),
        ("简体中文", "zh"),
        ("en-GB", "en-GB"),
        ("Français (fr) (brouillon)", "français (fr) (brouillon)"),
        ("Kiswahili", "kiswahili"),
        (None, "und"),
    ],
)
def test_a_language_is_known_by_its_code_or_its_common_name(name: str | None, code: str) -> None:
    assert language_code(name) == code
