"""What strangers and other programs ask for holds up nobody: not the updates, not the writer, not the loop."""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

import httpx
import jinja2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from services.api_tokens import revoke_token
from storage.unit_of_work import UnitOfWork
from tests.web.api_called import Api
from tests.web.conftest import Office
from tests.web.dashboard_office import DashboardOffice
from tests.web.pad_desk import MARKS, Desk, desk_in, post
from web import api as web_api
from web import api_operations, dashboard, public, signing
from web.signing import signing_pages
from web.strictness import BURST
from web.turns import crowded
from web.webhook import SECRET_HEADER, Update, webhook_route

# As many as Starlette has for pages.
THREADS = 40


class SlowApi(Api):
    """An API whose acts wait until they may."""

    may_act = threading.Event()
    acting_now = 0
    is_acting = threading.Event()

    @contextmanager
    def acting(self) -> Iterator[UnitOfWork]:
        self.acting_now += 1
        self.is_acting.set()
        assert self.may_act.wait(20)
        with super().acting() as uow:
            yield uow


async def test_other_programs_that_write_take_few_connections(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_operations, "WRITING_AT_ONCE", 1)
    monkeypatch.setattr(api_operations, "TURN_SECONDS", 0)
    token = Api(office.database, office.folder).token()
    api = SlowApi(office.database, office.folder)
    async with api.line(token) as line:
        first = asyncio.create_task(line.get("results"))
        assert await asyncio.to_thread(api.is_acting.wait, 20)
        second = await line.get("results")
        assert (second.status_code, second.headers["retry-after"], api.acting_now) == (503, "5", 1)
        api.may_act.set()
        assert (await first).status_code == 200
        assert (await line.get("results")).status_code == 200


