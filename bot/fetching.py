"""Fetches a file from Telegram into the evidence store: whole or not at all, never more than Telegram serves."""

import tempfile
from pathlib import Path

import httpx

from bot.settings import Settings
from storage.files import FileStore

MOST_BYTES = 20 << 20  # Bot API, getFile


class FileGone(Exception):
    """No repetition can bring the file; the text is a word for the reason: `too_big`, `gone`."""


class CutShort(OSError):
    """A download ended before its announced length."""


def fetch(client: httpx.Client, settings: Settings, files: FileStore, file_id: str) -> tuple[str, int]:
    """Fetch a file, keep it, and return its SHA-256 and size in bytes.

    Raises `FileGone` when Telegram will not give it, `httpx.HTTPError` or `OSError` when it may next time.
    """
    token = settings.token.get_secret_value()
    path, size = _locate(client, f"{settings.api_url}/bot{token}/getFile", file_id)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "file"
        got = 0
        with client.stream("GET", f"{settings.api_url}/file/bot{token}/{path}") as answer:
            if answer.status_code != httpx.codes.OK:
                raise CutShort(f"status {answer.status_code}")
            with target.open("wb") as out:
                for chunk in answer.iter_bytes(1 << 16):
                    got += len(chunk)
                    if got > MOST_BYTES:
                        raise FileGone("too_big")
                    out.write(chunk)
        if size is not None and got != size:
            raise CutShort(f"{got} of {size} bytes")
        return files.keep(target), got


def _locate(client: httpx.Client, url: str, file_id: str) -> tuple[str, int | None]:
    answer = client.post(url, json={"file_id": file_id})
    result = answer.json()
    if result.get("ok"):
        return result["result"]["file_path"], result["result"].get("file_size")
    if answer.status_code == httpx.codes.BAD_REQUEST:
        raise FileGone("too_big" if "too big" in result.get("description", "") else "gone")
    raise CutShort(f"status {answer.status_code}")
