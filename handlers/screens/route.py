"""The day's route: stops in their order, each with how far, how long is left, and the way into the phone's map."""

from handlers.act import START, Act, Said
from handlers.buttons import HomeButton, TaskButton
from handlers.buttons_routes import RouteButton
from handlers.screens.deadline_words import due_words
from handlers.screens.format import circled, distance, local, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from rules.routes import Place
from services.routes import RouteView, Stop, view_route

KEY = "home"
PAGE = 5
NAME_SHOWN = 6.0
LINE_SHOWN = 8.0


def keep_start(act: Act, place: Place) -> None:
    """Keep where the route of today begins, until another place is sent or the day is over."""
    act.point(**{**act.pointer, START: f"{local(act.uow.now):%Y-%m-%d} {place[0]} {place[1]}"})


def kept_start(act: Act) -> Place | None:
    """Return where the route of today begins, none where nobody has said so today."""
    day, _, place = str(act.pointer.get(START) or "").partition(" ")
    if day != f"{local(act.uow.now):%Y-%m-%d}":
        return None
    latitude, _, longitude = place.partition(" ")
    return latitude, longitude


def route_screen(act: Act, page: int = 1, *, anew: bool = False) -> Said:
    """Return the route of today, page by page."""
    words, view = act.words, view_route(act.uow, act.actor, kept_start(act))
    stops = (*view.stops, *view.placeless)
    pages = max(1, -(-len(stops) // PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE
    lines = [_title(words, view, page, pages)]
    buttons: list[Row] = []
    for place, stop in enumerate(stops[first : first + PAGE], first + 1):
        lines.append(_line(act, stop, place))
        buttons.append(_stop_row(words, stop, place))
    if view.later:
        lines.append(words("route-later", count=view.later))
    if stops and not view.has_start:
        lines.append(words("route-no-start"))
    turning = turning_row(
        page, pages, lambda key, to: Button(words.plain(key), RouteButton(act="show", page=to).pack(), steady=True)
    )
    start = Button(words.plain("button-route-start"), RouteButton(act="start").pack(), steady=True)
    home = Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True)
    last: Row = (start, home) if stops else (home,)
    return [Card(KEY, "\n".join(lines), rows(*buttons, turning, last), anew=anew, vanish=True)]


def _title(words: Words, view: RouteView, page: int, pages: int) -> Html:
    total = len(view.stops) + len(view.placeless)
    if not total:
        return words("route-none")
    title = words("route-title", total=total, way=distance(words, view.metres))
    return Html(title + "　" + words("page-of", page=page, pages=pages)) if pages > 1 else title


def _line(act: Act, stop: Stop, place: int) -> Html:
    words = act.words
    far = distance(words, stop.metres) if stop.metres is not None else "none"
    return words(
        "route-line",
        place=circled(place),
        name=shortened(stop.short_name, LINE_SHOWN),
        far=far if stop.map_link or far != "none" else "placeless",
        due=due_words(words, stop.window_until, stop.left, local(act.uow.now).date()),
    )


def _stop_row(words: Words, stop: Stop, place: int) -> Row:
    label = words.plain("button-task", number=circled(place), name=shortened(stop.short_name, NAME_SHOWN))
    opened = Button(label, TaskButton(act="open", visit_id=stop.visit_id).pack(), steady=True)
    if stop.map_link is None:
        return (opened,)
    return opened, Button(words.plain("button-route-map", number=circled(place)), url=stop.map_link)


def start_screen(act: Act) -> Said:
    """Ask where the route begins."""
    back: Row = (Button(act.words.plain("button-back"), RouteButton(act="show").pack(), steady=True),)
    return [Card(KEY, act.words("route-start-ask"), (back,), anew=True, vanish=True)]
