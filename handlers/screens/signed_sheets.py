"""A photo of signed paper: the page, and who is ticked on it; the question to those whom a colleague ticked."""

from collections.abc import Callable

from handlers.act import Act, Said
from handlers.buttons_signing import SheetButton
from handlers.screens.format import in_rows, rows, time_of
from handlers.screens.signing import sign_button
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from rules.signatures import OFFICER, PARTY, SIGNERS, WITNESS
from services.signed_sheets import Candidate, SheetView, view_sheet
from services.signing import view_signing
from services.ticked_signatures import TickedSignature


def sheet_screen(act: Act, visit_id: int) -> Said:
    """Return the page in hand."""
    view = view_sheet(act.uow, act.actor, visit_id)
    words = act.words
    lines = [words("sheet-signed-title", number=view.visit.number, photos=view.photos)]
    if view.candidates:
        lines.append(words("sheet-signed-ask" if view.photos else "sheet-signed-ask-photo"))
    else:
        lines.append(words("sheet-signed-nobody"))
    if _is_ticked(view, PARTY):
        agent = view.agent.name if view.signer == "agent" else None
        who, has = words.pick(SIGNERS[view.signer]), "yes" if agent else "no"
        lines.append(words("sheet-signed-party", who=who, has=has, agent=agent or ""))
        if _lacks_agent(view):
            lines.append(words("sheet-signed-agent-lacks"))
    if _is_ticked(view, WITNESS) and not view.witness_is_named:
        lines.append(words("sheet-signed-witness-lacks"))
    return [Card(visit_key(visit_id), "\n".join(lines), _buttons(words, view))]


def sheet_page_screen(act: Act, visit_id: int) -> Said:
    """Ask for the photograph of a signed page once more."""
    view = view_signing(act.uow, act.actor, visit_id)
    back = sign_button(act.words, "button-back", visit_id, "hub")
    return [Card(visit_key(visit_id), act.words("sheet-page-ask", number=view.visit.number), ((back,),))]


def _is_ticked(view: SheetView, role: str) -> bool:
    return any(candidate.role == role and candidate.is_ticked for candidate in view.candidates)


def _lacks_agent(view: SheetView) -> bool:
    return view.signer == "agent" and not view.agent.is_complete


def _buttons(words: Words, view: SheetView) -> Rows:
    visit_id = view.visit.visit_id
    by_role: dict[str, list[Button]] = {PARTY: [], OFFICER: [], WITNESS: []}
    for candidate in view.candidates:
        by_role[candidate.role].append(_tick(words, visit_id, candidate))
    mend: list[Row] = []
    if _is_ticked(view, PARTY) and _lacks_agent(view):
        mend.append((sign_button(words, "button-complete-agent", visit_id, "agent", "primary"),))
    if _is_ticked(view, WITNESS) and not view.witness_is_named:
        mend.append((sign_button(words, "button-name-witness", visit_id, "witness", "primary"),))
    done: Row = ()
    if view.is_ready and not mend:
        data = SheetButton(act="done", visit_id=visit_id).pack()
        done = (Button(words.plain("button-sheet-done"), data, style="success"),)
    back = sign_button(words, "button-back", visit_id, "hub")
    return rows(tuple(by_role[PARTY]), *in_rows(by_role[OFFICER], 2), tuple(by_role[WITNESS]), *mend, done, (back,))


def _tick(words: Words, visit_id: int, candidate: Candidate) -> Button:
    name = words.pick(candidate.name) or words.plain(f"button-tick-{candidate.role}")
    label = ("☑ " if candidate.is_ticked else "☐ ") + name
    subject = int(candidate.tick.partition(":")[2] or 0)
    return Button(label, SheetButton(act="tick", visit_id=visit_id, scope=candidate.role, subject=subject).pack())


def ticked_on_record(words: Words, ticked: TickedSignature) -> Card:
    """Ask an officer on their own phone whether the signature that a colleague ticked is theirs."""

    def data(act: str) -> str:
        return SheetButton(act=act, visit_id=ticked.visit_id, subject=ticked.signature_id).pack()

    return ticked_card(words, ticked, ticked_key(ticked.visit_id), data)


def ticked_card(words: Words, ticked: TickedSignature, key: str, data: Callable[[str], str]) -> Card:
    """Return the question; `data` gives what a button carries: mine, not_mine."""
    text = words(
        "ticked-ask",
        number=ticked.number,
        name=ticked.short_name,
        by=words.pick(ticked.taken_by),
        time=time_of(words, ticked.at),
    )
    buttons = (
        (Button(words.plain("button-ticked-mine"), data("mine"), style="success"),),
        (Button(words.plain("button-ticked-not-mine"), data("not_mine")),),
    )
    return Card(key, text, buttons, anew=True)


def ticked_key(visit_id: int) -> str:
    """Return the name of the card that asks about a ticked signature."""
    return f"ticked:{visit_id}"


def ticked_answered(words: Words, key: str, *, is_mine: bool) -> Card:
    """Return the card once it was answered."""
    text: Html = words("ticked-confirmed" if is_mine else "ticked-denied")
    return Card(key, text, follow=False)
