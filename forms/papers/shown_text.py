"""What words a printed paper shows, whatever lines and pages they are broken into."""

import re
import unicodedata
import zipfile
from io import BytesIO

import pypdfium2

from forms.papers.previews import ALONE

# What stays of a long value on one side where a page ends in its middle.
_PIECE = 8
_TAG = re.compile(r"<[^>]*>")


def shown_text(data: bytes, format_: str) -> str | None:
    """Return the words of a paper (`pdf` or `docx`) without spaces; none when its bytes cannot be read."""
    try:
        return _plain(_of_docx(data) if format_ == "docx" else _of_pdf(data))
    except (zipfile.BadZipFile, pypdfium2.PdfiumError, UnicodeError):
        return None


def is_shown(value: str, text: str) -> bool:
    """Return whether words of `shown_text` hold a value, or either end of one that is long."""
    plain = _plain(value)
    pieces = {plain, plain[:_PIECE], plain[-_PIECE:]} if len(plain) > _PIECE else {plain}
    return bool(plain) and any(piece in text for piece in pieces)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _of_docx(data: bytes) -> str:
    # Character references of XML are the five that every writer has to use.
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    text = _TAG.sub("", "\n".join(parts))
    for sign, named in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;"), ("&", "&amp;")):
        text = text.replace(named, sign)
    return text


def _of_pdf(data: bytes) -> str:
    with ALONE:
        document = pypdfium2.PdfDocument(data)
        try:
            return "\n".join(_of_page(document[number]) for number in range(len(document)))
        finally:
            document.close()


def _of_page(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()
        page.close()
