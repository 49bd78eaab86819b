"""Signatures on an addendum: who has signed, who is ticked on the page in hand; the supervisor's message."""

from collections.abc import Sequence

from handlers.act import Act
from handlers.buttons_addenda import AddendaButton, AddendumButton
from handlers.screens.addendum_pads import draw_buttons
from handlers.screens.format import in_rows, joined, rows, shortened, time_of
from handlers.screens.papers import paper_button
from handlers.screens.signed_sheets import ticked_answered, ticked_card
from handlers.screens.signing import REASON_SHOWN, signer_name
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from rules.signatures import SIGNED, SIGNERS, reason_text, usual_reasons
from services.addenda import TEXTS, AddendumView
from services.addendum_agents import AGENT, agent_on
from services.addendum_signing import PARTY_TICKS, REFUSALS, AddendumSigning, OfficerAnswer, addendum_signing, tick_of
from services.addendum_ticks import DeniedOnAddendum
from services.ticked_signatures import TickedSignature

TEXT_SHOWN = 26.0


def signing_card(act: Act, view: AddendumView) -> Card:
    """Return a confirmed addendum with its signatures; to those outside the team only to be read."""
    signing = addendum_signing(act.uow, view.addendum_id)
    text = "\n".join(_lines(act.words, signing))
    return Card(visit_key(view.visit.visit_id), text, _buttons(act, signing))


def _lines(words: Words, signing: AddendumSigning) -> list[Html]:
    view = signing.addendum
    lines = [
        words("addendum-title", number=view.number or "", state=view.state),
        words(
            "addendum-by",
            name=words.pick(view.author),
            time=time_of(words, view.confirmed_at) if view.confirmed_at else "-",
        ),
        words("addendum-stands", text=shortened(" ".join(view.stands.split()), TEXT_SHOWN)),
        words("addendum-reads", text=shortened(" ".join(view.reads.split()), TEXT_SHOWN)),
    ]
    if view.state == "withdrawn":
        return [*lines, words("addendum-void-why", reason=shortened(view.void_reason or "-", REASON_SHOWN))]
    lines += [_party(words, signing), _officers(words, signing)]
    if view.state == "confirmed":
        lines.append(words("addendum-pages", photos=signing.photos))
    return lines


def text_lines(words: Words, view: AddendumView, names: Sequence[str], most: float) -> list[Html]:
    """Return texts of an addendum, each on one line and cut to a width; its paper has them whole."""
    return [words(f"addendum-{name}", text=excerpt(getattr(view, name), most)) for name in names]


def excerpt(text: str, most: float) -> str:
    """Return the beginning of a text, without its line ends."""
    return shortened(" ".join(text.split()), most)


def _party(words: Words, signing: AddendumSigning) -> Html:
    party = signing.party
    if party is None:
        return words("sign-party-open")
    time = time_of(words, party.at)
    if party.way in SIGNED:
        return words("sign-party-signed", who=words.pick(SIGNERS[party.signer or "legal"]), time=time, way=party.way)
    reason = shortened(reason_text(str(party.kind), party.reason, words.language), REASON_SHOWN)
    return words("sign-party-refused", kind=str(party.kind), reason=reason, time=time)


def _officers(words: Words, signing: AddendumSigning) -> Html:
    marks = (
        words.plain(f"sign-officer-{_officer(officer)}", name=words.pick(officer.name)) for officer in signing.officers
    )
    return words("addendum-officers", officers=joined(words, marks))


def _officer(officer: OfficerAnswer) -> str:
    if officer.at is None:
        return "open"
    if officer.pad_id is not None:
        return "drawn"
    return "signed" if officer.is_confirmed else "ticked"


def _buttons(act: Act, signing: AddendumSigning) -> Rows:
    words, view = act.words, signing.addendum
    visit_id, of = view.visit.visit_id, view.addendum_id
    back = Button(words.plain("button-back"), AddendaButton(act="list", visit_id=visit_id).pack(), steady=True)
    paper: Row = (paper_button(words, of, "addendum"),)
    is_member = any(member.person_id == act.actor.person_id for member in view.visit.members)
    if view.state != "confirmed" or not is_member:
        return rows(paper, (back,))
    ticks = _ticks(words, signing)
    done: Row = ()
    if signing.photos and signing.ticks:
        data = AddendumButton(act="done", addendum_id=of).pack()
        retake = Button(words.plain("button-addendum-retake"), AddendumButton(act="retake", addendum_id=of).pack())
        done = (Button(words.plain("button-sheet-done"), data, style="success"), retake)
    agent: Row = ()
    if AGENT in signing.ticks and not agent_on(act.uow, of).is_complete:
        agent = (Button(words.plain("button-complete-agent"), AddendumButton(act="agent", addendum_id=of).pack()),)
    refusals: Row = ()
    if signing.party is None:
        refusals = tuple(
            Button(
                words.plain("button-refuses" if kind == "sign" else "button-absent"),
                AddendumButton(act="refuse", addendum_id=of, choice=kind).pack(),
                steady=True,
            )
            for kind in REFUSALS
        )
    is_unsigned = signing.party is None and all(officer.at is None for officer in signing.officers)
    if is_unsigned:
        data = AddendumButton(act="void", addendum_id=of).pack()
        void = Button(words.plain("button-addendum-void"), data, steady=True)
        paper = (*paper, void)
    return rows(*draw_buttons(act, signing), *ticks, agent, refusals, done, paper, (back,))


