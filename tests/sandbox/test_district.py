"""The demo district as it stands in a database: whole, plausible, and plainly invented."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest
from sqlalchemy import String, select
from sqlalchemy.orm import Session

from forms.checklist import Checklist
from rules.chains import faults_of
from rules.places import distance_metres, latitude_text, longitude_text
from rules.uscc import check_digit, registration_code
from sandbox.district import bind_all, phones, seed
from storage.database import Database
from storage.ledger import links_of
from storage.migrations import upgrade
from storage.tables import (
    Campaign,
    CampaignItem,
    ChecklistVersion,
    Department,
    DistrictProfile,
    InspectionObject,
    Item,
    LedgerLink,
    Notice,
    Person,
    Reserve,
    Role,
    Section,
    Table,
    Task,
    Visit,
)
from storage.unit_of_work import reading, unit_of_work

BOT_ID = 1
TODAY = date(2026, 11, 23)
KINDS = {
    "餐饮": 12,
    "超市便利": 8,
    "旅馆": 6,
    "KTV": 3,
    "上网服务": 2,
    "药店": 5,
    "学校食堂": 3,
    "校外培训": 3,
    "养老": 2,
    "电梯使用（物业）": 4,
    "加油站": 3,
    "工地": 4,
    "机动车维修": 3,
    "道路运输": 2,
}


def clock() -> datetime:
    return datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def seeded_database(folder: Path, today: date) -> Database:
    database = Database(f"sqlite:///{folder / 'hecha.db'}")
    upgrade(database)
    with unit_of_work(database, BOT_ID, clock) as uow:
        seed(uow, today)
    return database


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The seeded district; tests that change something make their own."""
    made = seeded_database(tmp_path_factory.mktemp("district"), TODAY)
    yield made
    made.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with reading(database) as opened:
        yield opened


@pytest.fixture
def own_database(tmp_path: Path) -> Iterator[Database]:
    made = seeded_database(tmp_path, TODAY)
    yield made
    made.close()


def everything(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in Table.metadata.sorted_tables
        }


def all_of(session: Session, table: type[Any]) -> list[Any]:
    return list(session.scalars(select(table)))


def width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


# The authority


def test_the_six_results_stand_in_the_profile_word_for_word_as_on_the_form(session: Session) -> None:
    [profile] = all_of(session, DistrictProfile)
    results = profile.body["results"]
    assert "  ".join("□" + result["zh"] for result in results) == (
        "□未发现问题终止检查并向监管对象告知检查结果  □发现问题作出责令改正等行政命令  □发现问题做出行政指导  "
        "□发现问题作出行政处罚决定  □发现问题作出行政强制决定  □发现问题作出其他具体行政行为"
    )
    assert [result["key"] for result in results] == ["none", "order", "guidance", "penalty", "coercion", "other"]
    assert [result["key"] for result in results if result["excludes_others"]] == ["none"]
    assert len({result["en"] for result in results}) == 6


def test_a_notice_is_numbered_in_the_form_s_own_pattern(session: Session) -> None:
    [profile] = all_of(session, DistrictProfile)
    chosen = select(Notice).join(Visit, Visit.visit_id == Notice.visit_id).where(Visit.number == "017-03")
    notice = session.scalars(chosen).one()
    number = profile.body["notice"]["number"].format(year=notice.year, serial=notice.serial)
    assert number == "部门联合双随机抽检字【2026】第58号"


def test_the_titles_of_both_forms_are_their_printed_lines_together(session: Session) -> None:
    [profile] = all_of(session, DistrictProfile)
    for form in ("record", "notice"):
        assert "".join(profile.body[form]["title_lines"]) == profile.body[form]["title"]["zh"]
    assert profile.valid_from <= TODAY


def test_every_name_and_title_is_there_in_both_languages(session: Session) -> None:
    texts = [row.name for row in all_of(session, Department)] + [row.short_name for row in all_of(session, Department)]
    texts += [row.name for row in all_of(session, Person)] + [row.title for row in all_of(session, Campaign)]
    assert all(set(text) == {"zh", "en"} and all(text.values()) for text in texts)
    assert len({text["zh"] for text in texts}) == len(texts)
    assert all(text["en"].isascii() for text in texts)


def test_each_of_the_eighteen_departments_has_items_of_its_own(session: Session) -> None:
    departments = all_of(session, Department)
    items = all_of(session, Item)
    code_of = {department.department_id: department.code for department in departments}
    counted = Counter(code_of[item.department_id] for item in items)
    assert len(departments) == len(counted) == 18
    assert min(counted.values()) >= 2
    assert len(items) >= 80
    assert all(item.code.startswith(code_of[item.department_id] + ".") for item in items)
    assert {item.grade for item in items} == {"general", "key"}
    assert all(re.search(r"《.+》|〔20\d\d〕", item.legal_basis) for item in items)
    assert any("待核" in item.legal_basis for item in items)


