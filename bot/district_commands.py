"""The command line of the district: `hecha district example`, `check`, `use`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from bot.console import kept_or_refuse, read_or_refuse, refuse, say

if TYPE_CHECKING:
    from rules.districts import District

district = App(name="district", help="The district and its departments: a file to fill in, checked, taken into use.")

DistrictFile = Annotated[Path, Parameter(help="a file as `hecha district example` prints it, filled in")]


@district.command
def example() -> None:
    """Print a file to fill in: hecha district example > district.toml."""
    from forms.districts import EXAMPLE

    say(EXAMPLE.read_text("utf-8").rstrip("\n"))


@district.command
def check(file: DistrictFile) -> None:
    """Check a file of the district by itself; what is in force already only `use` looks at. Nothing is changed."""
    found = _checked(read_or_refuse(file), file.name)
    say(
        f"{file} is whole: from {found.valid_from}, {len(found.departments)} departments. "
        f"Next: hecha district use {file}"
    )


@district.command
def use(file: DistrictFile) -> None:
    """Check a file of the district and take it into use; departments that it does not name stay as they are."""
    from hashlib import sha256

    from services.district_setup import use_district

    content = read_or_refuse(file)
    found = _checked(content, file.name)
    source = {"source": file.name, "source_sha256": sha256(content).hexdigest()}
    with kept_or_refuse() as uow:
        taken = use_district(uow, found, source)
    said = {"new": "entered", "replaced": "replaced", "same": "unchanged"}
    say(f"District {found.body['code']} from {found.valid_from}: {said[taken.profile]}.")
    say(f"Departments added: {_codes(taken.added)}; renamed: {_codes(taken.renamed)}.")


def _checked(content: bytes, name: str) -> "District":
    """Return the district of a file; end the program with all that is wrong in it."""
    from forms.toml_files import toml_data
    from rules.districts import DistrictWrong, read_district
    from rules.refusals import Refused

    try:
        return read_district(toml_data(content, name))
    except Refused as refused:
        refuse(refused)
    except DistrictWrong as wrong:
        refuse(*wrong.faults)


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "none"
