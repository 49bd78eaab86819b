"""What was answered leaves the chat in the standard of the field: a visit as XML with its files, a form as tables."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import openpyxl

from forms.checklist import Checklist
from forms.filling.reading import read_form
from sandbox.driver import Phone, Town
from storage.tables import ChecklistVersion
from tests.journeys.after_the_checklist import concluded, goes_on, phones, says, signs_all, taps
from tests.journeys.form_books import cold
from tests.journeys.received_files import received
from tests.journeys.test_forms import ensure_valid, newest_trial, sends


def submits(town: Town, chen: Phone) -> None:
    """A problem with its photograph, signed and submitted."""
    concluded(town, problems=(10,))
    chen.sends_photo(caption="10")
    town.works_off_jobs()
    goes_on(chen)
    signs_all(chen)
    chen.taps(says(chen, "去提交", "To submission"))
    taps(chen, "button-submit")
    town.works_off_jobs()


def test_a_submitted_visit_leaves_as_xml_and_its_form_as_tables(town: Town, language: str) -> None:
    chen, he, su = phones(town, language, "SJ-01", "SJ-04", "SJ-05")
    submits(town, chen)
    taps(he, "button-look")
    taps(he, "button-review-history")
    taps(he, "button-export-visit")
    with zipfile.ZipFile(io.BytesIO(received(he, "017-03.zip"))) as archive:
        names = archive.namelist()
        xml = {name: ElementTree.fromstring(archive.read(name)) for name in names if name.endswith(".xml")}
    assert any(name.startswith("catering/") and name.endswith(".jpg") for name in names)
    assert set(xml) == {"catering/submission.xml", "fire-safety/submission.xml"}
    assert xml["catering/submission.xml"].get("id") == "catering"
    su.types("forms")
    su.taps(says(su, "餐饮服务检查表", "Catering"))
    taps(su, "button-export-xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(received(su, "catering.xlsx"))).worksheets[0]
    assert sheet.max_row == 2
    assert says(su, "不符合", "Does not comply") in [cell.value for cell in sheet[2]]
    taps(su, "button-export-names")
    # With a repeat, the form leaves as a table for each.
    with zipfile.ZipFile(io.BytesIO(received(su, "catering.zip"))) as archive:
        assert {"catering.csv", "catering-bad_goods.csv"} <= set(archive.namelist())
        rows = list(csv.reader(io.StringIO(archive.read("catering.csv").decode("utf-8-sig"))))
    assert rows[0][:4] == ["visit", "object", "department", "submitted"]
    assert "problem" in rows[1]


def test_everything_is_alike_on_each_kind_of_database(town_anywhere: Town) -> None:
    town = town_anywhere
    [su] = phones(town, "en", "SJ-05")
    sends(town, su, b"PK no archive", "bad.xlsx")
    su.sees("damaged")
    sends(town, su, cold("anywhere"), "good.xlsx")
    taps(su, "button-draft-try")
    su.types("1")
    su.taps("Yes")
    su.types("3")
    su.types("overview")
    taps(su, "button-visit-card")
    taps(su, "button-trial-end")
    visit, _, version = newest_trial(town)
    root = ensure_valid(
        received(su, f"anywhere-{visit.number}.xml"), read_form(Checklist.from_dict(version.body).xform)
    )
    assert root.findtext("fridges") == "3"
    taps(su, "button-draft-use")
    with town.reading() as session:
        assert [v.form_id for v in session.query(ChecklistVersion).filter_by(form_id="anywhere", is_trial=False)]
