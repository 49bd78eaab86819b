"""From an XLSForm workbook to a checklist, or to the list of everything that its author has to mend.

Everything that XLSForm knows is read, in .xlsx and in old .xls workbooks. What a chat cannot do is a warning; what is
wrong is refused with its cell, all of it at once. Files that the form needs are given beside the workbook.

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
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from forms.attached_files import check_files, looked_up_files, needed_files
from forms.cell_expressions import CellExpression, ExpressionReader
from forms.chat_limits import warn_of_limits
from forms.checklist import Checklist, FormFile
from forms.choice_lists import Lists, check_grids, check_lists_used, read_lists
from forms.circles import check_circles
from forms.container import ensure_unpackable
from forms.conversion import convert
from forms.defaults import warn_of_defaults
from forms.faults import Fault, Findings, WorkbookRefused, refusal
from forms.marks import check_marks
from forms.parameters import check_parameters
from forms.runnable import check_runnable
from forms.searches import with_files_for_searches
from forms.settings import Settings, read_settings
from forms.sheets import Sheet, read_sheets
from forms.survey_cells import check_cells
from forms.survey_rows import Survey, read_survey
from forms.translations import check_translations, read_languages
from forms.xform import XFormNotUnderstood, read_xform
from rules.errors import form_files

LIBRARY = Path(__file__).parent / "library"

__all__ = ["LIBRARY", "Fault", "WorkbookRefused", "load_workbook"]


def load_workbook(source: bytes | Path, name: str, files: Mapping[str, bytes] | None = None) -> Checklist:
    """Reads a checklist from a workbook.

    Takes 20–100 ms for ordinary forms, up to 3 s for the largest, and a second more the first time in a process;
    foreign files belong into a worker process with limits of memory and time.

    Args:
        source: The workbook's bytes, or where it lies.
        name: What the form is called if its settings give no form_id, such as the file's name.
        files: What was sent along, by file name: lists (.csv, .xml, .geojson), lookup tables, pictures and sounds.

    Raises:
        WorkbookRefused: With everything that is wrong, as far as one reading can tell.
        OSError: The path cannot be read.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    given = files or {}
    ensure_unpackable(content)
    findings = Findings()
    sheets = read_sheets(content, findings)
    choices = sheets.get("choices")
    settings = read_settings(sheets.get("settings"), (sheets["survey"],), findings)
    sheets["survey"] = with_files_for_searches(sheets["survey"], choices, findings)
    survey = read_survey(sheets["survey"], settings.root, findings)
    lists = read_lists(choices, findings, may_repeat=settings.choices_may_repeat)
    _check_rows(sheets, survey, lists, findings)
    languages = read_languages(
        [sheet for sheet in (survey.sheet, choices) if sheet], settings.default_language, findings
    )
    check_translations(survey, choices, languages, findings)
    needed = list(needed_files(survey, choices))
    instances = frozenset({*lists, *(each.instance for each in needed)})
    expressions = _expressions(sheets, survey, settings, instances, findings)
    check_circles(survey, expressions, findings)
    needed += looked_up_files(expressions)
    used = check_files(needed, given, findings)
    findings.refuse_if_any()
    xform = convert(sheets, survey, languages, settings, name)
    check_runnable(xform, {each: given[each] for each in used}, survey, needed, findings)
    findings.refuse_if_any()
    try:
        checklist = read_xform(
            xform, sha256=hashlib.sha256(content).hexdigest(), plain_language=settings.default_language or None
        )
    except XFormNotUnderstood as error:
        raise refusal(form_files.CONVERTER_FAILED, message=str(error)) from error
    kept = tuple(FormFile(each, hashlib.sha256(given[each]).hexdigest()) for each in used)
    return replace(checklist, files=kept, warnings=findings.warnings)


def _check_rows(sheets: Mapping[str, Sheet], survey: Survey, lists: Lists, findings: Findings) -> None:
    external = sheets.get("external_choices")
    titles = tuple(sheet.title for sheet in sheets.values())
    external_lists = read_lists(external, findings, may_repeat=True)
    check_lists_used(survey, (sheets.get("choices"), lists), (external, external_lists), titles, findings)
    check_grids(survey, findings)
    check_cells(survey, findings)
    check_parameters(survey, frozenset(lists), findings)
    check_marks(survey, lists, findings)
    warn_of_limits(survey, sheets.get("entities"), findings)
    warn_of_defaults(survey, lists, findings)


def _expressions(
    sheets: Mapping[str, Sheet], survey: Survey, settings: Settings, instances: frozenset[str], findings: Findings
) -> list[CellExpression]:
    columns = {
        source: frozenset(column.meaning for column in sheets[name].columns) if name in sheets else frozenset()
        for source, name in (("choices", "choices"), ("external", "external_choices"))
    }
    entities = sheets.get("entities")
    known = instances | {row.get("list_name") for row in (entities.rows if entities else ())}
    reader = ExpressionReader(survey, known, settings.namespaces, findings)
    return [*reader.read_survey(columns), *reader.read_others(sheets)]
