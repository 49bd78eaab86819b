"""Files in TOML that an office writes with whatever editor it has."""

import re
import tomllib
from typing import Any

from rules.errors import platform_columns as problems
from rules.refusals import Refused

_PLACE = re.compile(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)


def toml_data(content: bytes, name: str) -> dict[str, Any]:
    """Return what a file holds. Raises `Refused` for one that is no TOML, with the line."""
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
