"""What was counted for somebody, told in the same transaction that keeps its picture; what the list has lost."""

from dataclasses import dataclass

from rules.statistics.tallies import Figures


@dataclass(frozen=True, slots=True)
class StatisticCounted:
    """A cut was counted for a person; `sha256` is its picture, none where there was nothing to draw."""

    person_id: int
    figures: Figures
    sha256: str | None


@dataclass(frozen=True, slots=True)
class SuggestionsListed:
    """What results suggest was listed for a person: `risk` classes, or serious `breaches`.

    `lines` are a `page` of `total`: object, short name, what is suggested (two classes, or a rule), its visits.
    """

    person_id: int
    what: str
    lines: tuple[tuple[int, str, str, str], ...]
    total: int
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class BreachUnsettled:
    """A visit on which an entry of the list of serious breaches rests does not stand approved any more: it was
    `returned`, `reopened` or `voided`.
    """

    breach_id: int
    visit_id: int
    because: str


StatisticsEvent = StatisticCounted | SuggestionsListed | BreachUnsettled
