"""The columns of platforms to which results are reported and from which tasks come, as data beside this file."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
MUNICIPAL = "municipal"


@cache
def platform_file(name: str = MUNICIPAL) -> dict[str, Any]:
    """Return the columns of a platform as its file has them."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
