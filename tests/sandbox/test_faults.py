"""Faults on order: every kind really happens, as often as asked and no more."""

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sandbox.acts import showing, talking
from sandbox.parameters import Upload
from sandbox.server import Sandbox

Api = Callable[..., dict[str, Any]]


@pytest.fixture
def order(client: httpx.Client) -> Callable[..., httpx.Response]:
    def run(method: str, kind: str, **fields: Any) -> httpx.Response:
        return client.post("/sim/faults", json={"method": method, "kind": kind, **fields})

    return run


Order = Callable[..., httpx.Response]


def send(client: httpx.Client, sandbox: Sandbox, pid: int, text: str = "x") -> httpx.Response:
    return client.post(f"/bot{sandbox.token}/sendMessage", data={"chat_id": pid, "text": text})


def _read(client: httpx.Client, url: str, got: list[bytes]) -> None:
    with client.stream("GET", url) as answer:
        got.extend(answer.iter_bytes())


def said(sandbox: Sandbox, pid: int) -> list[str]:
    return [message.data["text"] for message in sandbox.world.messages(pid) if message.by_bot]


def test_a_429_has_the_ordered_wait(sandbox: Sandbox, client: httpx.Client, order: Order, wang: int) -> None:
    order("sendMessage", "429", retry_after=17)
    refused = send(client, sandbox, wang)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "17")
    assert refused.json()["parameters"] == {"retry_after": 17}
    assert send(client, sandbox, wang).status_code == 200
    assert said(sandbox, wang) == ["x"]


def test_a_500_is_json_and_a_502_is_not(sandbox: Sandbox, client: httpx.Client, order: Order, wang: int) -> None:
    order("*", "500")
    assert send(client, sandbox, wang).json()["error_code"] == 500
    order("sendMessage", "502")
    broken = send(client, sandbox, wang)
    assert broken.status_code == 502
    assert broken.text.startswith("<html>")
    assert said(sandbox, wang) == []


def test_a_refused_connection_does_nothing_and_a_dropped_one_does(
    sandbox: Sandbox, client: httpx.Client, order: Order, wang: int
) -> None:
    for kind in ("refuse", "drop"):
        order("sendMessage", kind)
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            send(client, sandbox, wang, kind)
    assert said(sandbox, wang) == ["drop"]
    assert send(client, sandbox, wang, "后").status_code == 200


def test_a_delay_lasts_as_long_as_ordered(sandbox: Sandbox, client: httpx.Client, order: Order, wang: int) -> None:
    order("sendMessage", "delay", seconds=0.4)
    started = time.monotonic()
    send(client, sandbox, wang)
    assert time.monotonic() - started >= 0.4
    assert said(sandbox, wang) == ["x"]


def test_a_fault_waits_and_ends_as_ordered(sandbox: Sandbox, client: httpx.Client, order: Order, wang: int) -> None:
    order("sendMessage", "500", times=2, after=1)
    assert [send(client, sandbox, wang).status_code for _ in range(4)] == [200, 500, 500, 200]
    assert client.get("/sim/faults").json() == []


def test_a_fault_may_be_for_one_chat(sandbox: Sandbox, client: httpx.Client, order: Order, wang: int) -> None:
    other = sandbox.world.add_person(first_name="赵").id
    talking.start(sandbox.world, other)
    order("sendMessage", "500", chat_id=other)
    assert send(client, sandbox, wang).status_code == 200
    assert send(client, sandbox, other).status_code == 500


def test_faults_are_listed_and_called_off(sandbox: Sandbox, client: httpx.Client, order: Order, wang: int) -> None:
    number = order("sendMessage", "429", retry_after=5).json()["id"]
    listed = client.get("/sim/faults").json()
    assert (listed[0]["id"], listed[0]["kind"], listed[0]["times"]) == (number, "429", 1)
    client.delete("/sim/faults")
    assert send(client, sandbox, wang).status_code == 200


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"method": "sendMessage", "kind": "earthquake"},
        {"method": "sendMessage", "kind": "cut"},
        {"method": "*", "kind": "duplicate"},
        {"method": "file", "kind": "cut", "percent": 100},
        {"method": "sendMessage", "kind": "429", "times": 0},
        {"method": "sendMessage", "kind": "429", "times": "often"},
    ],
)
def test_a_fault_that_could_never_strike_is_refused(client: httpx.Client, fault: dict[str, Any]) -> None:
    answer = client.post("/sim/faults", json=fault)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_download_can_be_cut_expire_or_fail(
    sandbox: Sandbox, client: httpx.Client, api: Api, order: Order, wang: int
) -> None:
    data = bytes(range(256)) * 4000
    sent = showing.document(sandbox.world, wang, Upload("a.bin", "", data))
    path = api("getFile", file_id=sent.data["document"]["file_id"])["result"]["file_path"]
    url = f"/file/bot{sandbox.token}/{path}"
    order("file", "cut", percent=25)
    got: list[bytes] = []
    with pytest.raises(httpx.RemoteProtocolError):
        _read(client, url, got)
    assert b"".join(got) == data[: len(data) // 4]
    order("file", "404")
    assert client.get(url).status_code == 404
    order("file", "502")
    assert client.get(url).status_code == 502
    order("file", "drop")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        client.get(url)
    assert client.get(url).content == data


def test_a_batch_can_come_again_or_in_reverse(sandbox: Sandbox, api: Api, order: Order, wang: int) -> None:
    for text in ("一", "二"):
        talking.text(sandbox.world, wang, text)
    order("getUpdates", "reorder")
    assert [update["message"]["text"] for update in api("getUpdates", offset=2)["result"]] == ["二", "一"]
    first = api("getUpdates", offset=3)["result"]
    order("getUpdates", "duplicate")
    talking.text(sandbox.world, wang, "三")
    offset = first[-1]["update_id"] + 1
    assert api("getUpdates", offset=offset)["result"] == first
    assert [update["message"]["text"] for update in api("getUpdates", offset=offset)["result"]] == ["三"]


def test_a_long_poll_can_fail_too(api: Api, order: Order, wang: int) -> None:
    order("getUpdates", "429", retry_after=9)
    assert api("getUpdates", timeout=10, offset=wang)["parameters"] == {"retry_after": 9}
