"""The proxy before the office's own pages: what comes to `/office/…` is forwarded to the running product."""

import re

import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PATH = "/office"
PATIENCE_SECONDS = 20.0
AWAY = "办公室的网页现在打不开，机器人可能正在重启。The office's pages are away; the bot may be starting anew.\n"
# What the product is told of a request, besides its address: whatever its pages and its API read.
TOLD = ("accept", "authorization", "content-type", "cookie", "idempotency-key", "if-none-match")
# What it does not take is its own to refuse.
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# These belong to one connection, or the browser's frame that stands for a whole phone could not show the page.
DROPPED = ("connection", "content-length", "date", "transfer-encoding", "x-frame-options")


def office_routes(address: str) -> list[Route]:
    """The routes that lead to the product's pages.

    Args:
        address: Where it serves them, without a slash at the end; empty for no such routes.
    """

    async def forward(request: Request) -> Response:
        asker = request.client.host if request.client else ""
        told = [(name, value) for name, value in request.headers.items() if name.startswith(TOLD)]
        try:
            async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, trust_env=False) as client:
                wanted = f"{address}{request.scope['raw_path'].decode('ascii')}?{request.url.query}".rstrip("?")
                body, headers = await request.body(), [*told, ("x-forwarded-for", asker)]
                answer = await client.request(request.method, wanted, content=body, headers=headers)
        except httpx.HTTPError:
            return PlainTextResponse(AWAY, 502)
        back = Response(answer.content, answer.status_code)
        # Unpacked by the client; the rest goes as it came.
        back.raw_headers += [
            (name.lower(), _framed(name.lower(), value))
            for name, value in answer.headers.raw
            if name.decode().lower() not in (*DROPPED, "content-encoding")
        ]
        return back

    return [Route(f"{PATH}/{{rest:path}}", forward, methods=METHODS)] if address else []


def _framed(name: bytes, value: bytes) -> bytes:
    return re.sub(rb"frame-ancestors [^;]*", b"frame-ancestors 'self'", value) if name.endswith(b"policy") else value
