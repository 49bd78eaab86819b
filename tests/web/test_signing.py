"""The page of a pad as a browser asks it: who is let in, what is taken, what is told of a link that does not hold."""

import hashlib
import re
from base64 import b64encode
from datetime import timedelta, timezone

import pytest
from sqlalchemy import select

from sandbox.world import DEFAULT_TOKEN
from storage.tables import Pad, Signature
from storage.unit_of_work import reading
from tests.web.conftest import PDF
from tests.web.conftest import Office as Furnished
from tests.web.pad_desk import MARKS, NUMBERS, Desk, desk_in, post
from web.signing import MOST_BYTES, SCRIPT, headers
from web.strictness import BURST


@pytest.fixture
def desk(office: Furnished) -> Desk:
    return desk_in(office)


async def test_a_page_is_let_in_by_telegram_and_signs(desk: Desk) -> None:
    pad_id = desk.pad()
    async with desk.line() as line:
        shown = await line.get(f"/hecha/a/{pad_id}")
        assert (shown.status_code, "晨露" in shown.text) == (200, False)
        told = (await post(line, f"a/{pad_id}/open", launch=desk.launch())).json()
        assert (told["number"], told["name"], told["signed"], told["marks"]) == ("017-03", "陈立", None, [])
        assert told["record"] == hashlib.sha256(PDF).hexdigest()
        ticket = told["ticket"]
        paper = await line.get(f"/hecha/a/{told['pdf']}")
        assert paper.content == PDF
        assert paper.headers["content-disposition"].startswith('attachment; filename="record.pdf"')
        kept = await post(line, f"a/{pad_id}/marks", ticket=ticket, first=1, marks=MARKS, size=[358, 298])
        assert kept.json() == {"last": 2}
        again = (await post(line, f"a/{pad_id}/open", ticket=ticket)).json()
        assert (again["ticket"], again["marks"], again["size"]) == (ticket, MARKS, [358, 298])
        done = await post(line, f"a/{pad_id}/done", ticket=ticket)
        # As the office's clock says, which is not ours.
        assert done.json() == {"signed": desk.now.astimezone(timezone(timedelta(hours=8))).isoformat()}
        assert (await post(line, f"a/{pad_id}/done", ticket=ticket)).json() == done.json()
        late = await post(line, f"a/{pad_id}/marks", ticket=ticket, first=3, marks=MARKS)
        assert late.json()["code"] == "SIGNPAD_013"
    with reading(desk.office.database) as session:
        assert session.scalars(select(Signature.way)).all() == ["drawn"]


async def test_only_fresh_launch_data_of_the_right_person_lets_in_and_only_once(desk: Desk) -> None:
    pad_id = desk.pad()
    good = desk.launch()
    wrong = {
        "": "SIGNPAD_005",
        desk.launch(token=DEFAULT_TOKEN[:-1] + "x"): "SIGNPAD_005",
        good.replace(str(NUMBERS["SJ-01"]), str(NUMBERS["SJ-02"])): "SIGNPAD_005",
        f"{good}&user=1": "SIGNPAD_005",
        desk.launch(age=301): "SIGNPAD_006",
        desk.launch(age=-60): "SIGNPAD_006",
        desk.launch("SJ-02"): "SIGNPAD_008",
    }
    async with desk.line() as line:
        for launch, code in wrong.items():
            answer = await post(line, f"a/{pad_id}/open", launch=launch)
            assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert (await post(line, f"a/{pad_id}/open", launch=good)).status_code == 200
        assert (await post(line, f"a/{pad_id}/open", launch=good)).json()["code"] == "SIGNPAD_007"
        other = desk.pad("party")
        assert (await post(line, f"a/{other}/open", launch=good)).json()["code"] == "SIGNPAD_007"
        for strange in ("0", "x", "9" * 20, "٣", "-1"):
            answer = await post(line, f"a/{strange}/open", launch=desk.launch())
            assert answer.json()["code"] in ("SIGNPAD_005", "SIGNPAD_008")


