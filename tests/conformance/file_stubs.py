"""Files that the corpus names but does not hold, made up so that their lists say what the traces expect."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from forms.faults import WorkbookRefused
from forms.filling.definition import Itemset, Text
from forms.filling.reading import FormDefinition, read_form
from forms.workbook import load_workbook
from rules.errors import form_logic

ROUNDS = 4


def load_with_files(
    workbook: bytes, name: str, states: Mapping[str, Any], beside: Path
) -> tuple[str, dict[str, bytes]]:
    """Gives the XForm of a workbook and its files: those that lie in the corpus, the others made up.

    Raises `WorkbookRefused` for a workbook that is refused for another reason than that a file is missing.
    """
    files: dict[str, bytes] = {}
    wanted: dict[str, list[str]] = {}
    for _ in range(ROUNDS):
        try:
            checklist = load_workbook(workbook, name, files)
        except WorkbookRefused as refusal:
            if not _ask_for(refusal, wanted):
                raise
            files = {each: _held(each, beside) or _empty(each, columns) for each, columns in wanted.items()}
            continue
        made_up = _files(read_form(checklist.xform, files), states)
        return checklist.xform, {each: _held(each, beside) or made_up.get(each, files[each]) for each in files}
    raise WorkbookRefused(())


def _ask_for(refusal: WorkbookRefused, wanted: dict[str, list[str]]) -> bool:
    """Write down which files and columns are asked for; return whether nothing else was found wrong."""
    for fault in refusal.faults:
        if fault.code not in (form_logic.FILE_MISSING.code, form_logic.FILE_COLUMN_MISSING.code):
            return False
        columns = wanted.setdefault(fault.params["file"], [])
        columns += [fault.params["name"]] if "name" in fault.params else []
    return True


def _held(name: str, beside: Path) -> bytes | None:
    return next((path.read_bytes() for path in beside.rglob(name) if path.is_file()), None)


def _empty(name: str, columns: Sequence[str]) -> bytes:
    match name.rpartition(".")[2]:
        case "csv":
            return (",".join(dict.fromkeys(["name", "label", *columns])) + "\n").encode()
        case "xml":
            return b"<root/>"
        case "geojson":
            return b'{"type": "FeatureCollection", "features": []}'
    return b"-"


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
