"""Draws for everybody: every commitment from the moment it is made, the proof of what came out, what was given up.

Whoever copies a commitment before the dice are thrown can later hold the proof against it. The kit's page recomputes
in the reader's own browser; everything else reads without a script.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from forms.draw_kit import PAGE_NAME, SCRIPT_NAME, verification_page, verification_script
from services.draw_lists import proof_of
from services.public_draws import commitment_published, draw_named, lists_published, public_draw, public_draws
from services.verification import office_of
from storage.tables import Draw
from storage.unit_of_work import UnitOfWork
from web.pages import NUMBER, Pages, keepable

DRAWS = "draws"
PROOF, COMMIT, ADDENDUM, LISTS = "proof.json", "commit.json", "addendum.json", "lists.json"
PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
POLICY = "content-security-policy"


class DrawPages:
    """Publishes draws; who was drawn stands there by code, and of a sealed draw not before it is open."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def routes(self) -> Sequence[Route]:
        """Return where they stand below the public address."""
        return (
            Route(f"/{DRAWS}", self.list_all),
            Route(f"/{DRAWS}/{PAGE_NAME}", self.give_page),
            Route(f"/{DRAWS}/{SCRIPT_NAME}", self.give_script),
            Route(f"/{DRAWS}/{{number}}", self.show),
            Route(f"/{DRAWS}/{{number}}/{{file}}", self.give_file),
        )

    def list_all(self, request: Request) -> Response:
        """Tell all draws, the newest first."""
        with self._pages.looking() as uow:
            page = _page(request)
            (draws, pages), office = public_draws(uow, page), office_of(uow)
        facts = {"draws": draws, "page": page, "pages": pages, "below": f"{DRAWS}/", "kit": f"{DRAWS}/{PAGE_NAME}"}
        return keepable(
            request, self._pages.page(request.scope, 200, "draws.html", kept=_kept(page), office=office, **facts)
        )

    def show(self, request: Request) -> Response:
        """Tell one draw: what was committed to, and once it is open what came out."""
        number = request.path_params["number"]
        with self._pages.looking() as uow:
            office, row = office_of(uow), _named(uow, number)
            draw = public_draw(uow, row, _page(request)) if row else None
        if draw is None:
            return self._pages.missing(request.scope, office)
        facts = {"draw": draw, "below": f"{number}/", "listing": f"../{DRAWS}", "kit": PAGE_NAME, "script": SCRIPT_NAME}
        kept = _kept(draw.page)
        return keepable(
            request, self._pages.page(request.scope, 200, "draw.html", top="../", kept=kept, office=office, **facts)
        )

    def give_file(self, request: Request) -> Response:
        """Give a draw's commitment, its proof, its addendum, or the lists of one that was given up as a file."""
        number, file = request.path_params["number"], request.path_params["file"]
        with self._pages.looking() as uow:
            office, row = office_of(uow), _named(uow, number)
            is_open = row is not None and public_draw(uow, row, 1).listed.is_open
            made = self._made(uow, row, file, is_open=is_open) if row else None
        return made or self._pages.missing(request.scope, office)

    def _made(self, uow: UnitOfWork, draw: Draw, file: str, *, is_open: bool) -> Response | None:
        if file == COMMIT:
            return JSONResponse(commitment_published(draw))
        if draw.state == "committed" or not is_open:
            return None
        if file == LISTS and draw.state == "abandoned":
            named = {"content-disposition": f'attachment; filename="lists-{draw.number}.json"'}
            return JSONResponse(lists_published(uow, draw), headers=named)
        if draw.revealed_at is None:
            return None
        if file == ADDENDUM and draw.addendum:
            data = json.dumps(draw.addendum, ensure_ascii=False, indent=1).encode()
            return self._pages.given(data, "application/json", f"addendum-{draw.number}.json")
        if file == PROOF:
            kept = draw.proof_sha256
            data = self._pages.read(kept) if kept else proof_of(draw).file()
            return self._pages.given(data, "application/json", f"draw-{draw.number}.json")
        return None

    def give_page(self, request: Request) -> Response:
        """Give the page that recomputes a proof: its own script may run, and reach nothing."""
        page = verification_page()
        return Response(page, media_type="text/html", headers={POLICY: policy_of(page)})

    def give_script(self, request: Request) -> Response:
        """Give the script that recomputes a proof."""
        return self._pages.given(verification_script(), "text/x-python", SCRIPT_NAME)


def _named(uow: UnitOfWork, number: str) -> Draw | None:
    return draw_named(uow, number) if NUMBER.fullmatch(number) else None


def policy_of(page: bytes) -> str:
    """Return the policy by which a page may run exactly what is written in it."""

    def hashes(tag: bytes) -> str:
        found = re.findall(b"<%s>(.*?)</%s>" % (tag, tag), page, re.DOTALL)
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(each).digest()).decode()}'" for each in found)

    return (
        f"default-src 'none'; style-src {hashes(b'style')}; script-src {hashes(b'script')}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _kept(page: int) -> dict[str, str]:
    return {"page": str(page) if page > 1 else ""}


def _page(request: Request) -> int:
    asked = request.query_params.get("page", "1")
    return int(asked) if PAGE.fullmatch(asked) else 1
