"""Reads XML into a node tree: expat only, no entities of the document's own, nothing from outside it."""

from typing import Final
from xml.parsers import expat

from forms.nodes import Node

_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
_DEPTH: Final = 200


class XmlNotReadable(ValueError):
    """The text is no well-formed XML, or holds what is not read.

    Attributes:
        line: Line of the text, counted from 1.
        reason: The parser's own words, in English.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def read_nodes(xml: str | bytes) -> Node:
    """Reads a whole document.

    Args:
        xml: The text; bytes are read in the encoding that they declare.

    Returns:
        The document node.

    Raises:
        XmlNotReadable: It is not well-formed, declares entities, uses a prefix without a namespace, or is nested
            deeper than 200 elements.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise XmlNotReadable(error.lineno, expat.ErrorString(error.code)) from error
    return reader.document


class _Reader:
    """Collects what the parser meets."""

    def __init__(self) -> None:
        self.document = Node("document")
        self._open = [self.document]
        self._namespaces: list[dict[str, str]] = [{"": "", "xml": _XML_NAMESPACE}]
        self._is_new_text = False
        self.parser = parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = lambda text: self._add(Node("comment", value=text))
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        # A CDATA section is a text node of its own, as in the document model of browsers.
        parser.StartCdataSectionHandler = self._part_text
        parser.EndCdataSectionHandler = self._part_text

    def _add(self, node: Node) -> None:
        self._open[-1].append(node)

    def _refuse(self, reason: str) -> XmlNotReadable:
        return XmlNotReadable(self.parser.CurrentLineNumber, reason)

    def _start(self, name: str, attributes: list[str]) -> None:
        if len(self._open) > _DEPTH:
            raise self._refuse(f"elements nested deeper than {_DEPTH}")
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        known = self._namespaces[-1]
        declared = {key[6:]: uri for key, uri in pairs if key == "xmlns" or key.startswith("xmlns:")}
        if declared:
            known = {**known, **declared}
        self._namespaces.append(known)
        element = self._node("element", name, "", known)
        self._add(element)
        self._open.append(element)
        for key, value in pairs:
            if key == "xmlns" or key.startswith("xmlns:"):
                element.set_attribute(Node("namespace", key[6:], value))
            else:
                element.set_attribute(self._node("attribute", key, value, known))

    def _node(self, kind: str, written: str, value: str, known: dict[str, str]) -> Node:
        prefix, colon, name = written.rpartition(":")
        if prefix and prefix not in known:
            raise self._refuse(f"prefix {prefix} has no namespace")
        if kind == "element":
            return Node("element", name, value, namespace=known[prefix], prefix=prefix)
        return Node("attribute", name, value, namespace=known[prefix] if colon else "", prefix=prefix)

    def _end(self, _name: str) -> None:
        self._open.pop()
        self._namespaces.pop()

    def _text(self, text: str) -> None:
        children = self._open[-1].children
        if children and children[-1].kind == "text" and not self._is_new_text:
            children[-1].value += text
        elif len(self._open) > 1:
            self._add(Node("text", value=text))
        self._is_new_text = False

    def _part_text(self) -> None:
        self._is_new_text = True

    def _instruction(self, name: str, text: str) -> None:
        self._add(Node("processing-instruction", name, text))

    def _doctype(self, name: str, _system: str | None, _public: str | None, _internal: int) -> None:
        self._add(Node("doctype", name))

    def _entity(self, name: str, *_rest: object) -> None:
        raise self._refuse(f"entity {name} is declared")
