"""Idempotency: what was answered under a key, so that a request that comes twice is one act."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from rules.errors import api as problems
from rules.refusals import Refused
from storage.tables import ApiReply, ApiToken
from storage.unit_of_work import UnitOfWork

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, the address of what was made, relative to the API, and its body as JSON."""

    status: int
    location: str
    body: str


def request_hash(method: str, path: str, body: bytes) -> str:
    """Return by what a request is known again."""
    return hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()


def earlier_reply(uow: UnitOfWork, api_token_id: int, key: str, request_sha256: str) -> Reply | None:
    """Return what was answered to this request under its key, none for the first time.

    Requests of one token that write wait for one another. Raises `Refused` for a key of another request.
    """
    uow.session.get_one(ApiToken, api_token_id, with_for_update=True)
    row = uow.session.get(ApiReply, (api_token_id, key))
    if row is None:
        return None
    if row.request_sha256 != request_sha256:
        raise Refused(problems.KEY_OF_ANOTHER)
    return Reply(row.status, row.location, row.body)


def keep_reply(uow: UnitOfWork, api_token_id: int, key: str, request_sha256: str, reply: Reply) -> None:
    """Keep an answer with the act that it tells of."""
    uow.session.add(
        ApiReply(
            api_token_id=api_token_id,
            key=key,
            request_sha256=request_sha256,
            status=reply.status,
            location=reply.location,
            body=reply.body,
            answered_at=uow.now,
        )
    )


def forget_old_replies(uow: UnitOfWork) -> None:
    """Let go of answers that nobody asks for again."""
    uow.session.execute(delete(ApiReply).where(ApiReply.answered_at < uow.now - KEPT))
