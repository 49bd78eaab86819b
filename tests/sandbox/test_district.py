"""The demo district as it stands in a database: its authority, people and objects are whole and plainly invented."""

import re
from collections import Counter
from itertools import combinations
from unicodedata import east_asian_width

from sqlalchemy import String, select
from sqlalchemy.orm import Session

from rules.places import distance_metres, latitude_text, longitude_text
from rules.uscc import check_digit, registration_code
from storage.database import Database
from storage.tables import (
    Campaign,
    Department,
    DistrictProfile,
    InspectionObject,
    Item,
    Notice,
    Person,
    Role,
    Table,
    Visit,
)
from tests.sandbox.seeded_district import TODAY, all_of, database, everything, session

__all__ = ["database", "session"]


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
