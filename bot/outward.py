"""Addresses outside to which the program itself connects because somebody named them: checked, then held to.

A name is resolved once and the connection goes to the address that was checked, so that it cannot turn inwards between
the two; nothing is followed elsewhere.
"""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

SECONDS = httpx.Timeout(10, read=20)
READ_MOST = 1 << 16


class NotOutward(Exception):
    """An address leads inwards, or is none."""


@dataclass(frozen=True, slots=True)
class Outward:
    """An address to connect to: `url` names the machine by its number, the rest says who it must be."""

    url: str
    host: str
    name: str

    def request(self, line: httpx.Client, method: str, headers: dict[str, str], **body: Any) -> httpx.Request:
        """Return a request whose certificate is held against the name; `body` as httpx takes it."""
        named = {**headers, "host": self.host}
        return line.build_request(method, self.url, headers=named, extensions={"sni_hostname": self.name}, **body)


def outward(url: str, *, may_be_private: bool) -> Outward:
    """Return where an address leads. Raises `NotOutward`, and `OSError` for a name that is not known now."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotOutward("no address") from None
    allowed = ("https", "http") if may_be_private else ("https",)
    if parts.scheme not in allowed or not name:
        raise NotOutward("not https")
    found = socket.getaddrinfo(name, port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM)
    numbers = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not may_be_private and not all(_is_public(number) for number in numbers):
        raise NotOutward("private")
    number = numbers[0]
    shown = f"[{number}]" if number.version == 6 else str(number)
    place = f"{shown}:{port}" if port else shown
    host = f"[{name}]" if ":" in name else name
    return Outward(
        urlunsplit((parts.scheme, place, parts.path or "/", parts.query, "")), f"{host}:{port}" if port else host, name
    )


def client() -> httpx.Client:
    """Return what speaks to the outside: no proxy of the machine's own, nothing followed."""
    return httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False)


def said(answer: httpx.Response) -> bytes:
    """Return the beginning of an answer that is being read: it is a stranger's, and may be endless."""
    read = b""
    for part in answer.iter_bytes():
        read += part
        if len(read) >= READ_MOST:
            break
    return read[:READ_MOST]


def _is_public(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None) or number
    teredo = getattr(number, "teredo", None)
    is_given_out = inner.version == 4 or inner in GIVEN_OUT
    return bool(
        is_given_out
        and inner.is_global
        and not inner.is_multicast
        and teredo is None
        and not any(inner in network for network in NOBODYS if network.version == inner.version)
    )


# All else of IPv6 leads inwards or nowhere, some of it to an IPv4 address within: ::/96, 64:ff9b::/32, fec0::/10.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
# Of nobody on the Internet by the registries of special addresses, though `is_global` of Python takes them.
NOBODYS = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
