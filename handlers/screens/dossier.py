"""What a console says of a dossier, in both languages."""

from forms.dossier.checking import Checked
from handlers.screens.format import joined
from handlers.words import LANGUAGES, Words, words_of
from services.erasure import Erased


def checked_lines(checked: Checked) -> list[str]:
    """Return every fault, or that the dossier is whole and what it holds."""
    if checked.faults:
        return [fault.text(language) for fault in checked.faults for language in LANGUAGES]
    holds = {"events": checked.events, "files": checked.files, "erased": checked.erased, "head": checked.head}
    told = [words_of(language).plain("console-dossier-whole", **holds) for language in LANGUAGES]
    if checked.printed:
        told += [words_of(each).plain("console-dossier-printed", event=checked.printed) for each in LANGUAGES]
    return told


def exported_lines(path: str, events: int, files: int, held: tuple[str, ...], missing: tuple[str, ...]) -> list[str]:
    """Return what was written and where, what of an archive it holds, and what that should hold besides."""
    told = []
    for language in LANGUAGES:
        words = words_of(language)
        told.append(words.plain("console-dossier-written", path=path, events=events, files=files))
        kinds = [words.plain("console-dossier-kind", kind=kind) for kind in held if kind != "submitted"]
        if kinds:
            told.append(words.plain("console-dossier-holds", kinds=joined(words, kinds)))
        told += [_missing(words, kind) for kind in missing]
    return told


def _missing(words: Words, kind: str) -> str:
    if kind == "submitted":
        return words.plain("console-dossier-open")
    return words.plain("console-dossier-missing", kind=words.plain("console-dossier-kind", kind=kind))


def erasing_lines(erased: Erased) -> list[str]:
    """Return which prints go with what is erased, and where the visit says the same once more."""
    told = []
    for language in LANGUAGES:
        words = words_of(language)
        for each in erased.papers:
            paper = words.plain("console-dossier-print", kind=each.paper)
            facts = {"number": each.number, "format": each.format.upper(), "sha256": each.sha256}
            told.append(words.plain("console-dossier-erasing", paper=paper, **facts))
        told += [words.plain("console-dossier-unchanged")] if erased.is_open else []
        told += [words.plain("console-dossier-also", event=seq, path=path) for seq, path in erased.also]
    return told


def erased_lines(number: str, what: str) -> list[str]:
    """Return what was erased."""
    return [words_of(language).plain("console-dossier-erased", number=number, what=what) for language in LANGUAGES]
