"""A time stamping authority of our own: certificates and answers by OpenSSL, served on the loopback."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
certs = {folder}/ca.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[usage]
extendedKeyUsage = critical,timeStamping
"""


def openssl(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=False, timeout=60)


def made(folder: Path) -> Path:
    """Make the authority's keys, and return its certificate."""
    (folder / "tsa.cnf").write_text(CONFIGURATION.format(folder=folder), "utf-8")
    (folder / "serial").write_text("01\n", "utf-8")
    new = ("req", "-newkey", "rsa:2048", "-nodes", "-days", 30)
    ca = ("-subj", "/CN=演示时间戳根", "-utf8", "-keyout", folder / "ca.key", "-out", folder / "ca.pem")
    tsa = ("-subj", "/CN=演示时间戳", "-utf8", "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr")
    signed = ("x509", "-req", "-in", folder / "tsa.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key")
    more = ("-CAcreateserial", "-days", 20, "-extfile", folder / "tsa.cnf", "-extensions", "usage")
    for command in ((*new, "-x509", *ca), (*new, *tsa), (*signed, *more, "-out", folder / "tsa.pem")):
        ran = openssl(*command)
        assert ran.returncode == 0, ran.stderr
    return folder / "ca.pem"


@contextmanager
def served(folder: Path, answer: bytes | None = None) -> Iterator[str]:
    """Serve the authority, or one that gives the same answer to everything; gives its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["content-length"]))
            told = answer if answer is not None else _stamped(folder, asked)
            self.send_response(200)
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _stamped(folder: Path, asked: bytes) -> bytes:
    (folder / "asked.tsq").write_bytes(asked)
    told = folder / "told.tsr"
    openssl("ts", "-reply", "-config", folder / "tsa.cnf", "-queryfile", folder / "asked.tsq", "-out", told)
    return told.read_bytes()


def holds(folder: Path, response: bytes, digest: str, certificate: Path) -> bool:
    """Return what OpenSSL says of a response on a digest."""
    (folder / "seen.tsr").write_bytes(response)
    wanted = ("-digest", digest, "-in", folder / "seen.tsr", "-CAfile", certificate, "-untrusted", folder / "tsa.pem")
    return openssl("ts", "-verify", *wanted).returncode == 0
