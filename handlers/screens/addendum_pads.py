"""Signing an addendum on a screen: who signs for the party, the ways, and drawn signatures that may be withdrawn."""

from handlers.act import Act
from handlers.buttons_addenda import AddendumButton
from handlers.screens.format import in_rows, rows
from handlers.screens.pads import drawn_card, pad_card
from handlers.screens.signing import agent_lines, signer_name
from handlers.screens.task import visit_key
from handlers.words import Words
from rules.messages import Button, Card, Row, Rows
from rules.signatures import SIGNERS
from services.addenda import AddendumView
from services.addendum_agents import agent_on
from services.addendum_drawn import withdrawable_on
from services.addendum_signing import PARTY_TICKS, AddendumSigning, tick_of
from services.drawn_signatures import DrawnSignature
from services.pads import own_pad
from services.standing_record import is_addendum_coded

STEPS = ("whose", "agent", "agent_none", "ways", "drawn")


def draw_buttons(act: Act, signing: AddendumSigning) -> Rows:
    """Return how the actor and the party sign on a screen, as long as they have not; and how that is withdrawn."""
    words, view = act.words, signing.addendum
    of = view.addendum_id
    # Whoever a card is drawn for has our pages where the paper has its code.
    is_reached = not act.is_own and is_addendum_coded(act.uow, view.visit, view.number or "")
    if not act.public_url and not is_reached:
        return ()
    mine = [_button(words, "button-addendum-mine", of, "draw", "me")]
    party = [_button(words, "button-addendum-party", of, "draw", "party")]
    row = [
        *(mine if tick_of(act.actor.person_id) in signing.open_ticks else []),
        *(party if signing.party is None else []),
    ]
    drawn = _button(words, "button-drawn", of, "drawn")
    return rows(tuple(row), (drawn,) if withdrawable_on(act.uow, act.actor, of) else ())


def pad_step_card(act: Act, view: AddendumView, step: str) -> Card | None:
    """Return the card of a step of signing on a screen; none when it is over."""
    words, of = act.words, view.addendum_id
    back = _button(words, "button-back", of, "open")
    match step:
        case "whose":
            choices = [
                Button(
                    signer_name(words, tick),
                    AddendumButton(act="draw", addendum_id=of, choice=tick).pack(),
                    steady=True,
                )
                for tick in PARTY_TICKS
            ]
            text = words("addendum-whose", number=view.number or "")
            return Card(visit_key(view.visit.visit_id), text, (*in_rows(choices, 2), (back,)))
        case "agent":
            return _agent_card(act, view, back)
        case "agent_none":
            to_agent = _button(words, "button-back", of, "agent")
            return Card(visit_key(view.visit.visit_id), words("agent-none-ask"), ((to_agent,),))
        case "ways":
            pad = own_pad(act.uow, act.actor, int(act.pointer.get("pad") or 0))
            if pad is None or pad.addendum_id != of or not act.public_url:
                return None
            who = f"{words.pick(SIGNERS[pad.signer or 'legal'])} {pad.name or ''}".strip()
            return pad_card(act, pad, who, ((back,),))
    drawn = withdrawable_on(act.uow, act.actor, of)
    if not drawn:
        return None

    def data(each: DrawnSignature) -> str:
        return AddendumButton(act="undraw", addendum_id=of, choice=str(each.signature_id)).pack()

    return drawn_card(words, view.visit.visit_id, view.number or "", drawn, data, back)


def _agent_card(act: Act, view: AddendumView, back: Button) -> Card:
    """Return what is known of the party's agent, and what is to be sent."""
    words, of = act.words, view.addendum_id
    agent = agent_on(act.uow, of)
    lacks: Row = () if agent.photos else (_button(words, "button-no-authorisation", of, "agent_none"),)
    go_on: Row = ()
    if agent.is_complete and act.public_url:
        go_on = (_button(words, "button-addendum-party", of, "draw", "named"),)
    text = "\n".join([words("addendum-agent", number=view.number or ""), *agent_lines(words, agent)])
    return Card(visit_key(view.visit.visit_id), text, rows(lacks, go_on, (back,)))


def _button(words: Words, key: str, of: int, act: str, choice: str = "") -> Button:
    return Button(words.plain(key), AddendumButton(act=act, addendum_id=of, choice=choice).pack(), steady=True)
