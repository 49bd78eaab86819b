"""Reads a plain XForm (ODK XForms specification), once for all sessions that fill it in."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.filling.actions import LOADING, NEW_REPEAT, by_source, by_what_is_set, read_action
from forms.filling.body import BodyReader, repeated_references
from forms.filling.definition import Action, Choice, Itemset, Itext, NodeDefinition, Section
from forms.filling.dependencies import Dependencies, find_dependencies
from forms.filling.lists import file_addresses, read_lists
from forms.filling.markup import child_called, namespaces_of, part_called, read_markup
from forms.filling.model import read_model
from forms.filling.refusals import XFormRefused
from forms.filling.wording import Wording
from forms.nodes import Node
from rules.errors import form_definitions as problems


@dataclass(frozen=True, eq=False)
class FormDefinition:
    """A form that can be filled in; shared by its sessions, never changed by them.

    Attributes:
        form_id: As the form says, empty where it does not.
        version: As the form says, empty where it does not.
        title: As the form says.
        root: Of the model.
        definitions: Of the model, by reference.
        body: What is asked, in order.
        itext: Translations.
        lists: Secondary instances by id.
        files: Addresses of the files that lists are read from, by instance id.
        actions: In the order of the form, those of the model first.
        dependencies: What is worked out again after a change.
        namespaces: By prefix, as the document declares them.
        fingerprint: SHA-256 of the form and its files, as hexadecimal digits: a saved state belongs to it.
        on_loading: Actions that wait for the form to be opened, by what they set.
        on_new_repeat: Actions that wait for a new instance, by what they set.
        on_change: Actions that wait for a change of the question in which they stand, by that question.
        fixed_names: Names of choices that never change, as far as they have been looked up.
        fixed_choices: Choices that never change and read the same in any session, by list and language, as far as they
            have been looked up.
        lasting: Whether questions say the same at any time, as far as that has been asked.
    """

    form_id: str
    version: str
    title: str
    root: NodeDefinition
    definitions: Mapping[str, NodeDefinition]
    body: tuple[Section | NodeDefinition, ...]
    itext: Itext
    lists: Mapping[str, Node]
    files: Mapping[str, str]
    actions: tuple[Action, ...]
    dependencies: Dependencies
    namespaces: Mapping[str, str]
    fingerprint: str

    on_loading: Mapping[NodeDefinition, list[Action]]
    on_new_repeat: Mapping[NodeDefinition, list[Action]]
    on_change: Mapping[NodeDefinition, list[Action]]
    fixed_names: dict[Itemset, Mapping[str, None]] = field(default_factory=dict)
    fixed_choices: dict[tuple[Itemset, str], tuple[Choice, ...]] = field(default_factory=dict)
    lasting: dict[NodeDefinition, bool] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """Names of the languages as the form writes them, in its order; empty where it has one only."""
        return tuple(self.itext.texts)


def read_form(xform: str | bytes, files: Mapping[str, bytes] | None = None) -> FormDefinition:
    """Reads a form.

    Args:
        xform: The document; it may come from a stranger.
        files: Contents of its files (csv, xml, geojson) by name; a list without its file is empty.

    Raises:
        XFormRefused: It cannot be run.
    """
    files = files or {}
    document = read_markup(xform, "XForm")
    top = next(document.elements(), None)
    if top is None or top.name != "html":
        raise XFormRefused(problems.PART_MISSING, part="h:html")
    head, body = part_called(top, "head"), part_called(top, "body")
    model = part_called(head, "model")
    primary = next(part_called(model, "instance").elements(), None)
    if primary is None:
        raise XFormRefused(problems.PART_MISSING, part="instance")
    namespaces = namespaces_of(top, head, model, primary)
    wording = Wording(namespaces)
    repeated = repeated_references(body, f"/{primary.qualified_name}")
    read = read_model(model, repeated, wording)
    definitions = dict(read.definitions)
    body_reader = BodyReader(read.root, definitions, repeated, read.bind_ids, wording)
    parts = tuple(body_reader.read(body))
    actions: list[Action] = []
    in_model = [
        (element, None, read.root.reference, False)
        for element in model.elements()
        if element.name in ("setvalue", "setgeopoint")
    ]
    for element, source, base, in_repeat in (*in_model, *body_reader.actions):
        action = read_action(
            element,
            source,
            base,
            in_repeat=in_repeat,
            definitions=definitions,
            bind_ids=read.bind_ids,
            wording=wording,
        )
        if action is not None:
            actions.append(action)
    title = child_called(head, "title")
    return FormDefinition(
        form_id=primary.attribute("id") or "",
        version=primary.attribute("version") or "",
        title=title.text().strip() if title is not None else "",
        root=read.root,
        definitions=definitions,
        body=parts,
        itext=wording.translations(model),
        lists=read_lists(model, files),
        files=file_addresses(model),
        actions=tuple(actions),
        dependencies=find_dependencies(read.root),
        namespaces=namespaces,
        fingerprint=_fingerprint(xform, files),
        on_loading=by_what_is_set(actions, LOADING),
        on_new_repeat=by_what_is_set(actions, frozenset({NEW_REPEAT})),
        on_change=by_source(actions),
    )


def _fingerprint(xform: str | bytes, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(xform.encode() if isinstance(xform, str) else xform)
    for name in sorted(files):
        digest.update(hashlib.sha256(name.encode() + b"\0" + files[name]).digest())
    return digest.hexdigest()
