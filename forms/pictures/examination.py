"""Everything that is found out about one file that somebody sent, and the copies of it that may be shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from forms.pictures.camera import CameraFacts, camera_facts
from forms.pictures.containers import behind_pages, behind_picture, in_archive, in_film, in_sound
from forms.pictures.formats import FAMILY, Format, claimed, is_as_claimed, sniff
from forms.pictures.likeness import likeness
from forms.pictures.opening import MOST_PIXELS, TooManyPixels, Unreadable, opened
from forms.pictures.strip import Strip, preview, stamped
from rules.errors import Problem
from rules.errors import files as problems

_MEGAPIXEL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Announced:
    """What a file is said to be: how it was sent, its type and its name."""

    sent_as: str
    mime_type: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found.

    Attributes:
        format: By its own bytes.
        problem: Code of the catalogue for why it is kept apart, empty when it is fine.
        placeholders: What fills the places of the problem's text.
        width, height: Of a picture as it is held, in pixels; 0 of everything else.
        camera: What the camera wrote.
        likeness: Hash of what a picture shows; none of everything else.
        stamped, preview: Copies with a strip, as JPEG; empty of everything that is no picture, or without a strip.
    """

    format: Format
    problem: str = ""
    placeholders: Mapping[str, str] = field(default_factory=dict)
    width: int = 0
    height: int = 0
    camera: CameraFacts = field(default_factory=CameraFacts)
    likeness: str | None = None
    stamped: bytes = b""
    preview: bytes = b""


def examine(data: bytes, announced: Announced, strip: Strip | None, fonts: Sequence[Path]) -> Examined:
    """Look into a file. Raises `MemoryError` where the limits of the process end it."""
    format_ = sniff(data)
    if FAMILY[format_] == "danger":
        return _kept_apart(format_, problems.DANGEROUS)
    if not is_as_claimed(claimed(announced.sent_as, announced.mime_type, announced.name), format_):
        return _kept_apart(format_, problems.NOT_AS_CLAIMED)
    if FAMILY[format_] == "picture":
        return _picture(data, format_, strip, fonts)
    judge = _JUDGES.get(format_)
    problem = judge(data) if judge else None
    return _kept_apart(format_, problem) if problem else Examined(format_)


def _picture(data: bytes, format_: Format, strip: Strip | None, fonts: Sequence[Path]) -> Examined:
    if problem := behind_picture(data):
        return _kept_apart(format_, problem)
    try:
        with opened(data, format_) as image:
            facts = camera_facts(image)
            width, height = image.size
            if image.getexif().get(0x0112, 1) in (5, 6, 7, 8):
                width, height = height, width
            if strip is None:
                # Bytes that stop in the middle are found only by reading to their end.
                image.load()
                return Examined(format_, width=width, height=height, camera=facts, likeness=likeness(image))
        # A copy in full is the proof that the picture is whole.
        full = stamped(data, format_, strip, fonts)
        small, picture = preview(data, format_, strip, fonts)
    except TooManyPixels as error:
        told = {"megapixels": str(-(-error.pixels // _MEGAPIXEL)), "most": str(MOST_PIXELS // _MEGAPIXEL)}
        return _kept_apart(format_, problems.TOO_MANY_PIXELS, **told)
    except Unreadable:
        return _kept_apart(format_, problems.BROKEN)
    return Examined(
        format_,
        width=width,
        height=height,
        camera=facts,
        likeness=likeness(picture),
        stamped=full,
        preview=small,
    )


def _pages(data: bytes) -> Problem | None:
    if problem := behind_pages(data):
        return problem
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return problems.LOCKED if "password" in str(error).lower() else problems.BROKEN
    try:
        return None if len(document) else problems.BROKEN
    finally:
        document.close()


def _film(data: bytes) -> Problem | None:
    return behind_picture(data) or in_film(data)


def _sound(data: bytes) -> Problem | None:
    return behind_picture(data) or in_sound(data)


def _closed(_data: bytes) -> Problem:
    return problems.CLOSED


def _kept_apart(format_: Format, problem: Problem, **placeholders: str) -> Examined:
    return Examined(format_, problem.code, placeholders)


# What is in none of them is kept as it came, and nothing here opens it.
_JUDGES: Final[Mapping[Format, Callable[[bytes], Problem | None]]] = {
    "pdf": _pages,
    "mp4": _film,
    "ogg": _sound,
    "gif": behind_picture,
    "webm": behind_picture,
    "mp3": behind_picture,
    "wav": behind_picture,
    "zip": in_archive,
    "archive": _closed,
}
