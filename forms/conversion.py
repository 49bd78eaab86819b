"""Has pyxform turn the checked sheets into an XForm.

pyxform replaces typographic quotes in every cell by straight ones, which is right for expressions and wrong
for Chinese texts: so the quotes of texts pass it in disguise.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from forms.column_names import KNOWN_PREFIXES
from forms.columns import NAMESPACE_DECLARATION
from forms.converter_rows import (
    UNDISGUISE,
    ConverterSheet,
    choices_sheet,
    converter_sheet,
    disguised,
    lists_of,
    several_from_answers,
    survey_sheet,
)
from forms.converter_words import faults_of
from forms.faults import Fault, WorkbookRefused, refusal
from forms.languages import language_code
from forms.settings import Settings
from forms.sheets import Sheet
from forms.survey_rows import Survey
from forms.translations import Languages
from rules.errors import form_files as problems

_SPECIFY = "Specify other."  # pyxform's label of the text that goes with "other"
_SPECIFY_ZH = "请说明。"
_SPECIFY_ID = "hecha:specify"
_TRANSLATION = re.compile(r'<translation [^>]*?lang="([^"]*)"[^>]*>')
_JUDGED = "allow_choice_duplicates"
_SPELT = {"omit_instanceid": "omit_instanceID"}


def convert(sheets: Mapping[str, Sheet], survey: Survey, languages: Languages, settings: Settings, name: str) -> str:
    """Gives the XForm of a workbook in which `forms` itself has found nothing to mend.

    Args:
        sheets: The form sheets by name.
        survey: Of the form.
        languages: Of its texts.
        settings: Of the form.
        name: The form's identity if the settings give none.

    Raises:
        WorkbookRefused: pyxform does not accept it.
    """
    from pyxform.errors import PyXFormError  # half a second that the program's start should not pay for
    from pyxform.xls2xform import convert as to_xform

    definition: dict[str, Any] = {"sheet_names": list(sheets)}
    inside, external = sheets.get("choices"), sheets.get("external_choices")
    _add(definition, "survey", survey_sheet(survey, languages, lists_of(inside) & lists_of(external)))
    choices = choices_sheet(inside, external, survey, languages)
    if choices is not None:
        _add(definition, "choices", choices)
    for other in ("entities", "osm"):
        if other in sheets and sheets[other].rows:
            _add(definition, other, converter_sheet(sheets[other], languages))
    row = _settings_row(settings, languages, name)
    definition["settings"], definition["settings_header"] = [row], [dict.fromkeys(row)]
    try:
        xform: str = to_xform(definition, validate=False, warnings=[]).xform
    except PyXFormError as error:
        raise WorkbookRefused(tuple(_with_title(fault, sheets) for fault in faults_of(str(error)))) from error
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise refusal(problems.CONVERTER_FAILED, message=f"{type(error).__name__}: {error}") from error
    for each in several_from_answers(survey):
        xform = _taking_several(xform, each.path)
    return _with_own_words(xform.translate(UNDISGUISE), languages)


def _taking_several(xform: str, path: str) -> str:
    """Makes a question that takes one choice take several."""
    asked = re.compile(rf'<select1((?: [^>]*)? ref="{re.escape(path)}"[^>]*>.*?)</select1>', re.DOTALL)
    return asked.sub(r"<select\1</select>", xform, count=1)


def _add(definition: dict[str, Any], name: str, sheet: ConverterSheet) -> None:
    definition[name], definition[f"{name}_header"] = sheet.rows, [dict.fromkeys(sheet.headings)]


def _settings_row(settings: Settings, languages: Languages, name: str) -> dict[str, str]:
    namespaces = {f'{prefix}="{uri}"' for prefix, uri in settings.namespaces.items() if prefix not in KNOWN_PREFIXES}
    row = {
        "form_id": settings.form_id or name,
        "form_title": disguised(settings.form_title or settings.form_id or name),
        "version": settings.version,
        "default_language": languages.default or settings.default_language,
        "name": settings.root,
        "namespaces": " ".join(sorted(namespaces | {NAMESPACE_DECLARATION})),
    }
    # What may stand twice has been judged before; lists of sheet external_choices always may.
    row[_JUDGED] = "yes"
    row |= {_SPELT.get(meaning, meaning): text for meaning, text in settings.others.items() if meaning != _JUDGED}
    row |= {f"attribute::{key}": disguised(text) for key, text in settings.attributes.items()}
    return {key: text for key, text in row.items() if text}


def _with_title(fault: Fault, sheets: Mapping[str, Sheet]) -> Fault:
    """Names the sheet and the column as their author wrote them."""
    sheet = sheets.get(fault.sheet or "")
    if sheet is None:
        return fault
    column = None if fault.column is None else sheet.heading(fault.column.partition("::")[0])
    return Fault(sheet.title, fault.row, column, fault.code, fault.params)


def _with_own_words(xform: str, languages: Languages) -> str:
    """Gives the converter's only words of its own in the language of the form."""
    plain = f"<label>{_SPECIFY}</label>"
    if not languages.are_named or plain not in xform:
        return xform

    def with_text(found: re.Match[str]) -> str:
        is_chinese = language_code(html.unescape(found[1])).partition("-")[0] == "zh"
        said = _SPECIFY_ZH if is_chinese else _SPECIFY
        return f'{found[0]}<text id="{_SPECIFY_ID}"><value>{said}</value></text>'

    told = _TRANSLATION.sub(with_text, xform)
    return told.replace(plain, f"<label ref=\"jr:itext('{_SPECIFY_ID}')\"/>")
