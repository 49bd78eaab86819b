"""The office's electronic seal on a printed PDF: a PAdES signature over the whole file, invisible on its pages."""

from datetime import datetime
from io import BytesIO

from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from forms.papers.seal_certificate import Certificate, SealUnusable

FIELD = "OfficeSeal"


class OfficeSeal:
    """Seals PDFs. What it has opened stays open."""

    def __init__(self, certificate: Certificate) -> None:
        """Open the certificate. Raises `SealUnusable`."""
        try:
            content = certificate.file.read_bytes()
            key, opened, _ = pkcs12.load_key_and_certificates(content, certificate.passphrase.encode())
        except OSError as error:
            raise SealUnusable(error.strerror or "not readable") from error
        except ValueError as error:
            raise SealUnusable("no PKCS#12 file, or another passphrase") from error
        signer = SimpleSigner.load_pkcs12_data(content, [], passphrase=certificate.passphrase.encode())
        if key is None or opened is None or signer is None:
            raise SealUnusable("no key or no certificate in it")
        self._days = opened.not_valid_before_utc, opened.not_valid_after_utc
        self._signer = signer

    def ensure_valid(self, now: datetime) -> None:
        """Look at the certificate's days. Raises `SealUnusable` before and after them."""
        first, last = self._days
        if not first <= now <= last:
            raise SealUnusable(f"valid from {first:%Y-%m-%d} to {last:%Y-%m-%d} only")

    def seal(self, pdf: bytes, now: datetime) -> bytes:
        """Return a PDF with the seal added behind its own bytes, which stay as they are. Raises `SealUnusable`."""
        self.ensure_valid(now)
        how = PdfSignatureMetadata(field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
        sealed = PdfSigner(how, self._signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
        return bytes(sealed.getbuffer())
