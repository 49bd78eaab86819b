"""Answers as a form with logic takes them: what is on offer, what is allowed, what the form is told."""

import re
from collections.abc import Sequence

from forms.checklist import FILE_KINDS, Choice, Question
from forms.filling.refusals import FillingRefused, XFormRefused
from forms.languages import language_code
from rules.errors import answers as problems
from rules.errors import describe, form_definitions
from rules.refusals import Refused
from services.filled import FilledForm
from services.sheets import UNABLE, QuestionState, Sheet
from storage.unit_of_work import UnitOfWork

_POSITION = re.compile(r"\[\d+\]")
_TOO_MUCH = {
    form_definitions.TOO_MANY_INSTANCES.code: problems.TOO_MANY_ROUNDS,
    form_definitions.TOO_LARGE_WITH_ROUNDS.code: problems.FORM_FULL,
}


def objection(uow: UnitOfWork, sheet: Sheet, question: Question, value: str, language: str) -> str | None:
    """Return why the form does not allow an answer, in a language; none when it does.

    Raises `Refused` when what follows from the answer cannot be worked out.
    """
    if question.kind == "more" or value == UNABLE:
        return None
    form = _form(uow, sheet)
    rendering, spoken = form.filling.rendering, form.filling.language
    rendering.language = _spoken(form, language)
    try:
        violation = form.filling.check(form.names[question.name], _stored(question, value))
    except (FillingRefused, XFormRefused) as error:
        raise why_not(form, error) from error
    finally:
        rendering.language = spoken
    if violation is None or violation.kind == "required":
        return None
    # A form pads what it inserts with spaces, at the ends as well.
    return " ".join((violation.message or describe(violation, language)).split())


def fill_in(uow: UnitOfWork, sheet: Sheet, question: Question, value: str) -> None:
    """Tell the form an answer, or that there is none any more. Raises `Refused` when it cannot go on with it."""
    if question.kind != "more":
        form = _form(uow, sheet)
        try:
            form.filling.answer(form.names[question.name], _stored(question, value))
        except (FillingRefused, XFormRefused) as error:
            raise why_not(form, error) from error


def why_not(form: FilledForm, error: FillingRefused | XFormRefused) -> Refused:
    """Return in words of the site why a form cannot go on: too many rounds are told by what their repeat is called."""
    problem = _TOO_MUCH.get(error.code)
    if problem is None:
        return Refused(problems.FORM_STUCK, reason=error)
    reference = str(error.placeholders["reference"])
    definition = form.filling.form.definitions[_POSITION.sub("", reference)]
    label = definition.repeat.label if definition.repeat is not None else None
    called = form.filling.rendering.text(label, form.filling.tree.root.node) or definition.name
    return Refused(problem, repeat=called, limit=error.placeholders["limit"])


def would_take(uow: UnitOfWork, sheet: Sheet, question: Question, value: str) -> bool:
    """Return whether the form still asks a question, after what was answered in this act, and allows the answer."""
    form = _form(uow, sheet)
    try:
        is_asked = form.filling.question(form.names[question.name]).is_relevant
        return is_asked and objection(uow, sheet, question, value, form.filling.language) is None
    except (FillingRefused, Refused):
        return False


def listed(uow: UnitOfWork, sheet: Sheet, question: Question, language: str) -> Sequence[Choice]:
    """Return all choices of a question; of a list that is looked up with their labels in one language."""
    if question.name not in sheet.looked_up:
        return question.choices
    key = (Choice, sheet.section_id, question.name, language)
    if key not in uow.memo:
        form = _form(uow, sheet)
        rendering, spoken = form.filling.rendering, form.filling.language
        rendering.language = _spoken(form, language)
        code = language_code(rendering.language or None)
        try:
            found = form.filling.question(form.names[question.name]).choices
        finally:
            rendering.language = spoken
        uow.memo[key] = tuple(Choice(each.value, {code: each.label}, dict[str, dict[str, str]]()) for each in found)
    choices: Sequence[Choice] = uow.memo[key]
    return choices


def waits_for(uow: UnitOfWork, sheet: Sheet, question: Question) -> QuestionState | None:
    """Return the open question on whose answer the choices of another depend, the nearest before it where there are
    several; none where there is none.
    """
    if not sheet.checklist.has_logic:
        return None
    form = _form(uow, sheet)
    definitions, dependencies = form.filling.form.definitions, form.filling.form.dependencies
    asking = definitions[_POSITION.sub("", form.names[question.name])]

    def is_looked_at(name: str) -> bool:
        readers = dependencies.of_value.get(definitions[_POSITION.sub("", form.names[name])], ())
        return any(each.computation.kind == "choices" and each.computation.definition is asking for each in readers)

    waiting = [each for each in sheet.asked if each.is_open and is_looked_at(each.question.name)]
    before = [each for each in waiting if (each.question.number or 0) < (question.number or 0)]
    return next(iter(before[-1:] or waiting), None)


def _form(uow: UnitOfWork, sheet: Sheet) -> FilledForm:
    form: FilledForm = uow.memo[FilledForm, sheet.section_id]
    return form


def _stored(question: Question, value: str) -> str:
    """Return what the form is told: of something sent it knows a name, of what could not be answered nothing."""
    if not value or value == UNABLE:
        return ""
    return f"{question.name.replace('/', '-')}.file" if question.kind in FILE_KINDS else value


def _spoken(form: FilledForm, language: str) -> str:
    """Return the form's own name of a language, its default when it lacks it."""
    wanted = language.split("-")[0].casefold()
    names = form.filling.form.languages
    return next((n for n in names if language_code(n).split("-")[0].casefold() == wanted), form.filling.language)
