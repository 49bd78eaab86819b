"""The demo district's campaign: drawn teams that are fit, prepared notices, checklists, and a ledger of it all."""

import json
from collections import Counter
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.checklist import Checklist
from rules.chains import faults_of
from storage.ledger import links_of
from storage.tables import (
    Campaign,
    CampaignItem,
    ChecklistVersion,
    Department,
    InspectionObject,
    Item,
    LedgerLink,
    Notice,
    Person,
    Reserve,
    Role,
    Section,
    Task,
    Visit,
)
from tests.sandbox.seeded_district import TODAY, all_of, database, is_certified, seats, session

__all__ = ["database", "session"]


def inspectors_of(session: Session, department: str) -> set[str]:
    chosen = (
        select(Person.code)
        .join(Role, Role.person_id == Person.person_id)
        .join(Department, Department.department_id == Role.department_id)
        .where(Role.role == "inspector", Department.code == department)
    )
    return set(session.scalars(chosen))


def test_every_visit_has_two_fit_officers_of_each_department_and_nobody_else(session: Session) -> None:
    window_until = session.scalars(select(Campaign)).one().ends_on
    teams = seats(session)
    numbers = [f"017-0{n}" for n in range(1, 9)]
    assert list(teams) == [(number, department) for number in numbers for department in ("SJ", "XF")]
    for (_, department), officers in teams.items():
        assert len({officer.code for officer in officers}) == 2
        assert {officer.code for officer in officers} <= inspectors_of(session, department)
        assert all(is_certified(officer, window_until) for officer in officers)
    assert session.scalar(select(Task.task_id).where(Task.state != "sent")) is None


def test_those_who_step_in_are_fit_too_and_their_tickets_follow_the_team_s(session: Session) -> None:
    window_until = session.scalars(select(Campaign)).one().ends_on
    teams = seats(session)
    chosen = (
        select(Visit.number, Department.code, Reserve.ticket, Person)
        .join(Visit, Visit.visit_id == Reserve.visit_id)
        .join(Department, Department.department_id == Reserve.department_id)
        .join(Person, Person.person_id == Reserve.person_id)
        .order_by(Visit.number, Department.code, Reserve.ticket)
    )
    waiting: dict[tuple[str, str], list[int]] = {}
    for number, department, ticket, person in session.execute(chosen):
        waiting.setdefault((number, department), []).append(ticket)
        assert person.code in inspectors_of(session, department)
        assert person.code not in {officer.code for officer in teams[number, department]}
        assert is_certified(person, window_until)
    assert waiting == {team: [3, 4, 5] for team in teams}


def test_the_four_of_the_third_visit_meet_at_the_catering_object_and_one_has_three_visits(session: Session) -> None:
    teams = seats(session)
    assert [officer.name["zh"] for officer in teams["017-03", "SJ"]] == ["陈立", "周敏"]
    assert [officer.name["zh"] for officer in teams["017-03", "XF"]] == ["赵岩", "吴静"]
    chosen = (
        select(Visit.number, InspectionObject.short_name)
        .join(InspectionObject, InspectionObject.object_id == Visit.object_id)
        .join(Task, Task.visit_id == Visit.visit_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Person.name["zh"].as_string() == "陈立")
        .order_by(Visit.number)
    )
    visits = [tuple(row) for row in session.execute(chosen)]
    assert visits == [("017-03", "晨露餐饮"), ("017-05", "云梯物流"), ("017-08", "青禾超市")]


def test_only_objects_that_may_be_inspected_and_hold_a_food_licence_were_drawn(session: Session) -> None:
    chosen = select(InspectionObject).join(Visit, Visit.object_id == InspectionObject.object_id)
    drawn = list(session.scalars(chosen))
    assert len({found.registration_code for found in drawn}) == 8
    for found in drawn:
        assert found.licence_number is not None
        assert found.licence_number.startswith("JY")
        assert not {"exempt", "moved", "cancelled"} & set(found.flags)


