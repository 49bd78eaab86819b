"""Recusal and hand-over: the officer's request, the supervisor's decision, the drawn order."""

from handlers.act import Act, Said
from handlers.buttons import DecideButton, HomeButton, RecuseButton, TaskButton
from handlers.screens.briefing import order_lines
from handlers.screens.format import rows
from handlers.screens.reasons import cut_short, shown_reason
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows, Style
from services.briefing import view_order
from services.recusals import RecusalView, invite_successor, view_recusal
from services.stepping_aside import CALLED
from services.visits import membership

KINDS = ("kin", "past", "other", "handover")
ORDER_SHOWN = 7
DECIDED_SHOWN = 40
# Beside those that a person chooses: what happened to somebody who did not ask.
REASON_KEYS = tuple(f"recuse-{kind}" for kind in (*KINDS, "revoked", "silent", "unreachable"))


def recuse_screen(act: Act, visit_id: int) -> Said:
    """Return the choice of reasons, or the request as it will be sent once there is one."""
    mine = membership(act.uow, act.actor, visit_id)
    words, number = act.words, mine.visit.number
    back = Button(words.plain("button-back"), TaskButton(act="open", visit_id=visit_id).pack(), steady=True)
    if act.pointer.get("drafted") and mine.task.reason:
        return _confirm(act, visit_id, number, mine.task.reason)
    reasons = tuple(
        (Button(words.plain(f"recuse-{kind}"), RecuseButton(act=kind, visit_id=visit_id).pack()),) for kind in KINDS
    )
    return [Card(visit_key(visit_id), words("recuse-title", number=number), (*reasons, (back,)))]


def _confirm(act: Act, visit_id: int, number: str, reason: str) -> Said:
    words, is_handover = act.words, act.pointer.get("drafted") == "handover"
    data = RecuseButton(act="sendover" if is_handover else "send", visit_id=visit_id).pack()
    send = Button(words.plain("button-send-request"), data, style="danger")
    back = Button(words.plain("button-back"), RecuseButton(act="open", visit_id=visit_id).pack(), steady=True)
    key = "recuse-confirm-handover" if is_handover else "recuse-confirm"
    text = words(key, number=number, reason=shown_reason(words, reason, REASON_KEYS))
    return [Card(visit_key(visit_id), text, ((send,), (back,)))]


def request_key(task_id: int) -> str:
    """Return the name of the supervisor's card of a request."""
    return f"recusal:{task_id}"


def called_card(act: Act, task_id: int) -> Said:
    """Return at the bottom what became of a seat whose person was silent."""
    return [request_card(act.words, view_recusal(act.uow, act.actor, task_id), anew=True)]


def decide_screen(act: Act, visit_id: int) -> Said:
    """Return the request that the pointer names, or ask for the reason of its refusal."""
    view = view_recusal(act.uow, act.actor, act.pointer["task"])
    if act.pointer.get("expects") == "recusal_refusal" and view.is_open:
        return [_ask_why(act.words, view)]
    return [request_card(act.words, view)]


def request_card(words: Words, view: RecusalView, *, anew: bool = False) -> Card:
    """Return a request as the supervisor sees it: to be decided, or as it was decided."""
    lines = [
        words(
            "request-title",
            name=words.pick(view.name),
            kind="called" if view.reason in CALLED else "handover" if view.is_handover else "recusal",
            number=view.number,
            object=view.short_name,
        ),
        words("request-reason", reason=_reason(words, view)),
        _fate(words, view),
    ]
    if view.successor and view.successor.reach != "open":
        lines.append(words("request-unreachable", name=words.pick(view.successor.name), reach=view.successor.reach))
    return Card(request_key(view.task_id), "\n".join(lines), _request_buttons(words, view), anew=anew)


def _reason(words: Words, view: RecusalView) -> str:
    """What is to be decided is read whole; afterwards its beginning will do."""
    reason = shown_reason(words, view.reason, REASON_KEYS)
    return reason if view.is_open else cut_short(reason, DECIDED_SHOWN)


def _fate(words: Words, view: RecusalView) -> Html:
    department = words.pick(view.department)
    if view.is_open and view.next_ticket is not None:
        return words("request-next", ticket=view.next_ticket, department=department)
    if view.is_open:
        return words("request-exhausted", department=department)
    if view.state != "replaced":
        return words("request-restored" if view.reason in CALLED else "request-denied")
    if view.successor is None:
        return words("request-unfilled", department=department)
    return words("request-granted", name=words.pick(view.successor.name), ticket=view.successor.ticket)


def _decide(words: Words, key: str, act: str, task_id: int, *, style: Style | None = None) -> Button:
    steady = act in ("open", "order", "refuse", "invite")
    return Button(words.plain(key), DecideButton(act=act, task_id=task_id).pack(), style=style, steady=steady)


def _request_buttons(words: Words, view: RecusalView) -> Rows:
    order = _decide(words, "button-order", "order", view.task_id)
    if view.successor and view.successor.reach == "unbound":
        return ((order,), (_decide(words, "button-invite", "invite", view.task_id, style="primary"),))
    if not view.is_open:
        return ((order,),)
    key = "button-grant" if view.next_ticket is not None else "button-grant-empty"
    grant = _decide(words, key, "grant", view.task_id, style="success")
    deny: Row = () if view.is_revoked else (_decide(words, "button-deny", "refuse", view.task_id),)
    return rows((order,), deny, (grant,))


def _ask_why(words: Words, view: RecusalView) -> Card:
    text = words("request-why", name=words.pick(view.name), number=view.number)
    back = _decide(words, "button-back", "open", view.task_id)
    return Card(request_key(view.task_id), text, ((back,),))


def order_card(act: Act, task_id: int) -> Said:
    """Return the drawn order of a seat's department; it vanishes at the next act."""
    draw = view_order(act.uow, act.actor, task_id)
    words = act.words
    lines = [words("order-title", number=draw.number, department=words.pick(draw.department))]
    lines += [*order_lines(words, draw.order, ORDER_SHOWN), words("order-hint")]
    back = _decide(words, "button-back", "open", task_id)
    return [Card(f"order:{task_id}", "\n".join(lines), ((back,),), vanish=True)]


def invitation_said(act: Act, task_id: int) -> Said:
    """Make an invitation for who stepped in; its code stands in the chat until the next act only."""
    invited = invite_successor(act.uow, act.actor, task_id)
    words = act.words
    text = words("invite-made", name=words.pick(invited.name), number=invited.number, code=invited.code)
    back = _decide(words, "button-back", "open", task_id)
    return [Card(f"invite:{task_id}", text, ((back,),), vanish=True, anew=True)]


def decided_card(words: Words, view: RecusalView, reason: str) -> Card:
    """Tell the person who asked what was decided."""
    kind = "handover" if view.is_handover else "recusal"
    if view.state == "replaced":
        home = Button(words.plain("button-my-tasks"), HomeButton(view="open").pack(), style="primary", steady=True)
        key = "decided-called" if view.reason in CALLED else "decided-granted"
        text = words(key, number=view.number, kind=kind, name=view.short_name)
        return Card(f"decided:{view.task_id}", text, ((home,),), anew=True)
    data = TaskButton(act="open", visit_id=view.visit_id).pack()
    go_on = Button(words.plain("button-open-task"), data, style="primary", steady=True)
    text = words("decided-denied", number=view.number, kind=kind, reason=reason)
    return Card(f"decided:{view.task_id}", text, ((go_on,),), anew=True)
