"""Reads a checklist from an XForm (ODK XForms specification, OpenRosa body elements).

What XLSForm has no word for stands in attributes of the namespace `urn:hecha:form:1`: on a question's bind
and on the form's root. A form without them is read as well; its select_one are plain choices.
"""

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from forms.bounds import Bounds, read_bounds
from forms.checklist import Checklist, Choice, Group, Kind, Phrase, Question, Texts
from forms.columns import HECHA_NAMESPACE
from forms.languages import UNDETERMINED, language_code

_XFORMS = "{http://www.w3.org/2002/xforms}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_JAVAROSA = "{http://openrosa.org/javarosa}"
_HECHA = f"{{{HECHA_NAMESPACE}}}"

_ITEXT = re.compile(r"jr:itext\('(.+)'\)")
_ITEMSET = re.compile(r"instance\('(.+)'\)/root/item")
_INPUT_KINDS: dict[str, Kind] = {"string": "text", "int": "integer", "decimal": "decimal", "date": "date"}
_NO_BIND = Element("bind")


class XFormNotUnderstood(ValueError):
    """The XForm holds something that a checklist cannot say yet."""


def read_xform(xform: str, *, sha256: str, plain_language: str | None = None) -> Checklist:
    """Reads an XForm.

    Args:
        xform: The document as the converter wrote it; not for documents of strangers.
        sha256: Of the workbook that it comes from.
        plain_language: Name of the language of texts that the form holds without translation.

    Raises:
        XFormNotUnderstood: It holds repeats, triggers or other controls that are not supported yet.
    """
    try:
        root = ElementTree.fromstring(xform)  # noqa: S314 - our own converter's output, without entities
    except ElementTree.ParseError as error:
        raise XFormNotUnderstood(str(error)) from error
    form = _Form(root, plain_language)
    groups: list[Group] = []
    questions: list[Question] = []
    for element in _element(root, f"{_XHTML}body"):
        if element.tag != f"{_XFORMS}group":
            questions.append(_question(form, element, None, questions))
            continue
        group = Group(_name(element), form.label(element))
        groups.append(group)
        for control in element:
            if control.tag != f"{_XFORMS}label":
                questions.append(_question(form, control, group.name, questions))
    return Checklist(
        form_id=form.instance.get("id", ""),
        version=form.instance.get("version", sha256[:8]),
        title=form.titles(),
        department=form.instance.get(f"{_HECHA}department"),
        default_language=form.default,
        languages=form.languages,
        groups=tuple(groups),
        questions=tuple(questions),
        sha256=sha256,
    )


class _Form:
    """The parts of the document's head, and how its texts are looked up."""

    def __init__(self, root: Element, plain_language: str | None) -> None:
        head = _element(root, f"{_XHTML}head")
        model = _element(head, f"{_XFORMS}model")
        self._title = head.findtext(f"{_XHTML}title", "")
        self.instance = _element(model, f"{_XFORMS}instance")[0]
        self._binds = {bind.get("nodeset", ""): bind for bind in model.iter(f"{_XFORMS}bind")}
        translations = sorted(model.iter(f"{_XFORMS}translation"), key=lambda each: each.get("default") != "true()")
        self._texts = {_code(each.get("lang", "")): _values(each) for each in translations}
        self.languages = tuple(self._texts) or (language_code(plain_language),)
        self.default = self.languages[0]
        self._lists = {
            instance.get("id", ""): tuple(instance.iter(f"{_XFORMS}item"))
            for instance in model.findall(f"{_XFORMS}instance")
        }

    def bind(self, control: Element) -> Element:
        return self._binds.get(control.get("ref", ""), _NO_BIND)

    def message(self, written: str) -> Texts:
        """Looks up the `jr:itext('…')` of a bind; any other text is its own text in the default language."""
        reference = _ITEXT.fullmatch(written)
        return self._translated(reference[1]) if reference else self._plain(written)

    def child_text(self, control: Element, tag: str, form: str = "") -> Texts:
        """Gives the text of a label or hint, in its ordinary form or in the one that is named."""
        child = control.find(f"{_XFORMS}{tag}")
        if child is None:
            return {}
        reference = _ITEXT.fullmatch(child.get("ref", ""))
        if reference:
            return self._translated(reference[1], form)
        return {} if form else self._plain(child.text or "")

    def _translated(self, text_id: str, form: str = "") -> Texts:
        key = (text_id, form)
        return {code: values[key] for code, values in self._texts.items() if key in values}

    def _plain(self, text: str) -> Texts:
        return {self.default: text} if text else {}

    def label(self, control: Element) -> Texts:
        return self.child_text(control, "label")

    def choices(self, list_name: str) -> tuple[Choice, ...]:
        if list_name not in self._lists:
            raise XFormNotUnderstood(f"list {list_name} is missing")
        return tuple(
            Choice(item.findtext(f"{_XFORMS}name", ""), self._item_label(item)) for item in self._lists[list_name]
        )

    def _item_label(self, item: Element) -> Texts:
        text_id = item.findtext(f"{_XFORMS}itextId")
        if text_id is not None:
            return self._translated(text_id)
        return self._plain(item.findtext(f"{_XFORMS}label", ""))

    def titles(self) -> Texts:
        titles = {self.default: self._title}
        prefix = f"{_HECHA}title-"
        for key, title in self.instance.attrib.items():
            if key.startswith(prefix):
                titles.setdefault(key.removeprefix(prefix), title)
        return titles


def _question(form: _Form, control: Element, group: str | None, before: Sequence[Question]) -> Question:
    bind = form.bind(control)
    kind = _kind(control, bind)
    asked = sum(question.is_asked for question in before)
    required = kind != "note" and bind.get("required") == "true()"
    bounds, usual = _bounds(bind.get("constraint"), kind), _bounds(bind.get(f"{_HECHA}usual"), kind)
    phrases = bind.get(f"{_HECHA}phrases")
    photos = bind.get(f"{_HECHA}photos")
    return Question(
        name=_name(control),
        kind=kind,
        number=None if kind == "note" else asked + 1,
        label=form.label(control),
        hint=form.child_text(control, "hint"),
        guidance=form.child_text(control, "hint", "guidance"),
        group=group,
        required=required,
        required_message=form.message(bind.get(f"{_JAVAROSA}requiredMsg", "")),
        choices=_choices(form, control),
        complies=bind.get(f"{_HECHA}complies"),
        problem=bind.get(f"{_HECHA}problem"),
        not_applicable=bind.get(f"{_HECHA}na"),
        phrases=tuple(Phrase(each.name, each.label) for each in form.choices(phrases)) if phrases else (),
        minimum=bounds.minimum,
        maximum=bounds.maximum,
        constraint_message=form.message(bind.get(f"{_JAVAROSA}constraintMsg", "")),
        soft_minimum=usual.minimum,
        soft_maximum=usual.maximum,
        photos_required=(int(photos) if photos else int(required)) if kind == "photo" else 0,
        item=bind.get(f"{_HECHA}item"),
    )


def _kind(control: Element, bind: Element) -> Kind:
    tag = control.tag.removeprefix(_XFORMS)
    if tag == "select1":
        return "compliance" if bind.get(f"{_HECHA}complies") else "choice"
    if tag == "select":
        return "choices"
    if tag == "upload" and control.get("mediatype") == "image/*":
        return "photo"
    if tag == "input" and bind.get("readonly") == "true()":
        return "note"
    if tag == "input" and bind.get("type") in _INPUT_KINDS:
        return _INPUT_KINDS[bind.get("type", "")]
    raise XFormNotUnderstood(f"{tag} {control.get('ref', '')} {bind.get('type', '')}".strip())


def _choices(form: _Form, control: Element) -> tuple[Choice, ...]:
    itemset = control.find(f"{_XFORMS}itemset")
    if itemset is None:
        return ()
    found = _ITEMSET.fullmatch(itemset.get("nodeset", ""))
    if found is None:
        raise XFormNotUnderstood(f"itemset {itemset.get('nodeset', '')}")
    return form.choices(found[1])


def _bounds(expression: str | None, kind: Kind) -> Bounds:
    return read_bounds(expression, whole=kind == "integer") if expression else Bounds()


def _values(translation: Element) -> Mapping[tuple[str, str], str]:
    """Gives the texts of one language by id and form; the form is empty for the ordinary one."""
    return {
        (text.get("id", ""), value.get("form", "")): value.text or ""
        for text in translation.iter(f"{_XFORMS}text")
        for value in text.iter(f"{_XFORMS}value")
    }


def _code(language: str) -> str:
    """Pyxform calls the language of columns that name none `default`."""
    return UNDETERMINED if language == "default" else language_code(language)


def _name(control: Element) -> str:
    return control.get("ref", "").rpartition("/")[2]


def _element(parent: Element, tag: str) -> Element:
    found = parent.find(tag)
    if found is None:
        raise XFormNotUnderstood(f"{tag} is missing")
    return found
