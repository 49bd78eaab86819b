"""The command line of the doors: `hecha api token`, `hecha api subscriber`, `hecha api forwarding`."""

from datetime import datetime
from typing import Annotated

from cyclopts import App, Parameter

from bot.console import kept_or_refuse, opened, refuse, say, settings_or_refuse

api = App(name="api", help="Doors for other programs: tokens, subscribers, what is forwarded to a form server.")
token = App(name="token", help="Tokens: made, listed, revoked.")
subscriber = App(
    name="subscriber",
    help="Subscribers, who are told what happens: added, listed, ended, resumed; their secrets changed.",
)
forwarding = App(name="forwarding", help="Sections on their way to a form server: listed, tried again.")
api.command(token)
api.command(subscriber)
api.command(forwarding)


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
    from services.api_tokens import create_token

    with kept_or_refuse() as uow:
        made = create_token(uow, name, scope, department, days)
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
    from services.api_tokens import revoke_token

    with kept_or_refuse() as uow:
        line = revoke_token(uow, number)
    say(f"Token {line.number}, {line.name}, is revoked.")


@subscriber.command
def add(
    url: Annotated[str, Parameter(help="the https address to which announcements are posted")],
    *,
    kind: Annotated[
        list[str] | None, Parameter(help="a kind of announcement, such as visit.approved; all when not said")
    ] = None,
) -> None:
    """Add a subscriber and print its secret, shown this once, with which it checks signatures."""
    from bot.outward import NotOutward, outward
    from rules.errors import api as problems
    from rules.errors import doors as door_problems
    from rules.refusals import Refused
    from services.announcing import add_subscriber, ensure_address, host_of

    try:
        ensure_address(url)
        outward(url, may_be_private=settings_or_refuse().private_doors)
    except OSError:
        refuse(Refused(door_problems.NAME_UNKNOWN, host=host_of(url)))
    except (NotOutward, UnicodeError):
        refuse(Refused(problems.SUBSCRIBER_ADDRESS, url=url))
    except Refused as refused:
        refuse(refused)
    with kept_or_refuse() as uow:
        number, secret = add_subscriber(uow, url, kind or [])
    say(f"Subscriber {number}, {url}. Its secret is shown this once:")
    say(f"    {secret}")


@subscriber.command(name="list")
def list_subscribers_() -> None:
    """Print every subscriber: number, state, since when it fails, kinds, address."""
    from services.announcing import list_subscribers

    with opened(is_kept=False) as uow:
        for each in list_subscribers(uow):
            fails = f"fails since {_day(each.failing_since)}" if each.failing_since else "well"
            say(f"{each.subscriber_id}  {each.state}  {fails}  {','.join(each.kinds) or 'all'}  {each.url}")


@subscriber.command
def end(number: Annotated[int, Parameter(help="its number, as listed")]) -> None:
    """Write to a subscriber no more."""
    from services.announcing import end_subscriber

    with kept_or_refuse() as uow:
        url = end_subscriber(uow, number)
    say(f"Subscriber {number}, {url}, is ended.")


@subscriber.command
def rotate(number: Annotated[int, Parameter(help="its number, as listed")]) -> None:
    """Print a new secret of a subscriber, shown this once; each one before signs beside it for three days."""
    from services.announcing import rotate_secret

    with kept_or_refuse() as uow:
        secret = rotate_secret(uow, number)
    say(f"Subscriber {number} has a new secret; each one before signs beside it for three days. It is shown this once:")
    say(f"    {secret}")


@subscriber.command
def resume(number: Annotated[int, Parameter(help="its number, as listed")]) -> None:
    """Write to a subscriber again, and anew what it did not get."""
    from services.announcing import resume_subscriber

    with kept_or_refuse() as uow:
        missed = resume_subscriber(uow, number)
    say(f"Subscriber {number} is written to again; it missed {missed}, which follow.")


@forwarding.command(name="list")
def list_forwardings_() -> None:
    """Print what is on its way to a form server: number, result, state, attempts, what the server said."""
    from services.forwarding import error_told, list_forwardings

    with opened(is_kept=False) as uow:
        for each in list_forwardings(uow):
            say(f"{each.number}  {each.result}  {each.state}  {each.attempts}  {error_told(each.error, 'en')}")


@forwarding.command
def again(number: Annotated[int, Parameter(help="its number, as listed")]) -> None:
    """Try a section again that was given up."""
    from services.forwarding import forward_again

    with kept_or_refuse() as uow:
        result = forward_again(uow, number)
    say(f"{result} is tried again.")


def _day(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%d}" if instant else "-"
