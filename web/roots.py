"""The days' roots for everybody: a page a month, all of them as JSON, and the time stamps as files.

Whoever keeps them elsewhere can later be shown, or show, what the office's records were on a day.
"""

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.anchoring import DailyRoot, daily_roots, installation_mark
from services.verification import office_of
from web.draws import DRAWS
from web.pages import Pages

ROOTS = "roots"
STAMP = "{day}.tsr"
CERTIFICATE = "tsa.pem"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


class RootPages:
    """Publishes the roots; none of them says anything of any visit."""

    def __init__(self, pages: Pages, certificate: bytes | None) -> None:
        self._pages = pages
        # Of the authority that stamps, as PEM.
        self._certificate = certificate

    def routes(self) -> Sequence[Route]:
        """Return where they stand below the public address."""
        return (
            Route(f"/{ROOTS}", self.show),
            Route(f"/{ROOTS}.json", self.list_all),
            Route(f"/{ROOTS}/{STAMP}", self.give_stamp),
            Route(f"/{ROOTS}/{CERTIFICATE}", self.give_certificate),
            Route(f"/{ROOTS}/{{month}}", self.show),
        )

    def show(self, request: Request) -> Response:
        """Tell the roots of a month, of the newest one when none is asked for."""
        asked = request.path_params.get("month")
        with self._pages.looking() as uow:
            known, office = daily_roots(uow), office_of(uow)
        months = sorted({_month(each) for each in known})
        month = asked or next(reversed(months), "")
        if asked and asked not in months:
            return self._pages.missing(request.scope, office)
        # As from a paper's own page: nothing but this address is known to hold.
        listing, below = (f"../{ROOTS}", "") if asked else (ROOTS, f"{ROOTS}/")
        return self._pages.page(
            request.scope,
            200,
            "roots.html",
            top="../" if asked else "",
            office=office,
            roots=[each for each in known if _month(each) == month],
            stamps={each.day: f"{below}{STAMP.format(day=each.day)}" for each in known if each.token},
            draws=f"../{DRAWS}" if asked else DRAWS,
            certificate=f"{below}{CERTIFICATE}" if self._certificate else "",
            all=f"{listing}.json",
            before=next((f"{below}{each}" for each in reversed(months) if each < month), ""),
            after=next((f"{below}{each}" for each in months if each > month), ""),
        )

    def list_all(self, request: Request) -> Response:
        """Give all roots to machines, the newest first."""
        with self._pages.looking() as uow:
            known, office, mark = daily_roots(uow), office_of(uow), installation_mark(uow)
        told = [
            {
                "day": each.day.isoformat(),
                "root": each.root,
                "chains": each.chains,
                "time_stamp": f"{ROOTS}/{STAMP.format(day=each.day)}" if each.token else None,
            }
            for each in known
        ]
        certificate = f"{ROOTS}/{CERTIFICATE}" if self._certificate else None
        name = office.issuing_office["zh"]
        return JSONResponse({"office": name, "installation": mark, "certificate": certificate, "roots": told})

    def give_stamp(self, request: Request) -> Response:
        """Give the time stamp of a day's root as the authority answered."""
        day = request.path_params["day"]
        with self._pages.looking() as uow:
            tokens = {each.day.isoformat(): each.token for each in daily_roots(uow)} if DAY.fullmatch(day) else {}
            office = office_of(uow)
        token = tokens.get(day)
        if token is None:
            return self._pages.missing(request.scope, office)
        return self._pages.file(token, "application/timestamp-reply", f"{day}.tsr")

    def give_certificate(self, request: Request) -> Response:
        """Give the authority's certificate, against which its time stamps are checked."""
        if self._certificate is None:
            with self._pages.looking() as uow:
                office = office_of(uow)
            return self._pages.missing(request.scope, office)
        shown = {"content-disposition": f'attachment; filename="{CERTIFICATE}"'}
        return Response(self._certificate, media_type="application/x-pem-file", headers=shown)


def _month(root: DailyRoot) -> str:
    return root.day.isoformat()[:7]
