"""Writes the checked sheets as the converter reads them: main headings, every text in every language.

Rows keep their numbers, so that the converter counts as Excel does. Rows that are added stand at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.column_names import MEDIA, TRANSLATED
from forms.columns import Column
from forms.languages import language_code
from forms.sheets import Row, Sheet
from forms.survey_rows import YES, Survey
from forms.translations import Languages

Cells = dict[str, str]

# Noncharacters of Unicode: `forms.sheets` lets none through, so they stand for nothing else.
_DISGUISE = str.maketrans("“”‘’", "\ufdd0\ufdd1\ufdd2\ufdd3")
UNDISGUISE = str.maketrans("\ufdd0\ufdd1\ufdd2\ufdd3", "“”‘’")
_OTHER = {"zh": "其他", "en": "Other"}
_EXTERNAL = "select_one_external "
_TWICE = "-external"  # put to the name of an external list when a list of choices has it too
_WORDS = TRANSLATED - MEDIA
_IN_LANGUAGES = frozenset({"survey", "choices", "external_choices"})


@dataclass(frozen=True)
class ConverterSheet:
    """A sheet as the converter takes it: one row for each of Excel's from row 2 on, and its headings in order."""

    rows: list[Cells]
    headings: list[str]


def disguised(text: str) -> str:
    """Hides typographic quotes from the converter, which would make straight ones of them."""
    return text.translate(_DISGUISE)


def converter_sheet(sheet: Sheet, languages: Languages) -> ConverterSheet:
    """Writes any sheet."""
    last = sheet.rows[-1].number if sheet.rows else 1
    rows: list[Cells] = [{} for _ in range(2, last + 1)]
    headings: dict[str, None] = {}
    filled = {column: None for row in sheet.rows for column in row.cells}
    for column in dict.fromkeys([*sheet.columns, *filled]):
        if column.use in ("read", "extra"):
            headings.update(dict.fromkeys(_headings(column, sheet.name, languages)))
    for row in sheet.rows:
        rows[row.number - 2] = _cells(row, sheet.name, languages)
    return ConverterSheet(rows, list(headings))


def _headings(column: Column, sheet: str, languages: Languages) -> list[str]:
    if column.meaning in TRANSLATED and sheet in _IN_LANGUAGES and languages.are_named:
        return [f"{column.meaning}::{language}" for language in languages.names]
    return [column.standard(sheet)]


def _cells(row: Row, sheet: str, languages: Languages) -> Cells:
    """A text that lacks a language is given in another: the converter would write a dash."""
    cells: Cells = {}
    texts: dict[str, dict[str, str]] = {}
    for column, text in row.cells.items():
        if column.use not in ("read", "extra"):
            continue
        if column.meaning in TRANSLATED and sheet in _IN_LANGUAGES and languages.are_named:
            texts.setdefault(column.meaning, {})[languages.of(column)] = _shown(column, text)
        else:
            cells[column.standard(sheet)] = _shown(column, text)
    for meaning, by_language in texts.items():
        instead = by_language.get(languages.default) or next(iter(by_language.values()))
        for language in languages.names:
            cells[f"{meaning}::{language}"] = by_language.get(language) or instead
    return cells


def _shown(column: Column, text: str) -> str:
    return disguised(text) if column.meaning in _WORDS else text


def lists_of(sheet: Sheet | None) -> frozenset[str]:
    """Gives the names of the lists in a sheet of choices."""
    return frozenset(row.get("list_name") for row in sheet.rows) if sheet is not None else frozenset()


def survey_sheet(survey: Survey, languages: Languages, twice: frozenset[str]) -> ConverterSheet:
    """Writes the survey: rows of notes and rows that are disabled stay empty, external selects become plain ones.

    Args:
        survey: As read.
        languages: Of its texts.
        twice: Names of lists that stand in both sheets of choices, where they are two different lists.
    """
    written = converter_sheet(survey.sheet, languages)
    for row in survey.sheet.rows:
        cells = written.rows[row.number - 2]
        if not cells.get("type") or row.get("disabled") in YES:
            cells.clear()
            continue
        cells.pop("disabled", None)
        kind = " ".join(cells["type"].split())
        if kind.startswith(_EXTERNAL):
            list_name = kind.removeprefix(_EXTERNAL)
            cells["type"] = f"select_one {list_name}{_TWICE if list_name in twice else ''}"
        if kind.startswith("begin"):
            # A grid's columns are asked one by one; the converter's own rows for their headings would be questions.
            words = ["field-list" if word == "table-list" else word for word in cells.get("appearance", "").split()]
            if words:
                cells["appearance"] = " ".join(words)
    return written


def choices_sheet(
    choices: Sheet | None, external: Sheet | None, survey: Survey, languages: Languages
) -> ConverterSheet | None:
    """Writes the choices: those of both sheets, and a choice "other" where a question wants one."""
    parts = [converter_sheet(sheet, languages) for sheet in (choices, external) if sheet is not None and sheet.rows]
    if not parts:
        return None
    twice = lists_of(choices) & lists_of(external)
    for cells in parts[-1].rows if twice else ():
        if cells.get("list_name") in twice:
            cells["list_name"] += _TWICE
    rows = [cells for part in parts for cells in part.rows]
    headings = list(dict.fromkeys(heading for part in parts for heading in part.headings))
    known = {(cells.get("list_name"), cells.get("name")) for cells in rows}
    other = _other(languages)
    lacking = [name for name in dict.fromkeys(_lists_with_other(survey)) if (name, "other") not in known]
    rows += [{"list_name": name, "name": "other", **other} for name in lacking if other]
    looped = {each.type.list_name for each in survey.rows if each.type.container == "loop"}
    labels = [f"label::{language}" for language in languages.names] or ["label"]
    for cells in rows:
        if cells.get("list_name") in looped and cells.get("name"):  # a loop writes the label into its questions
            cells.update({label: cells["name"] for label in labels if label not in cells})
    return ConverterSheet(rows, list(dict.fromkeys([*headings, *(labels if looped or (lacking and other) else ())])))


def _lists_with_other(survey: Survey) -> Iterable[str]:
    return (each.type.list_name for each in survey.rows if each.type.or_other and each.type.list_name)


def _other(languages: Languages) -> Mapping[str, str]:
    """Gives the labels in the form's languages; where it names none the converter's own word will do."""
    return {
        f"label::{language}": _OTHER.get(language_code(language).split("-")[0], "Other") for language in languages.names
    }
