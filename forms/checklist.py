"""A checklist as plain data: what one department asks during a visit.

A checklist is kept with the visit that uses it, so a running visit stays on the version it began with.
Texts are mappings from a language code (`zh`, `en`) to the text; the form's default language comes first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar, get_args

from forms.faults import Fault

Texts = Mapping[str, str]
Kind = Literal[
    "compliance", "choice", "choices", "integer", "decimal", "text", "date", "photo", "note",
    "time", "datetime", "geopoint", "geotrace", "geoshape", "audio", "video", "file", "barcode", "acknowledge",
    "range", "rank", "signature", "more",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
# Answered by sending something that is kept as evidence.
FILE_KINDS: frozenset[Kind] = frozenset({"photo", "signature", "audio", "video", "file"})
_POSITION = re.compile(r"\[\d+\]")


def in_language(texts: Texts, language: str) -> str:
    """Gives the text for a language tag.

    Args:
        texts: Texts by language code, the default language first.
        language: A tag such as `zh-CN` or `en`.

    Returns:
        The text of that tag, else of its language whatever the region, else of the form's default
        language; an empty string when there is no text at all.
    """
    # The usual case first: texts are asked for by the dozen in each answer.
    for code in (language, language.partition("-")[0]):
        if code in texts:
            return texts[code]
    wanted = language.casefold()
    by_tag = {code.casefold(): text for code, text in texts.items()}
    if wanted in by_tag:
        return by_tag[wanted]
    for code, text in by_tag.items():
        if code.split("-")[0] == wanted.split("-")[0]:
            return text
    return next(iter(texts.values()), "")


@dataclass(frozen=True)
class Group:
    """A heading over questions that belong together.

    Attributes:
        name: Last step of its path; may be used again inside of another group.
        label: By language; empty for a group that only holds questions together.
        path: In the model, without positions of rounds, such as `/data/site/room`.
        parent: Path of the group around it, None for none.
        appearance: As written; `field-list` means that its questions belong on one page.
        is_repeat: Whether it is gone through once for each of several things.
        count: For a repeat: the expression that gives the number of rounds, empty where the person decides.
        relevant: The expression that says whether it is asked at all, empty for always.
    """

    name: str
    label: Texts
    path: str = ""
    parent: str | None = None
    appearance: str = ""
    is_repeat: bool = False
    count: str = ""
    relevant: str = ""

    @property
    def is_on_one_page(self) -> bool:
        """Whether its questions are to be shown together."""
        return "field-list" in self.appearance.lower().split()


@dataclass(frozen=True)
class Choice:
    """One answer that may be chosen; `name` is what is stored, `media` as of a question."""

    name: str
    label: Texts
    media: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True)
class FormFile:
    """A file that belongs to a form: a list of choices, a lookup table, a picture.

    Attributes:
        name: As the workbook writes it.
        sha256: Of its bytes, hexadecimal.
    """

    name: str
    sha256: str


@dataclass(frozen=True)
class Phrase:
    """A usual description of a problem, offered as a button."""

    name: str
    label: Texts


@dataclass(frozen=True)
class Question:
    """One question of a checklist.

    Attributes:
        name: Last step of its path; may be used again inside of another group.
        kind: How it is asked; a `note` is shown and never answered.
        number: 1…n over the questions that are asked, in the workbook's order; None for what is not answered.
        label: The question itself, one line on a phone.
        hint: Shown under the question.
        guidance: Legal basis and how to check, shown on demand.
        group: Name of its group, None outside every group.
        required: Whether the section cannot be concluded without it.
        required_message: What to say when it is left open.
        choices: For `compliance`, `choice`, `choices` and `rank`; empty when they come from a filter, a file or
            earlier answers: then only the filling of the form can list them.
        complies: For `compliance`: the choice that says so.
        problem: For `compliance`: the choice that opens note, way of finding and photo.
        not_applicable: For `compliance`: the choice that says the item does not apply here, if any.
        phrases: Usual problem descriptions.
        minimum: Least number allowed, inclusive.
        maximum: Greatest number allowed, inclusive.
        constraint_message: What to say when a number is outside; may be empty.
        soft_minimum: Below this a number is unusual: ask whether it is meant.
        soft_maximum: Above this a number is unusual: ask whether it is meant.
        photos_required: For `photo`: how many at least, 0 when none is needed.
        item: Code of the published inspection item it belongs to, if the form says so.
        path: In the model, without positions of rounds: what makes it the same question in another version.
        repeats: Paths of the repeats around it, outermost first.
        appearance: As written, space-separated.
        parameters: Further attributes of how it is asked, such as `start`, `end`, `step`, `max-pixels`.
        read_only: It shows a value (worked out or given) and takes no answer.
        media: Names of files shown with the label by kind (`image`, `big-image`, `audio`, `video`), each by language.
        logic: Expressions that decide about it, by XForms' names: relevant, required, readonly, constraint, calculate.
    """

    name: str
    kind: Kind
    number: int | None
    label: Texts
    hint: Texts = field(default_factory=dict)
    guidance: Texts = field(default_factory=dict)
    group: str | None = None
    required: bool = False
    required_message: Texts = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    complies: str | None = None
    problem: str | None = None
    not_applicable: str | None = None
    phrases: tuple[Phrase, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    constraint_message: Texts = field(default_factory=dict)
    soft_minimum: Decimal | None = None
    soft_maximum: Decimal | None = None
    photos_required: int = 0
    item: str | None = None
    path: str = ""
    repeats: tuple[str, ...] = ()
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    read_only: bool = False
    media: Mapping[str, Texts] = field(default_factory=dict)
    logic: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_asked(self) -> bool:
        """Whether the question waits for an answer; notes and what is only shown do not."""
        return self.kind != "note" and not self.read_only

    def choice(self, name: str) -> Choice:
        """Gives the choice of that name.

        Raises:
            KeyError: The question has no such choice.
        """
        return _named(self.choices, name)

    def phrase(self, name: str) -> Phrase:
        """Gives the usual problem description of that name.

        Raises:
            KeyError: The question has no such phrase.
        """
        return _named(self.phrases, name)


@dataclass(frozen=True)
class Checklist:
    """One version of one department's form.

    Attributes:
        form_id: The form's own name, the same in all its versions.
        version: As the workbook's settings say, else the first eight digits of `sha256`.
        title: Of the form, by language.
        department: The department whose form it is, if the workbook says so.
        default_language: Code of the language to fall back to; `und` when the workbook names none.
        languages: Codes of all its languages, the default first.
        groups: In the workbook's order, outer ones before those inside.
        questions: In the workbook's order, notes included.
        sha256: Of the workbook's bytes, hexadecimal.
        xform: The form as XForm XML, for `forms.filling`; empty in checklists stored before there was any logic.
        files: What belongs to it beside the workbook.
        warnings: What its author should know.
        has_logic: Whether the filling engine has to work anything out: False serves the simple way of asking, in
            which every question is asked once, by its own name.
    """

    form_id: str
    version: str
    title: Texts
    department: str | None
    default_language: str
    languages: tuple[str, ...]
    groups: tuple[Group, ...]
    questions: tuple[Question, ...]
    sha256: str
    xform: str = ""
    files: tuple[FormFile, ...] = ()
    warnings: tuple[Fault, ...] = ()
    has_logic: bool = False

    def __hash__(self) -> int:
        """The workbook's bytes make the checklist, so their hash stands for it."""
        return hash(self.sha256)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that wait for an answer; number n stands at index n − 1."""
        return tuple(question for question in self.questions if question.is_asked)

    def question(self, name: str) -> Question:
        """Gives the question of that name, the first of several.

        Raises:
            KeyError: The form has no such question.
        """
        return self._by_name[name]

    def at(self, path: str) -> Question:
        """Gives the question at a path of the model; positions of rounds do not matter.

        Raises:
            KeyError: The form has no such question.
        """
        return self._by_path[_POSITION.sub("", path)]

    def numbered(self, number: int) -> Question:
        """Gives the question of that number.

        Raises:
            KeyError: No question has this number.
        """
        if not 1 <= number <= len(self.asked):
            raise KeyError(number)
        return self.asked[number - 1]

    def group(self, name: str) -> Group:
        """Gives the group of that name, the first of several.

        Raises:
            KeyError: The form has no such group.
        """
        return _named(self.groups, name)

    def to_dict(self) -> dict[str, Any]:
        """Gives the checklist as JSON-safe data for `from_dict`."""
        from forms.stored_checklist import to_dict  # it knows this file, so this file cannot know it at once

        return to_dict(self)

    @staticmethod
    def from_dict(stored: Mapping[str, Any]) -> "Checklist":
        """Reads what `to_dict` gave, also of earlier formats, however the store has ordered its keys.

        Raises:
            ValueError: It was stored in a format that this version does not know.
        """
        from forms.stored_checklist import from_dict

        return from_dict(stored)

    @cached_property
    def _by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in reversed(self.questions)}

    @cached_property
    def _by_path(self) -> Mapping[str, Question]:
        return {question.path: question for question in self.questions}


Labelled = TypeVar("Labelled", Group, Choice, Phrase)


def _named(several: tuple[Labelled, ...], name: str) -> Labelled:
    for each in several:
        if each.name == name:
            return each
    raise KeyError(name)
