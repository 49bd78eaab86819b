"""Who asks, and for what, when the access of every use case is tried: one district in which all of it exists."""

import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any, get_type_hints

from sqlalchemy import delete, select

import services
from rules.refusals import Refused
from rules.signatures import Reason
from sandbox.stock import BOT_ID
from services import campaign_plans, draw_committing, evidence, plan_choices
from services.access import Actor, actor_by_id
from services.arrival import Claim
from services.batches import Belonging
from services.evidence import Arrived
from services.form_intake import SentFile
from storage.database import Database
from storage.tables import (
    Addendum,
    Campaign,
    ChecklistVersion,
    Department,
    Evidence,
    Extension,
    FormDraft,
    FormUpload,
    Item,
    Pad,
    Person,
    RegistryChange,
    RegistryImport,
    Role,
    Signature,
    Task,
    Visit,
)
from storage.unit_of_work import UnitOfWork, rehearsing, unit_of_work
from tests.services.access_doors import doors_opened
from tests.services.access_rows import (
    Special,
    after_visits,
    breach_listed,
    draws_held,
    planned,
    recorded,
    recusals_declared,
)

NOW = datetime.now(UTC)

# Column of the table: person, and the roles held, each of a department or of the district.
CAST: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "team": ("SJ-01", (("inspector", "SJ"),)),
    "mate": ("SJ-10", (("inspector", "SJ"),)),
    "else": ("RS-01", (("inspector", "RS"),)),
    "lead": ("SJ-03", (("lead", "SJ"),)),
    "lead2": ("ST-01", (("lead", "ST"),)),
    "head": ("SJ-04", (("supervisor", ""),)),
    "head2": ("JT-01", (("supervisor", ""),)),
    "head3": ("ZJ-01", (("supervisor", "ZJ"),)),
    "clerk": ("SJ-05", (("clerk", "SJ"),)),
    "clrk2": ("NY-01", (("clerk", "NY"),)),
    "admin": ("WL-01", (("administrator", ""),)),
    "admSJ": ("WJ-01", (("administrator", "SJ"),)),
    "adm2": ("YJ-01", (("administrator", "YJ"),)),
}


@dataclass
class Stand:
    """The district, and what each parameter of a use case stands for in it: of that use case, its module, or any."""

    database: Database
    values: dict[str, Any]
    special: Special

    def may(self, use_case: str, column: str) -> bool:
        """Return whether a person gets past who may ask; what else stands against it does not matter."""
        function = use_cases()[use_case]
        with rehearsing(self.database, BOT_ID, lambda: NOW) as uow:
            actor = actor_called(uow, CAST[column][0])
            try:
                self._call(function, uow, actor, self._values(use_case))
            except Refused as refused:
                return refused.code not in CLOSED
        return True

    def _values(self, use_case: str) -> dict[str, Any]:
        module, _, _ = use_case.partition(".")
        return self.values | self.special.get(module, {}) | self.special.get(use_case, {})

    def _call(self, function: Callable[..., Any], uow: UnitOfWork, actor: Actor, known: dict[str, Any]) -> None:
        hints = get_type_hints(function)
        values, named = [], {}
        for name, parameter in inspect.signature(function).parameters.items():
            if parameter.kind is inspect.Parameter.VAR_KEYWORD:
                continue
            value = {"uow": uow, "actor": actor}.get(name) or value_of(known, name, hints[name])
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                if parameter.default is inspect.Parameter.empty:
                    named[name] = value
            else:
                values.append(value)
        function(*values, **named)


def value_of(known: dict[str, Any], name: str, hint: Any) -> Any:
    """Return what a parameter stands for: by its name, else by its type."""
    if name in known and (hint is not Any and not _is_of_another_type(known[name], hint)):
        return known[name]
    if type(None) in getattr(hint, "__args__", ()):
        return None
    for kind, value in BY_TYPE.items():
        if hint is kind or kind in getattr(hint, "__args__", ()):
            return value
    return 1


BY_TYPE: dict[Any, Any] = {
    Claim: Claim("shared", 29.7, 106.6, 10.0, NOW, 1),
    Arrived: Arrived(99, 99, "photo", "file", "unique", recompressed=True, sent_at=NOW),
    SentFile: SentFile(99, 99, "file", "a.xlsx"),
    Reason: Reason(None, "原因充分"),
    bool: True,
    date: NOW.date() + timedelta(days=30),
    str: "演示文字",
}

