"""A checked workbook in its sender's hands: looked at, taken in, discarded."""

from dataclasses import dataclass
from typing import Any

from forms.checklist import Checklist
from forms.faults import Fault
from rules.errors import form_library as problems
from rules.events_registries import RegistryFileFound
from rules.refusals import Refused
from services.access import Actor, actor_by_id
from services.form_facts import facts_of
from services.form_keeping import ensure_keeper
from services.form_library import TakenIn, keep_to_try, newest, take_in, version_name
from services.registry_intake import receive_known
from services.visits import Names
from storage.tables import Department, FormDraft, FormUpload
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DraftView:
    """A workbook as it stands; `facts` are those of `services.form_facts`, empty unless it was found good."""

    draft_id: int
    person_id: int
    state: str
    revision: int
    name: str
    department: Names
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    facts: dict[str, Any]
    list_sha256: str | None


def view_draft(uow: UnitOfWork, draft_id: int) -> DraftView:
    """Return a draft. The caller has checked who asks. Raises `LookupError` for an unknown one."""
    draft = uow.session.get(FormDraft, draft_id)
    if draft is None:
        raise LookupError(f"no draft {draft_id}")
    department = uow.session.get(Department, draft.department_id) if draft.department_id else None
    return DraftView(
        draft_id,
        draft.person_id,
        draft.state,
        draft.revision,
        uow.session.get_one(FormUpload, draft.upload_id).file_name,
        department.short_name if department else {},
        tuple(Fault.from_dict(each) for each in draft.faults),
        tuple(Fault.from_dict(each) for each in draft.facts.get("warnings", ())),
        dict(draft.facts),
        draft.list_sha256,
    )


def own_draft(uow: UnitOfWork, actor: Actor, draft_id: int) -> DraftView:
    """Return a draft that the actor sent. Raises `Refused` for anyone else."""
    _own(uow, actor, draft_id)
    return view_draft(uow, draft_id)


def take_in_draft(uow: UnitOfWork, actor: Actor, draft_id: int) -> TakenIn:
    """Take a checked workbook in: what is drawn from now on is drawn with it.

    Raises `Refused` for anyone but its sender, for one who no longer keeps the department's forms, and when it was
    dealt with already.
    """
    draft, department_id, checklist = _checked(uow, actor, draft_id)
    taken = take_in(uow, actor.code, department_id, checklist, {})
    draft.state, draft.version_id = "taken_in", taken.version_id
    uow.session.flush()
    return taken


def discard_draft(uow: UnitOfWork, actor: Actor, draft_id: int) -> None:
    """Let go of a workbook. Raises `Refused` for anyone but its sender, and once it is taken in."""
    draft = _own(uow, actor, draft_id)
    if draft.state in ("taken_in", "replaced"):
        raise Refused(problems.DRAFT_OVER)
    draft.state = "discarded"


def pass_on(uow: UnitOfWork, draft_id: int, revision: int) -> None:
    """Hand a workbook that has turned out to be of a registry over to whoever keeps these."""
    draft = uow.session.get(FormDraft, draft_id, with_for_update=True)
    if draft is None or draft.state != "checking" or draft.revision != revision:
        return
    draft.state = "replaced"
    upload = uow.session.get_one(FormUpload, draft.upload_id)
    actor = actor_by_id(uow, draft.person_id)
    import_id = receive_known(uow, actor, upload.file_id, upload.file_name)
    uow.emit(RegistryFileFound(import_id, draft_id))


def version_to_try(uow: UnitOfWork, actor: Actor, draft_id: int) -> int:
    """Return the version by which a checked workbook is tried. Raises `Refused` as taking it in does."""
    draft, department_id, checklist = _checked(uow, actor, draft_id)
    if draft.version_id is None:
        draft.version_id = keep_to_try(uow, department_id, checklist, f"~{draft_id}.{draft.revision}")
    return draft.version_id


def is_outdated(uow: UnitOfWork, actor: Actor, draft_id: int) -> bool:
    """Compare a draft anew when another version was taken in since it was checked; return whether that was so."""
    draft = _own(uow, actor, draft_id)
    before = newest(uow, draft.form_id) if draft.form_id else None
    if draft.state != "checked" or draft.body is None or (before.version if before else None) == draft.facts["before"]:
        return False
    checklist = Checklist.from_dict(draft.body)
    known = Checklist.from_dict(before.body) if before else None
    draft.facts = facts_of(checklist, known, known_as=version_name(uow, checklist))
    uow.session.flush()
    return True


def _checked(uow: UnitOfWork, actor: Actor, draft_id: int) -> tuple[FormDraft, int, Checklist]:
    draft = _own(uow, actor, draft_id)
    if draft.state != "checked" or draft.body is None or draft.department_id is None:
        raise Refused(problems.DRAFT_OVER)
    ensure_keeper(actor, draft.department_id)
    return draft, draft.department_id, Checklist.from_dict(draft.body)


def _own(uow: UnitOfWork, actor: Actor, draft_id: int) -> FormDraft:
    draft = uow.session.get(FormDraft, draft_id, with_for_update=True)
    if draft is None or draft.person_id != actor.person_id:
        raise Refused(problems.NO_SUCH_DRAFT)
    return draft
