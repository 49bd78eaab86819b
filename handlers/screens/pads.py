"""Signing on a screen: the ways to sign, the link with its code, and drawn signatures that may be withdrawn."""

from collections.abc import Callable, Sequence

from handlers.act import Act, Said
from handlers.buttons_signing import PadButton, SheetButton
from handlers.screens.format import rows, time_of
from handlers.screens.signing import sign_button, sign_screen
from handlers.screens.task import visit_key
from handlers.words import Words
from rules.messages import Button, Card, Picture, Row, Rows
from rules.signatures import OFFICER, PARTY, SIGNERS
from services.drawn_signatures import DrawnSignature, withdrawable
from services.pad_papers import paper_of
from services.pads import APP, LINK, LINK_LIVES, own_pad
from services.seen import seen_visit
from services.signers import draft_of
from services.visits import running_membership
from storage.tables import Pad

SHA256_SHOWN = 8


def ways_screen(act: Act, visit_id: int) -> Said:
    """Return the ways in which the signer whose turn it is may sign; the hub once that is over."""
    running_membership(act.uow, act.actor, visit_id)
    pad = own_pad(act.uow, act.actor, int(act.pointer.get("pad") or 0))
    if pad is None or pad.visit_id != visit_id or not act.public_url:
        return sign_screen(act, visit_id)
    scope = str(act.pointer.get("scope") or pad.role)
    paper = SheetButton(act="paper", visit_id=visit_id, scope=scope).pack()
    ends: Rows = (
        (Button(act.words.plain("button-pad-paper"), paper, steady=True),),
        (sign_button(act.words, "button-back", visit_id, "hub"),),
    )
    return [pad_card(act, pad, _who(act, visit_id), ends)]


def pad_card(act: Act, pad: Pad, who: str, ends: Rows) -> Card:
    """Return the ways to draw on a pad; `who` signs for the party, in words, and `ends` are the buttons below."""
    words, paper = act.words, paper_of(pad)
    lines = [words("pad-ways-title", number=paper.number(act.uow)), words("pad-ways-who", role=pad.role, who=who)]
    signed = "record" if pad.addendum_id is None else "addendum"
    lines.append(words("pad-ways-record", paper=signed, sha256=pad.record_sha256[:SHA256_SHOWN]))
    lines.append(words("pad-ways-hint", role=pad.role))
    # Whoever is handed the phone reads the language of who holds it, and may choose another on the page.
    address = f"{act.public_url}/{APP}/{pad.pad_id}?lang={words.language}"
    here = "button-pad-mine" if pad.role == OFFICER else "button-pad-here"
    link: Row = ()
    if pad.role != OFFICER:
        link = (_pad_button(words, "button-pad-link", "link", pad.visit_id, pad.pad_id),)
    buttons = rows((Button(words.plain(here), web_app=address, style="primary"),), link, *ends)
    return Card(visit_key(pad.visit_id), "\n".join(lines), buttons)


def _who(act: Act, visit_id: int) -> str:
    draft = draft_of(act.uow, visit_id, PARTY)
    return act.words.pick(SIGNERS[(draft.signer if draft else None) or "legal"])


def link_said(act: Act, visit_id: int, pad_id: int, token: str) -> list[Picture]:
    """Return the code of a link, for the party's phone to read, and the link in words, to be sent on."""
    words = act.words
    address = f"{act.public_url}/{LINK}/{token}"
    minutes = int(LINK_LIVES.total_seconds() // 60)
    number = paper_of(act.uow.session.get_one(Pad, pad_id)).number(act.uow)
    caption = words("pad-link", number=number, minutes=minutes, address=address)
    again = _pad_button(words, "button-pad-again", "link", visit_id, pad_id)
    return [Picture(f"qr:{address}", caption, ((again,),))]


def _pad_button(words: Words, key: str, act: str, visit_id: int, subject: int) -> Button:
    return Button(words.plain(key), PadButton(act=act, visit_id=visit_id, subject=subject).pack(), steady=True)


def drawn_screen(act: Act, visit_id: int) -> Said:
    """Return the drawn signatures that the actor may withdraw; the hub when there are none."""
    running_membership(act.uow, act.actor, visit_id)
    drawn = withdrawable(act.uow, act.actor, visit_id)
    if not drawn:
        return sign_screen(act, visit_id)
    number = seen_visit(act.uow, visit_id).number

    def data(each: DrawnSignature) -> str:
        return PadButton(act="withdraw", visit_id=visit_id, subject=each.signature_id).pack()

    back = sign_button(act.words, "button-back", visit_id, "hub")
    return [drawn_card(act.words, visit_id, number, drawn, data, back)]


def drawn_card(
    words: Words,
    visit_id: int,
    number: str,
    drawn: Sequence[DrawnSignature],
    data: Callable[[DrawnSignature], str],
    back: Button,
) -> Card:
    """Return drawn signatures on the paper of a number, each with the button that withdraws it."""
    lines = [words("drawn-title", number=number)]
    lines += [words("drawn-line", who=_name(words, each), time=time_of(words, each.at)) for each in drawn]
    lines.append(words("drawn-hint"))
    withdraw = [
        (Button(words.plain("button-withdraw-drawn", who=_name(words, each)), data(each), style="danger"),)
        for each in drawn
    ]
    return Card(visit_key(visit_id), "\n".join(lines), rows(*withdraw, (back,)))


def _name(words: Words, each: DrawnSignature) -> str:
    return words.pick(each.name) if each.name else words.plain(f"button-tick-{each.role}")
