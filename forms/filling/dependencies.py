"""What has to be worked out again when a value, or the number of a repeat's instances, changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from forms.filling.definition import CHOOSING, NodeDefinition
from forms.filling.formulas import Formula
from forms.filling.ordering import ranks_of
from forms.filling.reads import Read, reads_of
from forms.filling.refusals import XFormRefused
from rules.errors import form_definitions as problems

TaskKind: TypeAlias = Literal["relevant", "count", "choices", "calculate"]


@dataclass(frozen=True, slots=True)
class Computation:
    """One thing that is worked out for each instance of a definition."""

    kind: TaskKind
    definition: NodeDefinition
    formula: Formula


@dataclass(frozen=True, slots=True)
class Reader:
    """A computation that reads something.

    Attributes:
        computation: What has to be worked out again.
        shared: How many of the enclosing repeats must be the same instance, counted from the outermost.
    """

    computation: Computation
    shared: int


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The readers of every value and of every repeat's structure.

    Attributes:
        computations: Of a definition, in the order in which they are worked out.
        of_value: Readers of a value.
        of_structure: Readers of which instances a repeat has, and of what is counted where it is relevant.
        ranks: In which order computations are worked out, smallest first.
        speaking: Calculations that give the label of a choice, which depends on the language.
        timely: Conditions, counts and choices that look at the clock; calculations keep what they were worked out to.
    """

    computations: Mapping[NodeDefinition, tuple[Computation, ...]]
    of_value: Mapping[NodeDefinition, tuple[Reader, ...]]
    of_structure: Mapping[NodeDefinition, tuple[Reader, ...]]
    ranks: Mapping[Computation, int]
    speaking: tuple[Computation, ...]
    timely: tuple[Computation, ...]


@dataclass(slots=True)
class _Found:
    computations: dict[NodeDefinition, list[Computation]] = field(default_factory=dict)
    of_value: dict[NodeDefinition, dict[Reader, None]] = field(default_factory=dict)
    of_structure: dict[NodeDefinition, dict[Reader, None]] = field(default_factory=dict)
    certain: dict[NodeDefinition, set[NodeDefinition]] = field(default_factory=dict)
    speaking: list[Computation] = field(default_factory=list)


def find_dependencies(root: NodeDefinition) -> Dependencies:
    """Finds what reads what.

    Raises:
        XFormRefused: Calculations depend on each other in a circle.
    """
    found = _Found()
    for definition in root.descendants():
        for computation in _computations(definition):
            found.computations.setdefault(definition, []).append(computation)
            _note(found, computation, reads_of(computation.formula, definition, root))
    _refuse_circles(found.certain)
    every = [each for computations in found.computations.values() for each in computations]
    return Dependencies(
        computations={key: tuple(value) for key, value in found.computations.items()},
        of_value={key: tuple(value) for key, value in found.of_value.items()},
        of_structure={key: tuple(value) for key, value in found.of_structure.items()},
        ranks=ranks_of(every, lambda each: _followers(found, each)),
        speaking=tuple(found.speaking),
        timely=tuple(each for each in every if each.kind != "calculate" and each.formula.reads_clock),
    )


def _computations(definition: NodeDefinition) -> Iterator[Computation]:
    if definition.relevant is not None:
        yield Computation("relevant", definition, definition.relevant)
    if definition.repeat is not None and definition.repeat.count is not None:
        yield Computation("count", definition, definition.repeat.count)
    control = definition.control
    if control is not None and control.kind in CHOOSING and control.itemset is not None:
        yield Computation("choices", definition, control.itemset.nodes)
    if definition.calculate is not None and definition.is_leaf:
        yield Computation("calculate", definition, definition.calculate)


def _note(found: _Found, computation: Computation, reads: Iterable[Read]) -> None:
    definition = computation.definition
    for read in reads:
        reader = Reader(computation, read.shared)
        if read.kind == "structure":
            found.of_structure.setdefault(read.definition, {})[reader] = None
            continue
        if read.kind == "label":
            found.speaking.append(computation)
            continue
        found.of_value.setdefault(read.definition, {})[reader] = None
        if computation.kind == "calculate" and read.shared == len(read.definition.repeats):
            found.certain.setdefault(read.definition, set()).add(definition)


def _followers(found: _Found, computation: Computation) -> Iterator[Computation]:
    """Yields what may change when the outcome of a computation changes."""
    definition = computation.definition
    touched = definition.descendants() if computation.kind in ("relevant", "count") else [definition]
    for each in touched:
        if computation.kind in ("relevant", "count"):
            yield from (reader.computation for reader in found.of_structure.get(each, ()))
        yield from (reader.computation for reader in found.of_value.get(each, ()))
        if computation.kind in ("relevant", "count"):
            yield from (other for other in found.computations.get(each, ()) if other is not computation)


def _refuse_circles(certain: Mapping[NodeDefinition, set[NodeDefinition]]) -> None:
    """Refuses calculations that certainly need their own outcome."""
    done: set[NodeDefinition] = set()
    for first in certain:
        path: list[NodeDefinition] = []
        on_path: set[NodeDefinition] = set()
        waiting: list[tuple[NodeDefinition, bool]] = [(first, False)]
        while waiting:
            definition, leaving = waiting.pop()
            if leaving:
                path.pop()
                on_path.discard(definition)
                done.add(definition)
            elif definition in on_path:
                circle = [*path[path.index(definition) :], definition]
                raise XFormRefused(problems.CYCLE, references=" → ".join(each.reference for each in circle))
            elif definition not in done:
                path.append(definition)
                on_path.add(definition)
                waiting.append((definition, True))
                waiting += ((follower, False) for follower in certain.get(definition, ()))
