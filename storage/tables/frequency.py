"""How often objects may be visited, as the district sets it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table, number, one_of, word


class FrequencyCap(Table):
    """A cap 抽查频次上限 of a risk class (`rules.frequency.Cap`); the newest that is valid counts, none is changed."""

    __tablename__ = "frequency_caps"
    __table_args__ = (
        Index(None, "risk", "valid_from"),
        one_of("risk", "A", "B", "C", "D"),
        one_of("period", "year", "half", "quarter"),
    )
    frequency_cap_id: Mapped[int] = number()
    risk: Mapped[str] = mapped_column(String(1))
    most: Mapped[int]
    period: Mapped[str] = word()
    gap_days: Mapped[int]
    exempt_kinds: Mapped[list[str]]
    source: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date]
    set_by: Mapped[int] = mapped_column(ForeignKey("people.person_id"))
    set_at: Mapped[datetime]
