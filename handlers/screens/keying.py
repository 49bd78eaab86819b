"""What still has to be keyed on the municipal platform: the list, and one result with what is to be keyed of it; and
what is to be taken back from there, because it is kept back now.
"""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_doors import KeyingButton
from handlers.screens.format import circled, rows, shortened, turning_row
from handlers.screens.paging import lines_of
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from services.keying import DONE, DUE, TAKE_BACK, KeyingLine, KeyingPage, keying_page, keying_sheet

KEY = "keying"
NAME_SHOWN = 12.0
LABEL_SHOWN = 8.0
# Of a sheet, beside its title and what is asked; a longer value stands on a page of its own, whole.
VALUES_LINES = 8
# A message takes 4,096 signs.
VALUE_MOST = 3000
Values = Sequence[tuple[str, str]]


def keying_button(
    words: Words, act: str, key: str, of: int = 0, page: int = 1, read: tuple[int, int] = (0, 0), **values: str
) -> Button:
    """Return a button of keying, with values of its label; `read` are the round and the addenda of a sheet."""
    data = KeyingButton(act=act, of=of, page=page, review=read[0], addenda=read[1]).pack()
    return Button(words.plain(key, **values), data, steady=act not in ("keyed", "back", "gone"))


def keying_screen(act: Act, page: int = 1, listed: str = DUE, *, anew: bool = False) -> Said:
    """Return what the actor's departments have to key, have keyed, or have to take back."""
    words, found = act.words, keying_page(act.uow, act.actor, page, listed)
    title = words(f"keying-title-{listed}", total=found.total)
    if found.pages > 1:
        title = Html(title + "　" + words("page-of", page=found.page, pages=found.pages))
    lines = [title]
    for place, line in enumerate(found.lines, 1):
        name = shortened(line.short_name, NAME_SHOWN)
        told = words("keying-line", place=circled(place), name=name, number=line.result)
        if line.again:
            told = Html(told + " 🔁")
        if line.number:
            told = Html(told + " → " + words.escape(shortened(line.number, NAME_SHOWN)))
        lines.append(told)
    if not found.total:
        lines.append(words(f"keying-none-{listed}"))
    elif listed != DONE:
        lines.append(words(f"keying-hint-{listed}"))
    return [Card(KEY, "\n".join(lines), _list_buttons(words, found, listed), anew=anew)]


def _list_buttons(words: Words, found: KeyingPage, listed: str) -> Rows:
    results: list[Row] = [
        (
            keying_button(
                words,
                "open",
                "button-keying",
                line.section_id,
                place=circled(place),
                name=shortened(line.short_name, LABEL_SHOWN),
                number=line.result,
            ),
        )
        for place, line in enumerate(found.lines, 1)
    ]
    pages = turning_row(found.page, found.pages, lambda key, page: keying_button(words, listed, key, page=page))
    back: Row = ()
    other: Row = (keying_button(words, DUE, "button-keying-list"),)
    if listed == DUE:
        file = (keying_button(words, "file", "button-keying-file"),) if found.total else ()
        other = (*file, keying_button(words, DONE, "button-keying-done"))
    if listed != TAKE_BACK and found.to_take_back:
        back = (keying_button(words, TAKE_BACK, "button-keying-take-back", count=str(found.to_take_back)),)
    home = Button(words.plain("button-back"), HomeButton(view="open").pack(), steady=True)
    return rows(*results, pages, back, other, (home,))


def keying_sheet_screen(act: Act, section_id: int, page: int = 1, *, anew: bool = False) -> Said:
    """Return one result: a page of what is to be keyed, heading by heading, each value whole to be copied, and how it
    stands; or where it is to be taken back.
    """
    words = act.words
    line, values = keying_sheet(act.uow, act.actor, section_id)
    parts = _parts([each for each in values if each[1]])
    page = min(max(page, 1), len(parts))
    title = words("keying-sheet-title", number=line.result, name=shortened(line.short_name, NAME_SHOWN))
    if len(parts) > 1:
        title = Html(title + "　" + words("page-of", page=page, pages=len(parts)))
    lines = [title, *(words("keying-value", heading=heading, value=value) for heading, value in parts[page - 1])]
    turning = turning_row(page, len(parts), lambda key, to: keying_button(words, "open", key, section_id, to))
    told, act_button = _standing(words, line, is_shown=bool(values))
    back = keying_button(words, DUE, "button-keying-list")
    return [Card(KEY, "\n".join([*lines, told]), rows(turning, (act_button,), (back,)), anew=anew)]


def _standing(words: Words, line: KeyingLine, *, is_shown: bool) -> tuple[Html, Button]:
    """Return how a result stands on its list, and what can be done; unless it `is_shown`, why not."""
    number = line.number or "none"
    if line.listed == TAKE_BACK:
        told = words("keying-to-take-back", number=number, where=line.where)
        return told, keying_button(words, "gone", "button-keying-gone", line.section_id)
    if line.listed == DONE:
        told = words("keying-keyed" if is_shown else "keying-keyed-not-shown", number=line.number or "-")
        return told, keying_button(words, "back", "button-keying-back", line.section_id)
    told = words("keying-changed", number=number, because=line.again) if line.again else words("keying-ask")
    read = line.of_round, line.addenda
    return told, keying_button(words, "keyed", "button-keying-keyed", line.section_id, read=read)


def _parts(values: Values) -> Sequence[Values]:
    """Return values in pages of so many lines, at least one."""
    parts: list[list[tuple[str, str]]] = [[]]
    left = VALUES_LINES
    for heading, value in values:
        for start in range(0, len(value), VALUE_MOST):
            piece = value[start : start + VALUE_MOST]
            height = sum(map(lines_of, f"{heading}：{piece}".split("\n")))
            if parts[-1] and height > left:
                parts.append([])
                left = VALUES_LINES
            parts[-1].append((heading, piece))
            left -= height
    return parts
