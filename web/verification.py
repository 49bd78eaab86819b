"""The page behind the code on a printed paper: whether the visit is real, who comes, what for, and what one may do."""

import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rules.verification import Claim, read_code
from services.verification import (
    PATH,
    Office,
    copy_of_addendum,
    copy_of_record,
    is_addendum_erased,
    is_record_erased,
    office_of,
    secret_of,
    verified_visit,
)
from web.pages import Pages
from web.roots import ROOTS

RECORD = "record.pdf"
ADDENDUM = "addendum-{serial}.pdf"
SERIAL = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


class VerificationPages:
    """Answers whoever holds a paper."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._secret = b""

    def routes(self) -> Sequence[Route]:
        """Return where they stand below the public address."""
        return (
            Route(f"/{PATH}/{{code}}", self.show),
            Route(f"/{PATH}/{{code}}/{RECORD}", self.give_record),
            Route(f"/{PATH}/{{code}}/{ADDENDUM}", self.give_addendum),
        )

    def show(self, request: Request) -> Response:
        """Tell the visit of a true code."""
        return self._told(request, 200)

    def _told(self, request: Request, status: int) -> Response:
        claim = self._claim(request)
        with self._pages.looking() as uow:
            verified = verified_visit(uow, claim) if claim else None
            office = office_of(uow)
        if verified is None:
            return self._pages.unknown(request.scope, office)
        # The browser cannot resolve it against anything but this very page, whatever a proxy puts before it.
        is_below = status != 200
        below = "." if is_below else request.path_params["code"]
        copies = {each.serial: f"{below}/{ADDENDUM.format(serial=each.serial)}" for each in verified.addenda}
        facts = {"visit": verified, "office": office, "copy": f"{below}/{RECORD}", "copies": copies}
        roots = f"../../{ROOTS}" if is_below else f"../{ROOTS}"
        return self._pages.page(request.scope, status, "verified.html", roots=roots, **facts)

    def give_record(self, request: Request) -> Response:
        """Give the file of the record to the holder of a record's code."""
        claim = self._claim(request)
        with self._pages.looking() as uow:
            copy = copy_of_record(uow, claim) if claim else None
            is_erased = copy is None and claim is not None and is_record_erased(uow, claim)
            office = office_of(uow)
        return self._told(request, 410) if is_erased else self._given(request, copy, office, "记录表")

    def give_addendum(self, request: Request) -> Response:
        """Give the file of a signed addendum to the holder of its record's code."""
        claim, serial = self._claim(request), request.path_params["serial"]
        with self._pages.looking() as uow:
            of = int(serial) if SERIAL.fullmatch(serial) else 0
            copy = copy_of_addendum(uow, claim, of) if claim else None
            is_erased = copy is None and claim is not None and is_addendum_erased(uow, claim, of)
            office = office_of(uow)
        return self._told(request, 410) if is_erased else self._given(request, copy, office, "更正说明")

    def _given(self, request: Request, copy: tuple[str, str] | None, office: Office, paper: str) -> Response:
        if copy is None:
            return self._pages.unknown(request.scope, office)
        number, sha256 = copy
        return self._pages.file(sha256, "application/pdf", f"{paper}_{number}.pdf")

    def _claim(self, request: Request) -> Claim | None:
        if not self._secret:
            with self._pages.looking() as uow:
                self._secret = secret_of(uow)
        return read_code(self._secret, request.path_params["code"])