# What a person is told who may not ask; everything else is told to those who may.
CLOSED = frozenset(
    (
        *("VISIT_001", "VISIT_004", "VISIT_005", "VISIT_011"),
        *("CAMP_001", "CAMP_002", "CAMP_013", "CAMP_014"),
        *("ACCESS_001", "ACCESS_006", "ADDENDUM_002", "API_049", "LIBRARY_012", "LIBRARY_014", "REG_069", "REG_070"),
        *("SIGN_015", "SIGNPAD_013", "CAMP_035", "CAMP_036", "CAMP_037", "CLUE_001", "FREQ_001"),
        *("API_003", "PLAN_001", "PLAN_002", "PLAN_009", "PLAN_015", "PUBLIC_001", "PUBLIC_011", "PUBLIC_012"),
        *("STAT_001", "STAT_002"),
        *("TELL_004", "TELL_007"),
    )
)


def _is_of_another_type(value: Any, hint: Any) -> bool:
    kinds = [each for each in (hint, *getattr(hint, "__args__", ())) if each in (int, str)]
    return bool(kinds) and value is not None and type(value) in (int, str) and type(value) not in kinds


@cache
def use_cases() -> dict[str, Callable[..., Any]]:
    """Return every public function of a service that somebody acts or looks through: those that are given an actor."""
    found: dict[str, Callable[..., Any]] = {}
    for info in pkgutil.iter_modules(services.__path__):
        module = import_module(f"services.{info.name}")
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            if Actor in [hint for name, hint in get_type_hints(function).items() if name != "return"]:
                found[f"{info.name}.{name}"] = function
    return found


def actor_called(uow: UnitOfWork, code: str) -> Actor:
    """Return a person as an actor."""
    return actor_by_id(uow, uow.session.scalars(select(Person.person_id).where(Person.code == code)).one())


def raise_stand(database: Database) -> Stand:
    """Give everybody of the cast their roles alone, and enter what use cases are about."""
    with unit_of_work(database, BOT_ID, lambda: NOW) as uow:
        heads = {row.code: row.department_id for row in uow.session.scalars(select(Department))}
        _give_roles(uow, heads)
        visit_id = uow.session.scalars(select(Visit.visit_id).where(Visit.number == "017-03")).one()
        task = uow.session.scalars(select(Task).where(Task.visit_id == visit_id).order_by(Task.task_id)).first()
        assert task is not None
        for each in uow.session.scalars(select(Task).where(Task.visit_id == visit_id)):
            each.state = "accepted"
        version = uow.session.scalars(
            select(ChecklistVersion.checklist_version_id).where(ChecklistVersion.department_id == heads["SJ"])
        ).first()
        campaign_id = _campaign(uow)
        team, lead, head = (actor_called(uow, code) for code in ("SJ-01", "SJ-03", "SJ-04"))
        draw_id = draw_committing.commit_draw(uow, head, draw_committing.prepare_commit(uow, head, _campaign(uow)))
        assert draw_id is not None
        values = {
            "visit_id": visit_id,
            "task_id": task.task_id,
            "section_id": task.section_id,
            "campaign_id": campaign_id,
            "draw_id": draw_id,
            "version_id": version,
            "department_id": heads["SJ"],
            "person_id": uow.session.scalars(select(Person.person_id).where(Person.code == "SJ-07")).one(),
            **_papers(uow, visit_id),
            **_files(uow, heads["SJ"]),
            "kind": "sign",
            "signer": "agent",
            "receiver": "staff",
            "scope": "me",
            "how": "site",
            "side": "party",
            "state": "stamped",
            "page": 1,
            "place": 0,
            "role": "inspector",
            "paper": "record",
            "of": visit_id,
            "format_": "pdf",
            "language": "zh-CN",
            "which": "objects",
            "view": "open",
            "start": None,
            "part": "departments",
            "names": [],
            "people": [],
            "gates": None,
            "seen": None,
            "number": 1,
            "choice": "all",
        }
        special = {
            **recusals_declared(uow, team),
            **recorded(uow, team, visit_id),
            **breach_listed(uow, head, visit_id),
            **after_visits(uow, team, (lead, actor_called(uow, "ST-01")), head, actor_called(uow, "SJ-05")),
            **planned(uow, heads["SJ"], heads["XF"], head),
            **draws_held(uow, head, lead, draw_id, (campaign_id, _campaign(uow))),
            **doors_opened(uow, actor_called(uow, "SJ-05")),
        }
        uow.take_events()
        return Stand(database, values, special)


