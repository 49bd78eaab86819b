"""What an object's results lead to: its credit record, a suggested risk class, the list of serious breaches."""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons_statistics import ObjectButton
from handlers.screens.format import circled, day, joined, rows, shortened, turning_row
from handlers.screens.looking import look
from handlers.screens.statistics import statistics_button
from handlers.words import Html, Words
from rules.events_statistics import SuggestionsListed
from rules.messages import Button, Card, Message, Row, Style, Text
from services.breaches import BreachView, breach_proposal, view_breach, view_breaches
from services.credit_records import CreditLine, FoundObject, credit_record
from services.object_results import ObjectSuggestion
from services.risk_suggestions import risk_suggestion

KEY = "object"
NAME_SHOWN, TEXT_SHOWN, DEPARTMENT_SHOWN, NUMBERS_SHOWN = 14.0, 60.0, 6.0, 3
# What is asked for, and where the answer comes from.
ASKED = ("search", "decline", "release", "keep", "withdraw")


def object_button(
    words: Words, key: str, act: str, of: int = 0, *, mark: int = 0, page: int = 1, style: Style | None = None
) -> Button:
    """Return a button about an object."""
    data = ObjectButton(act=act, of=of, mark=mark, page=page).pack()
    return Button(words.plain(key), data, style=style, steady=True)


def asking_card(act: Act, what: str, *, anew: bool = False) -> Said:
    """Return the question that a step asks: a name, a reason, a legal ground."""
    words = act.words
    return [Card(KEY, words(f"object-ask-{what}"), ((statistics_button(words),),), anew=anew)]


def found_screen(act: Act, found: Sequence[FoundObject]) -> Said:
    """Return the objects that a search found, each with its button; one alone is shown at once."""
    if len(found) == 1:
        return record_screen(act, found[0].object_id, anew=True)
    words = act.words
    lines = [words("object-found", count=len(found))]
    lines += [
        words("object-found-line", place=circled(place), name=shortened(each.name, NAME_SHOWN), risk=each.risk)
        for place, each in enumerate(found, 1)
    ]
    buttons = [
        (
            Button(
                f"{circled(place)} {shortened(each.short_name, NAME_SHOWN)}",
                ObjectButton(act="record", of=each.object_id).pack(),
                steady=True,
            ),
        )
        for place, each in enumerate(found, 1)
    ]
    return [Card(KEY, "\n".join(lines), rows(*buttons, (statistics_button(words),)), anew=True)]


def record_screen(act: Act, object_id: int, page: int = 1, *, visit_id: int = 0, anew: bool = False) -> Said:
    """Return a page of an object's credit record, and the way back to the visit from which it was opened."""
    view, words = credit_record(act.uow, act.actor, object_id, page), act.words
    found = view.found
    lines = [
        words("credit-title", name=shortened(found.name, TEXT_SHOWN / 2), code=found.registration_code),
        words(
            "credit-risk",
            risk=found.risk,
            source=words.pick(view.risk_source) or "none",
            total=view.total,
            page=view.page,
            pages=view.pages,
        ),
    ]
    if view.is_listed:
        lines.append(words("credit-listed"))
    for line in view.lines:
        lines += _record_line(words, line)
    pages: Row = turning_row(
        view.page, view.pages, lambda key, to: object_button(words, key, "record", object_id, mark=visit_id, page=to)
    )
    file = object_button(words, "button-stat-xlsx", "record_xlsx", object_id)
    other = object_button(words, "button-credit-other", "search")
    back: Row = (look(words, "button-credit-visit", "look", visit_id),) if visit_id else ()
    last = (*back, statistics_button(words))
    return [Card(KEY, "\n".join(lines), rows(pages, (file, other), last), anew=anew)]


def _record_line(words: Words, line: CreditLine) -> list[Html]:
    results = joined(words, [words.pick(dict(result.short)) for result in line.results]) or "none"
    head = words(
        "credit-line",
        day=f"{line.day.year}-{line.day.month:02d}-{line.day.day:02d}",
        number=line.number,
        department=shortened(words.pick(line.department), DEPARTMENT_SHOWN),
    )
    rest = words(
        "credit-line-rest",
        kind=line.task_kind,
        results=results,
        state=line.state,
        clues=line.clues,
        live=line.live_clues,
        publication=line.publication,
    )
    return [head, rest]


def risk_screen(act: Act, object_id: int) -> Said:
    """Return what class is suggested for an object and why."""
    found, words = risk_suggestion(act.uow, act.actor, object_id), act.words
    if found is None:
        return [Card(KEY, words("risk-none"), (_back(words, "risks"),))]
    return [Card(KEY, "\n".join(_why(words, "risk-suggested", found)), rows(*_risk_buttons(words, found)))]


def _risk_buttons(words: Words, found: ObjectSuggestion) -> list[Row]:
    of, mark = found.object_id, found.suggested.mark
    accept = Button(
        words.plain("button-risk-accept", risk=found.suggested.risk),
        ObjectButton(act="accept", of=of, mark=mark).pack(),
        style="success",
    )
    decline = object_button(words, "button-risk-decline", "decline", of, mark=mark)
    record = object_button(words, "button-stat-credit", "record", of)
    return [(accept,), (decline,), (record, *_back(words, "risks"))]


