"""The summary before submission, every gap with the button that leads to it, and what stays after it."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton, TaskButton
from handlers.buttons_before import ArriveButton, DeskButton
from handlers.buttons_conclusion import ResultButton
from handlers.buttons_deadlines import ExtendButton
from handlers.buttons_signing import SheetButton, SignButton
from handlers.buttons_submission import LostButton, SubmitButton
from handlers.screens.addenda import addenda_button
from handlers.screens.conclusion import gap_button, results_text
from handlers.screens.evidence import waiting_words
from handlers.screens.format import joined, rows, shortened, time_of, turning_row
from handlers.screens.looking import reading_rows
from handlers.screens.notice import notice_button
from handlers.screens.papers import paper_button
from handlers.screens.signing import party_line, seals_line
from handlers.screens.task import visit_key
from handlers.words import Html, Words
from rules.messages import Button, Card, Row, Rows
from rules.signatures import SIGNED
from services.evidence_count import Count
from services.review_rounds import review_state
from services.sheets import Gap as ItemGap
from services.submission import Gap, ReceiptView, SectionSummary, Summary, following_task, view_receipt, view_summary
from services.visits import membership
from storage.unit_of_work import UnitOfWork

GAPS_SHOWN = 3
GAPS_A_PAGE = 6
REASON_SHOWN = 24
SECTIONS_IN_FULL = 2
WAITING_SHOWN = 3
ITEM_GAPS: tuple[ItemGap, ...] = ("answer", "note", "how", "photo")


def summary_screen(act: Act, visit_id: int) -> Said:
    """Return what will be submitted and what is missing; a submitted visit is only shown as such."""
    if membership(act.uow, act.actor, visit_id).visit.state == "submitted":
        return submitted_screen(act, visit_id)
    view = view_summary(act.uow, act.actor, visit_id)
    return [Card(visit_key(visit_id), _summary_text(act, view), _summary_buttons(act, view))]


def _summary_text(act: Act, view: Summary) -> str:
    words, visit = act.words, view.visit
    lines = [
        words("summary-title", number=visit.number, name=visit.inspected.short_name),
        *(_section_line(words, view, each) for each in view.sections),
        words("summary-signatures", given=view.signing.given, needed=view.signing.needed),
        *_refusal(words, view),
        seals_line(words, view.signing),
        photos_line(words, view.photos),
    ]
    if view.without_place:
        skipped = [words.pick(visit.section(each).short_name) for each in view.without_place]
        lines.append(words("summary-no-place", departments=joined(words, skipped)))
    if view.gaps:
        lines.append(words("summary-gaps", count=len(view.gaps)))
    if view.gaps and view.reason:
        lines.append(words("summary-reason", reason=shortened(view.reason, REASON_SHOWN)))
    lines.append(words("summary-locks" if view.may_submit else "summary-not-lead"))
    if view.waiting:
        shown = [waiting_words(act.uow, words, each) for each in view.waiting[:WAITING_SHOWN]]
        more = len(view.waiting) - len(shown)
        lines.append(words("summary-waiting", places=joined(words, shown), more=more))
    return "\n".join(lines)


def _refusal(words: Words, view: Summary) -> list[Html]:
    """Return how the party refused or was absent."""
    party = view.signing.party
    if party is None or party.way in SIGNED:
        return []
    return [party_line(words, party)]


def _section_line(words: Words, view: Summary, each: SectionSummary) -> Html:
    numbers = joined(words, (str(found.number) for found in each.progress.problems))
    results = results_text(words, view.results, each.section.results) if each.section.state == "concluded" else "none"
    if len(view.sections) > SECTIONS_IN_FULL or (view.reason and _refusal(words, view)):
        # With many departments, or much to be told besides, only the figures fit.
        results = "left_out"
    return words(
        "summary-section",
        department=words.pick(each.section.short_name),
        answered=each.progress.answered,
        asked=each.progress.asked,
        problems=len(each.progress.problems),
        numbers=shortened(numbers, 20) or "none",
        results=results,
    )


def photos_line(words: Words, photos: Count) -> Html:
    """Return how many photographs and other files there are, and how many are secured, lost."""
    if not photos.received:
        return words("photos-none")
    if photos.secured == photos.received:
        return words("photos-all", count=photos.pictures, files=photos.files)
    return words(
        "photos-some",
        count=photos.pictures,
        files=photos.files,
        secured=photos.secured,
        waiting=photos.waiting,
        lost=photos.lost,
    )


def _summary_buttons(act: Act, view: Summary) -> Rows:
    words, visit_id = act.words, view.visit.visit_id
    shown = view.gaps if len(view.gaps) <= GAPS_SHOWN else view.gaps[: GAPS_SHOWN - 1]
    gaps: list[Row] = [(gap_link(act, view, gap),) for gap in shown]
    if len(shown) < len(view.gaps):
        data = SubmitButton(act="gaps", visit_id=visit_id).pack()
        gaps.append((Button(words.plain("button-all-gaps", count=len(view.gaps)), data, steady=True),))
    reason: Row = ()
    if view.gaps and view.may_submit:
        key = "button-change-reason" if view.reason else "button-give-reason"
        reason = (Button(words.plain(key), SubmitButton(act="reason", visit_id=visit_id).pack(), steady=True),)
    main: Row = ()
    if view.may_submit and (not view.gaps or view.reason):
        key = "button-submit-with-reason" if view.gaps else "button-submit"
        data = SubmitButton(act="commit", visit_id=visit_id).pack()
        main = (Button(words.plain(key), data, style="success", dwell=True),)
    sign = Button(
        words.plain("button-back-to-signatures"), SignButton(act="hub", visit_id=visit_id).pack(), steady=True
    )
    back = Button(words.plain("button-back"), ResultButton(act="waiting", visit_id=visit_id).pack(), steady=True)
    place: Row = ()
    if view.my_section_id in view.without_place:
        data = ArriveButton(act="ask", visit_id=visit_id).pack()
        place = (Button(words.plain("button-summary-place"), data, steady=True),)
    return rows(*gaps, place, (sign,), reason, main, (back,))


def gap_link(act: Act, view: Summary, gap: Gap) -> Button:
    """Return the button that leads to exactly what is missing."""
    words, visit_id = act.words, view.visit.visit_id
    if gap.kind in ITEM_GAPS or gap.kind == "section":
        return _section_gap(words, view, gap)
    if gap.kind == "desk":
        return _desk_gap(words, view, gap)
    if gap.kind == "lost":
        data = LostButton(act="list", visit_id=visit_id).pack()
        return Button(words.plain("button-gap-lost", count=gap.number), data, steady=True)
    if gap.kind == "late":
        data = ExtendButton(act="open", visit_id=visit_id).pack()
        return Button(words.plain("button-gap-late"), data, steady=True)
    if gap.kind == "receipt":
        return notice_button(words, "button-gap-receipt", "paper", visit_id)
    if gap.kind == "officer":
        scope = "me" if gap.person_id == act.actor.person_id else "team"
        name = next(words.pick(each.name) for each in view.signing.officers if each.person_id == gap.person_id)
        data = SheetButton(act="open", visit_id=visit_id, scope=scope).pack()
        return Button(words.plain("button-gap-officer", name=name), data, steady=True)
    place = {"party": "party", "witness": "witness", "page": "sheet_page"}.get(gap.kind, "seal")
    return Button(words.plain(f"button-gap-{gap.kind}"), SignButton(act=place, visit_id=visit_id).pack(), steady=True)


def _section_gap(words: Words, view: Summary, gap: Gap) -> Button:
    visit_id, section_id = view.visit.visit_id, gap.section_id or view.my_section_id
    department = words.pick(view.visit.section(section_id).short_name)
    if section_id == view.my_section_id:
        if gap.kind != "section":
            return gap_button(words, visit_id, gap.kind, gap.number)
        data = ResultButton(act="open", visit_id=visit_id).pack()
        return Button(words.plain("button-gap-own-result"), data, steady=True)
    data = ResultButton(act="watch", visit_id=visit_id).pack()
    kind = "result" if gap.kind == "section" else gap.kind
    label = words.plain("button-gap-other", department=department, kind=kind, number=gap.number)
    return Button(label, data, steady=True)


def _desk_gap(words: Words, view: Summary, gap: Gap) -> Button:
    visit_id = view.visit.visit_id
    label = words.plain("button-gap-desk", method=words.plain("method-of", method=view.visit.method))
    if gap.section_id == view.my_section_id:
        return Button(label, DeskButton(act="show", visit_id=visit_id).pack(), steady=True)
    return Button(label, ResultButton(act="watch", visit_id=visit_id).pack(), steady=True)


def gaps_screen(act: Act, visit_id: int) -> Said:
    """Return all that is missing, each with its button, page by page as the pointer says."""
    view = view_summary(act.uow, act.actor, visit_id)
    words = act.words
    pages = max(1, -(-len(view.gaps) // GAPS_A_PAGE))
    page = min(max(int(act.pointer.get("page") or 1), 1), pages)
    shown = view.gaps[(page - 1) * GAPS_A_PAGE : page * GAPS_A_PAGE]
    text = words("gaps-title", number=view.visit.number, count=len(view.gaps), page=page, pages=pages)
    ends = turning_row(
        page,
        pages,
        lambda key, to: Button(
            words.plain(key), SubmitButton(act="gaps", visit_id=visit_id, page=to).pack(), steady=True
        ),
    )
    back = Button(words.plain("button-back"), SubmitButton(act="open", visit_id=visit_id).pack(), steady=True)
    return [Card(visit_key(visit_id), text, rows(*((gap_link(act, view, gap),) for gap in shown), (back, *ends)))]


def submit_reason_screen(act: Act, visit_id: int) -> Said:
    """Ask why the visit is submitted with something missing."""
    view = view_summary(act.uow, act.actor, visit_id)
    has = "yes" if view.reason else "no"
    text = act.words("submit-reason-ask", count=len(view.gaps), has=has, reason=view.reason or "")
    back = Button(act.words.plain("button-back"), SubmitButton(act="open", visit_id=visit_id).pack(), steady=True)
    return [Card(visit_key(visit_id), text, ((back,),))]


def submitted_screen(act: Act, visit_id: int) -> Said:
    """Return the submitted visit: locked, by whom, under which receipt; all of it to be read, the record to be had."""
    membership(act.uow, act.actor, visit_id)
    view = view_receipt(act.uow, visit_id)
    text = Html(locked_line(act.words, view) + "\n" + _by_line(act.words, view))
    home = Button(act.words.plain("button-home"), HomeButton(view="open").pack(), steady=True)
    reading = reading_rows(act.words, visit_id, view.sections, view.photos)
    papers = (paper_button(act.words, visit_id, "record"), addenda_button(act.words, visit_id))
    return [Card(visit_key(visit_id), text, rows(papers, *reading, (home,)))]


def locked_line(words: Words, view: ReceiptView) -> Html:
    """Return the one line to which the visit's card shrinks."""
    at = time_of(words, view.submission.at)
    return words("locked", number=view.visit.number, name=view.visit.inspected.short_name, time=at)


