"""The check-in on the visit's card: place, who is there, the declaration; and the gate before the start."""

from collections.abc import Mapping
from typing import Any

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_before import ArriveButton, NoticeButton
from handlers.screens.format import day, distance, in_rows, joined, moment, rows, time_of, window
from handlers.screens.reasons import cut_short, shown_reason
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.gates import Gate
from rules.messages import AskLocation, Button, Card, Noted, Row, Rows, Style, Withdraw
from services.arrival_view import ArrivalView, GateView, OfficerView, PlaceView, view_arrival

# Which gate a chosen reason speaks of; none: every one.
REASONS: Mapping[str, Gate | None] = {"moved": Gate.FAR, "coming": Gate.OFFICERS, "urgent": None}
REASON_SHOWN = 42
ASK_LOCATION = "ask_location"
# Where a location is awaited, or may still come.
PLACES_AWAITED = ("arrive", "gate")
REASON_KEYS = tuple(f"gate-reason-{name}" for name in REASONS)


def arrival_screen(act: Act, visit_id: int) -> Said:
    """Return the check-in, with the prompt for the location as long as it is awaited."""
    view = view_arrival(act.uow, act.actor, visit_id)
    if view.section_state != "waiting":
        return _again(act, view)
    words = act.words
    lines = [
        words("arrive-title", number=view.number, name=view.short_name),
        place_line(words, view.place),
        words("arrive-present", minimum=view.minimum),
        *(_officer_line(words, officer) for officer in view.officers),
        words("arrive-notice", state=view.notice_state),
    ]
    if view.planned_on is not None and view.planned_on != view.today:
        lines.append(words("arrive-other-day", planned=day(words, view.planned_on)))
    lines.append(words("arrive-declares"))
    return [Card(visit_key(visit_id), "\n".join(lines), _buttons(words, view)), *prompt(act, view)]


def _again(act: Act, view: ArrivalView) -> Said:
    """Return the check-in of another day: the section runs already."""
    words = act.words
    started = moment(words, view.started_at) if view.started_at else "-"
    lines = [
        words("arrive-title", number=view.number, name=view.short_name),
        place_line(words, view.place),
        words("arrive-runs", started=started, department=words.pick(view.department)),
    ]
    go_on = Button(
        words.plain("button-go-on"),
        TaskButton(act="open", visit_id=view.visit_id).pack(),
        style="primary",
        steady=True,
    )
    buttons = rows(_place_button(words, view), (go_on,))
    return [Card(visit_key(view.visit_id), "\n".join(lines), buttons), *prompt(act, view)]


def prompt(act: Act, view: ArrivalView) -> list[AskLocation]:
    """Return the prompt for the location while it is awaited, or asked for once more after it was skipped."""
    is_asked_again = bool(act.pointer.get("ask")) and _may_send_again(view)
    if not view.has_arrived or not (view.place is None or is_asked_again):
        return []
    words = act.words
    share, skip = words.plain("ask-location-share"), words.plain("ask-location-skip")
    return [AskLocation(ASK_LOCATION, words("ask-location"), share, skip)]


def left_prompt(act: Act, before: Mapping[str, Any]) -> Said:
    """Take the prompt for a location away, and its keyboard, from whoever went on another way; `before` is where they
    were.
    """
    was_asked = before.get("place") in PLACES_AWAITED or before.get("prompt")
    is_asked = act.pointer.get("place") in PLACES_AWAITED or act.pointer.get("prompt")
    if not was_asked or is_asked or not act.uow.mailbox.stands(act.chat_id, ASK_LOCATION):
        return []
    return [Withdraw(ASK_LOCATION, "✓"), Noted(act.words("place-later"))]


def place_line(words: Words, place: PlaceView | None) -> Html:
    """Return how the place stands."""
    if place is None:
        return words("arrive-place-awaited")
    if place.source == "skipped":
        return words("arrive-place-skipped")
    return words("arrive-place", **_place_words(words, place))


def place_receipt(words: Words, place: PlaceView) -> Html:
    """Return the receipt of a place."""
    return words("place-received", **_place_words(words, place))


def _place_words(words: Words, place: PlaceView) -> dict[str, str]:
    return {
        "source": place.source,
        "time": time_of(words, place.claimed_at),
        "distance": "none" if place.distance is None else distance(words, place.distance),
        "accuracy": "none" if place.accuracy is None else distance(words, place.accuracy),
    }


def _officer_line(words: Words, officer: OfficerView) -> Html:
    how = "me" if officer.is_me else "own" if officer.how == "own_phone" else "tail"
    line = words(
        "arrive-officer",
        mark="☑" if officer.is_here else "☐",
        name=words.pick(officer.name),
        how=how,
        tail=officer.certificate_tail or "-",
        time=time_of(words, officer.present_at) if officer.present_at else "",
    )
    return line if officer.is_certified else Html(line + words("arrive-certificate-expired"))


