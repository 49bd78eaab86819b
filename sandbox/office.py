"""The proxy before the office's own pages: what comes to `/office/…` is forwarded to the running product."""

import httpx
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PATH = "/office"
PATIENCE_SECONDS = 20.0
AWAY = "办公室的网页现在打不开，机器人可能正在重启。The office's pages are away; the bot may be starting anew.\n"
# These belong to one connection, or the browser's frame that stands for a whole phone could not show the page.
DROPPED = ("connection", "content-length", "date", "transfer-encoding", "x-frame-options")


def office_routes(address: str) -> list[Route]:
    """The routes that lead to the product's pages.

    Args:
        address: Where it serves them, without a slash at the end; empty for no such routes.
    """

    async def forward(request: Request) -> Response:
        asker = request.client.host if request.client else ""
        told = [(name, value) for name, value in request.headers.items() if name.startswith("accept")]
        try:
            async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, trust_env=False) as client:
                wanted = f"{address}{request.scope['raw_path'].decode('ascii')}?{request.url.query}".rstrip("?")
                answer = await client.request(request.method, wanted, headers=[*told, ("x-forwarded-for", asker)])
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

    return [Route(f"{PATH}/{{rest:path}}", forward, methods=["GET"])] if address else []


def _framed(name: bytes, value: bytes) -> bytes:
    return value.replace(b"frame-ancestors 'none'", b"frame-ancestors 'self'") if name.endswith(b"policy") else value
