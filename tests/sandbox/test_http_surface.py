"""The Bot API over the wire: addresses, tokens, methods, sizes, answers."""

import gzip
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from sandbox.acts import pressing, showing
from sandbox.parameters import Upload
from sandbox.server import Sandbox

Api = Callable[..., dict[str, Any]]


def test_get_me_tells_who_the_bot_is(sandbox: Sandbox, client: httpx.Client) -> None:
    answer = client.get(f"/bot{sandbox.token}/GETME")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["result"].items() >= {"id": 7000000001, "is_bot": True, "can_join_groups": True}.items()


@pytest.mark.parametrize(
    ("token", "method", "status", "description"),
    [
        ("nonsense", "getMe", 404, "Not Found"),
        ("0123:abc", "getMe", 404, "Not Found"),
        ("7000000001:wrong", "getMe", 401, "Unauthorized"),
        ("", "getMe", 404, "Not Found"),
    ],
)
def test_a_wrong_token_is_refused(client: httpx.Client, token: str, method: str, status: int, description: str) -> None:
    answer = client.get(f"/bot{token}/{method}")
    assert answer.status_code == status
    assert answer.json() == {"ok": False, "error_code": status, "description": description}


def test_an_unknown_method_is_not_found(api: Api) -> None:
    assert api("sendTelepathy") == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


def test_the_method_may_be_a_parameter(sandbox: Sandbox, client: httpx.Client) -> None:
    assert client.get(f"/bot{sandbox.token}/", params={"method": "getMe"}).json()["ok"] is True
    assert client.get(f"/bot{sandbox.token}/test/getMe").json()["ok"] is True


def test_only_get_and_post_are_known(sandbox: Sandbox, client: httpx.Client) -> None:
    assert client.put(f"/bot{sandbox.token}/getMe").status_code == 501


def test_parameters_come_in_any_of_four_ways(sandbox: Sandbox, client: httpx.Client, wang: int) -> None:
    url = f"/bot{sandbox.token}/sendMessage"
    packed = gzip.compress(json.dumps({"chat_id": wang, "text": "4"}).encode())
    answers = [
        client.get(url, params={"chat_id": wang, "text": "1"}),
        client.post(url, data={"chat_id": wang, "text": "2"}),
        client.post(url, json={"chat_id": wang, "text": "3"}),
        client.post(url, content=packed, headers={"content-type": "application/json", "content-encoding": "gzip"}),
        client.post(url, data={"chat_id": wang, "text": "5"}, files={"unused": b"x"}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["1", "2", "3", "4", "5"]


def test_malformed_json_is_not_reported_as_such(sandbox: Sandbox, client: httpx.Client, wang: int) -> None:
    body = f'{{"chat_id":{wang},"text":'
    headers = {"content-type": "application/json"}
    answer = client.post(f"/bot{sandbox.token}/sendMessage", content=body, headers=headers)
    assert answer.json()["description"] == "Bad Request: message text is empty"


def test_a_refusal_has_its_status(sandbox: Sandbox, client: httpx.Client) -> None:
    answer = client.post(f"/bot{sandbox.token}/sendMessage", data={"chat_id": 4, "text": "x"})
    assert answer.status_code == 400
    assert answer.json() == {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}


def test_a_429_has_the_wait_in_a_header_too(sandbox: Sandbox, client: httpx.Client, wang: int) -> None:
    client.post("/sim/limits", json={"flood": True})
    try:
        url = f"/bot{sandbox.token}/sendMessage"
        answers = [client.post(url, data={"chat_id": wang, "text": "x"}) for _ in range(7)]
    finally:
        client.post("/sim/limits", json={"flood": False})
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert refused.headers["retry-after"] == str(refused.json()["parameters"]["retry_after"])


def test_an_upload_over_50_megabytes_is_turned_away_by_the_front(
    sandbox: Sandbox, client: httpx.Client, wang: int
) -> None:
    url = f"/bot{sandbox.token}/sendDocument"
    answer = client.post(url, data={"chat_id": wang}, files={"document": ("a.bin", bytes((50 << 20) + 1))})
    assert answer.status_code == 413
    assert "<title>413 Request Entity Too Large</title>" in answer.text


def test_a_file_is_downloaded_by_its_path(sandbox: Sandbox, client: httpx.Client, api: Api, wang: int) -> None:
    sent = showing.document(sandbox.world, wang, Upload("证.txt", "text/plain", "证据".encode()))
    path = api("getFile", file_id=sent.data["document"]["file_id"])["result"]["file_path"]
    answer = client.get(f"/file/bot{sandbox.token}/{path}")
    assert answer.content.decode() == "证据"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert client.get(f"/file/bot{sandbox.token}/documents/file_99.txt").json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found",
    }
    assert client.get(f"/file/bot7000000001:wrong/{path}").status_code == 401


def test_calls_are_noted_without_tokens(sandbox: Sandbox, client: httpx.Client, api: Api, wang: int) -> None:
    before = client.get("/sim/calls").json()
    after = before[-1]["n"] if before else 0
    api("sendMessage", chat_id=wang, text="你好", reply_markup='{"inline_keyboard":[]}')
    api("deleteMessage", chat_id=wang, message_id=99)
    api("setWebhook", url="x", secret_token="open-sesame")
    sent, deleted, _ = calls = client.get("/sim/calls", params={"after": after}).json()
    assert (sent["method"], sent["chat_id"], sent["ok"], sent["error_code"]) == ("sendMessage", wang, True, None)
    assert sent["params"]["reply_markup"] == {"inline_keyboard": []}
    assert (deleted["ok"], deleted["error_code"]) == (False, 400)
    assert deleted["description"] == "Bad Request: message to delete not found"
    text = json.dumps(calls)
    assert sandbox.token not in text
    assert "open-sesame" not in text
    only = client.get("/sim/calls", params={"after": after, "method": "deleteMessage"}).json()
    assert [call["method"] for call in only] == ["deleteMessage"]


def test_after_log_out_nothing_is_answered_for_ten_minutes(sandbox: Sandbox, api: Api) -> None:
    assert api("logOut")["ok"] is True
    assert api("getMe") == {"ok": False, "error_code": 400, "description": "Logged out"}
    sandbox.world.advance(601)
    assert api("getMe")["ok"] is True


def test_many_callers_at_once_each_get_their_own_answer(sandbox: Sandbox, wang: int) -> None:
    def send(number: int) -> str:
        with httpx.Client(trust_env=False, verify=False, timeout=20) as own:
            answer = own.post(
                f"{sandbox.url}/bot{sandbox.token}/sendMessage", data={"chat_id": wang, "text": str(number)}
            )
        return str(answer.json()["result"]["text"])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(send, range(40))) == [str(number) for number in range(40)]
    texts = [message.data["text"] for message in sandbox.world.messages(wang)[-40:]]
    assert sorted(texts, key=int) == [str(number) for number in range(40)]


def test_a_press_that_nobody_answers_is_over_soon(sandbox: Sandbox, api: Api, wang: int) -> None:
    markup = '{"inline_keyboard":[[{"text":"好","callback_data":"x"}]]}'
    card = api("sendMessage", chat_id=wang, text="?", reply_markup=markup)["result"]["message_id"]
    tap = pressing.press(sandbox.world, wang, card, {"data": "x"})
    sandbox.world.advance(200)
    assert api("answerCallbackQuery", callback_query_id=tap)["error_code"] == 400
    assert api("getUpdates")["result"] == []
