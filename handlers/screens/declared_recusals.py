"""Recusals that are known before a draw, as an officer or a clerk declares them."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_draws import RecusalButton
from handlers.screens.format import rows, shortened, turning_row
from rules.messages import Button, Card, Row
from services.declared_recusals import declared, may_declare

KEY = "recusals"
A_PAGE = 5
NAME_SHOWN = 9.0


def recusals_screen(act: Act, page: int = 1, *, anew: bool = False) -> Said:
    """Return the recusals that stand, each with the way to withdraw it, and how another is typed."""
    words, found = act.words, declared(act.uow, act.actor)
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(max(page, 1), pages)
    is_clerk = any(role == "clerk" for role, _ in act.actor.roles)
    text = words("recusals-title", count=len(found), who="clerk" if is_clerk else "officer")
    if not may_declare(act.actor):
        text = words("recusals-not-yours")
    lines: list[Row] = [
        (
            Button(
                words.plain("button-recusal-withdraw", person=each.person, name=shortened(each.object, NAME_SHOWN)),
                RecusalButton(act="withdraw", of=each.of).pack(),
            ),
        )
        for each in found[(page - 1) * A_PAGE : page * A_PAGE]
    ]
    turning = turning_row(
        page, pages, lambda key, to: Button(words.plain(key), RecusalButton(act="page", page=to).pack(), steady=True)
    )
    home: Row = (Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),)
    return [Card(KEY, text, rows(*lines, turning, home), anew=anew)]
