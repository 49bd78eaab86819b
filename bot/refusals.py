"""What the command line says when it cannot go on: sentences of the catalogue, Chinese first, English below."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.settings import Settings
from rules.errors import operation as problems
from rules.errors import problem
from rules.refusals import Refused

LANGUAGES = ("zh-CN", "en")
EXAMPLES = {"token": "123456:ABC…"}


def told(refusals: Iterable[Refused]) -> str:
    """Return the sentences of refusals, each in both languages on lines of their own."""
    return "\n".join(refusal.text(language) for refusal in refusals for language in LANGUAGES)


def faults_of(error: ValidationError) -> list[Refused]:
    """Return what is wrong with the settings, never with a value: it may be a secret."""
    return [_fault(dict(each)) for each in error.errors()]


def _fault(each: Mapping[str, Any]) -> Refused:
    field = str(each["loc"][0])
    name = f"HECHA_{field.upper()}"
    if each["type"] == "missing":
        return Refused(problems.SETTING_MISSING, name=name, example=EXAMPLES[field])
    if each["type"] == "value_error":
        return Refused(problem(str(each["ctx"]["error"])), name=name)
    bounds = _bounds(field)
    return Refused(problems.NUMBER_WRONG if bounds else problems.SETTING_WRONG, name=name, **bounds)


def _bounds(field: str) -> dict[str, Any]:
    """Return the least and the greatest value of a number among the settings, nothing for other ones."""
    limits = Settings.model_fields[field].metadata
    least = [limit.ge for limit in limits if hasattr(limit, "ge")]
    most = [limit.le for limit in limits if hasattr(limit, "le")]
    return {"least": least[0], "most": most[0]} if least and most else {}
