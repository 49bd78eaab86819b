"""What is to be said of a checked form, as plain data: its size, what a chat cannot do, what changed."""

from collections.abc import Sequence
from typing import Any

from forms.checklist import Checklist, Group, Question
from forms.checklist_changes import Changes, changes
from forms.faults import Fault
from forms.languages import UNDETERMINED
from rules.errors.form_library import VERSION_USED
from services.form_library import is_same

LISTED_MOST = 200


def facts_of(checklist: Checklist, before: Checklist | None, *, known_as: str) -> dict[str, Any]:
    """Return what a card says of a checklist, and what is different from the version before, if there is one; it would
    be `known_as` a version.

    Returns:
        `title`, `form_id`, `version`, `known_as` (what it is called once it is in use), `asked`, `groups`, `repeats`,
        `languages`, `files` (names), `warnings` (as `Fault.to_dict`), `before` (the version's name, none for a new
        form), `is_same` (nothing but what is in use already), `changes` (see `changes_of`, none for a new form).
    """
    is_taken = before is not None and is_same(before, checklist)
    warnings = list(checklist.warnings)
    if known_as != checklist.version and not is_taken:
        params = {"version": checklist.version, "known_as": known_as}
        warnings.insert(0, Fault("settings", 2, "version", VERSION_USED.code, params))
    return {
        "title": dict(checklist.title),
        "form_id": checklist.form_id,
        "version": checklist.version,
        "known_as": known_as,
        "asked": len(checklist.asked),
        "groups": sum(not group.is_repeat for group in checklist.groups),
        "repeats": sum(group.is_repeat for group in checklist.groups),
        "languages": list(checklist.languages),
        "files": [file.name for file in checklist.files],
        "warnings": [warning.to_dict() for warning in warnings],
        "before": before.version if before else None,
        "is_same": is_taken,
        "changes": _changes(before, checklist, is_taken=is_taken) if before else None,
    }


def _changes(before: Checklist, after: Checklist, *, is_taken: bool) -> list[dict[str, Any]]:
    told = changes_of(changes(before, after))
    # There is something, even if it changes nothing that is asked: the version's name, a setting.
    return told if told or is_taken else [{"kind": "rest"}]


def changes_of(found: Changes) -> list[dict[str, Any]]:
    """Return changes one by one: `kind` (added, removed, moved, changed, title, languages, files, rest), and of
    questions, groups and hidden values `label` (by language, else the name) and `aspects`; of languages and files
    their `names`.
    """
    told = [
        *_of_questions("added", found.added),
        *_of_questions("removed", found.removed),
        *(
            {"kind": "changed", "label": _label(each.after), "aspects": list(each.aspects)}
            for each in found.changed[:LISTED_MOST]
        ),
        *(
            {"kind": "changed", "label": _label(each.group), "aspects": list(each.aspects)}
            for each in found.groups[:LISTED_MOST]
        ),
        *_of_hidden("added", found.hidden_added),
        *_of_hidden("removed", found.hidden_removed),
        *_of_hidden("changed", found.hidden_changed),
        *_of_questions("moved", found.moved),
    ]
    if found.title:
        told.append({"kind": "title"})
    if names := [*found.languages_added, *found.languages_removed]:
        told.append({"kind": "languages", "names": names})
    if found.files:
        told.append({"kind": "files", "names": list(found.files)})
    return told


def _of_questions(kind: str, questions: Sequence[Question]) -> list[dict[str, Any]]:
    return [{"kind": kind, "label": _label(each)} for each in questions[:LISTED_MOST]]


def _of_hidden(kind: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return what became of values that nobody is asked for, such as rows of type calculate."""
    return [{"kind": kind, "label": {UNDETERMINED: name}, "aspects": ["hidden"]} for name in names[:LISTED_MOST]]


def _label(question: Question | Group) -> dict[str, str]:
    texts = {code: text for code, text in question.label.items() if text}
    return texts or {UNDETERMINED: question.name}
