"""What became of what was sent back, in words: in one line with both versions side by side, or both in full."""

from collections.abc import Sequence

from handlers.screens.conclusion import results_text
from handlers.screens.format import shortened
from handlers.screens.paging import width
from handlers.screens.values import shown_value
from handlers.screens.wholeness import cut, signs
from handlers.words import Html, Words
from rules.conclusions import Result
from services.returned_changes import Change, Version
from services.returning import ReturnView

VALUE_SHOWN = 10.0
SENTENCE_SHOWN = 9.0
LEAD_IN = 3  # signs in front of the first that differs
# Both versions in UTF-16 units, as Telegram counts; the comment and what stands around them are in the same message.
WHOLE = 3000


def returned_what(words: Words, item: ReturnView) -> str:
    """Return in words what is sent back."""
    return words.plain("return-what", kind=item.kind, department=words.pick(item.department), number=item.number)


def change_line(words: Words, results: Sequence[Result], change: Change) -> Html:
    """Return what was sent back with what stood before and stands now, in short."""
    return words("review-change", what=returned_what(words, change.item), told=change_told(words, results, change))


def change_told(words: Words, results: Sequence[Result], change: Change) -> Html:
    """Return the same without what was sent back."""
    before, now = change.before, change.now
    told = []
    if before.value != now.value:
        values = {"before": _value(words, change, before), "now": _value(words, change, now)}
        told.append(words("change-value", **values))
    if before.results != now.results:
        values = {"before": results_text(words, results, before.results)}
        told.append(words("change-value", **values, now=results_text(words, results, now.results)))
    for name in ("note", "remarks"):
        one, other = getattr(before, name), getattr(now, name)
        # What was noted about a problem that is one no more goes with the answer.
        if one != other and not (name == "note" and before.value != now.value and not now.note):
            told.append(_sentence(words, name, one, other, is_alone=not told))
    if before.value == now.value and _found(before) != _found(now):
        told.append(words("change-found"))
    if change.signed:
        told.append(words("change-signed", count=change.signed))
    if not told:
        told.append(words("change-none", kind=change.item.kind))
    line = Html(words.plain("change-separator").join(told))
    if change.photos or change.gone:
        line = Html(line + words("change-pictures", photos=change.photos, gone=change.gone))
    return line


def _sentence(words: Words, name: str, before: str, now: str, *, is_alone: bool) -> Html:
    """Return both versions side by side; beside a change that counts for more it is but named."""
    if not is_alone:
        return words("change-named", of=name)
    before, now = apart(before, now, SENTENCE_SHOWN)
    return words("change-sentence", of=name, before=before or "-", now=now or "-")


def _found(version: Version) -> tuple[str, str, str]:
    return version.how, version.of, version.photo_waiver


def _value(words: Words, change: Change, version: Version) -> str:
    if change.question is None or not version.value:
        return "-"
    return shortened(shown_value(words, change.question, version.value), VALUE_SHOWN)


def apart(before: str, now: str, most: float) -> tuple[str, str]:
    """Return two texts cut to a width so that where they begin to differ can be seen in both."""
    before, now = (" ".join(each.split()) for each in (before, now))
    same = next((n for n, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now)))
    start = max(0, same - LEAD_IN)
    if width(before[:start]) < 1.0 or max(width(before), width(now)) <= most:
        return shortened(before, most), shortened(now, most)
    return shortened("…" + before[start:], most), shortened("…" + now[start:], most)


def versions_texts(words: Words, results: Sequence[Result], change: Change) -> tuple[str, str]:
    """Return all that either version says, line by line; one may take the room that the other leaves."""
    before, now = (_version_text(words, results, change, version) for version in (change.before, change.now))
    half = WHOLE // 2
    return cut(before, max(half, WHOLE - signs(now))), cut(now, max(half, WHOLE - signs(before)))


def _version_text(words: Words, results: Sequence[Result], change: Change, version: Version) -> str:
    lines = []
    if change.question is not None:
        is_text = change.question.kind == "text"
        lines.append(version.value if is_text else shown_value(words, change.question, version.value) or "-")
    if change.item.kind == "result":
        lines.append(results_text(words, results, version.results))
    if version.remarks:
        lines.append(words.plain("version-remarks", text=version.remarks))
    if version.note:
        lines.append(words.plain("version-note", text=version.note))
    if version.how:
        lines.append(words.plain("finding-how-is", how=version.how, of=version.of or "other"))
    if version.photo_waiver:
        lines.append(words.plain("finding-waived", reason=version.photo_waiver))
    return "\n".join(lines)
