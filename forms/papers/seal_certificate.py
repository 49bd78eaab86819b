"""The certificate of the office's electronic seal, as the settings name it and before anything opens it."""

from dataclasses import dataclass
from pathlib import Path


class SealUnusable(Exception):
    """The certificate cannot be opened, has no key, or is not valid today; its words say which, and no secret."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of the office with its key, as a PKCS#12 file and the passphrase that opens it."""

    file: Path
    passphrase: str
