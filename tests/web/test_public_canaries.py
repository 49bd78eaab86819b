"""Nothing of any person is public: canaries stand in every text that may hold a name, a telephone, a remark."""

import re
from typing import Any

from sqlalchemy import JSON, Column, String, select, update

from services import annual_plan, draw_afterwards
from services.annual_plan import Author
from storage.tables import AnnualPlan, Department, Draw, Finding, PublicResult, Table, Visit
from tests.services.conftest import District
from tests.services.publications_made import Publisher
from tests.services.test_after_the_draw import everybody_recused, falls_out, first_of, held
from tests.services.test_draws import planned
from tests.web.conftest import Office
from tests.web.crawled import START, crawled
from tests.web.pages_read import unmarked_chinese

CANARY = "金丝雀"
YEAR = 2027
# Of an object its name and code, of departments, campaigns, items and the plan their words: what the law makes public.
PUBLIC = {
    ("inspection_objects", "name"),
    ("inspection_objects", "registration_code"),
    ("campaigns", "draw_id"),
    ("campaigns", "title"),
    ("departments", "name"),
    ("departments", "short_name"),
    *(("items", column) for column in ("code", "category", "matter", "object_kind", "method", "legal_basis")),
    *(("plan_lines", column) for column in ("matter", "object_kind", "amount", "reason")),
}
# By these rows are found; no person writes them. What a visit's words say of people was planted before they were kept.
KEYS = {"code", "form_id", "version", "workbook_sha256", "question", "batch", "number", "categories", "words"}
# By what a draw chooses, and the place from which the way is reckoned.
NEEDED = {("people", "kind"), *(("inspection_objects", c) for c in ("industry", "district", "latitude", "longitude"))}
REGISTRIES = {"people", "inspection_objects"}
REASONS = ("已注销，查无此户", "消防人员均须回避", "比例上调")
MOST_BYTES = 100_000  # what each page may weigh on a weak line
LEAST = 12  # shorter texts are words such as a state
WORD = re.compile(r"[\w.:+-]*", re.ASCII)


def plant(office: Office, *, only: set[str] | None = None) -> int:
    """Write a canary into every text of every table that no law makes public, or of some; give how many columns."""
    planted = 0
    with District(office.database).act() as uow:
        for table in Table.metadata.sorted_tables:
            if table.name in RUNTIME | MADE or (only is not None and table.name not in only):
                continue
            for column in table.columns:
                if column.name in KEYS or (table.name, column.name) in PUBLIC | (NEEDED if only else set()):
                    continue
                if isinstance(column.type, JSON):
                    _plant_leaves(uow, table, column)
                elif _is_free(table, column):
                    uow.session.execute(update(table).values({column.name: f"{CANARY}{planted}"}))
                    planted += 1
    return planted


def _is_free(table: Any, column: Column[Any]) -> bool:
    """Whether a column holds texts of any wording."""
    is_word = any(column.name in str(check.sqltext) for check in table.constraints if hasattr(check, "sqltext"))
    is_text = isinstance(column.type, String) and (column.type.length or 0) >= LEAST
    return is_text and not (is_word or column.unique or column.primary_key or column.foreign_keys)


def _plant_leaves(uow: Any, table: Any, column: Column[Any]) -> None:
    key = list(table.primary_key.columns)
    for row in uow.session.execute(select(*key, column)).all():
        sung = sings(row[-1])
        if sung != row[-1]:
            mine = [each == value for each, value in zip(key, row, strict=False)]
            uow.session.execute(update(table).where(*mine).values({column.name: sung}))


def sings(value: Any) -> Any:
    """A value of JSON with a canary in each text that is more than a word of the program's."""
    if isinstance(value, dict):
        return {name: sings(each) for name, each in value.items()}
    if isinstance(value, list):
        return [sings(each) for each in value]
    return value if not isinstance(value, str) or WORD.fullmatch(value) else f"{CANARY}某"


