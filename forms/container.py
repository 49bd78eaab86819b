"""Looks at a foreign file before anything opens it: is it a workbook, and is it safe to unpack?

An .xlsx is a ZIP archive (ECMA-376 part 2). Sizes are read from the archive's directory only; Python's
`zipfile` never unpacks more of a part than the directory declares. An .xls is an OLE2 compound file.
"""

import zipfile
from io import BytesIO

from forms.compound_file import SIGNATURE
from forms.faults import refusal
from rules.errors import Problem
from rules.errors import form_files as problems

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 10 * MEGABYTE
MAX_UNPACKED_BYTES = 50 * MEGABYTE
MAX_PARTS = 1000
# XML packs about 10 to 1; long runs of equal rows reach 60. Small archives are let off: they do no harm.
MAX_RATIO = 150
RATIO_FREE_BYTES = 5 * MEGABYTE

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_ENCRYPTED_FLAG = 0x1


def ensure_unpackable(
    content: bytes, *, file_most: int = MAX_FILE_BYTES, unpacked_most: int = MAX_UNPACKED_BYTES
) -> None:
    """Refuses a file that is no .xlsx or .xls workbook or that would be too much to unpack.

    Args:
        content: The file.
        file_most: Bytes that it may have.
        unpacked_most: Bytes that its parts may have together.

    Raises:
        WorkbookRefused: With one fault that says what the file is instead, or which limit it breaks.
    """
    if len(content) > file_most:
        limit = file_most // MEGABYTE
        raise refusal(problems.FILE_TOO_LARGE, megabytes=_megabytes(len(content)), limit=limit)
    if is_old_workbook(content):
        _ensure_old_workbook(content)
        return
    if not content.startswith(b"PK"):
        raise refusal(_kind_of_text(content))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise refusal(problems.DAMAGED) from error
    _ensure_workbook(parts)
    _ensure_small(parts, len(content), unpacked_most)


def is_old_workbook(content: bytes) -> bool:
    """Says whether a file is an OLE2 compound file, as old workbooks are."""
    return content.startswith(SIGNATURE)


def _ensure_old_workbook(content: bytes) -> None:
    """Tells apart what OLE2 compound files can be: a locked .xlsx, an .xls, or no spreadsheet at all."""
    if _ENCRYPTED_STREAM in content:
        raise refusal(problems.ENCRYPTED)
    if not any(stream in content for stream in _WORKBOOK_STREAMS):
        raise refusal(problems.NOT_A_WORKBOOK)


def _kind_of_text(content: bytes) -> Problem:
    """Tells a table that was saved as plain text (.csv, Markdown) from any other file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return problems.NOT_A_WORKBOOK
    is_table = "\0" not in text and "\n" in text and any(mark in text for mark in (",", "|", ";", "\t"))
    return problems.TEXT_TABLE if is_table else problems.NOT_A_WORKBOOK


def _ensure_workbook(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        raise refusal(problems.OTHER_FORMAT, format="Excel .xlsb")
    if {"META-INF/manifest.xml", "content.xml"} <= names:
        raise refusal(problems.OTHER_FORMAT, format="OpenDocument (.ods)")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refusal(problems.NOT_A_WORKBOOK)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise refusal(problems.ENCRYPTED)


def _ensure_small(parts: list[zipfile.ZipInfo], packed: int, unpacked_most: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise refusal(problems.TOO_MANY_PARTS, parts=len(parts), limit=MAX_PARTS)
    if unpacked > unpacked_most:
        limit = unpacked_most // MEGABYTE
        raise refusal(problems.UNPACKED_TOO_LARGE, megabytes=_megabytes(unpacked), limit=limit)
    if unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * packed:
        raise refusal(problems.PACKED_TOO_TIGHTLY, ratio=unpacked // packed)


def _megabytes(size: int) -> int:
    return -(-size // MEGABYTE)
