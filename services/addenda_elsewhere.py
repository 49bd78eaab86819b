"""What an addendum means where its record has gone: to the public, the municipal platform, other systems."""

from services.access import Actor
from services.keying import say_keyed_otherwise
from services.outdated import look_later
from services.publishable import told_anew
from services.signed_addenda import sections_concerned
from storage.tables import Addendum
from storage.unit_of_work import UnitOfWork


def told_elsewhere(uow: UnitOfWork, actor: Actor, addendum: Addendum, because: str) -> None:
    """Let every door know that an addendum was signed, or that a signature on it was denied; `because` as
    `services.outdated` has it.
    """
    look_later(uow, actor, addendum.visit_id, because)
    say_keyed_otherwise(uow, addendum)
    told_anew(uow, sections_concerned(addendum))
