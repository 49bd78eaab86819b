"""Asking for one choice, several, a verdict, an order: buttons as long as they fit a phone, else pages and search."""

from collections.abc import Sequence

from forms.checklist import Choice
from handlers.buttons_checklist import ItemButton, PageButton
from handlers.screens.asking import LONG, SHORT, Asking, Face
from handlers.screens.format import in_rows, rows, shortened
from handlers.screens.marking import plain_in
from handlers.screens.paging import width
from handlers.screens.values import label_of
from handlers.words import Html
from rules.messages import Button, Row, Rows, Style
from services import filling_in

FEW = 10
LIST_PAGE = 5
NUMBERED_PAGE = 4
HIGH_PAGE = 2
LOOK_SHOWN = 12
FIRST_SHOWN = 16


def ask_verdict(asking: Asking) -> Face:
    """Ask whether an item complies."""
    question = asking.question
    looks: dict[str | None, Style] = {question.complies: "success", question.problem: "danger"}
    is_numbered = _is_numbered(asking, question.choices)
    buttons = {
        choice.name: _choice_button(
            asking, choice, place, _label(asking, choice, place, is_numbered=is_numbered), looks.get(choice.name)
        )
        for place, choice in enumerate(question.choices)
    }
    main = tuple((buttons.pop(name),) for name in (question.complies, question.problem) if name in buttons)
    lines = _lines(asking, question.choices) if is_numbered else ()
    return Face(lines, rows(*main, (*buttons.values(), later_button(asking))))


def later_button(asking: Asking) -> Button:
    """Return the button that leaves a question open and goes on to the next."""
    data = PageButton(act="open", visit_id=asking.sheet.visit_id, page=-(asking.question.number or 0))
    return Button(asking.words.plain("button-later"), data.pack(), steady=True)


def ask_choice(asking: Asking) -> Face:
    """Ask for one choice, or for several."""
    choices = asking.choices()
    if not choices:
        return _ask_nothing(asking)
    if len(choices) > FEW or asking.question.name in asking.sheet.looked_up:
        return _ask_from_list(asking, choices)
    is_numbered = _is_numbered(asking, choices)
    buttons = [
        _choice_button(asking, choice, place, _label(asking, choice, place, is_numbered=is_numbered))
        for place, choice in enumerate(choices)
    ]
    lines = _lines(asking, choices) if is_numbered else ()
    return Face(lines, rows(*_grid(buttons, is_numbered=is_numbered), _done(asking)))


def _ask_nothing(asking: Asking) -> Face:
    """Say that there is nothing to choose from, and lead to the question that this depends on."""
    words = asking.words
    first = filling_in.waits_for(asking.act.uow, asking.sheet, asking.question)
    if first is None:
        return Face([words("item-ask-nothing")], rows(asking.unable(), (later_button(asking),)))
    number, mark = first.question.number or 0, asking.sheet.mark(first.question.name)
    data = ItemButton(visit_id=asking.sheet.visit_id, number=number, mark=mark)
    to_it = Button(words.plain("button-answer-item", number=number), data.pack(), style="primary", steady=True)
    label = shortened(label_of(words.language, first.question), FIRST_SHOWN)
    line = words("item-ask-nothing-before", number=number, label=label)
    return Face([line], rows((to_it,), asking.unable(), (later_button(asking),)))


def _grid(buttons: Sequence[Button], *, is_numbered: bool) -> Rows:
    if is_numbered:
        return in_rows(buttons, 4)
    widest = max((width(button.text) for button in buttons), default=0.0)
    return in_rows(buttons, 2 if widest <= SHORT else 1)


def _done(asking: Asking) -> Row:
    if asking.question.kind != "choices":
        return ()
    text = asking.words.plain("button-choices-done", count=len(asking.chosen))
    return (asking.button(text, "done", style="success", is_steady=True),)


def _is_numbered(asking: Asking, choices: Sequence[Choice]) -> bool:
    """Return whether the choices stand in the message, because they are too long or several may hold."""
    labels = [plain_in(choice.label, asking.words.language) for choice in choices]
    return asking.question.kind == "choices" or any(width(label) > LONG for label in labels)


def _lines(asking: Asking, choices: Sequence[Choice]) -> Sequence[Html]:
    """Return the choices in full wording, with the numbers that their buttons carry."""
    words, chosen = asking.words, asking.chosen
    return [
        words(
            "item-choice",
            place=place,
            mark="☑" if choice.name in chosen else "☐",
            label=plain_in(choice.label, words.language),
        )
        for place, choice in enumerate(choices, 1)
    ]


def _label(asking: Asking, choice: Choice, place: int, *, is_numbered: bool) -> str:
    if not is_numbered:
        return _marked(asking, choice)
    return f"{place + 1} {'☑' if choice.name in asking.chosen else '☐'}"


