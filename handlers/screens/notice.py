"""The notice 附件2 on the visit's card: how it is served, the receipt, the day."""

from collections.abc import Mapping
from datetime import date, timedelta

from handlers.act import Act, Said
from handlers.buttons import TaskButton
from handlers.buttons_before import NoticeButton
from handlers.screens.format import day, in_rows, moment, rows, window
from handlers.screens.papers import paper_button
from handlers.screens.reasons import shown_reason
from handlers.screens.task import visit_key
from handlers.words import Html, Words, words_of
from rules.messages import Button, Card, Rows, Style
from services.notice_sheet import OTHER, RECEIVERS, NoticeSheet, view_notice

NO_PHOTO_REASONS = ("notice-photo-refused", "notice-photo-broken")
DAYS_SHOWN = 12
# What each place of the conversation waits for; a photograph that comes meanwhile belongs to the notice.
WAITS: Mapping[str, dict[str, str]] = {
    "notice": {},
    "notice_paper": {"purpose": "notice"},
    "notice_receiver": {"purpose": "notice", "expects": "notice_receiver"},
    "notice_no_photo": {"purpose": "notice", "expects": "notice_no_photo"},
    "notice_refusal": {"purpose": "notice", "expects": "notice_said"},
    "notice_witness": {"purpose": "notice", "expects": "notice_witness"},
    "notice_no_witness": {"purpose": "notice", "expects": "notice_no_witness"},
    "notice_date": {"expects": "notice_date"},
}


def notice_button(
    words: Words, key: str, act: str, visit_id: int, value: str = "", *, style: Style | None = None, steady: bool = True
) -> Button:
    """Return a button of the notice."""
    data = NoticeButton(act=act, visit_id=visit_id, value=value).pack()
    return Button(words.plain(key), data, style=style, steady=steady)


def notice_screen(act: Act, visit_id: int) -> Said:
    """Return how the notice stands, and the ways to serve it while it is not."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    words = act.words
    lines = [words("notice-title"), words("notice-number", number=sheet.number), _visit_line(words, sheet)]
    lines += _outcome(words, sheet)
    if not is_done(sheet):
        lines.append(words("notice-ask"))
    return [Card(visit_key(visit_id), "\n".join(lines), _ways(words, sheet))]


def is_done(sheet: NoticeSheet) -> bool:
    """Whether the notice was handed over or left there."""
    return sheet.state in ("served", "refused")


def _visit_line(words: Words, sheet: NoticeSheet) -> Html:
    planned = day(words, sheet.planned_on) if sheet.planned_on else "-"
    return words(
        "notice-visit", visit=sheet.visit_number, name=sheet.short_name, matters=sheet.matters, planned=planned
    )


def _outcome(words: Words, sheet: NoticeSheet) -> list[Html]:
    lines = []
    if sheet.announced_at and not is_done(sheet):
        who = words.pick(sheet.announced_by)
        lines.append(words("notice-announced", moment=moment(words, sheet.announced_at), who=who))
    if sheet.served_at and is_done(sheet):
        lines.append(words(f"notice-{sheet.state}", moment=moment(words, sheet.served_at)))
        by = (
            {"by": sheet.received_by, "named": sheet.receiver or "-"}
            if sheet.state == "served"
            else {"by": sheet.refusal.by}
        )
        lines.append(words(f"notice-{sheet.state}-by", who=words.pick(sheet.served_by), **by))
        lines.append(_photo_line(words, sheet))
    elif sheet.refusal.confirmed_at:
        lines.append(words("notice-not-delivered", moment=moment(words, sheet.refusal.confirmed_at)))
    return lines


def _photo_line(words: Words, sheet: NoticeSheet) -> Html:
    if sheet.lacks_receipt:
        return words("notice-receipt-gone")
    if not sheet.photos and sheet.no_photo_reason:
        reason = shown_reason(words, sheet.no_photo_reason, NO_PHOTO_REASONS)
        return words("notice-no-photo", reason=reason)
    return words("notice-photos", count=sheet.photos, files=sheet.files)


def _ways(words: Words, sheet: NoticeSheet) -> Rows:
    def to(key: str, act: str, **look: bool | Style) -> Button:
        return notice_button(words, key, act, sheet.visit_id, **look)  # type: ignore[arg-type]

    back = Button(words.plain("button-back"), TaskButton(act="open", visit_id=sheet.visit_id).pack(), steady=True)
    correct = (to("button-notice-correct", "correct", steady=False),) if sheet.may_be_corrected else None
    paper = paper_button(words, sheet.visit_id, "notice")
    if sheet.lacks_receipt:
        return rows((to("button-notice-receipt", "paper", style="primary"),), correct, (paper, back))
    if is_done(sheet):
        return rows(correct, (paper, back))
    telephone = (to("button-notice-telephone", "telephone", steady=False),) if sheet.state == "prepared" else None
    return rows(
        (to("button-notice-paper", "paper", style="primary"),),
        telephone,
        (to("button-notice-refusal", "refusal"), to("button-notice-date", "date")),
        correct,
        (paper, back),
    )


def back_to_notice(words: Words, visit_id: int) -> Button:
    """Return the way back to the notice."""
    return notice_button(words, "button-back", "open", visit_id)


def paper_screen(act: Act, visit_id: int) -> Said:
    """Return what is there of the receipt: the photograph, who received it. Both in any order serve the notice."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    if sheet.lacks_receipt:
        return _receipt_screen(act.words, sheet)
    if is_done(sheet):
        return notice_screen(act, visit_id)
    words = act.words
    is_named = bool(sheet.receiver if sheet.received_by == OTHER else sheet.received_by)
    has_photo = bool(sheet.photos or sheet.no_photo_reason)
    lines = [
        words("notice-paper-title", visit=sheet.visit_number, name=sheet.short_name),
        _photo_line(words, sheet) if has_photo else words("notice-paper-photo"),
        words("notice-paper-who", by=sheet.received_by or "none", named=sheet.receiver or "⏳"),
        words("notice-paper-hint" if not (has_photo and is_named) else "notice-paper-ready"),
    ]
    receivers = tuple(_receiver(words, visit_id, receiver) for receiver in RECEIVERS)
    excuse = None if has_photo else (notice_button(words, "button-notice-no-photo", "no_photo", visit_id),)
    confirm = None
    if has_photo and is_named:
        confirm = (notice_button(words, "button-notice-confirm", "served", visit_id, style="success", steady=False),)
    buttons = rows(receivers, excuse, confirm, (back_to_notice(words, visit_id),))
    return [Card(visit_key(visit_id), "\n".join(lines), buttons)]


