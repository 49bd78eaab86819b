"""The columns of platforms to which results are reported and from which tasks come, as data beside this file."""

from functools import cache
from pathlib import Path
from typing import Any

from forms.toml_files import toml_data

FOLDER = Path(__file__).parent
MUNICIPAL = "municipal"


@cache
def platform_file(name: str = MUNICIPAL) -> dict[str, Any]:
    """Return the columns of a platform as its file has them. Raises `Refused` as `toml_data`."""
    return toml_data((FOLDER / f"{name}.toml").read_bytes(), f"{name}.toml")
