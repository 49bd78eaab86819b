"""A stand-in for a form server (ODK Central, Kobo), strict about the published OpenRosa protocol.

HTTP request API: `X-OpenRosa-Version: 1.0` and a `Date` in GMT with every request, the version in every answer.
Form submission API: HEAD is answered 204 with `Location` and `X-OpenRosa-Accept-Content-Length`; a POST is
multipart/form-data with one `xml_submission_file` of type text/xml, files under their own names, and `*isIncomplete*`
while more parts follow. 201: taken whole; 202: taken, more is to come. Authentication API: digest, basic, or a token.
As ODK Central does, the same instance again is taken when its XML is the same, and refused (409) when it is not.
"""

import hashlib
import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REALM, NONCE = "forms", "dcd98b7102dd2f0e8b11d0f600bfb0c093"
ANSWER = (
    '<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="{}">{}</message></OpenRosaResponse>'
)


@dataclass
class Instance:
    """A submission as it was taken."""

    form: str
    xml: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    is_whole: bool = False


@dataclass
class StandIn:
    """What the server has and how it behaves: which forms it knows, how much it takes at once, who may submit, how
    often it is `failing`, or `silent` about what it takes.
    """

    forms: set[str]
    most: int = 1 << 20
    scheme: str = "none"
    user: str = "inspector"
    password: str = "open sesame"
    failing: int = 0
    silent: int = 0
    moved_to: str = ""
    instances: dict[str, Instance] = field(default_factory=dict)
    requests: list[tuple[str, int]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    address: str = ""

    @property
    def submission(self) -> str:
        return f"{self.address}/submission"


class Handler(BaseHTTPRequestHandler):
    """Answers as the protocol says."""

    protocol_version = "HTTP/1.1"
    stand_in: StandIn

    def log_message(self, *_: object) -> None: ...

    def do_HEAD(self) -> None:
        self._answer(*self._head())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        answer = self._submission(body)
        if self.stand_in.silent:
            # It has taken it, and its answer never comes.
            self.stand_in.silent -= 1
            self.close_connection = True
            return
        self._answer(*answer)

    def _head(self) -> tuple[int, str]:
        return self._refusal() or (204, "")

    def _refusal(self) -> tuple[int, str] | None:
        if self.headers.get("x-openrosa-version") != "1.0":
            return 400, "no version"
        date = self.headers.get("date", "")
        if not date.endswith(" GMT") or parsedate_to_datetime(date) is None:
            return 400, "no date"
        if self.stand_in.failing:
            self.stand_in.failing -= 1
            return 503, "later"
        return None if self._is_known() else (401, "who are you?")

    def _is_known(self) -> bool:
        shown = self.headers.get("authorization", "")
        if self.stand_in.scheme == "digest":
            return shown.startswith("Digest ") and _digest(shown, self.command, self.stand_in)
        if self.stand_in.scheme == "token":
            return shown == f"Token {self.stand_in.password}"
        return self.stand_in.scheme == "none" or (self.stand_in.scheme == "basic" and shown.startswith("Basic "))

    def _submission(self, body: bytes) -> tuple[int, str]:
        if refusal := self._refusal():
            return refusal
        if len(body) > self.stand_in.most:
            return 413, "too large"
        kind = self.headers.get("content-type", "")
        if not kind.startswith("multipart/form-data; boundary="):
            return 400, "not multipart"
        whole = BytesParser(policy=HTTP).parsebytes(f"content-type: {kind}\r\n\r\n".encode() + body)
        parts = {}
        for part in whole.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            if name in parts:
                return 400, "a part twice"
            parts[name] = part
        main = parts.pop("xml_submission_file", None)
        if main is None or main.get_content_type() != "text/xml" or not main.get_filename():
            return 400, "no submission"
        incomplete = parts.pop("*isIncomplete*", None)
        files: dict[str, bytes] = {}
        for name, part in parts.items():
            if part.get_filename() != name:
                return 400, "a file without its name"
            files[name] = bytes(part.get_payload(decode=True))
        return _taken(self.stand_in, bytes(main.get_payload(decode=True)), files, is_incomplete=incomplete is not None)

    def _answer(self, status: int, message: str) -> None:
        self.stand_in.requests.append((self.command, status))
        self.stand_in.paths.append(self.path)
        body = b"" if self.command == "HEAD" else ANSWER.format("submit_success", message).encode()
        self.send_response(status)
        self.send_header("x-openrosa-version", "1.0")
        if status == 401 and self.stand_in.scheme != "token":
            offer = f'Digest realm="{REALM}", qop="auth", nonce="{NONCE}"'
            self.send_header(
                "www-authenticate", offer if self.stand_in.scheme == "digest" else f'Basic realm="{REALM}"'
            )
        if self.command == "HEAD":
            self.send_header("location", self.stand_in.moved_to or self.stand_in.submission)
            self.send_header("x-openrosa-accept-content-length", str(self.stand_in.most))
        else:
            self.send_header("content-type", "text/xml; charset=utf-8")
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def form_server(stand_in: StandIn) -> Iterator[StandIn]:
    """Serve a stand-in on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Serving", (Handler,), {"stand_in": stand_in}))
    server.daemon_threads = True
    stand_in.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _taken(stand_in: StandIn, xml: bytes, files: dict[str, bytes], *, is_incomplete: bool) -> tuple[int, str]:
    try:
        root = ET.fromstring(xml)
    except ET.ParseError:
        return 400, "no XML"
    named = [each.text for each in root.iter() if each.tag.rpartition("}")[2] == "instanceID"]
    if len(named) != 1 or not (named[0] or "").startswith("uuid:"):
        return 400, "no instanceID"
    form = root.get("id", "")
    if form not in stand_in.forms:
        return 404, "no such form"
    found = stand_in.instances.setdefault(str(named[0]), Instance(form, xml))
    if found.xml != xml:
        return 409, "another submission has this instanceID"
    texts = {each.text for each in root.iter()}
    if not set(files) <= texts:
        return 400, "a file that no answer names"
    found.files |= files
    found.is_whole = found.is_whole or not is_incomplete
    return (202, "more is to come") if is_incomplete else (201, "full submission")


def _digest(shown: str, method: str, stand_in: StandIn) -> bool:
    """RFC 7616 with MD5 and qop=auth."""
    told = dict(re.findall(r'(\w+)="?([^",]+)"?', shown.removeprefix("Digest ")))

    def hashed(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()

    who = hashed(f"{stand_in.user}:{REALM}:{stand_in.password}")
    what = hashed(f"{method}:{told.get('uri')}")
    wanted = hashed(f"{who}:{NONCE}:{told.get('nc')}:{told.get('cnonce')}:auth:{what}")
    return told.get("username") == stand_in.user and told.get("response") == wanted
