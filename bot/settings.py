"""Settings by environment: names begin with `HECHA_`; a `.env` file in the working folder is read too."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything that an office can set. Only the token has no default."""

    model_config = SettingsConfigDict(env_prefix="HECHA_", env_file=".env", extra="ignore")

    token: SecretStr
    data_folder: Path = Path("data")
    database_url: str = ""
    files_url: str = ""
    api_url: str = "https://api.telegram.org"
    public_url: str | None = None
    workers: Annotated[int, Field(ge=0, le=16)] = 1
    dispatchers: Annotated[int, Field(ge=1, le=32)] = 2
    dwell_seconds: Annotated[float, Field(ge=0, le=10)] = 1.5
    pacing: bool = True
    log_level: str = "INFO"

    @field_validator("token")
    @classmethod
    def _has_a_number(cls, token: SecretStr) -> SecretStr:
        number, colon, secret = token.get_secret_value().partition(":")
        if not (number.isdigit() and colon and secret):
            raise ValueError("a token looks like 123456:ABC…; copy it whole from @BotFather")
        return token

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
