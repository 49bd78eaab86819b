"""The rounds of a repeat: which there are, adding one, removing one. What was answered in a removed one is history."""

from dataclasses import dataclass

from sqlalchemy import select, update

from forms.checklist import Question, Texts
from forms.filling.refusals import FillingRefused, XFormRefused
from rules.errors.answers_on_site import NO_SUCH_ROUND
from rules.refusals import Refused
from services.access import Actor
from services.answering import answer, sheet_to_fill
from services.asked_now import names_in, round_group
from services.checklists import keep_form
from services.filled import FilledForm
from services.filling_in import why_not
from services.sheets import Sheet
from storage.tables import Answer, Finding
from storage.unit_of_work import UnitOfWork

NO_MORE = "none"


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
    try:
        form.remove_round(key)
    except (FillingRefused, XFormRefused) as error:
        raise why_not(form, error) from error
    of_round = (Answer.section_id == sheet.section_id, Answer.question.in_(names), Answer.is_current)
    count = len(uow.session.scalars(select(Answer.answer_id).where(*of_round, Answer.value != "")).all())
    uow.session.execute(update(Answer).where(*of_round).values(is_current=False))
    findings = (Finding.section_id == sheet.section_id, Finding.question.in_(names))
    uow.session.execute(update(Finding).where(*findings).values(is_open=False))
    keep_form(uow, sheet.section_id)
    uow.record(f"visit:{sheet.number}", "round_removed", actor.code, {"round": key, "answers": count})
    return count


def _form(uow: UnitOfWork, sheet: Sheet) -> FilledForm:
    form: FilledForm = uow.memo[FilledForm, sheet.section_id]
    return form
