"""From an XLSForm workbook to a checklist, or to the list of everything that its author has to mend.

Supported so far: plain questions, single and multiple choice, groups, translations, ranges of numbers. What
XLSForm knows beyond that is refused by name, never passed over.

The project's own columns in the survey sheet need `hecha="urn:hecha:form:1"` under `namespaces` in settings:

    bind::hecha:complies   name of the choice that says so: makes a select_one a compliance item
    bind::hecha:problem    name of the choice that opens note, way of finding and photo
    bind::hecha:na         name of the choice "does not apply", if there is one
    bind::hecha:phrases    name of a list in the choices sheet: usual problem descriptions
    bind::hecha:usual      range such as `. >= 0 and . <= 8` outside of which a number is asked back
    bind::hecha:photos     how many photos at least
    bind::hecha:item       code of the published inspection item

and in settings `attribute::hecha:department` and `attribute::hecha:title-en` (the title in other languages).
"""

import hashlib
from pathlib import Path

from forms.checklist import Checklist
from forms.choice_lists import check_lists_used, read_lists
from forms.container import ensure_unpackable
from forms.conversion import convert
from forms.faults import Fault, Findings, WorkbookRefused, refusal
from forms.marks import check_marks
from forms.settings import read_settings
from forms.sheets import read_sheets
from forms.survey_cells import check_cells
from forms.survey_rows import read_survey
from forms.translations import check_translations
from forms.xform import XFormNotUnderstood, read_xform
from rules.errors import form_files

LIBRARY = Path(__file__).parent / "library"

__all__ = ["LIBRARY", "Fault", "WorkbookRefused", "load_workbook"]


def load_workbook(source: bytes | Path, name: str) -> Checklist:
    """Reads a checklist from a workbook.

    Takes 20–100 ms for ordinary forms, and a second more the first time in a process; foreign files belong
    into a worker process with limits of memory and time.

    Args:
        source: The workbook's bytes, or where it lies.
        name: What the form is called if its settings give no form_id, such as the file's name.

    Raises:
        WorkbookRefused: With everything that is wrong, as far as one reading can tell.
        OSError: The path cannot be read.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    ensure_unpackable(content)
    findings = Findings()
    sheets = read_sheets(content, findings)
    survey, choices = sheets["survey"], sheets.get("choices")
    settings = read_settings(sheets.get("settings"), survey, findings)
    rows = read_survey(survey, findings)
    check_cells(survey, rows, findings)
    lists = read_lists(choices, findings)
    titles = tuple(sheet.title for sheet in sheets.values())
    check_lists_used(survey, rows, None if choices is None else lists, titles, findings)
    check_marks(survey, rows, lists, findings)
    labelled = [each.row for each in rows if each.type.role != "end_group"]
    check_translations(survey, labelled, choices, settings.default_language, findings)
    findings.refuse_if_any()
    try:
        return read_xform(
            convert(sheets, settings, name),
            sha256=hashlib.sha256(content).hexdigest(),
            plain_language=settings.default_language or None,
        )
    except XFormNotUnderstood as error:
        raise refusal(form_files.CONVERTER_FAILED, message=str(error)) from error
