"""The registries: how many entries, where nobody looks, who changed what from which file."""

from collections.abc import Sequence

from handlers.act import Act, Said
from handlers.buttons_plans import YearButton
from handlers.buttons_registries import ImportButton, RegistryButton
from handlers.screens.campaign import plans_button
from handlers.screens.format import circled, moment, rows, shortened, turning_row
from handlers.screens.registry_files import file_called
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from rules.registries.fields import REGISTRIES, field_of
from services.campaign_plans import plans_campaigns
from services.registry_coverage import coverage
from services.registry_history import Changed, Taken, history_of, imports_taken
from services.registry_shelf import counts_of
from services.registry_undo import offers_undo

KEY = "registries"
GAPS_SHOWN = 3
NAME_SHOWN = 14
WITHOUT_FILE_SHOWN = 20  # where no hash and no row follow
HISTORY_SHOWN = 3
FIELDS_SHOWN = 3
VALUE_SHOWN = 10


def registries_screen(act: Act, *, anew: bool = False) -> Said:
    """Return the registries with their sizes."""
    words, counts = act.words, counts_of(act.uow)
    lines = [words("registries-title")]
    lines += [
        words("registries-line", registry=words.plain(f"registry-{which}"), count=counts[which]) for which in REGISTRIES
    ]
    lines.append(words("registries-hint"))
    exports: list[Row] = [
        tuple(_button(words, f"button-export-{which}", "export", which, format_) for format_ in ("xlsx", "csv"))
        for which in REGISTRIES
    ]
    below: Row = (
        _button(words, "button-gaps", "gaps"),
        _button(words, "button-registry-history", "history"),
    )
    year: Row = (Button(words.plain("button-year"), YearButton(act="show").pack(), steady=True),)
    planning: Row = ()
    if plans_campaigns(act.actor):
        planning = (plans_button(words),)
    return [Card(KEY, "\n".join(lines), rows(*exports, below, planning, year), anew=anew, vanish=True)]


def gaps_screen(act: Act) -> Said:
    """Return where nobody looks."""
    words, found = act.words, coverage(act.uow)
    lines = [words("registry-gaps-title" if found.gaps else "gaps-none")]
    for kind in found.kinds:
        lines.append(words(f"gap-{kind.replace('_', '-')}", count=found.count(kind)))
        first = [gap for gap in found.gaps if gap.kind == kind][:1]
        lines += [Words.escape(f"　{gap.code} {shortened(gap.name, NAME_SHOWN)}") for gap in first]
    file: Row = (_button(words, "button-gaps-file", "export", "coverage", "xlsx"),) if found.gaps else ()
    return [Card(KEY, "\n".join(lines), rows(file, (_button(words, "button-back", "show"),)), vanish=True)]


def history_screen(act: Act, page: int = 1) -> Said:
    """Return who took which file in, the newest first."""
    words, found = act.words, imports_taken(act.uow, page)
    lines = [words("history-title" if found.imports else "history-none")]
    for place, taken in enumerate(found.imports, 1):
        who = words.pick(taken.by) if taken.by else words.plain("history-console")
        about = words.plain(f"registry-{taken.which}")
        at = moment(words, taken.at)
        lines.append(words("history-line", place=circled(place), moment=at, who=who, registry=about))
        count = sum(taken.counts.values())
        name, sha256 = _name(words, taken), taken.sha256[:8] or "none"
        lines.append(words("history-file", name=name, sha256=sha256, count=count))
    turning = turning_row(found.page, found.pages, lambda key, to: _button(words, key, "history", page=to))
    below = rows(_undo_row(act, found.imports), turning, (_button(words, "button-back", "show"),))
    return [Card(KEY, "\n".join(lines), below, vanish=True)]


def _name(words: Words, taken: Taken) -> str:
    return file_called(words, taken.name, NAME_SHOWN if taken.sha256 else WITHOUT_FILE_SHOWN)


def _undo_row(act: Act, imports: Sequence[Taken]) -> Row:
    """Return the buttons that ask whether an import is to be taken back, by the place of each on the card."""
    return tuple(
        Button(
            act.words.plain("button-history-undo", place=circled(place)),
            ImportButton(act="undo", import_id=taken.import_id).pack(),
            steady=True,
        )
        for place, taken in enumerate(imports, 1)
        if offers_undo(act.uow, act.actor, taken.import_id)
    )


def entry_screen(act: Act, key: str) -> Said:
    """Return who changed an entry, when, from which file."""
    words, found = act.words, history_of(act.uow, key)
    if not found:
        return [Card(KEY, words("history-nothing", code=shortened(key, 20)), _back(words), vanish=True)]
    lines: list[Html] = [words("history-of", code=key, count=len(found))]
    for place, change in enumerate(found[:HISTORY_SHOWN], 1):
        lines += _change(words, change, place)
    undo = _undo_row(act, [change.taken for change in found[:HISTORY_SHOWN]])
    return [Card(KEY, "\n".join(lines), rows(undo, *_back(words)), vanish=True)]


def _change(words: Words, change: Changed, place: int) -> Sequence[Html]:
    who = words.pick(change.taken.by) if change.taken.by else words.plain("history-console")
    at, kind = moment(words, change.taken.at), words.plain(f"kind-{change.kind}")
    lines = [words("history-change", place=circled(place), moment=at, who=who, kind=kind)]
    name = _name(words, change.taken)
    # What no file brought has no row.
    lines.append(words("history-row", name=name, row=change.row if change.taken.sha256 else 0))
    for name in list(change.before)[:1]:
        heading = field_of(change.taken.which, name).heading(words.language)
        before, after = (shortened(side.get(name, "") or "–", VALUE_SHOWN) for side in (change.before, change.after))
        lines.append(words("diff-line", field=heading, before=before, after=after))
    return lines


def _back(words: Words) -> tuple[Row, ...]:
    return rows((_button(words, "button-back", "show"),))


def _button(words: Words, key: str, act: str, which: str = "", format_: str = "", page: int = 1) -> Button:
    data = RegistryButton(act=act, which=which, format=format_, page=page).pack()
    return Button(words.plain(key, format=format_) if format_ else words.plain(key), data, steady=True)
