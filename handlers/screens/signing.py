"""Signatures: the hub that the whole team sees, who signs for the party, the agent."""

from handlers.act import Act, Said
from handlers.buttons_conclusion import ResultButton
from handlers.buttons_signing import PadButton, RefusalButton, SheetButton, SignButton
from handlers.buttons_submission import SubmitButton
from handlers.screens.format import joined, rows, shortened, time_of
from handlers.screens.papers import paper_button
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows, Style
from rules.signatures import DRAWN, SIGNED, SIGNERS, reason_text
from services.drawn_signatures import withdrawable
from services.refusing import is_refusing
from services.signers import AgentView, view_agent
from services.signing import SIDES, OfficerView, PartyView, SigningView, view_signing
from services.standing_record import standing_record
from services.submission import missing_count

REASON_SHOWN = 24  # full-width characters; papers print the whole
SHA256_SHOWN = 8


def sign_button(words: Words, key: str, visit_id: int, act: str, style: Style | None = None) -> Button:
    """Return a button that leads from one screen of the signatures to another."""
    return Button(words.plain(key), SignButton(act=act, visit_id=visit_id).pack(), style=style, steady=True)


def sheet_button(words: Words, key: str, visit_id: int, scope: str, style: Style | None = None) -> Button:
    """Return a button that opens a signed page for some of the signers."""
    data = SheetButton(act="open", visit_id=visit_id, scope=scope).pack()
    return Button(words.plain(key), data, style=style, steady=True)


def signer_name(words: Words, signer: str) -> str:
    """Return who of the party it is, in words that may begin a label."""
    name = words.pick(SIGNERS[signer])
    return name[:1].upper() + name[1:]


def sign_screen(act: Act, visit_id: int) -> Said:
    """Return the hub: who has signed, what is missing."""
    return [hub_card(act, view_signing(act.uow, act.actor, visit_id))]


def hub_card(act: Act, view: SigningView) -> Card:
    """Return the hub as the actor sees it."""
    record = standing_record(act.uow, view.visit)
    is_written = view.party is None and is_refusing(act.uow, view.visit.visit_id)
    text = _hub_text(act.words, view, record, is_written=is_written)
    return Card(visit_key(view.visit.visit_id), text, _hub_buttons(act, view, is_written=is_written))


def _hub_text(words: Words, view: SigningView, record: str | None, *, is_written: bool) -> str:
    lines = [words("sign-title", number=view.visit.number, name=view.visit.inspected.short_name)]
    if view.open_sections:
        names = joined(words, (words.pick(section.short_name) for section in view.open_sections))
        lines.append(words("sign-too-early", departments=names))
    else:
        lines.append(words("sign-record", sha256=(record or "")[:SHA256_SHOWN], is_printed=str(record is not None)))
    if view.party is None and not view.visit.is_on_site:
        lines.append(words("sign-party-desk"))
    else:
        lines.append(words("sign-party-writing") if is_written else party_line(words, view.party))
    for section in view.visit.sections:
        officers = [officer for officer in view.officers if officer.section_id == section.section_id]
        marks = joined(words, (_officer(words, officer) for officer in officers))
        lines.append(words("sign-officers", department=words.pick(section.short_name), officers=marks or "-"))
    lines.append(witness_line(words, view))
    lines.append(seals_line(words, view))
    if view.has_lost_page:
        lines.append(words("sign-page-lost"))
    return "\n".join(lines)


def party_line(words: Words, party: PartyView | None) -> Html:
    """Return how the party answered."""
    if party is None:
        return words("sign-party-open")
    time = time_of(words, party.at)
    if party.way in SIGNED:
        who = words.pick(SIGNERS[party.signer or "legal"])
        return words("sign-party-signed", who=who, time=time, way=party.way)
    reason = shortened(reason_text(str(party.kind), party.reason, words.language), REASON_SHOWN)
    return words("sign-party-refused", kind=str(party.kind), reason=reason, time=time)


def _officer(words: Words, officer: OfficerView) -> str:
    name = words.pick(officer.name)
    if officer.at is None:
        return words.plain("sign-officer-open", name=name)
    if officer.way == DRAWN:
        return words.plain("sign-officer-drawn", name=name)
    return words.plain("sign-officer-signed" if officer.is_confirmed else "sign-officer-ticked", name=name)


def witness_line(words: Words, view: SigningView) -> Html:
    """Return how it stands with the witness."""
    witness = view.witness
    if witness is not None and witness.no_witness:
        reason = reason_text("witness", witness.no_witness, words.language)
        return words("sign-witness-none", reason=shortened(reason, REASON_SHOWN))
    if witness is not None and witness.name:
        state = "signed" if witness.is_settled else "named"
        return words("sign-witness", name=witness.name, phone=witness.phone or "", state=state)
    return words("sign-witness-needed" if view.needs_witness else "sign-witness-unneeded")