def test_the_campaign_is_an_imported_draw_over_two_weeks_around_today(session: Session) -> None:
    campaign = session.scalars(select(Campaign)).one()
    assert (campaign.number, campaign.task_kind, campaign.draw_id) == ("017", "daily", "imported:demo")
    assert campaign.title["zh"] == "餐饮安全联合抽查"
    assert session.get_one(Department, campaign.lead_department_id).short_name["zh"] == "市场监管"
    assert session.get_one(Person, campaign.supervisor_id).name["zh"] == "何慧"
    assert campaign.starts_on < TODAY < campaign.ends_on
    assert campaign.ends_on - campaign.starts_on < timedelta(days=14)
    covered = session.scalars(
        select(Department.code)
        .join(Item, Item.department_id == Department.department_id)
        .join(CampaignItem, CampaignItem.item_id == Item.item_id)
    )
    assert set(covered) == {"SJ", "XF"}


def test_every_visit_has_a_prepared_notice_with_a_number_and_a_day_of_its_window(session: Session) -> None:
    chosen = select(Notice, Visit).join(Visit, Visit.visit_id == Notice.visit_id).order_by(Visit.number)
    rows = session.execute(chosen).all()
    assert [(notice.year, notice.serial) for notice, _ in rows] == [(2026, serial) for serial in range(56, 64)]
    for notice, visit in rows:
        assert notice.state == "prepared"
        assert notice.planned_on is not None
        assert visit.window_from <= TODAY <= notice.planned_on <= visit.window_until


def test_each_section_names_a_checklist_of_its_department_that_can_be_asked(session: Session) -> None:
    versions = {version.checklist_version_id: version for version in all_of(session, ChecklistVersion)}
    departments = {each.department_id: each.code for each in all_of(session, Department)}
    assert len(versions) == 2
    for version in versions.values():
        checklist = Checklist.from_dict(version.body)
        assert (checklist.form_id, checklist.version) == (version.form_id, version.version)
        assert checklist.sha256 == version.workbook_sha256
        # What is skipped at first is not counted.
        assert version.asked == {"SJ": 20, "XF": 12}[departments[version.department_id]] <= len(checklist.asked)
    sections = all_of(session, Section)
    assert len(sections) == 16
    assert all(versions[each.checklist_version_id].department_id == each.department_id for each in sections)


def test_a_checklist_is_that_of_the_department_named_in_its_workbook(session: Session) -> None:
    names = {department.department_id: department.short_name["zh"] for department in all_of(session, Department)}
    for version in all_of(session, ChecklistVersion):
        assert Checklist.from_dict(version.body).department == names[version.department_id]


# The ledger


def test_the_registry_and_every_visit_have_a_whole_chain(session: Session) -> None:
    chains = Counter(session.scalars(select(LedgerLink.chain)))
    assert set(chains) == {"registry"} | {f"visit:017-0{n}" for n in range(1, 9)}
    for chain in chains:
        assert list(faults_of(links_of(session, chain))) == []
    assert all(chains[f"visit:017-0{n}"] == 1 for n in range(1, 9))


def test_an_assigned_visit_is_recorded_with_its_teams_by_code(session: Session) -> None:
    [link] = links_of(session, "visit:017-03")
    assert link["type"] == "assigned"
    assert link["body"]["draw"] == "imported:demo"
    assert link["body"]["teams"] == {"SJ": ["SJ-01", "SJ-02"], "XF": ["XF-01", "XF-02"]}


def test_no_link_holds_personal_data(session: Session) -> None:
    bound = json.dumps([link.body for link in all_of(session, LedgerLink)], ensure_ascii=False)
    secrets = [text for person in all_of(session, Person) for text in (*person.name.values(), person.phone)]
    secrets += [person.certificate_number for person in all_of(session, Person)]
    secrets += [found.person_in_charge for found in all_of(session, InspectionObject)]
    assert "SJ-01" in bound
    assert [text for text in secrets if text in bound] == []
