"""What other systems are told, by the Standard Webhooks specification: kinds, signatures, when to try again."""

import base64
import binascii
import hashlib
import hmac
from datetime import timedelta

VISIT_SUBMITTED, VISIT_APPROVED, VISIT_RETURNED = "visit.submitted", "visit.approved", "visit.returned"
VISIT_REOPENED = "visit.reopened"
ADDENDUM_SIGNED, ADDENDUM_DENIED = "addendum.signed", "addendum.denied"
TASK_ACCEPTED, CAMPAIGN_SENT = "task.accepted", "campaign.sent"
RESULT_KINDS = {
    "publish": "result.published",
    "correct": "result.corrected",
    "withhold": "result.withheld",
    "withdraw": "result.withdrawn",
}
KINDS = (
    CAMPAIGN_SENT,
    TASK_ACCEPTED,
    VISIT_SUBMITTED,
    VISIT_RETURNED,
    VISIT_APPROVED,
    VISIT_REOPENED,
    ADDENDUM_SIGNED,
    ADDENDUM_DENIED,
    *RESULT_KINDS.values(),
)

SECRET_PREFIX = "whsec_"  # noqa: S105 - what secrets begin with
SECRET_BYTES = 32
PAUSES = tuple(
    timedelta(seconds=each)
    for each in (5, 60, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
"""How long after each attempt that failed the next one is made; after the last none is."""
PATIENCE = timedelta(days=5)
"""A subscriber that has not answered well for so long is not written to any more."""

BOTH_SIGN = timedelta(days=3)
"""For how long the secret before the present one signs as well."""


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return what the header `webhook-signature` says: HMAC-SHA256 over id, timestamp (Unix seconds) and body.

    Raises `ValueError` for what is no secret.
    """
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("no secret") from error
    signed = b".".join([message_id.encode(), str(timestamp).encode(), body])
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def written_secret(key: bytes) -> str:
    """Return a key as subscribers keep it."""
    return SECRET_PREFIX + base64.b64encode(key).decode()


def pause_after(attempts: int, asked: timedelta | None = None) -> timedelta | None:
    """Return how long to wait after so many attempts, at least as long as was asked for; none after the last."""
    if attempts > len(PAUSES):
        return None
    pause = PAUSES[attempts - 1]
    return max(pause, min(asked, PAUSES[-1])) if asked else pause
