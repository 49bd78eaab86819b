"""What is to be done once per day or subject, whoever asks and however often."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from storage.tables import Duty
from storage.unit_of_work import UnitOfWork

# Longer than anything that somebody is told of once stays open.
KEPT = timedelta(days=400)
# What was sent out stays so.
FOR_EVER = "dispatch:"


def first_time(uow: UnitOfWork, duty: str) -> bool:
    """Return whether a duty is done for the first time, and note that it is done."""
    if uow.session.get(Duty, duty) is not None:
        return False
    uow.session.add(Duty(duty=duty, done_at=uow.now))
    return True


def first_today(uow: UnitOfWork, duty: str) -> bool:
    """Return whether a duty is done for the first time on this day (UTC), and note that it is done."""
    return first_time(uow, f"{duty}:{uow.now:%Y-%m-%d}")


def last_time(uow: UnitOfWork, duty: str) -> datetime | None:
    """Return when a duty of each day or subject was done last, whichever it was; none before the first."""
    last = select(func.max(Duty.done_at)).where(Duty.duty.startswith(f"{duty}:", autoescape=True))
    return uow.session.scalar(last)


def holder(uow: UnitOfWork, duty: str, claimant: str) -> str:
    """Return who holds a duty that belongs to whoever claimed it first, which may be this claimant."""
    key = select(Duty.duty).where(Duty.duty.startswith(f"{duty}=", autoescape=True)).limit(1)
    found = uow.session.scalar(key)
    if found is not None:
        return found.removeprefix(f"{duty}=")
    uow.session.add(Duty(duty=f"{duty}={claimant}", done_at=uow.now))
    return claimant


def waited_since(uow: UnitOfWork, duty: str, pause: timedelta) -> timedelta | None:
    """Return none and note that a duty is done now, or how long ago it was done when that is less than the pause."""
    done = uow.session.get(Duty, duty)
    if done is None:
        uow.session.add(Duty(duty=duty, done_at=uow.now))
        return None
    if uow.now - done.done_at < pause:
        return uow.now - done.done_at
    done.done_at = uow.now
    return None


def forget_old_duties(uow: UnitOfWork) -> None:
    """Let go of what was done so long ago that nobody would do it again."""
    old = Duty.done_at < uow.now - KEPT
    uow.session.execute(delete(Duty).where(old, ~Duty.duty.startswith(FOR_EVER)))