def test_every_text_fits_its_column(database: Database) -> None:
    rows = everything(database)
    for table in Table.metadata.sorted_tables:
        for column, name in enumerate(table.columns.keys()):
            kind = table.columns[name].type
            if isinstance(kind, String) and kind.length:
                assert all(len(row[column] or "") <= kind.length for row in rows[table.name]), (table.name, name)


# The people


def test_a_certificate_number_and_a_telephone_belong_to_one_person_and_to_nobody_real(session: Session) -> None:
    people = all_of(session, Person)
    assert len({person.certificate_number[-4:] for person in people}) == len(people) == 31
    assert all(re.fullmatch(r"2200000\d{4}", person.certificate_number) for person in people)
    telephones = [person.phone for person in people] + [found.phone for found in all_of(session, InspectionObject)]
    assert len(set(telephones)) == len(telephones)
    assert all(re.fullmatch(r"023-0000\d{4}", telephone) for telephone in telephones)


def test_one_certificate_has_expired_and_one_expires_within_the_month(session: Session) -> None:
    days_left = sorted((person.certificate_until - TODAY).days for person in all_of(session, Person))
    assert days_left[0] < 0 < days_left[1] <= 30 < days_left[2]


def test_roles_are_held_in_the_department_or_in_the_whole_district(session: Session) -> None:
    department = {row.department_id: row.code for row in all_of(session, Department)}
    people = {row.person_id: row for row in all_of(session, Person)}
    held = {
        (people[role.person_id].name["zh"], role.role, department.get(role.department_id))
        for role in all_of(session, Role)
    }
    assert {each for each in held if each[1] != "inspector"} == {
        ("林涛", "lead", "SJ"),
        ("罗凯", "lead", "XF"),
        ("何慧", "supervisor", None),
        ("何慧", "administrator", None),
        ("苏梅", "clerk", "SJ"),
    }
    assert ("林涛", "inspector", "SJ") in held
    assert all(person.code.startswith(department[person.department_id] + "-") for person in people.values())
    assert all(role.department_id in (None, people[role.person_id].department_id) for role in all_of(session, Role))


# The objects


def test_every_registration_code_is_valid_and_of_the_block_that_is_not_issued(session: Session) -> None:
    for found in all_of(session, InspectionObject):
        assert registration_code(found.registration_code) == found.registration_code
        assert re.fullmatch(r"(91|92|93|12|52)500112YB.{8}", found.registration_code)


def test_objects_are_of_every_kind_and_spread_over_the_district(session: Session) -> None:
    objects = all_of(session, InspectionObject)
    assert Counter(found.industry for found in objects) == KINDS
    assert {found.risk for found in objects} == set("ABCD")
    streets = {found.street for found in objects}
    assert len(streets) >= 12
    assert {"统景镇", "茨竹镇"} <= streets


def test_flags_are_spread_as_the_rules_need_them(session: Session) -> None:
    objects = all_of(session, InspectionObject)
    counted = Counter(flag for found in objects for flag in found.flags)
    assert counted == {"abnormal": 3, "exempt": 2, "moved": 1, "cancelled": 1, "refusing": 1}
    assert all(found.risk == "D" for found in objects if "abnormal" in found.flags)


def test_nobody_can_take_an_object_or_its_person_in_charge_for_a_real_one(session: Session) -> None:
    objects = all_of(session, InspectionObject)
    for found in objects:
        assert found.name == f"（演示）渝北{found.short_name}"
        assert width(found.short_name) <= 16
        assert re.fullmatch("演示[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]", found.person_in_charge)
        assert "演示" in found.district
        assert found.address.startswith(found.street)
    assert len({found.short_name for found in objects}) == len(objects)


def test_coordinates_are_canonical_and_lie_in_the_district_near_their_street(session: Session) -> None:
    objects = all_of(session, InspectionObject)
    for found in objects:
        assert (latitude_text(found.latitude), longitude_text(found.longitude)) == (found.latitude, found.longitude)
        assert 29.56 < float(found.latitude) < 30.12
        assert 106.45 < float(found.longitude) < 107.0
    for one, other in combinations(objects, 2):
        metres = distance_metres(one.latitude, one.longitude, other.latitude, other.longitude)
        assert metres < 2_500 if one.street == other.street else metres > 0


