"""The rounds of a repeat: which there are, adding one, removing one, and bringing it back until something else changes.
What was answered in a removed one stays in the tables.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from forms.checklist import Question, Texts
from forms.filling.refusals import FillingRefused, XFormRefused
from rules.errors.answers_on_site import NO_SUCH_ROUND, ROUND_NOT_BACK
from rules.refusals import Refused
from services.access import Actor
from services.answering import answer, sheet_to_fill
from services.asked_now import names_in, round_group
from services.checklists import keep_form
from services.filled import FilledForm, forget_form
from services.filling_in import why_not
from services.sheets import Sheet
from storage.tables import Answer, Finding, Section
from storage.unit_of_work import UnitOfWork

NO_MORE = "none"
REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a repeat: `number` is its lasting one, `position` counts from 1; `label` is empty while it asks
    nothing.
    """

    number: int
    position: int
    label: Texts
    asked: int
    answered: int
    first: str | None


@dataclass(frozen=True, slots=True)
class Removed:
    """A round that can be brought back: of which repeat (its key), and who removed it."""

    repeat: str
    by: int


def rounds_of(uow: UnitOfWork, sheet: Sheet, question: Question) -> tuple[Round, ...]:
    """Return the rounds of the repeat whose end a question is."""
    form = _form(uow, sheet)
    repeat = form.key_of(form.names[question.name])
    labels = {group.name: group.label for group in sheet.checklist.groups}
    found = []
    for position, number in enumerate(form.rounds.get(repeat, []), 1):
        reference = f"{form.names[question.name]}[{position}]"
        states = [s for s in sheet.asked if form.names[s.question.name].startswith(f"{reference}/")]
        label = labels.get(round_group(form, reference), {})
        answered = sum(not s.is_open for s in states)
        first = states[0].question.name if states else None
        found.append(Round(number, position, label, len(states), answered, first))
    return tuple(found)


def add_round(uow: UnitOfWork, actor: Actor, visit_id: int, question: Question) -> str | None:
    """Add a round and return the name of the first question that it asks, if any. Raises `Refused`."""
    sheet = sheet_to_fill(uow, actor, visit_id)
    form = _form(uow, sheet)
    try:
        key = form.add_round(form.key_of(form.names[question.name]))
    except (FillingRefused, XFormRefused) as error:
        raise why_not(form, error) from error
    if sheet.of(question.name).value:
        answer(uow, actor, visit_id, question.name, "")
    keep_form(uow, sheet.section_id)
    uow.record(f"visit:{sheet.number}", "round_added", actor.code, {"round": key})
    here = f"{form.reference_of(key)}/"
    asked = sheet_to_fill(uow, actor, visit_id).asked
    return next((s.question.name for s in asked if form.names[s.question.name].startswith(here)), None)


def remove_round(uow: UnitOfWork, actor: Actor, visit_id: int, question: Question, number: int) -> int:
    """Remove a round and return how many answers went with it; they stay in the tables. Raises `Refused`."""
    sheet = sheet_to_fill(uow, actor, visit_id)
    form = _form(uow, sheet)
    key = f"{form.key_of(form.names[question.name])}#{number}"
    reference = form.reference_of(key)
    if reference is None:
        raise Refused(NO_SUCH_ROUND)
    names = names_in(form, reference)
    before = uow.session.get_one(Section, sheet.section_id).filled or form.to_dict()
    try:
        form.remove_round(key)
    except (FillingRefused, XFormRefused) as error:
        raise why_not(form, error) from error
    of_round = (Answer.section_id == sheet.section_id, Answer.question.in_(names), Answer.is_current)
    answers = {row.answer_id: row.value for row in uow.session.scalars(select(Answer).where(*of_round))}
    count = sum(value != "" for value in answers.values())
    uow.session.execute(update(Answer).where(*of_round).values(is_current=False))
    of_findings = (Finding.section_id == sheet.section_id, Finding.question.in_(names), Finding.is_open)
    findings = list(uow.session.scalars(select(Finding.finding_id).where(*of_findings)))
    uow.session.execute(update(Finding).where(*of_findings).values(is_open=False))
    keep_form(uow, sheet.section_id)
    section = uow.session.get_one(Section, sheet.section_id)
    # Whatever changes the form next keeps it without this.
    removed = {"round": key, "by": actor.person_id, "answers": list(answers), "findings": findings}
    section.filled = {**(section.filled or {}), REMOVED: {**removed, "form": _without_removed(before)}}
    uow.record(f"visit:{sheet.number}", "round_removed", actor.code, {"round": key, "answers": count})
    return count


def removed_round(uow: UnitOfWork, section_id: int) -> Removed | None:
    """Return the round that was removed last, as long as nothing has been answered since."""
    removed = _removed(uow.session.get_one(Section, section_id))
    return Removed(removed["round"].rpartition("#")[0], removed["by"]) if removed else None


def is_removed_from(uow: UnitOfWork, sheet: Sheet, question: Question) -> bool:
    """Return whether a round of the repeat whose end a question is can be brought back."""
    removed, form = removed_round(uow, sheet.section_id), _form(uow, sheet)
    return removed is not None and removed.repeat == form.key_of(form.names[question.name])


def restore_round(uow: UnitOfWork, actor: Actor, visit_id: int) -> int:
    """Bring the round that was removed last back to its place, with its answers and problems; return how many answers.

    Raises `Refused` when something has been answered since.
    """
    sheet = sheet_to_fill(uow, actor, visit_id)
    section = uow.session.get_one(Section, sheet.section_id)
    removed = _removed(section)
    if removed is None:
        raise Refused(ROUND_NOT_BACK)
    section.filled = removed["form"]
    uow.session.execute(update(Answer).where(Answer.answer_id.in_(removed["answers"])).values(is_current=True))
    uow.session.execute(update(Finding).where(Finding.finding_id.in_(removed["findings"])).values(is_open=True))
    forget_form(uow, sheet.section_id)
    keep_form(uow, sheet.section_id)
    standing = (Answer.answer_id.in_(removed["answers"]), Answer.value != "")
    count = len(uow.session.scalars(select(Answer.answer_id).where(*standing)).all())
    body = {"round": removed["round"], "answers": count}
    uow.record(f"visit:{sheet.number}", "round_restored", actor.code, body)
    return count


def _removed(section: Section) -> dict[str, Any] | None:
    removed: dict[str, Any] | None = (section.filled or {}).get(REMOVED)
    return removed


def _without_removed(filled: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in filled.items() if key != REMOVED}


def _form(uow: UnitOfWork, sheet: Sheet) -> FilledForm:
    form: FilledForm = uow.memo[FilledForm, sheet.section_id]
    return form
