"""What an examination leaves behind: verdicts, copies, doubts, the chain, and what erasing forgets."""

from typing import Any

import pytest
from sqlalchemy import select

from forms.pictures.camera import CameraFacts
from handlers.screens.evidence import doubt_lines
from handlers.words import words_of
from rules.events_evidence import EvidenceDoubted, EvidenceQuarantined
from services import batches, erasure, evidence, examination
from services.evidence import EXAMINE
from services.evidence_count import count, quarantined_count
from services.examination import Found
from services.picture_doubts import doubts_of_visit
from services.supervision import supervised_of
from storage.ledger import links_of, openings_of
from storage.tables import Evidence, Examination, Job, Task, Visit

HASH = f"{7:064x}"
FINE = Found("jpeg", "", None, 1280, 960, likeness="0123456789abcdef", stamped="a" * 64, preview="b" * 64)


def secured(district: Any, number: str, sha256: str = HASH, purpose: str = "scene") -> int:
    evidence_id: int = district.photographs("SJ-01", purpose, number=number)
    with district.act() as uow:
        evidence.secure(uow, evidence_id, sha256, 1000)
    return evidence_id


def settled(district: Any, evidence_id: int, found: Found) -> list[object]:
    """Settle an examination; return what happened by it."""
    before = len(district.heard)
    with district.act() as uow:
        examination.settle(uow, evidence_id, found)
    happened: list[object] = district.heard[before:]
    return happened


def found_in(district: Any, evidence_id: int) -> Examination:
    with district.act() as uow:
        row: Examination = uow.session.get_one(Examination, evidence_id)
        uow.session.expunge(row)
        return row


@pytest.fixture
def numbers(district: Any) -> tuple[str, str]:
    """Two visits of an officer that run."""
    with district.act() as uow:
        mine = select(Visit.number).join(Task, Task.visit_id == Visit.visit_id).order_by(Visit.number)
        mine = mine.where(Task.person_id == district.actor(uow, "SJ-01").person_id)
        first, second, *_ = uow.session.scalars(mine).all()
    for number in (first, second):
        district.starts(number)
    return first, second


def test_a_secured_file_is_to_be_looked_into_with_a_strip_that_says_whose_it_is(
    district: Any, numbers: tuple[str, str]
) -> None:
    evidence_id = secured(district, numbers[0])
    assert found_in(district, evidence_id).state == "pending"
    with district.act() as uow:
        work = examination.work_on(uow, evidence_id)
        assert [job.body for job in uow.session.scalars(select(Job).where(Job.kind == EXAMINE))] == [
            {"evidence": evidence_id}
        ]
    assert work is not None
    assert work.strip is not None
    assert work.strip.lines[0].startswith(numbers[0])
    assert work.strip.lines[-1] == f"SHA-256 {HASH[:8]} {HASH[8:16]}"
    assert work.strip.code == f"HECHA {numbers[0]} {HASH}".upper()


def test_what_is_kept_apart_counts_nowhere_and_is_told(district: Any, numbers: tuple[str, str]) -> None:
    evidence_id = secured(district, numbers[0])
    happened = settled(district, evidence_id, Found("zip", "FILE_004"))
    assert EvidenceQuarantined(evidence_id, "FILE_004", {}) in happened
    with district.act() as uow:
        visit_id = district.visit(numbers[0])
        assert (count(uow, visit_id).received, quarantined_count(uow, visit_id)) == (0, 1)
        assert supervised_of(uow, visit_id).quarantined == 1
        assert batches.batch_with(uow, evidence_id).quarantined == 1
        last = list(links_of(uow.session, f"visit:{numbers[0]}"))[-1]
    assert (last["type"], last["body"]["verdict"], last["body"]["code"]) == (
        "evidence_examined",
        "quarantined",
        "FILE_004",
    )
    # Settled once more, as after a worker that died, it changes nothing.
    assert settled(district, evidence_id, FINE) == []
    assert district.chains_are_whole()


def test_a_job_that_fails_for_good_leaves_nothing_that_nobody_has_seen(district: Any, numbers: tuple[str, str]) -> None:
    evidence_id = secured(district, numbers[0])
    with district.act() as uow:
        examination.give_up(uow, evidence_id)
        assert uow.session.get_one(Evidence, evidence_id).state == "quarantined"