def propose_screen(act: Act, object_id: int) -> Said:
    """Return why an object is proposed for the list of serious breaches."""
    found, words = breach_proposal(act.uow, act.actor, object_id), act.words
    if found is None:
        return [Card(KEY, words("breach-none"), (_back(words, "list"),))]
    of, mark = found.object_id, found.suggested.mark
    buttons = rows(
        (object_button(words, "button-breach-release", "release", of, mark=mark, style="danger"),),
        (object_button(words, "button-breach-keep", "keep", of, mark=mark),),
        (object_button(words, "button-stat-credit", "record", of), *_back(words, "list")),
    )
    return [Card(KEY, "\n".join(_why(words, "breach-proposed", found)), buttons)]


def _why(words: Words, key: str, found: ObjectSuggestion) -> list[Html]:
    why = found.suggested
    classes = f"{found.risk} → {why.risk}" if why.risk else ""
    visits = joined(words, why.numbers[-NUMBERS_SHOWN:])
    return [
        words(key, name=found.short_name, code=found.registration_code, classes=classes),
        words("object-why", reason=words.pick(dict(why.rule.reason)), visits=visits, source=why.rule.source),
        words("object-decides"),
    ]


def breaches_screen(act: Act, page: int = 1, *, anew: bool = False) -> Said:
    """Return a page of the list of serious breaches."""
    view, words = view_breaches(act.uow, act.actor, page), act.words
    lines = [words("breaches-title", total=view.total)]
    lines += [
        words(
            "breaches-line",
            place=circled(place),
            name=shortened(each.short_name, NAME_SHOWN),
            day=day(words, each.released_on),
            ground=shortened(each.ground, NAME_SHOWN),
        )
        for place, each in enumerate(view.lines, 1)
    ]
    if not view.total:
        lines.append(words("breaches-none"))
    entries: Row = tuple(
        Button(circled(place), ObjectButton(act="entry", of=each.breach_id).pack(), steady=True)
        for place, each in enumerate(view.lines, 1)
    )
    pages: Row = turning_row(view.page, view.pages, lambda key, to: object_button(words, key, "list", page=to))
    files: Row = (object_button(words, "button-stat-xlsx", "xlsx"), object_button(words, "button-stat-csv", "csv"))
    proposals: Row = (
        object_button(words, "button-breach-proposals", "proposals"),
        object_button(words, "button-breach-decisions", "decisions"),
    )
    below = rows(entries, pages, proposals, files if view.total else None, (statistics_button(words),))
    return [Card(KEY, "\n".join(lines), below, anew=anew)]


def entry_screen(act: Act, breach_id: int) -> Said:
    """Return one entry of the list."""
    each, words = view_breach(act.uow, act.actor, breach_id), act.words
    text = words(
        "breach-entry",
        name=each.name,
        code=each.registration_code,
        rule=words.pick(dict(each.rule)),
        visits=joined(words, each.visits[-NUMBERS_SHOWN:]),
        ground=each.ground,
        day=day(words, each.released_on),
    )
    withdraw = object_button(words, "button-breach-withdraw", "withdraw", breach_id)
    return [Card(KEY, text, ((withdraw,), _back(words, "list")))]


def unsettled_said(words: Words, entry: BreachView, number: str, because: str) -> list[Message]:
    """Return that an entry rests on a visit that is not approved any more, with the button that opens the entry."""
    text = words("breach-unsettled", name=shortened(entry.short_name, NAME_SHOWN), number=number, because=because)
    look = object_button(words, "button-breach-entry", "entry", entry.breach_id, style="primary")
    return [Text(text, ((look,),))]


def suggestions_said(words: Words, event: SuggestionsListed) -> list[Message]:
    """Return a page of what results suggest, the newest first, each with the button that opens it."""
    what = event.what
    lines = [words("suggestions-title", what=what, total=event.total, page=event.page, pages=event.pages)]
    if not event.total:
        lines.append(words("suggestions-none", what=what))
    lines += [
        words(
            "suggestions-line",
            place=circled(place),
            name=shortened(name, NAME_SHOWN),
            said=shortened(said, NAME_SHOWN),
            visits=visits,
        )
        for place, (_, name, said, visits) in enumerate(event.lines, 1)
    ]
    act = "risk" if what == "risk" else "propose"
    buttons = [
        (Button(f"{circled(place)} {shortened(name, NAME_SHOWN)}", ObjectButton(act=act, of=of).pack(), steady=True),)
        for place, (of, name, _, _) in enumerate(event.lines, 1)
    ]
    listed = "risks" if what == "risk" else "proposals"
    pages: Row = turning_row(event.page, event.pages, lambda key, to: object_button(words, key, listed, page=to))
    return [Card(KEY, "\n".join(lines), rows(*buttons, pages, (statistics_button(words),)), anew=True)]


def _back(words: Words, act: str) -> Row:
    return (object_button(words, "button-back", act),)
