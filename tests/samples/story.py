"""The visit of the samples: who does what, and what everybody saw of it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sandbox import visit_script as script
from sandbox.driver import Phone, Town
from sandbox.visit_script import Cast
from tests.samples import photographs
from tests.samples.camera import Camera, NoCamera

NOTES = {"zh": "灭火器过期，压力表指针在红区。", "en": "Extinguisher: gauge in the red."}


class Story:
    """Plays the script, taking pictures and counting the acts of the first officer."""

    def __init__(self, town: Town, people: Cast, camera: Camera | NoCamera, language: str) -> None:
        self._town = town
        self._people = people
        self._camera = camera
        self._language = language
        self._chapters: dict[str, int] = {}

    def play(self) -> None:
        """Play the whole visit."""
        people = self._people
        chen, zhao, supervisor = people.chen, people.zhao, people.supervisor
        chen.types("任务")
        self._shoot(chen, "1-tasks")
        for phone in people.officers:
            script.accept(phone)
        self._shoot(chen, "2-task")
        script.serve(chen, photographs.receipt())
        script.arrive(zhao)
        arrived = chen.acts
        script.arrive(chen)
        self._shoot(chen, "3-checklist")
        script.comply_with_rest(chen)
        self._shoot(chen, "4-result")
        script.conclude(chen)
        answered = chen.acts - arrived
        # What the others have done meanwhile stands below zhao's checklist.
        zhao.types("继续")
        script.comply_with_rest(zhao)
        script.find_a_problem(zhao, 5, NOTES[self._language], photographs.extinguisher())
        self._shoot(zhao, "5-problem")
        script.end_the_finding(zhao)
        script.count_what_fails(zhao)
        script.answer_the_fire_sheet(zhao, photographs.emergency_exit(), is_counted=True)
        script.conclude(zhao, "②")
        chen.taps(chen.word("button-to-signatures"))
        self._shoot(chen, "6-signatures")
        script.sign_one_sheet(chen, photographs.signed_sheet())
        self._shoot(chen, "7-sheet")
        script.end_the_sheet(chen)
        self._shoot(chen, "8-summary")
        script.submit(chen)
        self._shoot(chen, "9-receipt")
        self._shoot(supervisor, "10-supervisor")
        supervisor.taps(supervisor.word("button-look"))
        self._shoot(supervisor, "11-review")
        supervisor.taps(supervisor.word("button-files", count=4))
        self._shoot(supervisor, "12-files")
        # To the signatures, and the submission itself.
        self._chapters = {"clean_section": answered, "signatures_and_submission": 2}

    def _shoot(self, phone: Phone, name: str) -> None:
        # Every photograph fetched, so that the pictures do not show chance.
        self._town.works_off_jobs()
        phone.settles()
        self._camera.shoot(phone, name)

    def counts(self) -> dict[str, int]:
        """Return what the samples promise to stay below."""
        return {
            "acts_between_arrival_and_submission": sum(self._chapters.values()),
            "bot_messages_in_chat": self._people.chen.bot_messages(),
        }

    def rows(self) -> Iterator[list[tuple[str, bool]]]:
        """Every row of inline buttons that anybody was ever shown."""
        for event in self._town.sandbox.world.events.after(0) or []:
            markup = (event.get("message") or {}).get("reply_markup") or {}
            for row in markup.get("inline_keyboard", []):
                yield [(button["text"], "callback_data" not in button) for button in row]

    def write(self, path: Path) -> None:
        """Write what each person saw and did, in its order."""
        people: dict[str, Any] = {}
        for phone in self._people.all:
            seen = [e for e in self._town.sandbox.world.events.after(0) or [] if e.get("chat") == phone.number]
            people[str(phone.number)] = {
                "acts": phone.acts,
                "photos": phone.photos,
                "bot_messages_in_chat": phone.bot_messages(),
                "events": seen,
            }
        body = {"counts": self.counts(), "people": people}
        path.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")
