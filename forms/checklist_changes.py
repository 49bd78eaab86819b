"""What a new version of a form changes, as plain data for a screen.

The path in the model makes a question the same one in both versions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from forms.checklist import Checklist, Choice, Group, Question
from forms.model_values import model_values

Aspect = Literal[
    "label",
    "hint",
    "guidance",
    "kind",
    "choices",
    "required",
    "bounds",
    "logic",
    "group",
    "marks",
    "looks",
    "default",
    "rounds",
]

_ASPECTS: Final[Mapping[Aspect, tuple[str, ...]]] = {
    "label": ("label", "media"),
    "hint": ("hint",),
    "guidance": ("guidance",),
    "kind": ("kind", "read_only"),
    "required": ("required", "required_message", "photos_required"),
    "bounds": ("minimum", "maximum", "constraint_message", "soft_minimum", "soft_maximum"),
    "logic": ("logic",),
    "group": ("group", "repeats"),
    "marks": ("complies", "problem", "not_applicable", "phrases", "item"),
    "looks": ("appearance", "parameters"),
}
_GROUP_ASPECTS: Final[Mapping[Aspect, tuple[str, ...]]] = {
    "label": ("label",),
    "logic": ("relevant",),
    "looks": ("appearance",),
    "rounds": ("is_repeat", "count"),
}


@dataclass(frozen=True)
class ChoiceChanges:
    """What became of a question's choices, by their names; relabelled ones are neither added nor removed."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    relabelled: tuple[str, ...] = ()
    is_reordered: bool = False


@dataclass(frozen=True)
class QuestionChange:
    """A question that is in both versions and not the same.

    Attributes:
        before: As it was.
        after: As it is now.
        aspects: What about it has changed, in a fixed order.
        choices: What became of its choices.
    """

    before: Question
    after: Question
    aspects: tuple[Aspect, ...]
    choices: ChoiceChanges = ChoiceChanges()


@dataclass(frozen=True)
class GroupChange:
    """A group or repeat that is in both versions and not the same.

    Attributes:
        group: As it is now.
        aspects: What about it has changed, in a fixed order.
    """

    group: Group
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True)
class Changes:
    """What is different between two versions of a form.

    Attributes:
        added: Questions and notes that are new, in their order.
        removed: Those that are gone, in the order they had.
        moved: Those that stand elsewhere in the order of what both versions have, as they are now.
        changed: Those that stay and are not the same.
        groups: Groups and repeats that stay and are not the same.
        hidden_added: Names of values that are worked out or hidden and are new, in their order.
        hidden_removed: Names of those that are gone.
        hidden_changed: Names of those that stay and are worked out in another way.
        title: Whether the form's title has changed.
        languages_added: Codes of new languages.
        languages_removed: Codes of languages that are gone.
        files: Names of files that are new, gone or of other content.
    """

    added: tuple[Question, ...]
    removed: tuple[Question, ...]
    moved: tuple[Question, ...]
    changed: tuple[QuestionChange, ...]
    groups: tuple[GroupChange, ...]
    hidden_added: tuple[str, ...]
    hidden_removed: tuple[str, ...]
    hidden_changed: tuple[str, ...]
    title: bool
    languages_added: tuple[str, ...]
    languages_removed: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether both versions ask the same in the same way."""
        return not any(
            (self.added, self.removed, self.moved, self.changed, self.groups, self.hidden_added, self.hidden_removed,
             self.hidden_changed, self.title, self.languages_added, self.languages_removed, self.files)
        )  # fmt: skip


def changes(before: Checklist, after: Checklist) -> Changes:
    """Compares two versions of the same form."""
    old = {question.path: question for question in before.questions}
    new = {question.path: question for question in after.questions}
    moved = _moved([path for path in old if path in new], [path for path in new if path in old])
    # Of a version that was stored without its XForm only what it asks is known.
    has_models = bool(before.xform and after.xform)
    old_values, new_values = (model_values(each.xform) if has_models else {} for each in (before, after))
    defaults = {
        path for path, value in new_values.items() if path in old_values and value.default != old_values[path].default
    }
    compared = (_compared(old[path], new[path], has_other_default=path in defaults) for path in new if path in old)
    old_hidden, new_hidden = (
        {path: value for path, value in values.items() if path not in asked}
        for values, asked in ((old_values, old), (new_values, new))
    )
    before_files = {file.name: file.sha256 for file in before.files}
    after_files = {file.name: file.sha256 for file in after.files}
    names = dict.fromkeys([*before_files, *after_files])
    return Changes(
        added=tuple(question for path, question in new.items() if path not in old),
        removed=tuple(question for path, question in old.items() if path not in new),
        moved=tuple(new[path] for path in new if path in moved),
        changed=tuple(each for each in compared if each.aspects),
        groups=tuple(_compared_groups(before.groups, after.groups)),
        hidden_added=tuple(_name(path) for path in new_hidden if path not in old_values),
        hidden_removed=tuple(_name(path) for path in old_hidden if path not in new_values),
        hidden_changed=tuple(
            _name(path) for path, value in new_hidden.items() if path in old_hidden and value != old_hidden[path]
        ),
        title=dict(before.title) != dict(after.title),
        languages_added=tuple(code for code in after.languages if code not in before.languages),
        languages_removed=tuple(code for code in before.languages if code not in after.languages),
        files=tuple(name for name in names if before_files.get(name) != after_files.get(name)),
    )


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _compared_groups(before: Sequence[Group], after: Sequence[Group]) -> Iterator[GroupChange]:
    old = {group.path: group for group in before}
    for group in after:
        known = old.get(group.path)
        if known is None:
            continue
        aspects = tuple(
            aspect
            for aspect, names in _GROUP_ASPECTS.items()
            if any(getattr(known, name) != getattr(group, name) for name in names)
        )
        if aspects:
            yield GroupChange(group, aspects)


def _compared(before: Question, after: Question, *, has_other_default: bool) -> QuestionChange:
    aspects: list[Aspect] = [
        aspect
        for aspect, names in _ASPECTS.items()
        if any(getattr(before, name) != getattr(after, name) for name in names)
    ]
    choices = _compared_choices(before.choices, after.choices)
    if choices != ChoiceChanges():
        aspects.append("choices")
    if has_other_default:
        aspects.append("default")
    return QuestionChange(before, after, tuple(aspects), choices)


def _compared_choices(before: Sequence[Choice], after: Sequence[Choice]) -> ChoiceChanges:
    old, new = ({choice.name: choice for choice in choices} for choices in (before, after))
    kept_before, kept_after = [name for name in old if name in new], [name for name in new if name in old]
    return ChoiceChanges(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        relabelled=tuple(name for name in kept_after if old[name] != new[name]),
        is_reordered=kept_before != kept_after,
    )


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Gives the fewest that have to be moved to get from one order to the other: all but the longest rising run.

    Patience sorting, in n log n steps.
    """
    place = {path: index for index, path in enumerate(before)}
    tops: list[str] = []
    under: dict[str, str | None] = {}
    for path in after:
        low, high = 0, len(tops)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if place[tops[middle]] < place[path] else (low, middle)
        under[path] = tops[low - 1] if low else None
        tops[low : low + 1] = [path]
    staying: set[str] = set()
    top = tops[-1] if tops else None
    while top is not None:
        staying.add(top)
        top = under[top]
    return frozenset(after) - staying
