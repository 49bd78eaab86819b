"""`make samples`: plays one scripted visit and writes what everybody saw and did to `build/samples/`."""

import shutil
import sys
import tempfile
from pathlib import Path

import structlog

from sandbox.driver import Town
from sandbox.labels import cut_labels
from sandbox.stock import Stock
from sandbox.visit_script import cast
from tests.samples.camera import a_camera
from tests.samples.dossier import write_dossier
from tests.samples.flow import play_flow
from tests.samples.papers import write_papers
from tests.samples.story import Story
from tests.servers import free_port

OUT = Path("build/samples")
LANGUAGES = {"zh-CN": "zh", "en": "en"}


def no_server() -> str:
    """The samples need no PostgreSQL."""
    return ""


def main() -> None:
    """Play the visit in both languages and print the counts."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        stock = Stock(Path(folder), no_server)
        for language, short in LANGUAGES.items():
            with Town(Path(folder) / short, stock=stock) as town:
                with a_camera(town, OUT, short) as camera:
                    story = Story(town, cast(town, language), camera, short)
                    story.play()
                name = "visit.json" if short == "zh" else f"visit-{short}.json"
                story.write(OUT / name)
                _report(short, story)
                if short == "zh":  # papers are in Chinese, whatever the phones speak
                    sys.stdout.write(write_papers(town, OUT))
                    sys.stdout.write(write_dossier(town, OUT / "dossier.zip"))
            place = f"127.0.0.1:{free_port()}"
            with (
                Town(Path(folder) / f"{short}-flow", stock=stock, office=place) as town,
                a_camera(town, OUT, short) as camera,
            ):
                play_flow(town, language, camera, OUT)
    sys.stdout.write(f"{len(list(OUT.iterdir()))} files in {OUT}\n")


def _report(language: str, story: Story) -> None:
    counts = story.counts()
    cut = cut_labels(story.rows())
    sys.stdout.write(
        f"{language}: {counts['acts_between_arrival_and_submission']} acts from arrived to submitted (at most 10), "
        f"{counts['bot_messages_in_chat']} messages of the bot left in the chat (at most 20), "
        f"{len(cut)} labels cut{': ' + ', '.join(cut) if cut else ''}\n"
    )


if __name__ == "__main__":
    main()
