"""What becomes of photos and documents, and how they are fetched."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from sandbox.acts import showing, talking
from sandbox.errors import ActError
from sandbox.file_ids import FileId, FileIdError, decode_file_id, encode_file_id, encode_unique_id
from sandbox.methods.media import MAX_PHOTO_BYTES
from sandbox.parameters import Upload
from sandbox.world import World

Refusal = Callable[..., str]
Method = Callable[..., Any]
Draw = Callable[..., bytes]
Waiting = Callable[[], list[dict[str, Any]]]


def fetch(world: World, call: Method, file_id: str) -> bytes:
    data = world.files.open_path(call("getFile", file_id=file_id)["file_path"])
    assert data is not None
    return data


def test_a_photo_is_recompressed_turned_upright_and_stripped(
    call: Method, world: World, li: int, jpeg: Draw, waiting: Waiting
) -> None:
    waiting()
    original = jpeg(3000, 2000, orientation=6)
    showing.photo(world, li, Upload("a.jpg", "image/jpeg", original), "门头")
    message = waiting()[0]["message"]
    assert message["caption"] == "门头"
    assert [(size["width"], size["height"]) for size in message["photo"]] == [
        (60, 90),
        (213, 320),
        (533, 800),
        (853, 1280),
    ]
    kept = fetch(world, call, message["photo"][-1]["file_id"])
    assert len(kept) == message["photo"][-1]["file_size"]
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (853, 1280))
        assert not picture.getexif()
        # The white corner of the original has moved to the upper right.
        assert picture.getpixel((852 - 20, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("side", "widths"), [(60, [60]), (90, [90]), (91, [90, 91]), (640, [90, 320, 640]), (1280, [90, 320, 800, 1280])]
)
def test_a_small_photo_is_never_enlarged(world: World, li: int, jpeg: Draw, side: int, widths: list[int]) -> None:
    sent = showing.photo(world, li, Upload("a.jpg", "image/jpeg", jpeg(side, side)))
    assert [size["width"] for size in sent.data["photo"]] == widths


def test_a_document_keeps_every_byte(call: Method, world: World, li: int, jpeg: Draw, waiting: Waiting) -> None:
    waiting()
    original = jpeg(1600, 1200, orientation=6)
    showing.document(world, li, Upload("IMG_1.jpg", "image/jpeg", original))
    document = waiting()[0]["message"]["document"]
    assert (document["file_name"], document["mime_type"]) == ("IMG_1.jpg", "image/jpeg")
    assert document["thumbnail"]["width"] == 240
    assert fetch(world, call, document["file_id"]) == original
    assert call("getFile", file_id=document["file_id"])["file_path"] == "documents/file_0.jpg"
    assert call("getFile", file_id=document["thumbnail"]["file_id"])["file_path"] == "thumbnails/file_1.jpg"


def test_an_unreadable_document_has_no_thumbnail(world: World, li: int) -> None:
    sent = showing.document(world, li, Upload("IMG_2042.HEIC", "image/heic", b"\0\0\0\x18ftypheic"))
    assert "thumbnail" not in sent.data["document"]
    with pytest.raises(ActError):
        showing.photo(world, li, Upload("IMG_2042.HEIC", "image/heic", b"\0\0\0\x18ftypheic"))


def test_a_transparent_picture_lies_on_white(world: World, li: int) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(written, "PNG")
    sent = showing.photo(world, li, Upload("a.png", "image/png", written.getvalue()))
    file = world.files.find(decode_file_id(sent.data["photo"][-1]["file_id"]))
    assert file is not None
    with Image.open(io.BytesIO(world.files.read(file, "m"))) as picture:
        assert picture.getpixel((50, 50)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        (None, "there is no photo in the request"),
        (Upload("a.jpg", "image/jpeg", b""), "file must be non-empty"),
        (Upload("a.jpg", "image/jpeg", b"no picture"), "IMAGE_PROCESS_FAILED"),
        (
            Upload("a.jpg", "image/jpeg", bytes(MAX_PHOTO_BYTES + 1)),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
        (
            Upload("a.pdf", "application/pdf", b"%PDF"),
            "photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp",
        ),
    ],
)
def test_what_is_no_photo_is_refused(refusal: Refusal, li: int, upload: Upload | None, reason: str) -> None:
    sent = {"photo": upload} if upload else {}
    assert refusal("sendPhoto", chat_id=li, **sent) == f"Bad Request: {reason}"


@pytest.mark.parametrize("size", [(100, 2100), (9000, 1100)])
def test_a_photo_of_odd_shape_is_refused(refusal: Refusal, li: int, jpeg: Draw, size: tuple[int, int]) -> None:
    upload = Upload("a.jpg", "image/jpeg", jpeg(*size))
    assert refusal("sendPhoto", chat_id=li, photo=upload) == "Bad Request: PHOTO_INVALID_DIMENSIONS"


def test_a_caption_ends_at_1024(refusal: Refusal, call: Method, li: int) -> None:
    upload = Upload("a.txt", "text/plain", b"x")
    sent = call("sendDocument", chat_id=li, document=upload, caption=f"<b>{'字' * 1024}</b>", parse_mode="HTML")
    assert len(sent["caption"]) == 1024
    assert refusal("sendDocument", chat_id=li, document=upload, caption="字" * 1025) == (
        "Bad Request: message caption is too long"
    )


def test_a_document_is_needed(refusal: Refusal, li: int) -> None:
    assert refusal("sendDocument", chat_id=li) == "Bad Request: there is no document in the request"
    assert refusal("sendDocument", chat_id=li, document="attach://gone") == (
        "Bad Request: there is no document in the request"
    )


def test_a_known_file_is_sent_again_under_a_new_identifier(call: Method, li: int, jpeg: Draw) -> None:
    first = call("sendPhoto", chat_id=li, photo=Upload("a.jpg", "image/jpeg", jpeg()))["photo"]
    second = call("sendPhoto", chat_id=li, photo=first[0]["file_id"])["photo"]
    assert [size["file_unique_id"] for size in first] == [size["file_unique_id"] for size in second]
    assert not {size["file_id"] for size in first} & {size["file_id"] for size in second}


@pytest.mark.parametrize(
    ("file_id", "reason"),
    [
        ("AgACAgIAAxkBA", "wrong remote file identifier specified: Wrong string length"),
        ("AgAC*gIA", "wrong remote file identifier specified: Wrong character in the string"),
        ("AgACAgIB_x", "wrong remote file identifier specified: Wrong padding in the string"),
        ("AgACAgIA", "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"),
        ("AgACPQQ", "wrong remote file identifier specified: can't unserialize it"),
        ("https://example.org/a.jpg", "failed to get HTTP URL content"),
    ],
)
def test_a_garbled_identifier_is_refused(refusal: Refusal, li: int, file_id: str, reason: str) -> None:
    assert refusal("sendPhoto", chat_id=li, photo=file_id) == f"Bad Request: {reason}"


def test_one_kind_cannot_be_sent_as_another(refusal: Refusal, call: Method, world: World, li: int, jpeg: Draw) -> None:
    document = call("sendDocument", chat_id=li, document=Upload("a.jpg", "image/jpeg", jpeg()))["document"]
    photo = call("sendPhoto", chat_id=li, photo=Upload("a.jpg", "image/jpeg", jpeg()))["photo"][0]
    assert refusal("sendPhoto", chat_id=li, photo=document["file_id"]) == (
        "Bad Request: can't use file of type Document as Photo"
    )
    assert refusal("sendDocument", chat_id=li, document=photo["file_id"]) == (
        "Bad Request: can't use file of type Photo as Document"
    )


def test_a_file_of_another_bot_is_refused(refusal: Refusal, li: int) -> None:
    foreign = encode_file_id(FileId(2, 77, 78, "x"), 1)
    assert refusal("sendPhoto", chat_id=li, photo=foreign) == "Bad Request: wrong file identifier/HTTP URL specified"
    assert refusal("getFile", file_id=foreign) == ("Bad Request: wrong file_id or the file is temporarily unavailable")


def test_a_unique_identifier_fetches_nothing(refusal: Refusal, call: Method, li: int) -> None:
    document = call("sendDocument", chat_id=li, document=Upload("a.txt", "text/plain", b"x"))["document"]
    assert refusal("getFile", file_id=document["file_unique_id"]) == "Bad Request: invalid file_id"
    assert refusal("getFile") == "Bad Request: file_id not specified"


def test_a_file_over_20_megabytes_cannot_be_fetched(refusal: Refusal, call: Method, world: World, li: int) -> None:
    small = showing.document(world, li, Upload("a.bin", "application/octet-stream", bytes(20 << 20)))
    large = showing.document(world, li, Upload("b.bin", "application/octet-stream", bytes((20 << 20) + 1)))
    assert call("getFile", file_id=small.data["document"]["file_id"])["file_size"] == 20 << 20
    assert refusal("getFile", file_id=large.data["document"]["file_id"]) == "Bad Request: file is too big"


def test_a_download_path_lasts_an_hour_and_is_renewed(call: Method, world: World, li: int) -> None:
    sent = showing.document(world, li, Upload("a.txt", "text/plain", b"x"))
    file_id = sent.data["document"]["file_id"]
    path = call("getFile", file_id=file_id)["file_path"]
    world.advance(3601)
    assert world.files.open_path(path) is None
    assert call("getFile", file_id=file_id)["file_path"] == path
    assert world.files.open_path(path) == b"x"
    assert world.files.open_path("documents/file_9.txt") is None


def test_only_a_plain_suffix_gets_into_a_path(call: Method, world: World, li: int) -> None:
    for name, path in (("a.重要 文件", "documents/file_0"), ("b.tar.gz", "documents/file_1.gz")):
        sent = showing.document(world, li, Upload(name, "", b"x"))
        assert call("getFile", file_id=sent.data["document"]["file_id"])["file_path"] == path


def test_identifiers_have_telegrams_shape() -> None:
    photo = "AgACAgIAAxkBAAMB-5FEZCXaGChrOrHvk14MvXpp9ooAAvZFUfzW8AABUMuHlxz7kURkAQADAgADeQADPQQ"
    read = decode_file_id(photo)
    assert (read.kind, read.letter, encode_unique_id(read)) == (2, "y", "AQAD9kVR_NbwAAFQfg")
    assert decode_file_id(encode_file_id(read, 5)) == read
    assert encode_file_id(read, 1)[:16] == photo[:16]
    document = decode_file_id("BQACAgIAAxkBAAMBGhVdylpdivDL1WzVMmBUiOVWlqYAApzefdSQxAABUHZ3lGQaFV3KPQQ")
    assert encode_unique_id(document) == "AgADnN591JDEAAFQ"
    with pytest.raises(FileIdError):
        decode_file_id("====")


def test_a_forward_has_identifiers_of_its_own(call: Method, world: World, li: int, jpeg: Draw) -> None:
    other = world.add_person(first_name="王").id
    photo = showing.photo(world, li, Upload("a.jpg", "image/jpeg", jpeg()), "门头")
    forwarded = talking.forward(world, other, photo.message_id, li)
    assert forwarded.data["forward_origin"]["sender_user"]["id"] == li
    assert forwarded.data["caption"] == "门头"
    sizes = (photo.data["photo"][0], forwarded.data["photo"][0])
    assert sizes[0]["file_unique_id"] == sizes[1]["file_unique_id"]
    assert sizes[0]["file_id"] != sizes[1]["file_id"]
