"""What a form takes from its beginning: who fills it in; and what is said when it cannot begin."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from rules.refusals import Refused
from services.submissions import filed_section
from storage.tables import Person
from tests.services.drawn_sections import CODE, section_id_of, walks

ABOUT = """
survey | type | name | label{more}
 | username     | who   |    {none}
 | deviceid     | phone |    {none}
 | uri:username | uri   |    {none}
 | phonenumber  | call  |    {none}
 | email        | mail  |    {none}
 | text         | q     | 甲 {some}
"""


@pytest.mark.parametrize("has_logic", [False, True])
def test_a_form_learns_of_the_officer_what_the_registry_knows(district: Any, has_logic: bool) -> None:
    logic = {"more": " | relevant", "none": " | ", "some": " | 1 = 1"}
    table = ABOUT.format(**logic if has_logic else dict.fromkeys(logic, ""))
    with district.act() as uow:
        chen = uow.session.scalars(select(Person).where(Person.code == CODE)).one()
        chen.telegram_user_id, chen.phone = 42, "13800000000"
    section_id = section_id_of(district, walks(district, table))
    with district.act() as uow:
        root = ElementTree.fromstring(filed_section(uow, section_id).submission.xml)
    told = {name: root.findtext(name) or "" for name in ("who", "phone", "uri", "call", "mail")}
    assert told == {
        "who": CODE,
        "phone": "telegram:42",
        "uri": f"username:{CODE}",
        "call": "13800000000",
        "mail": "",
    }


def test_a_form_that_cannot_begin_on_a_day_says_why(district: Any) -> None:
    calculation = "if(today() = date('2031-01-31'), date('2031-02-31'), today())"
    table = f"survey | type | name | label | calculation\n | text | q | 甲 |\n | calculate | due | | {calculation}"
    district.now = datetime(2031, 1, 31, 4, tzinfo=UTC)
    with pytest.raises(Refused, match="LIBRARY_026") as refused:
        walks(district, table)
    assert "/data/due" in refused.value.text("zh-CN")
    assert "/data/due" in refused.value.text("en")
