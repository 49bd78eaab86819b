"""Checks the project's own columns: what makes a select_one a compliance item, phrases, photos, usual range."""

import re
from collections.abc import Mapping

from forms.checklist import Kind
from forms.choice_lists import Lists
from forms.columns import mark_heading
from forms.faults import Findings
from forms.sheets import Sheet
from forms.survey_rows import Survey, SurveyRow
from rules.errors import form_rows as problems

MAX_PHOTOS = 10

_SMALL_NUMBER = re.compile(r"[1-9][0-9]?")
_ROLES = ("complies", "problem", "na")
_FITTING: dict[str, tuple[tuple[Kind, ...], str]] = {
    "complies": (("choice",), "select_one"),
    "problem": (("choice",), "select_one"),
    "na": (("choice",), "select_one"),
    "phrases": (("choice",), f"select_one + {mark_heading('complies')}"),
    "usual": (("integer", "decimal"), "integer, decimal"),
    "photos": (("photo",), "image"),
}


def check_marks(survey: Survey, lists: Lists, findings: Findings) -> None:
    """Notes marks on questions that cannot use them, and marks that name what does not exist."""
    sheet = survey.sheet
    for each in survey.rows:
        if each.type.role in ("begin", "end"):
            continue
        _check_fitting(sheet, each, findings)
        if each.type.kind == "choice":
            _check_compliance(sheet, each, lists.get(each.type.list_name or "", {}), findings)
        _check_photos(sheet, each, findings)


def _check_fitting(sheet: Sheet, each: SurveyRow, findings: Findings) -> None:
    for mark, (kinds, fitting) in _FITTING.items():
        if not each.row.get(f"hecha:{mark}"):
            continue
        plain_choice = mark == "phrases" and not each.row.get("hecha:complies")
        if each.type.kind not in kinds or plain_choice:
            place = (sheet.title, each.row.number, sheet.heading(f"hecha:{mark}"))
            findings.add(problems.MARK_MISPLACED, *place, type=each.row.get("type"), fitting=fitting)


def _check_compliance(sheet: Sheet, each: SurveyRow, choices: Mapping[str, int], findings: Findings) -> None:
    named = {role: choice for role in _ROLES if (choice := each.row.get(f"hecha:{role}"))}
    seen: dict[str, str] = {}
    for role, choice in named.items():
        place = (sheet.title, each.row.number, sheet.heading(f"hecha:{role}"))
        partner = {"complies": "problem", "problem": "complies", "na": "complies"}[role]
        if partner not in named:
            findings.add(problems.MARK_WITHOUT_PARTNER, *place, partner=mark_heading(partner))
        elif choices and choice not in choices:
            known = ", ".join(choices)
            findings.add(problems.MARK_UNKNOWN_CHOICE, *place, choice=choice, list=each.type.list_name, choices=known)
        elif choice in seen:
            findings.add(problems.MARKS_ALIKE, *place, choice=choice, partner=sheet.heading(f"hecha:{seen[choice]}"))
        seen.setdefault(choice, role)


def _check_photos(sheet: Sheet, each: SurveyRow, findings: Findings) -> None:
    written = each.row.get("hecha:photos")
    if written and not (_SMALL_NUMBER.fullmatch(written) and int(written) <= MAX_PHOTOS):
        place = (sheet.title, each.row.number, sheet.heading("hecha:photos"))
        findings.add(problems.MARK_NOT_A_COUNT, *place, value=written, limit=MAX_PHOTOS)
