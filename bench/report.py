"""The table: each job beside its yardstick, with what it must and what it aims at; into the terminal or the docs."""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.contest import spread

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


@dataclass(frozen=True, slots=True)
class Line:
    """One job. `is_more_better` tells which way the limits read."""

    job: str
    yardstick: str
    values: list[float]
    must: float
    aim: float
    detail: str
    is_more_better: bool = True
    unit: str = ""

    @property
    def verdict(self) -> str:
        """How the median stands to the limits."""
        value = median(self.values)
        if value >= self.aim if self.is_more_better else value <= self.aim:
            return "aim"
        return "must" if (value >= self.must if self.is_more_better else value <= self.must) else "**missed**"

    def cells(self) -> tuple[str, ...]:
        """Return the row."""
        sign = "≥" if self.is_more_better else "≤"
        limits = (f"{sign} {self.must:g}{self.unit}", f"{sign} {self.aim:g}{self.unit}")
        digits = 0 if self.unit else 3
        return (self.job, self.yardstick, spread(self.values, digits) + self.unit, *limits, self.verdict, self.detail)


HEAD = ("job", "yardstick", "measured", "must", "aim", "reached", "figures")


def table(lines: list[Line]) -> str:
    """Return a Markdown table."""
    rows = [HEAD, tuple("---" for _ in HEAD), *(line.cells() for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def write(text: str) -> None:
    """Put the table between its marks in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
