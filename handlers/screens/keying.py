"""What still has to be keyed on the municipal platform: the list, and one result with what is to be keyed of it."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_doors import KeyingButton
from handlers.screens.format import circled, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from services.keying import KeyingPage, keying_page, keying_sheet

KEY = "keying"
NAME_SHOWN = 12.0
LABEL_SHOWN = 8.0
VALUES_SHOWN = 7
HEADING_SHOWN = 8.0
VALUE_SHOWN = 10.0


def keying_button(words: Words, act: str, key: str, of: int = 0, page: int = 1, **values: str) -> Button:
    """Return a button of keying, with values of its label."""
    data = KeyingButton(act=act, of=of, page=page).pack()
    return Button(words.plain(key, **values), data, steady=act not in ("keyed", "back"))


def keying_screen(act: Act, page: int = 1, *, done: bool = False, anew: bool = False) -> Said:
    """Return what the actor's departments have to key, or have keyed."""
    words, found = act.words, keying_page(act.uow, act.actor, page, done=done)
    title = words("keying-title-done" if done else "keying-title", total=found.total)
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
        lines.append(words("keying-none-done" if done else "keying-none"))
    elif not done:
        lines.append(words("keying-hint"))
    return [Card(KEY, "\n".join(lines), _list_buttons(words, found, done=done), anew=anew)]


def _list_buttons(words: Words, found: KeyingPage, *, done: bool) -> Rows:
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
    shown = "done" if done else "list"
    pages = turning_row(found.page, found.pages, lambda key, page: keying_button(words, shown, key, page=page))
    other: Row = (keying_button(words, "list", "button-keying-list"),)
    if not done:
        file = (keying_button(words, "file", "button-keying-file"),) if found.total else ()
        other = (*file, keying_button(words, "done", "button-keying-done"))
    home = Button(words.plain("button-back"), HomeButton(view="open").pack(), steady=True)
    return rows(*results, pages, other, (home,))


def keying_sheet_screen(act: Act, section_id: int, *, anew: bool = False) -> Said:
    """Return one result: what is to be keyed, heading by heading, or the number that it got there."""
    words = act.words
    line, values = keying_sheet(act.uow, act.actor, section_id)
    name = shortened(line.short_name, NAME_SHOWN)
    lines = [words("keying-sheet-title", number=line.result, name=name)]
    shown = [(heading, value) for heading, value in values if value][:VALUES_SHOWN]
    for heading, value in shown:
        told = {"heading": shortened(heading, HEADING_SHOWN), "value": shortened(value, VALUE_SHOWN)}
        lines.append(words("keying-value", **told))
    if line.keyed:
        lines.append(words("keying-keyed", number=shortened(line.number or "-", VALUE_SHOWN)))
        acts: Row = (keying_button(words, "back", "button-keying-back", section_id),)
    else:
        number = shortened(line.number or "none", VALUE_SHOWN)
        lines.append(words("keying-changed", number=number) if line.again else words("keying-ask"))
        acts = (keying_button(words, "keyed", "button-keying-keyed", section_id),)
    back = keying_button(words, "list", "button-keying-list")
    return [Card(KEY, "\n".join(lines), (acts, (back,)), anew=anew)]
