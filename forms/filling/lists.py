"""Reads the lists that a form looks things up in: inline instances, and files named by `jr://` addresses."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from forms.filling.markup import children_called, read_markup
from forms.filling.refusals import XFormRefused
from forms.nodes import Node
from forms.xml_characters import fit_for_xml
from rules.errors import form_definitions as problems

MAX_ROWS: Final = 200_000
_DELIMITERS: Final = ",;\t|"
_GEOMETRIES: Final = frozenset({"Point", "LineString", "Polygon"})


def read_lists(model: Node, files: Mapping[str, bytes]) -> dict[str, Node]:
    """Reads every instance but the primary one.

    Args:
        model: The element.
        files: Contents by file name; a list whose file is not among them is empty.

    Returns:
        A document node by instance id.

    Raises:
        XFormRefused: A file cannot be read.
    """
    found: dict[str, Node] = {}
    for instance in list(children_called(model, "instance"))[1:]:
        address = instance.attribute("src")
        content = next(instance.elements(), None)
        if address is not None and content is None:
            document = _file(address, files)
        else:
            document = Node("document")
            if content is not None:
                document.append(content.copy())
        found[instance.attribute("id") or ""] = document
    return found


def file_addresses(model: Node) -> dict[str, str]:
    """Gives the `jr://` addresses of the files that a form's instances are read from, by instance id."""
    return {
        instance.attribute("id") or "": address
        for instance in children_called(model, "instance")
        if (address := instance.attribute("src"))
    }


def _file(address: str, files: Mapping[str, bytes]) -> Node:
    name = address.rpartition("/")[2]
    content = files.get(name)
    if content is None:
        return _document(())
    kind = name.rpartition(".")[2].lower()
    if kind == "csv" or (kind not in ("xml", "geojson") and "csv" in address):
        return _document(_rows(content, name))
    if kind in ("geojson", "json"):
        return _document(_features(content, name))
    return read_markup(content, name)


def _document(items: "Iterator[list[tuple[str, str]]] | tuple[()]") -> Node:
    document = Node("document")
    root = document.append(Node("element", "root"))
    for fields in items:
        item = Node("element", "item")
        for name, text in fields:
            item.append(Node("element", name)).set_text(fit_for_xml(text))
        root.append(item)
    return document


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"UTF-8, {error.start}"
        raise XFormRefused(problems.FILE_WRONG, file=name, reason=reason) from error


def _rows(content: bytes, name: str) -> Iterator[list[tuple[str, str]]]:
    text = _text(content, name)
    if "\0" in text:
        raise XFormRefused(problems.FILE_WRONG, file=name, reason="NUL")
    heading = text.splitlines()[0] if text.strip() else ""
    delimiter = max(_DELIMITERS, key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [column.strip() for column in next(rows, [])]
        for number, row in enumerate(rows, start=2):
            if number > MAX_ROWS:
                raise XFormRefused(problems.FILE_WRONG, file=name, reason=f"> {MAX_ROWS}")
            if any(cell for cell in row):
                cells = row + [""] * (len(columns) - len(row))
                yield [(column, cell) for column, cell in zip(columns, cells, strict=False) if column]
    except csv.Error as error:
        raise XFormRefused(problems.FILE_WRONG, file=name, reason=str(error)) from error


def _features(content: bytes, name: str) -> Iterator[list[tuple[str, str]]]:
    try:
        collection: Any = json.loads(_text(content, name))
        features = collection["features"]
        if collection["type"] != "FeatureCollection" or len(features) > MAX_ROWS:
            raise ValueError("FeatureCollection")
        for feature in features:
            yield list(_fields(feature))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise XFormRefused(problems.FILE_WRONG, file=name, reason=f"GeoJSON: {error}") from error


def _fields(feature: Any) -> Iterator[tuple[str, str]]:
    geometry = feature["geometry"]
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in _GEOMETRIES:
        raise ValueError(kind)
    points = [coordinates] if kind == "Point" else coordinates
    if kind == "Polygon":
        points = coordinates[0] if coordinates else []
    yield "geometry", "; ".join(f"{latitude} {longitude} 0 0" for longitude, latitude in points)
    properties = dict(feature.get("properties") or {})
    own_id = properties.pop("id", None)
    identity = feature.get("id", own_id)
    if identity is not None:
        yield "id", str(identity)
    for key, value in properties.items():
        yield key, _written(value)


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
