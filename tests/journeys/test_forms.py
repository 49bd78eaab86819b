"""A clerk sends workbooks: checked, tried question by question, taken in; visits stay on the version that they have."""

from datetime import timedelta
from typing import Any

from lxml import etree
from sqlalchemy import select

from forms.checklist import Checklist
from forms.filling.reading import FormDefinition, read_form
from sandbox.driver import Phone, Town
from services import trials
from storage.tables import ChecklistVersion, Section, Visit
from tests.forms.conftest import make_book
from tests.journeys.form_books import cold
from tests.journeys.received_files import received

NEW_ROW = " | text | place | 摆放位置 | Where it stands | | | \n"


def clerk(town: Town, language: str) -> Phone:
    phone = town.phone("SJ-05")
    phone.speaks(language)
    return phone


def sends(town: Town, phone: Phone, book: bytes, name: str) -> None:
    phone.sends_file(book, name)
    town.works_off_jobs()
    phone.settles()


def versions(town: Town, form_id: str) -> list[ChecklistVersion]:
    with town.reading() as session:
        chosen = select(ChecklistVersion).where(
            ChecklistVersion.form_id == form_id, ChecklistVersion.is_trial.is_(False)
        )
        return list(session.scalars(chosen.order_by(ChecklistVersion.checklist_version_id)))


def newest_trial(town: Town) -> tuple[Visit, Section, ChecklistVersion]:
    with town.reading() as session:
        visit = session.scalars(select(Visit).where(Visit.is_trial).order_by(Visit.visit_id.desc())).first()
        assert visit is not None
        section = session.scalars(select(Section).where(Section.visit_id == visit.visit_id)).one()
        return visit, section, session.get_one(ChecklistVersion, section.checklist_version_id)


def definition_of(version: ChecklistVersion) -> FormDefinition:
    return read_form(Checklist.from_dict(version.body).xform)


def ensure_valid(xml: bytes, form: FormDefinition) -> Any:
    """Every element of a submission stands where the form's model has it."""
    root = etree.fromstring(xml)

    def visit(element: Any, reference: str) -> None:
        assert reference in form.definitions, reference
        for child in element:
            prefix = f"{child.prefix}:" if child.prefix else ""
            visit(child, f"{reference}/{prefix}{etree.QName(child).localname}")

    visit(root, f"/{etree.QName(root).localname}")
    assert root.get("id") == form.form_id
    return root


def to_the_trial_card(phone: Phone) -> None:
    phone.types("overview")
    phone.taps(phone.word("button-visit-card"))


def test_a_good_workbook_is_tried_and_its_submission_is_valid(shared_town: Town, language: str) -> None:
    town, form_id = shared_town, f"cold-{language[:2]}"
    su = clerk(town, language)
    sends(town, su, cold(form_id), f"{form_id}.xlsx")
    su.sees(su.word("draft-new-form"))
    assert versions(town, form_id) == []
    su.taps(su.word("button-draft-try"))
    assert "试填 Trial" in su.card().text
    su.types("1")
    su.taps("是" if language == "zh-CN" else "Yes")
    su.types("4")
    su.types("李四")
    town.restart()
    su.types("continue")
    assert "试填 Trial" in su.card().text
    to_the_trial_card(su)
    su.taps(su.word("button-trial-xml"))
    visit, _, version = newest_trial(town)
    xml = received(su, f"{form_id}-{visit.number}.xml")
    root = ensure_valid(xml, definition_of(version))
    assert (root.findtext("sells"), root.findtext("fridges"), root.findtext("doubled")) == ("yes", "4", "8")
    assert [each.findtext("called") for each in root.iter("worker")] == ["李四"]
    assert versions(town, form_id) == []
    su.taps(su.word("button-trial-again"))
    assert "0/3" in su.card().text
    to_the_trial_card(su)
    su.taps(su.word("button-trial-end"))
    su.sees(su.word("trial-ended"))
    su.types("tasks")
    assert "试填" not in su.card().text


def test_a_new_version_shows_its_changes_and_open_visits_keep_theirs(shared_town: Town, language: str) -> None:
    town, form_id = shared_town, f"kept-{language[:2]}"
    su = clerk(town, language)
    sends(town, su, cold(form_id), f"{form_id}.xlsx")
    su.taps(su.word("button-draft-use"))
    [first] = versions(town, form_id)
    with town.changing() as uow:
        section = uow.session.scalars(select(Section).order_by(Section.section_id)).first()
        assert section is not None
        section.checklist_version_id, section_id = first.checklist_version_id, section.section_id
    sends(town, su, cold(form_id, "2", more=NEW_ROW), f"{form_id}.xlsx")
    su.sees(su.word("draft-compared", version="1", added=1, removed=0, changed=0, moved=0, others=0))
    su.taps(su.word("button-draft-changes", count=1))
    su.sees("摆放位置" if language == "zh-CN" else "Where it stands")
    su.taps(su.word("button-back"))
    su.taps(su.word("button-draft-use"))
    assert [each.version for each in versions(town, form_id)] == ["1", "2"]
    with town.reading() as session:
        assert session.get_one(Section, section_id).checklist_version_id == first.checklist_version_id
    # The same file once more has nothing to take in.
    sends(town, su, cold(form_id, "2", more=NEW_ROW), f"{form_id}.xlsx")
    su.sees(su.word("draft-same"))
    assert not any(su.word("button-draft-use") in row for row in su.card().labels)


