"""The command line of the municipal platform: `hecha platform import`, `list`, `export`, `keyed`, `columns`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from bot.column_commands import columns
from bot.console import kept_or_refuse, opened, read_or_refuse, refuse, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rules.refusals import Refused
    from services.access import Actor
    from storage.unit_of_work import UnitOfWork

platform = App(name="platform", help="The municipal platform: tasks in, results out, what still has to be keyed there.")
platform.command(columns)

Person = Annotated[str, Parameter(name="--as", help="the code of the person who does it, such as a clerk's SJ-05")]


@platform.command(name="import")
def import_(
    file: Annotated[Path, Parameter(help="a table of the platform, .xlsx, .xls or .csv")], *, as_: Person
) -> None:
    """Take in tasks that the platform has drawn, or numbers under which results were keyed: all of it or nothing."""
    from hashlib import sha256

    from handlers import notices
    from rules.refusals import Refused
    from services.platform_import import take_in_table

    content = read_or_refuse(file)
    rows = _rows(content, file.name)
    try:
        with opened(is_kept=True) as uow:
            taken = take_in_table(uow, _actor(uow, as_), rows, sha256(content).hexdigest())
            notices.tell(uow)
    except Refused as refused:
        refuse(*(_rows_refused(rows, as_) or [refused]))
    say(
        f"{taken.campaigns} campaigns and {taken.tasks} tasks entered, {taken.keyed} results noted as keyed; "
        f"{taken.same} were there already."
    )


def _rows(content: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Return the rows of a table; end the program in words when it is none of the platform's."""
    from tempfile import TemporaryDirectory

    from bot.registry_reader import look_into
    from forms.registry_reading import OF_HEADINGS
    from rules.errors import problem
    from rules.platform_columns import unlike
    from rules.refusals import Refused
    from services.keyed_values import columns_of

    try:
        with opened(is_kept=False) as uow:
            columns = columns_of(uow)
    except Refused as refused:
        refuse(refused)
    with TemporaryDirectory() as folder:
        found = look_into(Path(folder), content, name, {}, columns.to_dict())
    if faults := [each for each in found.get("faults", ()) if each["code"] not in OF_HEADINGS]:
        reasons = [(each, Refused(problem(each["code"]), **each["params"])) for each in faults]
        refuse(*(_at(each["row"], each["column"], reason) for each, reason in reasons))
    if "platform" not in found:
        refuse(unlike(columns))
    return [(number, cells) for number, cells in found["rows"]]


def _rows_refused(rows: "Sequence[tuple[int, list[str]]]", as_: str) -> "list[Refused]":
    """Return why each row cannot be taken; none where the table as a whole cannot. Whatever is tried is taken back."""
    from rules.refusals import Refused
    from services.platform_import import check_table

    found: list[Refused] = []
    try:
        with opened(is_kept=True) as uow:
            checked = check_table(uow, _actor(uow, as_), rows)
            found += [_at(each.row, each.column, each.reason) for each in checked.refused]
            raise _TakenBack
    except (Refused, _TakenBack):
        return found


def _at(row: int | None, column: str | None, reason: "Refused") -> "Refused":
    from rules.errors.api import PLATFORM_ROW
    from rules.errors.platform_columns import CELL
    from rules.refusals import Refused

    if row is None:
        return reason
    if column is None:
        return Refused(PLATFORM_ROW, row=row, reason=reason)
    return Refused(CELL, row=row, column=column, reason=reason)


class _TakenBack(Exception):
    """All that was tried is taken back."""


@platform.command(name="list")
def list_(*, as_: Person) -> None:
    """Print what still has to be keyed: number of the result, object."""
    from services.keying import keying_page

    with opened(is_kept=False) as uow:
        actor, page = _actor(uow, as_), 1
        while True:
            found = keying_page(uow, actor, page)
            for line in found.lines:
                say(f"{line.result}  {line.short_name}")
            if page >= found.pages:
                break
            page += 1
        if not found.total:
            say(f"Nothing is to be keyed by {as_}.")


@platform.command
def export(
    *,
    out: Annotated[Path, Parameter(help="the file to write, .xlsx or .csv")],
    as_: Person,
    done: Annotated[bool, Parameter(help="what was keyed, instead of what is to be")] = False,
) -> None:
    """Write results in the platform's columns."""
    from forms.spreadsheets import workbook_of
    from forms.tables import csv_of
    from rules.errors import operation as problems
    from rules.refusals import Refused
    from services.keying import keying_table
    from services.publishers import departments_prepared_by

    making = {".xlsx": lambda table: workbook_of([table]), ".csv": csv_of}.get(out.suffix.lower())
    if making is None:
        refuse(Refused(problems.FILE_KIND_WRONG, file=out, kinds=".xlsx, .csv"))
    try:
        with opened(is_kept=False) as uow:
            table = keying_table(uow, departments_prepared_by(uow, _actor(uow, as_)), done=done)
        out.write_bytes(making(table))
    except OSError as error:
        refuse(Refused(problems.FILE_UNWRITABLE, file=out, because=error.strerror))
    except Refused as refused:
        refuse(refused)
    say(f"{out}: {len(table.rows)} results")


@platform.command
def keyed(
    result: Annotated[str, Parameter(help="the number of the result, such as 017-03-1")],
    number: Annotated[str, Parameter(help="the number that the platform gave")] = "",
    *,
    as_: Person,
) -> None:
    """Note that a result was keyed."""
    from services.keying import keyed_before, mark_keyed, section_numbered

    with kept_or_refuse() as uow:
        section = section_numbered(uow, result)
        before = keyed_before(uow, section)[2]
        mark_keyed(uow, _actor(uow, as_), section, number or None)
        now = keyed_before(uow, section)[2]
    say(f"{result} is noted as keyed{f' under {now}' if now else ''}.")
    if before not in (None, now):
        say(f"It was noted under {before} before.")


def _actor(uow: "UnitOfWork", code: str) -> "Actor":
    from rules.refusals import Refused
    from services.console import person_coded

    try:
        return person_coded(uow, code)
    except Refused as refused:
        refuse(refused)
