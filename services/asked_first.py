"""How much a form asks before anything is answered: for lists of visits that have not begun."""

from forms.checklist import Checklist
from services.asked_now import asked_now
from services.filled import FilledForm, new_form
from storage.unit_of_work import UnitOfWork


def asked_at_first(uow: UnitOfWork, checklist: Checklist) -> int:
    """Return how many questions a checklist asks at its beginning; its files are kept already.

    Raises `Refused` for a form that cannot be begun.
    """
    if not checklist.has_logic:
        return len(checklist.asked)
    form = FilledForm(new_form(uow, checklist, uow.now, seed="", properties={}))
    return len(asked_now(checklist, form).checklist.asked)
