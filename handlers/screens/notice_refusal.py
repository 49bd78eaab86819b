"""A refused notice on the visit's card: who, what was said, the witness or why there is none; left there 留置."""

from handlers.act import Act, Said
from handlers.buttons_before import NoticeButton
from handlers.screens.format import in_rows, joined, rows
from handlers.screens.notice import back_to_notice, is_done, notice_button, notice_screen
from handlers.screens.reasons import cut_short
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.contacts import masked
from rules.messages import Button, Card
from rules.signatures import Reason, reason_text, usual_reasons
from services.notice_sheet import REFUSERS, NoticeSheet, RefusalView, view_notice

SHORT = 40


def refusal_screen(act: Act, visit_id: int) -> Said:
    """Return what is written down of the refusal, what it lacks, and the way to confirm it."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    if is_done(sheet):
        return notice_screen(act, visit_id)
    words, refusal = act.words, sheet.refusal
    lines = [
        words("refusal-title", visit=sheet.visit_number),
        words("refusal-by", by=refusal.by or "none"),
        *_said(words, refusal),
        words("refusal-witness", witness=witness_words(words, refusal) or "⏳"),
        words("refusal-photos", count=sheet.photos, files=sheet.files),
    ]
    if refusal.lacks:
        lacks = joined(words, (words.plain(f"refusal-lacks-{what}") for what in refusal.lacks))
        lines.append(words("refusal-lacks", lacks=lacks))
    else:
        lines.append(words("refusal-hint", by=refusal.by or "none"))
    return [Card(visit_key(visit_id), "\n".join(lines), _buttons(words, sheet))]


def _said(words: Words, refusal: RefusalView) -> list[Html]:
    if refusal.said:
        return [words("refusal-said", said=cut_short(refusal.said, SHORT))]
    return [words("refusal-said-ask"), words("refusal-said-example")]


def witness_words(words: Words, refusal: RefusalView) -> str:
    """Return the witness with the telephone masked, or why there is none; empty while neither is known."""
    if refusal.witness_name:
        return f"{refusal.witness_name} {masked(refusal.witness_phone)}"
    reason = reason_text("witness", Reason(refusal.no_witness_kind, refusal.no_witness), words.language)
    return words.plain("refusal-no-witness", reason=cut_short(reason, SHORT)) if reason else ""


def _buttons(words: Words, sheet: NoticeSheet) -> tuple[tuple[Button, ...], ...]:
    visit_id, refusal = sheet.visit_id, sheet.refusal
    who = [
        Button(
            ("● " if refusal.by == by else "") + words.plain(f"button-refused-{by}"),
            NoticeButton(act="by", visit_id=visit_id, value=by).pack(),
        )
        for by in REFUSERS
    ]
    witness = (notice_button(words, "button-refusal-witness", "witness", visit_id),)
    confirm = None
    if not refusal.lacks:
        key = "button-refusal-attempt" if refusal.by == "not_found" else "button-refusal-confirm"
        confirm = (notice_button(words, key, "left", visit_id, style="danger", steady=False),)
    needs_witness = refusal.by != "not_found"
    return rows(*in_rows(who, 2), witness if needs_witness else None, confirm, (back_to_notice(words, visit_id),))


def witness_screen(act: Act, visit_id: int) -> Said:
    """Ask for the witness of a refused notice."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    if is_done(sheet):
        return notice_screen(act, visit_id)
    words = act.words
    none = (notice_button(words, "button-witness-none", "no_witness", visit_id),)
    back = (notice_button(words, "button-back", "refusal", visit_id),)
    return [Card(visit_key(visit_id), words("refusal-witness-ask", visit=sheet.visit_number), (none, back))]


def no_witness_screen(act: Act, visit_id: int) -> Said:
    """Ask why there is no witness."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    if is_done(sheet):
        return notice_screen(act, visit_id)
    words = act.words
    reasons = [
        Button(
            reason_text("witness", Reason(kind, None), words.language),
            NoticeButton(act="without", visit_id=visit_id, value=kind).pack(),
        )
        for kind in usual_reasons("witness")
    ]
    back = (notice_button(words, "button-back", "witness", visit_id),)
    text = words("refusal-no-witness-ask", visit=sheet.visit_number)
    return [Card(visit_key(visit_id), text, (*in_rows(reasons, 1), back))]
