"""A problem in three steps on the same card: what was seen, how it was found, the photograph. Order is free."""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons_checklist import FindingButton, InterviewButton, PageButton
from handlers.screens.asking import SHORT, Asking
from handlers.screens.asking_files import apart_lines
from handlers.screens.checklist import page_number_of, page_screen
from handlers.screens.format import in_rows, rows, shortened
from handlers.screens.item import item_card, pointed
from handlers.screens.marking import plain_in
from handlers.screens.paging import width
from handlers.screens.task import visit_key
from handlers.screens.wholeness import Passage, fitted
from handlers.words import Html
from rules.findings import HOW
from rules.messages import Button, Card, Row, Rows
from services.checklists import open_sheet
from services.sheets import FindingView, QuestionState, Sheet

STEPS = ("note", "how", "photo")
NOTE_SHOWN = 60


def finding_screen(act: Act, visit_id: int) -> Said:
    """Return the pointer's step of its problem, or the next that lacks something, with the pointer's remark."""
    sheet = open_sheet(act.uow, act.actor, visit_id)
    state = pointed(act, sheet)
    if state is None:
        return page_screen(act, visit_id)
    if not state.is_problem:
        # A colleague took it back meanwhile.
        return [item_card(act, sheet, state)]
    remark = act.pointer.get("remark")
    hint = Html(remark) if remark else None
    if hint is None and act.pointer.get("expects") == "waiver":
        hint = act.words("finding-waiver-ask")
    return [finding_card(act, sheet, state, act.pointer.get("step") or next_step(state), hint)]


def next_step(state: QuestionState) -> str:
    """Return the first step that lacks something, the photograph when nothing does."""
    return next((step for step in STEPS if step in state.gaps), "photo")


def finding_card(act: Act, sheet: Sheet, state: QuestionState, step: str, hint: Html | None = None) -> Card:
    """Return one step."""
    words, question = act.words, state.question
    finding = state.finding or FindingView("", None, None, None)
    label = plain_in(question.label, words.language)
    lines = [words(f"finding-{step}-title", number=question.number or 0)]
    if finding.note and step != "note":
        lines.append(words("finding-note-is", note=shortened(finding.note, NOTE_SHOWN)))
    if finding.how and step == "photo":
        lines.append(words("finding-how-is", how=finding.how, of=finding.statement_of or "none"))
    if step == "photo":
        lines += apart_lines(act, sheet, question)
    lines += _asking(act, state, finding, step)
    if hint is not None:
        lines.append(hint)
    told = Passage(words("finding-label", label=label), gives_way=1)
    text = fitted([Passage(lines[0]), told, *map(Passage, lines[1:])]).text
    return Card(visit_key(sheet.visit_id), text, _buttons(act, sheet, state, step))


def _asking(act: Act, state: QuestionState, finding: FindingView, step: str) -> list[Html]:
    words = act.words
    if step == "note":
        asked = [words("finding-note-ask")]
        if finding.note:
            asked.append(words("finding-note-is", note=shortened(finding.note, NOTE_SHOWN)))
        if state.question.phrases:
            asked.append(words("finding-phrases"))
        return asked
    if step == "how":
        return [words("finding-how-ask")]
    if step == "whom":
        return [words("finding-whom-ask")]
    if finding.photo_waiver:
        return [words("finding-waived", reason=shortened(finding.photo_waiver, NOTE_SHOWN))]
    if state.photos:
        return [words("finding-photo-more", received=state.photos)]
    return [words("finding-photo-ask")]


def _buttons(act: Act, sheet: Sheet, state: QuestionState, step: str) -> Rows:
    words, question = act.words, state.question
    visit_id, number = sheet.visit_id, question.number or 0
    mark = sheet.mark(question.name)

    def find(key: str, what: str, place: int = -1, **look: object) -> Button:
        data = FindingButton(act=what, visit_id=visit_id, number=number, place=place, mark=mark).pack()
        return Button(words.plain(key), data, steady=True, **look)  # type: ignore[arg-type]

    page = page_number_of(act, sheet, question.name)
    back = Button(
        words.plain("button-this-page"), PageButton(act="show", visit_id=visit_id, page=page).pack(), steady=True
    )
    if step == "note":
        phrases = [
            Button(
                plain_in(phrase.label, words.language),
                FindingButton(act="phrase", visit_id=visit_id, number=number, place=place, mark=mark).pack(),
                steady=True,
            )
            for place, phrase in enumerate(question.phrases)
        ]
        return rows(*_phrased(phrases), _other_answers(act, sheet, state), (back, find("button-note-later", "how")))
    if step == "how":
        ways = in_rows([find(f"button-how-{how}", how) for how in HOW], 2)
        complies = _other_answers(act, sheet, state)[:1]
        return rows(*ways, (find("button-to-note", "note"), find("button-how-later", "photo")), complies, (back,))
    if step == "whom":
        return (
            (find("button-whom-party", "party"), find("button-whom-witness", "witness")),
            (find("button-back", "how"),),
        )
    asked: Row = ()
    if state.finding is not None and state.finding.how == "ask":
        data = InterviewButton(act="open", visit_id=visit_id, number=number, mark=mark).pack()
        asked = (Button(words.plain("button-interview"), data, steady=True),)
    done = find("button-finding-done", "done", style="success")
    ways = ((find("button-no-photo", "none"), find("button-photo-later", "done")),) if not state.photos else ()
    complies = _other_answers(act, sheet, state)[:1]
    changes = (find("button-to-note", "note"), find("button-to-how", "how"))
    return rows(*ways, asked, changes, complies, (done,) if state.photos else (back,))


def _phrased(phrases: Sequence[Button]) -> Rows:
    """Return usual notes two in a row, one in a row when one of them would be cut."""
    fits = all(width(button.text) <= SHORT for button in phrases)
    return in_rows(phrases, 2 if fits else 1)


def _other_answers(act: Act, sheet: Sheet, state: QuestionState) -> Row:
    """Return the buttons that take the problem back."""
    question, asking = state.question, Asking(act, sheet, state)
    others = [(place, choice) for place, choice in enumerate(question.choices) if choice.name != question.problem]
    return tuple(
        asking.button(
            act.words.plain("button-change-to", value=plain_in(choice.label, act.words.language)),
            "set",
            place=place,
            pick=asking.pick(choice),
        )
        for place, choice in others[:2]
    )
