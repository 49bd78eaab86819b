"""A draw in the chat of its supervisor and its witnesses: what is frozen, the dice, who and what was drawn."""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons_draws import DrawButton, DrawnButton, PlanButton, ReaderButton
from handlers.screens.dispatch import time_lines, time_rows
from handlers.screens.format import circled, day, joined, moment, rows, shortened, turning_row
from handlers.screens.paging import width
from handlers.screens.papers import paper_button
from handlers.words import Html, Words
from rules.campaigns import GROUP
from rules.messages import Button, Card, Picture, Row, Rows, Style, Toast
from services.dice_photos import dice_photos
from services.draw_view import DrawnTeam, DrawView, view_draw

NAME_SHOWN = 9.0
PEOPLE_SHOWN = 16.0
TITLE_SHOWN = 14.0
PLACES_SHOWN = 1
PHOTOS_SHOWN = 4
NAMES_SHOWN = 12.0
DICE_SHOWN = 13.0
CLASSES_SHOWN = 17.0
OBJECT_SHOWN = 12.0


def draw_key(draw_id: int) -> str:
    """Return the name of a draw's card."""
    return f"draw:{draw_id}"


def draw_label(words: Words, view: DrawView) -> str:
    """Return what a draw is called on a button."""
    return words.plain("button-draw-open", number=view.number, title=shortened(words.pick(view.title), NAME_SHOWN))


def draw_screen(act: Act, draw_id: int, page: int = 1) -> Said:
    """Return a draw as the actor sees it."""
    return [draw_card(act.words, view_draw(act.uow, act.actor, draw_id, page))]


def draw_card(words: Words, view: DrawView, *, anew: bool = False) -> Card:
    """Return a draw's card for one of those who hold or watch it."""
    states = {
        "drawn": "sent" if view.is_dispatched else "drawn",
        "committed": "sealed" if view.is_sealed else "committed",
    }
    state = states.get(view.state, view.state)
    title = words("draw-card-title", number=view.number, campaign=view.campaign, state=state)
    if view.state == "drawn":
        lines, buttons = _held(words, view)
    elif view.state == "committed":
        lines, buttons = _committed(words, view), _dice_buttons(words, view)
    else:
        lines, buttons = _given_up(words, view)
    if view.is_supervisor:
        back = PlanButton(act="show", campaign_id=view.campaign_id).pack()
        buttons = (*buttons, (Button(words.plain("button-plan-back"), back, steady=True),))
    return Card(draw_key(view.draw_id), "\n".join([title, *lines]), buttons, anew=anew)


def _given_up(words: Words, view: DrawView) -> tuple[list[Html], Rows]:
    lines = [words("draw-lapsed") if view.is_lapsed else words("draw-abandoned", reason=view.reason or "-")]
    if view.dice is None:
        return lines, ()
    told = words("draw-dice", dice=shortened(grouped(view.dice), DICE_SHOWN))
    files: Row = (_button(words, "button-draw-files", "files", view.draw_id),)
    day_told = words("draw-abandoned-sealed", day=day(words, view.opens_on))
    return [*lines, told, day_told if view.is_sealed else words("draw-abandoned-public")], (files,)


def _committed(words: Words, view: DrawView) -> list[Html]:
    sizes = view.sizes
    lines = [words("draw-hash", hash=view.commit_hash)]
    if not view.mine:
        when = moment(words, view.committed_at)
        lines.insert(0, words("draw-frozen", moment=when, objects=sizes["objects"], officers=sizes["inspectors"]))
    if view.typed_by:
        lines.append(
            words("draw-typed-by", names=shortened(joined(words, map(words.pick, view.typed_by)), NAMES_SHOWN))
        )
    if view.mine:
        lines.append(words("draw-mine", dice=shortened(grouped(view.mine), DICE_SHOWN)))
    if view.places:
        named = [place_of(words, each) for each in view.places[:PLACES_SHOWN]]
        told = joined(words, named) + ("…" if len(view.places) > PLACES_SHOWN else "")
        lines.append(words("draw-differs", places=told))
    elif view.next_group:
        lines.append(words("draw-next-group", group=view.next_group))
    elif view.is_ready:
        lines.append(words("draw-ready"))
    elif view.is_set_aside:
        lines.append(words("draw-set-aside-own"))
    else:
        lines.append(words("draw-throw"))
    return lines


def _dice_buttons(words: Words, view: DrawView) -> Rows:
    abandon: Row = (_button(words, "button-draw-abandon", "abandon", view.draw_id),)
    if view.stands_in:
        # Nobody can hold it any more.
        return (abandon,)
    key = "button-draw-dice-again" if view.mine else "button-draw-dice"
    is_next = not view.mine or bool(view.places)
    dice = [_button(words, key, "dice", view.draw_id, "primary" if is_next else None)]
    if view.is_agreed or view.is_set_aside:
        dice = []
    elif view.mine:
        dice.append(_reader_button(words, "button-dice-withdraw", "withdraw", view.draw_id))
    way: Row = (_reader_button(words, "button-dice-way", "way", view.draw_id),) if view.in_the_way else ()
    hold: Row = ()
    if view.is_supervisor and view.is_ready:
        data = DrawButton(act="hold", draw_id=view.draw_id).pack()
        hold = (Button(words.plain("button-draw-hold"), data, style="success", dwell=True),)
    photo = [_button(words, "button-dice-photo", "photo", view.draw_id)]
    if view.photos:
        photo.append(_button(words, "button-dice-photos", "photos", view.draw_id))
    return rows(tuple(photo), hold, tuple(dice), way, abandon if view.is_supervisor else ())


