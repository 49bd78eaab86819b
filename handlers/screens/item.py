"""One item alone: compliance, choices, numbers, texts, dates, photographs; and two people on one item."""

from forms.checklist import Question, in_language
from handlers.act import Act, Said
from handlers.buttons_checklist import AnswerButton, HeldButton, ItemButton, PageButton
from handlers.screens.checklist import header, page_number_of
from handlers.screens.format import in_rows, rows, time_of
from handlers.screens.paging import width
from handlers.screens.reasons import cut_short
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from services.answering import Conflict
from services.checklists import UNABLE, QuestionState, Sheet, open_sheet
from services.undoing import UndoneAnswer, UndoneRest

SHORT = 8.0  # full-width characters of a label that shares its row
LONG = 16.0
HELD_SHOWN = 24


def item_screen(act: Act, visit_id: int) -> Said:
    """Return the pointer's item."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    number = act.pointer.get("number", 1)
    if not 1 <= number <= len(sheet.asked):
        number = 1
    return [item_card(act, sheet, sheet.numbered(number))]


def item_card(act: Act, sheet: Sheet, state: QuestionState, hint: Html | None = None) -> Card:
    """Return the card of one item; `hint` tells what was wrong with what was typed."""
    words, question = act.words, state.question
    lines = [header(words, sheet), words("item-title", number=question.number or 0, label=_label(words, question))]
    held = act.pointer.get("held")
    # The card holds not more than what was typed and what is said to it.
    if (help_text := in_language(question.hint, words.language)) and not (held and hint):
        lines.append(words("item-hint", text=help_text))
    if guidance := in_language(question.guidance, words.language):
        lines.append(words("item-guidance", text=guidance))
    lines += _asking(words, question, state)
    lines.append(_present(words, state))
    if hint is not None:
        lines.append(hint)
    if held:
        lines.append(
            words("item-held", text=cut_short(" ".join(str(held).split()), HELD_SHOWN), number=question.number or 0)
        )
    return Card(visit_key(sheet.visit_id), "\n".join(lines), _buttons(act, sheet, state, has_held=bool(held)))


def _label(words: Words, question: Question) -> str:
    return in_language(question.label, words.language)


def _asking(words: Words, question: Question, state: QuestionState) -> list[Html]:
    """Return how to answer, for kinds that are typed or photographed, and the numbered long choices."""
    if question.kind in ("integer", "decimal", "text", "date", "photo"):
        return [words(f"item-ask-{question.kind}", photos=state.photos, needed=question.photos_required)]
    if _is_numbered(words, question):
        chosen = set(state.value.split())
        return [
            words(
                "item-choice",
                place=n,
                mark="☑" if c.name in chosen else "☐",
                label=in_language(c.label, words.language),
            )
            for n, c in enumerate(question.choices, 1)
        ]
    return []


def _is_numbered(words: Words, question: Question) -> bool:
    """Return whether the choices stand in the message, because they are too long or several may hold."""
    labels = [in_language(c.label, words.language) for c in question.choices]
    return question.kind == "choices" or any(width(label) > LONG for label in labels)


def _present(words: Words, state: QuestionState) -> Html:
    if not state.answered_at or not state.value:
        return words("item-unanswered")
    return words(
        "item-answered", value=shown(words, state), name=words.pick(state.by), time=time_of(words, state.answered_at)
    )


def shown(words: Words, state: QuestionState) -> str:
    """Return an answer in words."""
    return shown_value(words, state.question, state.value, state.photos)


def shown_value(words: Words, question: Question, value: str, photos: int = 0) -> str:
    """Return a value of a question in words."""
    if value == UNABLE:
        return words.plain("item-unable")
    if question.kind == "photo" and value:
        return words.plain("item-photos", photos=photos)
    if question.choices and value:
        labels = [in_language(question.choice(name).label, words.language) for name in value.split()]
        return words.plain("list-separator").join(labels)
    return value if len(value) <= 80 else value[:79] + "…"


def _buttons(act: Act, sheet: Sheet, state: QuestionState, *, has_held: bool) -> Rows:
    words, question = act.words, state.question
    visit_id, number = sheet.visit_id, question.number or 0

    def answers(key: str, what: str, **look: object) -> Button:
        data = AnswerButton(act=what, visit_id=visit_id, number=number, revision=state.revision).pack()
        return Button(words.plain(key), data, **look)  # type: ignore[arg-type]

    held: Row = ()
    if has_held:
        held = tuple(
            Button(words.plain(f"button-held-{what}"), HeldButton(act=what, visit_id=visit_id, number=number).pack())
            for what in ("note", "drop")
        )
    soft: Row = ()
    if (meant := act.pointer.get("soft")) is not None:
        data = AnswerButton(act="soft", visit_id=visit_id, number=number, revision=state.revision).pack()
        label = words.plain("button-meant", value=shown_value(words, question, str(meant)))
        soft = (Button(label, data, style="primary"),)
    own: Rows = ()
    if question.kind == "compliance":
        own = _compliance(act, state, visit_id)
    elif question.choices:
        own = _choices(act, state, visit_id)
    elif question.kind == "photo":
        own = rows(
            (answers("button-photo-done", "done", style="success"),) if state.photos else (),
            (answers("button-unable", "unable"),),
        )
    elif question.kind in ("integer", "decimal", "date"):
        own = ((answers("button-unable", "unable"),),)
    if question.kind == "date":
        own = ((answers("button-today", "today"), answers("button-yesterday", "yesterday")), *own)
    return rows(held, soft, *own, *_ends(act, sheet, state))


def _compliance(act: Act, state: QuestionState, visit_id: int) -> Rows:
    question = state.question
    looks = {question.complies: "success", question.problem: "danger"}
    buttons = {
        c.name: _choice_button(act, state, visit_id, place, style=looks.get(c.name))
        for place, c in enumerate(question.choices)
    }
    main = tuple((buttons.pop(name),) for name in (question.complies, question.problem) if name in buttons)
    later = Button(
        act.words.plain("button-later"),
        PageButton(act="open", visit_id=visit_id, page=-(question.number or 0)).pack(),
        steady=True,
    )
    return rows(*main, (*buttons.values(), later))


def _choices(act: Act, state: QuestionState, visit_id: int) -> Rows:
    question, words = state.question, act.words
    buttons = [_choice_button(act, state, visit_id, place) for place in range(len(question.choices))]
    if _is_numbered(words, question):
        grid = in_rows(buttons, 4)
    else:
        widest = max(width(b.text) for b in buttons)
        grid = in_rows(buttons, 2 if widest <= SHORT else 1)
    if question.kind != "choices":
        return grid
    chosen = len(state.value.split())
    data = AnswerButton(act="done", visit_id=visit_id, number=question.number or 0, revision=state.revision).pack()
    done = Button(words.plain("button-choices-done", count=chosen), data, style="success", steady=True)
    return (*grid, (done,))


def _choice_button(act: Act, state: QuestionState, visit_id: int, place: int, style: str | None = None) -> Button:
    question = state.question
    choice = question.choices[place]
    is_chosen = choice.name in state.value.split()
    many = question.kind == "choices"
    data = AnswerButton(
        act=("off" if is_chosen else "on") if many else "set",
        visit_id=visit_id,
        number=question.number or 0,
        revision=0 if many else state.revision,
        place=place,
    ).pack()
    if _is_numbered(act.words, question):
        text = f"{place + 1} {'☑' if is_chosen else '☐'}"
    else:
        text = ("● " if is_chosen else "") + in_language(choice.label, act.words.language)
    return Button(text, data, style=style, steady=many)  # type: ignore[arg-type]


def _ends(act: Act, sheet: Sheet, state: QuestionState) -> tuple[Row, ...]:
    words, visit_id, number = act.words, sheet.visit_id, state.question.number or 0

    def item(key: str, to: int) -> Button | None:
        if not 1 <= to <= len(sheet.asked):
            return None
        return Button(words.plain(key), ItemButton(visit_id=visit_id, number=to).pack(), steady=True)

    page = page_number_of(act, sheet, state.question.name)
    back = Button(
        words.plain("button-this-page"), PageButton(act="show", visit_id=visit_id, page=page).pack(), steady=True
    )
    ends = (item("button-item-back", number - 1), back, item("button-item-on", number + 1))
    return (tuple(b for b in ends if b is not None),)


def conflict_card(act: Act, visit_id: int, conflict: Conflict, place: int) -> Card:
    """Say that a colleague answered otherwise, and let the person choose."""
    words, number = act.words, conflict.question.number or 0
    wanted = conflict.question.choices[place]
    text = words(
        "item-conflict",
        number=number,
        name=words.pick(conflict.by),
        time=time_of(words, conflict.at),
        value=shown_value(words, conflict.question, conflict.value),
        wanted=in_language(wanted.label, words.language),
    )
    keep = Button(
        words.plain("button-keep-theirs"),
        ItemButton(visit_id=visit_id, number=number).pack(),
        style="primary",
        steady=True,
    )
    mine = AnswerButton(act="mine", visit_id=visit_id, number=number, revision=conflict.revision, place=place).pack()
    change = Button(words.plain("button-change-mine", wanted=in_language(wanted.label, words.language)), mine)
    return Card(visit_key(visit_id), text, ((keep,), (change,)))


def undone_words(words: Words, undone: UndoneRest | UndoneAnswer) -> Html:
    """Say what a typed undo took back."""
    if isinstance(undone, UndoneRest):
        return words("undone-rest", count=undone.count)
    value, now = (shown_value(words, undone.question, each) for each in (undone.value, undone.now))
    return words("undone-answer", number=undone.question.number or 0, value=value, now=now or "none")
