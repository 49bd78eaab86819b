"""The card of a trial: how far it is, its submission, starting over, ending it."""

from handlers.act import Act, Said
from handlers.buttons_forms import ShelfButton, TrialButton
from handlers.screens.format import rows, shortened
from handlers.screens.hidden import hidden_lines
from handlers.screens.notes import end_notes
from handlers.screens.task import visit_key
from handlers.screens.wholeness import Passage, fitted
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Style
from services.checklists import sheet_of
from services.trials import KEPT_DAYS, TrialView, view_trial

TITLE_SHOWN = 24
NUMBERS_SHOWN = 8


def trial_screen(act: Act, visit_id: int) -> Said:
    """Return the card to which a trial leads. Raises `Refused` for anyone but its owner."""
    trial = view_trial(act.uow, act.actor, visit_id)
    words, how_far = act.words, trial.progress
    title = shortened(words.pick(trial.title), TITLE_SHOWN)
    lines = [words("trial-title", number=trial.number, title=title, version=trial.version)]
    lines.append(
        words("trial-answered", answered=how_far.answered, asked=how_far.asked, problems=len(how_far.problems))
    )
    lacking = sorted({each.number for each in how_far.missing})
    if lacking:
        shown = ", ".join(map(str, lacking[:NUMBERS_SHOWN])) + ("…" if len(lacking) > NUMBERS_SHOWN else "")
        lines.append(words("trial-lacks", numbers=shown))
    lines += hidden_lines(words, how_far.hidden)
    lines += end_notes(words, sheet_of(act.uow, trial.section_id))
    lines.append(_standing(words, trial))

    def button(key: str, what: str, *, style: Style | None = None, steady: bool = True) -> Button:
        data = TrialButton(act=what, visit_id=visit_id).pack()
        return Button(words.plain(key), data, style=style, steady=steady)

    xml = button("button-trial-xml", "xml")
    again = button("button-trial-again", "again", steady=False)
    text = fitted([Passage(line) for line in lines]).text
    if trial.is_ended:
        shelf: Row = (Button(words.plain("button-forms"), ShelfButton(act="list").pack(), steady=True),)
        return [Card(visit_key(visit_id), text, rows((xml, again), shelf))]
    go_on: Row = (button("button-trial-on", "on", style="primary"),)
    end: Row = (button("button-trial-end", "end", steady=False),)
    return [Card(visit_key(visit_id), text, rows(go_on, (xml, again), end))]


def _standing(words: Words, trial: TrialView) -> Html:
    if trial.ended_itself:
        return words("trial-ended-itself", days=KEPT_DAYS)
    return words("trial-ended" if trial.is_ended else "trial-nobody")
