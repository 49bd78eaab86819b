"""The command line of the municipal platform: `hecha platform import`, `list`, `export`, `keyed`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from bot.console import kept_or_refuse, opened, refuse, say

if TYPE_CHECKING:
    from services.access import Actor
    from storage.unit_of_work import UnitOfWork

platform = App(name="platform", help="The municipal platform: tasks in, results out, what still has to be keyed there.")

Person = Annotated[str, Parameter(name="--as", help="the code of the person who does it, such as a clerk's SJ-05")]


@platform.command(name="import")
def import_(
    file: Annotated[Path, Parameter(help="a table of the platform, .xlsx, .xls or .csv")], *, as_: Person
) -> None:
    """Take in tasks that the platform has drawn, or numbers under which results were keyed: all of it or nothing."""
    from hashlib import sha256
    from tempfile import TemporaryDirectory

    from bot.registry_reader import look_into
    from forms.registry_reading import OF_HEADINGS
    from handlers import notices
    from rules.errors import api as door_problems
    from rules.errors import operation as problems
    from rules.errors import problem
    from rules.refusals import Refused
    from services.keyed_values import columns_of
    from services.platform_import import take_in_table

    try:
        content = file.read_bytes()
        with opened(is_kept=False) as uow:
            columns = columns_of(uow)
    except OSError as error:
        refuse(Refused(problems.FILE_UNREADABLE, file=file, because=error.strerror))
    except Refused as refused:
        refuse(refused)
    with TemporaryDirectory() as folder:
        found = look_into(Path(folder), content, file.name, {}, columns.to_dict())
    if faults := [each for each in found.get("faults", ()) if each["code"] not in OF_HEADINGS]:
        refuse(*(Refused(problem(each["code"]), **each["params"]) for each in faults))
    if "platform" not in found:
        wanted = ", ".join(each.headings[0] for each in columns.tasks)
        refuse(Refused(door_problems.PLATFORM_COLUMNS_MISSING, columns=wanted))
    with kept_or_refuse() as uow:
        rows = [(number, cells) for number, cells in found["rows"]]
        taken = take_in_table(uow, _actor(uow, as_), rows, sha256(content).hexdigest())
        notices.tell(uow)
    say(
        f"{taken.campaigns} campaigns and {taken.tasks} tasks entered, {taken.keyed} results noted as keyed; "
        f"{taken.same} were there already."
    )


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
                return
            page += 1


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
    from services.keying import keying_table
    from services.publishers import departments_prepared_by

    with opened(is_kept=False) as uow:
        table = keying_table(uow, departments_prepared_by(uow, _actor(uow, as_)), done=done)
    out.write_bytes(csv_of(table) if out.suffix.lower() == ".csv" else workbook_of([table]))
    say(f"{out}: {len(table.rows)} results")


@platform.command
def keyed(
    result: Annotated[str, Parameter(help="the number of the result, such as 017-03-1")],
    number: Annotated[str, Parameter(help="the number that the platform gave")] = "",
    *,
    as_: Person,
) -> None:
    """Note that a result was keyed."""
    from services.keying import mark_keyed, section_numbered

    with kept_or_refuse() as uow:
        mark_keyed(uow, _actor(uow, as_), section_numbered(uow, result), number or None)
    say(f"{result} is noted as keyed.")


def _actor(uow: "UnitOfWork", code: str) -> "Actor":
    from rules.refusals import Refused
    from services.console import person_coded

    try:
        return person_coded(uow, code)
    except Refused as refused:
        refuse(refused)
