"""Files that leave by the API: the ones that were secured or none, and told apart by whoever gets them."""

from pathlib import Path

import httpx
from sqlalchemy import select
from structlog.testing import capture_logs

from forms.workbook import load_workbook
from services.form_library import take_in
from storage.tables import Department, Section, Visit
from tests.forms.conftest import make_book
from tests.services.publications_made import Publisher
from tests.web.api_called import Api, a_file, line, office, problem

__all__ = ["line", "office"]

TWO_PICTURES = """
survey | type | name | label
 | image | front | Front
 | image | back | Back
settings | form_id | version
 | pictures | 1
"""


def given(office: Api, data: bytes = b"\xff\xd8 a photograph") -> tuple[str, Path]:
    """Have one file of an approved result in the store; return where the API has it, and where the store does."""
    Publisher(office.database, office.files).submits("017-03")
    sha256 = office.files.keep(data)
    with office.acting() as uow:
        row = a_file(uow, "017-03", sha256, 1)
        uow.session.add(row)
        uow.session.flush()
        return f"/evidence/{row.evidence_id}", office.folder / "files" / sha256[:2] / sha256


async def test_what_was_altered_in_the_store_is_given_to_nobody(office: Api, line: httpx.AsyncClient) -> None:
    data = b"\xff\xd8 a photograph" * 100_000
    place, kept = given(office, data)
    for altered in (b"forged!!", bytes(len(data)), data + b"!", b""):
        kept.write_bytes(altered)
        with capture_logs() as told:
            answer = await line.get(place)
        assert problem(answer) == (409, "API_066")
        assert "retry-after" not in answer.headers
        assert "etag" not in answer.headers
        assert [(each["event"], each["because"]) for each in told] == [("evidence_not_as_kept", "FileAltered")]
    kept.write_bytes(data)
    assert (await line.get(place)).content == data


async def test_what_is_gone_from_the_store_is_not_promised_for_later(office: Api, line: httpx.AsyncClient) -> None:
    place, kept = given(office)
    kept.unlink()
    with capture_logs() as told:
        answer = await line.get(place)
    assert problem(answer) == (409, "API_066")
    assert "retry-after" not in answer.headers
    assert [each["event"] for each in told] == ["evidence_not_as_kept"]


async def test_whoever_has_the_file_is_not_sent_it_again(office: Api, line: httpx.AsyncClient) -> None:
    place, _ = given(office)
    tag = (await line.get(place)).headers["etag"]
    for known, status in ((tag, 304), (f"W/{tag}", 304), (f'"other", {tag}', 304), ("*", 304), ('"other"', 200)):
        assert (await line.get(place, headers={"if-none-match": known})).status_code == status, known


async def test_a_photograph_is_told_by_its_kind_and_by_the_name_that_the_answers_give_it(
    office: Api, line: httpx.AsyncClient
) -> None:
    with office.acting() as uow:
        department = uow.session.scalars(select(Department).where(Department.code == "SJ")).one()
        version = take_in(uow, "SJ-05", department.department_id, load_workbook(make_book(TWO_PICTURES), "form"), {})
        of_visit = select(Section).join(Visit, Visit.visit_id == Section.visit_id).where(Visit.number == "017-03")
        section = uow.session.scalars(of_visit.where(Section.place == 1)).one()
        section.checklist_version_id = version.version_id
        for place, (kind, more) in enumerate(
            (
                ("photo", {"question": "front", "purpose": "item"}),
                ("photo", {"question": "front", "purpose": "item"}),
                ("document", {"file_name": "合同.PDF", "mime_type": "application/pdf"}),
                ("voice", {}),
            )
        ):
            sha256 = office.files.keep(bytes([place]))
            uow.session.add(a_file(uow, "017-03", sha256, place, kind=kind, section_id=section.section_id, **more))
    Publisher(office.database, office.files).submits("017-03")
    listed = (await line.get("/results/017-03-1/evidence")).json()["items"]
    assert [(each["media_type"], each["file_name"], each["name_in_submission"]) for each in listed] == [
        ("image/jpeg", None, "front.jpg"),
        ("image/jpeg", None, None),
        ("application/pdf", "合同.PDF", None),
        ("audio/ogg", None, None),
    ]
    assert ">front.jpg</front>" in (await line.get("/results/017-03-1/submission")).text
    for each, ending in zip(listed, (".jpg", ".jpg", ".pdf", ".ogg"), strict=True):
        shown = (await line.get(f"/{each['href']}")).headers["content-disposition"]
        assert shown == f'attachment; filename="evidence-{each["id"]}{ending}"'
