"""From any XLSForm workbook to a form that can be filled in: pyxform converts it, the filling engine reads it."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any, Final, TypeVar
from xml.etree.ElementTree import ParseError

from forms.container import ensure_unpackable, is_old_workbook
from forms.converter_words import faults_of
from forms.faults import Fault, WorkbookRefused, refusal
from forms.filling.reading import FormDefinition, read_form
from forms.filling.refusals import XFormRefused
from rules.errors import form_conversion as problems
from rules.errors import form_definitions, form_files

Outcome = TypeVar("Outcome")
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "calculate": ("calculation", "calculate"),
    "relevant": ("relevant", "relevance"),
    "itemset": ("choice_filter",),
    "label output": ("label",),
    "hint output": ("hint",),
    "jr:count": ("repeat_count",),
    "value": ("default", "calculation"),
}
# What pyxform trips over instead of saying what is wrong.
_UNREADABLE: Final = (OSError, EOFError, AssertionError, struct.error, zipfile.BadZipFile, zlib.error, ParseError)
_STUMBLES: Final = (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError)


def load_xlsform(content: bytes, name: str, files: Mapping[str, bytes] | None = None) -> FormDefinition:
    """Reads a form from a workbook.

    Foreign files belong into a worker process with limits of memory and time.

    Args:
        content: Of an .xlsx or .xls workbook.
        name: The form's identity where its settings give none.
        files: Contents of its files (csv, xml, geojson) by name; a list without its file is empty.

    Raises:
        WorkbookRefused: The workbook, or the form in it, cannot be used.
    """
    workbook = _read(content)
    xform, lists = _convert(workbook, name)
    try:
        return read_form(xform, {**lists, **(files or {})})
    except XFormRefused as refused:
        raise WorkbookRefused(_faults(refused, workbook.survey or [])) from refused


def _read(content: bytes) -> Any:
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform  # half a second that the program's start should not pay for

    ensure_unpackable(content)
    is_old = is_old_workbook(content)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="openpyxl")  # remarks about styles and drop-down lists
            return get_xlsform(BytesIO(content), file_type=".xls" if is_old else ".xlsx")
    except PyXFormError as error:
        raise WorkbookRefused(faults_of(str(error))) from error
    except (*_STUMBLES, *_UNREADABLE) as error:
        raise refusal(form_files.DAMAGED) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] == "xlrd":  # what reads .xls for pyxform, no dependency of ours
            raise refusal(form_files.DAMAGED) from error
        raise


def _convert(workbook: Any, name: str) -> tuple[str, dict[str, bytes]]:
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2xform import external_choices_to_csv, has_external_choices

    def convert() -> tuple[str, dict[str, bytes]]:
        definition = workbook_to_json(workbook_dict=workbook, fallback_form_name=name, warnings=[])
        lists = external_choices_to_csv(workbook_dict=workbook) if has_external_choices(definition) else None
        xform: str = create_survey_element_from_dict(definition).to_xml(validate=False, pretty_print=False, warnings=[])
        return xform, {"itemsets.csv": lists.encode()} if lists else {}

    return _guarded(convert)


def _guarded(step: Callable[[], Outcome]) -> Outcome:
    from pyxform.errors import PyXFormError

    try:
        return step()
    except PyXFormError as error:
        raise WorkbookRefused(faults_of(str(error))) from error
    except _STUMBLES as error:
        raise WorkbookRefused((Fault(None, None, None, problems.NOT_UNDERSTOOD.code, {}),)) from error


def _faults(refused: XFormRefused, survey: list[dict[str, Any]]) -> tuple[Fault, ...]:
    """Gives a refusal of the form with the row from which it comes, and the reason behind it."""
    params = {key: str(value) for key, value in refused.placeholders.items()}
    name = params.get("reference", "").rpartition("/")[2]
    row = next((number for number, each in enumerate(survey, start=2) if each.get("name") == name), None)
    code, column = refused.code, None
    if row is not None:
        known = _COLUMNS.get(params.get("attribute", ""), (params.get("attribute", ""),))
        column = next((each for each in known if each in survey[row - 2]), known[0]) or None
        if code in (form_definitions.EXPRESSION_WRONG.code, form_definitions.CANNOT_BE_WORKED_OUT.code):
            code, params["name"] = problems.EXPRESSION_WRONG.code, name
    first = Fault("survey" if row is not None else None, row, column, code, params)
    if refused.reason is None:
        return (first,)
    reason = {key: str(value) for key, value in refused.reason.placeholders.items()}
    detail = Fault(first.sheet, row, column, refused.reason.code, reason)
    return (first, detail)
