"""Addenda to a submitted record: the list, and the draft with what it asks one after the other."""

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_addenda import AddendaButton, AddendumButton
from handlers.buttons_supervision import SuperviseButton
from handlers.screens.addendum_pads import STEPS as PAD_STEPS
from handlers.screens.addendum_pads import pad_step_card
from handlers.screens.addendum_signing import excerpt, refusal_why_card, signing_card, text_lines, void_card
from handlers.screens.format import circled, in_rows, rows, shortened, turning_row
from handlers.screens.papers import paper_button
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.errors import addenda as problems
from rules.messages import Button, Card, Row, Rows, Style
from rules.refusals import Refused
from services.addenda import TEXTS, AddendaPage, AddendumView, view_addenda, view_addendum
from services.addendum_places import Concern
from services.progress import progress

CONCERN_SHOWN = 9.0
TEXT_SHOWN = 44.0
ITEMS_SHOWN = 4
STEPS = ("where", "item", "stands", "reads", "reason")


def addendum_button(
    words: Words, key: str, addendum_id: int, act: str, choice: str = "", *, style: Style | None = None
) -> Button:
    """Return a button that leads from one screen of an addendum to another."""
    data = AddendumButton(act=act, addendum_id=addendum_id, choice=choice).pack()
    return Button(words.plain(key), data, style=style, steady=True)


def addenda_button(words: Words, visit_id: int, key: str = "button-addenda", **values: object) -> Button:
    """Return the button that opens a visit's addenda."""
    return Button(words.plain(key, **values), AddendaButton(act="list", visit_id=visit_id).pack(), steady=True)


def addenda_screen(act: Act, visit_id: int) -> Said:
    """Return the addenda to a visit's record, one page as the pointer says."""
    found = view_addenda(act.uow, act.actor, visit_id, int(act.pointer.get("page") or 1))
    words, visit = act.words, found.visit
    lines = [words("addenda-title", number=visit.number, name=visit.inspected.short_name)]
    lines += [_line(words, place, each) for place, each in enumerate(found.addenda, 1)] or [words("addenda-none")]
    lines.append(words("addenda-hint"))
    if found.pages > 1:
        lines.append(words("page-of", page=found.page, pages=found.pages))
    return [Card(visit_key(visit_id), "\n".join(lines), _list_buttons(act, found))]


def _line(words: Words, place: int, each: AddendumView) -> Html:
    return words(
        "addenda-line",
        place=circled(place),
        number=each.number or "draft",
        state=each.state,
        concern=shortened(concern_told(words, each.concern), CONCERN_SHOWN),
    )


def concern_told(words: Words, concern: Concern | None) -> str:
    """Return in words what an addendum is about."""
    if concern is None:
        return words.plain("addendum-concern-open")
    return words.plain(
        "addendum-concern", kind=concern.kind, department=words.pick(concern.short_name), item=concern.item or 0
    )


def _list_buttons(act: Act, found: AddendaPage) -> Rows:
    words, visit_id = act.words, found.visit.visit_id
    opened = [
        Button(
            words.plain("button-addendum", place=circled(place), number=each.number or "draft"),
            AddendumButton(act="open", addendum_id=each.addendum_id).pack(),
            steady=True,
        )
        for place, each in enumerate(found.addenda, 1)
    ]
    pages = turning_row(
        found.page,
        found.pages,
        lambda key, page: Button(
            words.plain(key), AddendaButton(act="list", visit_id=visit_id, page=page).pack(), steady=True
        ),
    )
    write: Row = ()
    if found.may_write:
        key = "button-addendum-go-on" if found.draft_id else "button-addendum-new"
        data = AddendaButton(act="new", visit_id=visit_id).pack()
        write = (Button(words.plain(key), data, style="primary", steady=True),)
    return rows(*in_rows(opened, 2), pages, write, (_back(words, found),))


def _back(words: Words, found: AddendaPage) -> Button:
    visit_id = found.visit.visit_id
    if found.may_write:
        data = TaskButton(act="open", visit_id=visit_id).pack()
    else:
        data = SuperviseButton(act="open", visit_id=visit_id, place=0, page=1).pack()
    return Button(words.plain("button-back"), data, steady=True)


