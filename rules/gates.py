"""What must be there before a department's section starts on site, and what of it is missing.

A missing thing never blocks for ever: the section starts with a reason for each, which the supervisor reads.
"""

from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    """One thing that a start waits for, in the order in which they are read out."""

    FAR = "far"
    """The team is far from the registered address."""
    LONG_AGO = "long_ago"
    """The team's place was sent long before the start, so that it may have been another one."""
    CERTIFICATE = "certificate"
    """An officer's enforcement certificate has expired or is not registered (行政处罚法 42, 55)."""
    OFFICERS = "officers"
    """Fewer officers with a valid certificate than the profile's minimum (行政处罚法 42)."""
    WINDOW = "window"
    """Today is before the first day of the visit's window, or after its last (rule text 四(三))."""
    NOTICE = "notice"
    """The notice 附件2 was neither served nor left there (rule text 二(五))."""


@dataclass(frozen=True, slots=True)
class OnSite:
    """What is known on site. Distances in metres; `distance` is none without a place to measure from or to. The place
    was sent `minutes` ago, none without one, and holds for `holds_minutes`.
    """

    distance: int | None
    far_away: int
    minutes: int | None
    holds_minutes: int
    certified: int
    uncertified: int
    minimum: int
    is_in_window: bool
    notice_state: str


def open_gates(site: OnSite) -> tuple[Gate, ...]:
    """Return what is missing for a start."""
    missing = {
        Gate.FAR: site.distance is not None and site.distance > site.far_away,
        Gate.LONG_AGO: site.minutes is not None and site.minutes > site.holds_minutes,
        Gate.CERTIFICATE: site.uncertified > 0,
        Gate.OFFICERS: site.certified < site.minimum,
        Gate.WINDOW: not site.is_in_window,
        # A notice that was refused has been left there 留置, which counts as served.
        Gate.NOTICE: site.notice_state not in ("served", "refused"),
    }
    return tuple(gate for gate in Gate if missing[gate])
