"""Signatures: the hub, who signs for the party, the agent, the witness, the seals."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.act import Act, Said
from handlers.addenda import addendum_authorised
from handlers.buttons_signing import NoWitnessButton, SealButton, SignButton
from handlers.filters import Bound, Expects, HasText, Pressed
from handlers.pads import choose_way
from handlers.screens.signing import agent_screen
from handlers.signing_places import AT, go_to
from rules.messages import Toast
from rules.signatures import Reason
from services import refusing, seals, signers
from services.seals import REASONED

router = Router(name="signing")
for observer in (router.message, router.callback_query):
    observer.filter(Bound())


@router.callback_query(Pressed(SignButton))
async def on_sign_tapped(query: CallbackQuery, callback_data: SignButton, act: Act) -> Said:
    """Go to the screen that a button names."""
    visit_id = callback_data.visit_id
    match callback_data.act:
        case "legal":
            signers.choose_signer(act.uow, act.actor, visit_id, "legal")
            return choose_way(act, visit_id, "party")
        case "agent":
            signers.choose_signer(act.uow, act.actor, visit_id, "agent")
            return go_to(act, visit_id, "agent")
        case "witness_none":
            return go_to(act, visit_id, "no_witness")
        case "witness_back":
            return _after_witness(act, visit_id)
    place = callback_data.act if callback_data.act in AT else "sign"
    return go_to(act, visit_id, place)


def _after_witness(act: Act, visit_id: int) -> Said:
    """Go back to the refusal that the witness is for, else to the hub."""
    return go_to(act, visit_id, "refusal" if refusing.is_refusing(act.uow, visit_id) else "sign")


@router.message(Expects("agent_name"), HasText())
async def on_agent_name(message: Message, text: str, act: Act) -> Said:
    """Take the agent's name."""
    visit_id = act.pointer["visit"]
    signers.name_agent(act.uow, act.actor, visit_id, text)
    return go_to(act, visit_id, "agent")


@router.message(Expects("no_authorisation"), HasText())
async def on_no_authorisation(message: Message, text: str, act: Act) -> Said:
    """Take the reason why there is no authorisation."""
    visit_id = act.pointer["visit"]
    signers.waive_authorisation(act.uow, act.actor, visit_id, text)
    return go_to(act, visit_id, "agent")


def authorisation_photo_arrived(act: Act, visit_id: int, evidence_id: int) -> Said:
    """Show the agent with the photograph that came; on an addendum it is that one's."""
    if act.pointer.get("place") == "addendum":
        return addendum_authorised(act, evidence_id)
    return agent_screen(act, visit_id)


@router.message(Expects("witness"), HasText())
async def on_witness(message: Message, text: str, act: Act) -> Said:
    """Take the witness's name and telephone; from now on they are shown masked."""
    visit_id = act.pointer["visit"]
    signers.name_witness(act.uow, act.actor, visit_id, text)
    return go_to(act, visit_id, "witness")


@router.callback_query(Pressed(NoWitnessButton))
async def on_no_witness_tapped(query: CallbackQuery, callback_data: NoWitnessButton, act: Act) -> Said:
    """Take a usual reason for having no witness."""
    visit_id = callback_data.visit_id
    signers.waive_witness(act.uow, act.actor, visit_id, Reason(callback_data.reason, None))
    return [Toast(act.words.plain("witness-stored")), *_after_witness(act, visit_id)]


@router.message(Expects("no_witness"), HasText())
async def on_no_witness(message: Message, text: str, act: Act) -> Said:
    """Take a typed reason for having no witness."""
    visit_id = act.pointer["visit"]
    signers.waive_witness(act.uow, act.actor, visit_id, Reason(None, text))
    return _after_witness(act, visit_id)


@router.callback_query(Pressed(SealButton))
async def on_seal_tapped(query: CallbackQuery, callback_data: SealButton, act: Act) -> Said:
    """Set a seal's state; ask for the reason where one is needed."""
    visit_id, state = callback_data.visit_id, callback_data.state
    if state in REASONED and not callback_data.reason:
        return go_to(act, visit_id, "seal_why", state=state)
    reason = Reason(callback_data.reason or None, None)
    seals.set_seal(act.uow, act.actor, visit_id, callback_data.side, state, reason)
    return [Toast(act.words.plain("seal-stored")), *go_to(act, visit_id, "seal")]


@router.message(Expects("seal_reason"), HasText())
async def on_seal_reason(message: Message, text: str, act: Act) -> Said:
    """Take a typed reason why the party's seal is not there."""
    visit_id, state = act.pointer["visit"], act.pointer.get("state", "none")
    seals.set_seal(act.uow, act.actor, visit_id, "party", state, Reason(None, text))
    return go_to(act, visit_id, "seal")
