"""A checklist as plain data: what one department asks during a visit.

A checklist is kept with the visit that uses it, so a running visit stays on the version it began with.
Texts are mappings from a language code (`zh`, `en`) to the text; the form's default language comes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, TypeVar, get_args

Texts = Mapping[str, str]
Kind = Literal["compliance", "choice", "choices", "integer", "decimal", "text", "date", "photo", "note"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STORED_FORMAT = 1


def in_language(texts: Texts, language: str) -> str:
    """Gives the text for a language tag.

    Args:
        texts: Texts by language code, the default language first.
        language: A tag such as `zh-CN` or `en`.

    Returns:
        The text of that tag, else of its language whatever the region, else of the form's default
        language; an empty string when there is no text at all.
    """
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
    """A heading over questions that belong together."""

    name: str
    label: Texts


@dataclass(frozen=True)
class Choice:
    """One answer that may be chosen; `name` is what is stored."""

    name: str
    label: Texts


@dataclass(frozen=True)
class Phrase:
    """A usual description of a problem, offered as a button."""

    name: str
    label: Texts


@dataclass(frozen=True)
class Question:
    """One question of a checklist.

    Attributes:
        name: Unique in the form; answers are stored under it.
        kind: How it is asked; a `note` is shown and never answered.
        number: 1…n over the questions that are asked, in the workbook's order; None for a note.
        label: The question itself, one line on a phone.
        hint: Shown under the question.
        guidance: Legal basis and how to check, shown on demand.
        group: Name of its group, None outside every group.
        required: Whether the section cannot be concluded without it.
        required_message: What to say when it is left open.
        choices: For `compliance`, `choice` and `choices`.
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

    @property
    def is_asked(self) -> bool:
        """Whether the question waits for an answer; notes do not."""
        return self.kind != "note"

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
        groups: In the workbook's order.
        questions: In the workbook's order, notes included.
        sha256: Of the workbook's bytes, hexadecimal.
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

    def __hash__(self) -> int:
        """The workbook's bytes make the checklist, so their hash stands for it."""
        return hash(self.sha256)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that wait for an answer; number n stands at index n − 1."""
        return tuple(question for question in self.questions if question.is_asked)

    def question(self, name: str) -> Question:
        """Gives the question of that name.

        Raises:
            KeyError: The form has no such question.
        """
        return self._by_name[name]

    def numbered(self, number: int) -> Question:
        """Gives the question of that number.

        Raises:
            KeyError: No question has this number.
        """
        if not 1 <= number <= len(self.asked):
            raise KeyError(number)
        return self.asked[number - 1]

    def group(self, name: str) -> Group:
        """Gives the group of that name.

        Raises:
            KeyError: The form has no such group.
        """
        return _named(self.groups, name)

    def in_group(self, name: str | None) -> tuple[Question, ...]:
        """Gives the questions of a group in order, notes included; None for those outside all groups."""
        return tuple(question for question in self.questions if question.group == name)

    @cached_property
    def _by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in self.questions}

    def to_dict(self) -> dict[str, Any]:
        """Gives the checklist as JSON-safe data for `from_dict`."""
        return {
            "format": STORED_FORMAT,
            "form_id": self.form_id,
            "version": self.version,
            "title": dict(self.title),
            "department": self.department,
            "default_language": self.default_language,
            "languages": list(self.languages),
            "groups": [_label_to_dict(group) for group in self.groups],
            "questions": [_question_to_dict(question) for question in self.questions],
            "sha256": self.sha256,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Checklist":
        """Reads what `to_dict` gave, however the store has ordered its keys.

        Raises:
            ValueError: It was stored in a format that this version does not know.
        """
        if stored.get("format") != STORED_FORMAT:
            raise ValueError(f"checklist stored in unknown format {stored.get('format')!r}")
        default = stored["default_language"]
        return cls(
            form_id=stored["form_id"],
            version=stored["version"],
            title=_default_first(stored["title"], default),
            department=stored["department"],
            default_language=default,
            languages=tuple(stored["languages"]),
            groups=tuple(_label_from_dict(Group, each, default) for each in stored["groups"]),
            questions=tuple(_question_from_dict(each, default) for each in stored["questions"]),
            sha256=stored["sha256"],
        )


Labelled = TypeVar("Labelled", Group, Choice, Phrase)

_TEXTS = ("label", "hint", "guidance", "required_message", "constraint_message")
_NUMBERS = ("minimum", "maximum", "soft_minimum", "soft_maximum")
_PLAIN = (
    "name", "kind", "number", "group", "required", "complies", "problem", "not_applicable", "photos_required", "item",
)  # fmt: skip


def _question_to_dict(question: Question) -> dict[str, Any]:
    stored: dict[str, Any] = {key: getattr(question, key) for key in _PLAIN}
    stored |= {key: dict(getattr(question, key)) for key in _TEXTS}
    stored |= {key: None if (number := getattr(question, key)) is None else str(number) for key in _NUMBERS}
    stored["choices"] = [_label_to_dict(choice) for choice in question.choices]
    stored["phrases"] = [_label_to_dict(phrase) for phrase in question.phrases]
    return stored


def _question_from_dict(stored: Mapping[str, Any], default: str) -> Question:
    values: dict[str, Any] = {key: stored[key] for key in _PLAIN}
    values |= {key: _default_first(stored[key], default) for key in _TEXTS}
    values |= {key: None if stored[key] is None else Decimal(stored[key]) for key in _NUMBERS}
    values["choices"] = tuple(_label_from_dict(Choice, each, default) for each in stored["choices"])
    values["phrases"] = tuple(_label_from_dict(Phrase, each, default) for each in stored["phrases"])
    return Question(**values)


def _label_to_dict(labelled: Group | Choice | Phrase) -> dict[str, Any]:
    return {"name": labelled.name, "label": dict(labelled.label)}


def _label_from_dict(shape: type[Labelled], stored: Mapping[str, Any], default: str) -> Labelled:
    return shape(stored["name"], _default_first(stored["label"], default))


def _default_first(texts: Texts, default: str) -> dict[str, str]:
    """Puts the default language first again: a store may sort the keys of JSON objects."""
    return {code: texts[code] for code in sorted(texts, key=lambda code: code != default)}


def _named(several: tuple[Labelled, ...], name: str) -> Labelled:
    for each in several:
        if each.name == name:
            return each
    raise KeyError(name)
