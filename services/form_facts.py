"""What is to be said of a checked form, as plain data: its size, what a chat cannot do, what changed."""

from collections.abc import Sequence
from typing import Any

from forms.checklist import Checklist, Question
from forms.checklist_changes import Changes, changes
from forms.languages import UNDETERMINED
from services.form_library import is_same

LISTED_MOST = 200


def facts_of(checklist: Checklist, before: Checklist | None) -> dict[str, Any]:
    """Return what a card says of a checklist, and what is different from the version before, if there is one.

    Returns:
        `title`, `form_id`, `version`, `asked`, `groups`, `repeats`, `languages`, `files` (names), `warnings` (as
        `Fault.to_dict`), `before` (the version's name, none for a new form), `is_same` (nothing but what is in use
        already), `changes` (see `changes_of`, none for a new form).
    """
    return {
        "title": dict(checklist.title),
        "form_id": checklist.form_id,
        "version": checklist.version,
        "asked": len(checklist.asked),
        "groups": sum(not group.is_repeat for group in checklist.groups),
        "repeats": sum(group.is_repeat for group in checklist.groups),
        "languages": list(checklist.languages),
        "files": [file.name for file in checklist.files],
        "warnings": [warning.to_dict() for warning in checklist.warnings],
        "before": before.version if before else None,
        "is_same": before is not None and is_same(before, checklist),
        "changes": changes_of(changes(before, checklist)) if before else None,
    }


def changes_of(found: Changes) -> list[dict[str, Any]]:
    """Return changes one by one: `kind` (added, removed, moved, changed, title, languages, files), and of questions
    `label` (by language, else the name) and `aspects`; of languages and files their `names`.
    """
    told = [
        *_of_questions("added", found.added),
        *_of_questions("removed", found.removed),
        *(
            {"kind": "changed", "label": _label(each.after), "aspects": list(each.aspects)}
            for each in found.changed[:LISTED_MOST]
        ),
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


def _label(question: Question) -> dict[str, str]:
    texts = {code: text for code, text in question.label.items() if text}
    return texts or {UNDETERMINED: question.name}