def _choice_button(asking: Asking, choice: Choice, place: int, label: str, style: Style | None = None) -> Button:
    is_chosen, many = choice.name in asking.chosen, asking.question.kind == "choices"
    return asking.button(
        label,
        ("off" if is_chosen else "on") if many else "set",
        place=place,
        pick=asking.pick(choice),
        style=style,
        is_steady=many,
    )


def _ask_from_list(asking: Asking, choices: Sequence[Choice]) -> Face:
    """Show a page of a long list, or of what was found in it."""
    words = asking.words
    found = _found(asking, choices)
    look = str(asking.act.pointer.get("look") or "")
    lines = [words("item-ask-list", count=len(choices))]
    if look:
        lines.append(words("item-look" if found else "item-look-none", text=look[:LOOK_SHOWN], count=len(found)))
        found = found or list(enumerate(choices))
    is_long = any(_is_wide(plain_in(choice.label, words.language), LONG - 2) for _, choice in found)
    # Those of several lines are fewer on a page: folded they would stand away from their buttons.
    is_high = is_long and any(_is_wide(plain_in(choice.label, words.language), LONG) for _, choice in found)
    page, pages, shown = _page(asking, found, HIGH_PAGE if is_high else NUMBERED_PAGE if is_long else LIST_PAGE)
    if is_long:
        lines += _lines(asking, [choice for _, choice in shown])
    buttons = []
    for n, (place, choice) in enumerate(shown, 1):
        sign = "☑" if choice.name in asking.chosen else "☐"
        buttons.append(_choice_button(asking, choice, place, f"{n} {sign}" if is_long else _marked(asking, choice)))
    grid = in_rows(buttons, 4 if is_long else 1)
    return Face(lines, rows(*grid, _turning(asking, page, pages, has_look=bool(look)), _done(asking)))


def _marked(asking: Asking, choice: Choice) -> str:
    label = plain_in(choice.label, asking.words.language)
    if choice.name not in asking.chosen:
        return label
    return ("☑ " if asking.question.kind == "choices" else "● ") + label


def _found(asking: Asking, choices: Sequence[Choice]) -> list[tuple[int, Choice]]:
    look = str(asking.act.pointer.get("look") or "").casefold()
    return [
        (place, choice)
        for place, choice in enumerate(choices)
        if not look or any(look in text.casefold() for text in (choice.name, *choice.label.values()))
    ]


def _page(
    asking: Asking, found: Sequence[tuple[int, Choice]], size: int
) -> tuple[int, int, Sequence[tuple[int, Choice]]]:
    pages = max(1, -(-len(found) // size))
    page = min(max(int(asking.act.pointer.get("list") or 0), 0), pages - 1)
    return page, pages, found[page * size : (page + 1) * size]


def _is_wide(label: str, most: float) -> bool:
    """Return whether a label is wider than so many full-width characters; most are too short for it at first sight."""
    return len(label) > most and width(label) > most


def _turning(asking: Asking, page: int, pages: int, *, has_look: bool) -> Row:
    words = asking.words
    back = asking.button("‹", "list", place=page - 1, is_steady=True) if page else None
    on = asking.button("›", "list", place=page + 1, is_steady=True) if page + 1 < pages else None
    middle = None
    if has_look:
        middle = asking.button(words.plain("button-list-all"), "list", place=-1, is_steady=True)
    elif pages > 1:
        middle = asking.button(f"{page + 1}/{pages}", "list", place=page, is_steady=True)
    return tuple(button for button in (back, middle, on) if button is not None)


def ask_order(asking: Asking) -> Face:
    """Ask for an order: what is tapped comes next, the last one by itself."""
    words, choices = asking.words, asking.choices()
    order = (asking.draft or "").split()
    labels = {choice.name: plain_in(choice.label, words.language) for choice in choices}
    lines = [words("item-ask-rank", count=len(choices))]
    lines += [words("item-ranked", place=n, label=labels.get(name, name)) for n, name in enumerate(order, 1)]
    left = [(place, choice) for place, choice in enumerate(choices) if choice.name not in order]
    page, pages = 0, 1
    shown: Sequence[tuple[int, Choice]] = left
    if len(left) > FEW:
        page, pages, shown = _page(asking, left, LIST_PAGE)
    is_long = any(width(label) > LONG for label in labels.values())
    if is_long:
        lines += [words("item-choice", place=place + 1, mark="·", label=labels[c.name]) for place, c in shown]
    buttons = [
        asking.button(f"{place + 1}" if is_long else labels[choice.name], "rank", place=place, pick=asking.pick(choice))
        for place, choice in shown
    ]
    again = (asking.button(words.plain("button-rank-again"), "rerank"),) if order else ()
    grid = _grid(buttons, is_numbered=is_long)
    turning = _turning(asking, page, pages, has_look=False) if pages > 1 else ()
    return Face(lines, rows(*grid, turning, again, () if order else asking.unable()))
