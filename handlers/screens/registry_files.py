"""Cards of a registry's file that was sent: being checked, to be mended, what it would change, being written, done."""

from handlers.buttons_registries import ImportButton, RegistryButton
from handlers.screens.format import rows, shortened, turning_row
from handlers.words import Html, Words
from rules.errors import describe
from rules.messages import Button, Card, Row
from rules.registries.fields import field_of
from services.registry_intake import PLATFORM_TABLES
from services.registry_undo import MARK
from services.registry_view import DifferenceView, ImportView, free_fields, unknown_headings
from services.risk_suggestions import FILE_NAME

NAME_SHOWN = 22
FAULTS_SHOWN = 2
FAULT_SHOWN = 35.0
HEADING_SHOWN = 12
COLUMNS_SHOWN = 6
FIELDS_SHOWN = 14
VALUE_SHOWN = 14
LINES_SHOWN = 5
OVER = ("taken_in", "discarded", "replaced")
COVERED = ("objects", "inspectors", "items")
COUNTS = ("new", "changed", "same", "joined", "ended", "elsewhere", "foreign")


def import_key(import_id: int) -> str:
    """Return the name of the one card of a registry's file in a chat."""
    return f"import:{import_id}"


def import_card(words: Words, view: ImportView) -> Card:
    """Return a file's card."""
    text, buttons = _shown(words, view)
    return Card(import_key(view.import_id), text, buttons, follow=view.state not in OVER)


def file_called(words: Words, name: str, most: float) -> str:
    """Return a file's name, or in the reader's words what changed a registry without one; also where it is undone."""
    undone = MARK if name.startswith(MARK) else ""
    what, _, about = name.removeprefix(MARK).partition(" ")
    if what == FILE_NAME:
        name = undone + f"{about} {words.plain('history-suggestion')}".strip()
    return shortened(name, most)


def _shown(words: Words, view: ImportView) -> tuple[str, tuple[Row, ...]]:
    name = file_called(words, view.name, NAME_SHOWN)
    if view.state in ("checking", "settling"):
        return "\n".join([words(f"import-{view.state}", name=name), *_progress(words, view)]), ()
    if view.state == "taken_in":
        return _taken_in(words, view, name)
    if view.state in OVER:
        return words(f"import-{view.state}", name=name), ()
    if view.state == "refused":
        return _refused(words, view, name)
    return _checked(words, view, name)


def _progress(words: Words, view: ImportView) -> list[Html]:
    if view.state == "settling":
        return [words("import-written", done=view.written, total=view.changes)] if view.written else []
    done, total = view.facts.get("done", 0), view.facts.get("total", 0)
    # How many rows there are is known once all of them are read.
    return [words("import-compared" if total else "import-read", done=done, total=total)] if done else []


def _taken_in(words: Words, view: ImportView, name: str) -> tuple[str, tuple[Row, ...]]:
    applied = view.facts.get("applied", {})
    counts = " · ".join(words(f"import-{kind}", count=applied[kind]) for kind in COUNTS if applied.get(kind))
    if view.undoes is not None:
        return "\n".join([words("import-undoing-done", name=name), counts]), ()
    lines = [words("import-done", name=name, registry=_registry(words, view)), counts]
    if view.is_undone:
        return "\n".join([*lines, words("import-undone")]), ()
    gaps = Button(words.plain("button-gaps"), RegistryButton(act="gaps").pack(), steady=True)
    looked: Row = (gaps,) if view.which in COVERED else ()
    if view.which in PLATFORM_TABLES:
        return "\n".join(lines), ()
    return "\n".join(lines), rows(looked, (_button(words, "button-import-undo", view, "undo"),))


def undo_card(words: Words, view: ImportView) -> Card:
    """Ask once more before an import is taken back."""
    text = words("import-undo-ask", name=file_called(words, view.name, NAME_SHOWN), count=view.written)
    data = ImportButton(act="undone", import_id=view.import_id).pack()
    sure = Button(words.plain("button-import-undo-sure"), data, style="danger", dwell=True)
    return Card(import_key(view.import_id), text, rows((sure,), (_button(words, "button-back", view, "show"),)))


def first_day_card(words: Words, view: ImportView) -> Card:
    """Ask from which day a list of items holds."""
    back: Row = (_button(words, "button-back", view, "show"),)
    return Card(import_key(view.import_id), words("import-from-ask"), rows(back), anew=True)


def _registry(words: Words, view: ImportView) -> str:
    return words.plain(f"registry-{view.which}") if view.which else "-"


def _refused(words: Words, view: ImportView, name: str) -> tuple[str, tuple[Row, ...]]:
    lines = [words("import-refused", name=name), *_faults(words, view), words("import-mend")]
    columns: Row = ()
    if view.which and unknown_headings(view) and free_fields(view):
        columns = (_button(words, "button-import-columns", view, "cols", count=len(unknown_headings(view))),)
    if view.list_sha256:
        columns = (*columns, _button(words, "button-import-rows", view, "rows", count=view.count("refused")))
    return "\n".join(lines), rows(columns, (_button(words, "button-draft-drop", view, "drop"),))


def _faults(words: Words, view: ImportView) -> list[Html]:
    lines = []
    for fault in view.faults[:FAULTS_SHOWN]:
        place = words.plain("import-place", row=fault.row) if fault.row else ""
        told = " ".join(part for part in (place, fault.column or "", describe(fault, words.language)) if part)
        lines.append(Words.escape(shortened(told, FAULT_SHOWN)))
    return lines