def _by_line(words: Words, view: ReceiptView) -> Html:
    return words("locked-by", name=words.pick(view.submission.by), receipt=view.submission.receipt)


def locked_card(words: Words, view: ReceiptView) -> Card:
    """Return the visit's card once it is submitted."""
    visit_id = view.visit.visit_id
    data = TaskButton(act="open", visit_id=visit_id).pack()
    read = Button(words.plain("button-read-submitted"), data, steady=True)
    return Card(visit_key(visit_id), locked_line(words, view), ((read,),), follow=False)


def receipt_card(uow: UnitOfWork, words: Words, person_id: int, view: ReceiptView, *, is_new: bool) -> Card:
    """Return the receipt of the submission; its line of secured files changes as they arrive."""
    visit = view.visit
    sections = joined(
        words,
        (
            words.plain("receipt-section", department=words.pick(s.section.short_name), done=_done(s))
            for s in view.sections
        ),
    )
    problems = sum(len(each.progress.problems) for each in view.sections)
    photos = photos_line(words, view.photos)
    if view.photos.received and view.photos.secured == view.photos.received and view.secured_at:
        photos = words(
            "receipt-secured",
            count=view.photos.pictures,
            files=view.photos.files,
            time=time_of(words, view.secured_at),
        )
    at = time_of(words, view.submission.at)
    lines = [
        words("receipt-title", number=visit.number, name=visit.inspected.short_name, time=at),
        _by_line(words, view),
        words("receipt-sections", sections=sections, problems=problems),
        photos,
        *([words("receipt-reason", reason=shortened(view.reason, REASON_SHOWN))] if view.reason else []),
        words("receipt-chain", head=f"{view.head[:4]} {view.head[4:8]}"),
        words("receipt-next", review=review_state(uow, visit.visit_id)),
    ]
    return Card(
        f"receipt:{visit.visit_id}",
        "\n".join(lines),
        _receipt_buttons(uow, words, person_id, view),
        follow=False,
        anew=is_new,
    )


def _done(each: SectionSummary) -> str:
    """Return how many items a department answered, and of how many where some are open."""
    answered, asked = each.progress.answered, each.progress.asked
    return f"{asked}" if answered == asked else f"{answered}/{asked}"


def _receipt_buttons(uow: UnitOfWork, words: Words, person_id: int, view: ReceiptView) -> Rows:
    # Whoever submitted goes on at once; the colleagues may be anywhere by now.
    is_submitter = view.submission.by_id == person_id
    following = following_task(uow, person_id, view.visit.visit_id) if is_submitter else None
    on: Row = ()
    if following is not None:
        data = TaskButton(act="open", visit_id=following.visit_id).pack()
        label = words.plain("button-next-task", name=following.short_name)
        on = (Button(label, data, style="primary", steady=True),)
    home = Button(words.plain("button-my-tasks"), HomeButton(view="open").pack(), steady=True)
    return rows(on, (home,))
