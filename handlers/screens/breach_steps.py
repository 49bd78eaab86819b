"""Steps about the list of serious breaches: the last look before one, what was decided, putting it back."""

from handlers.act import Act, Said
from handlers.buttons_statistics import ObjectButton
from handlers.screens.format import circled, day, joined, rows, shortened, turning_row
from handlers.screens.object_results import KEY, NAME_SHOWN, NUMBERS_SHOWN, object_button
from rules.messages import Button, Card, Row, Style
from services.breach_decisions import view_decision, view_decisions
from services.breaches import ensure_proposed, view_breach

REASON_SHOWN = 60.0


def last_look_screen(act: Act) -> Said:
    """Return what a step will write, as the pointer says: an object put on the list, or taken off it."""
    at, words = act.pointer, act.words
    of, mark = int(at["of"]), int(at["mark"])
    if at["step"] == "release":
        found = ensure_proposed(act.uow, act.actor, of, mark)
        name, code = found.short_name, found.registration_code
        rule, visits = found.suggested.rule.reason, found.suggested.numbers
        back = object_button(words, "button-back", "propose", of)
    else:
        entry = view_breach(act.uow, act.actor, of)
        name, code, rule, visits = entry.short_name, entry.registration_code, entry.rule, entry.visits
        back = object_button(words, "button-back", "entry", of)
    text = words(
        "breach-last-look",
        step=at["step"],
        name=shortened(name, NAME_SHOWN),
        code=code,
        rule=words.pick(dict(rule)),
        visits=joined(words, visits[-NUMBERS_SHOWN:]),
        line=at["line"],
    )
    data = ObjectButton(act="sure", of=of, mark=mark).pack()
    sure = Button(words.plain(f"button-breach-{at['step']}"), data, style="danger", dwell=True)
    return [Card(KEY, text, ((sure,), (back,)), anew=True)]


def decisions_screen(act: Act, page: int = 1) -> Said:
    """Return a page of what was decided against the list."""
    view, words = view_decisions(act.uow, act.actor, page), act.words
    lines = [words("breach-decisions-title", total=view.total)]
    for place, each in enumerate(view.lines, 1):
        name = shortened(each.short_name, NAME_SHOWN)
        reason = shortened(each.reason, NAME_SHOWN)
        lines.append(words("breach-decisions-line", place=circled(place), name=name, day=day(words, each.day)))
        lines.append(words("breach-decisions-why", state=each.state, reason=reason))
    if not view.total:
        lines.append(words("breach-decisions-none"))
    entries: Row = tuple(
        Button(circled(place), ObjectButton(act="decision", of=each.breach_id).pack(), steady=True)
        for place, each in enumerate(view.lines, 1)
    )
    pages: Row = turning_row(view.page, view.pages, lambda key, to: object_button(words, key, "decisions", page=to))
    return [Card(KEY, "\n".join(lines), rows(entries, pages, (object_button(words, "button-back", "list"),)))]


def decision_screen(act: Act, breach_id: int, *, anew: bool = False) -> Said:
    """Return one decision with its reason, and the way to put it back."""
    each, words = view_decision(act.uow, act.actor, breach_id), act.words
    lines = [
        words(
            "breach-decision",
            name=shortened(each.name, 2 * NAME_SHOWN),
            code=each.registration_code,
            state=each.state,
            day=day(words, each.day),
            by=words.pick(dict(each.by)),
            reason=shortened(each.reason, REASON_SHOWN),
        ),
        words("breach-rests", rule=words.pick(dict(each.rule)), visits=joined(words, each.visits[-NUMBERS_SHOWN:])),
    ]
    if each.ground:
        lines.append(words("breach-ground", ground=each.ground))
    data = ObjectButton(act="put_back", of=breach_id).pack()
    style: Style | None = "danger" if each.state == "withdrawn" else None
    back = Button(words.plain("button-breach-put-back", state=each.state), data, style=style, dwell=True)
    others: Row = (
        object_button(words, "button-breach-decisions", "decisions"),
        object_button(words, "button-breach-list", "list"),
    )
    return [Card(KEY, "\n".join(lines), ((back,), others), anew=anew)]
