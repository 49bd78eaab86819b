"""The doors to other systems, for administrators: subscribers, sections on their way, tokens."""

from handlers.act import Act, Said
from handlers.buttons import HomeButton
from handlers.buttons_doors import DoorsButton
from handlers.screens.format import in_rows, local, rows, shortened, turning_row
from handlers.words import Words
from rules.messages import Button, Card, Row
from services.doors_desk import DOORS, TOKENS, DoorLine, view_doors
from services.forwarding import error_told

KEY = "doors"
NAME_SHOWN, LABEL_SHOWN, TOLD_SHOWN = 10.0, 8.0, 14.0
GOES_ON = {"dropped": "resume", "given_up": "again"}


def doors_button(words: Words, act: str, key: str, of: int = 0, page: int = 1, **values: str) -> Button:
    """Return a button of the doors, with values of its label."""
    data = DoorsButton(act=act, of=of, page=page).pack()
    return Button(words.plain(key, **values), data, steady=act not in GOES_ON.values())


def doors_screen(act: Act, kind: str = DOORS[0], page: int = 1, *, anew: bool = False) -> Said:
    """Return how one kind of doors is, and what can be gone on with."""
    words, found = act.words, view_doors(act.uow, act.actor, kind, page)
    lines = [words(f"doors-title-{found.kind}", total=found.total)]
    lines += [words(f"doors-line-{found.kind}", **_told(words, line)) for line in found.lines]
    if not found.total:
        lines.append(words(f"doors-none-{found.kind}"))
    elif found.kind == TOKENS or any(line.state in GOES_ON for line in found.lines):
        lines.append(words(f"doors-hint-{found.kind}"))
    going_on: list[Row] = [
        (
            doors_button(
                words,
                GOES_ON[line.state],
                f"button-doors-{GOES_ON[line.state]}-one",
                line.number,
                found.page,
                number=str(line.number),
                name=shortened(line.name, LABEL_SHOWN),
            ),
        )
        for line in found.lines
        if line.state in GOES_ON
    ]
    turning = turning_row(found.page, found.pages, lambda key, to: doors_button(words, found.kind, key, page=to))
    others = [doors_button(words, each, f"button-doors-{each}") for each in DOORS if each != found.kind]
    home: Row = (Button(words.plain("button-home"), HomeButton(view="open").pack(), steady=True),)
    return [Card(KEY, "\n".join(lines), rows(*going_on, turning, *in_rows(others, 2), home), anew=anew)]


def _told(words: Words, line: DoorLine) -> dict[str, str]:
    # Whoever runs the machine calls it by the same number.
    return {
        "number": str(line.number),
        "name": shortened(line.name, NAME_SHOWN),
        "state": line.state,
        "since": f"{local(line.since):%Y-%m-%d}" if line.since else "none",
        "told": shortened(error_told(line.told, words.language), TOLD_SHOWN) or "-",
    }