async def test_updates_and_signatures_go_on_while_pages_have_taken_every_thread() -> None:
    kept: list[dict[str, Any]] = []
    inside, may_go = threading.Semaphore(0), threading.Event()

    def wait(_request: Request) -> Response:
        inside.release()
        assert may_go.wait(30)
        return Response()

    def store(updates: Sequence[Update]) -> bool:
        kept.extend(updates)
        return True

    def unasked(*_: object) -> Any:
        raise AssertionError

    pads = signing_pages("", signing.Office("7:token", unasked, unasked, unasked, unasked))
    app = Starlette(routes=[webhook_route("/hook", "secret", store), *pads, Route("/", wait)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as line:
        waiting = [asyncio.create_task(line.get("/")) for _ in range(THREADS)]
        try:
            for _ in waiting:
                assert await asyncio.to_thread(inside.acquire, True, 20)
            storing = line.post("/hook", json={"update_id": 7}, headers={SECRET_HEADER: "secret"})
            assert (await asyncio.wait_for(storing, 5)).status_code == 200
            assert (await asyncio.wait_for(line.get("/a/7"), 5)).status_code == 200
        finally:
            may_go.set()
            await asyncio.gather(*waiting)
    assert kept == [{"update_id": 7}]


@pytest.mark.parametrize("place", ["/hecha/results", "/hecha/s/x"])
async def test_who_asks_too_often_is_told_so_with_a_page_that_is_there_already(
    office: Office, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = [0]
    render = jinja2.Template.render

    def counted(template: jinja2.Template, *args: Any, **kwargs: Any) -> str:
        drawn[0] += 1
        return render(template, *args, **kwargs)

    pages = desk_in(office).app() if "/s/" in place else office.app()
    async with office.line(pages) as line:
        for _ in range(BURST):
            await line.get("/hecha/s/x" if "/s/" in place else "/hecha/nothing")
        monkeypatch.setattr(jinja2.Template, "render", counted)
        for language in ("zh-CN", "en"):
            told = [await line.get(place, headers={"accept-language": language}) for _ in range(3)]
            assert {answer.status_code for answer in told} == {429}
            assert {answer.headers["content-language"] for answer in told} == {language}
            assert len({answer.text for answer in told}) == 1
    assert drawn[0] <= 2


async def test_of_a_crowd_no_more_are_let_in_than_are_answered_soon_and_slow_readers_keep_nobody_out() -> None:
    may_answer, may_end = asyncio.Event(), asyncio.Event()
    entered, answered = asyncio.Semaphore(0), asyncio.Semaphore(0)

    async def slow(_scope: Scope, _receive: Receive, send: Send) -> None:
        entered.release()
        await may_answer.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        answered.release()
        await may_end.wait()
        await send({"type": "http.response.body", "body": b"whole"})

    app = crowded(slow, 2, lambda _scope: Response(status_code=503))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as line:
        first = [asyncio.create_task(line.get("/")) for _ in range(2)]
        for _ in first:
            await entered.acquire()
        assert (await line.get("/")).status_code == 503
        may_answer.set()
        for _ in first:
            await answered.acquire()
        # Both answers stand and are still being read.
        third = asyncio.create_task(line.get("/"))
        await entered.acquire()
        may_end.set()
        assert [answer.text for answer in await asyncio.gather(*first, third)] == ["whole"] * 3


def doors(office: Office, door: Any) -> tuple[Starlette, str]:
    """What strangers may ask, each with an address of its own that all may know."""
    made: dict[Any, Callable[[], tuple[Starlette, str]]] = {
        public: lambda: (office.app(), "/hecha/results"),
        web_api: lambda: (Api(office.database, office.folder).app(), "/hecha/api/v1/results"),
        dashboard: lambda: (DashboardOffice(office).app(), "/hecha/b/nobody"),
    }
    return made[door]()


@pytest.mark.parametrize(("door", "status"), [(public, 200), (web_api, 401), (dashboard, 404)])
async def test_all_the_world_together_has_an_allowance_as_well(
    office: Office, door: Any, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if door is public:
        monkeypatch.setattr(public, "PAGES", replace(public.PAGES, burst=5))
    else:
        monkeypatch.setattr(door, "BURST_OF_ALL", 5)
    app, place = doors(office, door)
    async with office.line(app) as line:
        told = [await line.get(place, headers={"x-forwarded-for": f"198.51.100.{n}"}) for n in range(8)]
        assert [answer.status_code for answer in told] == [status] * 5 + [503] * 3
        if door is public:
            office.now += 1
            again = await line.get(place, headers={"x-forwarded-for": "198.51.100.9"})
            assert again.status_code == 200


@pytest.mark.parametrize(("flooded", "asked"), [("results", "v/AAAA"), ("open-data", "results"), ("v/AAAA", "results")])
async def test_whoever_empties_one_shelf_shuts_nobody_out_of_the_others(
    office: Office, flooded: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PAPERS", "PAGES", "DATA"):
        monkeypatch.setattr(public, name, replace(getattr(public, name), burst=5))
    async with office.line() as line:

        async def ask(place: str, number: int) -> int:
            told = await line.get(f"/hecha/{place}", headers={"x-forwarded-for": f"198.51.100.{number}"})
            return told.status_code

        assert [await ask(flooded, n) for n in range(6)][-1] == 503
        assert await ask(asked, 7) != 503


async def test_whose_token_or_ticket_was_accepted_is_not_shut_out_by_all_the_world(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_api, "BURST_OF_ALL", 5)
    monkeypatch.setattr(dashboard, "BURST_OF_ALL", 5)
    api, page = Api(office.database, office.folder), DashboardOffice(office)
    token, link = api.token(), page.link()
    shown = {"authorization": f"Bearer {token}"}

    async def flood(line: httpx.AsyncClient, place: str) -> None:
        told = [await line.get(place, headers={"x-forwarded-for": f"198.51.100.{n}"}) for n in range(6)]
        assert told[-1].status_code == 503

    async with office.line(api.app()) as line:
        place = "/hecha/api/v1/results"
        assert (await line.get(place, headers=shown)).status_code == 200
        await flood(line, place)
        assert (await line.get(place, headers=shown)).status_code == 200
        with api.acting() as uow:
            revoke_token(uow, 1)
        # Once it was refused, it is a stranger's.
        assert [(await line.get(place, headers=shown)).status_code for _ in range(2)] == [401, 503]
    async with office.line(page.app()) as line:
        assert (await line.post(link)).status_code == 303
        await flood(line, "/hecha/b/nobody")
        assert (await line.get(link)).status_code == 200


@pytest.mark.parametrize(
    ("door", "words"),
    [
        (public, "This cannot be told now"),
        (web_api, "It cannot be answered now"),
        (dashboard, "This cannot be told now"),
    ],
)
async def test_what_strangers_ask_leaves_threads_for_others(
    office: Office, door: Any, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if door is public:
        monkeypatch.setattr(public, "PAGES", replace(public.PAGES, in_hand=0))
    else:
        monkeypatch.setattr(door, "MOST_IN_HAND", 0)
    app, place = doors(office, door)
    async with office.line(app) as line:
        told = await line.get(place, headers={"accept-language": "en"})
    assert (told.status_code, told.headers["retry-after"]) == (503, "5")
    assert words in told.text


@pytest.fixture
def desk(office: Office) -> "CountingDesk":
    made = desk_in(office)
    return CountingDesk(made.office, made.now)


class CountingDesk(Desk):
    """A desk that counts how often its writer was taken."""

    acts = 0

    def act(self) -> AbstractContextManager[UnitOfWork]:
        self.acts += 1
        return super().act()


async def test_who_shows_nothing_true_does_not_take_the_writer(desk: CountingDesk) -> None:
    pad_id, party = desk.pad(), desk.pad("party")
    link = desk.link(party)
    async with desk.line() as line:
        ticket = (await post(line, f"s/{link}/open")).json()["ticket"]
        desk.acts = 0
        for place, sent, code in (
            (f"a/{pad_id}/open", {"launch": "user=1&hash=0"}, "SIGNPAD_005"),
            (f"a/{pad_id}/open", {"launch": desk.launch(age=301)}, "SIGNPAD_006"),
            (f"a/{pad_id}/open", {"ticket": "x"}, "SIGNPAD_011"),
            (f"a/{pad_id}/marks", {"ticket": "x", "first": 1, "marks": MARKS}, "SIGNPAD_011"),
            ("s/x/open", {}, "SIGNPAD_002"),
            (f"s/{link}/open", {}, "SIGNPAD_004"),
            ("s/x/marks", {"ticket": ticket, "first": 1, "marks": MARKS}, "SIGNPAD_002"),
        ):
            assert (await post(line, place, **sent)).json()["code"] == code, place
        assert desk.acts == 0
        await post(line, f"s/{link}/marks", ticket=ticket, first=1, marks=MARKS)
        assert (desk.acts, len(desk.marks())) == (1, len(MARKS))
