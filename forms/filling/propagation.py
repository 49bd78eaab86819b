"""Works out again whatever a change reaches, in the order of what reads what, and nothing else."""

import math
from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from typing import Final, TypeAlias

from forms.filling.choices import Choices
from forms.filling.definition import CHOOSING
from forms.filling.dependencies import Computation, Reader
from forms.filling.evaluation import Evaluation
from forms.filling.reading import FormDefinition
from forms.filling.refusals import XFormRefused
from forms.filling.tree import TEMPLATE, FormNode, InstanceTree, Range
from forms.filling.values import canonical
from rules.errors import form_definitions as problems

MAX_INSTANCES: Final = 300
"""Rounds of one repeat in one place: more than anybody fills in by chat."""
MAX_ADDED: Final = 2_000
"""Nodes that rounds may add to those of the model: to add so many at once holds others up for 0.1 s."""
_MAX_TURNS: Final = 50
"""How often the same thing may be worked out again for one change before it is taken for a circle."""

Place: TypeAlias = FormNode | Range


class Propagation:
    """The recalculation of one instance; every change of it goes through here.

    Attributes:
        changed: Nodes whose value, relevance or rounds have changed since the last `start_afresh`.
        removed: References of what has been taken out, as they were before.
        added: Rounds that have come and whose events wait.
        arrived: Rounds that have come.
        fired: Questions whose value has changed and whose actions wait.
    """

    def __init__(self, form: FormDefinition, tree: InstanceTree, evaluation: Evaluation, choices: Choices) -> None:
        self.form = form
        self.tree = tree
        self.evaluation = evaluation
        self.choices = choices
        self.changed: dict[Place, None] = {}
        self.removed: list[str] = []
        self.added: list[FormNode] = []
        self.arrived: list[FormNode] = []
        self.fired: list[FormNode] = []
        self._undo: list[Callable[[], None]] = []
        self._waiting: list[tuple[int, int, Computation, Place]] = []
        self._queued: set[tuple[Computation, Place]] = set()
        self._turns: dict[tuple[Computation, Place], int] = {}
        self._serial = 0

    def start_afresh(self) -> None:
        """Forgets what the last change did: from here on it counts as done."""
        self.changed, self.removed, self.added, self.arrived, self.fired = {}, [], [], [], []
        self._undo, self._turns = [], {}

    def take_back(self) -> None:
        """Undoes everything since the last `start_afresh`."""
        for undo in reversed(self._undo):
            undo()
        self._waiting.clear()
        self._queued.clear()
        self.start_afresh()

    def store(self, node: FormNode, stored: str) -> None:
        """Gives a node another value."""
        if node.stored == stored:
            return
        before = node.stored
        self._undo.append(lambda: setattr(node, "stored", before))
        node.stored = stored
        self._refresh(node)

    def enqueue_all(self, top: FormNode) -> None:
        """Marks everything below a node to be worked out."""
        known = self.form.dependencies.computations
        for place in top.below():
            for computation in known.get(place.definition, ()):
                if computation.kind == "count":
                    if isinstance(place, Range):
                        self._enqueue(computation, place)
                elif isinstance(place, FormNode) or computation.kind == "relevant":
                    self._enqueue(computation, place)
            if isinstance(place, FormNode):
                for attribute in place.attributes.values():
                    for computation in known.get(attribute.definition, ()):
                        self._enqueue(computation, attribute)
                if place.definition.control is not None and place.definition.control.kind in CHOOSING:
                    self._refresh(place)

    def enqueue(self, computations: Iterable[Computation]) -> None:
        """Marks computations to be worked out wherever they stand."""
        self._enqueue_readers((Reader(computation, 0) for computation in computations), self.tree.root)

    def settle(self) -> None:
        """Works out whatever waits, until nothing changes any more.

        Raises:
            XFormRefused: Something cannot be worked out, never settles, or grows beyond the limits.
        """
        while self._waiting:
            _, _, computation, place = heappop(self._waiting)
            key = (computation, place)
            if key not in self._queued:
                continue
            self._queued.discard(key)
            if not self.is_attached(place):
                continue
            turns = self._turns[key] = self._turns.get(key, 0) + 1
            if turns > _MAX_TURNS + self._rounds_around(place):
                raise XFormRefused(problems.NEVER_SETTLES, reference=place.reference)
            self._work_out(computation, place)

    def _rounds_around(self, place: Place) -> int:
        """A sum that runs from round to round may come by once for each of them."""
        rounds, node = 0, place if isinstance(place, FormNode) else place.parent
        while node.parent is not None:
            rounds += len(node.range.instances) if node.range is not None else 0
            node = node.parent
        return rounds

    def _enqueue(self, computation: Computation, place: Place) -> None:
        key = (computation, place)
        if key not in self._queued:
            self._queued.add(key)
            self._serial += 1
            heappush(self._waiting, (self.form.dependencies.ranks[computation], self._serial, computation, place))

    def _enqueue_readers(self, readers: Iterable[Reader], around: FormNode) -> None:
        for reader in readers:
            top = around.round_at(reader.shared)
            computation = reader.computation
            definition = computation.definition
            if computation.kind == "count":
                for place in self.tree.ranges(definition, top):
                    self._enqueue(computation, place)
                continue
            if computation.kind == "relevant" and definition.repeat is not None:
                own = top.range if top is not None and top.definition is definition else None
                for place in [own] if own is not None else self.tree.ranges(definition, top):
                    self._enqueue(computation, place)
            for node in self.tree.instances(definition, top):
                self._enqueue(computation, node)

    def _enqueue_totals(self, readers: Iterable[Reader], around: FormNode) -> None:
        depth = len(around.definition.repeats)
        totals = (each for each in readers if each.computation.formula.totals)
        self._enqueue_readers((Reader(each.computation, min(each.shared, depth)) for each in totals), around)

    def _work_out(self, computation: Computation, place: Place) -> None:
        if computation.kind == "relevant":
            at = place.marker if isinstance(place, Range) else place.node
            self._set_relevance(place, self.evaluation.boolean(computation.formula, at, otherwise=False))
        elif isinstance(place, Range):
            self._set_count(place, self.evaluation.number(computation.formula, place.marker))
        elif computation.kind == "choices":
            self._refresh(place)
        elif place.is_relevant:
            text = self.evaluation.string(computation.formula, place.node)
            self.store(place, canonical(place.definition, text))

    def is_attached(self, place: Place) -> bool:
        """Says whether a node or range still belongs to the instance."""
        node = place.parent if isinstance(place, Range) else place
        return node.node in self.tree.owners

    def _set_relevance(self, place: Place, holds: bool) -> None:
        if place.is_self_relevant == holds:
            return
        self._undo.append(lambda: setattr(place, "is_self_relevant", not holds))
        place.is_self_relevant = holds
        self.changed[place] = None
        if isinstance(place, FormNode):
            self.spread_relevance(place)

    def spread_relevance(self, top: FormNode) -> None:
        """Lets the relevance of a node reach everything below it."""
        known = self.form.dependencies.computations
        for node in top.nodes_below():
            relevant = node.is_self_relevant and (node.parent is None or node.parent.is_relevant)
            if relevant == node.is_relevant:
                continue
            self._undo.append(lambda node=node, before=node.is_relevant: _make_relevant(node, before))  # type: ignore[misc]
            _make_relevant(node, relevant)
            self.changed[node] = None
            for child in node.children.values():
                if isinstance(child, Range):
                    self.changed[child] = None
            around = node.parent if node.definition.repeat is not None and node.parent is not None else node
            self._enqueue_totals(self.form.dependencies.of_structure.get(node.definition, ()), around)
            if node.definition.is_leaf:
                self._refresh(node)
                # Also one that holds nothing counts among the others, or no longer.
                self._enqueue_totals(self.form.dependencies.of_value.get(node.definition, ()), node)
                if relevant:
                    for computation in known.get(node.definition, ()):
                        if computation.kind == "calculate":
                            self._enqueue(computation, node)

    def _refresh(self, node: FormNode) -> None:
        """Lets the value that counts follow from the stored one, the relevance and the choices on offer."""
        value = node.stored if node.is_relevant else ""
        control = node.definition.control
        if value and control is not None and control.kind in CHOOSING:
            value = self.choices.offered(node, value)
        if value == node.value:
            return
        before = node.value
        self._undo.append(lambda: _set_value(node, before))
        _set_value(node, value)
        self.changed[node] = None
        self._enqueue_readers(self.form.dependencies.of_value.get(node.definition, ()), node)
        if node.definition in self.form.on_change:
            self.fired.append(node)

    def _set_count(self, rounds: Range, number: float) -> None:
        if math.isnan(number):
            return
        count = 0 if number < 0 else MAX_INSTANCES + 1 if number > MAX_INSTANCES else int(number)
        if count > MAX_INSTANCES:
            shown = str(int(number)) if math.isfinite(number) else "∞"
            raise XFormRefused(
                problems.TOO_MANY_INSTANCES, reference=rounds.reference, count=shown, limit=MAX_INSTANCES
            )
        while len(rounds.instances) > count:
            self._park(rounds)
        while len(rounds.instances) < count:
            if rounds.parked:
                self._bring_back(rounds)
            else:
                self.add(rounds)

    def _park(self, rounds: Range) -> None:
        """Takes the last round away and keeps it: what was answered in it comes back with a higher count."""
        parked = rounds.instances[-1]
        self.remove(rounds, len(rounds.instances) - 1)
        rounds.parked.append(parked)
        self._undo.append(lambda: rounds.parked.remove(parked))

    def _bring_back(self, rounds: Range) -> None:
        """Puts the round that was taken away last behind the others; it is not new, so nothing greets it."""
        returned = rounds.parked.pop()
        self._undo.append(lambda: rounds.parked.append(returned))
        self.tree.remember(returned)
        self._insert(rounds, returned)

    def add(self, rounds: Range) -> FormNode:
        """Adds a round at the end.

        Raises:
            XFormRefused: There would be too many.
        """
        index = len(rounds.instances)
        if index >= MAX_INSTANCES:
            raise XFormRefused(
                problems.TOO_MANY_INSTANCES, reference=rounds.reference, count=index + 1, limit=MAX_INSTANCES
            )
        most = len(self.form.definitions) + MAX_ADDED
        if len(self.tree.owners) >= most:
            raise XFormRefused(problems.TOO_LARGE_WITH_ROUNDS, reference=rounds.reference, limit=most)
        made = self.tree.new_round(rounds, index if rounds.is_counted and index < len(rounds.seeds) else TEMPLATE)
        self.added.append(made)
        self._insert(rounds, made)
        return made

    def _insert(self, rounds: Range, made: FormNode) -> None:
        index = len(rounds.instances)
        rounds.insert(index, made)
        self._undo.append(lambda: self.tree.forget(rounds.remove(index)))
        self.spread_relevance(made)
        self.arrived.append(made)
        self.changed[rounds] = None
        self.enqueue_all(made)
        self._structure_changed(rounds, made)

    def remove(self, rounds: Range, index: int) -> None:
        """Takes a round out."""
        removed = rounds.instances[index]
        gone = [each.reference for each in removed.below()]
        rounds.remove(index)
        self.tree.forget(removed)
        self.removed += gone

        def undo() -> None:
            rounds.insert(index, removed)
            self.tree.remember(removed)

        self._undo.append(undo)
        self.changed[rounds] = None
        self._structure_changed(rounds, removed)

    def _structure_changed(self, rounds: Range, round_: FormNode) -> None:
        """Everything that looks at the rounds, or at values in the one that came or went, is worked out again."""
        dependencies = self.form.dependencies
        readers = dict.fromkeys(dependencies.of_structure.get(rounds.definition, ()))
        for definition in rounds.definition.descendants():
            if definition.repeat is not None:
                readers.update(dict.fromkeys(dependencies.of_structure.get(definition, ())))
            readers.update(
                dict.fromkeys(
                    reader
                    for reader in dependencies.of_value.get(definition, ())
                    if reader.shared < len(rounds.definition.repeats)
                )
            )
        depth = len(rounds.definition.repeats) - 1
        self._enqueue_readers(
            (Reader(reader.computation, min(reader.shared, depth)) for reader in readers), rounds.parent
        )


def _make_relevant(node: FormNode, relevant: bool) -> None:
    node.is_relevant = relevant
    node.node.is_relevant = relevant


def _set_value(node: FormNode, value: str) -> None:
    node.value = value
    node.node.set_text(value)
