"""Whether an office's templates and fonts can print papers: everything that is to be mended, told at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from forms.papers.refusals import PaperRefused, Remark
from forms.papers.spelling import Spelling
from forms.papers.templates import all_texts, read_templates, template_faults
from forms.papers.typefaces import find_typefaces

_ANY_ROOM = float("inf")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found.

    Attributes:
        faults: Nothing is printed before they are mended.
        remarks: Signs of the templates that no font has.
        families: The fonts, the one that sets the papers first; empty where that is a fault.
    """

    faults: Sequence[PaperRefused]
    remarks: Sequence[Remark]
    families: Sequence[str]


def check_papers(font_folder: Path | None, template_folder: Path | None) -> Checked:
    """Read fonts and templates as the press does; the usual ones where no folder is named."""
    faults = template_faults(template_folder) if template_folder is not None else []
    try:
        typefaces = find_typefaces(font_folder)
    except PaperRefused as refused:
        return Checked([*faults, refused], [], [])
    spelling = Spelling(typefaces.coverage)
    for text in all_texts(read_templates(template_folder)) if not faults else ():
        for line in text.splitlines():
            list(spelling.pieces(line, _ANY_ROOM))
    return Checked(faults, list(spelling.remarks), typefaces.families)
