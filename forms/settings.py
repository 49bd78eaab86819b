"""Reads the settings sheet: title, identity, version, languages, the project's own attributes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.columns import HECHA_NAMESPACE, HECHA_PREFIX, NAMESPACE_DECLARATION
from forms.faults import Findings
from forms.sheets import Sheet
from rules.errors import form_files as problems

_DECLARED = re.compile(rf"""(?<!\S){HECHA_PREFIX}\s*=\s*["“”'‘’]{re.escape(HECHA_NAMESPACE)}["“”'‘’]""")


@dataclass(frozen=True)
class Settings:
    """What the settings sheet says; empty where it says nothing.

    Attributes:
        form_id: The form's own name.
        form_title: In the default language.
        version: As written.
        default_language: As written, such as `中文 (zh)`.
        attributes: The project's own, by name without prefix: `department`, `title-en`.
    """

    form_id: str = ""
    form_title: str = ""
    version: str = ""
    default_language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def read_settings(sheet: Sheet | None, survey: Sheet, findings: Findings) -> Settings:
    """Reads the first filled row; notes what cannot be honoured and a namespace that is used but not declared."""
    row = sheet.rows[0] if sheet is not None and sheet.rows else None
    declaration = "" if row is None else row.get("namespaces")
    if not _DECLARED.search(declaration):
        _note_marks(survey, findings)
        if sheet is not None:
            _note_marks(sheet, findings)
    if sheet is None or row is None:
        return Settings()
    for column, text in row.cells.items():
        if column.use == "unsupported" and text:
            findings.add(problems.SETTING_NOT_SUPPORTED, sheet.title, row.number, column.heading)
    prefix = f"{HECHA_PREFIX}:"
    return Settings(
        form_id=row.get("form_id"),
        form_title=row.get("form_title"),
        version=row.get("version"),
        default_language=row.get("default_language"),
        attributes={
            column.meaning.removeprefix(prefix): text
            for column, text in row.cells.items()
            if column.meaning.startswith(prefix) and column.use == "read"
        },
    )


def _note_marks(sheet: Sheet, findings: Findings) -> None:
    """Without the declaration the converter would write an XForm that is no well-formed XML."""
    for column in sheet.columns:
        if column.meaning.startswith(f"{HECHA_PREFIX}:"):
            findings.add(problems.NAMESPACE_MISSING, sheet.title, 1, column.heading, namespace=NAMESPACE_DECLARATION)
            return
