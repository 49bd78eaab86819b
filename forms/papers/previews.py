"""Pictures of a PDF's pages: what is looked at before signing is the very file that is signed."""

from io import BytesIO
from threading import Lock

import pypdfium2

_POINTS_PER_INCH = 72
ALONE = Lock()  # pdfium serves one thread at a time


def page_pictures(pdf: bytes, ppi: float = 110, count: int | None = None) -> tuple[bytes, ...]:
    """Return the first pages of a PDF as PNG, all of them without a count. `ppi` is pixels to the inch."""
    with ALONE:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = range(len(document))[:count]
            return tuple(_picture(document[number], ppi) for number in pages)
        finally:
            document.close()


def _picture(page: pypdfium2.PdfPage, ppi: float) -> bytes:
    drawn = page.render(scale=ppi / _POINTS_PER_INCH)
    out = BytesIO()
    drawn.to_pil().save(out, "PNG")
    drawn.close()
    page.close()
    return out.getvalue()
