"""The program's web server: served from the moment the place is taken, stopped without half answers."""

import asyncio
import contextlib
import threading

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.site import CannotListen, Site
from tests.servers import free_port


class Slow:
    """A page that comes when it may."""

    def __init__(self) -> None:
        self.began, self.may_answer = threading.Event(), threading.Event()

    def answer(self, _: Request) -> Response:
        self.began.set()
        assert self.may_answer.wait(10)
        return PlainTextResponse("whole")


async def test_who_asks_before_it_serves_waits_and_is_answered() -> None:
    port = free_port()
    site = Site(("127.0.0.1", port), [Route("/", lambda _: PlainTextResponse("here"))])
    site.listen()
    async with httpx.AsyncClient() as line:
        asking = asyncio.create_task(line.get(f"http://127.0.0.1:{port}/"))
        await asyncio.sleep(0.1)
        serving = asyncio.create_task(site.run())
        assert (await asking).text == "here"
    site.stop()
    await asyncio.wait_for(serving, 15)


async def test_a_stop_finishes_the_answer_in_hand_and_takes_nothing_more() -> None:
    port, slow = free_port(), Slow()
    site = Site(("127.0.0.1", port), [Route("/", slow.answer)])
    serving = asyncio.create_task(site.run())
    async with httpx.AsyncClient() as line:
        asking = asyncio.create_task(line.get(f"http://127.0.0.1:{port}/"))
        await asyncio.to_thread(slow.began.wait, 5)
        site.stop()
        await asyncio.sleep(0.3)
        async with httpx.AsyncClient() as late:
            with pytest.raises(httpx.ConnectError):
                await late.get(f"http://127.0.0.1:{port}/")
        slow.may_answer.set()
        assert (await asking).text == "whole"
    await asyncio.wait_for(serving, 15)


async def test_a_slow_page_holds_nobody_up() -> None:
    port, slow = free_port(), Slow()
    routes = [Route("/slow", slow.answer), Route("/", lambda _: PlainTextResponse("here"))]
    site = Site(("127.0.0.1", port), routes)
    serving = asyncio.create_task(site.run())
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as line:
        asking = asyncio.create_task(line.get("/slow"))
        await asyncio.to_thread(slow.began.wait, 5)
        assert (await line.get("/")).text == "here"
        slow.may_answer.set()
        assert (await asking).text == "whole"
    site.stop()
    await asyncio.wait_for(serving, 15)


async def test_nobody_is_led_to_where_a_stranger_says_we_are() -> None:
    port = free_port()
    site = Site(("127.0.0.1", port), [Route("/a/", lambda _: PlainTextResponse("here"))])
    serving = asyncio.create_task(site.run())
    async with httpx.AsyncClient() as line:
        answer = await line.get(f"http://127.0.0.1:{port}/a", headers={"host": "elsewhere.example"})
        assert (answer.status_code, "location" in answer.headers) == (404, False)
    site.stop()
    await asyncio.wait_for(serving, 15)


async def test_a_place_that_is_taken_is_told() -> None:
    port = free_port()
    first = Site(("127.0.0.1", port), [])
    serving = asyncio.create_task(first.run())
    await asyncio.sleep(0)
    with pytest.raises(CannotListen, match=rf"127\.0\.0\.1:{port}: Address already in use"):
        Site(("127.0.0.1", port), []).listen()
    first.stop()
    await asyncio.wait_for(serving, 15)


@pytest.mark.parametrize("begun", [b"GET /", b"GET / HTTP/1.1\r\nhost: x\r\nx: "], ids=["address", "header"])
async def test_a_head_that_never_ends_is_refused_before_it_fills_the_memory(begun: bytes) -> None:
    port = free_port()
    site = Site(("127.0.0.1", port), [Route("/", lambda _: PlainTextResponse("here"))])
    serving = asyncio.create_task(site.run())
    reader, writer = await opened(port)
    writer.write(begun)
    with contextlib.suppress(ConnectionError):
        for _ in range(100):
            writer.write(b"a" * 100_000)
            await writer.drain()
    with contextlib.suppress(ConnectionError):
        assert (await asyncio.wait_for(reader.read(), 10)).startswith(b"HTTP/1.1 400 ")
    assert reader.at_eof() or reader.exception() is not None
    writer.close()
    async with httpx.AsyncClient() as line:
        assert (await line.get(f"http://127.0.0.1:{port}/", headers={"x": "a" * 30_000})).text == "here"
    site.stop()
    await asyncio.wait_for(serving, 15)


async def opened(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    for _ in range(200):
        with contextlib.suppress(ConnectionError):
            return await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(0.05)
    raise AssertionError("the site does not listen")
