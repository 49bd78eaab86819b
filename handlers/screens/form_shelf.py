"""The forms that a clerk keeps: their list, one of them, its versions."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_forms import ShelfButton
from handlers.screens.format import circled, day, local, rows, shortened, turning_row
from handlers.words import Html, Words
from rules.messages import Button, Card, Row
from services.form_shelf import FORMS_A_PAGE, FormView, Shelf, shelf_of, view_form

KEY = "shelf"
TITLE_SHOWN = 13
NAME_SHOWN = 16


def shelf_screen(act: Act, page: int = 1, *, anew: bool = False) -> Said:
    """Return the list of the forms that the actor keeps; it goes at the next act."""
    shelf = shelf_of(act.uow, act.actor, page)
    return [Card(KEY, _shelf_text(act.words, shelf), _shelf_buttons(act.words, shelf), anew=anew, vanish=True)]


def _shelf_text(words: Words, shelf: Shelf) -> str:
    title = words("shelf-title", total=shelf.total) if shelf.total else words("shelf-empty")
    if shelf.pages > 1:
        title = Html(title + "　" + words("page-of", page=shelf.page, pages=shelf.pages))
    lines = [title]
    for place, form in enumerate(shelf.forms, 1):
        version, taken_in_at = shortened(form.newest.version, NAME_SHOWN), local(form.newest.taken_in_at)
        name = shortened(words.pick(form.title), TITLE_SHOWN)
        lines.append(words("shelf-line", number=circled(place), title=name, version=version))
        about = words("shelf-about", department=words.pick(form.department), day=day(words, taken_in_at.date()))
        lines.append(Html("　" + about))
    # A full page leaves no room for it.
    hint = [words("shelf-hint")] if len(shelf.forms) < FORMS_A_PAGE else []
    return "\n".join([*lines, *hint])


def _shelf_buttons(words: Words, shelf: Shelf) -> tuple[Row, ...]:
    forms = [
        (
            _button(
                words,
                "button-task",
                "form",
                form.newest.version_id,
                number=circled(place),
                name=shortened(words.pick(form.title), TITLE_SHOWN),
            ),
        )
        for place, form in enumerate(shelf.forms, 1)
    ]
    home: Row = (Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),)
    return rows(*forms, _turning(words, "list", 0, shelf.page, shelf.pages), home)


def form_screen(act: Act, version_id: int) -> Said:
    """Return one form with what can be done with it. Raises `Refused` for those who do not keep it."""
    view = view_form(act.uow, act.actor, version_id)
    words = act.words
    newest = view.versions[0]
    lines = [
        words("form-title", title=shortened(words.pick(view.title), TITLE_SHOWN + 5), version=newest.version),
        words("draft-whose", department=words.pick(view.department), form_id=shortened(view.form_id, 24)),
        words("form-about", asked=newest.asked, day=day(words, local(newest.taken_in_at).date()), total=view.total),
        words("form-submitted", count=view.submitted),
    ]
    return [Card(KEY, "\n".join(lines), _form_buttons(words, view, newest.version_id), vanish=True)]


def _form_buttons(words: Words, view: FormView, version_id: int) -> tuple[Row, ...]:
    exports: tuple[Row, ...] = ()
    if view.submitted:
        kinds = (("button-export-xlsx", "xlsx"), ("button-export-csv", "csv"))
        exports = (
            tuple(_button(words, key, "export", version_id, format=name) for key, name in kinds),
            (_button(words, "button-export-names", "export", version_id, format="names"),),
        )
    try_it: Row = (_button(words, "button-draft-try", "try", version_id),)
    versions: Row = (_button(words, "button-versions", "versions", version_id, count=view.total),)
    return rows(try_it, *exports, versions, (_button(words, "button-back", "list", 0),))


def versions_screen(act: Act, version_id: int, page: int = 1) -> Said:
    """Return the versions of a form, newest first. Raises `Refused` for those who do not keep it."""
    view = view_form(act.uow, act.actor, version_id, page)
    words = act.words
    lines = [words("versions-title", title=shortened(words.pick(view.title), TITLE_SHOWN), total=view.total)]
    lines += [
        words(
            "versions-line",
            version=shortened(each.version, NAME_SHOWN),
            day=day(words, local(each.taken_in_at).date()),
            asked=each.asked,
        )
        for each in view.versions
    ]
    back: Row = (_button(words, "button-back", "form", version_id),)
    turning = _turning(words, "versions", version_id, view.page, view.pages)
    return [Card(KEY, "\n".join(lines), rows(turning, back), vanish=True)]


def _turning(words: Words, act: str, version_id: int, page: int, pages: int) -> Row:
    return turning_row(
        page,
        pages,
        lambda key, to: Button(
            words.plain(key), ShelfButton(act=act, version_id=version_id, page=to).pack(), steady=True
        ),
    )


def _button(words: Words, key: str, act: str, version_id: int, *, format: str = "", **values: object) -> Button:  # noqa: A002
    data = ShelfButton(act=act, version_id=version_id, format=format).pack()
    return Button(words.plain(key, **values), data, steady=True)
