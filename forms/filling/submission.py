"""What is sent when a form has been filled in: OpenRosa submission XML, and the files that belong to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from forms.filling.chance import SeededChance
from forms.filling.events import new_instance_id
from forms.filling.session import Filling
from forms.filling.tree import FormNode, Range
from forms.filling.values import canonical

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Submission:
    """A form that has been filled in.

    Attributes:
        xml: In the order of the model, without what is not relevant.
        instance_id: As in `meta/instanceID`.
        attachments: Names of the files that its answers refer to, in order.
        ends: The moment of the end as questions of type `end` hold it, by their references.
    """

    xml: str
    instance_id: str
    attachments: tuple[str, ...]
    ends: Mapping[str, str]


def submission_of(filling: Filling, now: datetime) -> Submission:
    """Writes a filling as it is to be sent; whether anything is missing is for `Filling.violations` to say.

    The filling itself stays as it is: the moment of the end is only written here. An instance id that the form
    leaves empty is the same whenever it is asked for.

    Args:
        filling: What has been answered.
        now: Aware: when it was ended, for questions of type `end`.
    """
    writer = _Writer(filling, now)
    root = filling.tree.root
    body = "".join(writer.node(root))
    files = [
        node.value
        for node in root.nodes_below()
        if node.value and node.definition.control is not None and node.definition.control.kind == "upload"
    ]
    return Submission(_DECLARATION + body, writer.instance_id, tuple(dict.fromkeys(files)), writer.ends)


def renamed(submission: Submission, instance_id: str, deprecated: str | None = None) -> Submission:
    """Gives a submission an id of its own, which may take the place of an earlier one (OpenRosa metadata,
    `deprecatedID`).

    Args:
        submission: As `submission_of` has written it.
        instance_id: Its new id.
        deprecated: The id under which a server has the earlier one, none where it has none.
    """
    named = re.compile(rf"<((?:[\w.-]+:)?)instanceID([^>]*)>{re.escape(submission.instance_id)}</")
    before = rf"<\1deprecatedID>{escape(deprecated)}</\1deprecatedID>" if deprecated else ""
    ids = rf"{before}<\1instanceID\2>{escape(instance_id)}</"
    return replace(submission, xml=named.sub(ids, submission.xml, count=1), instance_id=instance_id)


class _Writer:
    def __init__(self, filling: Filling, now: datetime) -> None:
        self._filling = filling
        self._end = now.isoformat(timespec="milliseconds")
        self.instance_id = ""
        self.ends: dict[str, str] = {}

    def node(self, node: FormNode) -> Iterator[str]:
        """Writes one node with everything below it."""
        element = node.node
        yield f"<{element.qualified_name}"
        if node.parent is None:
            yield from self._namespaces()
        for attribute in element.attributes:
            if attribute.kind != "attribute":
                continue
            known = node.attributes.get(f"@{attribute.qualified_name}")
            if known is None or known.is_relevant:
                text = attribute.value if known is None else self._value(known)
                yield f" {attribute.qualified_name}={quoteattr(text)}"
        content = escape(self._value(node)) if node.definition.is_leaf else "".join(self._below(node))
        yield f">{content}</{element.qualified_name}>" if content else "/>"

    def _below(self, node: FormNode) -> Iterator[str]:
        for child in node.children.values():
            for each in child.instances if isinstance(child, Range) else (child,):
                if each.is_relevant:
                    yield from self.node(each)

    def _value(self, node: FormNode) -> str:
        preload = node.definition.preload
        value = node.value
        if preload is not None and (preload.kind, preload.parameter) == ("timestamp", "end"):
            return self.ends.setdefault(node.reference, canonical(node.definition, self._end))
        if node.node.name == "instanceID" and node.parent is not None and node.parent.node.name == "meta":
            value = value or new_instance_id(SeededChance(f"{self._filling.chance.seed}:instanceID"))
            self.instance_id = value
        return value

    def _namespaces(self) -> Iterator[str]:
        """Writes the namespaces that the form itself gives its instance, and those of the prefixes used in it."""
        form = self._filling.form
        own = {each.name: each.value for each in form.root.source.attributes if each.kind == "namespace"}
        declared = {**form.namespaces, **own}
        for prefix in sorted({*own, *_prefixes(self._filling.tree.root)} - {"xml"}):
            if prefix in own or (prefix and prefix in declared):
                yield f" xmlns{':' if prefix else ''}{prefix}={quoteattr(declared[prefix])}"


def _prefixes(root: FormNode) -> Iterator[str]:
    for node in root.nodes_below():
        yield node.node.prefix
        for attribute in node.node.attributes:
            if attribute.prefix:
                yield attribute.prefix
