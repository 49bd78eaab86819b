"""Whatever an author writes, a workbook ends in a checklist that can be stored and run, or in faults with words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.checklist import Checklist
from forms.faults import Findings
from forms.filling.reading import read_form
from forms.runnable import check_runnable
from forms.sheets import Sheet
from forms.survey_rows import Survey
from forms.workbook import WorkbookRefused, load_workbook
from rules.errors import describe, form_logic
from tests.forms.conftest import make_book

TYPES = (
    "text", "integer", "date", "note", "select_one l", "select_multiple l", "select_one ${q0}", "rank l", "calculate",
    "range", "image", "geopoint", "today", "hidden", "select_one l or_other", "select_one_from_file f.csv",
    "acknowledge", "begin_group", "end_group", "begin_repeat", "end_repeat", "begin loop over l", "end loop",
    "select_one_external l",
)  # fmt: skip
CELLS = (
    "", "", "", "", "${q0}", "${q1} = 1", "${q9", "yes", "1 +", "today()", ". > 3", "count(${q2})", "x = 'q'",
    "${q0}${q1}", "pulldata('f', 'label', 'name', ${q0})", "start=1 end=5", "randomize=true",
    "search('f')", "field-list", "label",
)  # fmt: skip
COLUMNS = (
    "relevant", "constraint", "calculation", "required", "readonly", "default", "choice_filter", "trigger",
    "repeat_count", "appearance", "parameters", "hint", "label::en", "guidance_hint::zh", "bind::foo", "unknown",
)  # fmt: skip
FILES = {"f.csv": b"name,label\na,A\n"}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_survey_is_read_or_refused(data: st.DataObject) -> None:
    columns = data.draw(st.lists(st.sampled_from(COLUMNS), max_size=4, unique=True))
    types = data.draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=6))
    rows = [
        f" | {kind} | q{number} | 甲 | {' | '.join(data.draw(st.sampled_from(CELLS)) for _ in columns)}"
        for number, kind in enumerate(types)
    ]
    heading = f"survey | type | name | label | {' | '.join(columns)}"
    choices = ["choices | list_name | name | label | x", " | l | a | 一 ${q0} | q", " | l | b | 二 | r"]
    table = "\n".join([heading, *rows, *choices])
    try:
        checklist = load_workbook(make_book(table), "x", FILES)
    except WorkbookRefused as refused:
        told = [describe(fault, language) for fault in refused.faults for language in ("zh-CN", "en")]
        assert told
    else:
        assert Checklist.from_dict(checklist.to_dict()) == checklist
        assert read_form(checklist.xform, FILES).version == ""


def test_a_form_that_cannot_be_run_at_all_is_a_fault_without_a_row() -> None:
    findings = Findings()
    check_runnable("<no xml", {}, Survey(Sheet("survey", "survey", (), ()), "data", ()), [], findings)
    assert [(fault.code, fault.row) for fault in findings.faults] == [(form_logic.FORM_NOT_RUNNABLE_AT_ALL.code, None)]
    assert "XForm" in describe(findings.faults[0], "zh-CN")
