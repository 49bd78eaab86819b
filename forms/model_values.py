"""What stands in the model of a form beside its questions: values worked out and hidden, defaults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_XFORMS = "{http://www.w3.org/2002/xforms}"
_ACTIONS = ("setvalue", "setgeopoint", "recordaudio")
# What the converter writes of itself.
_OF_EVERY_FORM = frozenset({"instanceID", "instanceName"})


@dataclass(slots=True)
class ModelValue:
    """One place of the model that holds a value.

    Attributes:
        default: What it begins with.
        bind: What decides about it, by the names of XForms.
        actions: What is put into it, and when.
    """

    default: str = ""
    bind: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[str, ...] = ()


def model_values(xform: str) -> Mapping[str, ModelValue]:
    """Gives every place of a form that holds a value, by its path; nothing for a form stored without its XForm.

    Args:
        xform: As the converter wrote it; not for documents of strangers.
    """
    if not xform:
        return {}
    root = ElementTree.fromstring(xform)  # noqa: S314 - our own converter's output, without entities
    model = root.find(f".//{_XFORMS}model")
    primary = None if model is None else model.find(f"{_XFORMS}instance")
    if model is None or primary is None or not len(primary):
        return {}
    found: dict[str, ModelValue] = {}
    for path, element in _leaves(primary[0], ""):
        found.setdefault(path, ModelValue((element.text or "").strip()))
    for bind in model.iter(f"{_XFORMS}bind"):
        if (value := found.get(bind.get("nodeset", ""))) is not None:
            value.bind = {name: text for name, text in bind.attrib.items() if name != "nodeset"}
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in _ACTIONS and (value := found.get(element.get("ref", ""))) is not None:
            told = f"{name} {element.get('event', '')} {element.get('value', element.text or '')}"
            value.actions = (*value.actions, " ".join(told.split()))
    return found


def _leaves(element: Element, above: str) -> Iterator[tuple[str, Element]]:
    name = element.tag.rpartition("}")[2]
    path = f"{above}/{name}"
    if not len(element):
        if name not in _OF_EVERY_FORM:
            yield path, element
        return
    for child in element:
        yield from _leaves(child, path)
