"""What a console says of an office's templates and fonts, in both languages."""

from forms.papers.checking import Checked
from handlers.words import LANGUAGES, words_of
from rules.errors import Described, describe


def checked_lines(checked: Checked, template_folder: str) -> list[str]:
    """Return what is to be mended, or that papers can be printed and in which fonts; then what is remarked."""
    found: list[Described] = [*checked.faults, *checked.remarks]
    told = [describe(each, language) for each in found for language in LANGUAGES]
    if checked.faults:
        return told
    has = "yes" if template_folder else "no"
    values = {"has": has, "folder": template_folder, "font": checked.families[0]}
    return [*(words_of(language).plain("console-papers-good", **values) for language in LANGUAGES), *told]
