"""A checklist as JSON-safe data, to be kept with the visits that use it, and back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from forms.checklist import Checklist, Choice, FormFile, Group, Phrase, Question, Texts
from forms.faults import Fault

STORED_FORMAT = 2

Labelled = TypeVar("Labelled", Group, Choice, Phrase)

_TEXTS = ("label", "hint", "guidance", "required_message", "constraint_message")
_NUMBERS = ("minimum", "maximum", "soft_minimum", "soft_maximum")
_PLAIN = (
    "name", "kind", "number", "group", "required", "complies", "problem", "not_applicable", "photos_required", "item",
)  # fmt: skip
_GROUP = ("name", "path", "parent", "appearance", "is_repeat", "count", "relevant")
_SINCE_2 = ("path", "appearance", "read_only")


def to_dict(checklist: Checklist) -> dict[str, Any]:
    """Gives a checklist as JSON-safe data for `from_dict`; a list that several questions share is kept once."""
    lists: dict[tuple[int, ...], tuple[int, tuple[Choice, ...]]] = {}
    questions = []
    for question in checklist.questions:
        key = tuple(id(choice) for choice in question.choices)
        position, _ = lists.setdefault(key, (len(lists), question.choices))
        questions.append(_question_to_dict(question) | {"choices": position})
    return {
        "format": STORED_FORMAT,
        "form_id": checklist.form_id,
        "version": checklist.version,
        "title": dict(checklist.title),
        "department": checklist.department,
        "default_language": checklist.default_language,
        "languages": list(checklist.languages),
        "groups": [_group_to_dict(group) for group in checklist.groups],
        "lists": [[_choice_to_dict(choice) for choice in choices] for _, choices in lists.values()],
        "questions": questions,
        "sha256": checklist.sha256,
        "xform": checklist.xform,
        "files": [[file.name, file.sha256] for file in checklist.files],
        "warnings": [warning.to_dict() for warning in checklist.warnings],
        "has_logic": checklist.has_logic,
    }


def from_dict(stored: Mapping[str, Any]) -> Checklist:
    """Reads what `to_dict` gave, also as of format 1, however the store has ordered its keys.

    Raises:
        ValueError: It was stored in a format that this version does not know.
    """
    if stored.get("format") not in (1, STORED_FORMAT):
        raise ValueError(f"checklist stored in unknown format {stored.get('format')!r}")
    default = stored["default_language"]
    lists = [tuple(_choice(each, default) for each in choices) for choices in stored.get("lists", ())]
    return Checklist(
        form_id=stored["form_id"],
        version=stored["version"],
        title=_default_first(stored["title"], default),
        department=stored["department"],
        default_language=default,
        languages=tuple(stored["languages"]),
        groups=tuple(_group(each, default) for each in stored["groups"]),
        questions=tuple(_question(each, lists, default) for each in stored["questions"]),
        sha256=stored["sha256"],
        xform=stored.get("xform", ""),
        files=tuple(FormFile(name, sha256) for name, sha256 in stored.get("files", ())),
        warnings=tuple(Fault.from_dict(each) for each in stored.get("warnings", ())),
        has_logic=stored.get("has_logic", False),
    )


def _question_to_dict(question: Question) -> dict[str, Any]:
    stored: dict[str, Any] = {key: getattr(question, key) for key in (*_PLAIN, *_SINCE_2)}
    stored |= {key: dict(getattr(question, key)) for key in (*_TEXTS, "parameters", "logic")}
    stored |= {key: None if (number := getattr(question, key)) is None else str(number) for key in _NUMBERS}
    stored["phrases"] = [{"name": phrase.name, "label": dict(phrase.label)} for phrase in question.phrases]
    stored["repeats"] = list(question.repeats)
    stored["media"] = _media_to_dict(question.media)
    return stored


def _question(stored: Mapping[str, Any], lists: Sequence[tuple[Choice, ...]], default: str) -> Question:
    values: dict[str, Any] = {key: stored[key] for key in _PLAIN}
    values |= {key: stored[key] for key in (*_SINCE_2, "parameters", "logic") if key in stored}
    values |= {key: _default_first(stored[key], default) for key in _TEXTS}
    values |= {key: None if stored[key] is None else Decimal(stored[key]) for key in _NUMBERS}
    choices = stored["choices"]
    values["choices"] = (
        lists[choices] if isinstance(choices, int) else tuple(_choice(each, default) for each in choices)
    )
    values["phrases"] = tuple(
        Phrase(each["name"], _default_first(each["label"], default)) for each in stored["phrases"]
    )
    values["repeats"] = tuple(stored.get("repeats", ()))
    values["media"] = _media(stored.get("media", {}), default)
    if "path" not in stored:
        values["path"] = _path_before_2(stored)
    return Question(**values)


def _path_before_2(stored: Mapping[str, Any]) -> str:
    """Format 1 knew groups, none inside of another, and no paths."""
    return "/".join(["/data", *([stored["group"]] if stored["group"] else []), stored["name"]])


def _group_to_dict(group: Group) -> dict[str, Any]:
    stored = {key: getattr(group, key) for key in _GROUP}
    return stored | {"label": dict(group.label)}


def _group(stored: Mapping[str, Any], default: str) -> Group:
    values = {**stored, "label": _default_first(stored["label"], default)}
    return Group(**({"path": f"/data/{stored['name']}"} | values))


def _choice_to_dict(choice: Choice) -> dict[str, Any]:
    stored: dict[str, Any] = {"name": choice.name, "label": dict(choice.label)}
    return stored | ({"media": _media_to_dict(choice.media)} if choice.media else {})


def _choice(stored: Mapping[str, Any], default: str) -> Choice:
    return Choice(stored["name"], _default_first(stored["label"], default), _media(stored.get("media", {}), default))


def _media_to_dict(media: Mapping[str, Texts]) -> dict[str, dict[str, str]]:
    return {kind: dict(names) for kind, names in media.items()}


def _media(stored: Mapping[str, Mapping[str, str]], default: str) -> dict[str, dict[str, str]]:
    return {kind: _default_first(names, default) for kind, names in stored.items()}


def _default_first(texts: Texts, default: str) -> dict[str, str]:
    """Puts the default language first again: a store may sort the keys of JSON objects."""
    return {code: texts[code] for code in sorted(texts, key=lambda code: code != default)}
