"""What is wrong with a workbook, and where: collected whole, so that an author mends it in one go."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.errors import Problem


@dataclass(frozen=True)
class Fault:
    """One thing to mend in a workbook; `rules.errors.describe(fault, language)` puts it into words.

    Attributes:
        sheet: Name of the sheet, None when the file as a whole is meant.
        row: As Excel counts, the heading being row 1; None when no row is meant.
        column: Heading of the column, as written in the sheet or as it should be written.
        code: Code of the catalogue, `FORM_<NNN>`.
        params: What else the text needs.
    """

    sheet: str | None
    row: int | None
    column: str | None
    code: str
    params: Mapping[str, str]

    @property
    def placeholders(self) -> Mapping[str, object]:
        """The place and the parameters together; an error within a cell calls a character its column."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, **self.params}


class WorkbookRefused(Exception):
    """The workbook cannot be used as it is.

    Attributes:
        faults: Everything found, at least one.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = faults


def refusal(problem: Problem, **params: object) -> WorkbookRefused:
    """Gives the refusal of a whole file for one reason."""
    return WorkbookRefused((Fault(None, None, None, problem.code, _texts(params)),))


class Findings:
    """Faults found so far, at most one for a cell: the first explains why later checks of it fail too."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._cells: set[tuple[str | None, int | None, str | None]] = set()

    def add(
        self,
        problem: Problem,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **params: object,
    ) -> None:
        """Notes a fault unless its cell already has one."""
        cell = (sheet, row, column)
        if column is not None and cell in self._cells:
            return
        self._cells.add(cell)
        self._faults.append(Fault(sheet, row, column, problem.code, _texts(params)))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything found, in the order of sheets and rows."""
        return tuple(sorted(self._faults, key=_place))

    def refuse_if_any(self) -> None:
        """Ends the import when there is anything to mend.

        Raises:
            WorkbookRefused: With everything found.
        """
        if self._faults:
            raise WorkbookRefused(self.faults)


def _texts(params: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items()}


_SHEET_ORDER = ("settings", "survey", "choices")


def _place(fault: Fault) -> tuple[int, int]:
    name = (fault.sheet or "").lower()
    sheet = _SHEET_ORDER.index(name) + 1 if name in _SHEET_ORDER else 0
    return sheet, fault.row or 0
