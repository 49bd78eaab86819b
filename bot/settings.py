"""Settings by environment: names begin with `HECHA_`; a `.env` file in the working folder is read too."""

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from rules.errors import anchors
from rules.errors import api as doors
from rules.errors import operation as problems

# To these alone Telegram brings updates.
WEBHOOK_PORTS = (443, 80, 88, 8443)
LOOPBACK = ("127.0.0.1", "localhost")
# Printed, and read by machines and people: no signs that would have to be escaped.
PUBLIC_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~-]+)*/?", re.ASCII)
# A longer one makes a code too dense to be read from the picture in a chat.
MOST_OF_PUBLIC_URL = 80
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DATABASES = ("sqlite+pysqlite", "postgresql+psycopg")
FILE_STORES = ("file", "s3", "gs", "az")


class PaperSettings(BaseSettings):
    """Where the fonts of the papers and the office's own words stand; none for the usual ones."""

    model_config = SettingsConfigDict(env_prefix="HECHA_", env_file=".env", extra="ignore")

    font_folder: Path | None = None
    paper_folder: Path | None = None

    @field_validator("font_folder", "paper_folder", mode="before")
    @classmethod
    def _is_named(cls, folder: object) -> object:
        # Set to nothing, it would otherwise be the folder that one happens to stand in.
        return folder or None


class Settings(PaperSettings):
    """Everything that an office can set. Only the token has no default. What is refused is named by its code."""

    token: SecretStr
    data_folder: Path = Path("data")
    database_url: str = ""
    files_url: str = ""
    api_url: str = "https://api.telegram.org"
    public_url: str = ""
    seal_certificate: Path | None = None
    seal_passphrase: SecretStr = SecretStr("")
    tsa_url: str = ""
    tsa_certificate: Path | None = None
    form_server: SecretStr = SecretStr("")
    private_doors: bool = False
    webhook_url: str = ""
    listen: str = "127.0.0.1:8081"
    operation_listen: str = ""
    workers: Annotated[int, Field(ge=0, le=16)] = 1
    dispatchers: Annotated[int, Field(ge=1, le=32)] = 2
    dwell_seconds: Annotated[float, Field(ge=0, le=10)] = 1.5
    pacing: bool = True
    log_level: str = "INFO"

    @field_validator("token")
    @classmethod
    def _has_a_number(cls, token: SecretStr) -> SecretStr:
        number, colon, secret = token.get_secret_value().partition(":")
        if not (number.isascii() and number.isdecimal() and colon and secret):
            raise ValueError(problems.TOKEN_WRONG.code)
        return token

    @field_validator("database_url")
    @classmethod
    def _names_a_database(cls, url: str) -> str:
        if url and not _is_database(url):
            raise ValueError(problems.DATABASE_WRONG.code)
        return url

    @field_validator("files_url")
    @classmethod
    def _names_a_file_store(cls, url: str) -> str:
        scheme, separator, place = url.partition("://")
        if url and not (scheme in FILE_STORES and separator and place):
            raise ValueError(problems.FILES_WRONG.code)
        return url

    @field_validator("log_level")
    @classmethod
    def _is_a_level(cls, level: str) -> str:
        if level.upper() not in LOG_LEVELS:
            raise ValueError(problems.LOG_LEVEL_WRONG.code)
        return level.upper()

    @field_validator("webhook_url")
    @classmethod
    def _can_be_reached_by_telegram(cls, url: str) -> str:
        if url and not _is_address_for_telegram(url):
            raise ValueError(problems.WEBHOOK_WRONG.code)
        return url

    @field_validator("seal_certificate", "tsa_certificate", mode="before")
    @classmethod
    def _is_unset_when_empty(cls, file: Any) -> Any:
        return file or None

    @field_validator("tsa_url")
    @classmethod
    def _names_an_authority(cls, url: str) -> str:
        if url and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname):
            raise ValueError(anchors.TSA_WRONG.code)
        return url

    @field_validator("form_server")
    @classmethod
    def _names_form_servers(cls, servers: SecretStr) -> SecretStr:
        try:
            servers_in(servers.get_secret_value())
        except ValueError:
            raise ValueError(doors.FORM_SERVER_WRONG.code) from None
        return servers

    @field_validator("public_url")
    @classmethod
    def _can_stand_on_paper(cls, url: str) -> str:
        if url and not _is_address_for_paper(url):
            raise ValueError(problems.PUBLIC_URL_WRONG.code)
        return url.rstrip("/")

    @field_validator("listen")
    @classmethod
    def _can_be_listened_at(cls, listen: str) -> str:
        host, _, port = listen.rpartition(":")
        if not (host and port.isdecimal() and 0 < int(port) < 1 << 16):
            raise ValueError(problems.LISTEN_WRONG.code)
        return listen

    @field_validator("operation_listen")
    @classmethod
    def _is_apart(cls, listen: str, info: ValidationInfo) -> str:
        # What strangers are served and what the operator reads never share a door.
        if listen and (cls._can_be_listened_at(listen) == info.data.get("listen")):
            raise ValueError(problems.OPERATION_LISTEN_SHARED.code)
        return listen

    @property
    def listen_place(self) -> tuple[str, int]:
        """Host and port at which the webhook and the public pages are served."""
        return _place(self.listen)

    @property
    def operation_place(self) -> tuple[str, int] | None:
        """Host and port at which the operator reads how the program is, none where it is not served."""
        return _place(self.operation_listen) if self.operation_listen else None

    @property
    def bot_id(self) -> int:
        """The bot's own number, the part of the token before the colon."""
        return int(self.token.get_secret_value().partition(":")[0])

    @property
    def database(self) -> str:
        """The database's address; a SQLite file in the data folder by default."""
        return self.database_url or f"sqlite:///{self.data_folder.absolute() / 'hecha.db'}"

    @property
    def files(self) -> str:
        """The evidence store's address; a folder in the data folder by default."""
        return self.files_url or f"file://{self.data_folder.absolute() / 'files'}"

    @property
    def form_servers(self) -> dict[str, str]:
        """Addresses of form servers by form, that for every other form by the empty name."""
        return servers_in(self.form_server.get_secret_value())

    @property
    def environment(self) -> dict[str, str]:
        """What a process of ours is told of them, by its environment."""
        return {
            "HECHA_TOKEN": self.token.get_secret_value(),
            "HECHA_DATABASE_URL": self.database,
            "HECHA_FILES_URL": self.files,
            "HECHA_PUBLIC_URL": self.public_url,
            "HECHA_API_URL": self.api_url,
            "HECHA_SEAL_CERTIFICATE": str(self.seal_certificate.absolute()) if self.seal_certificate else "",
            "HECHA_SEAL_PASSPHRASE": self.seal_passphrase.get_secret_value(),
            "HECHA_TSA_URL": self.tsa_url,
            "HECHA_TSA_CERTIFICATE": str(self.tsa_certificate.absolute()) if self.tsa_certificate else "",
            "HECHA_FORM_SERVER": self.form_server.get_secret_value(),
            "HECHA_PRIVATE_DOORS": str(self.private_doors),
            "HECHA_PACING": str(self.pacing),
            "HECHA_LOG_LEVEL": self.log_level,
            "HECHA_FONT_FOLDER": str(self.font_folder.absolute() if self.font_folder else ""),
            "HECHA_PAPER_FOLDER": str(self.paper_folder.absolute() if self.paper_folder else ""),
        }


