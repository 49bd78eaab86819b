"""A day of several officers as a storm plays it: what each does next, and what must be found of it in the end."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from handlers.buttons_checklist import AnswerButton
from handlers.words import LANGUAGES
from sandbox.camera import picture
from sandbox.driver import Phone

# From anywhere to the running visit: the first leaves whatever visit one looked at, the second opens the running one.
HOME, OVERVIEW = "任务", "总览"
WITHIN_A_BURST = 3
# Beginnings of the data of buttons that show, answer and undo, and decide nothing.
HARMLESS = (
    "home:",
    "help",
    "page:show",
    "page:comply",
    "page:undo",
    "page:o",
    "item:",
    "ans:set",
    "ans:done",
    "find:s",
)
BUTTONS_IN_REACH = 30


@dataclass(slots=True)
class Made:
    """What was done and must be found exactly once.

    Attributes:
        notes: Texts noted for problems.
        answers: Texts typed as answers.
        files: Chat and message number of each photograph and file.
        once: Ledger entries that may stand only once: chain, type, actor.
        acts: How many acts were made in all.
    """

    notes: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    files: list[tuple[int, int]] = field(default_factory=list)
    once: list[tuple[str, str, str]] = field(default_factory=list)
    acts: int = 0


class Officer:
    """Somebody who fills a running section, with photographs and taps in between, in no hurry for an answer.

    Args:
        phone: Their phone.
        code: Their staff code.
        items: Numbers of the compliance items that they note problems for, none for somebody without a section.
        open_question: Number of a question answered by any text, None where the section has none.
        chance: The storm's source of chance.
        made: Where everything is written down.
    """

    def __init__(
        self,
        phone: Phone,
        code: str,
        items: list[int],
        open_question: int | None,
        chance: random.Random,
        made: Made,
    ) -> None:
        self.phone, self.code = phone, code
        self.items, self._open_question = items, open_question
        self._chance, self._made = chance, made
        self._serial = 0
        self._goals: list[Callable[[], bool]] = []

    def aims_at(self, goal: Callable[[], bool]) -> None:
        """Do something besides, step by step, until it returns True."""
        self._goals.append(goal)

    @property
    def has_goals(self) -> bool:
        """Whether there is something left to pursue."""
        return bool(self._goals)

    def pursues(self) -> None:
        """Take a step towards one of the goals, and let go of it once it is reached."""
        goal = self._chance.choice(self._goals)
        if goal():
            self._goals.remove(goal)

    def acts(self) -> None:
        """Do the next thing."""
        if self._goals and self._chance.random() < 0.3:
            self.pursues()
            return
        before = self.phone.acts + self.phone.photos
        ways = [self._tap, self._tap, self._tap, self._speak]
        if self.items:
            ways += [self._note] * 5 + [self._photograph] * 3 + [self._send_album, self._send_file]
        if self._open_question is not None:
            ways += [self._answer] * 4
        self._chance.choice(ways)()
        self._made.acts += self.phone.acts + self.phone.photos - before

    def _unique(self) -> str:
        self._serial += 1
        return f"{self.code} 记录 {self._serial}"

    def _types(self, *texts: str) -> None:
        for text in texts:
            self.phone.types(text, is_awaited=False)

    def _note(self) -> None:
        text = self._unique()
        self._types(HOME, OVERVIEW, f"{self._chance.choice(self.items)} 否 {text}")
        self._made.notes.append(text)

    def _answer(self) -> None:
        text = self._unique()
        self._types(HOME, OVERVIEW, str(self._open_question), text)
        self._made.answers.append(text)

    def _photograph(self) -> None:
        number = self.phone.sends_photo(caption=self._unique(), is_awaited=False)
        self._made.files.append((self.phone.number, number))

    def _send_album(self) -> None:
        numbers = self.phone.sends_album(self._chance.randint(2, 4), is_awaited=False)
        self._made.files += [(self.phone.number, number) for number in numbers]

    def _send_file(self) -> None:
        number = self.phone.sends_file(picture(), "原图.jpg", content_type="image/jpeg", is_awaited=False)
        self._made.files.append((self.phone.number, number))

    def _tap(self) -> None:
        """Tap anything that walks or answers the checklist, several times at times: stale or not, it does no harm."""
        found = [place for place in self.phone.buttons() if self._may_tap(place.data)]
        if found:
            place = self._chance.choice(found[-BUTTONS_IN_REACH:])
            for _ in range(self._chance.choice([1, 1, 2, 3])):
                self.phone.presses(place.message_id, place.row, place.column, is_awaited=False)

    def _may_tap(self, data: str) -> bool:
        """Whether a button does no harm; a colleague's items are left to the colleague."""
        if data.startswith("ans:set"):
            return AnswerButton.unpack(data.partition("~")[0]).number in self.items
        return data.startswith(HARMLESS)

    def _speak(self) -> None:
        self._types("语言")
        for language in LANGUAGES:
            if self._chance.random() < 0.5:
                self.phone.taps_if_there({"zh-CN": "简体中文", "en": "English"}[language])


def pursue(phone: Phone, steps: Sequence[str], is_done: Callable[[], bool]) -> bool:
    """Take the next step on the way to a legal act: press what leads on, twice each time; return whether it is done.

    Args:
        phone: Whose.
        steps: Beginnings of the data of the buttons that lead there, the last one first.
        is_done: Whether the act stands in the tables.
    """
    if is_done():
        return True
    places = phone.buttons()
    for step in steps:
        if found := next((place for place in reversed(places) if place.data.startswith(step)), None):
            for _ in range(2):
                phone.presses(found.message_id, found.row, found.column, is_awaited=False)
            return False
    phone.types(HOME, is_awaited=False)
    return False


def in_turns(officers: list[Officer], chance: random.Random) -> Iterator[Officer]:
    """Yield whose turn it is; now and then somebody does several things in a burst."""
    while True:
        officer = chance.choice(officers)
        for _ in range(chance.randint(1, WITHIN_A_BURST)):
            yield officer
