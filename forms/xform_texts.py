"""The texts of an XForm: translated or not, with references, in the forms of guidance and media."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from forms.checklist import Choice, Texts
from forms.languages import UNDETERMINED, language_code

XFORMS = "{http://www.w3.org/2002/xforms}"
MEDIA_FORMS = ("image", "big-image", "audio", "video")
_ITEXT = re.compile(r"jr:itext\('(.+)'\)")
_LAST_STEP = re.compile(r"[\w./()\-:]*?([^\W\d][\w.\-]*)")


class XFormTexts:
    """Looks up the texts of one document.

    Attributes:
        languages: Codes, the default one first.
        default: Code of the default one.
    """

    def __init__(self, model: Element, plain_language: str | None) -> None:
        translations = sorted(model.iter(f"{XFORMS}translation"), key=lambda each: each.get("default") != "true()")
        self._texts = {_code(each.get("lang", "")): _values(each) for each in translations}
        self.languages = tuple(self._texts) or (language_code(plain_language),)
        self.default = self.languages[0]
        self._items = {
            instance.get("id", ""): tuple(instance.iter(f"{XFORMS}item"))
            for instance in model.findall(f"{XFORMS}instance")
            if instance.get("src") is None
        }
        self._lists: dict[str, tuple[Choice, ...]] = {}

    def message(self, written: str) -> Texts:
        """Looks up the `jr:itext('…')` of a bind; any other text is its own text in the default language."""
        reference = _ITEXT.fullmatch(written)
        return self._translated(reference[1]) if reference else self._plain(written)

    def child_text(self, control: Element, tag: str, form: str = "") -> Texts:
        """Gives the text of a label or hint, in its ordinary form or in the one that is named."""
        child = control.find(f"{XFORMS}{tag}")
        if child is None:
            return {}
        reference = _ITEXT.fullmatch(child.get("ref", ""))
        if reference:
            return self._translated(reference[1], form)
        return {} if form else self._plain(_written(child))

    def media(self, control: Element) -> Mapping[str, Texts]:
        """Gives the names of the files shown with a label."""
        child = control.find(f"{XFORMS}label")
        reference = None if child is None else _ITEXT.fullmatch(child.get("ref", ""))
        return self._media_of(reference[1]) if reference else {}

    def choices(self, list_name: str) -> tuple[Choice, ...] | None:
        """Gives the choices of a list that the form spells out; None where it does not."""
        if list_name not in self._items:
            return None
        if list_name not in self._lists:
            self._lists[list_name] = tuple(self._choice(item) for item in self._items[list_name])
        return self._lists[list_name]

    def _choice(self, item: Element) -> Choice:
        name, text_id = item.findtext(f"{XFORMS}name", ""), item.findtext(f"{XFORMS}itextId")
        if text_id is None:
            return Choice(name, self._plain(item.findtext(f"{XFORMS}label", "")) or self._plain(name))
        return Choice(name, self._translated(text_id) or self._plain(name), self._media_of(text_id))

    def _media_of(self, text_id: str) -> dict[str, Texts]:
        found = {form: self._translated(text_id, form) for form in MEDIA_FORMS}
        return {
            form: {code: name.rpartition("/")[2] for code, name in names.items()}
            for form, names in found.items()
            if names
        }

    def _translated(self, text_id: str, form: str = "") -> Texts:
        key = (text_id, form)
        return spoken({code: values[key] for code, values in self._texts.items() if key in values})

    def _plain(self, text: str) -> Texts:
        return {self.default: text} if text else {}


def spoken(texts: Texts) -> dict[str, str]:
    """Leaves out the dashes that the converter writes for a language without the text, if another has it."""
    found = {code: text for code, text in texts.items() if text not in ("", "-")}
    return found or dict(texts)


def _values(translation: Element) -> Mapping[tuple[str, str], str]:
    """Gives the texts of one language by id and form; the form is empty for the ordinary one."""
    return {
        (text.get("id", ""), value.get("form", "")): _written(value)
        for text in translation.iter(f"{XFORMS}text")
        for value in text.iter(f"{XFORMS}value")
    }


def _written(element: Element) -> str:
    """Writes a text as its author did: an answer that is shown within it stands as `${name}`."""
    parts = [element.text or ""]
    for output in element:
        path = _LAST_STEP.fullmatch(output.get("value", "").strip())
        parts += [f"${{{path[1] if path else '…'}}}", output.tail or ""]
    return parts[0] if len(parts) == 1 else " ".join("".join(parts).split())


def _code(language: str) -> str:
    """Pyxform calls the language of columns that name none `default`."""
    return UNDETERMINED if language == "default" else language_code(language)