def test_the_clerks_forms_are_listed_with_their_versions(shared_town: Town, language: str) -> None:
    town = shared_town
    su = clerk(town, language)
    su.types("forms" if language == "en" else "表单")
    su.sees("餐饮服务检查表" if language == "zh-CN" else "Catering")
    su.taps("餐饮服务检查表" if language == "zh-CN" else "Catering")
    su.taps(su.word("button-versions", count=1))
    su.sees("2026.2")
    su.taps(su.word("button-back"))
    su.taps(su.word("button-draft-try"))
    assert "0/20" in su.card().text
    to_the_trial_card(su)
    su.taps(su.word("button-trial-end"))
    visit = newest_trial(town)[0]
    ensure_valid(received(su, f"catering-{visit.number}.xml"), definition_of(newest_trial(town)[2]))


def test_somebody_without_the_role_sends_evidence_and_has_no_forms(shared_town: Town, language: str) -> None:
    town = shared_town
    chen = town.phone("SJ-01")
    chen.speaks(language)
    sends(town, chen, cold("foreign"), "foreign.xlsx")
    chen.does_not_see("foreign")
    chen.types("forms")
    chen.sees("名录库维护" if language == "zh-CN" else "registry clerk")
    assert versions(town, "foreign") == []


def test_a_trial_shows_nowhere_else(shared_town: Town) -> None:
    town = shared_town
    su = clerk(town, "zh-CN")
    sends(town, su, cold("hidden"), "hidden.xlsx")
    su.taps(su.word("button-draft-try"))
    number = newest_trial(town)[0].number
    he = town.phone("SJ-04")
    he.types("任务")
    he.does_not_see(number)
    he.does_not_see("试填")


def test_a_trial_is_known_by_its_form_and_ends_when_the_next_one_begins(shared_town: Town, language: str) -> None:
    town, form_id = shared_town, f"again-{language[:2]}"
    su = clerk(town, language)
    sends(town, su, cold(form_id), f"{form_id}.xlsx")
    su.taps(su.word("button-draft-try"))
    first = newest_trial(town)[0]
    sends(town, su, cold(form_id, "2", more=NEW_ROW), f"{form_id}.xlsx")
    su.taps(su.word("button-draft-try"))
    second = newest_trial(town)[0]
    assert second.visit_id != first.visit_id
    su.types("tasks")
    assert su.word("home-trial", form="冷柜检查") in su.card().text
    assert f"· {second.number}" in su.card().text
    assert f"· {first.number}" not in su.card().text
    su.types("continue")
    su.types("1")
    su.taps("否" if language == "zh-CN" else "No")
    to_the_trial_card(su)
    # What was answered last can be taken back here as well.
    su.types("undo")
    su.sees("已撤销第1项" if language == "zh-CN" else "Item 1: “No” undone")


def test_a_trial_that_ended_by_itself_says_so_when_it_is_opened_again(shared_town: Town, language: str) -> None:
    town, form_id = shared_town, f"left-{language[:2]}"
    su = clerk(town, language)
    sends(town, su, cold(form_id), f"{form_id}.xlsx")
    su.taps(su.word("button-draft-try"))
    su.types("1")
    su.taps("是" if language == "zh-CN" else "Yes")
    visit = newest_trial(town)[0]
    before = len(su.messages())
    with town.changing() as uow:
        uow.now += timedelta(days=trials.KEPT_DAYS, minutes=1)
        trials.end_forgotten(uow)
    su.settles()
    assert len(su.messages()) == before
    su.types("4")
    assert su.word("trial-ended-itself", days=trials.KEPT_DAYS) in su.card().text
    su.taps(su.word("button-trial-again"))
    assert newest_trial(town)[0].visit_id > visit.visit_id
    assert "0/" in su.card().text


def test_a_form_knows_its_languages_by_their_names(shared_town: Town, language: str) -> None:
    su = clerk(shared_town, language)
    table = "survey | type | name | label::Français (fr) | label::English (en)\n | text | q | Nom | Name\n"
    settings = f"settings | form_id | version | default_language\n | fr-{language[:2]} | 1 | English (en)\n"
    sends(shared_town, su, make_book(table + settings), "fr.xlsx")
    assert "Français" in su.card().text
