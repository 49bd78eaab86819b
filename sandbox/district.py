"""The demo district: fills a database with what `district_data/` holds, and knows its phones.

Everything about the authority is in those files; nothing here names a place, a department or a person.
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

import forms
from forms.workbook import load_workbook
from services.access import REGISTRY_CHAIN
from services.asked_first import asked_at_first
from storage.tables import (
    Campaign,
    CampaignItem,
    ChecklistVersion,
    Department,
    DistrictProfile,
    InspectionObject,
    Item,
    Notice,
    ObjectKeeper,
    Person,
    Reserve,
    Role,
    Section,
    Table,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork

DATA = Path(__file__).parent / "district_data"
LIBRARY = Path(forms.__file__).parent / "library"
ACTOR = "demo"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of the sandbox and whose it is; `title` is shown on the page only, Telegram knows none."""

    person_code: str
    telegram_user_id: int
    first_name: str
    last_name: str
    language_code: str
    title: str


def phones() -> tuple[Phone, ...]:
    """Return the phones of the sandbox in the order in which they stand on its page."""
    return tuple(
        Phone(
            row["person_code"],
            int(row["telegram_user_id"]),
            row["first_name"],
            row["last_name"],
            row["language_code"],
            row["title"],
        )
        for row in _rows("phones.csv")
    )


def seed(uow: UnitOfWork, today: date) -> None:
    """Enter the district, its registries and a drawn campaign; nothing happens when a district is there already.

    Args:
        uow: Where to; the caller's block commits it.
        today: The day that the campaign and the certificates count from, Asia/Shanghai.
    """
    if uow.session.scalar(select(DistrictProfile.district_profile_id).limit(1)) is None:
        _Seeding(uow, today).run()


def bind_all(uow: UnitOfWork) -> None:
    """Bind every phone to its person, so that a demo begins at the tasks; those bound already stay as they are.

    Raises:
        LookupError: The district was not seeded.
    """
    for phone in phones():
        person = uow.session.scalar(select(Person).where(Person.code == phone.person_code))
        if person is None:
            raise LookupError(f"no person {phone.person_code}: seed the district first")
        if person.telegram_user_id is None:
            person.telegram_user_id = person.chat_id = phone.telegram_user_id
            person.reach, person.bound_at = "open", uow.now
            body = {"person": person.code, "telegram": str(phone.telegram_user_id)}
            uow.record(REGISTRY_CHAIN, "bound", ACTOR, body)
    uow.session.flush()


