"""Whether a picture was taken long before the visit that it is to prove something in, by the camera's own clock."""

from datetime import datetime, timedelta, tzinfo

# Clocks of cameras go wrong by hours and zones; yesterday's picture is another matter.
LONG = timedelta(days=1)


def is_long_before(taken: str, begun: datetime, zone: tzinfo) -> bool:
    """Return whether a picture was taken more than a day before an instant; `taken` as the camera wrote it (ISO 8601),
    in the office's `zone` where it wrote none. What is no time is not.
    """
    try:
        at = datetime.fromisoformat(taken)
    except ValueError:
        return False
    return (at if at.tzinfo else at.replace(tzinfo=zone)) < begun - LONG