def seals_line(words: Words, view: SigningView) -> Html:
    """Return how both seals stand."""
    states = {side: view.seals[side].state if side in view.seals else "open" for side in SIDES}
    return words("sign-seals", party=states["party"], office=states["office"])


def _hub_buttons(act: Act, view: SigningView, *, is_written: bool) -> Rows:
    words, visit_id = act.words, view.visit.visit_id
    missing = {gap.kind for gap in view.gaps}
    unsigned = [officer.person_id for officer in view.officers if officer.at is None]
    party: Row = ()
    if view.visit.is_on_site and (view.party is None or view.party.way not in SIGNED):
        party = (sign_button(words, "button-party" if view.party is None else "button-party-now", visit_id, "party"),)
    if is_written:
        card = RefusalButton(act="card", visit_id=visit_id).pack()
        party = (Button(words.plain("button-party-writing"), card, style="primary", steady=True), *party)
    officers: list[Button] = []
    if act.actor.person_id in unsigned:
        officers.append(sheet_button(words, "button-me", visit_id, "me"))
    if any(person_id != act.actor.person_id for person_id in unsigned):
        officers.append(sheet_button(words, "button-other-officers", visit_id, "team"))
    more: list[Button] = []
    if "witness" in missing:
        more.append(sign_button(words, "button-witness", visit_id, "witness"))
    more.append(sign_button(words, "button-seals", visit_id, "seal"))
    is_signed = not missing & {"party", "officer", "page"}
    sheet: Row = () if is_signed else (sheet_button(words, "button-one-sheet", visit_id, "all", "primary"),)
    submit = Button(
        words.plain("button-to-summary", left=missing_count(act.uow, visit_id)),
        SubmitButton(act="open", visit_id=visit_id).pack(),
        style="primary" if is_signed else None,
        steady=True,
    )
    back = Button(words.plain("button-back"), ResultButton(act="waiting", visit_id=visit_id).pack(), steady=True)
    drawn: Row = ()
    if withdrawable(act.uow, act.actor, visit_id):
        data = PadButton(act="drawn", visit_id=visit_id).pack()
        drawn = (Button(words.plain("button-drawn"), data, steady=True),)
    paper = paper_button(words, visit_id, "record")
    return rows(party, tuple(officers), tuple(more), sheet, drawn, (submit,), (paper, back))


def party_screen(act: Act, visit_id: int) -> Said:
    """Ask who signs for the party, or what happened instead."""
    view = view_signing(act.uow, act.actor, visit_id)
    words = act.words

    def refusal(key: str, kind: str) -> Button:
        data = RefusalButton(act="begin", visit_id=visit_id, choice=kind).pack()
        return Button(words.plain(key), data, steady=True)

    text = words("party-title")
    if view.party is not None:
        text = Html(text + "\n" + party_line(words, view.party))
    buttons = (
        (
            sign_button(words, "button-legal", visit_id, "legal", "primary"),
            sign_button(words, "button-agent", visit_id, "agent"),
        ),
        (refusal("button-refuses", "sign"), refusal("button-absent", "absent")),
        (refusal("button-refuses-inspection", "inspection"), refusal("button-not-found", "not_found")),
        (sign_button(words, "button-back", visit_id, "hub"),),
    )
    return [Card(visit_key(visit_id), text, buttons)]


def agent_screen(act: Act, visit_id: int) -> Said:
    """Return what is known of the agent, and what is to be sent."""
    agent = view_agent(act.uow, act.actor, visit_id)
    words = act.words
    lines = [words("agent-title"), *agent_lines(words, agent)]
    lacks: Row = () if agent.photos else (sign_button(words, "button-no-authorisation", visit_id, "agent_none"),)
    go_on: Row = ()
    if agent.is_complete:
        go_on = (sheet_button(words, "button-agent-signs", visit_id, "party", "primary"),)
    return [
        Card(
            visit_key(visit_id),
            "\n".join(lines),
            rows(lacks, go_on, (sign_button(words, "button-back", visit_id, "party"),)),
        )
    ]


def agent_lines(words: Words, agent: AgentView) -> list[Html]:
    """Return what is known of an agent, on the record or on an addendum."""
    lines = [words("agent-name", name=agent.name) if agent.name else words("agent-name-open")]
    if agent.photos:
        lines.append(words("agent-photos", count=agent.photos))
    elif agent.no_authorisation:
        lines.append(words("agent-no-authorisation", reason=agent.no_authorisation))
    else:
        lines.append(words("agent-photos-open"))
    if agent.quarantined:
        lines.append(words("item-quarantined", count=agent.quarantined))
    return [*lines, words("agent-hint")]


def agent_none_screen(act: Act, visit_id: int) -> Said:
    """Ask why there is no authorisation."""
    view_agent(act.uow, act.actor, visit_id)
    back = sign_button(act.words, "button-back", visit_id, "agent")
    return [Card(visit_key(visit_id), act.words("agent-none-ask"), ((back,),))]
