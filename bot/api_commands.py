"""The command line of the API: `hecha api token create`, `list`, `revoke`."""

from datetime import datetime
from typing import Annotated

from cyclopts import App, Parameter

from bot.console import opened, refuse, say

api = App(name="api", help="Doors for other programs: tokens of the API.")
token = App(name="token", help="Tokens: made, listed, revoked.")
api.command(token)


@token.command
def create(
    name: Annotated[str, Parameter(help="who will use it, such as the name of the platform")],
    *,
    scope: Annotated[list[str], Parameter(help="what it is for, such as results:read; several times", negative=())],
    department: Annotated[
        list[str], Parameter(help="the code of a department within which it is; several times", negative=())
    ],
    days: Annotated[int | None, Parameter(help="how many days it lives; until it is revoked when not said")] = None,
) -> None:
    """Print a new token. It is shown this once, and kept as a hash."""
    from rules.refusals import Refused
    from services.api_tokens import create_token

    try:
        with opened(is_kept=True) as uow:
            made = create_token(uow, name, scope, department, days)
    except Refused as refused:
        refuse(refused)
    say(f"Token {made.number} for {name}; what it does is recorded as {made.person_code}. It is shown this once:")
    say(f"    {made.token}")


@token.command(name="list")
def list_() -> None:
    """Print every token: number, state, scopes, departments, when it was last used (UTC), name."""
    from services.api_tokens import list_tokens

    with opened(is_kept=False) as uow:
        for each in list_tokens(uow):
            state = "revoked" if each.revoked_at else f"until {_day(each.expires_at)}" if each.expires_at else "open"
            used = f"used {_day(each.last_used_at)}" if each.last_used_at else "never used"
            say(
                f"{each.number}  {each.person_code}  {state}  {used}  {','.join(each.scopes)}  "
                f"{','.join(each.departments)}  {each.name}"
            )


@token.command
def revoke(number: Annotated[int, Parameter(help="its number, as listed")]) -> None:
    """Take a token back; its next request is refused."""
    from rules.refusals import Refused
    from services.api_tokens import revoke_token

    try:
        with opened(is_kept=True) as uow:
            line = revoke_token(uow, number)
    except Refused as refused:
        refuse(refused)
    say(f"Token {line.number}, {line.name}, is revoked.")


def _day(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%d}" if instant else "-"
