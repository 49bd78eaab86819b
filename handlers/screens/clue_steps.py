"""All that was done about a clue, in full: page by page, the newest page first."""

from datetime import date

from handlers.act import Act
from handlers.screens.clue_words import clue_button, clue_reason
from handlers.screens.format import day, moment, rows, turning_row
from handlers.screens.paging import LINE_WIDTH, lines_of, width
from handlers.words import Html, Words
from rules.messages import Card, Row
from services.clues import ClueView, StepView, steps_of

PAGE_LINES = 10
PART_LINES = 6


def steps_card(act: Act, clue: ClueView, back: Row) -> Card:
    """Return a page of the steps; what is too long for one goes on on the next."""
    words = act.words
    pages = _pages([part for step in steps_of(act.uow, act.actor, clue.clue_id) for part in _parts(words, step)])
    page = min(int(act.pointer.get("page") or 0) or len(pages), len(pages))
    title = words("clue-steps-title", code=clue.code)
    if len(pages) > 1:
        title = Html(title + "　" + words("page-of", page=page, pages=len(pages)))
    ends = turning_row(page, len(pages), lambda key, to: clue_button(words, key, clue.clue_id, "steps", to))
    return Card(f"clue:{clue.clue_id}", "\n".join([title, *pages[page - 1]]), rows(ends, back))


def _parts(words: Words, step: StepView) -> list[Html]:
    """Return a step as lines of the card, none of them too tall for a page."""
    first, *more = _split(_text(words, step), PART_LINES * LINE_WIDTH)
    line = words(
        "clue-step",
        when=moment(words, step.at),
        name=words.pick(step.by),
        kind=step.kind,
        department=words.pick(step.department) if step.department else "none",
        text=first or "none",
    )
    return [line, *(words("clue-step-more", text=each) for each in more)]


def _text(words: Words, step: StepView) -> str:
    if step.kind == "ordered" and step.text:
        return day(words, date.fromisoformat(step.text))
    return " ".join(clue_reason(words, step.text).split())


def _split(text: str, most: float) -> list[str]:
    parts, used = [""], 0.0
    for sign in text:
        used += width(sign)
        if used > most:
            parts.append("")
            used = width(sign)
        parts[-1] += sign
    return parts


def _pages(parts: list[Html]) -> list[list[Html]]:
    pages: list[list[Html]] = [[]]
    used = 0
    for part in parts:
        height = lines_of(part)
        if pages[-1] and used + height > PAGE_LINES:
            pages.append([])
            used = 0
        pages[-1].append(part)
        used += height
    return pages
