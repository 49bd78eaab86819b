"""The command line of the draw: `hecha draw verify`, `rehearse`, `kit`. It needs neither token nor database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from cyclopts import App, Parameter

from bot.console import say, tell

if TYPE_CHECKING:
    from rules.refusals import Refused

draw = App(name="draw", help="The fair draw: recompute a published one, or rehearse one on plain lists.")

INVALID, UNREADABLE = 1, 2


@draw.command
def verify(
    file: Annotated[Path, Parameter(help="the proof file, JSON")],
    *,
    commit: Annotated[str | None, Parameter(help="the commit_hash that you kept from before the dice")] = None,
    addendum: Annotated[Path | None, Parameter(help="the list of late recusals and used reserves, JSON")] = None,
) -> None:
    """Recompute a draw. Ends with 0 when it is valid, 1 with every reason when not, 2 when a file cannot be read."""
    from handlers.screens.draw_check import verdict_lines
    from rules.draw.reading import verify_files
    from rules.refusals import Refused

    try:
        added = (addendum.name, _read(addendum)) if addendum else None
        verdict = verify_files((file.name, _read(file)), commit, added)
    except Refused as refused:
        _unreadable(refused)
    for line in verdict_lines(verdict, file.name, is_held=commit is not None):
        say(line)
    if verdict.reasons:
        raise SystemExit(INVALID)


@draw.command
def rehearse(
    *,
    objects: Annotated[Path, Parameter(help="CSV: id,risk,category")],
    inspectors: Annotated[Path, Parameter(help="CSV: id,dept,quals, with ; between the quals")],
    exclusions: Annotated[Path | None, Parameter(help="CSV: id,reason")] = None,
    recusals: Annotated[Path | None, Parameter(help="CSV: inspector,object")] = None,
    params: Annotated[Path, Parameter(help="JSON: the parameters as in a proof")],
    dice: Annotated[str, Parameter(help="at least 20 digits, leading zeros kept", allow_leading_hyphen=True)],
    salt: Annotated[str, Parameter(help="any text", allow_leading_hyphen=True)],
    out: Annotated[Path, Parameter(help="where the proof is written")],
    draw_id: Annotated[str, Parameter(help="number of the draw")] = "演练",
    published_at: Annotated[str, Parameter(help="T0, such as 2026-03-01T01:00:00Z; now when not said")] = "",
    revealed_at: Annotated[str, Parameter(help="T1; a second after T0 when not said")] = "",
) -> None:
    """Run the whole protocol on plain files and write the proof: a rehearsal, which appoints nobody.

    Ends with 0, with 1 and everything that is to be mended, or with 2 when a file cannot be read or written.
    """
    from handlers.screens.draw_check import rehearsal_refused_lines, rehearsed_lines
    from rules.draw import rehearsal
    from rules.draw.commitment import INSTANT
    from rules.draw.lists import READERS
    from rules.draw.reading import read_json
    from rules.errors import draw_proofs as problems
    from rules.refusals import Refused

    given = {"objects": objects, "inspectors": inspectors, "exclusions": exclusions, "recusals": recusals}
    files = {part: path for part, path in given.items() if path}
    try:
        done = rehearsal.rehearse(
            {part: READERS[part](_read(path), path.name) for part, path in files.items()},
            read_json(_read(params), params.name),
            dice,
            salt,
            draw_id=draw_id,
            published_at=published_at or datetime.now(UTC).strftime(INSTANT),
            revealed_at=revealed_at,
        )
        if done.proof is None:
            names = {part: path.name for part, path in (files | {"params": params}).items()}
            for line in rehearsal_refused_lines(done, names):
                say(line)
            raise SystemExit(INVALID)
        try:
            out.write_bytes(done.proof.file())
        except OSError:
            raise Refused(problems.NOT_WRITTEN, path=out) from None
    except Refused as refused:
        _unreadable(refused)
    for line in rehearsed_lines(done.proof, str(out)):
        say(line)


@draw.command
def kit(folder: Annotated[Path, Parameter(help="the folder that gets the page and the script")]) -> None:
    """Write the page and the script with which anyone recomputes a draw without us."""
    from forms.draw_kit import kit as kit_files
    from rules.errors import draw_proofs as problems
    from rules.refusals import Refused

    for name, content in kit_files().items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        except OSError:
            _unreadable(Refused(problems.NOT_WRITTEN, path=folder / name))
        say(str(folder / name))


def _read(file: Path) -> bytes:
    from rules.errors import draw_proofs as problems
    from rules.refusals import Refused

    try:
        return file.read_bytes()
    except OSError:
        raise Refused(problems.FILE_UNREADABLE, path=file) from None


def _unreadable(refused: "Refused") -> NoReturn:
    tell(refused)
    raise SystemExit(UNREADABLE)
