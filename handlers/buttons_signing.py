"""Buttons of signatures: the hub, signed pages, refusal and absence, seals."""

from handlers.button_data import ButtonData


class SignButton(ButtonData, prefix="sign"):
    """Signatures: hub, party, legal, agent, agent_none, witness, witness_none, witness_back, seal."""

    act: str
    visit_id: int


class SheetButton(ButtonData, prefix="sheet"):
    """A signed page.

    Acts: open (for a `scope`: all, party, me, team, witness), paper (the same, where it could be drawn as well), tick
    (a role, or the officer `subject`), done; mine, not_mine (the signature `subject`).
    """

    act: str
    visit_id: int
    scope: str = ""
    subject: int = 0


class PadButton(ButtonData, prefix="pad"):
    """A pad: link (to the pad `subject`), drawn (what may be withdrawn), withdraw (the signature `subject`)."""

    act: str
    visit_id: int
    subject: int = 0


class RefusalButton(ButtonData, prefix="rf"):
    """Refusal and absence: begin (a kind), card, read, unread, who, why, later, confirm; `choice` tells which."""

    act: str
    visit_id: int
    choice: str = ""


class NoWitnessButton(ButtonData, prefix="nowit"):
    """Why there is no witness, by a usual reason."""

    visit_id: int
    reason: str


class SealButton(ButtonData, prefix="seal"):
    """A seal's state, with a usual reason where one is needed."""

    visit_id: int
    side: str
    state: str
    reason: str = ""
