"""A department's result: the choice, remarks, what lapses when it is changed, and waiting for the others."""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_checklist import ItemButton, PageButton
from handlers.buttons_conclusion import ResultButton
from handlers.buttons_signing import SignButton
from handlers.buttons_submission import SubmitButton
from handlers.screens.format import circled, in_rows, joined, rows, shortened, time_of
from handlers.screens.hidden import hidden_lines
from handlers.screens.marking import plain_in
from handlers.screens.notes import end_notes
from handlers.screens.paging import lines_of
from handlers.screens.task import visit_key
from handlers.screens.wholeness import Passage, fitted, height_of
from handlers.words import Html, Words
from rules.conclusions import Result, is_open_to_choice
from rules.messages import Button, Card, Row, Rows, Style
from services.checklists import open_sheet
from services.conclusions import (
    ConclusionView,
    SectionProgress,
    TeamProgress,
    view_conclusion,
    view_team_progress,
)
from services.progress import Missing

GAPS_SHOWN = 3
REMARKS_SHOWN = 40
PROBLEMS_SHOWN = 4
LABEL_SHOWN = 30
LINES_MOST = 12
NUMBERED = 2.5  # full-width characters of sign and number before a result


def result_button(
    words: Words, key: str, visit_id: int, act: str, *, style: Style | None = None, is_act: bool = False
) -> Button:
    """Return a button of this area; one that acts counts on the newest card only."""
    data = ResultButton(act=act, visit_id=visit_id).pack()
    return Button(words.plain(key), data, style=style, steady=not is_act)


def conclusion_screen(act: Act, visit_id: int) -> Said:
    """Return the results of the actor's department to choose from; once confirmed, the wait for the others."""
    view = view_conclusion(act.uow, act.actor, visit_id)
    if view.section.state == "concluded":
        return waiting_screen(act, visit_id)
    words, how_far = act.words, view.progress
    lines = [
        words("conclusion-title", name=view.short_name, department=words.pick(view.section.short_name)),
        words(
            "conclusion-counts",
            answered=how_far.answered,
            asked=how_far.asked,
            complies=how_far.complies,
            not_applicable=how_far.not_applicable,
            problems=len(how_far.problems),
            other=how_far.other,
        ),
    ]
    more = hidden_lines(words, how_far.hidden)
    if view.remarks:
        more.append(words("conclusion-remarks", remarks=shortened(view.remarks, REMARKS_SHOWN)))
    if view.signatures:
        more.append(words("conclusion-signatures", count=view.signatures))
    if view.lacking:
        more.append(words("conclusion-lacking", count=len(view.lacking)))
    left = LINES_MOST - sum(height_of(line) for line in [*lines, *more])
    lines += _result_lines(words, view, left)
    told = end_notes(words, open_sheet(act.uow, act.actor, visit_id))
    if sum(height_of(line) for line in [*lines, *more, *told]) >= LINES_MOST:
        # Where all else leaves no room, they are told on the last page alone.
        told = []
    text = fitted([Passage(line) for line in [*lines, *told, *more]]).text
    return [Card(visit_key(visit_id), text, _conclusion_buttons(words, view, act.pointer.get("came_from")))]


def _result_lines(words: Words, view: ConclusionView, most: int) -> list[Html]:
    """Return the results word for word; in a translation that is too long for a phone, by their short names."""
    texts = [words.pick(result.text) for result in view.results]
    if words.language == "en" and sum(lines_of(text, NUMBERED) for text in texts) > most:
        texts = [words.pick(result.short) for result in view.results]
    return [_result_line(words, view, place, text) for place, text in enumerate(texts)]


def mark_of(result: Result, chosen: tuple[str, ...]) -> str:
    """Return the sign of a result: round where it stands alone, square where several may hold."""
    if result.excludes_others:
        return "●" if result.key in chosen else "○"
    return "☑" if result.key in chosen else "☐"


def _result_line(words: Words, view: ConclusionView, place: int, text: str) -> Html:
    result = view.results[place]
    key = "conclusion-result" if is_open_to_choice(result, view.numbers) else "conclusion-result-closed"
    return words(key, mark=mark_of(result, view.chosen), place=circled(place + 1), text=text)


