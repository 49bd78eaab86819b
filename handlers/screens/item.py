"""One item alone: what stands before it, its question, its answer so far."""

from collections.abc import Callable, Mapping

from forms.checklist import Kind, Question, in_language
from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_checklist import HeldButton, ItemButton, PageButton
from handlers.screens.asking import Asking, Face
from handlers.screens.asking_choices import ask_choice, ask_order, ask_verdict
from handlers.screens.asking_dates import ask_day, ask_time
from handlers.screens.asking_files import ask_code, ask_file
from handlers.screens.asking_numbers import ask_agreement, ask_number, ask_range, ask_text
from handlers.screens.asking_places import ask_point, ask_points
from handlers.screens.asking_rounds import ask_more
from handlers.screens.checklist import header, page_number_of, page_screen
from handlers.screens.follow_ups import earlier_row, followed_line
from handlers.screens.format import rows, shortened, time_of
from handlers.screens.illustrations import illustrations, not_shown
from handlers.screens.marking import html_in, marked
from handlers.screens.notes import notes_before
from handlers.screens.reasons import cut_short
from handlers.screens.task import visit_key
from handlers.screens.values import label_of, shown, shown_value
from handlers.screens.wholeness import Passage, fitted, parted
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows, Text
from services.checklists import open_sheet
from services.follow_ups import followed_in
from services.sheets import QuestionState, Sheet

HELD_SHOWN = 24
MEANT_SHOWN = 10
TYPED = ("integer", "decimal", "range", "date", "time", "datetime", "text", "barcode")

FACES: Mapping[Kind, Callable[[Asking], Face]] = {
    "compliance": ask_verdict,
    "choice": ask_choice,
    "choices": ask_choice,
    "rank": ask_order,
    "integer": ask_number,
    "decimal": ask_number,
    "range": ask_range,
    "text": ask_text,
    "acknowledge": ask_agreement,
    "date": ask_day,
    "time": ask_time,
    "datetime": ask_time,
    "geopoint": ask_point,
    "geotrace": ask_points,
    "geoshape": ask_points,
    "photo": ask_file,
    "signature": ask_file,
    "audio": ask_file,
    "video": ask_file,
    "file": ask_file,
    "barcode": ask_code,
    "more": ask_more,
}


