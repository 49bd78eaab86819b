"""Refusal and absence: one card that fills up, with the sentence that will stand in the signature cell."""

from handlers.act import Act, Said
from handlers.buttons_signing import RefusalButton
from handlers.screens.format import day, in_rows, rows, shortened
from handlers.screens.signing import REASON_SHOWN, sign_button, sign_screen, signer_name
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from rules.signatures import SIGNERS, reason_text, signature_cell, usual_reasons
from services.refusing import RefusalView, is_refusing, view_refusal

WAITING = "⏳"


def refusal_screen(act: Act, visit_id: int) -> Said:
    """Return the refusal or absence as far as it is written down; the hub once a colleague has confirmed it."""
    if not is_refusing(act.uow, visit_id):
        return sign_screen(act, visit_id)
    view = view_refusal(act.uow, act.actor, visit_id)
    return [Card(visit_key(visit_id), _text(act.words, view), _buttons(act.words, view))]


def _text(words: Words, view: RefusalView) -> str:
    lines = [words("refused-title", kind=view.kind, number=view.visit.number)]
    if view.kind == "sign":
        lines.append(words("refused-read", mark="☑" if view.is_read_out else WAITING))
    who = words.pick(SIGNERS[view.signer]) if view.signer else WAITING
    why = shortened(reason_text(view.kind, view.reason, words.language), REASON_SHOWN) or WAITING
    lines.append(words("refused-why", why=why) if not _has_who(view) else words("refused-who-why", who=who, why=why))
    if view.later_on:
        lines.append(words("refused-later", day=day(words, view.later_on)))
    lines.append(words("refused-witness", witness=_witness(words, view), photos=view.photos))
    lines.append(words("refused-printed"))
    # The paper is Chinese; officers who read English see its sentence in English.
    language = "en" if words.language == "en" else "zh"
    lines.append(
        Html("<blockquote expandable>" + Words.escape(signature_cell(view.cell(language), language)) + "</blockquote>")
    )
    return "\n".join(lines)


def _has_who(view: RefusalView) -> bool:
    return view.kind in ("sign", "inspection")


def _witness(words: Words, view: RefusalView) -> str:
    witness = view.witness
    if witness is None:
        return WAITING
    if witness.no_witness:
        reason = reason_text("witness", witness.no_witness, words.language)
        return words.plain("refused-no-witness", reason=shortened(reason, REASON_SHOWN))
    return f"{witness.name} {witness.phone}"


def refusal_button(words: Words, key: str, visit_id: int, act: str) -> Button:
    """Return a button that leads to one of the refusal's steps."""
    return Button(words.plain(key), RefusalButton(act=act, visit_id=visit_id).pack(), steady=True)


def _buttons(words: Words, view: RefusalView) -> Rows:
    visit_id = view.visit.visit_id
    read: Row = ()
    if view.kind == "sign":
        what, mark = ("unread", "☑") if view.is_read_out else ("read", "☐")
        data = RefusalButton(act=what, visit_id=visit_id).pack()
        read = (Button(f"{mark} {words.plain('button-read-out')}", data),)
    why = refusal_button(words, "button-why", visit_id, "why")
    witness = sign_button(words, "button-witness", visit_id, "witness")
    agent: Row = ()
    if _has_who(view):
        steps: Rows = ((refusal_button(words, "button-who", visit_id, "who"), why), (witness,))
    else:
        steps = ((why, witness),)
    if view.kind == "absent":
        agent = (
            sign_button(words, "button-agent-instead", visit_id, "agent"),
            refusal_button(words, "button-later-day", visit_id, "later"),
        )
    data = RefusalButton(act="confirm", visit_id=visit_id).pack()
    confirm = Button(words.plain("button-confirm-refusal", kind=view.kind), data, style="danger")
    back = sign_button(words, "button-refusal-back", visit_id, "party")
    return rows(read, *steps, agent, (confirm,), (back,))


def gaps_text(words: Words, gaps: tuple[str, ...]) -> str:
    """Return in words what a refusal still lacks."""
    names = words.plain("list-separator").join(words.plain(f"refused-gap-{gap}") for gap in gaps)
    return words.plain("refused-lacks", gaps=names)


def refusal_who_screen(act: Act, visit_id: int) -> Said:
    """Ask who refused."""
    view_refusal(act.uow, act.actor, visit_id)
    words = act.words
    choices = [
        Button(signer_name(words, name), RefusalButton(act="who", visit_id=visit_id, choice=name).pack())
        for name in SIGNERS
    ]
    back = refusal_button(words, "button-back", visit_id, "card")
    return [Card(visit_key(visit_id), words("refused-who-ask"), (*in_rows(choices, 2), (back,)))]


def refusal_why_screen(act: Act, visit_id: int) -> Said:
    """Ask why, by a usual reason or in typed words."""
    view = view_refusal(act.uow, act.actor, visit_id)
    words = act.words
    choices = [
        Button(words.pick(texts), RefusalButton(act="why", visit_id=visit_id, choice=name).pack())
        for name, texts in usual_reasons(view.kind).items()
    ]
    back = refusal_button(words, "button-back", visit_id, "card")
    return [Card(visit_key(visit_id), words("refused-why-ask"), (*in_rows(choices, 2), (back,)))]


def refusal_later_screen(act: Act, visit_id: int) -> Said:
    """Ask for the day on which the absent person will sign."""
    view_refusal(act.uow, act.actor, visit_id)
    back = refusal_button(act.words, "button-back", visit_id, "card")
    return [Card(visit_key(visit_id), act.words("refused-later-ask"), ((back,),))]
