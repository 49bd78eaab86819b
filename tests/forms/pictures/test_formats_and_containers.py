"""What a file is by its bytes, whether it is what it claims, and what hides in it."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.pictures.examination import Announced, examine
from forms.pictures.formats import claimed, is_as_claimed, sniff
from forms.pictures.names import MOST, shown_name
from sandbox.camera import picture, scan, screenshot
from sandbox.recorder import filmed, spoken, sung
from tests.hostile.files import png_of, wholes

NOTHING: Announced = Announced("document", None, None)


def archive(*names: str, content: bytes = b"x") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, content)
    return out.getvalue()


def entries_upon_each_other(size: int = 4 << 20) -> bytes:
    """A ZIP whose list names the same packed bytes many times."""
    data = archive("a.bin", content=bytes(range(256)) * (size // 256))
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry, many = data[at:end], 40
    tail = bytearray(data[end:])
    tail[8:12] = many.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * many).to_bytes(4, "little")
    return data[:at] + entry * many + bytes(tail)


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (picture(), "jpeg"),
        (screenshot(), "png"),
        (wholes()["image/webp"], "webp"),
        (wholes()["image/heic"], "heic"),
        (scan(), "pdf"),
        (filmed(), "mp4"),
        (spoken(), "ogg"),
        (sung(), "mp3"),
        (archive("a.txt"), "zip"),
        (b"\x1f\x8b\x08", "archive"),
        (b"MZ\x90", "program"),
        (b"\x7fELF\x02", "program"),
        (b"#!/bin/sh\n", "program"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "markup"),
        (b"<svg xmlns=", "markup"),
        (b"words", "other"),
        (b"", "other"),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, format_: str) -> None:
    assert sniff(data) == format_


@pytest.mark.parametrize(
    ("sent_as", "mime_type", "name", "data", "is_so"),
    [
        ("photo", None, None, picture(), True),
        ("document", "image/jpeg", "a.jpg", screenshot(), True),
        ("document", "image/jpeg", "a.jpg", scan(), False),
        ("document", "image/png", "a.png.exe", b"MZ", False),
        ("document", None, "a.JPG", b"words", False),
        ("document", "application/pdf", "a.pdf", picture(), False),
        ("document", "application/octet-stream", "a.bin", picture(), True),
        ("document", "application/msword", "a.doc", b"\xd0\xcf\x11\xe0", True),
        ("voice", "audio/ogg", None, spoken(), True),
        ("voice", "audio/mp4", None, filmed(), True),
        ("video", "video/mp4", None, picture(), False),
    ],
)
def test_a_claim_is_kept_or_not(
    sent_as: str, mime_type: str | None, name: str | None, data: bytes, is_so: bool
) -> None:
    assert is_as_claimed(claimed(sent_as, mime_type, name), sniff(data)) is is_so


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (picture(), ""),
        (scan(2), ""),
        (filmed(), ""),
        (spoken(), ""),
        (sung(), ""),
        (archive("a.txt", "b/c.txt"), ""),
        (b"words", ""),
        (picture() + filmed(), ""),  # a moving photograph, as many phones take them
        (picture() + b"8<svg|..<iframe2<script.", ""),
        (scan().replace(b"/Catalog", b"/Catalog /EmbeddedFiles << /Type /EmbeddedFile >>", 1), ""),
        (picture()[:-40] + b"", "FILE_002"),
        (scan()[:-2000], "FILE_002"),
        (filmed()[:-30], "FILE_002"),
        (spoken()[:-30], "FILE_002"),
        (archive("a.txt")[:-30], "FILE_002"),
        (png_of(9_000, 9_000), "FILE_003"),
        (png_of(20_000, 20_000), "FILE_003"),
        (picture() + archive("a.txt"), "FILE_004"),
        (picture() + b"<script>alert(1)</script>", "FILE_004"),
        (picture() + b'<svg xmlns="http://www.w3.org/2000/svg">', "FILE_004"),
        (picture() + scan(), "FILE_004"),
        (scan() + archive("a.txt"), "FILE_004"),
        (scan().replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>", 1), "FILE_004"),
        (b"MZ" + bytes(100), "FILE_005"),
        (b"<html></html>", "FILE_005"),
        (archive("a.bin", "b.bin", content=bytes(20 << 20)), "FILE_006"),
        (entries_upon_each_other(), "FILE_006"),
        (archive("../../a"), "FILE_007"),
        (archive("/etc/a"), "FILE_007"),
        (archive("a/..\\..\\b"), "FILE_007"),
        (b"Rar!\x1a\x07\x01\x00", "FILE_008"),
    ],
    # Archives hold the minute in which they were made: no name for a test.
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_wrong_is_found_and_what_is_whole_is_let_pass(data: bytes, code: str) -> None:
    assert examine(data, NOTHING, None, []).problem == code


def test_a_pdf_with_a_password_is_told_apart() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(scan())))
    writer.encrypt("secret")
    out = BytesIO()
    writer.write(out)
    assert examine(out.getvalue(), NOTHING, None, []).problem == "FILE_011"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (None, None),
        ("检验报告.pdf", "检验报告.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\a.jpg", "a.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\0b.jpg", "ab.jpg"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("..", None),
        ("", None),
        ('a"<b>?.jpg', "a__b__.jpg"),
        ("n" * 300 + ".jpg", "n" * (MOST - 4) + ".jpg"),
    ],
)
def test_a_name_is_shown_without_what_could_deceive(name: str | None, shown: str | None) -> None:
    assert shown_name(name) == shown


@given(st.text(max_size=400))
def test_no_name_leads_anywhere(name: str) -> None:
    shown = shown_name(name)
    assert shown is None or (shown not in (".", "..") and not set(shown) & set("/\\\0\n") and len(shown) <= MOST)
    assert shown_name(shown) == shown


@given(st.binary(max_size=300), st.sampled_from(sorted(wholes())))
def test_no_bytes_are_too_strange_to_be_judged(tail: bytes, kind: str) -> None:
    whole = wholes()[kind]
    for data in (tail, whole[:16] + tail, whole[: len(whole) // 2] + tail):
        examine(data, NOTHING, None, [])