def _reader_button(words: Words, key: str, act: str, draw_id: int) -> Button:
    return Button(words.plain(key), ReaderButton(act=act, draw_id=draw_id).pack(), steady=True)


def being_held_screen(act: Act, draw_id: int) -> Said:
    """Say that a draw is being computed."""
    view = view_draw(act.uow, act.actor, draw_id)
    if view.state != "committed":
        return [draw_card(act.words, view)]
    return [Card(draw_key(draw_id), act.words("draw-being-held", number=view.number), _look_again(act.words, draw_id))]


def _look_again(words: Words, draw_id: int) -> Rows:
    return ((_button(words, "button-draw-look", "show", draw_id),),)


def dice_screen(act: Act, draw_id: int) -> Said:
    """Ask for the dice."""
    return _asking(act, draw_id, "draw-dice-ask")


def photo_screen(act: Act, draw_id: int) -> Said:
    """Ask for a photograph of the dice."""
    return _asking(act, draw_id, "dice-photo-ask")


def photos_screen(act: Act, draw_id: int) -> Said:
    """Show the photographs of the dice, and the draw below them."""
    found = dice_photos(act.uow, act.actor, draw_id)[-PHOTOS_SHOWN:]
    shown = [Picture(f"sha256:{sha256}", act.words("dice-photo", name=act.words.pick(name))) for sha256, name in found]
    below = draw_card(act.words, view_draw(act.uow, act.actor, draw_id), anew=True)
    return [*shown, below] if shown else [Toast(act.words.plain("dice-photos-none")), below]


def abandon_screen(act: Act, draw_id: int) -> Said:
    """Ask why a draw is given up."""
    return _asking(act, draw_id, "draw-abandon-ask")


def _asking(act: Act, draw_id: int, key: str) -> Said:
    view = view_draw(act.uow, act.actor, draw_id)
    if view.state != "committed":
        return [draw_card(act.words, view)]
    back = _button(act.words, "button-back", "show", draw_id)
    return [Card(draw_key(draw_id), act.words(key, number=view.number), ((back,),), anew=True)]


def _held(words: Words, view: DrawView) -> tuple[list[Html], Rows]:
    lines = [words("draw-dice", dice=shortened(grouped(view.dice or ""), DICE_SHOWN))]
    if view.is_sealed:
        lines.append(words("draw-sealed", day=day(words, view.opens_on)))
    if view.strata:
        lines.append(_classes(words, view))
    for team in view.teams:
        lines += _team(words, team)
    if view.has_changed and view.dispatch_at is None:
        # Whoever has chosen a time has read it; the minute goes on saying so.
        lines.append(words("draw-changed"))
    if view.changes:
        lines.append(words("draw-changes", count=view.changes))
    if view.unfilled:
        lines.append(words("draw-unfilled", count=view.unfilled))
    lines += time_lines(words, view)
    turning = turning_row(
        view.page,
        view.pages,
        lambda key, to: Button(
            words.plain(key), DrawButton(act="teams", draw_id=view.draw_id, page=to).pack(), steady=True
        ),
    )
    send: Row = ()
    if view.is_supervisor and not view.is_dispatched:
        data = PlanButton(act="send", campaign_id=view.campaign_id).pack()
        send = (Button(words.plain("button-plan-send"), data, style="success", dwell=True),)
    files = _button(words, "button-draw-files", "files", view.draw_id)
    minute = paper_button(words, view.campaign_id, "minute")
    later = time_rows(words, view) if send else ()
    return lines, rows(turning, *_afterwards(words, view), *later, send, (files,), (minute,))


def _classes(words: Words, view: DrawView) -> Html:
    """Return how many of each class are drawn; where the line would not hold how many of, each without it."""
    of_pools, bare = (
        joined(
            words,
            [words.plain(key, risk=risk, drawn=each["n"], pool=each["pool"]) for risk, each in view.strata.items()],
        )
        for key in ("draw-class", "draw-class-bare")
    )
    return Words.escape(of_pools if width(of_pools) <= CLASSES_SHOWN else shortened(bare, CLASSES_SHOWN))


def _afterwards(words: Words, view: DrawView) -> Rows:
    """What the supervisor may do about a result."""
    if not view.is_supervisor:
        return ()

    def button(key: str, act: str, **values: int) -> Button:
        return Button(words.plain(key, **values), DrawnButton(act=act, draw_id=view.draw_id).pack(), steady=True)

    decide = (button("button-draw-unfilled", "unfilled", count=view.unfilled),) if view.unfilled else ()
    opened = (button("button-draw-open-seal", "open"),) if view.is_sealed and view.is_dispatched else ()
    return (decide, (button("button-draw-out", "out"), button("button-draw-more", "more")), opened)


def _team(words: Words, team: DrawnTeam) -> Sequence[Html]:
    people = joined(words, map(words.pick, team.people))
    if team.unfilled:
        people = words.plain("draw-team-unfilled", names=joined(words, team.unfilled))
    return [
        words("draw-object", place=circled(team.place), name=shortened(team.name, OBJECT_SHOWN), risk=team.risk),
        words("draw-team", people=shortened(people, PEOPLE_SHOWN)),
    ]


def place_of(words: Words, place: int) -> str:
    """Return which die of which group of five a place is."""
    return words.plain("draw-place", group=(place - 1) // GROUP + 1, die=(place - 1) % GROUP + 1)


def grouped(dice: str) -> str:
    """Return dice in groups of five, as people compare them."""
    return " ".join(dice[at : at + GROUP] for at in range(0, len(dice), GROUP))


def _button(words: Words, key: str, act: str, draw_id: int, style: Style | None = None) -> Button:
    return Button(words.plain(key), DrawButton(act=act, draw_id=draw_id).pack(), style=style, steady=True)