# Conversations, jobs and the ledger, which no page reads; their words are others' business.
RUNTIME = {table.name for table in Table.metadata.sorted_tables if table.name.startswith(("inbox", "outbox", "ledger"))}
RUNTIME |= {"jobs", "cards", "pointers", "duties", "chats", "turns", "openings", "secret_keys", "district_profiles"}
# Words that a public text was checked for before it was kept, or that come from a file which was checked.
MADE = {"draws", "draw_dice", "public_results", "public_versions", "public_names", "publishings", "checklist_versions"}


def draws_and_plans(district: District) -> None:
    """Hold a draw of which an object falls out and another is decided on; publish a plan of which a line is changed."""
    of = planned(district)
    with district.act() as uow:
        everybody_recused(uow, "XF-%")
    draw_id = held(district, of)
    falls_out(district, draw_id, first_of(district, draw_id).of)
    with district.act() as uow:
        actor = district.actor(uow, "SJ-04")
        other = draw_afterwards.standing_objects(uow, actor, draw_id)[0]
        draw_afterwards.decide_unfilled(uow, actor, draw_id, other.of, "drop", "消防人员均须回避")
        facts = {"matter": "对餐饮的检查", "object_kind": "餐饮", "amount": "5%", "months": "3-5", "part": "lead"}
        author = Author("SJ-05", actor.person_id)
        department = uow.session.scalars(select(Department.department_id).where(Department.code == "SJ")).one()
        number = annual_plan.write_line(uow, YEAR, department, facts, author, None)
        plan = uow.session.get_one(AnnualPlan, YEAR)
        plan.state = "approved"
        annual_plan.revise(uow, annual_plan.line_of(uow, YEAR, number), {**facts, "amount": "8%"}, author, "比例上调")
        plan.state, plan.published_at = "published", uow.now


async def test_no_canary_sings_on_any_public_page_or_in_open_data(office: Office) -> None:
    district = District(office.database)
    # Before anything is kept of them: in the words of visits, in the lists of draws.
    plant(office, only=REGISTRIES)
    draws_and_plans(district)
    district.starts()
    district.fills("SJ-01", problems=(10,))
    district.fills("XF-01")
    publisher = Publisher(office.database, office.files)
    assert plant(office) > 25
    with district.act() as uow:
        assert CANARY in str(uow.session.query(Finding.note).first())
        kept = uow.session.scalars(select(Visit.words).where(Visit.number == "017-03")).one()
        assert kept is not None
        assert [each["name"]["zh"] for each in kept["team"]] == [f"{CANARY}某"] * len(kept["team"])
        assert uow.session.scalars(select(Draw.addendum)).one()
    publisher.submits("017-03", ["order"])
    publisher.publishes("017-03")
    publisher.publishes("017-03", "XF")
    publisher.corrects("017-03", "复核后更正", ["order", "guidance"])
    publisher.withdraws("017-03", "决定已撤销", "XF")
    with district.act() as uow:
        told = str([row.facts for row in uow.session.query(PublicResult)])
    heard = [told]
    async with office.line() as line:
        for language in ("zh-CN", "en"):
            pages = await crawled(line, language)
            assert {page.status_code for page in pages.values()} == {200}
            assert len(pages) > 25
            texts = [page.content.decode(errors="replace") for page in pages.values()]
            # The public reasons themselves are there.
            assert [each for each in REASONS if not any(each in text for text in texts)] == []
            heard += texts
            shown = [page for page in pages.values() if page.headers["content-type"].startswith("text/html")]
            assert max(len(page.content) for page in shown) <= MOST_BYTES
            if language == "en":
                assert [(str(page.url), found) for page in shown for found in unmarked_chinese(page)] == []
        heard.append((await line.get(f"{START}results/none")).text)
        heard.append((await line.get(f"{START}results", params={"q": CANARY})).text.replace(f'value="{CANARY}"', ""))
    for text in heard:
        assert CANARY not in text
        assert "Canary" not in text
        assert not re.search(r"(?<![0-9a-zA-Z])1[3-9]\d{9}(?![0-9a-zA-Z])", text)
