"""What a tap on an item's card is given, and does."""

from collections.abc import Callable
from dataclasses import dataclass

from forms.checklist import Question
from handlers.act import Act, Said
from handlers.buttons_checklist import AnswerButton
from handlers.screens.asking import Asking
from services.sheets import QuestionState, Sheet


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap, with the question that it was meant for as it stands."""

    act: Act
    button: AnswerButton
    sheet: Sheet
    state: QuestionState

    @property
    def question(self) -> Question:
        """What was answered."""
        return self.state.question

    @property
    def visit_id(self) -> int:
        """Where it is asked."""
        return self.sheet.visit_id

    @property
    def asking(self) -> Asking:
        """The question as it is asked."""
        return Asking(self.act, self.sheet, self.state)


Tap = Callable[[Tapped], Said]