def _conclusion_buttons(words: Words, view: ConclusionView, came_from: str | None) -> Rows:
    visit_id = view.visit_id
    alone: list[Row] = []
    several: list[Button] = []
    for place, result in enumerate(view.results):
        label = f"{mark_of(result, view.chosen)}{circled(place + 1)} {words.pick(result.short)}"
        button = Button(label, ResultButton(act="choose", visit_id=visit_id, place=place).pack())
        if result.excludes_others:
            alone.append((button,))
        else:
            several.append(button)
    several.append(result_button(words, "button-remarks", visit_id, "remark"))
    data = PageButton(act="show", visit_id=visit_id).pack()
    if came_from == "summary":
        data = SubmitButton(act="open", visit_id=visit_id).pack()
    back = Button(words.plain("button-back"), data, steady=True)
    overview = Button(words.plain("button-overview"), PageButton(act="overview", visit_id=visit_id).pack(), steady=True)
    main: Rows = (
        (
            Button(
                words.plain("button-confirm-result"),
                ResultButton(act="confirm", visit_id=visit_id).pack(),
                style="success",
                dwell=True,
            ),
        ),
    )
    if view.lacking:
        main = _gap_rows(words, visit_id, view.lacking)
    return rows(*alone, *in_rows(several, 2), *main, (back, overview))


def _gap_rows(words: Words, visit_id: int, lacking: tuple[Missing, ...]) -> Rows:
    shown = lacking[: GAPS_SHOWN - 1]
    found = [
        (gap_button(words, visit_id, gap.kind, gap.number, style="primary" if place == 0 else None),)
        for place, gap in enumerate(shown)
    ]
    # A visit that is broken off is signed, or its refusal written down, with the checklist open.
    data = SignButton(act="hub", visit_id=visit_id).pack()
    others: Row = (Button(words.plain("button-to-signatures"), data, steady=True),)
    if len(shown) < len(lacking):
        data = PageButton(act="only_open", visit_id=visit_id).pack()
        others = (Button(words.plain("button-all-gaps", count=len(lacking)), data, steady=True), *others)
    return (*found, others)


def gap_button(words: Words, visit_id: int, kind: str, number: int, style: Style | None = None) -> Button:
    """Return the button that leads to an item of one's own section that lacks something."""
    label = words.plain("button-gap-item", kind=kind, number=number)
    return Button(label, ItemButton(visit_id=visit_id, number=number).pack(), style=style, steady=True)


def remarks_screen(act: Act, visit_id: int) -> Said:
    """Return the remarks, to be typed anew or cleared."""
    view = view_conclusion(act.uow, act.actor, visit_id)
    words = act.words
    text = words("remarks-title", has="yes" if view.remarks else "no", remarks=view.remarks)
    clear: Row = (result_button(words, "button-remarks-clear", visit_id, "clear", is_act=True),) if view.remarks else ()
    back: Row = (result_button(words, "button-back", visit_id, "open"),)
    return [Card(visit_key(visit_id), text, rows(clear, back))]


def reopen_screen(act: Act, visit_id: int) -> Said:
    """Say what lapses when a signed record is changed, and ask once more."""
    view = view_conclusion(act.uow, act.actor, visit_id)
    words = act.words
    stay = result_button(words, "button-reopen-not", visit_id, "waiting", style="primary")
    change = result_button(words, "button-reopen-reset", visit_id, "reset", style="danger", is_act=True)
    return [Card(visit_key(visit_id), words("reopen-warning", count=view.signatures), ((stay,), (change,)))]


def waiting_screen(act: Act, visit_id: int) -> Said:
    """Return what the actor's department has done, and how far the others are."""
    team = view_team_progress(act.uow, act.actor, visit_id)
    return [waiting_card(act.words, team)] if team.mine.is_concluded else conclusion_screen(act, visit_id)


