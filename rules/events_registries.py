"""What happened to files of registries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegistryFileChecked:
    """What is known of a file of a registry has changed: its check or its writing went on or ended."""

    import_id: int


@dataclass(frozen=True, slots=True)
class RegistryFileFound:
    """A workbook that was sent, and waited to be checked as a form, is of a registry."""

    import_id: int
    draft_id: int
