"""Reads the body of a form: which questions are asked, in which order, under which headings, and with which actions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.filling.definition import Control, ControlKind, Item, Itemset, NodeDefinition, Repeat, Section, Text
from forms.filling.formulas import Formula
from forms.filling.markup import JAVAROSA, child_called, children_called, qualified_attributes
from forms.filling.model import MAX_DEPTH, is_template
from forms.filling.reads import reads_of
from forms.filling.references import resolve
from forms.filling.refusals import XFormRefused
from forms.filling.wording import Wording
from forms.nodes import Node
from rules.errors import form_definitions as problems

_CONTROLS: Final[Mapping[str, ControlKind]] = {
    "input": "input",
    "secret": "input",
    "select": "select",
    "select1": "select1",
    "rank": "rank",
    "range": "range",
    "trigger": "trigger",
    "upload": "upload",
}
_TRUE: Final = frozenset({"true()", "true", "1"})
_CHOSEN_TYPES: Final = frozenset({"string"})


def repeated_references(body: Node, root: str) -> frozenset[str]:
    """Gives the references of everything that the body repeats.

    Raises:
        XFormRefused: Groups stand too deep within groups.
    """
    return frozenset(_repeated(body, root, 0)) - {root}


def _repeated(parent: Node, base: str, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        raise XFormRefused(problems.TOO_DEEP, reference=base, limit=MAX_DEPTH)
    for element in parent.elements():
        written = _written_reference(element)
        reference = resolve(written, base) if written else base
        if element.name == "repeat":
            yield reference
        yield from _repeated(element, reference, depth + 1)


def _written_reference(element: Node) -> str | None:
    return element.attribute("ref") or element.attribute("nodeset")


@dataclass(slots=True)
class BodyReader:
    """Reads the body of one form.

    Attributes:
        root: Of the model.
        definitions: Of the model, by reference; they learn here how they are asked.
        wording: Of the form.
        repeated: References of what the body repeats.
        bind_ids: References by the id of their bind.
        actions: Elements of actions that stand in the body, each with the question and the repeat around it.
    """

    root: NodeDefinition
    definitions: Mapping[str, NodeDefinition]
    repeated: frozenset[str]
    bind_ids: Mapping[str, str]
    wording: Wording
    actions: list[tuple[Node, NodeDefinition | None, str, bool]] = field(default_factory=list)

    def read(self, body: Node) -> list[Section | NodeDefinition]:
        """Reads the whole body.

        Raises:
            XFormRefused: Something in it cannot be read.
        """
        return list(self._parts(body, self.root.reference, in_repeat=False))

    def _parts(self, parent: Node, base: str, in_repeat: bool) -> Iterator[Section | NodeDefinition]:
        for element in parent.elements():
            if element.name == "group":
                yield from self._group(element, base, in_repeat)
            elif element.name == "repeat":
                yield from self._repeat(element, base, None, "")
            elif element.name in _CONTROLS:
                yield from self._control(element, base, in_repeat)
            elif element.name in ("setvalue", "setgeopoint"):
                self.actions.append((element, None, base, in_repeat))

    def _reference(self, element: Node, base: str) -> str:
        bound = self.bind_ids.get(element.attribute("bind") or "")
        return bound or resolve(_written_reference(element) or ".", base)

    def _group(self, element: Node, base: str, in_repeat: bool) -> Iterator[Section | NodeDefinition]:
        has_reference = _written_reference(element) is not None or element.attribute("bind") is not None
        reference = self._reference(element, base)
        label = self.wording.element(element, "label", reference)
        appearance = element.attribute("appearance") or ""
        rounds = child_called(element, "repeat")
        if rounds is not None and self._is_heading(element, rounds, reference if has_reference else None, base):
            yield from self._repeat(rounds, base, label, appearance)
            return
        definition = self.definitions.get(reference) if has_reference else None
        section = Section(definition, label, appearance, is_repeat=False)
        if definition is not None and definition.repeat is None and definition.group is None:
            definition.group = section
        section.parts = list(self._parts(element, reference, in_repeat))
        yield section

    def _is_heading(self, group: Node, rounds: Node, reference: str | None, base: str) -> bool:
        """Says whether a group is only the heading of the repeat in it."""
        others = [each for each in group.elements() if each is not rounds and each.name not in ("label", "hint")]
        if others:
            return False
        return reference is None or reference == self._reference(rounds, reference or base)

    def _repeat(
        self, element: Node, base: str, label: Text | None, appearance: str
    ) -> Iterator[Section | NodeDefinition]:
        reference = self._reference(element, base)
        definition = self.definitions.get(reference)
        if definition is None or definition.is_attribute or definition.parent is None:
            return
        own = self.wording.element(element, "label", reference)
        count = element.attribute("count", JAVAROSA)
        fixed = "".join((element.attribute("noAddRemove", JAVAROSA) or "").split()) in _TRUE
        definition.repeat = Repeat(
            count=self.wording.formula(count, reference, "jr:count") if count is not None else None,
            is_fixed=fixed and count is None,
            label=label if label is not None else own,
            appearance=appearance or element.attribute("appearance") or "",
            template=_template(definition),
        )
        section = Section(definition, definition.repeat.label, definition.repeat.appearance, is_repeat=True)
        section.parts = list(self._parts(element, reference, in_repeat=True))
        yield section

    def _control(self, element: Node, base: str, in_repeat: bool) -> Iterator[NodeDefinition]:
        reference = self._reference(element, base)
        definition = self.definitions.get(reference)
        for action in element.elements():
            if action.name in ("setvalue", "setgeopoint"):
                self.actions.append((action, definition, reference, in_repeat))
        if definition is None or not definition.is_leaf or definition.reference in self.repeated:
            return
        kind = _CONTROLS[element.name]
        definition.control = Control(
            kind=kind,
            label=self.wording.element(element, "label", reference),
            hint=self.wording.element(element, "hint", reference),
            appearance=element.attribute("appearance") or "",
            parameters={each.qualified_name: each.value for each in qualified_attributes(element)},
            items=tuple(self._items(element, reference)),
            itemset=self._itemset(element, definition),
        )
        _ensure_sound(definition, kind)
        yield definition

    def _items(self, element: Node, reference: str) -> Iterator[Item]:
        for item in children_called(element, "item"):
            value = child_called(item, "value")
            name = value.text().strip() if value is not None else ""
            yield Item(name, self.wording.element(item, "label", reference))

    def _itemset(self, element: Node, definition: NodeDefinition) -> Itemset | None:
        reference = definition.reference
        query = element.attribute("query")
        if query is not None:
            nodes = self.wording.formula(query, reference, "query")
            name = self.wording.formula("name", reference, "query")
            return Itemset(nodes, name, Text((self.wording.formula("label", reference, "query"),)), is_fixed=False)
        found = child_called(element, "itemset")
        if found is None:
            return None
        nodes = self.wording.formula(found.attribute("nodeset") or "", reference, "itemset")
        value, label = child_called(found, "value"), child_called(found, "label")
        shown = label.attribute("ref") if label is not None else None
        return Itemset(
            nodes,
            self._of_item(value.attribute("ref") if value is not None else None, reference),
            self.wording.referred(shown, reference, "itemset label") if shown else None,
            is_fixed=nodes.is_lasting and not reads_of(nodes, definition, self.root),
        )

    def _of_item(self, written: str | None, reference: str) -> Formula:
        return self.wording.formula(written or "name", reference, "itemset value")


def _template(definition: NodeDefinition) -> Node:
    """Gives what new instances are copied from: the form's template, else the bare structure of its first instance."""
    source = definition.source
    siblings = source.parent.elements() if source.parent is not None else iter((source,))
    for each in siblings:
        if each.qualified_name == definition.name and is_template(each):
            return each
    return _bare(source)


def _bare(source: Node) -> Node:
    twin = Node("element", source.name, namespace=source.namespace, prefix=source.prefix)
    for each in qualified_attributes(source):
        twin.set_attribute(each.copy())
    for child in source.elements():
        twin.append(_bare(child))
    return twin


def _ensure_sound(definition: NodeDefinition, kind: ControlKind) -> None:
    if kind in ("select", "select1", "rank") and definition.value_type not in _CHOSEN_TYPES:
        raise XFormRefused(problems.UNSUPPORTED_TYPE, reference=definition.reference, type=definition.value_type)
    if kind == "range" and definition.control is not None:
        for name in ("start", "end", "step"):
            try:
                float(definition.control.parameters.get(name, "1"))
            except ValueError:
                raise XFormRefused(problems.RANGE_WRONG, reference=definition.reference) from None
