"""Pages as text: templates in the reader's language, escaped; no browser and no server is needed for one."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2

from web.foreign_words import CHINESE, chinese_marked
from web.words import LANGUAGES, words_in

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "page.css").read_text(encoding="utf-8")


def rendered(
    template: str, language: str, *, top: str = "", kept: Mapping[str, str] | None = None, **facts: Any
) -> str:
    """Return a page.

    Args:
        template: Its file.
        language: In which it is.
        top: What leads from its address to the public address, such as `../`.
        kept: What its address asks for besides the language, which the other languages' addresses ask for too.
        facts: What the template shows.
    """
    words, short = words_in(language), language.partition("-")[0]

    def to(path: str, **asked: str) -> str:
        query = urlencode({"lang": language, **{name: value for name, value in asked.items() if value}})
        return f"{top}{quote(path)}" + f"?{query}" if path else f"{top or './'}?{query}"

    page = (
        _templates()
        .get_template(template)
        .render(
            facts,
            t=words,
            to=to,
            language=language,
            languages=[(each, words_in(each)("language"), _query(each, kept or {})) for each in LANGUAGES],
            named=lambda names: names.get(short) or names.get("zh", ""),
            day=lambda day: _day(words, day),
            style=STYLE,
        )
    )
    return page if language == CHINESE else chinese_marked(page)


@cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(FOLDER)
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _query(language: str, kept: Mapping[str, str]) -> str:
    return "?" + urlencode({**{name: value for name, value in kept.items() if value}, "lang": language})


def _day(words: Callable[..., str], day: date | str) -> str:
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return words("day", iso=day.isoformat(), year=str(day.year), month=str(day.month), day=str(day.day))
