"""What stands before every public page: headers that forbid what a page does not need, and a limit for each address."""

import ipaddress
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A household, an office or a mobile operator may share one address.
BURST = 60
PER_SECOND = 1.0
# About two megabytes, however many addresses a stranger has.
MOST_ADDRESSES = 10_000
CUSTOMER_BITS = 64
# What an answer may say itself.
OWN = ("cache-control", "content-security-policy")


class Allowance:
    """Token buckets: each address may ask `burst` times at once, and goes on at `per_second`.

    Of more than `most` addresses, the one that was quiet longest is forgotten. For one event loop.

    Args:
        clock: Seconds that only go forward.
        most: How many addresses are remembered.
        burst: How often an address may ask at once.
        per_second: How often it may go on to ask.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        most: int = MOST_ADDRESSES,
        *,
        burst: int = BURST,
        per_second: float = PER_SECOND,
    ) -> None:
        self._clock, self._most, self._burst, self._per_second = clock, most, burst, per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def takes(self, address: str) -> bool:
        """Return whether an address may ask now, and count it."""
        now = self._clock()
        left, at = self._left.pop(address, (float(self._burst), now))
        left = min(self._burst, left + (now - at) * self._per_second)
        may = left >= 1
        self._left[address] = (left - may, now)
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return may


def asker_of(scope: Scope) -> str:
    """Return whose allowance a request takes: the address that the nearest proxy saw.

    Only a proxy of this machine or of the office's own network is believed, and of what it says only the last entry,
    which is its own: the ones before are whatever the stranger wrote.
    """
    peer = _address((scope.get("client") or ("",))[0])
    told = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).rpartition(",")[2].strip()
    if peer is not None and peer.is_private:
        peer = _address(told) or peer
    # Whoever has IPv6 has that many addresses at least.
    return str(ipaddress.ip_network((peer, CUSTOMER_BITS), strict=False)) if peer and peer.version == 6 else str(peer)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped) or found


def strict(app: ASGIApp, headers: Mapping[str, str]) -> ASGIApp:
    """Return an application whose every answer carries the headers, whatever it was about to say; how long it may be
    kept, and a policy that allows exactly what is written in it, it says itself, where it does.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def said(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                own = {name: told[name] for name in OWN if name in told}
                told.update({**headers, **own})
            await send(message)

        await app(scope, receive, said)

    return answer


def everybody(_scope: Scope) -> str:
    """Return one name for all who ask."""
    return ""


def limited(
    app: ASGIApp,
    allowance: Allowance,
    refuse: Callable[[Scope], ASGIApp],
    asker: Callable[[Scope], str] = asker_of,
) -> ASGIApp:
    """Return an application that answers those who ask too often with what `refuse` makes, before anything is read;
    `asker` says whose allowance a request takes.
    """

    def answer(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        answering = app if allowance.takes(asker(scope)) else refuse(scope)
        return answering(scope, receive, send)

    return answer
