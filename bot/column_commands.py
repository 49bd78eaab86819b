"""The command line of the platform's columns: `hecha platform columns check`, `use`."""

from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from bot.console import kept_or_refuse, read_or_refuse, refuse, say

columns = App(name="columns", help="The platform's columns: a file of them checked, taken into use.")

ColumnsFile = Annotated[Path, Parameter(help="a file in the shape of forms/platforms/municipal.toml")]


@columns.command
def check(file: ColumnsFile) -> None:
    """Check a file of columns; nothing is changed."""
    _checked(read_or_refuse(file), file.name)
    say(f"{file} can be used.")


@columns.command
def use(file: ColumnsFile) -> None:
    """Check a file of columns and take it into use, from now on."""
    from hashlib import sha256

    from services.platform_columns import use_columns

    content = read_or_refuse(file)
    data = _checked(content, file.name)
    with kept_or_refuse() as uow:
        use_columns(uow, data, sha256(content).hexdigest())
    say(f"{file} is in use: exports have its headings, tables are read by them.")


def _checked(content: bytes, name: str) -> dict[str, Any]:
    """Return the columns of a file; end the program with all that is wrong with them."""
    from forms.toml_files import toml_data
    from rules.platform_columns import ColumnsWrong, read_columns
    from rules.refusals import Refused

    try:
        return read_columns(toml_data(content, name)).to_dict()
    except Refused as refused:
        refuse(refused)
    except ColumnsWrong as wrong:
        refuse(*wrong.faults)