def waiting_card(words: Words, team: TeamProgress) -> Card:
    """Return the card of somebody whose department is done."""
    mine, at = team.mine, team.mine.section.concluded_at
    lines = [
        words("waiting-title", number=team.visit.number, name=team.visit.inspected.short_name),
        words("waiting-mine", department=words.pick(mine.section.short_name), time=time_of(words, at) if at else "-"),
        words("waiting-result", results=results_text(words, team.results, mine.section.results)),
    ]
    lines += [_other_line(words, other) for other in team.others]
    lines.append(words("waiting-next" if team.is_complete else "waiting-hint"))
    return Card(visit_key(team.visit.visit_id), "\n".join(lines), _waiting_buttons(words, team))


def results_text(words: Words, results: Sequence[Result], chosen: Sequence[str]) -> str:
    """Return the numbers and short names of chosen results."""
    found = [
        f"{circled(place)} {words.pick(result.short)}"
        for place, result in enumerate(results, 1)
        if result.key in chosen
    ]
    return joined(words, found) or "-"


def _other_line(words: Words, other: SectionProgress) -> Html:
    department = words.pick(other.section.short_name)
    how_far = other.progress
    if other.is_concluded:
        return words("waiting-other-done", department=department, asked=how_far.asked, problems=len(how_far.problems))
    if other.last_at is None:
        return words("waiting-other-not-begun", department=department)
    return words(
        "waiting-other-running",
        department=department,
        answered=how_far.answered,
        asked=how_far.asked,
        name=words.pick(other.last_by),
        time=time_of(words, other.last_at),
    )


def _waiting_buttons(words: Words, team: TeamProgress) -> Rows:
    visit_id = team.visit.visit_id
    change = result_button(words, "button-reopen", visit_id, "reopen", is_act=True)
    watch = result_button(words, "button-watch", visit_id, "watch")
    home: Row = (Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),)
    data = SignButton(act="hub", visit_id=visit_id).pack()
    if team.is_complete:
        sign = Button(words.plain("button-to-signatures"), data, style="primary", steady=True)
        return rows((change, watch) if team.others else (change,), (sign,), home)
    nudge = result_button(words, "button-nudge", visit_id, "nudge", style="primary", is_act=True)
    others: Row = (Button(words.plain("button-to-signatures"), data, steady=True),)
    if team.mine.section.is_lead:
        data = SubmitButton(act="open", visit_id=visit_id).pack()
        others = (*others, Button(words.plain("button-close-open"), data, steady=True))
    return rows((change, watch), others, (nudge,), home)


def watch_screen(act: Act, visit_id: int) -> Said:
    """Return how far the other departments are and what they found, to be read only."""
    team = view_team_progress(act.uow, act.actor, visit_id)
    words = act.words
    lines = [words("watch-title", number=team.visit.number, name=team.visit.inspected.short_name)]
    for other in team.others:
        lines.append(_other_line(words, other))
        problems = other.progress.problems
        lines += [
            words("watch-problem", number=each.number, label=shortened(label, LABEL_SHOWN))
            for each in problems[:PROBLEMS_SHOWN]
            for label in [plain_in(each.label, words.language)]
        ]
        if len(problems) > PROBLEMS_SHOWN:
            lines.append(words("watch-more", count=len(problems) - PROBLEMS_SHOWN))
        if other.is_concluded:
            lines.append(words("waiting-result", results=results_text(words, team.results, other.section.results)))
            # What is missing from a part that still runs is being filled in.
            lines += lacks_lines(words, other.progress.missing)
    back = result_button(words, "button-back", visit_id, "waiting")
    is_awaited = any(not other.is_concluded or other.progress.missing for other in team.others)
    nudge = result_button(words, "button-nudge", visit_id, "nudge", style="primary", is_act=True)
    return [Card(visit_key(visit_id), "\n".join(lines), rows((nudge,) if is_awaited else (), (back,)))]


def lacks_lines(words: Words, missing: Sequence[Missing]) -> list[Html]:
    """Return one line that names the first things that a part lacks; none when it lacks nothing."""
    if not missing:
        return []
    named = joined(words, (words.plain("gap-named", number=gap.number, kind=gap.kind) for gap in missing[:GAPS_SHOWN]))
    return [words("lacks", gaps=named, more=max(0, len(missing) - GAPS_SHOWN))]
