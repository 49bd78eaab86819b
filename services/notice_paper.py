"""The notice 附件2 of a visit as it stands at this moment, ready for the press; in Chinese, as papers are."""

from sqlalchemy import select

from forms.papers.furnishing import Extras, Photo, Trace
from forms.papers.notice import Matter, Notice
from forms.papers.signatures import Signature
from rules.signatures import Reason, reason_text
from services.campaign_experts import experts_told
from services.freezing import frozen_head
from services.notice_sheet import notice_number, notice_photos, receiver_of, refusal_of
from services.office_day import day_of, profile_at, today
from services.paper_photos import Read, photo, photo_numbers, shown_photos
from services.paper_phrases import PAPER_LANGUAGE, certificate_told, day_told, matter_named
from services.visit_words import is_given, words_of_notice
from storage.tables import Notice as Kept
from storage.tables import Visit
from storage.unit_of_work import UnitOfWork

RECEIVERS = {"person_in_charge": "负责人", "staff": "工作人员", "other": "在场人员"}
REFUSERS = {"person_in_charge": "负责人", "staff": "工作人员"}


def notice_of(uow: UnitOfWork, visit_id: int, address: str, read: Read) -> Notice:
    """Return a visit's notice. `address` is where it is verified, empty for no code on it; `read` gives the bytes of a
    secured file by its SHA-256.
    """
    number = uow.session.get_one(Visit, visit_id).number
    kept = uow.session.scalars(select(Kept).where(Kept.visit_id == visit_id)).one()
    words = words_of_notice(uow, kept)
    return Notice(
        title=profile_at(uow, kept.served_at)["notice"]["title_lines"],
        number=notice_number(uow, kept),
        trace=_trace(uow, number, kept, address),
        addressee=words.inspected.name,
        planned_on=kept.planned_on,
        matters=[Matter(matter_named(item.matter), is_ticked=True) for item in words.items],
        officers=[
            Signature(each.name[PAPER_LANGUAGE], phone=each.phone, certificate=certificate_told(each.certificate))
            for each in words.team
        ],
        party=_party(uow, kept, words.inspected.phone),
        served_on=day_of(uow, kept.served_at) if kept.served_at else None,
        extras=Extras(_photographs(uow, kept, read), experts_told(words.experts)),
    )


def _trace(uow: UnitOfWork, number: str, kept: Kept, address: str) -> Trace:
    """Return the head and the day that it carries: once it was served or left there, those of that."""
    if is_given(kept) and kept.served_at and (frozen := frozen_head(uow, number, "notice_served", "notice_refused")):
        return Trace(number, frozen, address, day_of(uow, kept.served_at))
    return Trace(number, uow.ledger.head(f"visit:{number}")[1], address, today(uow))


def _photographs(uow: UnitOfWork, kept: Kept, read: Read) -> list[Photo]:
    """Return the photographs of the service; a receipt is paper, what was left behind is a place."""
    is_receipt = kept.state == "served"
    shown = shown_photos(uow, kept.visit_id, "notice")
    numbers = photo_numbers(uow, uow.session.get_one(Visit, kept.visit_id).number) if shown else {}
    return [photo(uow, each, numbers[each.evidence_id], "送达照片", read, is_sheet=is_receipt) for each in shown]


def _party(uow: UnitOfWork, kept: Kept, phone: str) -> Signature:
    """Return the party's line: who received it, or its refusal; a line to sign on while the paper is not delivered."""
    if kept.state == "refused":
        return Signature(says=_refused(uow, kept), phone=phone)
    if kept.state == "served" and kept.received_by:
        no_photo = f"，无回执照片：{kept.no_photo_reason}" if kept.no_photo_reason else "，回执照片待补"
        photo = "，见回执照片" if notice_photos(uow, kept.visit_id) else no_photo
        return Signature(says=f"{receiver_of(kept) or RECEIVERS[kept.received_by]}签收{photo}", phone=phone)
    return Signature(capacity=_tried(uow, kept), phone=phone)


def _refused(uow: UnitOfWork, kept: Kept) -> str:
    refusal = refusal_of(kept.refusal)
    if refusal.by in REFUSERS:
        said = f"{REFUSERS[refusal.by]}拒绝签收" + (f"：{_ended(refusal.said)}" if refusal.said else "。")
    else:
        said = "现场无人签收。"
    witness = f"见证人：{refusal.witness_name}。"
    if not refusal.witness_name:
        reason = reason_text("witness", Reason(refusal.no_witness_kind, refusal.no_witness or None), PAPER_LANGUAGE)
        witness = f"无见证人：{_ended(reason)}"
    photos = "见留置照片。" if notice_photos(uow, kept.visit_id) else ""
    return f"{said}已留置送达。{witness}{photos}"


def _tried(uow: UnitOfWork, kept: Kept) -> str:
    """Return what was done of the service so far: it stands below the line that is still to be signed."""
    tried = []
    if kept.state == "announced" and kept.announced_at:
        tried.append(f"{day_told(day_of(uow, kept.announced_at))}已电话通知，通知书待送达。")
    refusal = refusal_of(kept.refusal)
    if refusal.by == "not_found" and refusal.confirmed_at:
        tried.append(f"{day_told(day_of(uow, refusal.confirmed_at))}按登记地址未找到当事人，未送达。")
    return "".join(tried)


def _ended(sentence: str) -> str:
    return sentence.rstrip("。.") + "。"
