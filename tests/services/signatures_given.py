"""A visit whose record is to be signed, and short acts of signing and of refusing to."""

from typing import Any

import pytest
from sqlalchemy import select

from rules.signatures import Reason
from services import conclusions, refusing, signed_sheets, signers, signing
from services.signing import SigningView
from storage.tables import Person
from storage.unit_of_work import reading
from tests.services.submitted import does

USUAL = Reason("disputes", None)
NOBODY_THERE = Reason("nobody", None)


def view(district: Any, visit_id: int, code: str = "SJ-01") -> SigningView:
    return does(district, signing.view_signing, visit_id, code=code)  # type: ignore[no-any-return]


def gaps(district: Any, visit_id: int) -> list[str]:
    return [gap.kind for gap in view(district, visit_id).gaps]


def person(district: Any, code: str) -> int:
    with reading(district.database) as session:
        return int(session.scalars(select(Person.person_id).where(Person.code == code)).one())


def concludes(district: Any) -> int:
    """Have both departments of a visit confirm their results; return the visit."""
    visit_id = int(district.starts())
    for code in ("SJ-01", "XF-01"):
        district.fills(code)
        does(district, conclusions.conclude_section, visit_id, code=code)
    return visit_id


@pytest.fixture
def visit_id(district: Any) -> int:
    """A visit whose departments have both confirmed their results."""
    return concludes(district)


def signs_sheet(district: Any, visit_id: int, scope: str = "all", code: str = "SJ-01") -> int:
    does(district, signed_sheets.open_sheet, visit_id, scope, code=code)
    does(district, signed_sheets.add_page, visit_id, district.photographs(code, "signature"), code=code)
    return int(does(district, signed_sheets.close_sheet, visit_id, code=code))


def refuses_to_sign(district: Any, visit_id: int) -> None:
    does(district, refusing.begin_refusal, visit_id, "sign")
    does(district, refusing.declare_read_out, visit_id, is_read_out=True)
    does(district, refusing.tell_who, visit_id, "legal")
    does(district, refusing.tell_why, visit_id, USUAL)
    does(district, signers.name_witness, visit_id, "李某 13900001234")
    does(district, refusing.confirm_refusal, visit_id)
