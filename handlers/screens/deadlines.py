"""The end of a visit's window: how long is left, asking for more time, and the supervisor's decision."""

from datetime import date

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_deadlines import ExtendButton, ExtensionButton
from handlers.screens.format import day, rows
from handlers.screens.task import visit_key
from handlers.words import Words
from rules.messages import Button, Card, Row, Rows
from services.extensions import ExtensionView, view_deadline, view_extension


def extension_key(extension_id: int) -> str:
    """Return the name of the supervisor's card of a request."""
    return f"extension:{extension_id}"


def extend_screen(act: Act, visit_id: int) -> Said:
    """Offer days for the new end, or ask for the reason of the one that was chosen."""
    words, deadline = act.words, view_deadline(act.uow, act.actor, visit_id)
    back: Row = (Button(words.plain("button-back"), TaskButton(act="card", visit_id=visit_id).pack(), steady=True),)
    if deadline.open is not None:
        text = words("extend-waits", number=deadline.number, day=day(words, deadline.open.until))
        return [Card(visit_key(visit_id), text, (back,))]
    chosen = act.pointer.get("until")
    if chosen:
        again: Row = (
            Button(words.plain("button-back"), ExtendButton(act="open", visit_id=visit_id).pack(), steady=True),
        )
        text = words("extend-why", number=deadline.number, day=day(words, date.fromisoformat(chosen)))
        return [Card(visit_key(visit_id), text, (again,))]
    offers: Rows = tuple(
        (
            Button(
                words.plain("button-extend-days", count=count, day=day(words, until)),
                ExtendButton(act="days", visit_id=visit_id, of=place).pack(),
                steady=True,
            ),
        )
        for place, (count, until) in enumerate(deadline.offered)
    )
    text = words("extend-ask", number=deadline.number, day=day(words, deadline.until))
    return [Card(visit_key(visit_id), text, rows(*offers, back))]


def extension_card(words: Words, view: ExtensionView, *, anew: bool = False) -> Card:
    """Return a request as the supervisor sees it: to be decided, or as it was decided."""
    lines = [
        words("extension-title", name=words.pick(view.name), number=view.number, object=view.short_name),
        words("request-reason", reason=view.reason),
    ]
    buttons: Rows = ()
    if view.state == "open":
        lines.append(words("extension-days", before=day(words, view.window_until), after=day(words, view.until)))
        buttons = (
            (_decide(words, "button-deny", "refuse", view.extension_id),),
            (_decide(words, "button-extension-grant", "grant", view.extension_id),),
        )
    else:
        lines.append(words("extension-decided", state=view.state, day=day(words, view.until)))
    return Card(extension_key(view.extension_id), "\n".join(lines), buttons, anew=anew)


def _decide(words: Words, key: str, act: str, extension_id: int) -> Button:
    data = ExtensionButton(act=act, extension_id=extension_id).pack()
    return Button(words.plain(key), data, style="success" if act == "grant" else None, steady=act != "grant")


def extension_screen(act: Act, extension_id: int, *, asks_why: bool = False) -> Said:
    """Return a request for its supervisor, or ask why it is refused."""
    view = view_extension(act.uow, act.actor, extension_id)
    if not asks_why or view.state != "open":
        return [extension_card(act.words, view)]
    text = act.words("extension-why", number=view.number)
    back: Row = (_decide(act.words, "button-back", "show", extension_id),)
    return [Card(extension_key(extension_id), text, (back,))]
