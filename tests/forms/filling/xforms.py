"""Short XForms for tests, and sessions that fill them in."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from forms.filling.opening import begin
from forms.filling.reading import read_form
from forms.filling.session import Filling

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
_NAMESPACES = (
    'xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" '
    'xmlns:odk="http://www.opendatakit.org/xforms"'
)


def xform(instance: str, *binds: str, body: str = "", more: str = "") -> str:
    """Makes a form.

    Args:
        instance: What stands in the root `data`.
        binds: Attributes of one bind each; `q: …` stands for `nodeset="/data/q" …`.
        body: Controls.
        more: What else stands in the model, such as translations.
    """
    written = "".join(f"<bind {_bind(each)}/>" for each in binds)
    return (
        f"<h:html {_NAMESPACES}><h:head><h:title>Kitchen</h:title><model>"
        f'<instance><data id="kitchen" version="3">{instance}</data></instance>{more}{written}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    )


def _bind(written: str) -> str:
    path, colon, rest = written.partition(": ")
    return f'nodeset="/data/{path}" {rest}' if colon and " " not in path else written


def fill(form: str, files: Mapping[str, bytes] | None = None, **properties: str) -> Filling:
    """Begins to fill in a form."""
    return begin(read_form(form, files), now=NOW, seed="test", properties=properties)


def inputs(*references: str) -> str:
    """Makes a text box for each reference below `/data`."""
    return "".join(f'<input ref="/data/{each}"><label>{each}</label></input>' for each in references)


def values(filling: Filling) -> dict[str, str]:
    """Gives every value that is not empty, by reference without `/data/`, the instance id left out."""
    return {
        node.reference.removeprefix("/data/"): node.value
        for node in filling.tree.root.nodes_below()
        if node.value and node.definition.is_leaf and node.definition.name.rpartition(":")[2] != "instanceID"
    }


def hidden(filling: Filling) -> dict[str, str]:
    """Gives the answers that do not count at present, because they are not relevant, by reference."""
    return {each.reference: each.kept_value for each in filling.questions() if each.kept_value and not each.is_relevant}