class _Seeding:
    """One filling of a database. Rows are found again by their codes while it lasts."""

    def __init__(self, uow: UnitOfWork, today: date) -> None:
        self.uow = uow
        self.today = today
        self.profile = _toml("profile.toml")
        self.plan = _toml("campaign.toml")
        self.departments: dict[str, Department] = {}
        self.people: dict[str, Person] = {}
        self.objects: dict[str, InspectionObject] = {}
        self.items: dict[str, Item] = {}
        self.checklists: dict[str, ChecklistVersion] = {}

    def run(self) -> None:
        self.enter_profile()
        self.enter_departments()
        self.enter_people()
        self.enter_objects()
        self.enter_items()
        self.enter_checklists()
        campaign = self.enter_campaign()
        for drawn in self.plan["visits"]:
            self.enter_visit(campaign, drawn)

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def keep(self, rows: Iterable[Table]) -> None:
        """Rows get their numbers at once: the next ones refer to them."""
        self.uow.session.add_all(rows)
        self.uow.session.flush()

    def record(self, type_: str, file: str, **body: Any) -> None:
        digest = hashlib.sha256((DATA / file).read_bytes()).hexdigest()
        self.uow.record(REGISTRY_CHAIN, type_, ACTOR, {"source": file, "source_sha256": digest, **body})

    def enter_profile(self) -> None:
        valid_from, body = self.profile["valid_from"], self.profile["body"]
        self.keep([DistrictProfile(valid_from=valid_from, body=body)])
        self.record("profile_set", "profile.toml", district=body["code"], valid_from=valid_from.isoformat())

    def enter_departments(self) -> None:
        for row in _rows("departments.csv"):
            self.departments[row["code"]] = Department(
                code=row["code"],
                name={"zh": row["name_zh"], "en": row["name_en"]},
                short_name={"zh": row["short_zh"], "en": row["short_en"]},
            )
        self.keep(self.departments.values())
        self.record("departments_entered", "departments.csv", codes=list(self.departments))

    def enter_people(self) -> None:
        held: list[tuple[str, str, int | None]] = []
        for row in _rows("people.csv"):
            department_id = self.departments[row["department"]].department_id
            self.people[row["code"]] = Person(
                code=row["code"],
                name={"zh": row["name_zh"], "en": row["name_en"]},
                department_id=department_id,
                certificate_number=row["certificate_number"],
                certificate_until=self.day(int(row["certificate_ends_in_days"])),
                phone=row["phone"],
                categories=[each for each in row["categories"].split(";") if each],
                language=row["language"],
                reach="unbound",
            )
            held += [(row["code"], role, department_id) for role in row["roles"].split()]
            held += [(row["code"], role, None) for role in row["district_roles"].split()]
        self.keep(self.people.values())
        self.keep(
            Role(person_id=self.people[code].person_id, role=role, department_id=department_id)
            for code, role, department_id in held
        )
        self.record("people_entered", "people.csv", codes=list(self.people))

    def enter_objects(self) -> None:
        district = self.profile["body"]["district"]["zh"]
        keepers: dict[str, list[str]] = {}
        for row in _rows("objects.csv"):
            known: dict[str, Any] = {**row, "flags": row["flags"].split(), "district": district}
            keepers[row["registration_code"]] = known.pop("keepers").split()
            self.objects[row["registration_code"]] = InspectionObject(**known)
        self.keep(self.objects.values())
        self.keep(
            ObjectKeeper(
                object_id=self.objects[code].object_id,
                department_id=self.departments[department].department_id,
                is_owner=not place,
            )
            for code, departments in keepers.items()
            for place, department in enumerate(departments)
        )
        self.record("objects_entered", "objects.csv", count=len(self.objects))

    def enter_items(self) -> None:
        for row in _rows("items.csv"):
            known: dict[str, Any] = dict(row)
            department = self.departments[known.pop("department")]
            self.items[row["code"]] = Item(**known, department_id=department.department_id)
        self.keep(self.items.values())
        self.record("items_entered", "items.csv", codes=list(self.items))

    def enter_checklists(self) -> None:
        for code, workbook in self.plan["checklists"].items():
            checklist = load_workbook(LIBRARY / workbook, workbook)
            self.checklists[code] = ChecklistVersion(
                department_id=self.departments[code].department_id,
                form_id=checklist.form_id,
                version=checklist.version,
                workbook_sha256=checklist.sha256,
                asked=asked_at_first(self.uow, checklist),
                body=checklist.to_dict(),
                taken_in_at=self.uow.now,
            )
            self.uow.record(REGISTRY_CHAIN, "checklist_taken_in", ACTOR, self.checklist_body(code))
        self.keep(self.checklists.values())

    def checklist_body(self, department: str) -> dict[str, str]:
        version = self.checklists[department]
        return {
            "department": department,
            "form": version.form_id,
            "version": version.version,
            "workbook_sha256": version.workbook_sha256,
        }

    def enter_campaign(self) -> Campaign:
        plan = self.plan
        campaign = Campaign(
            number=plan["number"],
            title=plan["title"],
            task_kind=plan["task_kind"],
            lead_department_id=self.departments[plan["lead"]].department_id,
            starts_on=self.day(plan["begins_in_days"]),
            ends_on=self.day(plan["ends_in_days"]),
            supervisor_id=self.people[plan["supervisor"]].person_id,
            draw_id=plan["draw_id"],
            dispatched_at=self.uow.now,
        )
        self.keep([campaign])
        self.keep(
            CampaignItem(campaign_id=campaign.campaign_id, item_id=self.items[code].item_id) for code in plan["items"]
        )
        self.record(
            "campaign_imported",
            "campaign.toml",
            campaign=campaign.number,
            draw=campaign.draw_id,
            departments=plan["departments"],
            items=plan["items"],
            window=[campaign.starts_on.isoformat(), campaign.ends_on.isoformat()],
        )
        return campaign

    def enter_visit(self, campaign: Campaign, drawn: Mapping[str, Any]) -> None:
        visit = Visit(
            number=drawn["number"],
            campaign_id=campaign.campaign_id,
            object_id=self.objects[drawn["object"]].object_id,
            state="assigned",
            window_from=campaign.starts_on,
            window_until=campaign.ends_on,
        )
        self.keep([visit])
        planned_on = self.day(drawn["planned_in_days"])
        notice = Notice(
            visit_id=visit.visit_id,
            year=self.today.year,
            serial=drawn["notice_serial"],
            planned_on=planned_on,
            state="prepared",
        )
        self.keep([notice])
        for place, department in enumerate(self.plan["departments"], start=1):
            self.enter_team(visit, place, department, drawn)
        self.uow.record(
            f"visit:{visit.number}",
            "assigned",
            ACTOR,
            {
                "campaign": campaign.number,
                "draw": campaign.draw_id,
                "object": drawn["object"],
                "window": [visit.window_from.isoformat(), visit.window_until.isoformat()],
                "teams": drawn["teams"],
                "reserves": drawn["reserves"],
                "notice": {"year": notice.year, "serial": notice.serial, "planned_on": planned_on.isoformat()},
                "checklists": [self.checklist_body(department) for department in self.plan["departments"]],
            },
        )

    def enter_team(self, visit: Visit, place: int, department: str, drawn: Mapping[str, Any]) -> None:
        """Enter a department's section, its officers and those who would step in, each in drawn order."""
        department_id = self.departments[department].department_id
        section = Section(
            visit_id=visit.visit_id,
            department_id=department_id,
            checklist_version_id=self.checklists[department].checklist_version_id,
            place=place,
            state="waiting",
            results=[],
            start_reasons={},
        )
        self.keep([section])
        self.keep(
            Task(
                visit_id=visit.visit_id,
                section_id=section.section_id,
                person_id=self.people[code].person_id,
                seat=seat,
                state="sent",
                sent_at=self.uow.now,
                presence="unknown",
            )
            for seat, code in enumerate(drawn["teams"][department], start=1)
        )
        self.keep(
            Reserve(
                visit_id=visit.visit_id,
                department_id=department_id,
                person_id=self.people[code].person_id,
                ticket=ticket,
            )
            for ticket, code in enumerate(drawn["reserves"][department], start=len(drawn["teams"][department]) + 1)
        )


def _rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _toml(file: str) -> dict[str, Any]:
    with (DATA / file).open("rb") as source:
        return tomllib.load(source)
