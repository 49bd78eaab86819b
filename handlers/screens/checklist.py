"""The checklist on one card: pages of items, the overview, what is open, what is wrong."""

from collections.abc import Sequence
from itertools import groupby

from handlers.act import Act, Said
from handlers.buttons_checklist import ItemButton, PageButton
from handlers.screens.format import heading_shortened, in_rows, rows, time_of
from handlers.screens.marking import plain_in
from handlers.screens.notes import notes_at_the_end
from handlers.screens.paging import Page, page_with, pages_of
from handlers.screens.task import visit_key
from handlers.screens.values import label_of
from handlers.screens.wholeness import LINES_MOST, Passage, fitted, height_of
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Style
from services.answering import last_rest
from services.checklists import open_sheet
from services.follow_ups import followed_in
from services.sheets import QuestionState, Sheet

BAR = 7
TITLE_SHOWN = 24.0
LABEL_SHOWN = 14.0
PARTS_SHOWN = 5
FILTERED_SHOWN = 8


def header(words: Words, sheet: Sheet) -> Html:
    """Return the two lines above everything: object, department, visit; bar, problems, pictures."""
    full = round(BAR * sheet.answered / max(1, len(sheet.asked)))
    return words(
        "sheet-header",
        name=sheet.short_name,
        department=words.pick(sheet.department),
        number=sheet.number,
        bar="▰" * full + "▱" * (BAR - full),
        answered=sheet.answered,
        asked=len(sheet.asked),
        problems=len(sheet.problems),
        secured=sheet.photos_secured,
        received=sheet.photos_received,
    )


def page_screen(act: Act, visit_id: int) -> Said:
    """Return the pointer's page, or the first with something open."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    pages = pages_of(sheet.checklist, act.words.language)
    wanted = act.pointer.get("page")
    number = wanted if isinstance(wanted, int) and 0 <= wanted < len(pages) else next_open_page(sheet, pages)
    return page_card(act, sheet, pages, pages[number])


def next_open_page(sheet: Sheet, pages: Sequence[Page], start: int = 0) -> int:
    """Return the next page with an open question from `start` on, round the end; `start` when nothing is open."""
    count = len(pages)
    for step in range(count):
        page = pages[(start + step) % count]
        if any(sheet.of(q.name).is_open for q in page.questions):
            return page.number
    return min(start, count - 1)


def page_card(act: Act, sheet: Sheet, pages: Sequence[Page], page: Page) -> Said:
    """Return one page of items with the button that lets all the rest comply."""
    words = act.words
    act.see_numbers(sheet.visit_id, sheet.numbering)
    states = [sheet.of(q.name) for q in page.questions]
    followed = followed_in(act.uow, sheet)
    alone_name = followed.question if followed else None
    title = heading_shortened(_title(words, sheet, page.group), TITLE_SHOWN)
    title = words("sheet-page", title=title, page=page.number + 1, pages=len(pages))
    passages = [Passage(header(words, sheet)), Passage(title), *_lines(words, states, alone_name)]
    if page.number + 1 == len(pages):
        passages += notes_at_the_end(words, sheet)
    lines: list[Passage] = []
    open_states = [s for s in states if s.is_open]
    bulk = [s for s in open_states if s.question.complies is not None and s.question.name != alone_name]
    rest = last_rest(act.uow, act.actor, sheet)
    if rest is not None:
        lines.append(Passage(words("sheet-rest-done", count=rest.count, time=time_of(words, rest.at))))
    elif open_states:
        lines.append(Passage(words("sheet-hint" if bulk else "sheet-hint-alone"), may_go=True))
    alone = [s for s in open_states if s not in bulk]
    if alone and bulk:
        numbers = ", ".join(str(s.question.number) for s in alone)
        lines.append(Passage(words("sheet-alone", numbers=numbers), may_go=True))
    return [
        Card(
            visit_key(sheet.visit_id),
            fitted([*passages, *lines]).text,
            (
                *_again_row(words, sheet, alone_name, alone if not bulk else ()),
                *_page_buttons(act, sheet, pages, page, states, len(bulk), rest is not None),
            ),
        )
    ]


def _again_row(words: Words, sheet: Sheet, followed: str | None, alone: Sequence[QuestionState]) -> tuple[Row, ...]:
    """Return the way to what a follow-up inspection is about, first on every page until it is answered; none where the
    page leads there anyway.
    """
    state = sheet.find(followed) if followed else None
    if state is None or not state.is_open or state.question.name in [each.question.name for each in alone[:1]]:
        return ()
    label = words.plain("button-followed-first", number=state.question.number or 0)
    return ((Button(label, _opening(sheet, state), style="primary", steady=True),),)


def _title(words: Words, sheet: Sheet, group: str | None) -> str:
    """Return the heading over a page: of its group, else of the form."""
    label = plain_in(sheet.checklist.group(group).label, words.language) if group is not None else ""
    return label or plain_in(sheet.checklist.title, words.language) or words.plain("sheet-other")


def _lines(words: Words, states: Sequence[QuestionState], followed: str | None) -> list[Passage]:
    """Return the items of a page; one that does not fit a phone in full wording is folded, and stands alone."""
    gives_way = 1 if len(states) == 1 else 0
    return [Passage(item_line(words, s, is_followed=s.question.name == followed), gives_way=gives_way) for s in states]


def item_line(words: Words, state: QuestionState, *, is_followed: bool = False) -> Html:
    """Return one item with its mark, in full wording; that of a clue that is followed up has a sign of its own."""
    label, sign = label_of(words.language, state.question), f"🔁 {mark(state)}" if is_followed else mark(state)
    return words("sheet-item", number=state.question.number or 0, mark=sign, label=label)


def mark(state: QuestionState) -> str:
    """Return the sign of an item's state."""
    if state.is_problem:
        return "⚠️"
    return "☐" if state.is_open else "✅"


