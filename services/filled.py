"""A section whose form has logic: the form as it is being filled in, kept with the section as plain data.

What people answered, and when, stands in the answers; what the form makes of it (what is asked at present, what is
worked out, how many rounds there are) is the filling's. Both change in the same act.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from forms.checklist import Checklist
from forms.filling.opening import begin
from forms.filling.reading import FormDefinition, read_form
from forms.filling.refusals import XFormRefused
from forms.filling.session import Filling
from forms.filling.state import restore, state_of
from forms.filling.tree import Range
from rules.errors import form_library as problems
from rules.errors.answers import FORM_STUCK
from rules.refusals import Refused
from services.built_once import BuiltOnce
from services.filler import properties_of
from services.office_day import zone_of
from storage.tables import FormContent, Section
from storage.unit_of_work import UnitOfWork

_STEP = re.compile(r"([^\[\]]+)(?:\[(\d+)\])?")
# A form never changes, so it is read once per process, by what it was made of.
_DEFINITIONS: BuiltOnce[str, FormDefinition] = BuiltOnce(most=32)


class FormUnread(Exception):
    """A form was not read yet, and others wait: `read` reads it for this process, whoever asks holding nothing."""

    def __init__(self, made_of: str, read: Callable[[], FormDefinition]) -> None:
        super().__init__(made_of)
        self._made_of, self._read = made_of, read

    def read(self) -> None:
        """Read the form; one that cannot be read is refused to whoever opens it, as any other."""
        with suppress(XFormRefused):
            _DEFINITIONS.of(self._made_of, self._read)


@dataclass(slots=True)
class FilledForm:
    """A form with its answers, and lasting names for the rounds of its repeats, whose positions change.

    Attributes:
        filling: What `forms.filling` knows.
        rounds: Numbers of the rounds in their order, by the key of their repeat; a number is never used again.
        given: The last number given.
        names: Where each question that is asked at present stands in the form, by the name its answers are kept under.
    """

    filling: Filling
    rounds: dict[str, list[int]] = field(default_factory=dict)
    given: int = 0
    names: dict[str, str] = field(default_factory=dict)

    def key_of(self, reference: str) -> str:
        """Return the lasting name of a place: its path below the root, each round by its number."""
        key = ""
        for step in reference.split("/")[2:]:
            name, position = _step(step)
            key = f"{key}/{name}" if key else name
            if position:
                key += f"#{self._numbers(key, int(position))[int(position) - 1]}"
        return key

    def reference_of(self, key: str) -> str | None:
        """Return where the place of a lasting name is now; none when its round was removed."""
        reference, passed = f"/{self.filling.tree.root.reference.split('/')[1]}", ""
        for step in key.split("/"):
            name, _, number = step.partition("#")
            passed = f"{passed}/{name}" if passed else name
            reference += f"/{name}"
            if number:
                numbers = self.rounds.get(passed, [])
                if int(number) not in numbers:
                    return None
                reference += f"[{numbers.index(int(number)) + 1}]"
                passed += f"#{number}"
        return reference

    def add_round(self, key: str) -> str:
        """Add a round behind the last one of a repeat and return its lasting name. Raises as the filling does."""
        reference = self.reference_of(key) or ""
        change = self.filling.add_repeat(reference)
        return self.key_of(change.added[0])

    def remove_round(self, key: str) -> None:
        """Remove a round. Raises as the filling does."""
        self.filling.remove_repeat(self.reference_of(key) or "")
        repeat, _, number = key.rpartition("#")
        self.rounds[repeat].remove(int(number))

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-safe data."""
        self._forget_what_is_gone()
        return {"filling": state_of(self.filling), "rounds": self.rounds, "given": self.given}

    def _forget_what_is_gone(self) -> None:
        """Let go of the numbers of rounds that will not come back; new ones come behind the others."""
        kept: dict[str, list[int]] = {}
        for place in self.filling.tree.root.below(with_parked=True):
            if isinstance(place, Range):
                repeat, count = self.key_of(place.reference), len(place.all_rounds)
                kept[repeat] = self._numbers(repeat, count)[:count]
        self.rounds = kept

    def _numbers(self, repeat: str, position: int) -> list[int]:
        """Return the numbers of a repeat's rounds, new ones given up to a position: the form may add rounds itself."""
        numbers = self.rounds.setdefault(repeat, [])
        while len(numbers) < position:
            self.given += 1
            numbers.append(self.given)
        return numbers


