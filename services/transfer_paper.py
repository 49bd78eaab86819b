"""The slip 移送单 that hands a clue to another department, with its receipt, ready for the press; in Chinese."""

from forms.papers.furnishing import Trace
from forms.papers.signatures import Signature
from forms.papers.transfer import Receipt, TransferSlip
from rules.clues import clue_number
from services.clue_proofs import count_files
from services.clue_steps import term
from services.office_day import day_of, today
from services.paper_phrases import PAPER_LANGUAGE, day_told
from services.seen import seen_visit
from storage.tables import Clue, Department, Person, Visit
from storage.unit_of_work import UnitOfWork

GROUND = "《实施细则》五（二）"
ANSWER_BY = "{day}前答复是否接收"
ACCEPTED = "同意接收，依法处置。"
RECORD = "实地核查记录表（{number}）"
FILES = "照片和文件{count}件"


def transfer_of(uow: UnitOfWork, clue_id: int, address: str) -> TransferSlip:
    """Return the slip of a clue as it stands. `address` is where its record is verified, empty for no code on it."""
    row = uow.session.get_one(Clue, clue_id)
    visit = seen_visit(uow, row.visit_id)
    chain = uow.ledger.head(f"visit:{visit.number}")[1]
    number = clue_number(visit.number, row.serial)
    handed_on = day_of(uow, row.handed_at) if row.handed_at else today(uow)
    giver = uow.session.get(Department, row.from_department_id) if row.from_department_id else None
    materials = [RECORD.format(number=visit.number)]
    if count := count_files(uow, clue_id):
        materials.append(FILES.format(count=count))
    found = uow.session.get_one(Visit, row.visit_id).submitted_at
    return TransferSlip(
        trace=Trace(number, chain, address, handed_on),
        number=number,
        giver=giver.name[PAPER_LANGUAGE] if giver else "",
        taker=uow.session.get_one(Department, row.department_id).name[PAPER_LANGUAGE],
        object=visit.inspected.name,
        code=visit.inspected.registration_code,
        address=visit.inspected.address,
        found=day_told(day_of(uow, found)) if found else "",
        visit=visit.number,
        clue=f"第{row.number}项：{row.note}",
        ground=GROUND,
        answer_by=ANSWER_BY.format(day=day_told(term(uow, "offered", handed_on))),
        materials=materials,
        handed_by=_signed(uow, row.handed_by),
        handed_on=day_told(handed_on),
        receipt=Receipt(
            ACCEPTED if row.received_at else "",
            _signed(uow, row.received_by),
            on=day_told(day_of(uow, row.received_at)) if row.received_at else "",
        ),
    )


def _signed(uow: UnitOfWork, person_id: int | None) -> tuple[Signature, ...]:
    if person_id is None:
        return ()
    return (Signature(name=uow.session.get_one(Person, person_id).name[PAPER_LANGUAGE]),)