def _ticks(words: Words, signing: AddendumSigning) -> Rows:
    names = {tick_of(officer.person_id): words.pick(officer.name) for officer in signing.officers}
    names |= {tick: signer_name(words, tick) for tick in PARTY_TICKS}

    def button(tick: str) -> Button:
        mark = "☑ " if tick in signing.ticks else "☐ "
        data = AddendumButton(act="tick", addendum_id=signing.addendum.addendum_id, choice=tick.replace(":", "-"))
        return Button(mark + names[tick], data.pack())

    party = [button(tick) for tick in signing.open_ticks if tick in PARTY_TICKS]
    officers = [button(tick) for tick in signing.open_ticks if tick not in PARTY_TICKS]
    return (*in_rows(party, 2), *in_rows(officers, 2))


def refusal_why_card(act: Act, view: AddendumView) -> Card:
    """Ask why the party does not sign, by a usual reason or in typed words."""
    words, kind = act.words, str(act.pointer.get("kind") or "sign")
    choices = [
        Button(
            words.pick(texts), AddendumButton(act="why", addendum_id=view.addendum_id, choice=f"{kind}-{name}").pack()
        )
        for name, texts in usual_reasons(kind).items()
    ]
    back = Button(
        words.plain("button-back"), AddendumButton(act="open", addendum_id=view.addendum_id).pack(), steady=True
    )
    text = words("addendum-why-ask", number=view.number or "", kind=kind)
    return Card(visit_key(view.visit.visit_id), text, (*in_rows(choices, 2), (back,)))


def void_card(words: Words, view: AddendumView) -> Card:
    """Ask why an addendum is made void; the reason, once typed, confirms it."""
    back = Button(
        words.plain("button-back"), AddendumButton(act="open", addendum_id=view.addendum_id).pack(), steady=True
    )
    return Card(visit_key(view.visit.visit_id), words("addendum-void-ask", number=view.number or ""), ((back,),))


def ticked_card_on(words: Words, addendum_id: int, ticked: TickedSignature) -> Card:
    """Ask an officer on their own phone whether the signature that a colleague ticked on an addendum is theirs."""

    def data(act: str) -> str:
        return AddendumButton(act=act, addendum_id=addendum_id).pack()

    return ticked_card(words, ticked, _ticked_key(addendum_id), data)


def ticked_answered_on(words: Words, addendum_id: int, *, is_mine: bool) -> Card:
    """Return the card once it was answered."""
    return ticked_answered(words, _ticked_key(addendum_id), is_mine=is_mine)


def _ticked_key(addendum_id: int) -> str:
    return f"ticked-addendum:{addendum_id}"


def denied_card_on(words: Words, addendum_id: int, denied: DeniedOnAddendum) -> Card:
    """Ask whoever took a denied signature down for a new one."""
    text = words("told-denied", number=denied.number, name=words.pick(denied.name))
    return Card(f"denied-addendum:{addendum_id}", text, ((_look(words, addendum_id),),), anew=True)


def _look(words: Words, addendum_id: int) -> Button:
    data = AddendumButton(act="look", addendum_id=addendum_id).pack()
    return Button(words.plain("button-look"), data, style="primary", steady=True)


def told_addendum(words: Words, signing: AddendumSigning, concern: str) -> Card:
    """Return the supervisor's message about a signed addendum, with the button that opens it."""
    view = signing.addendum
    lines = [
        words("told-addendum", number=view.number or "", name=view.visit.inspected.short_name, state=view.state),
        words("addendum-about", concern=concern),
        *text_lines(words, view, TEXTS, TEXT_SHOWN),
        _party(words, signing),
    ]
    return Card(f"addendum:{view.addendum_id}", "\n".join(lines), ((_look(words, view.addendum_id),),), anew=True)