def test_food_licences_carry_the_right_check_digit_and_kind(session: Session) -> None:
    kinds = {"超市便利": "1", "餐饮": "2", "学校食堂": "3", "道路运输": "3"}
    licensed = [found for found in all_of(session, InspectionObject) if found.licence_number.startswith("JY")]
    assert len(licensed) == 12 + 8 + 3 + 1
    for found in licensed:
        digits = found.licence_number.removeprefix("JY")
        assert (len(digits), digits[0]) == (14, kinds[found.industry])
        assert check_digit(digits[:-1]) == digits[-1]


# The campaign


def seats(session: Session) -> dict[tuple[str, str], list[Person]]:
    """The officers of each visit and department, in the order of their seats."""
    chosen = (
        select(Visit.number, Department.code, Person)
        .join(Section, Section.visit_id == Visit.visit_id)
        .join(Department, Department.department_id == Section.department_id)
        .join(Task, Task.section_id == Section.section_id)
        .join(Person, Person.person_id == Task.person_id)
        .where(Task.visit_id == Visit.visit_id)
        .order_by(Visit.number, Section.place, Task.seat)
    )
    found: dict[tuple[str, str], list[Person]] = {}
    for number, department, person in session.execute(chosen):
        found.setdefault((number, department), []).append(person)
    return found


def inspectors_of(session: Session, department: str) -> set[str]:
    chosen = (
        select(Person.code)
        .join(Role, Role.person_id == Person.person_id)
        .join(Department, Department.department_id == Role.department_id)
        .where(Role.role == "inspector", Department.code == department)
    )
    return set(session.scalars(chosen))


def is_certified(person: Person, until: date) -> bool:
    return person.certificate_until is not None and person.certificate_until >= until


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


# Seeding and binding


def test_seeding_twice_changes_nothing(own_database: Database) -> None:
    before = everything(own_database)
    with unit_of_work(own_database, BOT_ID, clock) as uow:
        seed(uow, TODAY + timedelta(days=400))
    assert everything(own_database) == before
    assert before["visits"]


@pytest.mark.parametrize("today", [date(2027, 12, 31), date(2028, 2, 29)])
def test_the_demo_never_grows_old(tmp_path: Path, today: date) -> None:
    database = seeded_database(tmp_path, today)
    with reading(database) as session:
        campaign = session.scalars(select(Campaign)).one()
        assert campaign.starts_on < today < campaign.ends_on
        assert all(is_certified(officer, campaign.ends_on) for team in seats(session).values() for officer in team)
        assert {notice.year for notice in all_of(session, Notice)} == {today.year}
    database.close()


def test_seven_people_have_a_phone_and_one_reads_english() -> None:
    assert [phone.telegram_user_id for phone in phones()] == list(range(7101, 7108))
    assert [phone.person_code for phone in phones() if phone.language_code == "en"] == ["SJ-02"]
    assert {phone.language_code for phone in phones()} == {"zh-hans", "en"}
    assert phones()[0].title == "陈立 · 市场监管"


def test_a_phone_shows_the_name_of_its_person(session: Session) -> None:
    names = {person.code: person.name for person in all_of(session, Person)}
    for phone in phones():
        shown = f"{phone.first_name} {phone.last_name}".strip()
        assert shown in (names[phone.person_code]["zh"], " ".join(reversed(names[phone.person_code]["en"].split())))


def test_binding_opens_exactly_the_seven_phones_and_again_changes_nothing(own_database: Database) -> None:
    with unit_of_work(own_database, BOT_ID, clock) as uow:
        bind_all(uow)
    after = everything(own_database)
    with reading(own_database) as session:
        bound = list(session.scalars(select(Person).where(Person.telegram_user_id.is_not(None))))
        assert {person.code: person.chat_id for person in bound} == {
            phone.person_code: phone.telegram_user_id for phone in phones()
        }
        assert all(person.reach == "open" and person.bound_at == clock() for person in bound)
        assert set(session.scalars(select(Person.reach).where(Person.telegram_user_id.is_(None)))) == {"unbound"}
        assert [link["body"]["person"] for link in links_of(session, "registry") if link["type"] == "bound"] == [
            phone.person_code for phone in phones()
        ]
        assert list(faults_of(links_of(session, "registry"))) == []
    with unit_of_work(own_database, BOT_ID, clock) as uow:
        bind_all(uow)
    assert everything(own_database) == after


def test_nobody_can_be_bound_before_the_district_is_there(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hecha.db'}")
    upgrade(database)
    with pytest.raises(LookupError, match="seed the district first"), unit_of_work(database, BOT_ID, clock) as uow:
        bind_all(uow)
    database.close()
