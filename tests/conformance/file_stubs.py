"""Files that the corpus names but does not hold, made up so that their lists say what the traces expect."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from forms.filling.definition import Itemset, Text
from forms.filling.reading import FormDefinition, read_form
from forms.xlsform import load_xlsform


def files_for_lists(workbook: bytes, name: str, states: Mapping[str, Any], beside: Path) -> dict[str, bytes]:
    """Gives the files of a form in a workbook: those that lie in the corpus, the others made up."""
    form = load_xlsform(workbook, name)
    names = {address.rpartition("/")[2] for address in form.files.values()}
    held = {path.name: path.read_bytes() for path in beside.rglob("*") if path.name in names and path.is_file()}
    return {**_files(form, states), **held}


def files_for(xform: str, states: Mapping[str, Any]) -> dict[str, bytes]:
    """Makes the files of a form.

    Args:
        xform: The form.
        states: Of its nodes, as expected after loading.
    """
    return _files(read_form(xform), states)


def _files(form: FormDefinition, states: Mapping[str, Any]) -> dict[str, bytes]:
    rows = dict(_wanted(form, states))
    return {
        address.rpartition("/")[2]: _content(address, rows[instance])
        for instance, address in form.files.items()
        if instance in rows
    }


def _wanted(form: FormDefinition, states: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    for reference, state in states.items():
        definition = form.definitions.get(reference)
        itemset = definition.control.itemset if definition is not None and definition.control is not None else None
        if itemset is None or "opts" not in state or not itemset.nodes.text.startswith("instance("):
            continue
        instance = itemset.nodes.text.split("'")[1]
        options = state["opts"]
        unknown = [[f"more{number}", ""] for number in range(len(options), state.get("opts_count", 0))]
        yield instance, list(_rows(itemset, [*options, *unknown]))


def _rows(itemset: Itemset, options: Sequence[Sequence[str]]) -> Iterator[dict[str, str]]:
    label = _column(itemset.label) or "label"
    for value, shown in options:
        yield {itemset.value.text: value, label: shown}


def _column(text: Text | None) -> str | None:
    part = text.parts[0] if text is not None and text.parts else None
    return None if part is None or isinstance(part, str) else part.text


def _content(address: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    if address.endswith(".geojson"):
        return json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.5, 102]}, "properties": row}
                    for row in rows
                ],
            }
        ).encode()
    columns = list(rows[0]) if rows else ["name", "label"]
    lines = [columns, *([row[column] for column in columns] for row in rows)]
    if address.endswith(".xml"):
        items = "".join(
            "<item>" + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in row.items()) + "</item>"
            for row in rows
        )
        return f"<root>{items}</root>".encode()
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()