def _receipt_screen(words: Words, sheet: NoticeSheet) -> Said:
    """Ask again for the photograph of a receipt: the one there was has been taken away."""
    lines = [
        words("notice-paper-title", visit=sheet.visit_number, name=sheet.short_name),
        words("notice-receipt-gone"),
        words("notice-paper-photo"),
    ]
    excuse = notice_button(words, "button-notice-no-photo", "no_photo", sheet.visit_id)
    buttons = rows((excuse,), (back_to_notice(words, sheet.visit_id),))
    return [Card(visit_key(sheet.visit_id), "\n".join(lines), buttons)]


def _receiver(words: Words, visit_id: int, receiver: str) -> Button:
    data = NoticeButton(act="receiver", visit_id=visit_id, value=receiver).pack()
    return Button(words.plain(f"button-receiver-{receiver}"), data)


def receiver_screen(act: Act, visit_id: int) -> Said:
    """Ask who received the paper who is neither in charge nor staff."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    if is_done(sheet):
        return notice_screen(act, visit_id)
    back = notice_button(act.words, "button-back", "paper", visit_id)
    return [Card(visit_key(visit_id), act.words("notice-receiver-ask", visit=sheet.visit_number), ((back,),))]


def no_photo_screen(act: Act, visit_id: int) -> Said:
    """Ask why there is no photograph of the receipt page."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    if is_done(sheet) and not sheet.lacks_receipt:
        return notice_screen(act, visit_id)
    words = act.words
    reasons = tuple(notice_button(words, key, "excuse", visit_id, key, steady=False) for key in NO_PHOTO_REASONS)
    back = notice_button(words, "button-back", "paper", visit_id)
    text = words("notice-no-photo-ask", visit=sheet.visit_number)
    return [Card(visit_key(visit_id), text, (reasons, (back,)))]


def date_screen(act: Act, visit_id: int) -> Said:
    """Offer the days of the window, and take a typed one."""
    sheet = view_notice(act.uow, act.actor, visit_id)
    if is_done(sheet):
        return notice_screen(act, visit_id)
    words = act.words
    back = back_to_notice(words, visit_id)
    if sheet.first_day > sheet.last_day:
        text = words("notice-date-over", visit=sheet.visit_number, last=day(words, sheet.last_day))
        return [Card(visit_key(visit_id), text, ((back,),))]
    text = words(
        "notice-date-ask",
        visit=sheet.visit_number,
        planned=day(words, sheet.planned_on) if sheet.planned_on else "-",
        days=window(words, sheet.first_day, sheet.last_day),
        example=day(words, sheet.last_day),
    )
    return [Card(visit_key(visit_id), text, (*in_rows(_days(words, sheet), 3), (back,)))]


def _days(words: Words, sheet: NoticeSheet) -> list[Button]:
    count = min(DAYS_SHOWN, (sheet.last_day - sheet.first_day).days + 1)
    days: list[date] = [sheet.first_day + timedelta(days=n) for n in range(count)]
    # Three stand in a row: their year is that of the window above them.
    short = words_of(words.language)
    return [
        Button(day(short, each), NoticeButton(act="day", visit_id=sheet.visit_id, value=each.isoformat()).pack())
        for each in days
    ]
