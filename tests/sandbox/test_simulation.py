"""The simulation API over the wire: acts, events, files, the page."""

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from sandbox.clock import ZONE
from sandbox.server import PAGE, Sandbox

Api = Callable[..., dict[str, Any]]
Act = Callable[..., dict[str, Any]]
Draw = Callable[..., bytes]


@pytest.fixture
def act(client: httpx.Client, wang: int) -> Act:
    """Does something as 王; gives the answer."""

    def run(name: str, **body: Any) -> dict[str, Any]:
        answer: dict[str, Any] = client.post(f"/sim/chats/{wang}/{name}", json=body).json()
        return answer

    return run


@pytest.fixture
def events(sandbox: Sandbox, wang: int) -> Iterator[list[dict[str, Any]]]:
    """What a page of 王 hears from now on."""
    heard: list[dict[str, Any]] = []
    opened = threading.Event()
    url = f"{sandbox.url}/sim/events?after={sandbox.world.events.last}&person={wang}"

    def listen() -> None:
        with httpx.stream("GET", url, trust_env=False, verify=False, timeout=20) as stream:
            for line in stream.iter_lines():
                opened.set()
                if line.startswith("data: "):
                    heard.append(json.loads(line[6:]))
                    if heard[-1]["type"] == "action":
                        return

    thread = threading.Thread(target=listen)
    thread.start()
    opened.wait(5)
    yield heard
    # The last event ends the listener.
    with sandbox.world.acting:
        sandbox.world.events.emit("action", wang, action="typing")
    thread.join(5)


def test_people_are_added_changed_and_listed(client: httpx.Client) -> None:
    made = client.post("/sim/people", json={"id": 31, "first_name": "陈", "language_code": "en", "title": "负责人"})
    assert made.json() == {
        "id": 31,
        "first_name": "陈",
        "last_name": "",
        "username": "",
        "language_code": "en",
        "title": "负责人",
        "blocked": False,
    }
    client.post("/sim/people", json={"id": 31, "first_name": "陈", "title": "老板"})
    listed = client.get("/sim/people").json()
    assert [person["title"] for person in listed if person["id"] == 31] == ["老板"]
    assert client.post("/sim/people", json={"first_name": ""}).json() == {"error": "a person needs a first_name"}
    assert client.post("/sim/people", json={"id": "x", "first_name": "y"}).status_code == 400


def test_a_chat_shows_what_its_person_sees(client: httpx.Client, api: Api, act: Act, wang: int) -> None:
    api("setMyCommands", commands='[{"command":"start","description":"开始"}]')
    api("sendMessage", chat_id=wang, text="?", reply_markup='{"keyboard":[["好"]]}')
    mine = act("text", text="你好")["message"]
    api("setMessageReaction", chat_id=wang, message_id=mine["message_id"], reaction='[{"type":"emoji","emoji":"👍"}]')
    seen = client.get(f"/sim/chats/{wang}").json()
    assert seen["person"]["id"] == wang
    assert seen["bot"]["username"] == "hecha_bot"
    assert [message.get("text") for message in seen["messages"]] == ["/start", "?", "你好"]
    assert seen["reply_keyboard"] == {"keyboard": [[{"text": "好"}]]}
    assert seen["menu_button"] == {"type": "commands"}
    assert seen["commands"] == [{"command": "start", "description": "开始"}]
    assert seen["reactions"] == {str(mine["message_id"]): "👍"}
    assert seen["n"] > 0
    api("deleteMyCommands")


