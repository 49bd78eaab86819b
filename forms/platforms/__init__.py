"""The columns of platforms to which results are reported and from which tasks come, as data beside this file."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from rules.errors import platform_columns as problems
from rules.refusals import Refused

FOLDER = Path(__file__).parent
MUNICIPAL = "municipal"
_PLACE = re.compile(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)


@cache
def platform_file(name: str = MUNICIPAL) -> dict[str, Any]:
    """Return the columns of a platform as its file has them. Raises `Refused` as `platform_data`."""
    return platform_data((FOLDER / f"{name}.toml").read_bytes(), f"{name}.toml")


def platform_data(content: bytes, name: str) -> dict[str, Any]:
    """Return what a file of columns holds. Raises `Refused` for one that is no TOML, with the line."""
    try:
        # Notepad writes a mark before the first sign.
        text = content.decode("utf-8-sig")
        return tomllib.loads(text)
    except UnicodeDecodeError:
        raise Refused(problems.NOT_UTF8, file=name) from None
    except tomllib.TOMLDecodeError as error:
        told = _PLACE.match(str(error))
        because, line = (told[1], told[2]) if told else (str(error), None)
        raise Refused(problems.NOT_TOML, file=name, line=line or text.count("\n") + 1, because=because) from None
    except (RecursionError, ValueError) as error:
        # Brackets or a number without end.
        raise Refused(problems.NOT_TOML, file=name, line=1, because=type(error).__name__) from None