@pytest.mark.parametrize(
    ("other", "is_twin"), [("0123456789abcdef", True), ("0123456789abcde8", True), ("0123456789abcd10", False)]
)
def test_a_picture_of_another_visit_is_known_again(
    district: Any, numbers: tuple[str, str], other: str, is_twin: bool
) -> None:
    settled(district, secured(district, numbers[0]), FINE)
    again = secured(district, numbers[1], f"{8:064x}")
    happened = settled(district, again, Found("jpeg", likeness=other))
    assert (EvidenceDoubted(again) in happened) is is_twin
    with district.act() as uow:
        doubts = doubts_of_visit(uow, district.visit(numbers[1]))
        assert (doubts.reused, doubts.visits) == ((1, (numbers[0],)) if is_twin else (0, ()))
        # The first was there first.
        assert doubts_of_visit(uow, district.visit(numbers[0])).reused == 0


def test_a_picture_that_came_twice_into_one_visit_is_no_matter(district: Any, numbers: tuple[str, str]) -> None:
    for _ in range(2):
        assert settled(district, secured(district, numbers[0]), FINE) == []


def test_one_file_for_two_purposes_of_a_visit_is_remarked(district: Any, numbers: tuple[str, str]) -> None:
    assert settled(district, secured(district, numbers[0]), FINE) == []
    # Another sheet that only looks alike is no matter.
    assert settled(district, secured(district, numbers[0], f"{9:064x}", "signature"), FINE) == []
    again = secured(district, numbers[0], purpose="authorisation")
    assert settled(district, again, FINE) == [EvidenceDoubted(again)]
    with district.act() as uow:
        doubts = doubts_of_visit(uow, district.visit(numbers[0]))
        assert [place.purpose for place in doubts.items] == ["scene", "authorisation"]
        [told] = doubt_lines(words_of("zh-CN"), doubts)
    assert "现场（未归项）、委托书" in told


def test_an_old_picture_is_said_to_be_old_and_its_place_is_sealed_until_it_is_erased(
    district: Any, numbers: tuple[str, str]
) -> None:
    evidence_id = secured(district, numbers[0])
    camera = CameraFacts("2025-01-05T10:00:00", "29.720300,106.631300", "Pinhole One")
    assert EvidenceDoubted(evidence_id) in settled(
        district, evidence_id, Found("jpeg", camera=camera, stamped="a" * 64, preview="b" * 64)
    )
    chain = f"visit:{numbers[0]}"
    with district.act() as uow:
        doubts = doubts_of_visit(uow, district.visit(numbers[0]))
        assert (doubts.old, doubts.oldest) == (1, "2025-01-05")
        told = list(links_of(uow.session, chain))[-1]["body"]["camera"]
        assert (told["from"], told["taken"], set(told["position"])) == ("exif", camera.taken, {"sealed"})
        assert [each["value"] for each in openings_of(uow.session, chain)].count(camera.position) == 1
    with district.act() as uow:
        erased = erasure.erase_file(uow, "console", numbers[0], HASH, kept_nowhere)
        assert erased == erasure.Erased((), (HASH, "a" * 64, "b" * 64))
        assert camera.position not in [each["value"] for each in openings_of(uow.session, chain)]
    row = found_in(district, evidence_id)
    assert (row.taken, row.position, row.camera, row.likeness, row.stamped_sha256) == ("", "", "", None, None)
    assert district.chains_are_whole()


def kept_nowhere(sha256: str) -> bytes:
    raise FileNotFoundError(sha256)


def test_a_picture_that_goes_to_another_visit_gets_other_copies(district: Any, numbers: tuple[str, str]) -> None:
    evidence_id = secured(district, numbers[0])
    settled(district, evidence_id, FINE)
    with district.act() as uow:
        batch = batches.batch_with(uow, evidence_id)
        place = batches.Belonging("scene", district.visit(numbers[1]))
        evidence.move(uow, district.actor(uow, "SJ-01"), batch.batch, place)
        assert uow.session.get_one(Examination, evidence_id).state == "pending"
        work = examination.work_on(uow, evidence_id)
        assert work is not None
        assert work.strip is not None
        assert work.strip.lines[0].startswith(numbers[1])
