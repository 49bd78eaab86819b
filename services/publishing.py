"""Publication by four eyes: somebody prepares, somebody else agrees, and what was agreed to comes about.

Each step is a link in the chain of publication. What changes a public page waits until that page has been made
(`PUBLISH`, a job): the page's hash stands in the chain and, with its file, in the chain of the visit as its proof of
publication (rule text 四（十）).
"""

from datetime import date

from sqlalchemy import select

from rules import publication as rules
from rules.errors import publication as problems
from rules.events_publication import PublicationReturned, PublicationSettled, PublicationWished
from rules.reasons import ensure_reason
from rules.refusals import Refused
from services.access import Actor, actor_by_id
from services.forwarding import forward_after_all
from services.public_facts import facts_of, result_number
from services.public_names import people_of
from services.publishable import is_publishable, told_anew
from services.publishers import departments_agreed_by, departments_prepared_by
from services.taking_back import say_to_take_back
from storage.tables import DistrictProfile, PublicResult, Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork

CHAIN = "publication"
PUBLISH = "publish"
WITHHELD = "publication_withheld"


def prepare(uow: UnitOfWork, actor: Actor, section_id: int) -> int:
    """Prepare a result for publication as its record says it now; return its publishing. Raises `Refused`."""
    row = _begun(uow, actor, section_id, "publish")
    row.wish_facts = facts_of(uow, section_id)
    return _wished(uow, actor, row, "publish")


def correct(uow: UnitOfWork, actor: Actor, section_id: int, reason: str) -> int:
    """Prepare another edition of a public result, with the public reason; return its publishing.

    Raises `Refused`, also when the record says what is public already.
    """
    row = _begun(uow, actor, section_id, "correct")
    row.wish_facts = facts_of(uow, section_id)
    public = uow.session.scalars(select(PublicResult).where(PublicResult.number == row.number)).one()
    if row.wish_facts == public.facts:
        raise Refused(problems.NOTHING_CORRECTED)
    row.wish_reason = rules.ensure_public(reason, people_of(uow, row.visit_id))
    return _wished(uow, actor, row, "correct")


def withdraw(uow: UnitOfWork, actor: Actor, section_id: int, reason: str) -> int:
    """Prepare the end of a publication, with the public reason; return its publishing. Raises `Refused`."""
    row = _begun(uow, actor, section_id, "withdraw")
    row.wish_reason = rules.ensure_public(reason, people_of(uow, row.visit_id))
    return _wished(uow, actor, row, "withdraw")


def withhold(uow: UnitOfWork, actor: Actor, section_id: int, ground: str, clause: str, review_on: date) -> int:
    """Prepare that a result stays unpublished, or is public no more, on a legal ground with its clause, to be looked at
    again on a day.

    Returns its publishing. Raises `Refused`.
    """
    row = _begun(uow, actor, section_id, "withhold")
    row.wish_ground, row.wish_clause, row.wish_review_on = ground, rules.ensure_clause(clause), review_on
    return _wished(uow, actor, row, "withhold")


def agree(uow: UnitOfWork, actor: Actor, publishing_id: int, revision: int) -> None:
    """Agree to what somebody else prepared, in the revision that was read.

    Raises `Refused` for others than supervisors of the department, for one's own, and when anything has changed since.
    """
    row = locked(uow, publishing_id)
    if row.department_id not in departments_agreed_by(uow, actor):
        raise Refused(problems.NOT_A_PUBLISHER)
    if row.wish is None or row.agreed_by is not None or row.revision != revision:
        raise Refused(problems.NOT_POSSIBLE_NOW)
    if row.wished_by == actor.person_id:
        raise Refused(problems.FOUR_EYES, is_law=True)
    if not is_as_prepared(uow, row):
        raise Refused(problems.CHANGED_SINCE)
    row.agreed_by = actor.person_id
    row.revision += 1
    _record(uow, actor, row, "agreed", {"wish": row.wish})
    if row.wish == "withhold" and not _has_page(uow, row):
        _record(uow, actor, row, "withheld", said(row))
        come_about(uow, row, actor.code)
    else:
        body = {"publishing": publishing_id, "revision": row.revision}
        uow.enqueue(PUBLISH, f"{publishing_id}:{row.revision}", body)


def send_back(uow: UnitOfWork, actor: Actor, section_id: int, reason: str | None = None) -> bool:
    """Drop what was prepared: by its author, or by whoever agrees, with a reason that its author hears.

    Returns false, nothing being changed, while that reason is wanted. Raises `Refused` for anyone else, and once
    somebody has agreed.
    """
    row = locked(uow, _of_section(uow, section_id))
    is_own = row.wished_by == actor.person_id
    if row.department_id not in departments_prepared_by(uow, actor):
        raise Refused(problems.NOT_A_PUBLISHER)
    # What was theirs may be settled meanwhile: then they are told of that.
    if row.wish is None or row.agreed_by is not None:
        raise Refused(problems.NOT_POSSIBLE_NOW)
    if not is_own and row.department_id not in departments_agreed_by(uow, actor):
        raise Refused(problems.NOT_A_PUBLISHER)
    if not is_own and reason is None:
        return False
    wish, author, reason = row.wish, row.wished_by, "" if is_own else ensure_reason(reason or "")
    _record(uow, actor, row, "dropped", {"wish": row.wish, "is_own": is_own})
    clear(row)
    uow.session.flush()
    if wish in rules.KEEPING_BACK:
        told_anew(uow, Section.visit_id == row.visit_id)
        forward_after_all(uow, section_id)
    if not is_own and author is not None:
        uow.emit(PublicationReturned(row.publishing_id, author, reason))
    return True


