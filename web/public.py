"""All that the public sees without an account, below one address and one allowance: papers, draws, roots, plans,
results, open data.
"""

import time
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.routing import Mount

from web.draws import DrawPages
from web.guarding import Limits, guarded
from web.open_data import OpenData
from web.pages import Look, Pages, Read, headers
from web.plans import PlanPages
from web.results import ResultPages
from web.roots import RootPages
from web.strictness import strict
from web.verification import VerificationPages

# Some of the forty threads stay free for the API, the dashboard and whoever watches the machine.
MOST_IN_HAND = 26
# Of all readers together: a hundred thousand pages an hour, made in a fifth of a processor; updates need the rest.
BURST_OF_ALL = 120
PER_SECOND_OF_ALL = 30.0


def public_pages(
    prefix: str,
    look: Look,
    read: Read,
    clock: Callable[[], float] = time.monotonic,
    certificate: bytes | None = None,
) -> Mount:
    """Return the pages, all below one path.

    Args:
        prefix: The path of the public address, empty or like `/hecha`.
        look: Opens a unit of work that only reads; called on threads.
        read: Gives the bytes of a file by its SHA-256.
        clock: Seconds that only go forward.
        certificate: Of the time stamping authority, as PEM; none where there is none.
    """
    pages = Pages(look, read)
    routes = [
        *VerificationPages(pages).routes(),
        *RootPages(pages, certificate).routes(),
        *PlanPages(pages).routes(),
        *DrawPages(pages).routes(),
    ]
    # Only what is there is led to.
    places = frozenset(route.path.split("/")[1] for route in routes)
    routes += [*ResultPages(pages, places).routes(), *OpenData(pages).routes()]
    app = Starlette(
        routes=routes,
        exception_handlers={404: pages.know_nothing, 405: pages.know_nothing, Exception: pages.fail},
    )
    app.router.redirect_slashes = False
    limits = Limits(BURST_OF_ALL, PER_SECOND_OF_ALL, MOST_IN_HAND)
    answering = guarded(app, limits, clock, slow_down=pages.slow_down, come_again=pages.come_again)
    return Mount(prefix or "/", strict(answering, headers()))
