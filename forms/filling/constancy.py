"""Which questions say the same at any time and to anyone, so that their words need not be put together again."""

import re
from typing import Final

from forms.filling.definition import Control, Itemset, NodeDefinition, Text
from forms.filling.reading import FormDefinition

_LITERAL: Final = re.compile(r"\s*('[^']*'|\"[^\"]*\")\s*")
_COLUMN: Final = re.compile(r"\s*[\w:.\-]+\s*")
_OF_A_QUESTION: Final = "/"


def says_the_same(form: FormDefinition, definition: NodeDefinition) -> bool:
    """Says whether label, hint and choices of a question depend on no answer, no clock and no chance.

    Args:
        form: The form, which remembers the outcome.
        definition: Of the question.
    """
    known = form.lasting.get(definition)
    if known is None:
        control = definition.control
        known = form.lasting[definition] = control is not None and _is_lasting(form, control)
    return known


def _is_lasting(form: FormDefinition, control: Control) -> bool:
    texts = (control.label, control.hint, *(item.label for item in control.items))
    if not all(_is_plain(form, text) for text in texts):
        return False
    return control.itemset is None or _is_plain_list(form, control.itemset)


def _is_plain(form: FormDefinition, text: Text | None) -> bool:
    if text is None:
        return True
    if text.text_id is None:
        return all(isinstance(part, str) for part in text.parts)
    written = _LITERAL.fullmatch(text.text_id.text)
    return written is not None and written[1][1:-1] not in form.itext.changing


def _is_plain_list(form: FormDefinition, itemset: Itemset) -> bool:
    """Labels are columns of the list, or translations that the list names: those of questions begin with a slash."""
    if not itemset.is_fixed:
        return False
    label = itemset.label
    if label is None:
        return True
    if label.text_id is not None:
        return all(text_id.startswith(_OF_A_QUESTION) for text_id in form.itext.changing)
    return all(isinstance(part, str) or _COLUMN.fullmatch(part.text) is not None for part in label.parts)
