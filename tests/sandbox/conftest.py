import io
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from PIL import Image

from sandbox.acts import talking
from sandbox.errors import ApiError
from sandbox.methods import METHODS, Call
from sandbox.parameters import Parameters, Upload
from sandbox.server import Sandbox
from sandbox.world import World


@pytest.fixture
def world() -> World:
    return World(flood=False)


@pytest.fixture
def li(world: World) -> int:
    """A person who has opened the bot."""
    pid = world.add_person(first_name="李", last_name="明", language_code="zh-hans").id
    talking.start(world, pid)
    return pid


@pytest.fixture
def call(world: World) -> Callable[..., Any]:
    """Calls a method without the network; values are sent as text, files as uploads."""

    def run(method: str, **params: Any) -> Any:
        files = {name: value for name, value in params.items() if isinstance(value, Upload)}
        values = {name: str(value) for name, value in params.items() if name not in files}
        return METHODS[method.lower()](Call(world, Parameters(values, files, list(files.values()))))

    return run


@pytest.fixture
def refusal(call: Callable[..., Any]) -> Callable[..., str]:
    """The text with which a call is refused."""

    def run(method: str, **params: Any) -> str:
        with pytest.raises(ApiError) as refused:
            call(method, **params)
        return refused.value.description

    return run


@pytest.fixture
def waiting(world: World) -> Callable[[], list[dict[str, Any]]]:
    """Takes and confirms the updates that wait."""

    def take() -> list[dict[str, Any]]:
        import json

        found = [json.loads(update.body) for update in world.updates.take(0, 100)]
        if found:
            world.updates.take(found[-1]["update_id"] + 1, 1)
        return found

    return take


@pytest.fixture
def jpeg() -> Callable[..., bytes]:
    """Draws a JPEG; `orientation` and a place go into its EXIF."""

    def draw(width: int = 1600, height: int = 1200, orientation: int = 0, colour: str = "teal") -> bytes:
        picture = Image.new("RGB", (width, height), colour)
        picture.paste("white", (0, 0, max(1, width // 10), max(1, height // 10)))
        exif = Image.Exif()
        if orientation:
            exif[0x0112] = orientation
            exif.get_ifd(0x8825)[1] = "N"
        written = io.BytesIO()
        picture.save(written, "JPEG", exif=exif)
        return written.getvalue()

    return draw


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox(flood=False, local_web=True) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    """A server on the wire, empty of everything but people."""
    running.world.reset()
    running.world.settings.set_webhook(None)
    running.world.updates.set_allowed("[]")
    return running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, trust_env=False, verify=False, timeout=20) as client:
        yield client


@pytest.fixture
def api(sandbox: Sandbox, client: httpx.Client) -> Callable[..., dict[str, Any]]:
    """Calls a method over HTTP; gives the whole answer."""

    def run(method: str, **params: Any) -> dict[str, Any]:
        answer: dict[str, Any] = client.post(f"/bot{sandbox.token}/{method}", data=params).json()
        return answer

    return run


@pytest.fixture
def wang(sandbox: Sandbox) -> int:
    """A person of the running sandbox who has opened the bot; the update for that is gone."""
    pid = sandbox.world.add_person(first_name="王", language_code="zh-hans").id
    talking.start(sandbox.world, pid)
    sandbox.world.updates.clear()
    return pid
