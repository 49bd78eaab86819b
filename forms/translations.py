"""Looks whether every text is there in every language of the form, and which language is which."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.column_names import MEDIA, TRANSLATED
from forms.columns import Column
from forms.faults import Findings
from forms.languages import language_code
from forms.sheets import Row, Sheet
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_files, form_rows
from rules.errors import form_warnings as remarks

UNNAMED = "default"  # the converter's own name for the language of columns that name none


@dataclass(frozen=True)
class Languages:
    """The languages of a form's columns.

    Attributes:
        names: As written, in the order of the columns; columns without a language count as the default one.
        default: The one to begin with; empty when no column names a language.
    """

    names: tuple[str, ...]
    default: str

    @property
    def are_named(self) -> bool:
        """Whether any column names its language."""
        return bool(self.default)

    def of(self, column: Column) -> str:
        """Gives the language of a column that may name one."""
        return self.default if column.language is None else column.language


def read_languages(sheets: Sequence[Sheet], default: str, findings: Findings) -> Languages:
    """Finds the languages, and warns where the settings leave in doubt which is the default one.

    Args:
        sheets: The survey and the choices.
        default: As the settings say; may be empty.
        findings: Gets the warnings.
    """
    filled = {column for sheet in sheets for row in sheet.rows for column in row.cells}
    texts = [
        column
        for sheet in sheets
        for column in sheet.columns
        if column.meaning in TRANSLATED and column.use == "read" and column in filled
    ]
    plain = [column for column in texts if column.language is None]
    named = list(dict.fromkeys(column.language for column in texts if column.language is not None))
    if not named:
        return Languages((), "")
    if plain and not default:
        column = next(column for column in texts if column.language is not None)
        findings.warn(remarks.DEFAULT_LANGUAGE_MISSING, sheets[0].title, 1, column.heading, plain=plain[0].heading)
        return Languages((UNNAMED, *named), UNNAMED)
    if not plain and default not in named:
        if default:
            findings.warn(
                remarks.DEFAULT_LANGUAGE_UNKNOWN,
                "settings", None, "default_language", language=default, languages=", ".join(named),
            )  # fmt: skip
        return Languages(tuple(named), named[0])
    return Languages(tuple(dict.fromkeys([default, *named])), default)


def check_translations(survey: Survey, choices: Sheet | None, languages: Languages, findings: Findings) -> None:
    """Notes questions without any text and columns given twice; warns of texts that lack a language."""
    _check_twice(survey.sheet, languages, findings)
    for each in survey.rows:
        if _needs_text(each) and not any(each.row.get(shown) for shown in ("label", "hint", *MEDIA)):
            _add_no_text(survey.sheet, each, languages, findings)
        if each.row.get("big-image") and not each.row.get("image"):
            heading = survey.sheet.heading("big-image")
            findings.add(form_rows.BIG_IMAGE_ALONE, survey.sheet.title, each.row.number, heading)
    shown = [each.row for each in survey.rows if each.type.role in ("question", "begin")]
    _warn_of_missing(survey.sheet, shown, languages, findings)
    if choices is not None:
        _check_twice(choices, languages, findings)
        _warn_of_missing(choices, [row for row in choices.rows if row.get("name")], languages, findings)


def _needs_text(each: SurveyRow) -> bool:
    """What is worked out may go without a text: then it is not shown."""
    return each.type.role == "question" and not each.row.get("calculation") and not each.row.get("trigger")


def _add_no_text(sheet: Sheet, each: SurveyRow, languages: Languages, findings: Findings) -> None:
    columns = [column for column in sheet.columns if column.meaning == "label" and column.use == "read"]
    if columns:
        findings.add(form_rows.NO_TEXT, sheet.title, each.row.number, columns[0].heading)
    else:
        heading = f"label::{languages.default}" if languages.are_named else "label"
        findings.add(form_files.COLUMN_MISSING, sheet.title, 1, heading)


def _check_twice(sheet: Sheet, languages: Languages, findings: Findings) -> None:
    seen: dict[tuple[str, str], str] = {}
    filled = {column for row in sheet.rows for column in row.cells}
    for column in sheet.columns:
        # An empty column of a template takes nothing from another one.
        if column.use not in ("read", "ignored") or column not in filled:
            continue
        language = language_code(languages.of(column) or None) if column.meaning in TRANSLATED else ""
        key = (column.meaning, language)
        if key in seen:
            findings.add(form_files.COLUMN_TWICE, sheet.title, 1, column.heading, other=seen[key])
        seen.setdefault(key, column.heading)


def _warn_of_missing(sheet: Sheet, rows: Sequence[Row], languages: Languages, findings: Findings) -> None:
    filled = {column for row in rows for column in row.cells}
    for meaning in sorted(TRANSLATED):
        columns = {
            languages.of(column): column
            for column in sheet.columns
            if column.meaning == meaning and column.use == "read" and (column in filled or column.language is not None)
        }
        needing = [row for row in rows if row.get(meaning)]
        if not needing or not columns:
            continue
        for language in languages.names:
            column = columns.get(language)
            if column is None:
                heading = f"{meaning}::{language}"
                findings.warn(remarks.LANGUAGE_COLUMN_MISSING, sheet.title, 1, heading, base=meaning)
                continue
            for row in needing:
                if not row.cells.get(column):
                    findings.warn(remarks.TEXT_NOT_TRANSLATED, sheet.title, row.number, column.heading)
