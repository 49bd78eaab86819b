"""Reads labels, hints, messages and the translations of a form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from forms.filling.definition import Itext, Text
from forms.filling.formulas import Formula
from forms.filling.markup import child_called, children_called
from forms.nodes import Node

_TRANSLATED: Final = re.compile(r"\s*jr:itext\((.*)\)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wording:
    """Reads texts of one form.

    Attributes:
        namespaces: By prefix, for expressions.
    """

    namespaces: Mapping[str, str] = field(default_factory=dict)

    def formula(self, written: str, reference: str, attribute: str) -> Formula:
        """Reads an expression."""
        return Formula(written, reference, attribute, self.namespaces)

    def element(self, parent: Node, name: str, reference: str) -> Text | None:
        """Reads the text that stands in a child element such as `label`.

        Args:
            parent: Of the element.
            name: Of the element.
            reference: The question that it belongs to.
        """
        found = child_called(parent, name)
        if found is None:
            return None
        written = found.attribute("ref")
        if written is None:
            return Text(self.parts(found, reference, name))
        return self.referred(written, reference, name)

    def referred(self, written: str, reference: str, attribute: str) -> Text:
        """Reads a text that is named by an expression, often `jr:itext(…)`."""
        translated = _TRANSLATED.fullmatch(written)
        if translated is not None:
            return Text(text_id=self.formula(translated[1], reference, attribute))
        return Text((self.formula(written, reference, attribute),))

    def message(self, written: str | None, reference: str, attribute: str) -> Text | None:
        """Reads the message of a bind: plain text, or `jr:itext(…)`."""
        if written is None:
            return None
        if _TRANSLATED.fullmatch(written):
            return self.referred(written, reference, attribute)
        return Text((written,))

    def parts(self, element: Node, reference: str, attribute: str) -> tuple[str | Formula, ...]:
        """Gives the literal texts of an element and the expressions of its `output` elements, in order."""
        return tuple(self._parts(element, reference, attribute))

    def _parts(self, element: Node, reference: str, attribute: str) -> Iterator[str | Formula]:
        for child in element.children:
            if child.kind == "text":
                yield child.value
            elif child.kind == "element" and child.name == "output":
                written = child.attribute("value") or child.attribute("ref") or ""
                if written.strip():
                    yield self.formula(written, reference, f"{attribute} output")
            elif child.kind == "element":
                yield from self._parts(child, reference, attribute)

    def translations(self, model: Node) -> Itext:
        """Reads the translations; the one that is marked is the default, else the first."""
        texts: dict[str, dict[str, dict[str, tuple[str | Formula, ...]]]] = {}
        nodes: dict[str, dict[str, tuple[Node, ...]]] = {}
        default = ""
        itext = child_called(model, "itext")
        for translation in children_called(itext, "translation") if itext is not None else ():
            language = translation.attribute("lang") or ""
            if translation.attribute("default") in ("true()", "true", "") or not texts:
                default = language
            texts[language] = {}
            nodes[language] = {}
            for text in children_called(translation, "text"):
                text_id = text.attribute("id") or ""
                values = tuple(children_called(text, "value"))
                nodes[language][text_id] = values
                texts[language][text_id] = {
                    value.attribute("form") or "": self.parts(value, text_id, "itext") for value in values
                }
        changing = frozenset(
            text_id
            for translation in texts.values()
            for text_id, forms in translation.items()
            if any(isinstance(part, Formula) for parts in forms.values() for part in parts)
        )
        return Itext(texts, nodes, default, changing)
