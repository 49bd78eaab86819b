"""What is wrong with a workbook, and where: collected whole, so that an author mends it in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.errors import Described, Problem
from rules.errors.form_files import MERGED


@dataclass(frozen=True)
class Reason:
    """What lies behind a fault, such as the error of an expression.

    Attributes:
        code: Code of the catalogue.
        params: What the text needs.
    """

    code: str
    params: Mapping[str, str]

    @property
    def placeholders(self) -> Mapping[str, object]:
        """The parameters."""
        return self.params


@dataclass(frozen=True)
class Fault:
    """One thing to mend in a workbook, or to know about it; `rules.errors.describe(fault, language)` words it.

    Attributes:
        sheet: Name of the sheet, None when the file as a whole is meant.
        row: As Excel counts, the heading being row 1; None when no row is meant.
        column: Heading of the column, as written in the sheet or as it should be written.
        code: Code of the catalogue.
        params: What else the text needs.
        because: What lies behind it; the text calls it `reason`.
    """

    sheet: str | None
    row: int | None
    column: str | None
    code: str
    params: Mapping[str, str]
    because: Reason | None = None

    @property
    def placeholders(self) -> Mapping[str, object]:
        """The place, the reason and the parameters; an error within a cell calls a character its column."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "reason": self.because, **self.params}

    def to_dict(self) -> dict[str, Any]:
        """Gives the fault as JSON-safe data for `from_dict`."""
        because = None if self.because is None else [self.because.code, dict(self.because.params)]
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "code": self.code,
            "params": dict(self.params),
            "because": because,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Fault":
        """Reads what `to_dict` gave."""
        because = stored["because"]
        return cls(
            stored["sheet"],
            stored["row"],
            stored["column"],
            stored["code"],
            stored["params"],
            None if because is None else Reason(because[0], because[1]),
        )


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
    """Faults and warnings found so far, at most one fault for a cell: the first explains why others follow."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._warnings: dict[tuple[object, ...], Fault] = {}
        self._cells: set[tuple[str | None, int | None, str | None]] = set()
        self._merged: dict[tuple[str | None, int | None, str | None], str] = {}

    def note_merged(self, cells: str, sheet: str, row: int, column: str) -> None:
        """Notes that a cell is part of merged `cells`, such as `C2:C3`: a fault of it is told as that."""
        self._merged[sheet, row, column] = cells

    def add(
        self,
        problem: Problem,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        because: Described | None = None,
        **params: object,
    ) -> None:
        """Notes a fault unless its cell already has one."""
        cell = (sheet, row, column)
        if column is not None and cell in self._cells:
            return
        self._cells.add(cell)
        if (cells := self._merged.get(cell)) is not None:
            problem, params, because = MERGED, {"cells": cells}, None
        self._faults.append(Fault(sheet, row, column, problem.code, _texts(params), _reason(because)))

    def warn(
        self,
        problem: Problem,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **params: object,
    ) -> None:
        """Notes what the author should know, though the workbook can be used; the same thing once."""
        key = (problem.code, sheet, row, column)
        self._warnings.setdefault(key, Fault(sheet, row, column, problem.code, _texts(params)))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything to mend, in the order of sheets and rows."""
        return tuple(sorted(self._faults, key=_place))

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Everything to know, in the order of sheets and rows."""
        return tuple(sorted(self._warnings.values(), key=_place))

    def refuse_if_any(self) -> None:
        """Ends the import when there is anything to mend.

        Raises:
            WorkbookRefused: With everything found.
        """
        if self._faults:
            raise WorkbookRefused(self.faults)


def _reason(because: Described | None) -> Reason | None:
    return None if because is None else Reason(because.code, _texts(because.placeholders))


def _texts(params: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items()}


_SHEET_ORDER = ("settings", "survey", "choices", "external_choices", "entities", "osm")


def _place(fault: Fault) -> tuple[int, int]:
    name = (fault.sheet or "").strip().lower()
    sheet = _SHEET_ORDER.index(name) + 1 if name in _SHEET_ORDER else 0
    return sheet, fault.row or 0
