"""Reads the model of a form: the primary instance and its binds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.filling.definition import NodeDefinition, Preload
from forms.filling.markup import JAVAROSA, OPENROSA, child_called, children_called, part_called, qualified_attributes
from forms.filling.references import resolve
from forms.filling.refusals import XFormRefused
from forms.filling.wording import Wording
from forms.nodes import Node
from rules.errors import form_definitions as problems

MAX_DEPTH: Final = 40
MAX_NODES: Final = 6_000
_TYPE_NAMES: Final = {
    "integer": "int",
    "datetime": "dateTime",
    "rank": "string",
    "select": "string",
    "select1": "string",
    "text": "string",
}


def is_template(element: Node) -> bool:
    """Says whether an element only shows what new instances of a repeat look like (`jr:template`)."""
    return element.attribute("template", JAVAROSA) is not None


def read_model(model: Node, repeated: frozenset[str], wording: Wording) -> "Model":
    """Reads what the form's model holds.

    Args:
        model: The element.
        repeated: References of what the body repeats.
        wording: Of the form.

    Raises:
        XFormRefused: The primary instance is missing, too large or too deep, or a bind cannot be read.
    """
    primary = next(part_called(model, "instance").elements(), None)
    if primary is None:
        raise XFormRefused(problems.PART_MISSING, part="instance")
    added = _added_instance_id(primary, wording.namespaces)
    reader = _Reader(repeated, wording)
    root = reader.define(primary, None)
    for definition in reader.definitions.values():
        if definition.source is added:
            definition.preload = Preload("uid", "")
    for bind in children_called(model, "bind"):
        reader.bind(bind, root)
    return Model(root, reader.definitions, reader.bind_ids)


@dataclass(frozen=True, slots=True)
class Model:
    """What the model holds.

    Attributes:
        root: Of the primary instance.
        definitions: By reference.
        bind_ids: References by the id of their bind.
    """

    root: NodeDefinition
    definitions: Mapping[str, NodeDefinition]
    bind_ids: Mapping[str, str]


def _added_instance_id(primary: Node, namespaces: Mapping[str, str]) -> Node | None:
    """Adds `meta/instanceID` where the form has none: every submission is known by it."""
    meta = child_called(primary, "meta")
    if meta is None:
        prefix = next((prefix for prefix, uri in namespaces.items() if uri == OPENROSA and prefix), "")
        meta = primary.append(Node("element", "meta", namespace=OPENROSA if prefix else "", prefix=prefix))
    if child_called(meta, "instanceID") is not None:
        return None
    return meta.append(Node("element", "instanceID", namespace=meta.namespace, prefix=meta.prefix))


@dataclass(slots=True)
class _Reader:
    repeated: frozenset[str]
    wording: Wording
    definitions: dict[str, NodeDefinition] = field(default_factory=dict)
    bind_ids: dict[str, str] = field(default_factory=dict)

    def define(self, element: Node, parent: NodeDefinition | None) -> NodeDefinition:
        name = element.qualified_name
        reference = f"{parent.reference if parent is not None else ''}/{name}"
        if reference.count("/") > MAX_DEPTH:
            raise XFormRefused(problems.TOO_DEEP, reference=reference, limit=MAX_DEPTH)
        if len(self.definitions) >= MAX_NODES:
            raise XFormRefused(problems.TOO_MANY_NODES, count=f"> {MAX_NODES}", limit=MAX_NODES)
        known = self.definitions.get(reference)
        if known is None:
            repeats = parent.repeats if parent is not None else ()
            known = NodeDefinition(reference, name, parent, element, repeats=repeats)
            if reference in self.repeated:
                known.repeats = (*repeats, known)
            self.definitions[reference] = known
            if parent is not None:
                parent.add_child(known)
        for child in element.elements():
            self.define(child, known)
        return known

    def bind(self, bind: Node, root: NodeDefinition) -> None:
        """Reads one bind; one for a node that the model lacks is passed over, as every engine does."""
        written = bind.attribute("nodeset") or bind.attribute("ref")
        if written is None:
            return
        reference = resolve(written, root.reference)
        if (bind_id := bind.attribute("id")) is not None:
            self.bind_ids[bind_id] = reference
        definition = self.node_or_attribute(reference)
        if definition is None:
            return
        for name in ("relevant", "required", "readonly", "constraint", "calculate"):
            expression = bind.attribute(name)
            if expression is not None and expression.strip():
                setattr(definition, name, self.wording.formula(expression, reference, name))
        if (value_type := bind.attribute("type")) is not None:
            local = value_type.rpartition(":")[2]
            definition.value_type = _TYPE_NAMES.get(local, local)
        message = self.wording.message(bind.attribute("requiredMsg", JAVAROSA), reference, "jr:requiredMsg")
        definition.required_message = message or definition.required_message
        message = self.wording.message(bind.attribute("constraintMsg", JAVAROSA), reference, "jr:constraintMsg")
        definition.constraint_message = message or definition.constraint_message
        if (preload := bind.attribute("preload", JAVAROSA)) is not None:
            definition.preload = Preload(preload, bind.attribute("preloadParams", JAVAROSA) or "")

    def node_or_attribute(self, reference: str) -> NodeDefinition | None:
        """Finds a definition; that of an attribute is made when it is first asked for."""
        owner, at, name = reference.rpartition("/@")
        if not at:
            return self.definitions.get(reference)
        return self.definitions.get(reference) or attribute_definition(self.definitions, owner, name)


def attribute_definition(definitions: dict[str, NodeDefinition], owner: str, name: str) -> NodeDefinition | None:
    """Defines an attribute that something sets.

    Args:
        definitions: By reference; the new one is added.
        owner: Reference of its element.
        name: As written, without `@`.

    Returns:
        None where the element has no such attribute.
    """
    element = definitions.get(owner)
    if element is None:
        return None
    for each in qualified_attributes(element.source):
        if each.qualified_name == name:
            reference = f"{owner}/@{name}"
            definition = NodeDefinition(
                reference, f"@{name}", element, each, repeats=element.repeats, is_attribute=True
            )
            element.attributes[f"@{name}"] = definitions[reference] = definition
            return definition
    return None


def elements_by_name(parent: Node | None) -> dict[str, list[Node]]:
    """Gives what an element of the model holds, by name as written, templates left aside."""
    found: dict[str, list[Node]] = {}
    for child in parent.elements() if parent is not None else ():
        if not is_template(child):
            found.setdefault(child.qualified_name, []).append(child)
    return found
