"""Reads the parameters of a call: query string, form, multipart or JSON, by Telegram's rules.

The first occurrence of a name wins, the query string comes first, an unknown content type is ignored, and broken
JSON is never reported: what was read up to the fault counts (tdlib HttpReader).
"""

import json
import math
import re
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from sandbox.errors import ApiError, bad_request

MAX_PARAMETER_BYTES = 1 << 20
MAX_FILES = 50

_TRUE = frozenset({"true", "yes", "1"})
_ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\r\n]*")
# No number that counts has more digits than these.
_INTEGER = re.compile(r"-?[0-9]{1,25}")
_CHAT_ID = re.compile(r"-?[0-9]{1,19}\Z")
_NUMBER = re.compile(r"\s*[+-]?([0-9]{1,25}(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart body."""

    file_name: str
    content_type: str
    data: bytes


@dataclass(slots=True)
class Parameters:
    """The parameters of one call.

    Attributes:
        values: Texts by name.
        files: Files by part name; of several with one name the first.
        uploads: All files in order.
    """

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    uploads: list[Upload] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The parameter as sent; empty when missing, as Telegram treats both alike."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0, low: int = -(1 << 31), high: int = (1 << 31) - 1) -> int:
        """A whole number clamped to its range; text without a leading number is 0."""
        raw = self.values.get(name, "")
        if not raw:
            return default
        found = _INTEGER.match(raw)
        return min(max(int(found[0]) if found else 0, low), high)

    def chat_id(self, name: str = "chat_id") -> int:
        """The number of a chat; 0, which no chat has, for anything else."""
        raw = self.values.get(name, "").strip()
        return int(raw) if _CHAT_ID.match(raw) else 0

    def number(self, name: str) -> float:
        """A fraction; text without a leading number is 0.0."""
        found = _NUMBER.match(self.values.get(name, ""))
        return float(found[0]) if found else 0.0

    def flag(self, name: str) -> bool:
        """True for `true`, `yes` and `1` in any case."""
        return self.values.get(name, "").strip().lower() in _TRUE

    def load(self, name: str, refusal: str) -> Any:
        """The parameter as JSON.

        Raises:
            ApiError: 400 with `refusal` when it is not JSON.
        """
        try:
            return parse_json(self.values.get(name, ""))
        except ValueError:
            raise bad_request(refusal) from None


def parse_json(raw: str | bytes) -> Any:
    """Reads JSON.

    Raises:
        ValueError: When it is none: also for numbers without end, nesting without end, and half of a surrogate pair.
    """
    try:
        value = json.loads(raw, parse_float=_finite, parse_constant=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if (b"\\u" if isinstance(raw, bytes) else "\\u") in raw:  # type: ignore[operator]
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _finite(literal: str) -> float:
    number = float(literal)
    if not math.isfinite(number):
        raise ValueError("no finite number")
    return number


def read_parameters(query: str, content_type: str, body: bytes) -> Parameters:
    """Collects the parameters of one request.

    Args:
        query: The raw query string.
        content_type: The header; matched by substring, as the real server does.
        body: The whole body, already decompressed.

    Raises:
        ApiError: 413 for more than 1 MiB of parameters or more than 50 files; 400 for a broken multipart body.
    """
    found = Parameters()
    if query:
        _keep_pairs(found, query.encode("utf-8"))
    kind = content_type.lower()
    if not body:
        return found
    if "application/x-www-form-urlencoded" in kind:
        if len(body) > MAX_PARAMETER_BYTES:
            raise _too_many()
        _keep_pairs(found, body)
    elif "application/json" in kind:
        if len(body) > MAX_PARAMETER_BYTES:
            raise _too_many()
        for name, value in _json_members(body.decode("utf-8", "replace")):
            found.values.setdefault(name, value)
        if any(_HALF_PAIR.search(value) for value in found.values.values()):
            raise bad_request("strings must be encoded in UTF-8")
    elif "multipart/form-data" in kind:
        _Multipart(found).read(content_type, body)
    return found


def _too_many() -> ApiError:
    return ApiError(413, "Request Entity Too Large: too many parameters")


def _keep_pairs(found: Parameters, encoded: bytes) -> None:
    for pair in encoded.replace(b"+", b" ").split(b"&"):
        name, _, value = pair.partition(b"=")
        if name or value:
            found.values.setdefault(_unquoted(name), _unquoted(value))


def _unquoted(raw: bytes) -> str:
    # A run at a time: Chinese text is nothing but escapes, and the standard library takes them one by one.
    if b"%" in raw:
        raw = _ESCAPES.sub(_bytes_of_run, raw)
    return raw.decode("utf-8", "replace")


def _bytes_of_run(run: re.Match[bytes]) -> bytes:
    return bytes.fromhex(run[0].replace(b"%", b"").decode("ascii"))


def _json_members(text: str) -> list[tuple[str, str]]:
    """Members of the outer object: strings unescaped, everything else as its raw JSON text."""
    members: list[tuple[str, str]] = []
    decoder = json.JSONDecoder()

    def skip(position: int) -> int:
        return _SPACE.match(text, position).end()  # type: ignore[union-attr]

    try:
        position = skip(0)
        if text[position] != "{":
            return members
        position = skip(position + 1)
        while text[position] == '"':
            name, position = scanstring(text, position + 1)
            position = skip(position)
            if text[position] != ":":
                return members
            start = skip(position + 1)
            value, position = decoder.raw_decode(text, start)
            members.append((name, value if isinstance(value, str) else text[start:position]))
            position = skip(position)
            if text[position] != ",":
                return members
            position = skip(position + 1)
    except (ValueError, IndexError, RecursionError):
        # The real server logs the fault and goes on with what it has.
        return members
    return members


class _Multipart:
    """Gathers the parts of one multipart body."""

    def __init__(self, found: Parameters) -> None:
        self.found = found
        self.total = 0
        self.header_name = b""
        self.header_value = b""
        self.headers: dict[bytes, bytes] = {}
        self.data: list[bytes] = []

    def read(self, content_type: str, body: bytes) -> None:
        _, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if not boundary or len(boundary) > 70:
            raise bad_request("boundary not found" if not boundary else "boundary is too big")
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_part_data": self._keep_data,
                "on_part_end": self._end,
                "on_header_field": self._keep_header_name,
                "on_header_value": self._keep_header_value,
                "on_header_end": self._end_header,
            },
        )
        try:
            parser.write(body)
            parser.finalize()
        except FormParserError:
            raise bad_request("can't parse multipart body") from None

    def _begin(self) -> None:
        self.headers = {}
        self.data = []

    def _keep_data(self, data: bytes, start: int, end: int) -> None:
        self.data.append(data[start:end])

    def _keep_header_name(self, data: bytes, start: int, end: int) -> None:
        self.header_name += data[start:end]

    def _keep_header_value(self, data: bytes, start: int, end: int) -> None:
        self.header_value += data[start:end]

    def _end_header(self) -> None:
        self.headers[self.header_name.lower()] = self.header_value
        self.header_name = self.header_value = b""

    def _end(self) -> None:
        _, options = parse_options_header(self.headers.get(b"content-disposition", b""))
        name = options.get(b"name", b"").decode("utf-8", "replace")
        data = b"".join(self.data)
        if b"filename" not in options:
            self.total += len(data)
            if self.total > MAX_PARAMETER_BYTES:
                raise _too_many()
            self.found.values.setdefault(name, data.decode("utf-8", "replace"))
            return
        if len(self.found.uploads) >= MAX_FILES:
            raise ApiError(413, "Request Entity Too Large: too many files attached")
        kind = self.headers.get(b"content-type", b"application/octet-stream").decode("latin-1")
        file_name = options[b"filename"].decode("utf-8", "replace").replace("\\", "/").rsplit("/", 1)[-1]
        upload = Upload(file_name, kind, data)
        self.found.uploads.append(upload)
        self.found.files.setdefault(name, upload)
