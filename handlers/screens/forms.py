"""Cards of a workbook that a clerk sent: being checked, to be mended, good, taken in, dealt with."""

from collections.abc import Sequence

from handlers.buttons_forms import DraftButton
from handlers.screens.format import joined, rows, shortened, turning_row
from handlers.screens.paging import LINE_WIDTH, lines_of
from handlers.words import Html, Words
from rules.errors import describe
from rules.messages import Button, Card, Row
from services.form_drafts import DraftView

PAGE_LINES = 8
NAME_SHOWN = 24
TITLE_SHOWN = 30
# What speakers call their languages; of others the code is told.
LANGUAGE_NAMES = {
    "zh": "中文", "en": "English", "am": "አማርኛ", "ar": "العربية", "bn": "বাংলা", "bo": "བོད་སྐད།", "de": "Deutsch",
    "es": "Español", "fa": "فارسی", "fr": "Français", "ha": "Hausa", "hi": "हिन्दी", "id": "Bahasa Indonesia",
    "it": "Italiano", "ja": "日本語", "kk": "Қазақша", "km": "ខ្មែរ", "ko": "한국어", "lo": "ລາວ", "mn": "Монгол",
    "ms": "Bahasa Melayu", "my": "မြန်မာ", "ne": "नेपाली", "pt": "Português", "ru": "Русский", "so": "Soomaali",
    "sw": "Kiswahili", "th": "ไทย", "tr": "Türkçe", "ug": "ئۇيغۇرچە", "uk": "Українська", "ur": "اردو",
    "vi": "Tiếng Việt",
}  # fmt: skip
CHANGE_KINDS = ("added", "removed", "changed", "moved")
OVER = ("taken_in", "discarded", "replaced")


def draft_key(draft_id: int) -> str:
    """Return the name of the one card of a workbook in a chat."""
    return f"draft:{draft_id}"


def draft_card(words: Words, view: DraftView, *, about: str = "", page: int = 1, is_told: bool = False) -> Card:
    """Return a workbook's card, or the page of its `about` (warnings, changes).

    `is_told`: it is news, and is posted at the bottom.
    """
    text, buttons = _shown(words, view, about, page)
    return Card(draft_key(view.draft_id), text, buttons, follow=view.state not in OVER, anew=is_told)


def _shown(words: Words, view: DraftView, about: str, page: int) -> tuple[str, tuple[Row, ...]]:
    name = shortened(view.name, NAME_SHOWN)
    if view.state == "checking":
        return words("draft-checking", name=name), ()
    if view.state in OVER:
        return _over(words, view, name), ()
    if view.state == "refused":
        return _refused(words, view, name, page)
    if about == "warnings":
        told = [describe(each, words.language) for each in view.warnings]
        return _listed(words, view, words("draft-warnings", count=len(told)), told, about, page)
    if about == "changes":
        told = [change_line(words, each) for each in view.facts["changes"] or ()]
        title = words("draft-changes", version=view.facts["before"], count=len(told))
        return _listed(words, view, title, told, about, page)
    return _good(words, view), _good_buttons(words, view)


def _over(words: Words, view: DraftView, name: str) -> Html:
    if view.state != "taken_in":
        return words(f"draft-{view.state}", name=name)
    title = shortened(words.pick(view.facts["title"]), TITLE_SHOWN)
    return words("draft-taken-in", title=title, version=view.facts.get("known_as", view.facts["version"]))


def _refused(words: Words, view: DraftView, name: str, page: int) -> tuple[str, tuple[Row, ...]]:
    told = [describe(each, words.language) for each in view.faults]
    pages = _pages(told)
    page = min(max(page, 1), len(pages))
    lines = [words("draft-refused", name=name, count=len(told)), *_numbered(told, pages[page - 1])]
    lines.append(words("draft-mend", page=page, pages=len(pages)))
    whole: Row = (_button(words, "button-fault-list", view, "list"),) if view.list_sha256 and len(pages) > 1 else ()
    drop: Row = (_button(words, "button-draft-drop", view, "drop"),)
    return "\n".join(lines), rows(_turning(words, view, "show", page, len(pages)), whole, drop)


def _listed(
    words: Words, view: DraftView, title: Html, told: Sequence[str], about: str, page: int
) -> tuple[str, tuple[Row, ...]]:
    pages = _pages(told) or [(0, 0)]
    page = min(max(page, 1), len(pages))
    back: Row = (_button(words, "button-back", view, "show"),)
    text = "\n".join([title, *_numbered(told, pages[page - 1])])
    return text, rows(_turning(words, view, about, page, len(pages)), back)


