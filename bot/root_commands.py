"""The command line of daily roots: `hecha roots list`, `hecha roots prove`, `hecha roots verify`."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from bot.console import opened, refuse, say, settings_or_refuse

roots = App(name="roots", help="One number a day for all that was recorded; proofs that a visit was under it.")


@roots.command(name="list")
def list_() -> None:
    """Print day, root and number of chains, the newest first, and the file of the time stamp where there is one; then
    the address at which everybody reads them, where there is one.
    """
    from services.anchoring import daily_roots
    from web.roots import ROOTS

    with opened(is_kept=False) as uow:
        for each in daily_roots(uow):
            say(f"{each.day}  {each.root}  {each.chains}{f'  {each.token}' if each.token else ''}")
    if public_url := settings_or_refuse().public_url:
        say(f"{public_url}/{ROOTS}")


@roots.command
def prove(
    visit: Annotated[str, Parameter(help="the visit's number")],
    *,
    out: Annotated[Path, Parameter(help="the file that gets the proof")],
    day: Annotated[str, Parameter(help="the day of the root, such as 2026-03-12; the newest by default")] = "",
) -> None:
    """Write what shows that the chain of a visit was under the root of a day; nothing of other visits is in it."""
    from rules.errors import anchors as problems
    from rules.refusals import Refused
    from services.anchoring import proof_of

    try:
        chosen = date.fromisoformat(day) if day else None
    except ValueError:
        refuse(Refused(problems.DAY_WRONG, value=day))
    try:
        with opened(is_kept=False) as uow:
            proof = proof_of(uow, visit, chosen)
    except Refused as refused:
        refuse(refused)
    out.write_text(json.dumps(proof, ensure_ascii=False, indent=1) + "\n", "utf-8")
    say(f"{proof['day']}  {proof['root']}")


@roots.command
def verify(
    file: Annotated[Path, Parameter(help="the proof")],
    *,
    root: Annotated[str, Parameter(help="the root of that day, as you have kept it")] = "",
) -> None:
    """Say whether a proof holds, and print the head that the visit's chain had then. Needs nothing but the file."""
    from rules.chains import head_leaf, root_by_path
    from rules.errors import anchors as problems
    from rules.refusals import Refused

    try:
        proof = json.loads(file.read_bytes())
        leaf = head_leaf(proof["chain"], proof["hash"])
        found = root_by_path(leaf, int(proof["place"]), int(proof["chains"]), list(proof["path"]))
        wanted, day = root.strip().lower() or proof["root"], proof["day"]
    except (OSError, ValueError, KeyError, TypeError):
        refuse(Refused(problems.PROOF_UNREADABLE, file=file))
    if found is None or found != wanted:
        refuse(Refused(problems.PROOF_WRONG, day=day, root=wanted))
    say(f"{proof['chain']}  {proof['seq']}  {proof['hash']}")
