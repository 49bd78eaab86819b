"""Which files a form needs beside its workbook (lists, lookups, pictures), and whether they were sent along."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from forms.cell_expressions import CellExpression, Place
from forms.column_names import MEDIA
from forms.container import MEGABYTE
from forms.faults import Findings
from forms.parameters import parameters_in
from forms.sheets import Sheet
from forms.shown_files import ENDINGS, MOST_BYTES_OF_A_PHOTO, shown_as
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_logic as problems
from rules.errors import form_warnings as remarks

MAX_FILE_BYTES: Final = 20 * MEGABYTE
_DELIMITERS: Final = ",;\t|"


@dataclass(frozen=True)
class NeededFile:
    """A file that the workbook names.

    Attributes:
        name: Of the file.
        kind: What it is for.
        place: Sheet, row and heading of the cell that names it first.
        columns: What is looked up in it, as far as the workbook says so.
        shown: What the workbook calls a medium: image, big-image, audio, video.
    """

    name: str
    kind: Literal["list", "lookup", "media"]
    place: Place
    columns: tuple[str, ...] = ()
    shown: str = ""

    @property
    def instance(self) -> str:
        """Id under which expressions read it."""
        return self.name.rpartition(".")[0]


def needed_files(survey: Survey, choices: Sheet | None) -> Iterator[NeededFile]:
    """Yields the lists and the media that the sheets name, as often as they do."""
    sheet = survey.sheet
    for each in survey.rows:
        place = (sheet.title, each.row.number, sheet.heading("type"))
        if each.type.source == "file":
            yield NeededFile(each.type.list_name or "", "list", place, _looked_up(each))
        elif each.type.role == "list":
            ending = "csv" if each.type.name == "csv-external" else "xml"
            yield NeededFile(f"{each.name}.{ending}", "list", place)
        if each.type.role != "end":
            yield from _media(sheet, each.row.number, each.row.cells.items())
    for row in choices.rows if choices is not None else ():
        if choices is not None:
            yield from _media(choices, row.number, row.cells.items())


def looked_up_files(expressions: Iterable[CellExpression]) -> Iterator[NeededFile]:
    """Yields the files that `pulldata('name', …)` reads."""
    for each in expressions:
        for table, *columns in each.lookups:
            yield NeededFile(f"{table.removesuffix('.csv')}.csv", "lookup", each.place, tuple(columns))


def _looked_up(each: SurveyRow) -> tuple[str, ...]:
    is_map = (each.type.list_name or "").endswith(".geojson")
    given = parameters_in(each.row.get("parameters")) or {}
    return given.get("value", "id" if is_map else "name"), given.get("label", "title" if is_map else "label")


def _media(sheet: Sheet, number: int, cells: Iterable[tuple[object, str]]) -> Iterator[NeededFile]:
    for column, text in cells:
        meaning, heading = getattr(column, "meaning", ""), getattr(column, "heading", "")
        name = text.rpartition("/")[2] if text.startswith("jr://") else text
        if meaning in MEDIA and "${" not in name and name not in ("", "-"):
            yield NeededFile(name, "media", (sheet.title, number, heading), shown=meaning)


def check_files(needed: Iterable[NeededFile], given: Mapping[str, bytes], findings: Findings) -> tuple[str, ...]:
    """Notes each file that was not sent along or does not hold what is looked up in it.

    Returns:
        The names of the files that are used, each once, in order.
    """
    used: dict[str, None] = {}
    looked_at: dict[str, frozenset[str] | None] = {}
    for each in needed:
        content = given.get(each.name)
        if content is None:
            if each.name not in used:
                findings.add(problems.FILE_MISSING, *each.place, None, file=each.name)
        elif len(content) > (most := _most_bytes(each)):
            megabytes = -(-len(content) // MEGABYTE)
            limit = most // MEGABYTE
            findings.add(problems.FILE_TOO_LARGE, *each.place, None, file=each.name, megabytes=megabytes, limit=limit)
        elif each.columns:
            if each.name not in looked_at:
                looked_at[each.name] = _columns(each.name, content)
            _check_columns(each, looked_at[each.name], findings)
        if each.shown and shown_as(each.shown, each.name) is None:
            taken = ", ".join(ending for endings in ENDINGS.values() for ending in endings)
            findings.warn(remarks.MEDIUM_NOT_SHOWN, *each.place, file=each.name, taken=taken)
        used[each.name] = None
    return tuple(used)


def _most_bytes(each: NeededFile) -> int:
    is_photo = bool(each.shown) and shown_as(each.shown, each.name) == "photo"
    return MOST_BYTES_OF_A_PHOTO if is_photo else MAX_FILE_BYTES


def _check_columns(each: NeededFile, known: frozenset[str] | None, findings: Findings) -> None:
    for column in each.columns:
        if known is not None and column not in known and "/" not in column:
            found = ", ".join(sorted(known)) or "–"
            findings.add(problems.FILE_COLUMN_MISSING, *each.place, None, file=each.name, name=column, found=found)
            return


def _columns(name: str, content: bytes) -> frozenset[str] | None:
    """Gives the columns of a list; None where they cannot be told, which the reader of lists will explain."""
    ending = name.rpartition(".")[2].lower()
    try:
        if ending == "csv":
            heading = next(iter(content[:65536].decode("utf-8-sig", errors="ignore").splitlines()), "")
            delimiter = max(_DELIMITERS, key=heading.count)
            return frozenset(cell.strip() for cell in next(csv.reader(io.StringIO(heading), delimiter=delimiter), []))
        if ending == "geojson":
            features = json.loads(content)["features"]
            if not features:
                return None
            keys = {key for feature in features for key in (feature.get("properties") or {})}
            return frozenset(keys | {"geometry"} | ({"id"} if any("id" in feature for feature in features) else set()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, csv.Error):
        return None
    return None
