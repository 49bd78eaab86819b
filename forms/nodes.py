"""A plain node tree for forms: the data model of XPath 1.0, mutable, with quick look-ups by name."""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "document", "element", "attribute", "namespace", "text", "comment", "processing-instruction", "doctype"
]
NameKey: TypeAlias = str | tuple[str, str]
"""How a name test finds its nodes: the local name where none is prefixed, else namespace and local name."""

XHTML: Final = "http://www.w3.org/1999/xhtml"
_NONE: Final[list["Node"]] = []


class Node:
    """One node of a tree.

    A name written without a prefix finds nodes without a prefix whatever their default namespace is, as in every
    engine for forms; XHTML is the exception, because it is the host language and never holds answers.

    Attributes:
        kind: What the node is.
        name: Local name of an element or attribute, target of a processing instruction, prefix of a namespace.
        namespace: Its namespace, empty for none.
        prefix: As written, empty for none.
        value: Text of a text, attribute, comment, processing instruction or namespace; empty for the others.
        parent: The element or document above; None at the top.
        children: What stands below an element or document, in order. Change it with `append`, `insert`, `remove`.
        attributes: Attributes and namespace declarations of an element, as written.
        is_relevant: Whether its text counts; one that does not reads as empty, with everything below it.
    """

    __slots__ = (
        "_by_name",
        "_by_path",
        "attributes",
        "children",
        "is_relevant",
        "kind",
        "name",
        "name_key",
        "namespace",
        "parent",
        "prefix",
        "value",
    )

    def __init__(self, kind: Kind, name: str = "", value: str = "", *, namespace: str = "", prefix: str = "") -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.prefix = prefix
        self.value = value
        self.parent: Node | None = None
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.is_relevant = True
        self.name_key: NameKey = (namespace, name) if prefix or namespace == XHTML else name
        self._by_name: dict[NameKey, list[Node]] | None = None
        self._by_path: dict[tuple[NameKey, ...], list[Node]] | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} {self.qualified_name or self.value!r}>"

    @property
    def qualified_name(self) -> str:
        """The name with its prefix, as written."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    def append(self, child: "Node") -> "Node":
        """Adds a child at the end and gives it back."""
        return self.insert(len(self.children), child)

    def insert(self, index: int, child: "Node") -> "Node":
        """Adds a child before the one at an index and gives it back."""
        child.parent = self
        self.children.insert(index, child)
        self._forget_places()
        return child

    def remove(self, child: "Node") -> None:
        """Takes a child out.

        Raises:
            ValueError: It is not a child of this node.
        """
        self.children.remove(child)
        child.parent = None
        self._forget_places()

    def _forget_places(self) -> None:
        """Forgets where elements were found; every node above may have looked through this one."""
        self._by_name = None
        node: Node | None = self
        while node is not None:
            node._by_path = None  # noqa: SLF001 - its own class
            node = node.parent

    def set_attribute(self, attribute: "Node") -> None:
        """Adds an attribute or a namespace declaration."""
        attribute.parent = self
        self.attributes.append(attribute)

    def attribute(self, name: str, namespace: str = "") -> str | None:
        """Gives the text of an attribute, None where there is none."""
        for each in self.attributes:
            if each.name == name and each.namespace == namespace and each.kind == "attribute":
                return each.value
        return None

    def named(self, key: NameKey) -> list["Node"]:
        """Gives the child elements that a name finds, in order; the list is shared, do not change it."""
        found = self._by_name
        if found is None:
            found = self._by_name = self._index()
        return found.get(key, _NONE)

    def down(self, keys: tuple[NameKey, ...]) -> list["Node"]:
        """Gives the elements at the end of a path of names; the list is shared, do not change it."""
        known = self._by_path
        if known is None:
            known = self._by_path = {}
        found = known.get(keys)
        if found is None:
            found = [self]
            for key in keys:
                found = [child for node in found for child in node.named(key)]
            known[keys] = found
        return found

    def _index(self) -> dict[NameKey, list["Node"]]:
        index: dict[NameKey, list[Node]] = {}
        for child in self.children:
            if child.kind == "element":
                index.setdefault(child.name_key, []).append(child)
                if child.namespace and not child.prefix and child.namespace != XHTML:
                    index.setdefault((child.namespace, child.name), []).append(child)
        return index

    def is_named(self, key: NameKey) -> bool:
        """Says whether a name finds this node."""
        if self.name_key == key:
            return True
        return isinstance(key, tuple) and key[0] != "" and key == (self.namespace, self.name)

    def text(self) -> str:
        """Gives the string value: of an element or document the texts below it; empty where it is not relevant."""
        if not self.is_relevant:
            return ""
        children = self.children
        if not children:
            return self.value
        if len(children) == 1 and children[0].kind == "text":
            return children[0].value
        return "".join([child.text() for child in children if child.kind in ("text", "element")])

    def set_text(self, text: str) -> None:
        """Makes a text the only content of an element, or the value of a node that holds no others."""
        if self.kind != "element":
            self.value = text
            return
        children = self.children
        if len(children) == 1 and children[0].kind == "text" and text:
            children[0].value = text
            return
        for child in children:
            child.parent = None
        had_elements = any(child.kind == "element" for child in children)
        self.children = []
        if text:
            # A text alone moves no element, and answers are set far more often than elements move.
            node = Node("text", value=text)
            node.parent = self
            self.children.append(node)
        if had_elements:
            self._forget_places()

    def elements(self) -> Iterator["Node"]:
        """Yields the child elements in order."""
        return (child for child in self.children if child.kind == "element")

    def descendants(self) -> Iterator["Node"]:
        """Yields every node below, in document order, without attributes."""
        waiting = self.children[::-1]
        while waiting:
            node = waiting.pop()
            yield node
            if node.children:
                waiting += reversed(node.children)

    def ancestors(self) -> Iterator["Node"]:
        """Yields the parent, its parent, and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def top(self) -> "Node":
        """Gives the highest node of the tree."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def is_below(self, other: "Node") -> bool:
        """Says whether the other node is an ancestor."""
        return any(ancestor is other for ancestor in self.ancestors())

    def order(self) -> tuple[tuple[int, int], ...]:
        """Gives a key that sorts the nodes of one tree in document order; attributes come before children."""
        steps = []
        node, parent = self, self.parent
        while parent is not None:
            if node.kind == "attribute" or node.kind == "namespace":
                steps.append((0, parent.attributes.index(node)))
            else:
                steps.append((1, parent.children.index(node)))
            node, parent = parent, parent.parent
        return tuple(reversed(steps))

    def copy(self) -> "Node":
        """Gives a copy of the node and everything below it, without a parent."""
        twin = Node(self.kind, self.name, self.value, namespace=self.namespace, prefix=self.prefix)
        twin.is_relevant = self.is_relevant
        for attribute in self.attributes:
            twin.set_attribute(attribute.copy())
        for child in self.children:
            twin.append(child.copy())
        return twin


def in_document_order(nodes: list[Node]) -> list[Node]:
    """Gives each node once, in document order; trees stay in the order in which they first appear."""
    if len(nodes) < 2:
        return nodes
    unique = list(dict.fromkeys(nodes))
    tops: dict[Node, int] = {}
    return sorted(unique, key=lambda node: (tops.setdefault(node.top(), len(tops)), node.order()))
