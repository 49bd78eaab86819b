"""Reads files that a bot sends: an upload, a file_id, or an address."""

import mimetypes
from dataclasses import dataclass

from sandbox.errors import bad_request
from sandbox.file_ids import ANIMATION, AUDIO, DOCUMENT, NAMES, PHOTO, VIDEO, FileIdError, decode_file_id
from sandbox.files import StoredFile
from sandbox.messages import Json
from sandbox.methods.call import Call
from sandbox.parameters import Upload
from sandbox.pictures import PictureError, Scaled, make_thumbnail, scale_photo

MAX_PHOTO_BYTES = 10 << 20
PHOTO_TYPES = frozenset(
    {"image/jpeg", "image/gif", "image/png", "image/tiff", "image/bmp", "image/x-ms-bmp", "image/webp"}
)
# What Telegram measures of films and sounds, and gives as 0 where it cannot; the sandbox never can.
MEASURES = {VIDEO: ("width", "height", "duration"), AUDIO: ("duration",), ANIMATION: ("width", "height", "duration")}
KINDS = {"photo": PHOTO, "document": DOCUMENT, "video": VIDEO, "audio": AUDIO, "animation": ANIMATION}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file on its way into a message: known already, or read and scaled but not yet kept."""

    kind: int
    known: StoredFile | None = None
    sizes: tuple[Scaled, ...] = ()
    upload: Upload | None = None
    thumbnail: Scaled | None = None

    def keep(self, call: Call) -> StoredFile:
        """The file in the store; call under the lock."""
        if self.known:
            return self.known
        if self.sizes:
            return call.world.files.add_photo(list(self.sizes))
        assert self.upload is not None
        mime = self.upload.content_type
        return call.world.files.add(
            self.kind,
            self.upload.data,
            name=self.upload.file_name,
            # Clients that do not know a type send this one; Telegram then goes by the name.
            mime="" if mime == "application/octet-stream" else mime,
            thumbnail=self.thumbnail,
            facts=dict.fromkeys(MEASURES.get(self.kind, ()), 0),
        )


def prepare_file(call: Call, field: str, value: str) -> Prepared | None:
    """Reads the file of a parameter; scales pictures, so call it outside the lock.

    Args:
        call: The call.
        field: photo, document, video, audio or animation.
        value: The parameter: `attach://name`, a file_id, an address, or empty for a part of the same name.

    Returns:
        None when there is no file at all.

    Raises:
        ApiError: 400 with Telegram's reason.
    """
    kind = KINDS[field]
    if value.startswith("attach://"):
        upload = call.args.files.get(value[len("attach://") :])
    elif value:
        return Prepared(kind, known=_known_file(call, value, kind))
    else:
        upload = call.args.files.get(field)
    if upload is None:
        return None
    return _prepare_photo(upload) if kind == PHOTO else _prepare_document(upload, kind)


def _known_file(call: Call, value: str, kind: int) -> StoredFile:
    if "." in value:
        # Everything with a dot is an address to Telegram; the sandbox has no network to fetch it from.
        raise bad_request("failed to get HTTP URL content")
    try:
        identity = decode_file_id(value)
    except FileIdError as error:
        raise bad_request(f"wrong remote file identifier specified: {error}") from None
    if (identity.kind == PHOTO) != (kind == PHOTO) or identity.kind not in KINDS.values():
        found = NAMES.get(identity.kind, "Temp")
        raise bad_request(f"can't use file of type {found} as {NAMES[kind]}")
    with call.world.acting:
        file = call.world.files.find(identity)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return file


def _prepare_photo(upload: Upload) -> Prepared:
    guessed = mimetypes.guess_type(upload.file_name)[0]
    # A name that says nothing passes: python-telegram-bot calls plain bytes application.octet-stream.
    if guessed and guessed not in PHOTO_TYPES:
        raise bad_request("photo has unsupported extension. Use one of .jpg, .jpeg, .gif, .png, .tif or .bmp")
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > MAX_PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(upload.data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO_BYTES} bytes"
        )
    try:
        return Prepared(PHOTO, sizes=tuple(scale_photo(upload.data)))
    except PictureError as error:
        raise bad_request(str(error)) from None


def _prepare_document(upload: Upload, kind: int) -> Prepared:
    if not upload.data:
        raise bad_request("file must be non-empty")
    return Prepared(kind, upload=upload, thumbnail=make_thumbnail(upload.data))


def file_content(field: str, file: StoredFile, reference: int) -> Json:
    """The content field of a message that carries this file."""
    if field == "photo":
        return {"photo": file.photo_sizes(reference)}
    return {field: file.described(reference)}