def _page_buttons(
    act: Act,
    sheet: Sheet,
    pages: Sequence[Page],
    page: Page,
    states: Sequence[QuestionState],
    bulk: int,
    has_rest: bool,
) -> tuple[Row, ...]:
    words, visit_id = act.words, sheet.visit_id

    def to(key: str, what: str, number: int = 0) -> Button:
        return Button(words.plain(key), PageButton(act=what, visit_id=visit_id, page=number).pack(), steady=True)

    numbers = in_rows([number_button(sheet, s) for s in states], 4)
    undo: Row = (
        (Button(words.plain("button-undo-rest"), PageButton(act="undo", visit_id=visit_id).pack()),) if has_rest else ()
    )
    main: Row = ()
    if bulk:
        mark = page_mark(sheet, page)
        comply = PageButton(act="comply", visit_id=visit_id, page=page.number, mark=mark).pack()
        label = words.plain("button-comply-rest", count=bulk)
        main = (Button(label, comply, style="success", dwell=True),)
    elif _is_done(sheet):
        main = (to("button-to-result", "result"),)
    elif alone := next((s for s in states if s.is_open), None):
        label = words.plain("button-answer-item", number=alone.question.number or 0)
        main = (Button(label, _opening(sheet, alone), style="primary", steady=True),)
    else:
        main = (to("button-next-open", "open", page.number),)
    done: Row = (to("button-to-result", "result"),) if sheet.is_answerable and not _is_done(sheet) else ()
    back = to("button-page-back", "show", page.number - 1) if page.number else None
    on = to("button-page-on", "show", page.number + 1) if page.number + 1 < len(pages) else None
    ends = tuple(b for b in (back, to("button-overview", "overview"), on) if b is not None)
    return rows(*numbers, undo, done, main, ends)


def page_mark(sheet: Sheet, page: Page) -> str:
    """Return what stands for the questions of a page, where answers decide which they are."""
    return sheet.mark(" ".join(question.name for question in page.questions))


def _is_done(sheet: Sheet) -> bool:
    return all(not state.is_open for state in sheet.asked)


def _opening(sheet: Sheet, state: QuestionState) -> str:
    number, mark = state.question.number or 0, sheet.mark(state.question.name)
    return ItemButton(visit_id=sheet.visit_id, number=number, mark=mark).pack()


def number_button(sheet: Sheet, state: QuestionState) -> Button:
    """Return the small button that opens an item."""
    number = state.question.number or 0
    label = f"{number}" if state.is_open else f"{number} ✓"
    if state.is_problem:
        label = f"{number} !"
    return Button(label, _opening(sheet, state), steady=True)


