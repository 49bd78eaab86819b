"""Caps of frequency: those of each class, one to be set, the objects of a campaign that are at theirs."""

from handlers.act import Act, Said
from handlers.buttons_draws import PlanButton
from handlers.buttons_plans import CapButton
from handlers.screens.format import in_rows, joined, rows, shortened, turning_row, window
from handlers.words import Html, Words
from rules.campaigns import RISKS
from rules.frequency import AT_CAP, Cap
from rules.messages import Button, Card, Row
from services.capped_objects import capped_page
from services.frequency import KINDS, caps_on, sets_caps
from services.office_day import today

KEY = "caps"
SOURCE_SHOWN = 34.0
NAME_SHOWN = 14.0
SPANS_SHOWN = 2


def caps_screen(act: Act, *, anew: bool = False) -> Said:
    """Return the caps of all classes."""
    words, caps = act.words, caps_on(act.uow, today(act.uow))
    lines = [words("caps-title")]
    lines += [words("caps-line", risk=risk, cap=cap_in_words(words, caps[risk])) for risk in RISKS if risk in caps]
    lines.append(words("caps-hint" if sets_caps(act.actor) else "caps-hint-others"))
    buttons = [_button(words.plain("button-cap", risk=risk), "show", risk=risk) for risk in RISKS]
    back: Row = (Button(words.plain("button-back"), PlanButton(act="list").pack(), steady=True),)
    return [Card(KEY, "\n".join(lines), rows(tuple(buttons), back), anew=anew)]


def cap_in_words(words: Words, cap: Cap) -> str:
    """Return a cap as a phrase."""
    gap = words.plain("cap-gap", days=cap.gap_days) if cap.gap_days else ""
    return words.plain("cap-phrase", window=cap.period, most=cap.most) + gap


def cap_screen(act: Act, risk: str) -> Said:
    """Return one class's cap with its source."""
    words, cap = act.words, caps_on(act.uow, today(act.uow)).get(risk)
    if cap is None:
        return caps_screen(act)
    kinds = [words.plain("kind-of-task", kind=kind) for kind in KINDS if kind in cap.exempt_kinds]
    lines = [
        words("cap-title", risk=risk, cap=cap_in_words(words, cap)),
        words("cap-source", source=shortened(cap.source, SOURCE_SHOWN)),
        words("cap-valid", day=cap.valid_from.isoformat()),
        words("cap-exempt", kinds=joined(words, kinds) or "-"),
    ]
    acts: list[Row] = []
    if sets_caps(act.actor):
        toggles = [
            _button(
                f"{'☑' if kind in cap.exempt_kinds else '☐'} {words.plain('kind-of-task', kind=kind)}",
                "exempt",
                risk=risk,
                kind=kind,
            )
            for kind in KINDS
        ]
        acts = [*in_rows(toggles, 2), (_button(words.plain("button-cap-set"), "ask", risk=risk),)]
    return [Card(KEY, "\n".join(lines), rows(*acts, (_button(words.plain("button-back"), "list"),)))]


def ask_cap_screen(act: Act, risk: str) -> Said:
    """Ask for a class's cap."""
    words = act.words
    text = words("cap-ask", risk=risk, day=today(act.uow).isoformat())
    return [Card(KEY, text, ((_button(words.plain("button-back"), "show", risk=risk),),), anew=True)]


def capped_screen(act: Act, campaign_id: int, page: int = 1) -> Said:
    """Return the objects that a campaign leaves out because they were visited often enough."""
    words, found = act.words, capped_page(act.uow, act.actor, campaign_id, page)
    lines: list[Html] = [words("capped-title" if found.total else "capped-none", count=found.total)]
    for each in found.objects:
        reason = words.plain("capped-reason", reason="most" if each.reason == AT_CAP else "soon")
        lines.append(words("capped-object", name=shortened(each.name, NAME_SHOWN), risk=each.risk, reason=reason))
        days = [window(words, span.first, span.last) for span in each.spans[-SPANS_SHOWN:]]
        lines.append(words("capped-visits", count=len(each.spans), days=joined(words, days)))
    turning = turning_row(
        found.page, found.pages, lambda key, to: _button(words.plain(key), "objects", of=campaign_id, page=to)
    )
    below: Row = (_button(words.plain("button-caps"), "list"),)
    back: Row = (
        Button(words.plain("button-plan-back"), PlanButton(act="show", campaign_id=campaign_id).pack(), steady=True),
    )
    return [Card(KEY, "\n".join(lines), rows(turning, below, back))]


def _button(label: str, act: str, *, risk: str = "", kind: str = "", of: int = 0, page: int = 1) -> Button:
    return Button(label, CapButton(act=act, risk=risk, kind=kind, of=of, page=page).pack(), steady=True)
