"""Who looks after clues: leads and supervisors of the department that has them, owners, who looks after the
campaign.
"""

from typing import Any

from sqlalchemy import or_, select

from services.access import Actor
from services.in_charge import looked_after_by
from storage.tables import Campaign, Clue, Visit
from storage.unit_of_work import UnitOfWork


def clues_of(actor: Actor) -> Any:
    """Return the statement of the clues that an actor looks after; of those handed over the giver as well, until they
    are received.
    """
    # A supervisor of the district looks after their own campaigns, not after everybody's.
    places = [where for role, where in actor.roles if role in ("lead", "supervisor") and where is not None]
    return (
        select(Clue.clue_id)
        .join(Visit, Visit.visit_id == Clue.visit_id)
        .join(Campaign, Campaign.campaign_id == Visit.campaign_id)
        .where(
            or_(
                Clue.department_id.in_(places),
                (Clue.state == "offered") & Clue.from_department_id.in_(places),
                Clue.owner_id == actor.person_id,
                looked_after_by(actor),
            )
        )
    )


def may_see_clue(uow: UnitOfWork, actor: Actor, clue: Clue) -> bool:
    """Return whether the actor looks after a clue."""
    return uow.session.scalar(clues_of(actor).where(Clue.clue_id == clue.clue_id)) is not None


def is_receiver(actor: Actor, clue: Clue) -> bool:
    """Return whether a clue that was handed over is the actor's to receive: whoever gave it does not."""
    places = [where for role, where in actor.roles if role in ("lead", "supervisor")]
    is_of_department = clue.department_id in places or clue.owner_id == actor.person_id
    return clue.state == "offered" and is_of_department and clue.handed_by != actor.person_id


def may_answer(uow: UnitOfWork, actor: Actor, clue_id: int) -> bool:
    """The same of a clue by its row."""
    return is_receiver(actor, uow.session.get_one(Clue, clue_id))
