"""The file of a district: the example, filled in, can be used; all that is wrong in a file is told with its place."""

import csv
import tomllib

import pytest

from forms.districts import EXAMPLE
from forms.toml_files import toml_data
from rules.districts import DistrictWrong, read_district
from rules.errors import describe
from rules.refusals import Refused
from sandbox.district import DATA
from tests.rules.district_files import filled_in

FILLED = filled_in()


def faults(text: str) -> list[str]:
    """What is wrong in a file, in both languages."""
    try:
        read_district(toml_data(text.encode(), "district.toml"))
    except Refused as refused:
        return [describe(refused, "en")]
    except DistrictWrong as wrong:
        return [f"{describe(each, 'en')} {describe(each, 'zh-CN')}" for each in wrong.faults]
    return []


def test_the_example_is_refused_where_it_is_not_filled_in_and_only_there() -> None:
    text = EXAMPLE.read_text("utf-8")
    told = faults(text)
    assert all("is not filled in yet" in each for each in told)
    in_values = [line for line in text.splitlines() if "____" in line.partition(" #")[0] and not line.startswith("#")]
    assert len(told) == len(in_values)
    assert any(each.startswith("[[departments]] 2: short.en is not filled in") for each in told)


def test_the_example_filled_in_can_be_used_also_as_notepad_writes_it() -> None:
    assert faults(FILLED) == []
    notepad = b"\xef\xbb\xbf" + FILLED.replace("\n", "\r\n").encode()
    district = read_district(toml_data(notepad, "district.toml"))
    assert [each.code for each in district.departments] == ["SJ", "XF"]
    assert district.body["code"] == "500999"


def test_the_demo_district_has_the_same_shape() -> None:
    with (DATA / "profile.toml").open("rb") as source:
        data = tomllib.load(source)
    with (DATA / "departments.csv").open(encoding="utf-8", newline="") as lines:
        data["departments"] = [
            {
                "code": row["code"],
                "name": {"zh": row["name_zh"], "en": row["name_en"]},
                "short": {"zh": row["short_zh"], "en": row["short_en"]},
            }
            for row in csv.DictReader(lines)
        ]
    district = read_district(data)
    assert (len(district.departments), dict(district.body)) == (18, data["body"])


def test_the_official_words_of_the_example_are_those_of_the_demo_district() -> None:
    example, demo = (tomllib.loads(file.read_text("utf-8"))["body"] for file in (EXAMPLE, DATA / "profile.toml"))
    assert example["results"] == demo["results"]
    assert example["notice"]["number"] == demo["notice"]["number"]
    assert example.keys() == demo.keys()


def test_what_an_office_may_add_is_kept_as_data() -> None:
    more = 'publication_until = { "017" = 2026-04-30 }\nclue_working_days = { unit = 20 }\n'
    more += "publication_working_days_of = { XF = 7 }\n"
    district = read_district(tomllib.loads(FILLED.replace("[body]\n", f"[body]\n{more}")))
    assert district.body["publication_until"] == {"017": "2026-04-30"}
    assert district.body["publication_working_days_of"] == {"XF": 7}


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('time_zone = "Asia/Shanghai"', "time_zone = Asia", "Line 12 of district.toml"),
        ('quiet_until = "07:30"', 'quiet_until = "07:30"\nquiet_until = "08:00"', "Line 18 of district.toml"),
        ("2024-11-04 ", "2024-13-04 ", "Line 8 of district.toml"),
        ("2024-11-04 ", '"2024-11-04" ', "valid_from must be a day such as 2026-01-31"),
        ("2024-11-04 ", "2024-11-04T08:00:00 ", "valid_from must be a day"),
        ('quiet_until = "07:30"', "", "body.quiet_until is missing"),
        ("quiet_until", "quiet_til", "There is no body.quiet_til"),
        ('quiet_until = "07:30"', 'quiet_until = "7:30"', "body.quiet_until is “7:30”"),
        ('"500999"', "500999", "body.code must be text in double quotes"),
        ('"500999"', '"50099"', "body.code is “50099”; it must be six digits"),
        ("Asia/Shanghai", "Asia/Atlantis", "body.time_zone is “Asia/Atlantis”"),
        ("{serial}", "{number}", "body.notice.number is"),
        ("{serial}", "{serial", "body.notice.number is"),
        ("{longitude}", "{longitude.x}", "body.map_link is"),
        ("presence_minimum = 2 ", "presence_minimum = 0 ", "body.presence_minimum is 0; it may be from 1 to 20"),
        ("presence_minimum = 2 ", "presence_minimum = true ", "body.presence_minimum must be a whole number"),
        ("review_by_two = false", "review_by_two = 0", "body.review_by_two must be true or false"),
        ('["某某区部门', '["部门', "body.record.title.zh is not what the lines of title_lines make"),
        ("title_lines = [", 'title_lines = [7, "", ', "body.record.title_lines 1 must be text"),
        ('how.zh = "', 'how.zh = "\\n', "body.complaints.how.zh is"),
        ("[body.district] ", "[body.area] ", "body.district is missing"),
        ("needs_problem = false", "needs_problem = true", "[[body.results]] 1: excludes_others and needs_problem"),
        ('key = "order"', 'key = "none"', "[[body.results]] key: “none” stands twice"),
        ('code = "XF"', 'code = "SJ"', "[[departments]] code: “SJ” stands twice"),
        ('code = "XF"', 'code = "xf"', "[[departments]] 2: code is “xf”"),
        ('name.zh = "消防救援"', 'name.zh = "市场监管"', "[[departments]] name.zh: “市场监管” stands twice"),
        ('short.en = "Fire"', "", "[[departments]] 2: short.en is missing"),
        ('name.zh = "消防救援"\nname.en = "Fire"', 'name = "消防"', "[[departments]] 2: name must be a group"),
        ("[[departments]]", "[departments]", "[[departments]] must be one section or more"),
        ("[body]\n", "[body]\npublication_until = 7\n", "body.publication_until must be a group"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(was: str, becomes: str, told: str) -> None:
    assert was in FILLED
    if was == "[[departments]]":
        text = FILLED[: FILLED.rindex(was)].replace(was, becomes)
    else:
        text = FILLED.replace(was, becomes, 1)
    assert told in "\n".join(faults(text))


def test_all_faults_are_told_together() -> None:
    text = FILLED.replace('"07:30"', '"7:30"').replace('code = "XF"', 'code = "xf"').replace("valid_from", "from")
    assert len(faults(text)) == 4
