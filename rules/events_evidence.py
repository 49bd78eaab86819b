"""What became of a file, told to its sender and to those who look at its visit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceSecured:
    """A file was fetched, hashed and stored."""

    evidence_id: int


@dataclass(frozen=True, slots=True)
class EvidenceQuarantined:
    """A file is kept apart because of what was found in it; code and places of a problem of the catalogue say why."""

    evidence_id: int
    code: str
    placeholders: dict[str, str]


@dataclass(frozen=True, slots=True)
class EvidenceDoubted:
    """A picture shows what one of another visit shows, or was taken long before its visit."""

    evidence_id: int


@dataclass(frozen=True, slots=True)
class EvidenceLost:
    """A file could not be fetched; `because` is a word of the error catalogue."""

    evidence_id: int
    because: str


@dataclass(frozen=True, slots=True)
class CodeSought:
    """A bar code was looked for on a picture: `text` is what was read (none: nothing), `objection` why the form does
    not take it.
    """

    evidence_id: int
    text: str | None
    objection: str | None
