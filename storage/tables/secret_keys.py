"""Keys that the program makes for itself."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.mapping import Table


class SecretKey(Table):
    """A random key of 256 bits in hexadecimal, by what it is for; made by the migration, never shown."""

    __tablename__ = "secret_keys"
    purpose: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(64))
