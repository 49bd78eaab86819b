"""Writes the checked sheets as the converter reads them, under its main headings.

Rows keep their numbers, so that the converter counts as Excel does. Rows that are added stand at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forms.column_names import MEDIA, TRANSLATED
from forms.columns import Column
from forms.languages import language_code
from forms.sheets import Sheet
from forms.survey_rows import YES, Survey, SurveyRow
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
            headings[_heading(column, sheet, languages)] = None
    for row in sheet.rows:
        rows[row.number - 2] = {
            _heading(column, sheet, languages): _shown(column, text)
            for column, text in row.cells.items()
            if column.use in ("read", "extra")
        }
    return ConverterSheet(rows, list(headings))


def _heading(column: Column, sheet: Sheet, languages: Languages) -> str:
    """Gives the heading of a column for the converter; a text without any language is the same in each."""
    is_translated = sheet.name in _IN_LANGUAGES and any(
        other.meaning == column.meaning and other.language for other in sheet.columns
    )
    if column.meaning in TRANSLATED and languages.are_named and is_translated:
        return f"{column.meaning}::{languages.of(column)}"
    return column.standard(sheet.name)


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
    for each in several_from_answers(survey):
        written.rows[each.row.number - 2]["type"] = f"select_one {each.type.list_name}"
    return written


def several_from_answers(survey: Survey) -> Iterable[SurveyRow]:
    """Gives the questions that take several of earlier answers: the converter stumbles over them, not over those that
    take one.
    """
    return (each for each in survey.questions if each.type.source == "answers" and each.type.kind == "choices")


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
