"""Sending things back: choosing, explaining, one more look; and what was said about one that was sent."""

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_review import ReturnButton
from handlers.screens.changes import returned_what
from handlers.screens.format import circled, in_rows, moment, rows, shortened
from handlers.screens.looking import look
from handlers.screens.marking import plain_in
from handlers.screens.review import review_button
from handlers.words import Words
from rules.messages import Button, Card, Row, Rows
from services.progress import progress
from services.returned_view import Exchange, view_exchange
from services.returning import Draft, ReturnView, view_draft

PROBLEMS_SHOWN = 4
ITEMS_SHOWN = 4
DEPARTMENT_SHOWN = 5.0
COMMENT_SHOWN = 30.0
LABEL_SHOWN = 16.0
LINES_SHOWN = 4
LINE_SHOWN = 34.0


def return_button(words: Words, key: str, return_id: int, act: str, **values: object) -> Button:
    """Return a button about one thing that was sent back."""
    return Button(words.plain(key, **values), ReturnButton(act=act, return_id=return_id).pack(), steady=act != "waive")


def return_screen(act: Act, visit_id: int) -> Said:
    """Return what is about to be sent back: the choice, what a choice still lacks, else one more look at all."""
    draft = view_draft(act.uow, act.actor, visit_id)
    words = act.words
    if draft.lacking is not None:
        return [_comment_card(words, draft, draft.lacking)]
    if act.pointer.get("step") == "more" or not draft.items:
        return [_choice_card(act, draft)]
    return [_preview_card(words, draft)]


def _key(draft: Draft) -> str:
    return f"review:{draft.visit.visit_id}"


def _choice_card(act: Act, draft: Draft) -> Card:
    words, visit = act.words, draft.visit
    sections = visit.sections
    # The second department's name as an example of how another one is named.
    other = words.pick(sections[1].short_name)[:1] if len(sections) > 1 else "none"
    text = words("return-choose", number=visit.number, name=visit.inspected.short_name, other=other)
    items = [
        review_button(
            words,
            "button-return-item",
            "item",
            visit.visit_id,
            f"{section.section_id}.{found.number}",
            department=shortened(words.pick(section.short_name), DEPARTMENT_SHOWN),
            number=found.number,
        )
        for section in sections
        for found in progress(act.uow, section.section_id).problems
    ][:PROBLEMS_SHOWN]
    results = [
        review_button(
            words,
            "button-return-result",
            "result",
            visit.visit_id,
            str(section.section_id),
            department=shortened(words.pick(section.short_name), DEPARTMENT_SHOWN),
        )
        for section in sections[:3]
    ]
    signing = review_button(words, "button-return-signing", "signing", visit.visit_id)
    back = look(words, "button-back", "open", visit.visit_id)
    if draft.items:
        back = review_button(words, "button-back", "return", visit.visit_id)
    return Card(_key(draft), text, rows(*in_rows(items, 2), *((each,) for each in results), (signing,), (back,)))


def _comment_card(words: Words, draft: Draft, item: ReturnView) -> Card:
    label = shortened(plain_in(item.label, words.language), LABEL_SHOWN) or "none"
    text = words("return-comment", what=returned_what(words, item), label=label, number=draft.visit.number)
    drop = review_button(words, "button-return-not-this", "last", draft.visit.visit_id)
    return Card(_key(draft), text, ((drop,), (look(words, "button-back", "open", draft.visit.visit_id),)))


def _preview_card(words: Words, draft: Draft) -> Card:
    visit_id = draft.visit.visit_id
    lines = [words("return-preview", number=draft.visit.number, count=len(draft.items))]
    lines += [
        words("return-line", place=circled(place), what=returned_what(words, each), comment=_short(each, draft))
        for place, each in enumerate(draft.items[-ITEMS_SHOWN:], 1)
    ]
    if (more := len(draft.items) - ITEMS_SHOWN) > 0:
        lines.append(words("return-more", count=more))
    lines.append(words("return-preview-hint"))
    send = review_button(words, "button-return-send", "send", visit_id, style="danger", count=len(draft.items))
    more_button = review_button(words, "button-return-more", "more", visit_id)
    drop = review_button(words, "button-return-drop", "drop", visit_id)
    back = look(words, "button-back", "open", visit_id)
    return Card(_key(draft), "\n".join(lines), ((more_button, drop), (send,), (back,)))


def _short(item: ReturnView, draft: Draft) -> str:
    return shortened(item.comment, COMMENT_SHOWN * 2 if len(draft.items) == 1 else COMMENT_SHOWN)


def exchange_card(words: Words, found: Exchange, *, anew: bool = False) -> Card:
    """Return one thing that was sent back with what was said about it, and how to go on."""
    item, visit = found.item, found.visit
    lines = [
        words("exchange-title", number=visit.number, name=visit.inspected.short_name, what=returned_what(words, item)),
        words("exchange-comment", text=shortened(item.comment, LINE_SHOWN)),
    ]
    lines += [
        words("exchange-line", name=words.pick(line.by), when=moment(words, line.at), text=_line(line.text))
        for line in found.lines[-LINES_SHOWN:]
    ]
    if item.state != "open":
        lines.append(words("exchange-over"))
    return Card(f"exchange:{item.return_id}", "\n".join(lines), _exchange_buttons(words, found), anew=anew)


def _line(text: str) -> str:
    return shortened(" ".join(text.split()), LINE_SHOWN)


def _exchange_buttons(words: Words, found: Exchange) -> Rows:
    item, visit_id = found.item, found.visit.visit_id
    own: Row = ()
    say: Row = ()
    if item.state == "open" and found.is_reviewer:
        say = (return_button(words, "button-answer-line", item.return_id, "say"),)
        if not item.is_touched:
            own = (return_button(words, "button-waive", item.return_id, "waive"),)
    elif item.state == "open":
        say = (return_button(words, "button-ask-line", item.return_id, "say"),)
    if found.is_reviewer:
        back = look(words, "button-look", "look", visit_id)
    else:
        data = TaskButton(act="open", visit_id=visit_id).pack()
        back = Button(words.plain("button-open-task"), data, style="primary", steady=True)
    return rows(say, own, (back,))


def say_screen(act: Act, visit_id: int) -> Said:
    """Ask for one line about what was sent back."""
    found = view_exchange(act.uow, act.actor, int(act.pointer.get("return") or 0))
    words = act.words
    lines = [
        words(
            "exchange-title",
            number=found.visit.number,
            name=found.visit.inspected.short_name,
            what=returned_what(words, found.item),
        ),
        words("exchange-comment", text=shortened(found.item.comment, LINE_SHOWN)),
        words("say-hint", who="reviewer" if found.is_reviewer else "team"),
    ]
    back = look(words, "button-back", "open", visit_id)
    if not found.is_reviewer:
        data = TaskButton(act="open", visit_id=visit_id).pack()
        back = Button(words.plain("button-back"), data, steady=True)
    key = f"review:{visit_id}" if found.is_reviewer else f"visit:{visit_id}"
    return [Card(key, "\n".join(lines), ((back,),))]
