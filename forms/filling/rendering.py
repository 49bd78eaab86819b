"""Texts of a form as they read at one node and in one language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from forms.filling.definition import Itext, Text
from forms.filling.evaluation import Evaluation
from forms.filling.formulas import Formula
from forms.nodes import Node

_WORDS: Final = ("", "long", "short")
Found = TypeVar("Found")
# A name alone reads what stands in the list itself.
_CHILD: Final = re.compile(r"[\w.\-]+")
MEDIA: Final = frozenset({"image", "big-image", "audio", "video"})


@dataclass(slots=True)
class Rendering:
    """Puts texts together.

    Attributes:
        itext: Translations of the form.
        evaluation: Of the session.
        language: As the form names it.
    """

    itext: Itext
    evaluation: Evaluation
    language: str

    def text(self, text: Text | None, node: Node, form: str = "") -> str | None:
        """Gives a text as it reads at a node.

        Args:
            text: Of the form.
            node: What its expressions are worked out at.
            form: Empty for the ordinary words, else `guidance` and so on.

        Returns:
            None where the form gives no such text. A translation that is missing is taken from the default language.
        """
        if text is None:
            return None
        if text.text_id is None:
            return None if form else self._joined(text.parts, node)
        forms = self._forms(text.text_id, node)
        wanted = (form,) if form else _WORDS
        parts = next((forms[each] for each in wanted if each in forms), None)
        if parts is None:
            return None if form else ""
        return self._joined(parts, node)

    def media(self, text: Text | None, node: Node) -> dict[str, str]:
        """Gives the file names that belong to a text, by kind: image, big-image, audio, video."""
        if text is None or text.text_id is None:
            return {}
        forms = self._forms(text.text_id, node)
        addresses = {kind: self._joined(forms[kind], node).strip() for kind in forms if kind in MEDIA}
        return {kind: address.rpartition("/")[2] for kind, address in addresses.items() if address}

    def is_fixed(self, text: Text | None, node: Node) -> bool:
        """Whether a text that is looked up in a list reads and shows the same whatever has been answered."""
        if text is None:
            return True
        looked_up = [part for part in (*text.parts, text.text_id) if isinstance(part, Formula)]
        if not all(_CHILD.fullmatch(part.text) for part in looked_up):
            return False
        if text.text_id is None:
            return True
        text_id = self.evaluation.string(text.text_id, node)
        forms = [texts.get(text_id, {}) for texts in self.itext.texts.values()]
        return all(isinstance(part, str) for form in forms for parts in form.values() for part in parts)

    def value_nodes(self, text_id: str) -> tuple[Node, ...]:
        """Gives the elements of a translated text, for `jr:itext` in an expression."""
        return next(self._in_languages(self.itext.nodes, text_id), ())

    def _forms(self, text_id: Formula, node: Node) -> Mapping[str, tuple[str | Formula, ...]]:
        return next(self._in_languages(self.itext.texts, self.evaluation.string(text_id, node)), {})

    def _in_languages(self, texts: Mapping[str, Mapping[str, Found]], text_id: str) -> Iterator[Found]:
        for language in (self.language, self.itext.default):
            found = texts.get(language, {}).get(text_id)
            if found is not None:
                yield found

    def _joined(self, parts: tuple[str | Formula, ...], node: Node) -> str:
        return "".join(part if isinstance(part, str) else self.evaluation.string(part, node) for part in parts)