def test_every_act_reaches_the_bot(
    client: httpx.Client, api: Api, act: Act, wang: int, jpeg: Draw, sandbox: Sandbox
) -> None:
    url = f"/sim/chats/{wang}"
    markup = '{"inline_keyboard":[[{"text":"好","callback_data":"x"}]]}'
    card = api("sendMessage", chat_id=wang, text="?", reply_markup=markup)["result"]["message_id"]
    act("start", payload="abc")
    text = act("text", text="旧", reply_to=card)["message"]
    act("edit", message_id=text["message_id"], text="新")
    act("press", message_id=card, row=0, column=0)
    act("location", latitude=29.7, longitude=106.6)
    act("send", kind="dice")
    client.post(f"{url}/photo", files={"file": ("a.jpg", jpeg())}, data={"caption": "图", "reply_to": str(card)})
    client.post(f"{url}/document", files={"file": ("a.txt", b"x", "text/plain")})
    files = [("file", (f"{number}.jpg", jpeg(50, 50))) for number in range(2)]
    assert len(client.post(f"{url}/album", files=files, data={"caption": "册"}).json()["messages"]) == 2
    act("block")
    act("unblock")
    updates = api("getUpdates", offset=4)["result"]
    kinds = [next(name for name in update if name != "update_id") for update in updates]
    assert kinds == [
        "message",
        "message",
        "edited_message",
        "callback_query",
        *["message"] * 6,
        "my_chat_member",
        "my_chat_member",
    ]
    assert updates[1]["message"]["reply_to_message"]["message_id"] == card
    assert updates[6]["message"]["caption"] == "图"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("text", {"text": ""}),
        ("text", {"text": 5}),
        ("text", {"text": "字" * 4097}),
        ("text", {"text": "x", "reply_to": 999}),
        ("start", {"payload": "a b"}),
        ("press", {"message_id": 999, "row": 0, "column": 0}),
        ("press", {"message_id": "x"}),
        ("key", {"text": "好"}),
        ("location", {"latitude": 91, "longitude": 0}),
        ("send", {"kind": "smell"}),
        ("edit", {"message_id": 999, "text": "x"}),
        ("delete", {"message_id": 999}),
        ("forward", {"message_id": 999, "from": 1}),
        ("foreign_press", {"message_id": 999, "owner": 1, "data": "x"}),
        ("unblock", {}),
        ("webapp", {"message_id": 999, "row": 0, "column": 0}),
    ],
)
def test_an_act_that_cannot_be_done_is_refused_with_a_reason(
    client: httpx.Client, wang: int, name: str, body: dict[str, Any]
) -> None:
    answer = client.post(f"/sim/chats/{wang}/{name}", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("name", ["start", "text", "block", "location"])
def test_a_person_who_is_not_there_can_do_nothing(client: httpx.Client, name: str) -> None:
    answer = client.post(f"/sim/chats/404/{name}", json={"text": "x", "latitude": 1, "longitude": 1})
    assert answer.json() == {"error": "there is no person 404"}


def test_bodies_that_are_no_json_are_refused(client: httpx.Client, wang: int) -> None:
    for body in (b"{", b"[]", b'{"text":"\\ud83d"}'):
        assert client.post(f"/sim/chats/{wang}/text", content=body).status_code == 400
    assert client.post(f"/sim/chats/{wang}/photo", data={"caption": "x"}).json() == {
        "error": "send one part named file"
    }


def test_a_page_hears_what_happens_in_its_chat(
    sandbox: Sandbox, api: Api, act: Act, wang: int, events: list[dict[str, Any]]
) -> None:
    other = sandbox.world.add_person(first_name="赵").id
    markup = '{"inline_keyboard":[[{"text":"好","callback_data":"x"}]]}'
    card = api("sendMessage", chat_id=wang, text="?", reply_markup=markup)["result"]["message_id"]
    httpx.post(f"{sandbox.url}/sim/chats/{other}/start", json={}, trust_env=False, verify=False)
    tap = act("press", message_id=card, row=0, column=0)["callback_query_id"]
    api("answerCallbackQuery", callback_query_id=tap, text="收到")
    api("editMessageText", chat_id=wang, message_id=card, text="!")
    api("sendMessage", chat_id=wang, text="k", reply_markup='{"keyboard":[["好"]]}')
    api("deleteMessage", chat_id=wang, message_id=card)
    act("block")
    act("unblock")
    sandbox.world.reset()
    for _ in range(200):
        if events and events[-1]["type"] == "reset":
            break
        threading.Event().wait(0.02)
    assert [event["type"] for event in events] == [
        "message",
        "toast",
        "edit",
        "message",
        "keyboard",
        "delete",
        "blocked",
        "unblocked",
        "reset",
    ]
    assert {event["chat"] for event in events} == {wang}
    assert [event["n"] for event in events] == sorted(event["n"] for event in events)
    assert (events[1]["text"], events[1]["callback_query_id"]) == ("收到", tap)
    assert events[5]["message_id"] == card


def first_events(url: str, count: int, headers: dict[str, str] | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    with httpx.stream("GET", url, headers=headers, trust_env=False, verify=False, timeout=20) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        for line in stream.iter_lines():
            if line.startswith("data: "):
                found.append(json.loads(line[6:]))
                if len(found) == count:
                    break
    return found


def test_a_page_takes_up_where_it_was(sandbox: Sandbox, act: Act, wang: int) -> None:
    before = sandbox.world.events.last
    for text in ("1", "2", "3"):
        act("text", text=text)
    url = f"{sandbox.url}/sim/events"
    assert [event["message"]["text"] for event in first_events(f"{url}?after={before}", 3)] == ["1", "2", "3"]
    # A browser that reconnects sends its header, which counts more than the address.
    headers = {"last-event-id": str(before + 2)}
    assert first_events(f"{url}?after={before}", 1, headers)[0]["message"]["text"] == "3"


def test_a_page_that_missed_too_much_starts_afresh(sandbox: Sandbox, wang: int) -> None:
    before = sandbox.world.events.last
    with sandbox.world.acting:
        for _ in range(5001):
            sandbox.world.events.emit("action", wang, action="typing")
    found = first_events(f"{sandbox.url}/sim/events?after={before}&person={wang}", 1)
    assert found == [{"n": before + 5001, "type": "reset", "chat": wang}]


def test_files_are_shown_by_their_identifier(client: httpx.Client, wang: int, jpeg: Draw) -> None:
    url = f"/sim/chats/{wang}"
    photo = client.post(f"{url}/photo", files={"file": ("a.jpg", jpeg())}).json()["message"]["photo"][-1]
    shown = client.get(f"/sim/files/{photo['file_id']}")
    assert (shown.headers["content-type"], len(shown.content)) == ("image/jpeg", photo["file_size"])
    assert shown.headers["content-disposition"].startswith("inline;")
    file = {"file": ("证据 1.html", b"<script>", "text/html")}
    document = client.post(f"{url}/document", files=file).json()["message"]["document"]
    saved = client.get(f"/sim/files/{document['file_id']}")
    assert saved.content == b"<script>"
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''%E8%AF%81%E6%8D%AE%201.html"
    assert saved.headers["x-content-type-options"] == "nosniff"
    assert client.get("/sim/files/nonsense").status_code == 400
    assert client.get(f"/sim/files/{document['file_unique_id']}").status_code == 400


def test_the_clock_only_goes_forward(client: httpx.Client) -> None:
    now = client.get("/sim/clock").json()["now"]
    assert client.post("/sim/clock", json={"advance": 100.5}).json()["now"] >= now + 100.5
    for wrong in (-1, "x", 1e12):
        assert client.post("/sim/clock", json={"advance": wrong}).status_code == 400


def test_raw_updates_can_be_injected(client: httpx.Client, api: Api, wang: int) -> None:
    update = {"message": {"message_id": 5, "date": 1, "chat": {"id": wang, "type": "private"}, "text": "roh"}}
    number = client.post("/sim/inject", json=update).json()["update_id"]
    assert api("getUpdates", offset=6)["result"] == [{**update, "update_id": number}]
    assert client.post("/sim/inject", json={"update_id": 5}).status_code == 400
    assert client.post("/sim/inject", json={"update_id": "x", **update}).status_code == 400


def test_groups_are_opened_and_lived_in(client: httpx.Client, api: Api, wang: int) -> None:
    group = client.post("/sim/groups", json={"title": "两江", "members": [wang]}).json()
    url = f"/sim/groups/{group['id']}"
    assert client.get("/sim/groups").json()[-1]["standing"] == "member"
    markup = '{"inline_keyboard":[[{"text":"好","callback_data":"x"}]]}'
    card = api("sendMessage", chat_id=group["id"], text="?", reply_markup=markup)["result"]["message_id"]
    body = {"person": wang, "message_id": card, "data": "x"}
    assert client.post(f"{url}/press", json=body).json()["callback_query_id"]
    said = client.post(f"{url}/text", json={"person": wang, "text": "/stats"}).json()["message"]
    assert [message["message_id"] for message in client.get(url).json()["messages"]][-2:] == [card, said["message_id"]]
    new = client.post(f"{url}/migrate", json={}).json()
    assert client.post(f"/sim/groups/{new['id']}/kick", json={"person": wang}).json() == {}
    for path, wrong in (("/sim/groups", {"title": "x", "members": "y"}), ("/sim/groups/x/kick", {})):
        assert client.post(path, json=wrong).status_code == 400


def test_limits_are_true_or_false(client: httpx.Client) -> None:
    assert client.post("/sim/limits", json={"flood": "maybe"}).status_code == 400


def test_the_page_is_served_fresh_each_time(client: httpx.Client) -> None:
    index = client.get("/")
    assert index.headers["content-type"].startswith("text/html")
    assert index.text == (PAGE / "index.html").read_text().replace("{time_zone}", ZONE.key)
    script = client.get("/page/phone.js")
    assert "javascript" in script.headers["content-type"]
    assert client.get("/page/phone.css").headers["content-type"].startswith("text/css")
    assert {index.headers["cache-control"], script.headers["cache-control"]} == {"no-store"}
    assert client.get("/page/../server.py").status_code == 404
    assert client.get("/page/%2e%2e/server.py").status_code == 404


def test_the_server_stops_although_someone_waits() -> None:
    with Sandbox() as sandbox:
        answers: list[httpx.Response] = []
        url = f"{sandbox.url}/bot{sandbox.token}/getUpdates?timeout=50"
        poll = threading.Thread(
            target=lambda: answers.append(httpx.get(url, trust_env=False, verify=False, timeout=60))
        )
        poll.start()
        for _ in range(100):
            if sandbox.world.calls.last or sandbox._application.bot_api.polling._waiting:
                break
            threading.Event().wait(0.02)
    poll.join(5)
    assert not poll.is_alive()
    assert answers[0].json() == {"ok": True, "result": []}