def addendum_screen(act: Act, visit_id: int) -> Said:
    """Return the addendum of the pointer: what a draft still asks or its preview, else who has signed."""
    view = view_addendum(act.uow, act.actor, int(act.pointer.get("addendum") or 0))
    if view.visit.visit_id != visit_id:
        raise Refused(problems.NO_SUCH_ADDENDUM)
    step = act.pointer.get("step")
    if view.state != "draft":
        is_open = view.state == "confirmed"
        if step == "void" and is_open:
            return [void_card(act.words, view)]
        if step == "why" and is_open:
            return [refusal_why_card(act, view)]
        pad = pad_step_card(act, view, step) if step in PAD_STEPS and is_open else None
        return [pad or signing_card(act, view)]
    match step if step in STEPS else view.missing:
        case "where":
            return [_where_card(act, view)]
        case "item":
            return [_item_card(act, view)]
        case None:
            return [_preview_card(act.words, view)]
        case asked:
            return [_ask_card(act.words, view, str(asked))]


def _where_card(act: Act, view: AddendumView) -> Card:
    words = act.words
    parts = [
        Button(
            words.pick(section.short_name),
            AddendumButton(act="part", addendum_id=view.addendum_id, section=section.section_id).pack(),
            steady=True,
        )
        for section in view.visit.sections
    ]
    whole = addendum_button(words, "button-addendum-whole", view.addendum_id, "part")
    text = words("addendum-where", number=view.visit.number)
    return Card(visit_key(view.visit.visit_id), text, rows(*in_rows(parts, 2), (whole,), _way_back(words, view)))


def _item_card(act: Act, view: AddendumView) -> Card:
    words, section_id = act.words, int(act.pointer.get("section") or 0)
    section = view.visit.section(section_id)
    problems_found = progress(act.uow, section_id).problems
    items = [
        Button(
            words.plain("button-addendum-item", item=found.number),
            AddendumButton(
                act="item", addendum_id=view.addendum_id, choice=str(found.number), section=section_id
            ).pack(),
            steady=True,
        )
        for found in problems_found[:ITEMS_SHOWN]
    ]
    data = AddendumButton(act="section", addendum_id=view.addendum_id, section=section_id).pack()
    whole = Button(words.plain("button-addendum-section"), data, steady=True)
    text = words("addendum-item", department=words.pick(section.short_name), asked=section.asked)
    where = addendum_button(words, "button-back", view.addendum_id, "where")
    return Card(visit_key(view.visit.visit_id), text, rows(*in_rows(items, 2), (whole,), (where,)))


def _ask_card(words: Words, view: AddendumView, step: str) -> Card:
    now = excerpt(getattr(view, step), TEXT_SHOWN)
    text = words(
        f"addendum-ask-{step}",
        concern=concern_told(words, view.concern),
        stands=excerpt(view.stands, TEXT_SHOWN),
        has="yes" if now else "no",
        now=now,
    )
    return Card(visit_key(view.visit.visit_id), text, rows(_way_back(words, view)))


def _way_back(words: Words, view: AddendumView) -> Row:
    """Return how to leave a question: to the preview, or to the list, the draft kept; and how to drop the draft."""
    drop = Button(words.plain("button-addendum-drop"), AddendumButton(act="drop", addendum_id=view.addendum_id).pack())
    if view.missing is None:
        return (addendum_button(words, "button-back", view.addendum_id, "open"),)
    return (addenda_button(words, view.visit.visit_id, "button-back"), drop)


def _preview_card(words: Words, view: AddendumView) -> Card:
    of = view.addendum_id
    lines = [
        words("addendum-preview", number=view.visit.number),
        words("addendum-about", concern=concern_told(words, view.concern)),
        *text_lines(words, view, TEXTS, TEXT_SHOWN),
        words("addendum-preview-hint"),
    ]
    confirm = Button(
        words.plain("button-addendum-confirm"),
        AddendumButton(act="confirm", addendum_id=of).pack(),
        style="success",
        dwell=True,
    )
    edits = [
        addendum_button(words, "button-addendum-edit-where", of, "where"),
        *(addendum_button(words, f"button-addendum-edit-{name}", of, "edit", name) for name in TEXTS),
    ]
    drop = Button(words.plain("button-addendum-drop"), AddendumButton(act="drop", addendum_id=of).pack())
    record = paper_button(words, view.visit.visit_id, "record")
    back = addenda_button(words, view.visit.visit_id, "button-back")
    return Card(
        visit_key(view.visit.visit_id),
        "\n".join(lines),
        rows((confirm,), *in_rows(edits, 2), (record, drop), (back,)),
    )