def _step(step: str) -> tuple[str, str | None]:
    found = _STEP.fullmatch(step)
    assert found is not None
    return found[1], found[2]


def definition_of(uow: UnitOfWork, checklist: Checklist) -> FormDefinition:
    """Return the form of a checklist with logic, ready to be filled in.

    Raises `FormUnread` where that takes long and others wait.
    """
    made_of = ":".join([checklist.sha256, *(file.sha256 for file in checklist.files)])

    def read() -> FormDefinition:
        contents = {row.sha256: row.content for row in uow.session.scalars(_contents(checklist))}
        form = partial(read_form, checklist.xform, {file.name: contents[file.sha256] for file in checklist.files})
        if uow.is_waited_for:
            raise FormUnread(made_of, form)
        return form()

    return _DEFINITIONS.of(made_of, read)


def _contents(checklist: Checklist) -> Any:
    return select(FormContent).where(FormContent.sha256.in_([file.sha256 for file in checklist.files]))


def begun_form(uow: UnitOfWork, section_id: int, checklist: Checklist, at: datetime) -> Filling:
    """Return the form of a section with nothing answered, as it was at an instant. Raises `Refused` where it cannot be
    begun.
    """
    return new_form(uow, checklist, at, seed=f"section:{section_id}", properties=properties_of(uow, section_id))


def new_form(
    uow: UnitOfWork, checklist: Checklist, at: datetime, *, seed: str, properties: Mapping[str, str]
) -> Filling:
    """Return a form with nothing answered. Raises `Refused` where it cannot be begun."""
    try:
        return begin(definition_of(uow, checklist), now=at.astimezone(zone_of(uow)), seed=seed, properties=properties)
    except XFormRefused as error:
        raise Refused(problems.FORM_CANNOT_BEGIN, form_id=checklist.form_id, reason=error) from error


def filled_form(uow: UnitOfWork, section_id: int, checklist: Checklist, *, is_over: bool) -> FilledForm:
    """Return a section's form as it stands in this act, begun now where nothing was answered yet.

    One for the whole act: who changes it keeps it (`keep`). While the section is worked on, the clock that the form
    sees is the act's; once that is over, it stays as it was. Raises `Refused` where it cannot be begun.
    """
    known: FilledForm | None = uow.memo.get((FilledForm, section_id))
    if known is None:
        known = kept_form(uow, section_id, checklist)
        if not is_over:
            _set_clock(uow, known.filling)
        uow.memo[FilledForm, section_id] = known
    return known


def forget_form(uow: UnitOfWork, section_id: int) -> None:
    """Read a section's form anew from what is kept when it is next asked for."""
    uow.memo.pop((FilledForm, section_id), None)


def kept_form(uow: UnitOfWork, section_id: int, checklist: Checklist) -> FilledForm:
    """Return a copy of a section's form as it was last kept, begun now where it never was. Raises `Refused` where it
    cannot be begun.
    """
    uow.flush()
    # As it is now that the visit is locked, not as it was read before.
    section = uow.session.get_one(Section, section_id, populate_existing=True)
    if section.filled is None:
        return FilledForm(begun_form(uow, section_id, checklist, uow.now))
    filled = section.filled
    rounds = {key: list(numbers) for key, numbers in filled["rounds"].items()}
    filling = restore(definition_of(uow, checklist), filled["filling"])
    return FilledForm(filling, rounds, filled["given"])


def _set_clock(uow: UnitOfWork, filling: Filling) -> None:
    try:
        filling.set_clock(uow.now.astimezone(zone_of(uow)))
    except XFormRefused as error:
        raise Refused(FORM_STUCK, reason=error) from error


def keep(uow: UnitOfWork, section_id: int, *, asked: int, answered: int) -> None:
    """Keep a section's form as this act has changed it, with how much it asks and how much of that is answered."""
    known: FilledForm = uow.memo[FilledForm, section_id]
    section = uow.session.get_one(Section, section_id)
    section.filled = known.to_dict() | {"asked": asked, "answered": answered}
    flag_modified(section, "filled")
