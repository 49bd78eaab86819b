"""What became of what was sent back: what stood when it was sent, and what was submitted again.

Sentences and results are kept as they are now; what they were before stands in the visit's chain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from forms.checklist import Question
from rules.reviews import RESULT, SIGNING
from services.checklists import sheet_of
from services.erased import BY_LAW
from services.evidence_state import may_count
from services.returning import ReturnView, return_view
from services.review_rounds import returns_in
from storage.tables import (
    Answer,
    Department,
    Evidence,
    LedgerLink,
    Opening,
    Person,
    ReviewReturn,
    Section,
    Signature,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

SENT, SETTLED, CONCLUDED, FINDING = "returned", "submitted", "concluded", "finding"
FOUND = ("note", "how", "of", "photo_waiver")


@dataclass(frozen=True, slots=True)
class Version:
    """What stood at one time: an answer, and of a problem its sentence, how it was found and why no photograph shows
    it; or a department's result with its remarks.
    """

    value: str = ""
    note: str = ""
    how: str = ""
    of: str = ""
    photo_waiver: str = ""
    results: tuple[str, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of something that was sent back, or of the result that followed from it: both versions, and of files
    and signatures how many came since, and how many files were taken away. Both are one while it `is_open`. A result
    that `follows` was not sent back itself.
    """

    item: ReturnView
    review_id: int
    question: Question | None
    before: Version
    now: Version
    photos: int = 0
    gone: int = 0
    signed: int = 0
    follows: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the team has not submitted it again."""
        return self.item.state == "open"


def changes_of(
    uow: UnitOfWork, visit_id: int, submitted_at: datetime | None = None, *, with_open: bool = False
) -> tuple[Change, ...]:
    """Return what became of all that was ever sent back of a visit and submitted again, the newest first; of one
    submission, where its instant is given; with what is open now as well, where that is asked for.
    """
    states = ("settled", "open") if with_open else ("settled",)
    rows = [row for row in reversed(returns_in(uow, visit_id, *states)) if submitted_at in (None, row.settled_at)]
    if not rows:
        return ()
    chain = _Chain(uow, uow.session.get_one(Visit, visit_id).number)
    changes: list[Change] = []
    for place, row in enumerate(rows):
        changes.append(_change(uow, chain, row))
        behind = rows[place + 1] if place + 1 < len(rows) else None
        if behind is None or behind.settled_at != row.settled_at:
            together = [each for each in rows if each.settled_at == row.settled_at]
            changes += _results_besides(uow, chain, together)
    return tuple(changes)


def _change(uow: UnitOfWork, chain: "_Chain", row: ReviewReturn) -> Change:
    item, review = return_view(uow, row), row.review_id
    sent, settled = chain.sent.get(row.return_id), chain.settled.get(row.return_id)
    if row.kind == SIGNING:
        return Change(item, review, None, Version(), Version(), signed=_signed(uow, row))
    if row.section_id is None:
        return Change(item, review, None, Version(), Version())
    if row.kind == RESULT:
        before, now = (chain.result(uow, row.section_id, seq) for seq in (sent, settled))
        return Change(item, review, None, before, before if item.state == "open" else now)
    question = sheet_of(uow, row.section_id).of(row.question or "").question
    before = _answered(chain, uow, row, question, sent, _value_before(uow, row))
    now = before if item.state == "open" else _answered(chain, uow, row, question, settled, _value_now(uow, row))
    return Change(item, review, question, before, now, photos=_came(uow, row), gone=_went(uow, row))


def _answered(
    chain: "_Chain", uow: UnitOfWork, row: ReviewReturn, question: Question, seq: int | None, value: str
) -> Version:
    """What was found stands with a problem alone: it is kept, and not said, while the answer is another."""
    if question.problem is None or value != question.problem:
        return Version(value)
    return replace(chain.found(uow, row.section_id or 0, question.name, seq), value=value)


def _value_before(uow: UnitOfWork, row: ReviewReturn) -> str:
    before = uow.session.get(Answer, row.answer_id) if row.answer_id else None
    return before.value if before else ""


def _value_now(uow: UnitOfWork, row: ReviewReturn) -> str:
    """What stood when it was submitted again; a later round may have changed it once more."""
    now = uow.session.scalar(
        select(Answer.value)
        .where(
            Answer.section_id == row.section_id, Answer.question == row.question, Answer.answered_at <= row.settled_at
        )
        .order_by(Answer.answer_id.desc())
        .limit(1)
    )
    return now or ""


def _results_besides(uow: UnitOfWork, chain: "_Chain", rows: Sequence[ReviewReturn]) -> list[Change]:
    """Return the results that became others because of an item, of departments whose result was not sent back."""
    told = {row.section_id for row in rows if row.kind == RESULT}
    found = []
    for row in rows:
        if row.section_id is None or row.section_id in told or row.state == "open":
            continue
        told.add(row.section_id)
        before, now = (chain.result(uow, row.section_id, of.get(row.return_id)) for of in (chain.sent, chain.settled))
        if before != now:
            item = replace(return_view(uow, row), kind=RESULT, number=0, label={}, comment="")
            found.append(Change(item, row.review_id, None, before, now, follows=True))
    return found


def _signed(uow: UnitOfWork, row: ReviewReturn) -> int:
    """Return how many had signed anew when it was submitted again; they may have lapsed since."""
    stood = Signature.state == "standing"
    if row.settled_at is not None:
        stood |= (Signature.state == "void") & (Signature.voided_at > row.settled_at)
    given = select(func.count()).select_from(Signature).where(Signature.visit_id == row.visit_id, stood)
    return uow.session.scalar(given.where(_since(Signature.signed_at, row))) or 0


def _came(uow: UnitOfWork, row: ReviewReturn) -> int:
    came = func.coalesce(Evidence.moved_at, Evidence.received_at)
    return _files(uow, row, _since(came, row), Evidence.withdrawn_at.is_(None), may_count())


def _went(uow: UnitOfWork, row: ReviewReturn) -> int:
    return _files(uow, row, Evidence.received_at < row.sent_at, _since(Evidence.withdrawn_at, row))


def _since(when: Any, row: ReviewReturn) -> ColumnElement[bool]:
    since: ColumnElement[bool] = when >= row.sent_at
    return since if row.settled_at is None else since & (when <= row.settled_at)


def _files(uow: UnitOfWork, row: ReviewReturn, *which: ColumnElement[bool]) -> int:
    of_question = (
        Evidence.visit_id == row.visit_id,
        Evidence.section_id == row.section_id,
        Evidence.question == row.question,
    )
    return uow.session.scalar(select(func.count()).where(*of_question, *which)) or 0


class _Chain:
    """What a visit's chain says of results and problems, link by link."""

    def __init__(self, uow: UnitOfWork, number: str) -> None:
        chain = f"visit:{number}"
        chosen = select(LedgerLink.seq, LedgerLink.type, LedgerLink.actor, LedgerLink.body).where(
            LedgerLink.chain == chain, LedgerLink.type.in_([SENT, SETTLED, CONCLUDED, FINDING])
        )
        self._links = uow.session.execute(chosen.order_by(LedgerLink.seq)).all()
        opened = select(Opening.seq, Opening.path, Opening.value).where(Opening.chain == chain)
        self._openings = {(seq, path): value for seq, path, value in uow.session.execute(opened)}
        self.sent = self._places(SENT)
        self.settled = self._places(SETTLED)

    def _places(self, type_: str) -> dict[int, int]:
        return {
            each["return"]: seq for seq, of, _, body in self._links if of == type_ for each in body.get("returns", ())
        }

    def _until(self, type_: str, seq: int | None) -> list[Any]:
        return [link for link in self._links if link[1] == type_ and (seq is None or link[0] < seq)]

    def _said(self, seq: int, body: Mapping[str, Any], name: str) -> str:
        value = body[name]
        return value if isinstance(value, str) else self._openings.get((seq, f"/{name}"), BY_LAW)

    def result(self, uow: UnitOfWork, section_id: int, before: int | None) -> Version:
        """Return a department's result as it was confirmed last before a link."""
        code = uow.session.scalars(
            select(Department.code)
            .join(Section, Section.department_id == Department.department_id)
            .where(Section.section_id == section_id)
        ).one()
        for seq, _, _, body in reversed(self._until(CONCLUDED, before)):
            if body["department"] == code:
                return Version(results=tuple(body["results"]), remarks=self._said(seq, body, "remarks"))
        return Version()

    def found(self, uow: UnitOfWork, section_id: int, question: str, before: int | None) -> Version:
        """Return what a department had written of a problem before a link: another one may ask by the same name."""
        team = set(
            uow.session.scalars(
                select(Person.code).join(Task, Task.person_id == Person.person_id).where(Task.section_id == section_id)
            )
        )
        said = dict.fromkeys(FOUND, "")
        for seq, _, by, body in self._until(FINDING, before):
            if body["question"] == question and by in team:
                said |= {name: self._said(seq, body, name) for name in FOUND if name in body}
        return Version(note=said["note"], how=said["how"], of=said["of"], photo_waiver=said["photo_waiver"])