def servers_in(setting: str) -> dict[str, str]:
    """Return addresses by form, that for every other form by the empty name. Raises `ValueError` for what is none."""
    found: dict[str, str] = {}
    for word in setting.split():
        form, equals, url = word.partition("=")
        if not equals or "://" in form:
            form, url = "", word
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or form in found:
            raise ValueError(setting)
        found[form] = url
    return found


def _place(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    return host.strip("[]"), int(port)


def _is_address_for_paper(url: str) -> bool:
    if PUBLIC_ADDRESS.fullmatch(url) is None or len(url) > MOST_OF_PUBLIC_URL:
        return False
    host = urlsplit(url).hostname or ""
    # Telegram takes no button to a host without a dot; plain http is for a demo on this machine.
    return host in LOOPBACK or (url.startswith("https:") and "." in host)


def _is_database(url: str) -> bool:
    try:
        address = make_url(url)
        return f"{address.get_backend_name()}+{address.get_driver_name()}" in DATABASES
    except (SQLAlchemyError, ValueError):
        return False


def _is_address_for_telegram(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        return False
    # Only a Telegram on this machine takes the second kind: the sandbox, or a Bot API server of one's own.
    is_public = parts.scheme == "https" and port in WEBHOOK_PORTS
    is_local = parts.scheme == "http" and parts.hostname in LOOPBACK
    return bool(parts.hostname) and (is_public or is_local)
