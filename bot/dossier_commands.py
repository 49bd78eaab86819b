"""The command line of dossiers: `hecha dossier export`, `hecha dossier verify`, `hecha dossier erase`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from bot.console import kept_or_refuse, opened, refuse, say, settings_or_refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forms.dossier.packing import Stamp
    from services.papers import Wish
    from storage.files import FileStore

dossier = App(name="dossier", help="The whole of a visit as one archive that verifies with nothing but the file.")

Number = Annotated[str, Parameter(help="the visit's number, as it stands on the record")]
OPERATOR = "console"


@dossier.command
def export(
    visit: Number,
    *,
    out: Annotated[Path | None, Parameter(help="where to write it; dossier-NUMBER.zip by default")] = None,
) -> None:
    """Write the dossier of a visit, and say what its archive still lacks."""
    from forms.dossier.packing import pack
    from handlers.screens.dossier import exported_lines
    from rules.errors import dossiers as problems
    from rules.refusals import Refused
    from services.dossier import gather, papers_wanted
    from storage.files import FileStore

    files, place = FileStore(settings_or_refuse().files), out or Path(f"dossier-{visit}.zip")

    def read(sha256: str) -> bytes:
        try:
            return files.read(sha256)
        except FileNotFoundError:
            raise Refused(problems.NOT_AT_HAND, sha256=sha256) from None

    try:
        with opened(is_kept=False) as uow:
            wanted = papers_wanted(uow, visit)
        if wanted:
            _print(wanted, files)
        with opened(is_kept=True) as uow:
            found = gather(uow, visit, files.keep)
        pack(place, found.links, found.openings, found.files, read, _stamp_of(str(found.links[-1]["hash"])))
    except Refused as refused:
        refuse(refused)
    except OSError as error:
        refuse(Refused(problems.NOT_WRITTEN, path=place, because=error.strerror or type(error).__name__))
    for line in exported_lines(str(place), len(found.links), len(found.files), found.held, found.missing):
        say(line)


def _print(wishes: "Sequence[Wish]", files: "FileStore") -> None:
    """Print papers that are wanted and not there yet; one that cannot be printed stays among what is missing."""
    from bot.printing import Printing

    printing = Printing(files, partial(opened, is_kept=False), settings_or_refuse())
    for wish in wishes:
        keep = printing.print_wish(wish)
        with opened(is_kept=True) as uow:
            keep(uow)


def _stamp_of(head: str) -> "Stamp | None":
    """Return the authority's time stamp on a head, none where no authority is set. Raises `Refused`."""
    settings = settings_or_refuse()
    if not settings.tsa_url:
        return None
    from bot.stamp_certificate import read_certificate
    from bot.timestamping import Authority
    from forms.dossier.packing import Stamp

    certificate = read_certificate(settings.tsa_certificate) if settings.tsa_certificate else None
    return Stamp(Authority(settings.tsa_url).stamp(head), certificate)


@dossier.command
def verify(
    file: Annotated[Path, Parameter(help="the archive")],
    *,
    printed: Annotated[str, Parameter(help="the hash at the foot of a paper, which the dossier must hold")] = "",
) -> None:
    """Say everything that is wrong with a dossier, or that it is whole. Needs neither a token nor a database."""
    from forms.dossier.checking import check_dossier
    from handlers.screens.dossier import checked_lines
    from rules.refusals import Refused

    try:
        checked = check_dossier(file, printed)
    except Refused as refused:
        refuse(refused)
    for line in checked_lines(checked):
        say(line)
    if checked.faults:
        raise SystemExit(1)


@dossier.command
def erase(
    visit: Number,
    *,
    event: Annotated[int, Parameter(help="the number of the event that holds a sealed value")] = 0,
    path: Annotated[str, Parameter(help="the value's path in the event, as openings.jsonl has it")] = "",
    file: Annotated[str, Parameter(help="the SHA-256 of a file")] = "",
) -> None:
    """Erase a personal value or a file of a visit for good, as the law may ask, with every print that shows it; the
    chain stays valid and says so.
    """
    from handlers.screens.dossier import erased_lines, erasing_lines
    from rules.errors import dossiers as problems
    from rules.refusals import Refused
    from services import erasure
    from storage.files import FileStore

    if not (file or (event and path)):
        refuse(Refused(problems.ERASE_WHAT))
    files = FileStore(settings_or_refuse().files)
    with kept_or_refuse() as uow:
        if file:
            erased = erasure.erase_file(uow, OPERATOR, visit, file, files.read)
        else:
            erased = erasure.erase_value(uow, OPERATOR, visit, event, path, files.read)
        for line in erasing_lines(erased):
            say(line)
    for sha256 in erased.free:
        # Only now: what is not noted as erased must still be there.
        files.erase(sha256)
    for line in erased_lines(visit, file or f"{event} {path}"):
        say(line)
