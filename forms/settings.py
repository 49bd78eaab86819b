"""Reads the settings sheet: title, identity, version, languages, and what the converter makes of the rest."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forms.column_names import KNOWN_PREFIXES
from forms.columns import HECHA_NAMESPACE, HECHA_PREFIX, NAMESPACE_DECLARATION
from forms.faults import Findings
from forms.sheets import Sheet
from forms.survey_rows import YES
from rules.errors import form_files as problems
from rules.errors import form_rows
from rules.errors import form_warnings as remarks

ROOT = "data"
_DECLARATION = re.compile(r"""(?<!\S)([A-Za-z_][\w.-]*)\s*=\s*["“”'‘’]([^"“”'‘’]*)["“”'‘’]""")
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_PASSED_ON = (
    "style", "instance_name", "instance_id", "instance_xmlns", "omit_instanceid", "allow_choice_duplicates",
    "clean_text_values", "add_none_option", "flat",
)  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """What the settings sheet says; empty where it says nothing.

    Attributes:
        form_id: The form's own name.
        form_title: In the default language.
        version: As written.
        default_language: As written, such as `中文 (zh)`.
        root: Name of the model's root.
        attributes: Of the model's root, by name with prefix: `hecha:department`, `hecha:title-en`.
        namespaces: By prefix, as declared.
        others: What the converter is told besides, by XLSForm's name.
    """

    form_id: str = ""
    form_title: str = ""
    version: str = ""
    default_language: str = ""
    root: str = ROOT
    attributes: Mapping[str, str] = field(default_factory=dict)
    namespaces: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices_may_repeat(self) -> bool:
        """Whether a list may hold a name twice, for filters to tell the two apart."""
        return self.others.get("allow_choice_duplicates") in YES


def read_settings(sheet: Sheet | None, others: Iterable[Sheet], findings: Findings) -> Settings:
    """Reads the first filled row; notes what does nothing, and prefixes that are used but not declared.

    Args:
        sheet: The settings, if there are any.
        others: The sheets in whose headings attributes with prefixes may stand.
        findings: Gets faults and warnings.
    """
    row = sheet.rows[0] if sheet is not None and sheet.rows else None
    declared = {} if row is None else dict(_DECLARATION.findall(row.get("namespaces")))
    for each in others:
        _check_prefixes(each, declared, findings)
    if sheet is None or row is None:
        return Settings(namespaces=declared)
    _check_prefixes(sheet, declared, findings)
    for column, text in row.cells.items():
        if column.use == "ignored" and text:
            value = text if len(text) <= 40 else f"{text[:39]}…"
            findings.warn(remarks.SETTING_IGNORED, sheet.title, row.number, column.heading, value=value)
    root = row.get("name") or ROOT
    if not _NAME.fullmatch(root):
        findings.add(form_rows.BAD_NAME, sheet.title, row.number, sheet.heading("name"), name=root)
    return Settings(
        form_id=row.get("form_id"),
        form_title=row.get("form_title"),
        version=row.get("version"),
        default_language=row.get("default_language"),
        root=root,
        attributes={
            column.meaning.removeprefix("attribute::"): text
            for column, text in row.cells.items()
            if column.use == "read" and column.meaning.startswith(("attribute::", f"{HECHA_PREFIX}:"))
        },
        namespaces=declared,
        others={meaning: row.get(meaning) for meaning in _PASSED_ON if row.get(meaning)},
    )


def _check_prefixes(sheet: Sheet, declared: Mapping[str, str], findings: Findings) -> None:
    """Without a declaration the converter would write an XForm that is no well-formed XML."""
    told: set[str] = set()
    for column in sheet.columns:
        is_ours = column.meaning.startswith(f"{HECHA_PREFIX}:")
        prefix = HECHA_PREFIX if is_ours else column.prefix
        missing = declared.get(prefix) != HECHA_NAMESPACE if is_ours else prefix not in {*declared, *KNOWN_PREFIXES}
        if prefix and missing and prefix not in told:
            told.add(prefix)
            wanted = NAMESPACE_DECLARATION if is_ours else f'{prefix}="…"'
            findings.add(problems.NAMESPACE_MISSING, sheet.title, 1, column.heading, namespace=wanted)