def _buttons(words: Words, view: ArrivalView) -> Rows:
    colleagues = [_colleague(words, view, each) for each in view.officers if not each.is_me and each.how != "own_phone"]
    away: Row = (_button(words, "button-not-there", "away", view.visit_id),)
    start = _button(words, "button-start", "start", view.visit_id, style="success")
    serve: Row = ()
    if view.notice_state not in ("served", "refused"):
        data = NoticeButton(act="open", visit_id=view.visit_id).pack()
        serve = (Button(words.plain("button-serve"), data, steady=True),)
    back = Button(words.plain("button-back"), TaskButton(act="card", visit_id=view.visit_id).pack(), steady=True)
    place = _place_button(words, view)
    return rows(
        *in_rows(colleagues, 1 if len(colleagues) < 5 else 2),
        (*place, *away) if place else away,
        serve,
        (start,),
        (back,),
    )


def _place_button(words: Words, view: ArrivalView) -> Row:
    if view.place is None:
        return (_button(words, "button-no-place", "skip", view.visit_id),)
    if _may_send_again(view):
        return (_button(words, "button-place-now", "ask", view.visit_id),)
    return ()


def _may_send_again(view: ArrivalView) -> bool:
    """Return whether the place was skipped, or is too old to count."""
    if view.place is None:
        return False
    return view.place.source == "skipped" or Gate.LONG_AGO in {each.gate for each in view.gates}


def _button(words: Words, key: str, act: str, visit_id: int, *, style: Style | None = None) -> Button:
    return Button(words.plain(key), ArriveButton(act=act, visit_id=visit_id).pack(), style=style)


def _colleague(words: Words, view: ArrivalView, officer: OfficerView) -> Button:
    act = "gone" if officer.is_here else "here"
    label = words.plain("button-colleague", mark="☑" if officer.is_here else "☐", name=words.pick(officer.name))
    return Button(label, ArriveButton(act=act, visit_id=view.visit_id, task_id=officer.task_id).pack())


def gate_screen(act: Act, visit_id: int) -> Said:
    """Return what is missing for the start, each with its clause, and ask for a reason."""
    view = view_arrival(act.uow, act.actor, visit_id)
    if view.section_state != "waiting" or not view.gates:
        return arrival_screen(act, visit_id)
    words = act.words
    lines = [words("gate-title", number=view.number)]
    for place, each in enumerate(view.gates):
        lines.append(gate_line(words, view, each.gate))
        # One reason for several things in a row is said once, below the last of them.
        if each.reason and [each.reason] != [after.reason for after in view.gates[place + 1 : place + 2]]:
            lines.append(_reason_line(words, view, each.reason))
    lines += [words("gate-hint"), words("gate-ask")] if view.open_reasons else [words("gate-ready")]
    lines.append(_clauses(words, view.gates))
    return [Card(visit_key(visit_id), "\n".join(lines), _gate_buttons(words, view))]


def _reason_line(words: Words, view: ArrivalView, reason: str) -> Html:
    most = REASON_SHOWN if len({each.reason for each in view.gates}) < 3 else REASON_SHOWN // 3
    return words("gate-reason", reason=cut_short(shown_reason(words, reason, REASON_KEYS), most))


def gate_line(words: Words, view: ArrivalView, gate: Gate) -> Html:
    """Return one missing thing in words."""
    match gate:
        case Gate.FAR:
            metres = view.place.distance if view.place and view.place.distance is not None else 0
            return words("gate-far", distance=distance(words, metres))
        case Gate.LONG_AGO:
            return words("gate-long_ago", time=time_of(words, view.place.claimed_at) if view.place else "")
        case Gate.CERTIFICATE:
            names = joined(words, (words.pick(officer.name) for officer in view.uncertified))
            return words("gate-certificate", names=names)
        case Gate.OFFICERS:
            return words(
                "gate-officers",
                department=words.pick(view.department),
                count=view.certified,
                minimum=view.minimum,
            )
        case Gate.WINDOW:
            return words("gate-window", days=window(words, *view.window))
        case Gate.NOTICE:
            return words("gate-notice", state=view.notice_state)


def _clauses(words: Words, gates: tuple[GateView, ...]) -> Html:
    quoted = "\n".join(dict.fromkeys(words(f"gate-clause-{each.gate}") for each in gates))
    return Html(f"<blockquote expandable>{quoted}</blockquote>")


def _gate_buttons(words: Words, view: ArrivalView) -> Rows:
    missing = {each.gate for each in view.gates}
    chosen = [
        _button(words, f"gate-reason-{name}", name, view.visit_id)
        for name, gate in REASONS.items()
        if gate in missing or gate is None
    ]
    serve: Row = ()
    if Gate.NOTICE in missing:
        data = NoticeButton(act="open", visit_id=view.visit_id).pack()
        serve = (Button(words.plain("button-serve-first"), data, steady=True),)
    wait_style: Style | None = "primary" if view.open_reasons else None
    data = ArriveButton(act="open", visit_id=view.visit_id).pack()
    wait = Button(words.plain("button-wait"), data, style=wait_style, steady=True)
    go: Row = (
        () if view.open_reasons else (_button(words, "button-start-anyway", "go", view.visit_id, style="success"),)
    )
    place = _place_button(words, view) if Gate.LONG_AGO in missing else ()
    return rows(serve, place, *((each,) for each in chosen), go, (wait,))
