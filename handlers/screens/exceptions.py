"""What a supervisor must not miss about a visit: never cut; figures give way to problems, and both to it."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from handlers.screens.arrival import REASON_KEYS
from handlers.screens.evidence import doubt_lines
from handlers.screens.format import distance, joined, shortened
from handlers.screens.marking import plain_in
from handlers.screens.paging import LINE_WIDTH
from handlers.screens.reasons import shown_reason
from handlers.screens.signing import party_line, witness_line
from handlers.words import Html, Words
from rules.conclusions import numbers_text
from rules.reviews import SECONDING, WAITING
from rules.signatures import SIGNED
from services.supervision import Flag, SupervisedVisit

LINES_MOST = 12
PROBLEM_SHOWN = 36  # full-width characters
REASON_SHOWN = 24
TAG = re.compile(r"</?\w+>")
PIECES = re.compile(r"[^\s\u2e80-\uffff]+\s?|.")
# Letters are a little wider on the phone than half a full-width sign.
ROOM = LINE_WIDTH * 0.96


def exceptions(words: Words, view: SupervisedVisit) -> list[Html]:
    """Return what is out of the ordinary: refusal, overridden gates, gaps, problems without a photograph."""
    lines = []
    if view.signing.party is not None and view.signing.party.way not in SIGNED:
        lines += [party_line(words, view.signing.party), Html("　" + witness_line(words, view.signing))]
    lines += [_flag(words, flag) for flag in view.flags if flag.kind != "gate"]
    if view.visit.submitted_at is not None:
        lines += _left_open(words, view)
    lines += _gates(words, [flag for flag in view.flags if flag.kind == "gate"])
    for each in view.sections:
        bare = [found.number for found in each.progress.problems if not found.photos]
        if bare:
            numbers = numbers_text(bare)
            lines.append(words("review-no-photo", department=words.pick(each.section.short_name), numbers=numbers))
    if view.photos.lost:
        lines.append(words("review-lost", count=view.photos.lost))
    if view.quarantined:
        lines.append(words("review-quarantined", count=view.quarantined))
    lines += doubt_lines(words, view.doubts)
    return lines


def _left_open(words: Words, view: SupervisedVisit) -> list[Html]:
    """Return what a submitted visit was closed without: departments' results, signatures."""
    lines = [
        words(
            "review-open",
            department=words.pick(each.section.short_name),
            answered=each.progress.answered,
            asked=each.progress.asked,
        )
        for each in view.sections
        if each.section.state != "concluded"
    ]
    if unsigned := view.signing.needed - view.signing.given:
        lines.append(words("review-unsigned", count=unsigned))
    return lines


def _flag(words: Words, flag: Flag) -> Html:
    department = words.pick(flag.department) if flag.department else ""
    return words(f"review-{flag.kind}", text=shortened(flag.text, REASON_SHOWN), department=department)


def _gates(words: Words, gates: Sequence[Flag]) -> list[Html]:
    """Return each department's reasons once, with all that each speaks of."""
    lines = []
    for department, reason in dict.fromkeys((words.pick(gate.department or {}), gate.text) for gate in gates):
        missing = joined(
            words,
            (
                words.plain("review-gate-name", gate=gate.gate, distance=distance(words, gate.number))
                for gate in gates
                if (words.pick(gate.department or {}), gate.text) == (department, reason)
            ),
        )
        text = shortened(shown_reason(words, reason, REASON_KEYS), REASON_SHOWN)
        lines.append(words("review-gate", department=department, missing=missing, text=text))
    return lines


def problem_lines(words: Words, view: SupervisedVisit) -> list[Html]:
    """Return each problem of the checklists in one line. Beside one that was sent back stands what changed of it."""
    return [
        words(
            "review-problem",
            department=words.pick(each.section.short_name),
            number=found.number,
            text=shortened(found.note or plain_in(found.label, words.language), PROBLEM_SHOWN),
            photos=found.photos,
        )
        for each in view.sections
        for found in each.progress.problems
    ]


def is_waiting(view: SupervisedVisit) -> bool:
    """Return whether a visit waits for its review, so that what became of what was sent back is told."""
    return view.visit.state == "submitted" and view.review in (WAITING, SECONDING)


def is_room_for(*parts: Sequence[Html]) -> bool:
    """Return whether all of this is one card."""
    return sum(map(_height, parts)) <= LINES_MOST


def fitted(
    words: Words, first: Sequence[Html], problems: Sequence[Html], figures: Sequence[Html], *, on: str = "card"
) -> list[Html]:
    """Return `first` whole, however long, then as many problems as a card holds, at least one where it can; figures
    stand only where all problems do. How much is left out is said, and where it stands: on a `message`, behind its
    button; figures alone only where there is room to say so.
    """
    kept = list(figures)
    if not (problems or figures) or _height([*first, *problems, *kept]) <= LINES_MOST:
        return [*first, *problems, *kept]
    if not problems and _height(first) >= LINES_MOST:
        # Figures stand behind the button as well; a line for them would be one too many.
        return [*first]
    while kept:
        kept.pop()
        if _height([*first, *problems, *kept]) < LINES_MOST:
            return [*first, *problems, *kept, _left_out(words, 0, len(figures) - len(kept), on)]
    room = LINES_MOST - _height(first) - 1
    shown: list[Html] = []
    for problem in problems:
        if _height([*shown, problem]) > room:
            break
        shown.append(problem)
    return [*first, *shown, _left_out(words, len(problems) - len(shown), len(figures), on)]


def _left_out(words: Words, problems: int, figures: int, on: str) -> Html:
    return words("review-more", count=problems, figures=figures, on=on)


def _height(lines: Sequence[Html]) -> int:
    return sum(_wrapped(TAG.sub("", line)) for line in lines)


def _wrapped(text: str) -> int:
    """Return how many lines a text takes that is divided between words, and between full-width signs."""
    count, used = 1, 0.0
    for piece in PIECES.findall(text):
        if used and used + _drawn(piece.rstrip()) > ROOM:
            count, used = count + 1, 0.0
        used += _drawn(piece)
    return count


def _drawn(text: str) -> float:
    return sum(map(_sign_drawn, text))


@lru_cache(maxsize=4096)
def _sign_drawn(sign: str) -> float:
    """Return how wide a sign is drawn: arrows, quotation marks and circled numbers as Chinese ones, emoji wider."""
    if sign == "\ufe0f":
        return 0.0
    if sign >= "\U0001f000" or sign in "✅⚠⏳✍↩":
        return 1.25
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5
