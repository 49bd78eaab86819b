"""Files of forms as Telegram knows them: what was sent once is sent again by the name that it was given there."""

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, insert, select

from storage.tables import FormContent, SentFile


def known(connection: Connection, bot_id: int, hashes: Collection[str]) -> dict[tuple[str, str], str]:
    """Return Telegram's names of files, by what they were sent as and their hash."""
    chosen = select(SentFile.what, SentFile.sha256, SentFile.file_id).where(
        SentFile.bot_id == bot_id, SentFile.sha256.in_(hashes)
    )
    return {(what, sha256): file_id for what, sha256, file_id in connection.execute(chosen)}


def note(connection: Connection, bot_id: int, file_ids: Mapping[tuple[str, str], str]) -> None:
    """Remember the names that Telegram has given, the newest of each."""
    for (what, sha256), file_id in file_ids.items():
        same = (SentFile.bot_id == bot_id, SentFile.what == what, SentFile.sha256 == sha256)
        connection.execute(delete(SentFile).where(*same))
        connection.execute(insert(SentFile).values(bot_id=bot_id, what=what, sha256=sha256, file_id=file_id))


def content_of(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes of a form's file; none of an unknown one."""
    return connection.scalar(select(FormContent.content).where(FormContent.sha256 == sha256))
