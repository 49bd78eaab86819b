"""What part of a record an addendum is about, and what the record says there; in Chinese, as the record is."""

from dataclasses import dataclass

from forms.checklist import FILE_KINDS, in_language
from rules.conclusions import Result
from services.checklists import sheet_of
from services.conclusions import results_of
from services.paper_phrases import PAPER_LANGUAGE, problem_told
from services.progress import progress
from services.sheets import UNABLE, QuestionState
from services.visits import Names, VisitView
from storage.tables import Addendum, Department
from storage.unit_of_work import UnitOfWork

RECORDED_MOST = 500


@dataclass(frozen=True, slots=True)
class Concern:
    """The whole record, a department's part of it, or one item of that part; `code` is the department's."""

    kind: str
    department: Names
    short_name: Names
    code: str
    item: int | None


def concern_of(uow: UnitOfWork, visit: VisitView, row: Addendum) -> Concern | None:
    """Return what an addendum is about, none while nothing is chosen."""
    if row.concerns is None:
        return None
    if row.section_id is None:
        return Concern(row.concerns, {}, {}, "", None)
    section = visit.section(row.section_id)
    code = uow.session.get_one(Department, section.department_id).code
    return Concern(row.concerns, section.department, section.short_name, code, row.item)


def as_recorded(uow: UnitOfWork, visit: VisitView, row: Addendum) -> str:
    """Return what the record says at the place that an addendum is about; empty for the whole record."""
    if row.section_id is None:
        return ""
    if row.question is None:
        section = visit.section(row.section_id)
        told = [_results(results_of(uow, visit.visit_id), section.results)] if section.results else []
        return "\n".join([*told, *([f"备注：{section.remarks}"] if section.remarks else [])])[:RECORDED_MOST]
    problems = progress(uow, row.section_id).problems
    found = next((problem for problem in problems if problem.question == row.question), None)
    if found is not None:
        return problem_told(found)[:RECORDED_MOST]
    return _answered(sheet_of(uow, row.section_id).of(row.question))[:RECORDED_MOST]


def _results(results: tuple[Result, ...], chosen: tuple[str, ...]) -> str:
    return "检查结果：" + "；".join(result.text[PAPER_LANGUAGE] for result in results if result.key in chosen)


def _answered(state: QuestionState) -> str:
    question = state.question
    label = in_language(question.label, PAPER_LANGUAGE)
    names = {choice.name: in_language(choice.label, PAPER_LANGUAGE) for choice in question.choices}
    if state.value == UNABLE:
        value = "未能作答"
    elif question.kind in FILE_KINDS and state.value:
        value = f"照片{state.photos}张"
    elif names:
        value = "、".join(names.get(name, name) for name in state.value.split())
    else:
        value = "（不显示）" if "masked" in question.appearance.lower().split() else state.value
    return f"{label}：{value or '未填'}"
