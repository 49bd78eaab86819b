"""A refused act leaves nothing behind but the refusal that is said; a photograph is kept in any case."""

from typing import Any

from sqlalchemy import select

from sandbox.driver import Phone, Town
from sandbox.visit_script import on_the_page
from storage.tables import Evidence, Table

# What the saying itself changes, and what the clock does meanwhile.
NOT_OF_THE_ACT = {"inbox", "turns", "outbox", "cards", "chats", "duties"}


def everything(town: Town) -> dict[str, list[Any]]:
    """Every row of every table but those of what was received and said, and the clock's."""
    with town.reading() as session:
        tables = [table for table in Table.metadata.sorted_tables if table.name not in NOT_OF_THE_ACT]
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}


def is_refused(town: Town, phone: Phone, typed: str) -> None:
    before, count = everything(town), len(phone.messages())
    phone.types(typed)
    assert "⚠️" in "".join(message.text for message in phone.messages()[count:]), typed[:20]
    assert everything(town) == before, typed[:20]


def test_a_refused_act_leaves_everything_as_it_was(town_anywhere: Town) -> None:
    town = town_anywhere
    people, visit_id = on_the_page(town, "en")
    chen = people.chen
    # What the clock begins at the start.
    town.has_ticked()
    town.works_off_jobs()
    is_refused(town, chen, "6 no " + "x" * 2045)
    is_refused(town, chen, "99")
    is_refused(town, chen, "undo")
    chen.types("6 no signs missing")
    is_refused(town, chen, "x" * 2045)
    chen.taps(chen.word("button-how-site"))
    chen.taps(chen.word("button-no-photo"))
    is_refused(town, chen, "。")
    chen.types("overview")
    chen.types("12")
    is_refused(town, chen, "no " + "x" * 2045)
    with town.changing() as uow:
        uow.point(chen.number, visit=visit_id, place="sheet_page", purpose="signature")
    chen.sends_photo()
    chen.sees("Every signed page has its photo")
    with town.reading() as session:
        assert [row.purpose for row in session.scalars(select(Evidence))] == ["signature"]
    town.works_off_jobs()