def _of_section(uow: UnitOfWork, section_id: int) -> int:
    found = uow.session.scalar(select(Publishing.publishing_id).where(Publishing.section_id == section_id))
    if found is None:
        raise Refused(problems.NO_SUCH_RESULT)
    return found


def agree_in(uow: UnitOfWork, actor: Actor, section_id: int, revision: int) -> None:
    """Agree to what was prepared in a section. Raises `Refused` as `agree` does."""
    agree(uow, actor, _of_section(uow, section_id), revision)


def is_as_prepared(uow: UnitOfWork, row: Publishing) -> bool:
    """Return whether what was prepared is still what its record says, and may be public."""
    if row.wish not in ("publish", "correct"):
        return True
    return is_publishable(uow, row.visit_id) and facts_of(uow, row.section_id) == row.wish_facts


def locked(uow: UnitOfWork, publishing_id: int) -> Publishing:
    """Return a publishing, its visit locked as by all who write to its chain. Raises `Refused` for an unknown one."""
    in_turn(uow)
    row = uow.session.get(Publishing, publishing_id)
    if row is None:
        raise Refused(problems.NO_SUCH_RESULT)
    uow.session.get_one(Visit, row.visit_id, with_for_update=True)
    uow.session.refresh(row)
    return row


def clear(row: Publishing) -> None:
    """Forget what was prepared."""
    row.wish = row.wish_facts = row.wish_reason = row.wish_ground = row.wish_clause = row.wish_review_on = None
    row.wished_by = row.agreed_by = None
    row.revision += 1


def in_turn(uow: UnitOfWork) -> None:
    """Wait for whoever else writes to the chain of publication, and hold it until the act is over.

    Before any visit is locked: who does several together would else wait for whoever waits for the chain.
    """
    # Readers of the profile are not held up by it.
    turn = select(DistrictProfile.district_profile_id).order_by(DistrictProfile.district_profile_id).limit(1)
    uow.session.execute(turn.with_for_update())


def _begun(uow: UnitOfWork, actor: Actor, section_id: int, wish: str) -> Publishing:
    in_turn(uow)
    section = uow.session.get(Section, section_id)
    if section is None:
        raise Refused(problems.NO_SUCH_RESULT)
    visit = uow.session.get_one(Visit, section.visit_id, with_for_update=True)
    if section.department_id not in departments_prepared_by(uow, actor):
        raise Refused(problems.NOT_A_PUBLISHER)
    row = uow.session.scalar(select(Publishing).where(Publishing.section_id == section_id).with_for_update())
    if row is not None and row.wish is not None:
        raise Refused(problems.WAITS_ALREADY)
    state = row.state if row else "open"
    rules.ensure_possible(state, wish)
    if not rules.may_be_wished(state, wish, is_publishable=is_publishable(uow, visit.visit_id)):
        raise Refused(problems.NOT_YET)
    if row is None:
        row = Publishing(
            section_id=section_id,
            visit_id=visit.visit_id,
            campaign_id=visit.campaign_id,
            department_id=section.department_id,
            number=result_number(visit.number, section.place),
            state="open",
            revision=0,
        )
        uow.session.add(row)
    return row


def _wished(uow: UnitOfWork, actor: Actor, row: Publishing, wish: str) -> int:
    row.wish, row.wished_by = wish, actor.person_id
    row.revision += 1
    uow.session.flush()
    _record(uow, actor, row, "prepared", {"wish": wish, **said(row)})
    if wish in rules.KEEPING_BACK:
        # What is of the whole visit leaves with none of its departments' results now.
        told_anew(uow, Section.visit_id == row.visit_id)
    uow.emit(PublicationWished(row.publishing_id, actor.person_id))
    return row.publishing_id


def _has_page(uow: UnitOfWork, row: Publishing) -> bool:
    """Return whether everybody finds something of a result, which another page then takes the place of."""
    found = select(PublicResult.number).where(PublicResult.number == row.number, PublicResult.state != "withheld")
    return uow.session.scalar(found) is not None


def come_about(uow: UnitOfWork, row: Publishing, by: str) -> None:
    """Let a result be what was agreed to, say so, and forget the wish; a withholding stands in the chain of its visit,
    `by` whom and on which ground.
    """
    assert row.wish is not None
    assert row.wished_by is not None
    assert row.agreed_by is not None
    was_kept_back = row.state in rules.KEPT_BACK
    row.state, row.outdated_at = rules.BECOMES[row.wish], None
    row.ground, row.clause, row.review_on = row.wish_ground, row.wish_clause, row.wish_review_on
    if row.wish == "withhold":
        visit = uow.session.get_one(Visit, row.visit_id)
        body = {"number": row.number, "prepared_by": actor_by_id(uow, row.wished_by).code, **said(row)}
        uow.record(f"visit:{visit.number}", WITHHELD, by, body)
    uow.emit(PublicationSettled(row.publishing_id, row.wish, row.wished_by, row.agreed_by))
    clear(row)
    uow.session.flush()
    of_visit = was_kept_back or row.state in rules.KEPT_BACK
    told_anew(uow, Section.visit_id == row.visit_id if of_visit else Section.section_id == row.section_id)
    say_to_take_back(uow, row.section_id)


def said(row: Publishing) -> dict[str, object]:
    """Return what a chain says of a wish besides its facts; none of it is personal."""
    review_on = row.wish_review_on.isoformat() if row.wish_review_on else None
    said = {"reason": row.wish_reason, "ground": row.wish_ground, "clause": row.wish_clause, "review_on": review_on}
    return {name: value for name, value in said.items() if value is not None}


def _record(uow: UnitOfWork, actor: Actor, row: Publishing, type_: str, body: dict[str, object]) -> None:
    uow.record(CHAIN, type_, actor.code, {"number": row.number, **body})
