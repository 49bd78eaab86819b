"""What a question's card needs to ask its question: who asks, on which sheet, and the buttons that answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.checklist import Choice, Question
from handlers.act import Act
from handlers.buttons_checklist import AnswerButton
from handlers.words import Html, Words
from rules.messages import Button, Row, Rows, Style
from services import filling_in
from services.sheets import QuestionState, Sheet, mark_of

SHORT = 8.0  # full-width characters of a label that shares its row
LONG = 16.0
PICK_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Asking:
    """A question in front of a person."""

    act: Act
    sheet: Sheet
    state: QuestionState

    @property
    def words(self) -> Words:
        """The person's."""
        return self.act.words

    @property
    def question(self) -> Question:
        """What is asked."""
        return self.state.question

    @property
    def appearance(self) -> Sequence[str]:
        """The form's advice how to ask it."""
        return self.question.appearance.lower().split()

    @property
    def draft(self) -> str | None:
        """What of the answer was begun and is not stored yet."""
        return self.act.draft(self.sheet.visit_id, self.question.name)

    @property
    def chosen(self) -> Sequence[str]:
        """The names that are chosen at present, stored or not."""
        return (self.state.value if self.draft is None else self.draft).split()

    def choices(self) -> Sequence[Choice]:
        """Return everything that can be chosen."""
        return filling_in.listed(self.act.uow, self.sheet, self.question, self.words.language)

    def pick(self, choice: Choice) -> str:
        """Return what a button carries of a choice beside its place, which other answers may change."""
        return mark_of(choice.name)[:PICK_DIGITS] if self.sheet.checklist.has_logic else ""

    def button(
        self,
        text: str,
        act: str,
        *,
        place: int = -1,
        pick: str = "",
        style: Style | None = None,
        is_steady: bool = False,
    ) -> Button:
        """Return a button of this question."""
        data = AnswerButton(
            act=act,
            visit_id=self.sheet.visit_id,
            number=self.question.number or 0,
            revision=self.state.revision,
            place=place,
            mark=self.sheet.mark(self.question.name),
            pick=pick,
        )
        return Button(text, data.pack(), style=style, steady=is_steady)

    def unable(self) -> Row:
        """Return the way out where an answer cannot be had."""
        return (self.button(self.words.plain("button-unable"), "unable"),)


@dataclass(frozen=True, slots=True)
class Face:
    """How a question is asked: lines below its label, and the buttons. A `whole` face needs the card for itself."""

    lines: Sequence[Html] = ()
    rows: Rows = ()
    whole: bool = False
