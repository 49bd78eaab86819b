"""One's settings of alerts: each kind at once, in the digest or off; the quiet hours and what waits for them."""

from handlers.act import Act
from handlers.buttons import HomeButton
from handlers.buttons_notices import NoticesButton
from handlers.screens.format import joined, moment, rows
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from rules.notices import Kind, Quiet, Way
from services.notice_settings import NoticeSettings, view_settings
from services.quiet_hours import kept_back

KEY = "notices"
IN_A_ROW = 2
# Offered by their place; colons cannot stand in what a button carries.
SPANS = ("20:00-08:00", "22:00-07:00", "22:00-08:00")
NO_SPAN = "none"


def settings_card(act: Act, *, anew: bool = False) -> Card:
    """Show how each kind is told, and what waits; a button leads to what a kind is."""
    words, settings = act.words, view_settings(act.uow, act.actor)
    kept = kept_back(act.uow, act.actor)
    urgent = joined(words, (words.plain(f"notice-kind-{kind.name}") for kind, _ in settings.ways if kind.is_urgent))
    lines = [words("notices-title"), words("notices-how")]
    if urgent:
        lines.append(words("notices-urgent", kinds=urgent))
    lines.append(_quiet_line(words, settings.quiet))
    kinds = [_kind_button(words, kind, way) for kind, way in settings.ways]
    buttons: list[Row] = [tuple(kinds[place : place + IN_A_ROW]) for place in range(0, len(kinds), IN_A_ROW)]
    buttons.append(_quiet_row(words, settings))
    if kept.first is not None:
        lines.append(words("notices-kept", count=kept.count, at=moment(words, kept.first)))
        now = words.plain("button-deliver", count=kept.count)
        buttons.append((Button(now, NoticesButton(act="deliver").pack(), steady=True),))
    back = Button(words.plain("button-back"), HomeButton(view="resume").pack(), steady=True)
    return Card(KEY, "\n".join(lines), (*buttons, (back,)), anew=anew)


def _quiet_line(words: Words, quiet: Quiet | None) -> Html:
    if quiet is None:
        return words("notices-quiet-none")
    hours = f"{quiet.begins:%H:%M}–{quiet.ends:%H:%M}"
    return words("notices-quiet", hours=hours, rests="yes" if quiet.rests else "no")


def _kind_button(words: Words, kind: Kind, way: Way) -> Button:
    label = words.plain("button-alert-kind", kind=words.plain(f"notice-kind-{kind.name}"), way=way)
    return Button(label, NoticesButton(act="kind", of=kind.name).pack(), steady=True)


def kind_card(act: Act, name: str) -> Card:
    """Show what comes with a kind, and the ways among which one may choose; the settings for a kind of others."""
    words = act.words
    kind, chosen = next((each for each in view_settings(act.uow, act.actor).ways if each[0].name == name), (None, ""))
    if kind is None:
        return settings_card(act)
    lines = [
        words("notice-kind-title", kind=words.plain(f"notice-kind-{name}")),
        words(f"notice-what-{name}"),
        words(f"notice-why-{name}"),
    ]
    ways: Row = ()
    if not kind.is_urgent:
        lines.append(words("notice-digest-when"))
        ways = tuple(_way_button(words, name, way, is_chosen=way == chosen) for way in kind.ways)
    back = Button(words.plain("button-back"), NoticesButton(act="show").pack(), steady=True)
    return Card(KEY, "\n".join(lines), rows(ways, (back,)))


def _way_button(words: Words, name: str, way: Way, *, is_chosen: bool) -> Button:
    label = words.plain("button-way", way=way, chosen="yes" if is_chosen else "no")
    return Button(label, NoticesButton(act="way", of=name, to=way).pack(), steady=True)


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
