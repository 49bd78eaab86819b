"""What a form may be told of who fills it in (`jr:preload="property"`), as far as a chat knows it."""

from sqlalchemy import select

from storage.tables import Person, Task
from storage.unit_of_work import UnitOfWork


def properties_of(uow: UnitOfWork, section_id: int) -> dict[str, str]:
    """Return what is known of the first officer of a section.

    Returns:
        `username` is the code in the registry, `deviceid` the chat account as `telegram:<number>`, `phonenumber` that
        of the registry; each with `uri:` before its name as a URI. What is not known is left out: a chat tells of no
        e-mail address and no SIM card.
    """
    first = (
        select(Person)
        .join(Task, Task.person_id == Person.person_id)
        .where(Task.section_id == section_id, Task.state != "replaced")
        .order_by(Task.seat)
        .limit(1)
    )
    person = uow.session.scalar(first)
    if person is None:
        return {}
    found = {"username": person.code, "uri:username": f"username:{person.code}"}
    if person.telegram_user_id is not None:
        account = f"telegram:{person.telegram_user_id}"
        found |= {"deviceid": account, "uri:deviceid": account}
    if person.phone:
        found |= {"phonenumber": person.phone, "uri:phonenumber": f"tel:{person.phone}"}
    return found
