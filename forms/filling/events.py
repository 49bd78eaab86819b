"""Carries out what a form does at events: preloads, and actions on loading, on new rounds and on changed answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from forms.filling.chance import SeededChance
from forms.filling.definition import Action, NodeDefinition, Preload
from forms.filling.propagation import Propagation
from forms.filling.refusals import FillingRefused, XFormRefused
from forms.filling.tree import FormNode
from forms.filling.values import canonical
from rules.errors import form_definitions, form_filling

_MAX_ACTIONS: Final = 5_000
"""Actions that one change may set off before it is taken for a circle."""


def new_instance_id(chance: SeededChance) -> str:
    """Gives an id for a submission, as OpenRosa wants it."""
    return f"uuid:{UUID(int=chance.getrandbits(128), version=4)}"


@dataclass(slots=True)
class Events:
    """The events of one session.

    Attributes:
        propagation: Through which every change goes.
        chance: Where ids are drawn from.
        properties: Of the session: deviceid, username, phonenumber, email.
        location: Where the device is, as a geopoint; empty where that is not known.
        failures: Actions that could not be carried out since the last `settle`.
    """

    propagation: Propagation
    chance: SeededChance
    properties: Mapping[str, str]
    location: str
    failures: list[FillingRefused] = field(default_factory=list)

    def load(self) -> None:
        """Works everything out for the first time: defaults, preloads, calculations, then actions."""
        propagation = self.propagation
        root = propagation.tree.root
        self._preload(root.nodes_below())
        propagation.enqueue_all(root)
        propagation.settle()
        added = self._run_for_new(propagation.form.on_new_repeat)
        for definition, actions in propagation.form.on_loading.items():
            for action in actions:
                for node in propagation.tree.instances(definition):
                    if not (node in added and action in propagation.form.on_new_repeat.get(definition, ())):
                        self._set_if_relevant(action, node)
                propagation.settle()
        self._run_for_new(propagation.form.on_new_repeat)

    def settle(self) -> None:
        """Lets a change reach everything, with the actions that it sets off.

        Raises:
            XFormRefused: Something never settles, or cannot be worked out.
        """
        propagation = self.propagation
        propagation.settle()
        carried_out = 0
        while propagation.added or propagation.fired:
            self._run_for_new(propagation.form.on_new_repeat)
            fired, propagation.fired = propagation.fired, []
            for source in fired:
                for action in propagation.form.on_change.get(source.definition, ()):
                    carried_out += 1
                    if carried_out > _MAX_ACTIONS:
                        raise XFormRefused(form_definitions.NEVER_SETTLES, reference=source.reference)
                    self._changed(action, source)
                    propagation.settle()

    def _run_for_new(self, actions: Mapping[NodeDefinition, list[Action]]) -> set[FormNode]:
        """Greets the rounds that were added, and gives their nodes."""
        propagation = self.propagation
        greeted: set[FormNode] = set()
        while propagation.added:
            rounds, propagation.added = propagation.added, []
            for made in rounds:
                if not propagation.is_attached(made):
                    continue
                nodes = list(made.nodes_below())
                greeted.update(nodes)
                self._preload(nodes)
                for node in nodes:
                    for action in actions.get(node.definition, ()):
                        self._set_if_relevant(action, node)
                        propagation.settle()
            propagation.settle()
        return greeted

    def _changed(self, action: Action, source: FormNode) -> None:
        try:
            for node in self._set_by(action, source):
                self._set(action, node)
        except FillingRefused as refusal:
            self.failures.append(refusal)

    def _set_by(self, action: Action, source: FormNode) -> list[FormNode]:
        tree = self.propagation.tree
        if "[" in action.written.text:
            found = self.propagation.evaluation.nodes(action.written, source.node)
            nodes = [tree.owners[each] for each in found if each in tree.owners]
        else:
            shared = 0
            for mine, theirs in zip(source.definition.repeats, action.sets.repeats, strict=False):
                if mine is not theirs:
                    break
                shared += 1
            nodes = tree.instances(action.sets, source.round_at(shared))
        if len(nodes) > 1:
            raise FillingRefused(form_filling.SEVERAL_TARGETS, reference=action.sets.reference)
        return nodes

    def _set_if_relevant(self, action: Action, node: FormNode) -> None:
        if node.is_relevant:
            self._set(action, node)

    def _set(self, action: Action, node: FormNode) -> None:
        if action.kind == "geopoint":
            text = self.location
        elif action.value is None or isinstance(action.value, str):
            text = action.value or ""
        else:
            text = self.propagation.evaluation.string(action.value, node.node)
        self.propagation.store(node, canonical(node.definition, text))

    def _preload(self, nodes: Iterable[FormNode]) -> None:
        for node in nodes:
            preload = node.definition.preload
            text = self._preloaded(preload) if preload is not None and node.definition.is_leaf else ""
            if text:
                self.propagation.store(node, canonical(node.definition, text))

    def _preloaded(self, preload: Preload) -> str:
        now = self.propagation.evaluation.environment.now
        if preload.kind == "uid":
            return new_instance_id(self.chance)
        if preload.kind == "timestamp" and preload.parameter == "start":
            return now.isoformat(timespec="milliseconds")
        if preload.kind == "date" and preload.parameter == "today":
            return now.date().isoformat()
        return self.properties.get(preload.parameter, "") if preload.kind == "property" else ""
