"""The proxy before the office's pages: what a proxy forwards, and the one thing that only a frame needs."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from sandbox.server import Sandbox
from tests.servers import free_port

POLICY = "default-src 'none'; frame-ancestors https://web.telegram.org; base-uri 'none'"

OF_THE_API = {"authorization": "Bearer hecha_x", "idempotency-key": "campaign-1", "if-none-match": '"abc"'}


class Pages(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    def do_GET(self) -> None:
        said = f"{self.path} for {self.headers['x-forwarded-for']} in {self.headers['accept-language']}".encode()
        self.send_response(404 if "wrong" in self.path else 200)
        for name, value in {
            "content-type": "text/plain; charset=utf-8",
            "content-length": str(len(said)),
            "content-security-policy": POLICY,
            "x-frame-options": "DENY",
            "cache-control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["content-length"]))
        said = f"{self.headers['content-type']}: ".encode() + sent
        self.send_response(409)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def do_PUT(self) -> None:
        said = "; ".join(f"{name}: {self.headers[name]}" for name in OF_THE_API).encode()
        self.send_response(405)
        self.send_header("allow", "GET, HEAD")
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with Sandbox(office=f"http://127.0.0.1:{server.server_port}") as sandbox:
        yield sandbox
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_comes_as_it_is_but_may_stand_in_the_enterprises_phone(sandbox: Sandbox) -> None:
    answer = httpx.get(f"{sandbox.url}/office/v/n3-abc?lang=en", headers={"accept-language": "en"})
    assert (answer.status_code, answer.text) == (200, "/office/v/n3-abc?lang=en for 127.0.0.1 in en")
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'self'; base-uri 'none'"
    assert answer.headers["cache-control"] == "no-store"
    assert "x-frame-options" not in answer.headers


def test_what_a_page_sends_comes_as_it_is(sandbox: Sandbox) -> None:
    answer = httpx.post(f"{sandbox.url}/office/a/1/marks", json={"first": 1})
    assert (answer.status_code, answer.text) == (409, 'application/json: {"first":1}')


def test_whatever_the_api_reads_of_a_request_comes_as_it_is(sandbox: Sandbox) -> None:
    answer = httpx.put(f"{sandbox.url}/office/api/v1/campaigns", headers={**OF_THE_API, "x-other": "1"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.text == "; ".join(f"{name}: {value}" for name, value in OF_THE_API.items())


def test_a_refusal_and_a_strange_path_come_as_they_are(sandbox: Sandbox) -> None:
    answer = httpx.get(f"{sandbox.url}/office/v/wrong%2F..%E6%A3%80")
    assert (answer.status_code, answer.text.split()[0]) == (404, "/office/v/wrong%2F..%E6%A3%80")


def test_pages_that_are_away_are_told_in_words() -> None:
    with Sandbox(office=f"http://127.0.0.1:{free_port()}") as sandbox:
        answer = httpx.get(f"{sandbox.url}/office/v/x")
        assert (answer.status_code, "away" in answer.text) == (502, True)


def test_a_sandbox_without_an_office_has_no_such_pages() -> None:
    with Sandbox() as sandbox:
        assert httpx.get(f"{sandbox.url}/office/v/x").status_code == 404
