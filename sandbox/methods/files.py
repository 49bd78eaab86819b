"""sendPhoto, sendDocument, sendAudio, sendVideo, getFile."""

from sandbox.errors import bad_request
from sandbox.file_ids import FileIdError, decode_file_id, encode_unique_id
from sandbox.messages import Json
from sandbox.methods.call import Call, deliver
from sandbox.methods.media import file_content, prepare_file

MAX_DOWNLOAD_BYTES = 20 << 20


def send_photo(call: Call) -> Json:
    """sendPhoto: recompressed to at most 1280 pixels, EXIF gone."""
    return _send_file(call, "photo")


def send_document(call: Call) -> Json:
    """sendDocument: the bytes stay as they are."""
    return _send_file(call, "document")


def send_audio(call: Call) -> Json:
    """sendAudio: music for the player."""
    return _send_file(call, "audio")


def send_video(call: Call) -> Json:
    """sendVideo: a film."""
    return _send_file(call, "video")


def _send_file(call: Call, field: str) -> Json:
    prepared = prepare_file(call, field, call.args.text(field))
    if prepared is None:
        raise bad_request(f"there is no {field} in the request")
    caption = call.caption()
    extra = caption.fields("caption", "caption_entities")
    for flag, shown in (("has_spoiler", "has_media_spoiler"), ("show_caption_above_media", "show_caption_above_media")):
        if field == "photo" and call.args.flag(flag):
            extra[shown] = True

    def content(message_id: int) -> Json:
        return {**file_content(field, prepared.keep(call), message_id), **extra}

    return deliver(call, content)


def get_file(call: Call) -> Json:
    """getFile: a download path for files up to 20 MiB, good for an hour."""
    raw = call.args.text("file_id")
    if not raw:
        raise bad_request("file_id not specified")
    try:
        identity = decode_file_id(raw)
    except FileIdError:
        raise bad_request("invalid file_id") from None
    with call.world.acting:
        file = call.world.files.find(identity)
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        size = file.shapes[identity.letter][0]
        if size > MAX_DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return {
            "file_id": raw,
            "file_unique_id": encode_unique_id(identity),
            "file_size": size,
            "file_path": call.world.files.path_of(file, identity.letter),
        }
