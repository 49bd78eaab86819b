"""A campaign's results prepared, or agreed to, together: exactly those that stood there, a few at a time.

None is agreed to whose record has changed since, and none that oneself prepared; what is left over stays in the list.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from rules.errors import publication as problems
from rules.refusals import Refused
from services.access import Actor, acting_by_id
from services.publishable import is_publishable, publishable
from services.publishers import departments_agreed_by, departments_prepared_by
from services.publishing import agree, in_turn, is_as_prepared, locked, prepare
from storage.tables import Publishing, Section, Visit
from storage.unit_of_work import UnitOfWork

PUBLISH_TOGETHER = "publish_together"
AT_ONCE = 4


def prepare_all(uow: UnitOfWork, actor: Actor, campaign_id: int) -> int:
    """Begin to prepare all results of a campaign that the actor may; return how many. Raises `Refused` for none."""
    return _begin(uow, actor, campaign_id, "prepare", [[each] for each in preparable(uow, actor, campaign_id)])


def agree_to_all(uow: UnitOfWork, actor: Actor, campaign_id: int) -> int:
    """Begin to agree to all that others have prepared for publication in a campaign; return how many.

    Raises `Refused` for none.
    """
    return _begin(uow, actor, campaign_id, "agree", [list(each) for each in agreeable(uow, actor, campaign_id)])


def preparable(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Sequence[int]:
    """Return the sections of a campaign that the actor may prepare for publication."""
    chosen = (
        select(Section.section_id)
        .join(Visit, Visit.visit_id == Section.visit_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(Visit.campaign_id == campaign_id, _preparable(uow, actor))
        .order_by(Visit.number, Section.place)
    )
    return uow.session.scalars(chosen).all()


def agreeable(uow: UnitOfWork, actor: Actor, campaign_id: int) -> Sequence[tuple[int, int]]:
    """Return what others have prepared for publication in a campaign and the actor may agree to, with revisions."""
    chosen = select(Publishing.publishing_id, Publishing.revision).where(Publishing.campaign_id == campaign_id)
    rows = uow.session.execute(chosen.where(_agreeable(uow, actor)).order_by(Publishing.number))
    return [(row[0], row[1]) for row in rows]


def counts_together(uow: UnitOfWork, actor: Actor) -> dict[int, tuple[int, int]]:
    """Return by campaign how many results the actor may prepare together, and to how many they may agree; no campaign
    with neither.
    """
    prepared = (
        select(Visit.campaign_id, func.count())
        .join(Section, Section.visit_id == Visit.visit_id)
        .outerjoin(Publishing, Publishing.section_id == Section.section_id)
        .where(_preparable(uow, actor))
        .group_by(Visit.campaign_id)
    )
    to_prepare = {row[0]: row[1] for row in uow.session.execute(prepared)}
    agreed = select(Publishing.campaign_id, func.count()).where(_agreeable(uow, actor))
    to_agree = {row[0]: row[1] for row in uow.session.execute(agreed.group_by(Publishing.campaign_id))}
    return {each: (to_prepare.get(each, 0), to_agree.get(each, 0)) for each in {**to_prepare, **to_agree}}


def _preparable(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    return and_(
        publishable(),
        Section.department_id.in_(departments_prepared_by(uow, actor)),
        Publishing.wish.is_(None),
        Publishing.state.is_(None) | (Publishing.state == "open"),
    )


def _agreeable(uow: UnitOfWork, actor: Actor) -> ColumnElement[bool]:
    return and_(
        Publishing.wish == "publish",
        Publishing.agreed_by.is_(None),
        Publishing.wished_by != actor.person_id,
        Publishing.department_id.in_(departments_agreed_by(uow, actor)),
    )


def go_on(uow: UnitOfWork, body: dict[str, Any]) -> None:
    """Do the next few of a job, and leave the others to another; none any more for who was revoked meanwhile."""
    # What others did meanwhile is seen, and left as it is.
    in_turn(uow)
    try:
        actor = acting_by_id(uow, body["person"])
    except Refused:
        return
    for each in body["of"][:AT_ONCE]:
        # What is refused now stays on the list, where it says why.
        with suppress(Refused):
            if body["act"] == "prepare":
                _prepare(uow, actor, each[0])
            else:
                _agree(uow, actor, *each)
    if left := body["of"][AT_ONCE:]:
        uow.enqueue(PUBLISH_TOGETHER, f"{body['subject']}:{len(left)}", {**body, "of": left})


def _begin(uow: UnitOfWork, actor: Actor, campaign_id: int, act: str, of: list[list[int]]) -> int:
    if not of:
        raise Refused(problems.NOTHING_TO_DO)
    subject = f"{act}:{campaign_id}:{actor.person_id}:{uow.now:%Y%m%d%H%M%S}"
    body = {"subject": subject, "person": actor.person_id, "act": act, "of": of}
    uow.enqueue(PUBLISH_TOGETHER, f"{subject}:{len(of)}", body)
    return len(of)


def _prepare(uow: UnitOfWork, actor: Actor, section_id: int) -> None:
    row = uow.session.scalar(select(Publishing).where(Publishing.section_id == section_id))
    section = uow.session.get_one(Section, section_id)
    is_open = row is None or (row.wish is None and row.state == "open")
    if is_open and is_publishable(uow, section.visit_id):
        prepare(uow, actor, section_id)


def _agree(uow: UnitOfWork, actor: Actor, publishing_id: int, revision: int) -> None:
    row = locked(uow, publishing_id)
    is_same = row.revision == revision and row.wish == "publish" and row.agreed_by is None
    if is_same and is_as_prepared(uow, row):
        agree(uow, actor, publishing_id, revision)
