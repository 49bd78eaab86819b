"""A published plan is read by anybody, in both languages, without a script; one that is not published by nobody."""

from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import select

from services import annual_plan
from services.annual_plan import Author
from storage.tables import AnnualPlan, Department
from storage.unit_of_work import unit_of_work
from tests.web.conftest import Office
from tests.web.pages_read import MOST_BYTES, Tags, said

FACTS = {"matter": "对<餐饮>的检查", "object_kind": "餐饮", "amount": "5%", "months": "3-5", "part": "lead"}
SAID = {"zh-CN": ("比例由", "公开"), "en": ("changed", "Published")}


@pytest.mark.parametrize("language", list(SAID))
async def test_the_plan_of_a_year_is_a_page_once_it_is_published(office: Office, language: str) -> None:
    with unit_of_work(office.database, 1, lambda: datetime.now(UTC)) as uow:
        of = uow.session.scalars(select(Department.department_id).order_by(Department.department_id)).first()
        assert of is not None
        number = annual_plan.write_line(uow, 2027, of, FACTS, Author("X", None), None)
        plan = uow.session.get_one(AnnualPlan, 2027)
        plan.state = "approved"
        line = annual_plan.line_of(uow, 2027, number)
        annual_plan.revise(uow, line, {**FACTS, "amount": "8%"}, Author("X", None), "比例由上级加大")
    async with office.line() as line_:
        assert (await line_.get("/hecha/plan/2027")).status_code == 404
        assert (await line_.get("/hecha/plan")).status_code == 404
        with unit_of_work(office.database, 1, lambda: datetime.now(UTC)) as uow:
            plan = uow.session.get_one(AnnualPlan, 2027)
            plan.state, plan.published_at = "published", uow.now
        page = await line_.get("/hecha/plan", params={"lang": language})
        assert (await line_.get("/hecha/plan/2026")).status_code == 404
    assert (page.status_code, page.headers["content-language"]) == (200, language)
    assert len(page.content) < MOST_BYTES
    Tags(page.text)
    assert "<script" not in page.text
    told = unescape(said(page))
    assert "对<餐饮>的检查" in told
    assert "5% → 8%" in told
    assert all(each in told for each in SAID[language])