def _pages(told: Sequence[str]) -> list[tuple[int, int]]:
    """Return which of the texts stand on each page: from, until; one at least."""
    pages: list[tuple[int, int]] = []
    start, used = 0, 0
    for place, text in enumerate(told):
        height = min(lines_of(text, 1.5), PAGE_LINES)
        if place > start and used + height > PAGE_LINES:
            pages.append((start, place))
            start, used = place, 0
        used += height
    return [*pages, (start, len(told))] if told else pages


def _numbered(told: Sequence[str], part: tuple[int, int]) -> list[Html]:
    most = (PAGE_LINES - 0.5) * LINE_WIDTH
    first, last = part
    return [
        Html(f"{number}. {Words.escape(shortened(text, most))}")
        for number, text in enumerate(told[first:last], start=first + 1)
    ]


def _turning(words: Words, view: DraftView, act: str, page: int, pages: int) -> Row:
    return turning_row(page, pages, lambda key, to: _button(words, key, view, act, page=to))


def change_line(words: Words, change: dict[str, object]) -> str:
    """Return in words what is different from the version before."""
    kind = str(change["kind"])
    if kind in ("title", "rest"):
        return words.plain(f"change-{kind}")
    if kind in ("languages", "files"):
        names = change["names"]
        assert isinstance(names, list)
        return words.plain(f"change-{kind}", names=joined(words, names))
    label = change["label"]
    assert isinstance(label, dict)
    said = shortened(words.pick(label), TITLE_SHOWN)
    if kind != "changed":
        return words.plain(f"change-{kind}", label=said)
    aspects = change["aspects"]
    assert isinstance(aspects, list)
    return words.plain(
        "change-changed", label=said, aspects=joined(words, (words.plain(f"aspect-{each}") for each in aspects))
    )


def _good(words: Words, view: DraftView) -> str:
    facts = view.facts
    codes = [code for code in facts["languages"] if code != "und"]
    languages = joined(words, (LANGUAGE_NAMES.get(code.partition("-")[0], code) for code in codes))
    lines = [
        words("draft-good", title=shortened(words.pick(facts["title"]), TITLE_SHOWN), version=facts["version"]),
        words("draft-whose", department=words.pick(view.department), form_id=shortened(facts["form_id"], NAME_SHOWN)),
        words("draft-size", asked=facts["asked"], groups=facts["groups"], repeats=facts["repeats"]),
    ]
    if languages:
        lines.append(words("draft-languages", languages=languages))
    if facts["files"]:
        lines.append(words("draft-files", count=len(facts["files"])))
    if view.warnings:
        lines.append(words("draft-has-warnings", count=len(view.warnings)))
    return "\n".join([*lines, _compared(words, view), words("draft-same-use" if facts["is_same"] else "draft-use")])


def _compared(words: Words, view: DraftView) -> Html:
    facts = view.facts
    if facts["before"] is None:
        return words("draft-new-form")
    if facts["is_same"]:
        return words("draft-same")
    counted = {kind: sum(each["kind"] == kind for each in facts["changes"]) for kind in CHANGE_KINDS}
    others = len(facts["changes"]) - sum(counted.values())
    return words("draft-compared", version=facts["before"], **counted, others=others)


def _good_buttons(words: Words, view: DraftView) -> tuple[Row, ...]:
    facts = view.facts
    more = []
    if view.warnings:
        more.append(_button(words, "button-draft-warnings", view, "warnings", count=len(view.warnings)))
    if facts["changes"]:
        more.append(_button(words, "button-draft-changes", view, "changes", count=len(facts["changes"])))
    use: Row = ()
    if not facts["is_same"]:
        data = DraftButton(act="use", draft_id=view.draft_id).pack()
        use = (Button(words.plain("button-draft-use"), data, style="success", dwell=True),)
    try_it = _button(words, "button-draft-try", view, "try")
    return rows(tuple(more), (try_it, _button(words, "button-draft-drop", view, "drop")), use)


def _button(words: Words, key: str, view: DraftView, act: str, *, page: int = 1, **values: int) -> Button:
    data = DraftButton(act=act, draft_id=view.draft_id, page=page).pack()
    return Button(words.plain(key, **values), data, steady=True)
