"""A visit of the district that was submitted whole, and short acts on it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from rules.refusals import Refused
from rules.signatures import Reason
from services import conclusions, evidence, seals, signed_sheets, submission
from storage.ledger import links_of
from storage.tables import Evidence, Section, Signature, Visit
from storage.unit_of_work import reading

NO_REASON = Reason(None, None)
NUMBER = "017-03"


def does(district: Any, what: Callable[..., Any], *subject: Any, code: str = "SJ-01", **named: Any) -> Any:
    with district.act() as uow:
        return what(uow, district.actor(uow, code), *subject, **named)


def refusal(district: Any, what: Callable[..., Any], *subject: Any, code: str = "SJ-01", **named: Any) -> str:
    with pytest.raises(Refused) as refused:
        does(district, what, *subject, code=code, **named)
    return str(refused.value.code)


def secures_all(district: Any) -> None:
    with district.act() as uow:
        for evidence_id in uow.session.scalars(select(Evidence.evidence_id).where(Evidence.state == "received")).all():
            evidence.secure(uow, evidence_id, f"{evidence_id:064x}", 1000)


def submits(district: Any, problems: tuple[int, ...] = (), pictured: tuple[int, ...] = ()) -> int:
    """Submit the visit, signed by all; problems in the first department, some of them photographed."""
    visit_id = int(district.starts())
    for code, found in (("SJ-01", problems), ("XF-01", ())):
        district.fills(code, problems=found)
        for item in pictured if found else ():
            district.photographs(code, "item", item=item)
        if found:
            does(district, conclusions.choose_result, visit_id, "order", code=code)
        does(district, conclusions.conclude_section, visit_id, code=code)
    does(district, signed_sheets.open_sheet, visit_id, "all")
    does(district, signed_sheets.add_page, visit_id, district.photographs("SJ-01", "signature"))
    does(district, signed_sheets.close_sheet, visit_id)
    does(district, seals.set_seal, visit_id, "party", "stamped", NO_REASON)
    does(district, seals.set_seal, visit_id, "office", "later", NO_REASON)
    secures_all(district)
    if problems and not pictured:
        does(district, submission.give_submit_reason, visit_id, "照片稍后补")
    does(district, submission.submit_visit, visit_id)
    return visit_id


def sections(district: Any, visit_id: int) -> list[int]:
    with reading(district.database) as session:
        chosen = select(Section.section_id).where(Section.visit_id == visit_id).order_by(Section.place)
        return list(session.scalars(chosen))


def state_of(district: Any, visit_id: int) -> str:
    with reading(district.database) as session:
        return session.get_one(Visit, visit_id).state


def signatures(district: Any, visit_id: int) -> int:
    with reading(district.database) as session:
        chosen = select(Signature).where(Signature.visit_id == visit_id, Signature.state == "standing")
        return len(session.scalars(chosen).all())


def acts(district: Any) -> list[str]:
    with reading(district.database) as session:
        return [link["type"] for link in links_of(session, f"visit:{NUMBER}")]
