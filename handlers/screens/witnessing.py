"""The witness, and the two seals."""

from handlers.act import Act, Said
from handlers.buttons_signing import NoWitnessButton, SealButton
from handlers.screens.format import in_rows, rows, shortened
from handlers.screens.signing import REASON_SHOWN, seals_line, sheet_button, sign_button, witness_line
from handlers.screens.task import visit_key
from handlers.words import Html
from rules.messages import Button, Card, Row
from rules.signatures import reason_text, usual_reasons
from services.seals import REASONED
from services.signing import view_signing


def witness_screen(act: Act, visit_id: int) -> Said:
    """Ask for the witness's name and telephone; what is stored is shown masked."""
    view = view_signing(act.uow, act.actor, visit_id)
    words = act.words
    lines = [words("witness-title")]
    is_named = view.witness is not None and view.witness.name is not None
    if view.witness is not None:
        lines.append(witness_line(words, view))
    lines.append(words("witness-delete-hint" if is_named else "witness-ask"))
    lines.append(words("witness-rule"))
    signs: Row = ()
    if view.witness is not None and is_named and not view.witness.is_settled:
        signs = (sheet_button(words, "button-witness-signs", visit_id, "witness"),)
    buttons = rows(
        signs,
        (sign_button(words, "button-no-witness", visit_id, "witness_none"),),
        (sign_button(words, "button-back", visit_id, "witness_back", "primary" if is_named else None),),
    )
    return [Card(visit_key(visit_id), "\n".join(lines), buttons)]


def no_witness_screen(act: Act, visit_id: int) -> Said:
    """Ask why there is no witness."""
    view_signing(act.uow, act.actor, visit_id)
    words = act.words
    usual = tuple(
        Button(words.pick(texts), NoWitnessButton(visit_id=visit_id, reason=name).pack())
        for name, texts in usual_reasons("witness").items()
    )
    back = sign_button(words, "button-back", visit_id, "witness")
    return [Card(visit_key(visit_id), words("no-witness-ask"), (*in_rows(usual, 2), (back,)))]


def seal_screen(act: Act, visit_id: int) -> Said:
    """Return both seals' states to choose from."""
    view = view_signing(act.uow, act.actor, visit_id)
    words = act.words
    lines = [words("seal-title"), seals_line(words, view)]
    for side, seal in view.seals.items():
        if seal.reason:
            reason = reason_text(REASONED[seal.state], seal.reason, words.language)
            lines.append(words("seal-reason", side=side, reason=shortened(reason, REASON_SHOWN)))

    def button(side: str, state: str) -> Button:
        is_set = side in view.seals and view.seals[side].state == state
        label = ("● " if is_set else "") + words.plain(f"button-seal-{side}-{state}")
        return Button(label, SealButton(visit_id=visit_id, side=side, state=state).pack())

    buttons = (
        (button("party", "stamped"), button("party", "later")),
        (button("party", "none"), button("party", "refused")),
        (button("office", "stamped"), button("office", "later")),
        (sign_button(words, "button-back", visit_id, "hub"),),
    )
    return [Card(visit_key(visit_id), "\n".join(lines), buttons)]


def seal_why_screen(act: Act, visit_id: int) -> Said:
    """Ask why the party's seal is not there: the pointer knows whether it is refused or there is none."""
    view_signing(act.uow, act.actor, visit_id)
    words = act.words
    state = "refused" if act.pointer.get("state") == "refused" else "none"
    usual = tuple(
        Button(
            words.pick(texts),
            SealButton(visit_id=visit_id, side="party", state=state, reason=name).pack(),
        )
        for name, texts in usual_reasons(REASONED[state]).items()
    )
    back = sign_button(words, "button-back", visit_id, "seal")
    text: Html = words("seal-why", state=state)
    return [Card(visit_key(visit_id), text, (*in_rows(usual, 2), (back,)))]