def _give_roles(uow: UnitOfWork, heads: dict[str, int]) -> None:
    for code, roles in CAST.values():
        person_id = actor_called(uow, code).person_id
        uow.session.execute(delete(Role).where(Role.person_id == person_id))
        for role, where in roles:
            uow.session.add(Role(person_id=person_id, role=role, department_id=heads[where] if where else None))
    uow.session.flush()


def _campaign(uow: UnitOfWork) -> int:
    """Make a campaign of the department that is ready to be drawn."""
    head = actor_called(uow, "SJ-04")
    of = campaign_plans.make_campaign(uow, head, "餐饮抽查")
    # Outside of the caps: several of them draw from the same objects.
    uow.session.get_one(Campaign, of).task_kind = "immediate"
    industries = plan_choices.choices_of(uow, head, of, "industries")
    plan_choices.choose(uow, head, of, "industries", [each.name["zh"] for each in industries].index("餐饮"))
    item = uow.session.scalars(select(Item.item_id).where(Item.code == "SJ.007")).one()
    plan_choices.choose(uow, head, of, "matters", item)
    return of


def _papers(uow: UnitOfWork, visit_id: int) -> dict[str, Any]:
    """Enter what hangs on the visit: a photograph, a signature, a pad, an addendum, a request for more time."""
    chen = actor_called(uow, "SJ-01")
    arrived = Arrived(chen.person_id, 1, "photo", "f", "u", recompressed=True, sent_at=NOW)
    evidence.receive(uow, chen, arrived, Belonging("scene", visit_id))
    photo = uow.session.scalars(select(Evidence).where(Evidence.visit_id == visit_id)).one()
    signature = Signature(
        visit_id=visit_id,
        role="officer",
        person_id=chen.person_id,
        way="paper",
        state="standing",
        signed_at=NOW,
        taken_by=chen.person_id,
    )
    pad = Pad(
        visit_id=visit_id, role="party", whose="0" * 64, opened_by=chen.person_id, opened_at=NOW, record_sha256="0" * 64
    )
    addendum = Addendum(visit_id=visit_id, person_id=chen.person_id, ticks=[], pages=[], evidence_ids=[], begun_at=NOW)
    more = Extension(visit_id=visit_id, asked_by=chen.person_id, asked_at=NOW, until=NOW.date(), reason="停业")
    uow.session.add_all([signature, pad, addendum, more])
    uow.session.flush()
    return {
        "evidence_id": photo.evidence_id,
        "lost_id": photo.evidence_id,
        "batch": photo.batch,
        "belonging": Belonging("scene", visit_id),
        "signature_id": signature.signature_id,
        "pad_id": pad.pad_id,
        "addendum_id": addendum.addendum_id,
        "extension_id": more.extension_id,
    }


def _files(uow: UnitOfWork, department_id: int) -> dict[str, Any]:
    """Enter a workbook and a registry that the clerk has sent."""
    clerk = actor_called(uow, "SJ-05").person_id
    upload = FormUpload(
        person_id=clerk,
        chat_id=1,
        telegram_message_id=1,
        file_id="f",
        file_name="a.xlsx",
        is_workbook=True,
        sent_at=NOW,
    )
    uow.session.add(upload)
    uow.session.flush()
    draft = FormDraft(
        person_id=clerk,
        upload_id=upload.upload_id,
        state="checked",
        sent_at=NOW,
        department_id=department_id,
        facts={},
        faults=[],
    )
    registry = RegistryImport(
        person_id=clerk,
        department_id=department_id,
        which="objects",
        file_name="a.xlsx",
        is_certain=True,
        state="checked",
        sent_at=NOW,
        facts={"counts": {}, "changes_sha256": ""},
        faults=[],
    )
    uow.session.add_all([draft, registry])
    uow.session.flush()
    change = RegistryChange(import_id=registry.import_id, row=2, subject="x", kind="ended", before={}, after={})
    uow.session.add(change)
    uow.session.flush()
    return {"draft_id": draft.draft_id, "import_id": registry.import_id, "change_id": change.change_id}
