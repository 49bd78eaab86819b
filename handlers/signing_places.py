"""The places of the signatures: what the chat waits for at each, typed or photographed."""

from handlers.act import Act, Said
from handlers.places import where_you_are

AT: dict[str, dict[str, str]] = {
    "sign": {},
    "party": {},
    "agent": {"expects": "agent_name", "purpose": "authorisation"},
    "agent_none": {"expects": "no_authorisation", "purpose": "authorisation"},
    "ways": {"purpose": "signature"},
    "drawn": {},
    "sheet": {"purpose": "signature"},
    "sheet_page": {"purpose": "signature"},
    "witness": {"expects": "witness"},
    "no_witness": {"expects": "no_witness"},
    "seal": {},
    "seal_why": {"expects": "seal_reason"},
    "refusal": {"expects": "refusal_reason", "purpose": "refusal"},
    "refusal_who": {"purpose": "refusal"},
    "refusal_why": {"expects": "refusal_reason", "purpose": "refusal"},
    "refusal_later": {"expects": "refusal_day", "purpose": "refusal"},
}


def go_to(act: Act, visit_id: int, place: str, **more: str) -> Said:
    """Move to a place of the signatures and show it."""
    act.point(visit=visit_id, place=place, **AT[place], **more)
    return where_you_are(act)
