"""People send files: photos, documents and albums."""

import random
from collections.abc import Sequence

from sandbox.acts.talking import chat_of, say
from sandbox.entities import Formatted, plain_text
from sandbox.errors import ActError
from sandbox.file_ids import DOCUMENT
from sandbox.files import StoredFile
from sandbox.messages import Content, Json, Stored
from sandbox.methods.call import MAX_CAPTION
from sandbox.methods.media import file_content
from sandbox.parameters import Upload
from sandbox.pictures import PictureError, Scaled, make_thumbnail, scale_photo
from sandbox.world import World

ALBUM = range(2, 11)


def photo(world: World, pid: int, upload: Upload, caption: str = "", reply_to: int = 0) -> Stored:
    """Sends a picture as a photo: turned upright, scaled to 1280 pixels, EXIF gone."""
    sizes = _sizes(upload)
    words = _caption(caption)
    with world.acting:
        chat_of(world, pid)
        file = world.files.add_photo(sizes)
        return say(world, pid, _content("photo", file, words), reply_to=reply_to)


def document(world: World, pid: int, upload: Upload, caption: str = "", reply_to: int = 0) -> Stored:
    """Sends a file as it is."""
    thumbnail = _thumbnail(upload)
    words = _caption(caption)
    with world.acting:
        chat_of(world, pid)
        file = _keep_document(world, upload, thumbnail)
        return say(world, pid, _content("document", file, words), reply_to=reply_to)


def album(world: World, pid: int, uploads: list[Upload], caption: str | Sequence[str], kind: str) -> list[Stored]:
    """Sends 2 to 10 files at once: separate messages with one `media_group_id`, the caption on the first, or several
    from the first on.
    """
    if len(uploads) not in ALBUM:
        raise ActError("an album has 2 to 10 files")
    if kind not in ("photo", "document"):
        raise ActError("an album is of kind photo or document")
    as_photo = kind == "photo"
    sizes = [_sizes(upload) if as_photo else [] for upload in uploads]
    thumbnails = [None if as_photo else _thumbnail(upload) for upload in uploads]
    words = [_caption(each) for each in ([caption] if isinstance(caption, str) else caption)]
    with world.acting:
        chat_of(world, pid)
        group: Json = {"media_group_id": str(random.getrandbits(53) | 1 << 53)}
        sent = []
        for index, upload in enumerate(uploads):
            photo_file = world.files.add_photo(sizes[index]) if as_photo else None
            file = photo_file or _keep_document(world, upload, thumbnails[index])
            shown = words[index] if index < len(words) else plain_text("")
            sent.append(say(world, pid, _content(kind, file, shown), head=group))
        return sent


def _sizes(upload: Upload) -> list[Scaled]:
    try:
        return scale_photo(upload.data)
    except PictureError as error:
        raise ActError(f"a phone could not send {upload.file_name} as a photo: {error}") from None


def _thumbnail(upload: Upload) -> Scaled | None:
    if not upload.data:
        raise ActError(f"{upload.file_name} is empty")
    return make_thumbnail(upload.data)


def _keep_document(world: World, upload: Upload, thumbnail: Scaled | None) -> StoredFile:
    return world.files.add(DOCUMENT, upload.data, name=upload.file_name, mime=upload.content_type, thumbnail=thumbnail)


def _caption(words: str) -> Formatted:
    caption = plain_text(words)
    if caption.length > MAX_CAPTION:
        raise ActError(f"a caption has at most {MAX_CAPTION} characters")
    return caption


def _content(field: str, file: StoredFile, caption: Formatted) -> Content:
    return lambda number: {
        **file_content(field, file, number),
        **caption.fields("caption", "caption_entities"),
    }
