"""Nothing of any person is public: canaries stand in every text that may hold a name, a telephone, a remark."""

import re

from sqlalchemy import String, update

from storage.tables import Finding, Person, PublicResult, Table
from tests.services.conftest import District
from tests.services.publications_made import Publisher
from tests.web.conftest import Office
from tests.web.crawled import START, crawled

CANARY = "金丝雀"
# Of an object its name and code, of departments, campaigns and items their words: what the law makes public.
PUBLIC = {
    ("inspection_objects", "name"),
    ("inspection_objects", "registration_code"),
    ("campaigns", "draw_id"),
    *(("items", column) for column in ("code", "category", "matter", "object_kind", "method", "legal_basis")),
}
# By these rows are found; no person writes them.
KEYS = {"code", "form_id", "version", "workbook_sha256", "question", "batch", "number"}
MOST_BYTES = 100_000  # what each page may weigh on a weak line
LEAST = 12  # shorter texts are words such as a state


def plant(office: Office) -> int:
    """Write a canary into every text of every table that no law makes public; give how many columns."""
    planted = 0
    with District(office.database).act() as uow:
        for table in Table.metadata.sorted_tables:
            for column in table.columns:
                is_text = isinstance(column.type, String) and (column.type.length or 0) >= LEAST
                is_word = any(
                    column.name in str(check.sqltext) for check in table.constraints if hasattr(check, "sqltext")
                )
                if not is_text or is_word or column.unique or column.primary_key or column.foreign_keys:
                    continue
                if column.name in KEYS or (table.name, column.name) in PUBLIC or table.name in RUNTIME:
                    continue
                uow.session.execute(update(table).values({column.name: f"{CANARY}{planted}"}))
                planted += 1
        uow.session.execute(update(Person).values(name={"zh": f"{CANARY}某", "en": "Canary Person"}))
    return planted


# Conversations, jobs and the ledger, which no page reads; their words are others' business.
RUNTIME = {table.name for table in Table.metadata.sorted_tables if table.name.startswith(("inbox", "outbox", "ledger"))}
RUNTIME |= {"jobs", "cards", "pointers", "duties", "chats", "turns", "openings", "secret_keys", "district_profiles"}


async def test_no_canary_sings_on_any_public_page_or_in_open_data(office: Office) -> None:
    district = District(office.database)
    district.starts()
    district.fills("SJ-01", problems=(10,))
    district.fills("XF-01")
    publisher = Publisher(office.database, office.files)
    assert plant(office) > 25
    with district.act() as uow:
        assert CANARY in str(uow.session.query(Finding.note).first())
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
            heard += [page.content.decode() for page in pages.values()]
            shown = [page for page in pages.values() if page.headers["content-type"].startswith("text/html")]
            assert max(len(page.content) for page in shown) <= MOST_BYTES
        heard.append((await line.get(f"{START}results/none")).text)
        heard.append((await line.get(f"{START}results", params={"q": CANARY})).text.replace(f'value="{CANARY}"', ""))
    for text in heard:
        assert CANARY not in text
        assert "Canary" not in text
        assert not re.search(r"(?<![0-9a-zA-Z])1[3-9]\d{9}(?![0-9a-zA-Z])", text)
