"""What stands in the cells of signatures and seals: a picture, or the sentence in its stead, or an empty line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from forms.papers.page import Blank, Line, Part, Picture, Space, Text
from forms.papers.templates import Template, Templates

DRAWN_MM, PHOTO_MM, SEAL_MM = (34, 10), (60, 26), (40, 40)
_LINE_WIDTH = 9
_STAMP_MM = 14


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature as it stands.

    Attributes:
        name: Who signed, printed beside the picture.
        capacity: As what: agent, department.
        certificate: The number of an officer's certificate, as papers name it.
        picture: Bytes of PNG, JPEG or SVG; none when the signature stands on paper only, or is missing.
        is_photo: Whether the picture shows paper, and so needs more room than a drawn one.
        says: What stands in the cell in words: a refusal, an absence, where the signed page is to be found.
        signed_at: In the time zone of the authority.
        phone: Printed on the notice only, beside its officer.
    """

    name: str = ""
    capacity: str = ""
    picture: bytes | None = None
    is_photo: bool = False
    says: str = ""
    signed_at: datetime | None = None
    phone: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class SealStanding:
    """A seal: `stamped`, `later`, `none` or `refused` as the record has it, none while open; perhaps a picture."""

    state: str | None = None
    reason: str = ""
    picture: bytes | None = None


def signature_lines(label: tuple[Part, ...], signatures: Sequence[Signature], words: Template) -> tuple[Line, ...]:
    """Return a label with all who signed under it, the first on its own line; a line to sign on when there is none.
    Below each stand as what, the certificate and when.
    """
    lines: list[Line] = []
    for signature in signatures or (Signature(),):
        lines.append(_signature(signature, words, () if lines else label))
        at = signature.signed_at
        lines += _below(signature.capacity, signature.certificate, minute(at, words) if at else "")
    return tuple(lines)


def form_signature(
    label: tuple[Part, ...],
    signature: Signature,
    words: Template,
    room: tuple[int, int] = DRAWN_MM,
) -> tuple[Line, ...]:
    """Return one signature of an official form, which has no field for certificate and moment: see `proof`. `room` is
    for what was drawn, in millimetres.
    """
    return (_signature(signature, words, label, room), *_below(signature.capacity))


def proof(signed: Mapping[str, Sequence[Signature]], words: Template) -> Line | None:
    """Return what stands below an official form: by label of the form who signed, with certificate and when."""
    told = []
    for label, signatures in signed.items():
        each = [_proved(signature, words) for signature in signatures]
        if any(each):
            told.append(label + words.text("signature", "between").join(filter(None, each)))
    if not told:
        return None
    said = words.said("signature", "proof", told=words.text("signature", "between").join(told))
    return Line((Text(said),), "caption")


def _proved(signature: Signature, words: Template) -> str:
    at = signature.signed_at
    if not signature.certificate and at is None:
        return ""
    told = (signature.name, signature.certificate, minute(at, words) if at else "")
    return " ".join(" ".join(told).split())


def _below(*told: str) -> tuple[Line, ...]:
    said = " ".join(" ".join(told).split())
    return (Line((Text(said),), "caption"),) if said else ()


def _signature(
    signature: Signature,
    words: Template,
    label: tuple[Part, ...],
    room: tuple[int, int] = DRAWN_MM,
) -> Line:
    """Return one signature: its picture, or an empty line, and who."""
    told: tuple[Part, ...] = (Text(signature.name),) if signature.name else ()
    if signature.picture is not None:
        width, height = PHOTO_MM if signature.is_photo else room
        name = f"{words.text('pictures', 'signature')} {signature.name}".strip()
        told = (Picture(signature.picture, width, height, name), Text(" "), *told)
    elif not signature.says and signature.signed_at is None:
        told = (Blank(_LINE_WIDTH), Text(" "), *told)
    if signature.says:
        said = Text(" ".join(signature.says.split()))
        told = (*told, Text(" "), said) if told else (said,)
    return Line((*label, *told))


def seal_lines(label: tuple[Part, ...], seal: SealStanding, templates: Templates) -> tuple[Line | Space, ...]:
    """Return a label with the seal's state in words, and its picture where there is one; room to stamp while open."""
    words = templates["paper"]
    told: tuple[Part, ...] = ()
    if seal.picture is not None:
        told = (Picture(seal.picture, *SEAL_MM, words.text("pictures", "seal")),)
    elif seal.state:
        told = (Text(words.said("seal", seal.state, reason=" ".join(seal.reason.split()))),)
    return (Line((*label, *told)),) if told else (Line(label), Space(_STAMP_MM))


def minute(at: datetime, words: Template) -> str:
    """Return a moment as papers write it, in the time zone that it carries."""
    return words.said(
        "moment",
        "minute",
        year=str(at.year),
        month=str(at.month),
        day=str(at.day),
        hour=str(at.hour),
        minute=f"{at.minute:02}",
    )


def span(since: datetime | None, until: datetime | None, words: Template) -> str:
    """Return from when to when; the second day only where it is another, empty without a beginning."""
    if since is None:
        return ""
    if until is None:
        return minute(since, words)
    end = minute(until, words)
    if since.date() == until.date():
        end = end.removeprefix(day(until, words))
    return words.text("moment", "span").format_map({"from": minute(since, words), "until": end})


def day(on: date, words: Template) -> str:
    """Return a day as papers write it."""
    return words.said("moment", "day", year=str(on.year), month=str(on.month), day=str(on.day))
