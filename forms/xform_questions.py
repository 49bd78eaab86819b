"""Reads one control of an XForm's body, with its bind, as a question."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final
from xml.etree.ElementTree import Element

from forms.bounds import Bounds, EmptyRange, NotARange, OpenRange, read_bounds
from forms.checklist import Choice, Kind, Phrase, Question
from forms.columns import HECHA_NAMESPACE
from forms.xform_texts import XFORMS, XFormTexts

HECHA: Final = f"{{{HECHA_NAMESPACE}}}"
_JAVAROSA: Final = "{http://openrosa.org/javarosa}"
_ODK: Final = "{http://www.opendatakit.org/xforms}"
_ITEMSET: Final = re.compile(r"instance\('(.+)'\)/root/item")
_INPUT_KINDS: Final[Mapping[str, Kind]] = {
    "string": "text", "int": "integer", "decimal": "decimal", "date": "date", "time": "time", "dateTime": "datetime",
    "geopoint": "geopoint", "geotrace": "geotrace", "geoshape": "geoshape", "barcode": "barcode",
}  # fmt: skip
_UPLOADS: Final[Mapping[str, Kind]] = {"image": "photo", "audio": "audio", "video": "video"}
_TAGS: Final[Mapping[str, Kind]] = {
    f"{XFORMS}select1": "choice", f"{XFORMS}select": "choices", f"{_ODK}rank": "rank", f"{XFORMS}range": "range",
    f"{XFORMS}trigger": "acknowledge",
}  # fmt: skip
CONTROLS: Final = frozenset({*_TAGS, f"{XFORMS}input", f"{XFORMS}upload", f"{XFORMS}secret"})
_SIGNING: Final = "signature"
_LOGIC: Final = ("relevant", "required", "readonly", "constraint", "calculate")
_NUMERIC: Final = ("integer", "decimal")


class XFormNotUnderstood(ValueError):
    """The XForm holds something that a checklist cannot say."""


def read_question(
    texts: XFormTexts,
    control: Element,
    bind: Element,
    *,
    group: str | None,
    repeats: tuple[str, ...],
    asked_before: int,
) -> Question:
    """Reads a question.

    Args:
        texts: Of the document.
        control: In the body.
        bind: Of its node.
        group: Name of the group around it.
        repeats: Paths of the repeats around it.
        asked_before: How many questions before it wait for an answer.
    """
    path = control.get("ref", "")
    kind = _kind(control, bind)
    logic = logic_of(control, bind, kind)
    words = control.get("appearance", "").lower().split()
    shown_only = "calculate" in logic or bind.get("readonly") == "true()" or "label" in words
    is_asked = kind != "note" and not shown_only
    required = is_asked and bind.get("required") == "true()"
    bounds, usual = _bounds(control, bind, kind), read_range(bind.get(f"{HECHA}usual"), kind) or Bounds()
    phrases = bind.get(f"{HECHA}phrases")
    photos = bind.get(f"{HECHA}photos")
    return Question(
        name=path.rpartition("/")[2],
        kind=kind,
        number=asked_before + 1 if is_asked else None,
        label=texts.child_text(control, "label"),
        hint=texts.child_text(control, "hint"),
        guidance=texts.child_text(control, "hint", "guidance"),
        group=group,
        required=required,
        required_message=texts.message(bind.get(f"{_JAVAROSA}requiredMsg", "")),
        choices=_choices(texts, control),
        complies=bind.get(f"{HECHA}complies"),
        problem=bind.get(f"{HECHA}problem"),
        not_applicable=bind.get(f"{HECHA}na"),
        phrases=tuple(Phrase(each.name, each.label) for each in texts.choices(phrases) or ()) if phrases else (),
        minimum=bounds.minimum,
        maximum=bounds.maximum,
        constraint_message=texts.message(bind.get(f"{_JAVAROSA}constraintMsg", "")),
        soft_minimum=usual.minimum,
        soft_maximum=usual.maximum,
        photos_required=(int(photos) if photos else int(required)) if kind == "photo" else 0,
        item=bind.get(f"{HECHA}item"),
        path=path,
        repeats=repeats,
        appearance=control.get("appearance", ""),
        parameters=_parameters(control, bind),
        read_only=shown_only and kind != "note",
        media=texts.media(control),
        logic=logic,
    )


def logic_of(control: Element, bind: Element, kind: Kind) -> dict[str, str]:
    """Gives the expressions that decide about a question; plain ranges, yes and no are no logic."""
    found = {name: text.strip() for name in _LOGIC if (text := bind.get(name))}
    for name in ("required", "readonly"):
        if found.get(name) in ("true()", "false()"):
            del found[name]
    if "constraint" in found and read_range(found["constraint"], kind) is not None:
        del found["constraint"]
    itemset = control.find(f"{XFORMS}itemset")
    nodes = control.get("query", "") if itemset is None else itemset.get("nodeset", "")
    if nodes and not _ITEMSET.fullmatch(nodes):
        found["choices"] = nodes.strip()
    return found


def _kind(control: Element, bind: Element) -> Kind:
    words = set(control.get("appearance", "").lower().split())
    if (kind := _TAGS.get(control.tag)) is not None:
        return "compliance" if kind == "choice" and bind.get(f"{HECHA}complies") else kind
    if control.tag == f"{XFORMS}upload":
        uploaded = _UPLOADS.get(control.get("mediatype", "").partition("/")[0], "file")
        return "signature" if uploaded == "photo" and _SIGNING in words else uploaded
    value_type = bind.get("type", "string").rpartition(":")[2]
    if control.get("query"):
        return "choice"
    if value_type == "string" and bind.get("readonly") == "true()" and not bind.get("calculate"):
        return "note"
    if value_type in _INPUT_KINDS:
        return _INPUT_KINDS[value_type]
    raise XFormNotUnderstood(f"{control.get('ref', '')} {value_type}".strip())


def _choices(texts: XFormTexts, control: Element) -> tuple[Choice, ...]:
    itemset = control.find(f"{XFORMS}itemset")
    if itemset is None:
        return ()
    found = _ITEMSET.fullmatch(itemset.get("nodeset", ""))
    return (texts.choices(found[1]) or ()) if found else ()


def _bounds(control: Element, bind: Element, kind: Kind) -> Bounds:
    if kind == "range":
        ends = sorted(number for name in ("start", "end") if (number := _number(control.get(name, ""))) is not None)
        return Bounds(ends[0], ends[-1]) if ends else Bounds()
    return read_range(bind.get("constraint"), kind) or Bounds()


def read_range(expression: str | None, kind: Kind) -> Bounds | None:
    """Gives the bounds of a plain range of numbers; None where an expression says anything else."""
    if not expression or kind not in _NUMERIC:
        return None
    try:
        return read_bounds(expression, whole=kind == "integer")
    except (NotARange, OpenRange, EmptyRange):
        return None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _parameters(control: Element, bind: Element) -> dict[str, str]:
    """Names without their namespaces: `max-pixels` stands on the bind, the others on the control."""
    found = {_local(name): text for name, text in control.attrib.items() if _local(name) not in ("ref", "appearance")}
    return found | {
        _local(name): text for name, text in bind.attrib.items() if _local(name) in ("max-pixels", "quality")
    }


def _local(name: str) -> str:
    return name.rpartition("}")[2]
