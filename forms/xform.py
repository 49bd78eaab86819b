"""Reads a checklist from an XForm (ODK XForms specification, OpenRosa body elements).

What XLSForm has no word for stands in attributes of the namespace `urn:hecha:form:1`: on a question's bind
and on the form's root. A form without them is read as well; its select_one are plain choices.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from forms.checklist import Checklist, Group, Question, Texts
from forms.xform_questions import CONTROLS, HECHA, XFormNotUnderstood, read_question
from forms.xform_texts import XFORMS, XFormTexts

_XHTML = "{http://www.w3.org/1999/xhtml}"
_JAVAROSA = "{http://openrosa.org/javarosa}"
_ODK = "{http://www.opendatakit.org/xforms}"
_ACTIONS = (f"{XFORMS}setvalue", f"{_ODK}setgeopoint", f"{_ODK}recordaudio")
_NO_BIND = Element("bind")
_OF_EVERY_FORM = ("instanceID", "instanceName")

__all__ = ["XFormNotUnderstood", "read_xform"]


def read_xform(xform: str, *, sha256: str, plain_language: str | None = None) -> Checklist:
    """Reads an XForm.

    Args:
        xform: The document as the converter wrote it; not for documents of strangers.
        sha256: Of the workbook that it comes from.
        plain_language: Name of the language of texts that the form holds without translation.

    Raises:
        XFormNotUnderstood: It is no XForm, or holds a control that nobody knows.
    """
    try:
        root = ElementTree.fromstring(xform)  # noqa: S314 - our own converter's output, without entities
    except ElementTree.ParseError as error:
        raise XFormNotUnderstood(str(error)) from error
    head, body = _element(root, f"{_XHTML}head"), _element(root, f"{_XHTML}body")
    model = _element(head, f"{XFORMS}model")
    instance = next(iter(_element(model, f"{XFORMS}instance")), None)
    if instance is None:
        raise XFormNotUnderstood("the instance is empty")
    texts = XFormTexts(model, plain_language)
    reading = _Reading(texts, {bind.get("nodeset", ""): bind for bind in model.iter(f"{XFORMS}bind")})
    reading.walk(body, None, ())
    questions = tuple(_with_actions(reading.questions, root))
    return Checklist(
        form_id=instance.get("id", ""),
        version=instance.get("version", sha256[:8]),
        title=_titles(texts.default, head.findtext(f"{_XHTML}title", ""), instance),
        department=instance.get(f"{HECHA}department"),
        default_language=texts.default,
        languages=texts.languages,
        groups=tuple(reading.groups),
        questions=questions,
        sha256=sha256,
        xform=xform,
        has_logic=_has_logic(root, model, instance, reading),
    )


@dataclass
class _Reading:
    """Walks the body and collects groups and questions in order."""

    texts: XFormTexts
    binds: dict[str, Element]
    groups: list[Group] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    asked: int = 0

    def walk(self, parent: Element, group: Group | None, repeats: tuple[str, ...]) -> None:
        """Reads what stands in an element of the body."""
        for element in parent:
            if element.tag == f"{XFORMS}group":
                self._group(element, group, repeats)
            elif element.tag == f"{XFORMS}repeat":
                path = element.get("nodeset", "")
                self.walk(element, self._repeat(element, group), (*repeats, path))
            elif element.tag in CONTROLS:
                bind = self.binds.get(element.get("ref", ""), _NO_BIND)
                name = None if group is None else group.name
                question = read_question(
                    self.texts, element, bind, group=name, repeats=repeats, asked_before=self.asked
                )
                self.asked += question.is_asked
                self.questions.append(question)
            elif element.tag not in (f"{XFORMS}label", f"{XFORMS}hint", *_ACTIONS):
                raise XFormNotUnderstood(element.tag.rpartition("}")[2])

    def _group(self, element: Element, around: Group | None, repeats: tuple[str, ...]) -> None:
        path = element.get("ref", "")
        if not path:  # a group that leaves no trace in the model only holds its questions together
            self.walk(element, around, repeats)
            return
        bind = self.binds.get(path, _NO_BIND)
        group = Group(
            path.rpartition("/")[2],
            self.texts.child_text(element, "label"),
            path=path,
            parent=None if around is None else around.path,
            appearance=element.get("appearance", ""),
            relevant=bind.get("relevant", "").strip(),
        )
        self.groups.append(group)
        self.walk(element, group, repeats)

    def _repeat(self, element: Element, group: Group | None) -> Group | None:
        """The group around a repeat is its heading; both have the same path."""
        if group is None or group.path != element.get("nodeset", ""):
            return group
        count = " ".join(element.get(f"{_JAVAROSA}count", "").split())
        appearance = group.appearance or element.get("appearance", "")
        found = replace(group, is_repeat=True, count=count, appearance=appearance)
        self.groups[self.groups.index(group)] = found
        return found


def _with_actions(questions: list[Question], root: Element) -> Iterator[Question]:
    """Adds to the logic of each question what other questions, or the opening of the form, put into it."""
    actions: dict[str, list[str]] = {}
    for element in root.iter():
        if element.tag in _ACTIONS:
            written = f"{element.get('event', '')} {element.get('value', element.text or '')}"
            actions.setdefault(element.get("ref", ""), []).append(" ".join(written.split()))
    for question in questions:
        found = actions.get(question.path)
        yield replace(question, logic={**question.logic, "action": "; ".join(found)}) if found else question


def _has_logic(root: Element, model: Element, instance: Element, reading: _Reading) -> bool:
    """Says whether anything has to be worked out, so that asking every question once by its name will not do."""
    names = [question.name for question in reading.questions]
    if len(set(names)) < len(names) or any(group.is_repeat or group.relevant for group in reading.groups):
        return True
    if any(question.logic or question.read_only for question in reading.questions):
        return True
    if any(element.tag in _ACTIONS or element.tag == f"{XFORMS}output" for element in root.iter()):
        return True
    if any(each.get("src") for each in model.findall(f"{XFORMS}instance")):
        return True
    shown = {question.path for question in reading.questions}
    hidden = [bind for path, bind in reading.binds.items() if path not in shown]
    if any(not path.endswith(_OF_EVERY_FORM) for bind in hidden if (path := _worked_out(bind))):
        return True
    meta = next((each for each in instance if each.tag.rpartition("}")[2] == "meta"), None)
    of_meta = set() if meta is None else set(meta.iter())
    return any((each.text or "").strip() for each in instance.iter() if each not in of_meta)


def _worked_out(bind: Element) -> str:
    is_worked_out = bind.get("calculate") or bind.get("relevant") or bind.get(f"{_JAVAROSA}preload")
    return bind.get("nodeset", "") if is_worked_out else ""


def _titles(default: str, title: str, instance: Element) -> Texts:
    titles = {default: title}
    prefix = f"{HECHA}title-"
    for key, text in instance.attrib.items():
        if key.startswith(prefix):
            titles.setdefault(key.removeprefix(prefix), text)
    return titles


def _element(parent: Element, tag: str) -> Element:
    found = parent.find(tag)
    if found is None:
        raise XFormNotUnderstood(f"{tag.rpartition('}')[2]} is missing")
    return found