def overview_screen(act: Act, visit_id: int) -> Said:
    """Return the groups with their progress, or only what is open or wrong, as the pointer says."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    pages = pages_of(sheet.checklist, act.words.language)
    act.see_numbers(visit_id, sheet.numbering)
    only = act.pointer.get("only")
    if only in ("open", "bad"):
        return [_filtered_card(act, sheet, only)]
    words = act.words
    lines = [header(words, sheet)]
    buttons: list[Row] = []
    parts = [list(several) for _, several in groupby(pages, lambda page: page.part)]
    size = PARTS_SHOWN if len(parts) <= PARTS_SHOWN else PARTS_SHOWN - 1
    sheets = -(-len(parts) // size)
    turn = min(max(int(act.pointer.get("from") or 0), 0), sheets - 1)
    for part in parts[turn * size : (turn + 1) * size]:
        line, row = _part(words, sheet, part)
        lines.append(line)
        buttons.append(row)
    lines.append(words("sheet-jump-hint"))
    ends = _overview_ends(act, sheet, turn, sheets)
    return [Card(visit_key(visit_id), "\n".join(lines), rows(*buttons, *ends))]


def _part(words: Words, sheet: Sheet, pages: Sequence[Page]) -> tuple[Html, Row]:
    """Return a group, or a round of a repeat, with its progress and the button that opens it."""
    states = [sheet.of(question.name) for page in pages for question in page.questions]
    group = pages[0].group
    title = _title(words, sheet, group)
    done = sum(not s.is_open for s in states)
    bad = sum(s.is_problem for s in states)
    first, last = (states[place].question.number or 0 if states else 0 for place in (0, -1))
    count, most = len(states), LABEL_SHOWN if words.language == "zh-CN" else LABEL_SHOWN - 1
    shown = heading_shortened(title, TITLE_SHOWN)
    line = words("sheet-group", title=shown, first=first, last=last, done=done, count=count, bad=bad)
    data = PageButton(act="show", visit_id=sheet.visit_id, page=pages[0].number).pack()
    label = words.plain("button-group", title=heading_shortened(title, most), done=done, count=count)
    return line, (Button(label, data, steady=True),)


def _overview_ends(act: Act, sheet: Sheet, turn: int, sheets: int) -> tuple[Row, ...]:
    words, visit_id = act.words, sheet.visit_id

    def to(key: str, what: str, style: Style | None = None, page: int = 0) -> Button:
        data = PageButton(act=what, visit_id=visit_id, page=page).pack()
        return Button(words.plain(key), data, style=style, steady=True)

    is_done = _is_done(sheet)
    main: Row = (to("button-to-result" if is_done else "button-next-open", "result" if is_done else "open", "primary"),)
    result: Row = (to("button-result", "result"),) if not is_done and sheet.is_answerable else ()
    back = to("button-page-back", "overview", page=turn - 1) if turn else None
    on = to("button-page-on", "overview", page=turn + 1) if turn + 1 < sheets else None
    return rows(
        tuple(button for button in (back, on) if button is not None),
        (to("button-only-open", "only_open"), to("button-only-bad", "only_bad")),
        main,
        (to("button-visit-card", "card"), to("button-tasks", "home"), *result),
    )


def _filtered_card(act: Act, sheet: Sheet, only: str) -> Card:
    words = act.words
    states = [s for s in sheet.asked if (s.is_open if only == "open" else s.is_problem)]
    lines = [Passage(header(words, sheet)), Passage(words(f"sheet-only-{only}", count=len(states)))]
    shown: list[QuestionState] = []
    for state in states[:FILTERED_SHOWN]:
        line = Passage(item_line(words, state), gives_way=1)
        # The first may be folded, so that there is always one to go on with.
        if shown and sum(height_of(each.text) for each in [*lines, line]) > LINES_MOST - 1:
            break
        shown.append(state)
        lines.append(line)
    if len(states) > len(shown):
        lines.append(Passage(words("sheet-more", count=len(states) - len(shown))))
    numbers = in_rows([number_button(sheet, s) for s in shown], 4)
    back = Button(
        words.plain("button-overview"), PageButton(act="overview", visit_id=sheet.visit_id).pack(), steady=True
    )
    return Card(visit_key(sheet.visit_id), fitted(lines).text, rows(*numbers, (back,)))


def first_open(sheet: Sheet, after: str | None = None) -> QuestionState | None:
    """Return the next open question after a name, round the end; none when nothing is open."""
    asked = sheet.asked
    start = next((n + 1 for n, s in enumerate(asked) if s.question.name == after), 0)
    ordered = [*asked[start:], *asked[:start]]
    return next((s for s in ordered if s.is_open), None)


def page_number_of(act: Act, sheet: Sheet, name: str) -> int:
    """Return the page on which a question stands, in the reader's language."""
    return page_with(pages_of(sheet.checklist, act.words.language), name)
