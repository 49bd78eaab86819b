"""Follow-up inspections 复查 of clues: who goes and when, how one stands, what was seen before."""

from handlers.act import Act, Said
from handlers.buttons_clues import ClueButton, EarlierButton
from handlers.screens.format import day, in_rows, joined, rows, shortened, turning_row
from handlers.screens.looking import look
from handlers.screens.values import shown
from handlers.words import Html, Words
from rules.clues import FOLLOWED, OFFICERS_LEAST
from rules.messages import Album, Button, Card, Message, Picture, Row, Rows
from services.clues import ClueView
from services.follow_up_sending import OfficerLine, view_choosing
from services.follow_ups import Followed, FollowUpView, earlier_count, earlier_photos, found_now
from services.visits import may_see

OFFICERS_A_PAGE = 8
NAME_SHOWN, NOTE_SHOWN, PEOPLE_SHOWN = 6.0, 30.0, 12.0


def choosing_card(act: Act, clue: ClueView, head: Html, back: Row) -> Card:
    """Return the card on which officers and the day are chosen."""
    words, found = act.words, view_choosing(act.uow, act.actor, clue.clue_id)
    pages = max(1, -(-len(found.officers) // OFFICERS_A_PAGE))
    page = min(max(int(act.pointer.get("page") or 1), 1), pages)
    shown = found.officers[(page - 1) * OFFICERS_A_PAGE : page * OFFICERS_A_PAGE]
    names = joined(words, (words.pick(each.name) for each in found.officers if each.is_chosen))
    text = words(
        "follow-up-choose",
        names=shortened(names, PEOPLE_SHOWN) or "-",
        count=found.chosen,
        least=OFFICERS_LEAST,
        day=day(words, found.day) if found.day else "none",
    )
    ends = turning_row(page, pages, lambda key, to: _button(words.plain(key), clue.clue_id, "again", to))
    send: Row = ()
    if found.day is not None and found.chosen >= OFFICERS_LEAST:
        data = ClueButton(act="send", clue_id=clue.clue_id).pack()
        send = (Button(words.plain("button-follow-up-send"), data, style="success"),)
    buttons = rows(*in_rows([_officer(words, clue.clue_id, each) for each in shown], 2), ends, send, back)
    return Card(f"clue:{clue.clue_id}", Html(head + "\n" + text), buttons)


def _officer(words: Words, clue_id: int, line: OfficerLine) -> Button:
    name = shortened(words.pick(line.name), NAME_SHOWN)
    label = words.plain("button-follow-up-officer", name=name, chosen=str(line.is_chosen))
    # A second press takes it back, so it counts on the newest card only.
    data = ClueButton(act="officer", clue_id=clue_id, choice=line.person_id).pack()
    return Button(label, data)


def _button(label: str, clue_id: int, act: str, choice: int = 0) -> Button:
    return Button(label, ClueButton(act=act, clue_id=clue_id, choice=choice).pack(), steady=True)


def follow_up_line(words: Words, found: FollowUpView) -> Html:
    """Return how the newest follow-up inspection of a clue stands."""
    names = shortened(joined(words, (words.pick(name) for name in found.people)), PEOPLE_SHOWN)
    return words(
        "follow-up-stands",
        number=found.number,
        day=day(words, found.day),
        names=names,
        state=found.visit_state if found.state == "running" else found.state,
        photos=found.photos,
        known=found.known,
    )


def follow_up_buttons(act: Act, clue: ClueView, found: FollowUpView | None) -> Rows:
    """Return what can be done about follow-up inspections of a clue: one at a time."""
    words, is_running = act.words, found is not None and found.state == "running"
    again: Row = ()
    if clue.state in FOLLOWED and not is_running:
        again = (_button(words.plain("button-follow-up"), clue.clue_id, "again"),)
    look_at: Row = ()
    if found is not None and may_see(act.uow, act.actor, found.visit_id):
        look_at = (look(words, "button-follow-up-look", "look", found.visit_id),)
    off: Row = ()
    if is_running and found is not None and found.visit_state == "assigned":
        off = (_button(words.plain("button-follow-up-off"), clue.clue_id, "off"),)
    proven: Row = ()
    if clue.state in FOLLOWED and found is not None and found.is_proof and found.photos:
        data = ClueButton(act="proven", clue_id=clue.clue_id).pack()
        proven = (Button(words.plain("button-follow-up-proven", count=found.photos), data, style="success"),)
    return rows((*again, *off, *look_at), proven)


def followed_line(words: Words, followed: Followed) -> Html:
    """Return what was wrong before, on the card of the item that is followed up."""
    note = shortened(followed.note, NOTE_SHOWN) or "-"
    return words("item-followed", code=followed.code, note=note)


def reviewed_lines(act: Act, visit_id: int, followed: Followed) -> list[Html]:
    """Return which problem a visit under review follows up, and what it found of it."""
    words, note = act.words, shortened(followed.note, NOTE_SHOWN) or "-"
    lines = [words("review-followed", code=followed.code, number=followed.number, note=note)]
    now = found_now(act.uow, visit_id, followed)
    if now is not None:
        value = shown(words, now) if now.value else words.plain("review-followed-open")
        noted = shortened(now.finding.note, NOTE_SHOWN) if now.is_problem and now.finding else ""
        values = {"value": value, "note": noted or "none", "photos": now.photos}
        lines.append(words("review-followed-now", number=now.question.number or 0, **values))
    return lines


def earlier_row(act: Act, visit_id: int) -> Row:
    """Return the button of the photographs from before; none where there are none."""
    count = earlier_count(act.uow, visit_id)
    data = EarlierButton(visit_id=visit_id).pack()
    return (Button(act.words.plain("button-earlier", count=count), data, steady=True),) if count else ()


def earlier_said(act: Act, visit_id: int) -> Said:
    """Return the photographs from before, an album for each visit with its number, its day and their hashes."""
    said: list[Message] = []
    for found in earlier_photos(act.uow, act.actor, visit_id):
        when, hashes = day(act.words, found.day), " ".join(found.hashes) or "-"
        caption = act.words("earlier-caption", number=found.number, day=when, hashes=hashes)
        sources = tuple(f"telegram:{each}" for each in found.files)
        said.append(Album(sources, caption) if len(sources) > 1 else Picture(sources[0], caption))
    return said