def _checked(words: Words, view: ImportView, name: str) -> tuple[str, tuple[Row, ...]]:
    whose = words.pick(view.department) or words.plain("import-whole-district")
    counts = " · ".join(words(f"import-{kind}", count=view.count(kind)) for kind in COUNTS if view.count(kind))
    refused = view.count("refused")
    lines = [words("import-good", name=name, registry=_registry(words, view), department=whose)]
    lines += [Html(counts)] if counts else []
    if refused:
        lines += [words("import-rows-refused", count=refused), *_faults(words, view)]
    if unknown_headings(view):
        lines.append(words("import-columns-left", count=len(unknown_headings(view))))
    lines.append(words(_next_step(view)))
    return "\n".join(lines), _checked_buttons(words, view)


def _next_step(view: ImportView) -> str:
    if view.changes:
        return "import-ask-skip" if view.count("refused") else "import-ask"
    if not view.count("refused") or view.count("same"):
        return "import-nothing"
    return "import-none-usable-columns" if unknown_headings(view) and free_fields(view) else "import-none-usable"


def _checked_buttons(words: Words, view: ImportView) -> tuple[Row, ...]:
    files: list[Button] = []
    if view.list_sha256:
        files.append(_button(words, "button-import-rows", view, "rows", count=view.count("refused")))
    if unknown_headings(view) and free_fields(view):
        files.append(_button(words, "button-import-columns", view, "cols", count=len(unknown_headings(view))))
    compare: Row = ()
    if view.which == "objects" and view.count("changed"):
        compare = (_button(words, "button-import-compare", view, "diff", count=view.count("changed")),)
    if view.which == "items" and view.changes:
        day = view.facts.get("valid_from")
        label = words.plain("button-import-from", day=day) if day else words.plain("button-import-from-today")
        files.append(_plain(label, view, "from"))
    confirm: Row = ()
    if view.changes:
        key = "button-import-skip" if view.count("refused") else "button-import-all"
        data = ImportButton(act="skip" if view.count("refused") else "all", import_id=view.import_id).pack()
        confirm = (Button(words.plain(key, count=view.changes), data, style="success", dwell=True),)
    return rows(tuple(files), compare, (_button(words, "button-draft-drop", view, "drop"),), confirm)


def difference_card(words: Words, view: ImportView, found: DifferenceView) -> Card:
    """Return one difference between a file and the registry, to be taken over or not."""
    title = words("diff-title", place=found.place, total=found.total, row=found.row)
    lines = [title, Words.escape(shortened(f"{found.name} {found.subject}", 2 * NAME_SHOWN))]
    for name in list(found.before)[:LINES_SHOWN]:
        heading = field_of(view.which or "", name).heading(words.language)
        before, after = (shortened(side.get(name, "") or "–", VALUE_SHOWN) for side in (found.before, found.after))
        lines.append(words("diff-line", field=heading, before=before, after=after))
    lines.append(words("diff-picked", count=found.picked))
    turning = turning_row(found.place, found.total, lambda key, to: _button(words, key, view, "diff", page=to))
    act = "leave" if found.is_picked else "pick"
    choose = _button(words, f"button-diff-{act}", view, act, page=found.place, of=found.change_id)
    everything = ImportButton(act="diffs", import_id=view.import_id).pack()
    every = Button(words.plain("button-diff-all", count=found.total), everything, dwell=True)
    taken: Row = ()
    if found.picked:
        data = ImportButton(act="picked", import_id=view.import_id).pack()
        taken = (Button(words.plain("button-diff-picked", count=found.picked), data, style="success", dwell=True),)
    back: Row = (_button(words, "button-back", view, "show"),)
    return Card(import_key(view.import_id), "\n".join(lines), rows(turning, (choose,), (every,), taken, back))


def columns_card(words: Words, view: ImportView) -> Card:
    """Return the columns of a file that mean nothing yet, each to be named."""
    headings = unknown_headings(view)[:COLUMNS_SHOWN]
    buttons = [
        (_plain(shortened(heading, HEADING_SHOWN), view, "col", page=place),) for place, heading in enumerate(headings)
    ]
    back: Row = (_button(words, "button-back", view, "show"),)
    return Card(import_key(view.import_id), words("columns-title"), rows(*buttons, back))


def fields_card(words: Words, view: ImportView, place: int) -> Card:
    """Return what a column of a file may be."""
    heading = unknown_headings(view)[place]
    names = free_fields(view)[:FIELDS_SHOWN]
    found = [
        _plain(shortened(field_of(view.which or "", name).heading(words.language), 8), view, "name", page=place, of=n)
        for n, name in enumerate(names)
    ]
    pairs = tuple(tuple(found[n : n + 2]) for n in range(0, len(found), 2))
    back: Row = (_button(words, "button-back", view, "cols"),)
    text = words("columns-which", heading=shortened(heading, NAME_SHOWN))
    return Card(import_key(view.import_id), text, rows(*pairs, back))


def _button(words: Words, key: str, view: ImportView, act: str, *, page: int = 1, of: int = 0, **values: int) -> Button:
    return _plain(words.plain(key, **values), view, act, page=page, of=of)


def _plain(label: str, view: ImportView, act: str, *, page: int = 1, of: int = 0) -> Button:
    data = ImportButton(act=act, import_id=view.import_id, page=page, of=of).pack()
    return Button(label, data, steady=True)
