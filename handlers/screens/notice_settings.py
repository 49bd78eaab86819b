"""One's settings of notices: each kind at once, in the digest or off; the quiet hours."""

from handlers.act import Act
from handlers.buttons import HomeButton
from handlers.buttons_notices import NoticesButton
from handlers.screens.format import joined
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from rules.notices import Kind, Quiet, Way
from services.notice_settings import NoticeSettings, view_settings

KEY = "notices"
IN_A_ROW = 2
# Offered by their place; colons cannot stand in what a button carries.
SPANS = ("20:00-08:00", "22:00-07:00", "22:00-08:00")
NO_SPAN = "none"


def settings_card(act: Act, *, anew: bool = False) -> Card:
    """Show how each kind is told; a button says what it is now and changes it."""
    words, settings = act.words, view_settings(act.uow, act.actor)
    fixed = joined(words, (words.plain(f"notice-kind-{kind.name}") for kind, _ in settings.ways if not kind.may_be_off))
    urgent = joined(words, (words.plain(f"notice-kind-{kind.name}") for kind, _ in settings.ways if kind.is_urgent))
    lines = [words("notices-title"), words("notices-how")]
    if fixed:
        lines.append(words("notices-fixed", kinds=fixed))
    lines.append(_quiet_line(words, settings.quiet, urgent))
    kinds = [_kind_button(words, kind, way) for kind, way in settings.ways]
    rows: list[Row] = [tuple(kinds[place : place + IN_A_ROW]) for place in range(0, len(kinds), IN_A_ROW)]
    rows.append(_quiet_row(words, settings))
    back = Button(words.plain("button-back"), HomeButton(view="resume").pack(), steady=True)
    return Card(KEY, "\n".join(lines), (*rows, (back,)), anew=anew)


def _quiet_line(words: Words, quiet: Quiet | None, urgent: str) -> Html:
    if quiet is None:
        return words("notices-quiet-none")
    hours = f"{quiet.begins:%H:%M}–{quiet.ends:%H:%M}"
    return words("notices-quiet", hours=hours, rests="yes" if quiet.rests else "no", urgent=urgent or "none")


def _kind_button(words: Words, kind: Kind, way: Way) -> Button:
    label = words.plain("button-alert-kind", kind=words.plain(f"notice-kind-{kind.name}"), way=way)
    return Button(label, NoticesButton(act="way", of=kind.name, to=next_way(kind, way)).pack(), steady=True)


def next_way(kind: Kind, way: Way) -> Way:
    """Return what a tap makes of a way: at once, the digest, off where it may be, and at once again."""
    match way:
        case "now":
            return "digest"
        case "digest" if kind.may_be_off:
            return "off"
    return "now"


def _quiet_row(words: Words, settings: NoticeSettings) -> Row:
    hours = Button(words.plain("button-quiet"), NoticesButton(act="hours").pack(), steady=True)
    if settings.quiet is None:
        return (hours,)
    rests = "no" if settings.quiet.rests else "yes"
    rest = Button(words.plain("button-rest", rests=rests), NoticesButton(act="rest", to=rests).pack(), steady=True)
    return (hours, rest)


def hours_card(words: Words) -> Card:
    """Offer spans for the quiet hours; another one is typed."""
    spans = [
        (Button(span.replace("-", "–"), NoticesButton(act="quiet", of=str(place)).pack(), steady=True),)
        for place, span in enumerate(SPANS)
    ]
    none = Button(words.plain("button-quiet-none"), NoticesButton(act="quiet", of=NO_SPAN).pack(), steady=True)
    back = Button(words.plain("button-back"), NoticesButton(act="show").pack(), steady=True)
    return Card(KEY, words("quiet-hours-ask"), (*spans, (none, back)))


def told_of_way(words: Words, kind: str, way: str, *, may_be_off: bool) -> str:
    """Return the toast after a change: what it is now, and why it cannot be off where it cannot."""
    said = words.plain("notice-set", kind=words.plain(f"notice-kind-{kind}"), way=way)
    return said if may_be_off else f"{said} {words.plain(f'notice-why-{kind}')}"
