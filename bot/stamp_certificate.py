"""The certificate of the time stamping authority, as the office was given it: nothing is loaded to read it."""

from pathlib import Path

from rules.errors import anchors as problems
from rules.refusals import Refused


def read_certificate(file: Path) -> bytes:
    """Return the authority's certificate as PEM. Raises `Refused` when it is none."""
    try:
        content = file.read_bytes()
    except OSError as error:
        because = error.strerror or type(error).__name__
        raise Refused(problems.STAMP_CERTIFICATE, file=file, because=because) from error
    if b"-----BEGIN CERTIFICATE-----" not in content:
        raise Refused(problems.STAMP_CERTIFICATE, file=file, because="PEM")
    return content
