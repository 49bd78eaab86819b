"""What the questions of a form with logic say at present, in all its languages.

Most say the same in every act: their words are put together once per process.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from forms.checklist import Checklist, Choice, Question, Texts
from forms.filling import outline
from forms.filling.constancy import says_the_same
from forms.languages import language_code
from forms.xform_texts import spoken
from services.built_once import BuiltOnce
from services.filled import FilledForm

LISTED_MOST = 60  # longer lists are looked up when they are shown
_REMEMBERED_MOST = 20_000

Place: TypeAlias = outline.Question | outline.RoundsEnd
_Labels: TypeAlias = dict[str, dict[str, str]]


@dataclass(slots=True)
class Words:
    """What one place says, by language."""

    label: dict[str, str] = field(default_factory=dict)
    hint: dict[str, str] = field(default_factory=dict)
    guidance: dict[str, str] = field(default_factory=dict)
    choices: _Labels = field(default_factory=dict)

    def read(self, place: Place, code: str) -> None:
        """Read everything in the language in which the form speaks now."""
        # The converter sets spaces around what is worked out, at the ends as well.
        self.label[code] = (place.label or "").strip()
        if isinstance(place, outline.RoundsEnd):
            return
        self.hint[code] = (place.hint or "").strip()
        self.guidance[code] = place.guidance or ""
        if place.takes_choices:
            for choice in place.choices:
                self.choices.setdefault(choice.value, {})[code] = choice.label


@dataclass(slots=True)
class Worded:
    """A question with its words; a list that is looked up stands beside it."""

    question: Question
    listed: Sequence[Choice] = ()

    @property
    def is_long(self) -> bool:
        """Whether its list is looked up."""
        return bool(self.listed)

    def chosen(self, value: str) -> Question:
        """Return the question with its choices; of a long list with those that are chosen."""
        if not self.listed:
            return self.question
        names = set(value.split())
        return replace(self.question, choices=tuple(choice for choice in self.listed if choice.name in names))


@dataclass(slots=True)
class _Lasting:
    """What is known of one form: questions that say the same in every act, and as they were asked."""

    worded: dict[str, Worded] = field(default_factory=dict)
    asked: dict[tuple[object, ...], Question] = field(default_factory=dict)


_LASTING: BuiltOnce[str, _Lasting] = BuiltOnce(most=32)


class WordingNow:
    """The words of some places of a form; one for each look at it."""

    def __init__(self, checklist: Checklist, form: FilledForm, places: Sequence[Place]) -> None:
        self._checklist, self._form = checklist, form
        self._known = _LASTING.of(f"{checklist.sha256}:{form.filling.form.fingerprint}", _Lasting)
        self._words: dict[Place, Words] = {}
        self._headings: dict[outline.Heading, dict[str, str]] = {}
        self._read(places)

    def label(self, place: Place) -> Texts:
        """Return what a place says."""
        return spoken(self._words[place].label)

    def heading(self, heading: outline.Heading) -> dict[str, str]:
        """Return what a heading says."""
        return self._headings[heading]

    def worded(self, place: outline.Question) -> Worded:
        """Return a question with its words. Raises `KeyError` when the checklist has none there."""
        path = place.node.definition.reference
        known = self._known.worded.get(path)
        if known is None:
            known = _worded(self._checklist.at(path), self._words[place])
            if self._is_lasting(place):
                self._known.worded[path] = known
        return known

    def asked(
        self,
        place: outline.Question,
        worded: Worded,
        name: str,
        number: int | None,
        group: str | None,
        *,
        is_read_only: bool,
    ) -> tuple[Question, object]:
        """Return a question as it is asked now, and something short that stands for all that it says."""
        key = (place.node.definition.reference, name, number, group, place.is_required, is_read_only)
        is_plain = self._is_lasting(place) and not worded.is_long
        question = self._known.asked.get(key) if is_plain else None
        if question is None:
            question = replace(
                worded.chosen(place.value),
                name=name,
                number=number,
                group=group,
                required=key[4],
                read_only=is_read_only,
            )
            if is_plain:
                if len(self._known.asked) >= _REMEMBERED_MOST:
                    self._known.asked.clear()
                self._known.asked[key] = question
        return question, key if is_plain else question

    def _is_lasting(self, place: Place) -> bool:
        return isinstance(place, outline.Question) and says_the_same(self._form.filling.form, place.node.definition)

    def _read(self, places: Sequence[Place]) -> None:
        """Read what is not known yet; every language is read apart, because texts depend on the session's."""
        known, told = self._known.worded, set[str]()
        for place in places:
            for heading in place.headings:
                self._headings.setdefault(heading, {})
            if not self._is_lasting(place):
                self._words[place] = Words()
            elif isinstance(place, outline.Question):
                path = place.node.definition.reference
                if path not in known and path not in told:
                    told.add(path)
                    self._words[place] = Words()
        filling = self._form.filling
        rendering, language = filling.rendering, filling.language
        try:
            for name in filling.form.languages or ("",):
                rendering.language = name
                code = language_code(name or None)
                for place, words in self._words.items():
                    words.read(place, code)
                for heading, labels in self._headings.items():
                    labels[code] = heading.label or ""
        finally:
            rendering.language = language


def _worded(question: Question, words: Words) -> Worded:
    media = {choice.name: choice.media for choice in question.choices}
    choices = tuple(Choice(value, spoken(label), media.get(value, {})) for value, label in words.choices.items())
    is_long = len(choices) > LISTED_MOST
    said = replace(
        question,
        label=spoken(words.label),
        hint=spoken(words.hint),
        guidance=spoken(words.guidance),
        choices=() if is_long else choices,
    )
    return Worded(said, choices if is_long else ())
