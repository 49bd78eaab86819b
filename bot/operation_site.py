"""What the operator's own machines ask: is it alive, is it ready, and the figures. Never served to the public."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.readiness import Part

FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def operation_routes(parts: Callable[[], list[Part]], figures: Callable[[], bytes]) -> list[Route]:
    """Return the routes: `/healthz` says 200 while the process lives, `/readyz` 200, or 503 and what is not, `/metrics`
    for Prometheus. The last two are called on threads.
    """

    async def alive(_: Request) -> Response:
        return PlainTextResponse("alive\n")

    def ready(_: Request) -> Response:
        seen = parts()
        is_ready = all(part.is_ready for part in seen)
        told = {"ready": is_ready, "parts": {part.name: part.because or "ready" for part in seen}}
        return JSONResponse(told, 200 if is_ready else 503)

    def measure(_: Request) -> Response:
        return Response(figures(), media_type=FORMAT)

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", measure)]