async def test_one_pad_does_not_open_another(desk: Desk) -> None:
    mine, theirs, colleagues = desk.pad(), desk.pad("party"), desk.pad("me", "SJ-02")
    async with desk.line() as line:
        ticket = (await post(line, f"a/{mine}/open", launch=desk.launch())).json()["ticket"]
        told = (await post(line, f"a/{mine}/open", ticket=ticket)).json()
        code = told["pdf"].split("/")[1]
        for other in (theirs, colleagues):
            for what in ("open", "marks", "done"):
                answer = await post(line, f"a/{other}/{what}", ticket=ticket, first=1, marks=MARKS)
                assert answer.json()["code"] == "SIGNPAD_011"
            assert (await line.get(f"/hecha/a/{other}/{code}/record.pdf")).status_code == 410
        assert (await line.get(f"/hecha/a/{mine}/{code[:-1]}x/record.pdf")).status_code == 410
        desk.now += timedelta(hours=3)
        assert (await line.get(f"/hecha/a/{mine}/{code}/record.pdf")).status_code == 410
    assert desk.marks() == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_link_that_does_not_hold_is_told_kindly_without_scripts(desk: Desk, language: str) -> None:
    pad_id = desk.pad("party")
    token = desk.link(pad_id)
    async with desk.line() as line:
        assert (await line.get(f"/hecha/s/{token}?lang={language}")).status_code == 200
        desk.now += timedelta(minutes=31)
        expired = await line.get(f"/hecha/s/{token}?lang={language}")
        unknown = await line.get(f"/hecha/s/{token[::-1]}?lang={language}")
        for answer, status, zh, en in (
            (expired, 410, "签字链接已过期", "This link has expired"),
            (unknown, 404, "没有这个签字链接", "There is no such link"),
        ):
            assert (answer.status_code, "<script" in answer.text) == (status, False)
            assert (zh if language == "zh-CN" else en) in answer.text
            assert ("在纸上签字" if language == "zh-CN" else "on paper") in answer.text
        assert (await post(line, f"s/{token}/open?lang={language}")).json()["code"] == "SIGNPAD_003"
        fresh = desk.link(pad_id)
        ticket = (await post(line, f"s/{fresh}/open")).json()["ticket"]
        used = (await post(line, f"s/{fresh}/open?lang={language}")).json()
        assert (used["code"], "只能用一次" in used["text"] or "once only" in used["text"]) == ("SIGNPAD_004", True)
        # Whoever has it open may load it again, late as well.
        desk.now += timedelta(minutes=45)
        assert (await line.get(f"/hecha/s/{fresh}")).status_code == 200
        assert (await post(line, f"s/{fresh}/open", ticket=ticket)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"marks": 1}', b'{"marks": [], "first": 0}', b'{"marks": [], "first": true}'],
    ids=str,
)
async def test_what_cannot_be_read_is_refused_in_words(desk: Desk, body: bytes) -> None:
    pad_id = desk.pad()
    async with desk.line() as line:
        answer = await line.post(f"/hecha/a/{pad_id}/marks", content=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "SIGNPAD_014")


async def test_more_than_a_page_can_draw_is_not_read(desk: Desk) -> None:
    pad_id = desk.pad()
    async with desk.line() as line:
        ticket = (await post(line, f"a/{pad_id}/open", launch=desk.launch())).json()["ticket"]
        answer = await post(line, f"a/{pad_id}/marks", ticket=ticket, first=1, marks=MARKS, much="x" * MOST_BYTES)
        assert answer.json()["code"] == "SIGNPAD_014"
    assert desk.marks() == []


@pytest.mark.parametrize(("kind", "framed"), [("a", "https://web.telegram.org"), ("s", "'none'")])
async def test_every_answer_forbids_what_a_pad_does_not_need(desk: Desk, kind: str, framed: str) -> None:
    async with desk.line() as line:
        answers = [
            await line.get(f"/hecha/{kind}/1"),
            await line.get(f"/hecha/{kind}/1/2/3/4"),
            await line.put(f"/hecha/{kind}/1"),
            await post(line, f"{kind}/1/open"),
        ]
        answers += [await line.get(f"/hecha/{kind}/1") for _ in range(BURST)]
    assert answers[-1].status_code == 429
    for answer in answers:
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
        assert (policy["default-src"], policy["connect-src"], policy["frame-ancestors"]) == ("'none'", "'self'", framed)
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert ("x-frame-options" in answer.headers) == (kind == "s")


def test_the_script_is_the_one_that_the_headers_name_and_stores_nothing() -> None:
    named = b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src 'sha256-{named}'" in headers("a")["content-security-policy"]
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie|eval\(|innerHTML|https?://", SCRIPT)


async def test_a_fault_is_told_without_its_reason(desk: Desk) -> None:
    pad_id = desk.pad("party")
    token = desk.link(pad_id)
    desk.broken = True
    async with desk.line() as line:
        answer = await line.get(f"/hecha/s/{token}")
    assert (answer.status_code, "a secret" in answer.text) == (503, False)
    assert answer.headers["retry-after"]
    with reading(desk.office.database) as session:
        assert session.scalars(select(Pad.state)).all() == ["open"]
