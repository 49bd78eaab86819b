"""Small pictures of the whole flow for both READMEs, each in its language; `docs/pictures/` has copies."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from sandbox.driver import Phone, Town
from tests.journeys.whole_regime import Regime
from tests.samples import photographs
from tests.samples.camera import Camera, NoCamera

SIZE = (390, 844)
COLOURS = 96


def play_flow(town: Town, language: str, camera: Camera | NoCamera, folder: Path) -> None:
    """Play the whole regime and write `flow-zh-dice.png` and so on."""
    short = language[:2]

    def keep(name: str, picture: bytes | None) -> None:
        if picture is not None:
            drawn = Image.open(BytesIO(picture)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
            drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(folder / f"flow-{short}-{name}.png", optimize=True)

    def shoot(phone: Phone, name: str) -> None:
        town.works_off_jobs()
        phone.settles()
        keep(name, camera.seen(phone))

    regime = Regime(town, language, shoot, lambda of: photographs.OF_THE_REGIME[of]())
    regime.commits()
    regime.draws()
    regime.inspects(is_refused=False)
    regime.approves()
    result = regime.publishes()
    keep("result", camera.seen_page(f"{town.settings['public_url']}/results/{result}?lang={language}"))
    regime.orders()
    regime.follows_up()
    regime.closes()
    regime.counts()
