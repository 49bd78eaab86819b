"""Checks that every text is there in every language of the form, and that the settings name the languages."""

from collections.abc import Sequence

from forms.columns import TRANSLATED
from forms.faults import Findings
from forms.languages import language_code
from forms.sheets import Row, Sheet
from rules.errors import form_files, form_rows


def check_translations(
    survey: Sheet, texts_of: Sequence[Row], choices: Sheet | None, default: str, findings: Findings
) -> None:
    """Notes texts that are missing in one of the form's languages.

    Args:
        survey: The survey sheet.
        texts_of: Its rows that need a label.
        choices: The choices sheet, if there is one.
        default: The language that settings name for columns without one; may be empty.
        findings: Gets the faults.
    """
    sheets = [survey] if choices is None else [survey, choices]
    languages = _languages(sheets, default, findings)
    for sheet in sheets:
        _check_twice(sheet, default, findings)
        rows = texts_of if sheet is survey else [row for row in sheet.rows if row.get("name")]
        for meaning in sorted(TRANSLATED):
            _check_meaning(sheet, rows, meaning, languages, default, findings)


def _languages(sheets: Sequence[Sheet], default: str, findings: Findings) -> list[str]:
    """Gives the languages as written, a plain column counting as the default one."""
    texts = [column for sheet in sheets for column in sheet.columns if column.meaning in TRANSLATED]
    plain = [column for column in texts if column.language is None and column.use == "read"]
    named = list(dict.fromkeys(column.language for column in texts if column.language is not None))
    if plain and named and not default:
        column = next(column for column in texts if column.language is not None)
        findings.add(form_files.DEFAULT_LANGUAGE_MISSING, sheets[0].title, 1, column.heading, plain=plain[0].heading)
    if default and named and not plain and default not in named:
        findings.add(
            form_files.DEFAULT_LANGUAGE_UNKNOWN,
            "settings", None, "default_language", language=default, languages=", ".join(named),
        )  # fmt: skip
    return list(dict.fromkeys([*([default] if plain else []), *named]))


def _check_twice(sheet: Sheet, default: str, findings: Findings) -> None:
    seen: dict[tuple[str, str], str] = {}
    for column in sheet.columns:
        if column.use != "read":
            continue
        language = column.language if column.language is not None else default
        key = (column.meaning, language_code(language or None) if column.meaning in TRANSLATED else "")
        if key in seen:
            findings.add(form_files.COLUMN_TWICE, sheet.title, 1, column.heading, other=seen[key])
        seen.setdefault(key, column.heading)


def _check_meaning(
    sheet: Sheet, rows: Sequence[Row], meaning: str, languages: list[str], default: str, findings: Findings
) -> None:
    """A label is needed always; another text only in rows that have it in some language."""
    headings = {
        column.language if column.language is not None else default: column
        for column in sheet.columns
        if column.meaning == meaning and column.use == "read"
    }
    needing = rows if meaning == "label" else [row for row in rows if row.get(meaning)]
    if not needing:
        return
    if not headings:
        findings.add(form_files.COLUMN_MISSING, sheet.title, 1, _heading(meaning, languages[0] if languages else ""))
        return
    for language in languages:
        if language not in headings:
            heading = _heading(meaning, language)
            findings.add(form_files.LANGUAGE_COLUMN_MISSING, sheet.title, 1, heading, base=meaning)
            continue
        for row in needing:
            if not row.cells.get(headings[language]):
                findings.add(form_rows.NO_TEXT, sheet.title, row.number, headings[language].heading)


def _heading(meaning: str, language: str) -> str:
    return f"{meaning}::{language}" if language else meaning
