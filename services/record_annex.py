"""The photographs that follow a record, each with its number in the visit: what was taken, then the signed pages."""

from collections.abc import Collection, Iterable, Mapping
from itertools import zip_longest

from forms.checklist import in_language
from forms.papers.furnishing import Photo
from rules.captions import printed_caption
from services.checklists import sheet_of
from services.erased import erased_photos
from services.follow_ups import earlier_of, followed_by
from services.office_day import day_of
from services.paper_photos import Read, erased_photo, photo, photo_numbers, shown_photos
from services.paper_phrases import AUTHORISATION, PAPER_LANGUAGE, SIGNED_PAGE
from services.visits import VisitView
from storage.tables import Evidence
from storage.unit_of_work import UnitOfWork

# What photographs show that belong to no item, by their purpose.
SHOWING = {
    "item": "现场",
    "scene": "现场",
    "interview": "询问确认",
    "refusal": "拒绝、缺席情况",
    "authorisation": AUTHORISATION,
}
# A photograph, its number, what stands below it.
_Numbered = tuple[Evidence, str, str]


def annex_photos(
    uow: UnitOfWork,
    visit: VisitView,
    pages: Collection[int],
    sheets: Collection[int],
    read: Read,
) -> list[Photo]:
    """Return the photographs that follow a visit's record. `pages` are the usable photographs of signed pages, `sheets`
    all of them; `read` gives the bytes of a secured file by its SHA-256.
    """
    gone = {row.evidence_id: row for row in erased_photos(uow, visit.visit_id, visit.number)}
    numbers = photo_numbers(uow, visit.number)
    return [
        *(
            erased_photo(row, number, caption) if row.evidence_id in gone else photo(uow, row, number, caption, read)
            for row, number, caption in _photographs(uow, visit, numbers, gone.values())
        ),
        *(
            photo(uow, page, numbers[page.evidence_id], SIGNED_PAGE, read, is_sheet=True)
            for page in shown_photos(uow, visit.visit_id, "signature")
            if page.evidence_id in pages
        ),
        *(erased_photo(page, numbers[id_], SIGNED_PAGE, is_sheet=True) for id_, page in gone.items() if id_ in sheets),
    ]


def _photographs(
    uow: UnitOfWork,
    visit: VisitView,
    numbers: Mapping[int, str],
    gone: Iterable[Evidence],
) -> list[_Numbered]:
    """Return the photographs of the annex, each with its number, department, item and what its sender wrote under it;
    of a problem that is followed up those from before stand beside the new ones.
    """
    found = []
    for row in shown_photos(uow, visit.visit_id, *SHOWING):
        told, written = _told(uow, visit, row), printed_caption(row.caption)
        found.append((row, numbers[row.evidence_id], f"{told}：{written}" if written else told))
    found += [(row, numbers[row.evidence_id], _told(uow, visit, row)) for row in gone if row.purpose in SHOWING]
    return _beside_earlier(uow, visit.visit_id, sorted(found, key=lambda each: int(each[1])))


def _told(uow: UnitOfWork, visit: VisitView, row: Evidence) -> str:
    """Return the department and item that a photograph belongs to, or what it was taken for."""
    names = {section.section_id: section.department[PAPER_LANGUAGE] for section in visit.sections}
    item = _item_shown(uow, row)
    shown = f"{item} {SHOWING[row.purpose]}" if item and row.purpose != "item" else item or SHOWING[row.purpose]
    return f"{names.get(row.section_id or 0, '')} {shown}".strip()


def _beside_earlier(uow: UnitOfWork, visit_id: int, found: list[_Numbered]) -> list[_Numbered]:
    """Let a problem's photographs from before stand with the new ones in turn, in front of all others."""
    followed = followed_by(uow, visit_id)
    if followed is None:
        return found
    before = earlier_of(uow, visit_id)
    visits = {visit.visit_id: visit.number for visit, _ in before}
    shown = {row.evidence_id for of in visits for row in shown_photos(uow, of, "item")}
    numbers = {number: photo_numbers(uow, number) for number in visits.values()}
    earlier = [
        (
            row,
            f"{visit.number}-{numbers[visit.number][row.evidence_id]}",
            f"复查前（{visit.number}，{day_of(uow, row.sent_at).isoformat()}）第{followed.number}项",
        )
        for visit, row in before
        if row.evidence_id in shown
    ]
    new = [each for each in found if each[0].question == followed.question]
    pairs = [each for pair in zip_longest(earlier, new) for each in pair if each is not None]
    return [*pairs, *(each for each in found if each[0].question != followed.question)]


def _item_shown(uow: UnitOfWork, row: Evidence) -> str:
    """Return the item to which a photograph belongs, empty for none."""
    if row.section_id is None or row.question is None:
        return ""
    state = sheet_of(uow, row.section_id).find(row.question)
    if state is None:
        return ""
    return f"第{state.question.number}项 {in_language(state.question.label, PAPER_LANGUAGE)}"
