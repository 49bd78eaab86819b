"""Has pyxform turn the checked rows into an XForm.

pyxform replaces typographic quotes in every cell by straight ones, which is right for expressions and wrong
for Chinese texts: so the quotes of texts pass it in disguise.
"""

import re
from collections.abc import Mapping
from typing import Any

from forms.columns import NAMESPACE_DECLARATION, TRANSLATED, Column
from forms.faults import Fault, WorkbookRefused, refusal
from forms.settings import Settings
from forms.sheets import Sheet
from rules.errors import form_files as problems

# Noncharacters of Unicode: `forms.sheets` lets none through, so they stand for nothing else.
_DISGUISE = str.maketrans("“”‘’", "\ufdd0\ufdd1\ufdd2\ufdd3")
_UNDISGUISE = str.maketrans("\ufdd0\ufdd1\ufdd2\ufdd3", "“”‘’")
_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet")


def convert(sheets: Mapping[str, Sheet], settings: Settings, name: str) -> str:
    """Gives the XForm of a workbook in which `forms` itself has found nothing to mend.

    Args:
        sheets: The form sheets by name.
        settings: Of the form.
        name: The form's identity if the settings give none.

    Raises:
        WorkbookRefused: pyxform does not accept it, in pyxform's own (English) words.
    """
    from pyxform.errors import PyXFormError  # half a second that the program's start should not pay for
    from pyxform.xls2xform import convert as to_xform

    definition: dict[str, Any] = {"sheet_names": list(sheets)}
    for sheet_name in ("survey", "choices"):
        if sheet_name in sheets:
            definition[sheet_name], definition[f"{sheet_name}_header"] = _rows(sheets[sheet_name])
    row = _settings_row(settings, name)
    definition["settings"], definition["settings_header"] = [row], [dict.fromkeys(row)]
    try:
        xform: str = to_xform(definition, validate=False, warnings=[]).xform
    except PyXFormError as error:
        raise _refusal(str(error), sheets) from error
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise refusal(problems.CONVERTER_FAILED, message=f"{type(error).__name__}: {error}") from error
    return xform.translate(_UNDISGUISE)


def _rows(sheet: Sheet) -> tuple[list[dict[str, str]], list[dict[str, None]]]:
    """Gives the rows as pyxform reads them, with empty ones between, so that it counts as Excel does."""
    last = sheet.rows[-1].number if sheet.rows else 1
    rows: list[dict[str, str]] = [{} for _ in range(2, last + 1)]
    for row in sheet.rows:
        rows[row.number - 2] = {column.standard(sheet.name): _shown(column, text) for column, text in row.cells.items()}
    heading = {column.standard(sheet.name): None for column in sheet.columns if column.use == "read"}
    return rows, [heading]


def _shown(column: Column, text: str) -> str:
    return text.translate(_DISGUISE) if column.meaning in TRANSLATED else text


def _settings_row(settings: Settings, name: str) -> dict[str, str]:
    row = {
        "form_id": settings.form_id or name,
        "form_title": (settings.form_title or settings.form_id or name).translate(_DISGUISE),
        "version": settings.version,
        "default_language": settings.default_language,
        "namespaces": NAMESPACE_DECLARATION,
    }
    row |= {f"attribute::hecha:{key}": text.translate(_DISGUISE) for key, text in settings.attributes.items()}
    return {key: text for key, text in row.items() if text}


def _refusal(message: str, sheets: Mapping[str, Sheet]) -> WorkbookRefused:
    found = _ROW.search(message)
    if found is None:
        return refusal(problems.CONVERTER_FAILED, message=message)
    named = _SHEET.search(message)
    sheet = sheets.get(named[1] if named else "survey")
    title = sheet.title if sheet is not None else "survey"
    params = {"message": _ROW.sub("", message).strip()}
    return WorkbookRefused((Fault(title, int(found[1]), None, problems.CONVERTER_REFUSED.code, params),))