def item_screen(act: Act, visit_id: int) -> Said:
    """Return the pointer's item; the page when it is not asked any more."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = pointed(act, sheet)
    remark = act.pointer.get("remark")
    hint = Html(remark) if remark else None
    if state is None:
        return page_screen(act, visit_id)
    return [*illustrations(act, sheet, state), item_card(act, sheet, state, hint)]


def pointed(act: Act, sheet: Sheet) -> QuestionState | None:
    """Return the question that the person has before them; none when it is not asked any more."""
    name, number = act.pointer.get("name"), act.pointer.get("number", 1)
    if name is not None:
        return sheet.find(name)
    return sheet.asked[number - 1] if isinstance(number, int) and 1 <= number <= len(sheet.asked) else None


def item_card(act: Act, sheet: Sheet, state: QuestionState, hint: Html | None = None) -> Card:
    """Return the card of one item; `hint` tells what was wrong with what was typed."""
    words, question = act.words, state.question
    asking = Asking(act, sheet, state)
    face = FACES[question.kind](asking)
    passages = [Passage(header(words, sheet)), *notes_before(words, sheet, state)]
    passages.append(Passage(title_of(words, question), gives_way=3))
    followed = followed_in(act.uow, sheet)
    is_followed = followed is not None and followed.question == question.name
    if followed is not None and is_followed:
        passages.append(Passage(followed_line(words, followed)))
    if names := not_shown(act, sheet, state):
        passages.append(Passage(words("item-media", names=shortened(", ".join(names), 30)), gives_way=4))
    held = act.pointer.get("held")
    # The card holds not more than what was typed and what is said to it.
    if (help_text := html_in(question.hint, words.language)) and not (held and hint):
        passages.append(Passage(words("item-hint", text=help_text), gives_way=2, may_go=hint is not None))
    if guidance := html_in(question.guidance, words.language):
        passages.append(Passage(words("item-guidance", text=guidance)))
    # What was wrong with what was typed says as well what is wanted.
    is_said = hint is not None and question.kind in TYPED
    passages += [Passage(line, gives_way=1, may_go=is_said) for line in face.lines]
    if not face.whole and question.kind != "more":
        # Of several, the marks before them tell it too.
        is_marked = question.kind == "choices" and len(face.lines) > 1
        passages.append(Passage(_present(words, state), gives_way=1, may_go=is_marked))
    if hint is not None:
        passages.append(Passage(hint, gives_way=1))
    if held:
        text = cut_short(" ".join(str(held).split()), HELD_SHOWN)
        passages.append(Passage(words("item-held", text=text, number=question.number or 0)))
    text, is_cut = fitted(passages)
    buttons = _buttons(asking, face, has_held=bool(held))
    if is_followed:
        buttons = rows(earlier_row(act, sheet.visit_id), *buttons)
    if is_cut:
        buttons = (*buttons[:-1], (asking.button(words.plain("button-whole"), "whole", is_steady=True),), *buttons[-1:])
    return Card(visit_key(sheet.visit_id), text, buttons)


def title_of(words: Words, question: Question) -> Html:
    """Return the number of a question and what it asks."""
    number = question.number or 0
    if question.kind == "more":
        return words("item-title", number=number, label=label_of(words.language, question))
    return words("item-title", number=number, label=marked(in_language(question.label, words.language), is_bold=True))


def whole_texts(words: Words, sheet: Sheet, state: QuestionState) -> list[Text]:
    """Return all that is told before a question and asked by it, for a card that cannot hold it."""
    question = state.question
    told = [each.text for each in [*notes_before(words, sheet, state), Passage(title_of(words, question))]]
    told += [each for texts in (question.hint, question.guidance) if (each := html_in(texts, words.language))]
    return [Text(f"<blockquote expandable>{part}</blockquote>") for part in parted("\n".join(told))]


def _present(words: Words, state: QuestionState) -> Html:
    if not state.value:
        return words("item-unanswered")
    if state.is_by_form or not state.answered_at:
        return words("item-by-form", value=shown(words, state))
    return words(
        "item-answered", value=shown(words, state), name=words.pick(state.by), time=time_of(words, state.answered_at)
    )


def _buttons(asking: Asking, face: Face, *, has_held: bool) -> Rows:
    words, question = asking.words, asking.question
    if face.whole:
        return face.rows
    held: Row = ()
    if has_held:
        mark = asking.sheet.mark(question.name)
        visit_id, number = asking.sheet.visit_id, question.number or 0
        held = tuple(
            Button(
                words.plain(f"button-held-{what}"),
                HeldButton(act=what, visit_id=visit_id, number=number, mark=mark).pack(),
            )
            for what in ("note", "drop")
        )
    soft: Row = ()
    if (meant := asking.act.pointer.get("soft")) is not None:
        value = shortened(shown_value(words, question, str(meant)), MEANT_SHOWN)
        soft = (asking.button(words.plain("button-meant", value=value), "soft", style="primary"),)
    return rows(held, soft, *face.rows, *_ends(asking))


def _ends(asking: Asking) -> tuple[Row, ...]:
    words, sheet, question = asking.words, asking.sheet, asking.question
    number = question.number or 0

    def item(key: str, to: int) -> Button | None:
        return Button(words.plain(key), item_data(sheet, to), steady=True) if 1 <= to <= len(sheet.asked) else None

    if sheet.is_returned:
        data = TaskButton(act="open", visit_id=sheet.visit_id).pack()
        return ((Button(words.plain("button-back"), data, steady=True),),)
    page = page_number_of(asking.act, sheet, question.name)
    data = PageButton(act="show", visit_id=sheet.visit_id, page=page).pack()
    back = Button(words.plain("button-this-page"), data, steady=True)
    ends = (item("button-item-back", number - 1), back, item("button-item-on", number + 1))
    return (tuple(b for b in ends if b is not None),)


def item_data(sheet: Sheet, number: int) -> str:
    """Return what a button carries that opens an item."""
    mark = sheet.mark(sheet.asked[number - 1].question.name)
    return ItemButton(visit_id=sheet.visit_id, number=number, mark=mark).pack()
