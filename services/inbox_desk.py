"""Steps that failed for good: tried again when their person asks, reported to those who run the office's machine."""

from sqlalchemy import select

from rules.events import PollingDisputed, WebhookTaken
from services.duties import first_today
from storage import inbox
from storage.tables import Person, Role
from storage.unit_of_work import UnitOfWork


def retry_parked(uow: UnitOfWork, chat_id: int, arrival: int) -> bool:
    """Try a parked step of a chat again; return whether there was one. Other chats' steps are not touched."""
    return inbox.take_up(uow.connection, chat_id, arrival, uow.now)


def report_webhook_taken(uow: UnitOfWork) -> None:
    """Let the administrators hear, once a day, that another program has taken the webhook."""
    if first_today(uow, "webhook-taken"):
        uow.emit(WebhookTaken())


def report_polling_disputed(uow: UnitOfWork) -> None:
    """Let the administrators hear, once a day, that another program polls with the same token."""
    if first_today(uow, "polling-disputed"):
        uow.emit(PollingDisputed())


def administrators(uow: UnitOfWork) -> tuple[int, ...]:
    """Return the people who hear of failures."""
    chosen = (
        select(Person.person_id)
        .join(Role, Role.person_id == Person.person_id)
        .where(Role.role == "administrator", Person.revoked_at.is_(None))
        .order_by(Person.person_id)
    )
    return tuple(dict.fromkeys(uow.session.scalars(chosen)))


def code_of_chat(uow: UnitOfWork, chat_id: int) -> str:
    """Return the code of the person behind a chat, empty for a stranger's."""
    return uow.session.scalar(select(Person.code).where(Person.chat_id == chat_id)) or ""
