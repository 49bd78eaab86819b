"""Whether a picture was taken long before its visit."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from rules.picture_times import is_long_before

BEGUN = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # ten in the morning in Chongqing
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("taken", "is_so"),
    [
        ("2026-03-10T09:59:00", False),
        ("2026-03-09T10:00:00", False),
        ("2026-03-09T09:59:00", True),
        ("2025-03-10T10:00:00", True),
        ("2026-03-09T02:00:00+00:00", False),
        ("2026-03-09T01:59:00+00:00", True),
        ("2026-03-11T10:00:00", False),
        ("2026-02-30T10:00:00", False),
        ("", False),
        ("yesterday", False),
    ],
)
def test_more_than_a_day_is_long(taken: str, is_so: bool) -> None:
    assert is_long_before(taken, BEGUN, ZONE) is is_so
