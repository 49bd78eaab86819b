"""Answers of many submissions as tables: one row for each, and for each repeat a table of its own, linked by key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from forms.checklist import Checklist, in_language
from forms.filling.definition import CHOOSING, NodeDefinition
from forms.filling.session import Filling
from forms.filling.tree import FormNode, Range
from forms.languages import language_code
from forms.tables import CellType, Table, typed
from forms.text_marks import unmarked

# As servers of this standard call them.
KEY: Final = "KEY"
PARENT_KEY: Final = "PARENT_KEY"
NAMES: Final = "names"
SEVERAL: Final = "; "
_REFERENCE: Final = re.compile(r"\$\{[^{}]*\}")
_FIGURE: Final = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_TYPES: Final[Mapping[str, CellType]] = {
    "int": "number",
    "decimal": "number",
    "date": "day",
    "time": "time",
    "dateTime": "instant",
}


@dataclass(slots=True)
class _Columns:
    """The columns of one table by their paths, and its rows as far as they have values."""

    name: str
    root: str
    headings: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)


class AnswerTables:
    """Gathers submissions of one form, of whatever versions; columns of later ones stand first.

    Args:
        form_id: The first table is called after it.
        language: `zh` or `en` for the form's own words, `names` for the names that its author gave.
    """

    def __init__(self, form_id: str, language: str) -> None:
        self._form_id, self._language = form_id, language
        self._tables: dict[str, _Columns] = {}
        self._known: set[str] = set()
        self._files: Mapping[str, Sequence[str]] = {}
        self._ends: Mapping[str, str] = {}
        self._labels: dict[tuple[str, str], Mapping[str, str]] = {}

    def knows(self, checklist: Checklist, root: NodeDefinition) -> None:
        """Lays out the columns of a version of the form; those known already stay where they are."""
        if checklist.sha256 in self._known:
            return
        self._known.add(checklist.sha256)
        self._tables.setdefault("", _Columns(self._form_id, root.reference))
        for definition in root.descendants():
            repeat = definition.repeats[-1].reference if definition.repeats else ""
            if repeat and repeat not in self._tables:
                name = self._words(checklist, definition) or definition.name
                self._tables[repeat] = _Columns(name, repeat)
            table = self._tables[repeat]
            if _is_column(definition) and definition.reference not in table.headings:
                table.headings[definition.reference] = self._heading(checklist, definition, table)

    def add(
        self,
        checklist: Checklist,
        filling: Filling,
        key: str,
        about: Mapping[str, str],
        files: Mapping[str, Sequence[str]] | None = None,
        ends: Mapping[str, str] | None = None,
    ) -> None:
        """Adds a submission.

        Args:
            checklist: The version that was filled in.
            filling: With its answers.
            key: What its rows are linked by, such as its instance id.
            about: Further cells of its row, by heading; the same headings for every submission.
            files: Names of all files of a question that is answered by them, by its reference.
            ends: The moment of the end, which the filling itself does not know, by reference.
        """
        self._files, self._ends = files or {}, ends or {}
        self.knows(checklist, filling.form.root)
        row = dict(about) | {KEY: key}
        self._tables[""].rows.append(row)
        spoken, filling.rendering.language = filling.rendering.language, _spoken(filling, self._language)
        try:
            self._fill(checklist, filling, filling.tree.root, row, key)
        finally:
            filling.rendering.language = spoken

    def tables(self) -> tuple[Table, ...]:
        """Gives the tables, that of the submissions first."""
        return tuple(self._table(repeat, columns) for repeat, columns in self._tables.items())

    def _fill(self, checklist: Checklist, filling: Filling, node: FormNode, row: dict[str, str], key: str) -> None:
        for child in node.children.values():
            if isinstance(child, Range):
                for each in child.instances:
                    if each.is_relevant:
                        own = f"{key}/{child.definition.name}[{each.position}]"
                        below = {KEY: own, PARENT_KEY: key}
                        self._tables[child.definition.reference].rows.append(below)
                        self._fill(checklist, filling, each, below, own)
            elif child.is_relevant:
                if _is_column(child.definition):
                    row[child.definition.reference] = self._value(checklist, filling, child)
                else:
                    self._fill(checklist, filling, child, row, key)

    def _table(self, repeat: str, columns: _Columns) -> Table:
        about = [name for name in (columns.rows[0] if columns.rows else {}) if name not in columns.headings]
        first = [name for name in about if name not in (KEY, PARENT_KEY)]
        ends = [KEY, PARENT_KEY] if repeat else [KEY]
        paths = [*first, *columns.headings, *ends]
        headings = tuple(columns.headings.get(path, path) for path in paths)
        return Table(columns.name, headings, tuple(tuple(row.get(path, "") for path in paths) for row in columns.rows))

    def _heading(self, checklist: Checklist, definition: NodeDefinition, table: _Columns) -> str:
        name = definition.reference.removeprefix(f"{table.root}/").replace("/", "-")
        words = self._words(checklist, definition)
        if not words:
            return name
        return f"{words} ({name})" if words in table.headings.values() else words

    def _words(self, checklist: Checklist, definition: NodeDefinition) -> str:
        if self._language == NAMES:
            return ""
        if definition.repeat is not None:
            groups = (group for group in checklist.groups if group.path == definition.reference)
            return next((_without_values(in_language(group.label, self._language)) for group in groups), "")
        try:
            return _without_values(in_language(checklist.at(definition.reference).label, self._language))
        except KeyError:
            return ""

    def _value(self, checklist: Checklist, filling: Filling, node: FormNode) -> str:
        """Gives a cell: labels for choices, all names for files, else the value with its type."""
        control = node.definition.control
        if ended := self._ends.get(node.reference):
            return typed(ended, _type_of(node))
        if node.value and (names := self._files.get(node.reference)):
            return SEVERAL.join(names)
        if not node.value or control is None or control.kind not in CHOOSING:
            return typed(node.value, _type_of(node))
        if self._language == NAMES:
            return node.value
        labels = self._labels_of(checklist, filling, node)
        chosen = [node.value] if control.kind == "select1" else node.value.split()
        return SEVERAL.join(labels.get(each) or each for each in chosen)

    def _labels_of(self, checklist: Checklist, filling: Filling, node: FormNode) -> Mapping[str, str]:
        """Gives the labels of a question's choices by name; those of a list that never changes are looked up once."""
        key, control = (checklist.sha256, node.definition.reference), node.definition.control
        if key in self._labels:
            return self._labels[key]
        found = {choice.value: unmarked(choice.label) for choice in filling.question(node.reference).choices}
        if control is None or control.itemset is None or control.itemset.is_fixed:
            self._labels[key] = found
        return found


def _type_of(node: FormNode) -> CellType:
    if node.definition.control is None and _FIGURE.fullmatch(node.value):
        # What is worked out has no type of its own.
        return "number"
    return _TYPES.get(node.definition.value_type, "text")


def _spoken(filling: Filling, language: str) -> str:
    """Gives the form's own name of a language, its default when it lacks it."""
    named = (name for name in filling.form.languages if language_code(name).partition("-")[0].casefold() == language)
    return next(named, filling.language)


def _without_values(label: str) -> str:
    """Gives a heading without marks and without what only stands in it once it is asked."""
    return " ".join(_REFERENCE.sub("…", unmarked(label)).split())


def _is_column(definition: NodeDefinition) -> bool:
    """Whether a place of the model holds an answer or a value that was worked out."""
    is_meta = any(step.name.rpartition(":")[2] == "meta" for step in _above(definition))
    return definition.is_leaf and not definition.is_attribute and not definition.is_note and not is_meta


def _above(definition: NodeDefinition) -> Iterator[NodeDefinition]:
    parent = definition.parent
    while parent is not None:
        yield parent
        parent = parent.parent
