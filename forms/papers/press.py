"""The press: where a paper goes in as data and comes out as PDF and as DOCX."""

from pathlib import Path

from forms.papers.composing import Filled, compose
from forms.papers.page import Paper
from forms.papers.spelling import Spelling
from forms.papers.templates import read_templates
from forms.papers.typefaces import find_typefaces
from forms.papers.typesetting import Printed, Typesetter
from forms.papers.word_package import docx


class Press:
    """Prints papers in an office's words and fonts. Keep one for a process: what it has read stays warm."""

    def __init__(self, font_folder: Path | None = None, template_folder: Path | None = None) -> None:
        """Read fonts and words; the usual places and the original words where no folder is named.

        Raises:
            PaperRefused: No Chinese font is there, or a template of the office is wrong.
        """
        self._templates = read_templates(template_folder)
        self._typefaces = find_typefaces(font_folder)
        self._typesetter = Typesetter(self._typefaces)

    def compose(self, filled: Filled) -> Paper:
        """Return a paper laid out, in this office's words."""
        return compose(filled, self._templates)

    def pdf(self, filled: Filled) -> Printed:
        """Return a paper as PDF/A-2b; equal papers give equal bytes."""
        return self._typesetter.pdf(self.compose(filled), self._unreadable)

    def docx(self, filled: Filled) -> Printed:
        """Return a paper as DOCX with the same words; equal papers give equal bytes."""
        spelling = Spelling(self._typefaces.coverage)
        return docx(self.compose(filled), spelling, self._unreadable, self._typesetter.drawing)

    @property
    def _unreadable(self) -> str:
        return self._templates["paper"].text("pictures", "unreadable")
