"""Draws are published: the commitment before the dice, then all from which anybody recomputes it."""

import json
import re

import httpx
import pytest
from sqlalchemy import select

from rules.draw.verification import verify
from rules.working_days import add_working_days
from services import draw_abandoning, draw_afterwards, draw_dispatch
from services.draw_lapsing import look_after_draws
from services.draw_standing import LAPSED
from storage.tables import Draw, InspectionObject, Person, Visit
from tests.services.conftest import District
from tests.services.publications_made import Publisher
from tests.services.test_after_the_draw import falls_out, first_of, held
from tests.services.test_draws import DICE, committed, planned, types
from tests.services.test_reminders import at
from tests.web.conftest import Office
from tests.web.pages_read import Tags, said
from web.draws import policy_of
from web.pages import headers

MOST_BYTES = 100_000


def hash_of(district: District, draw_id: int) -> str:
    with district.act() as uow:
        return uow.session.get_one(Draw, draw_id).commit_hash


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_commitment_is_public_before_the_dice_and_everything_else_after_them(
    office: Office, line: httpx.AsyncClient, language: str
) -> None:
    district, asked = District(office.database), {"lang": language}
    none = {"zh-CN": "还没有抽取", "en": "There is no draw yet"}[language]
    assert none in said(await line.get("/hecha/draws", params=asked))
    of = planned(district)
    draw_id = committed(district, of)
    for address in ("/hecha/draws", "/hecha/draws/018-1"):
        page = await line.get(address, params=asked)
        assert (page.status_code, page.headers["content-language"]) == (200, language)
        assert hash_of(district, draw_id) in page.text
        assert "salt" not in page.text
        Tags(page.text)
    early = await line.get("/hecha/draws/018-1/commit.json")
    assert "seed_hash" not in early.json()
    assert (await line.get("/hecha/draws/018-1/proof.json")).status_code == 404
    with district.act() as uow:
        draw_abandoning.abandon(uow, district.actor(uow, "SJ-04"), draw_id, "名录库有误，更正后重抽")
    for address in ("/hecha/draws", "/hecha/draws/018-1"):
        assert "名录库有误，更正后重抽" in said(await line.get(address, params=asked))
    assert (await line.get("/hecha/draws/018-1/proof.json")).status_code == 404
    early_told = said(await line.get("/hecha/draws/018-1", params=asked))
    assert {"zh-CN": "谁也算不出会抽中谁", "en": "nobody can work out"}[language] in early_told
    assert f"lists-018-1.json {hash_of(district, draw_id)}" in early_told
    lists = (await line.get("/hecha/draws/018-1/lists.json")).json()
    assert [each.code for each in verify(lists, hash_of(district, draw_id)).remarks] == ["DRAW_103"]
    assert lists["commit_hash"] == hash_of(district, draw_id)
    assert lists["salt"] in (await line.get("/hecha/draws/018-1")).text
    await tells_what_was_given_up(district, line, of, language)
    second = held(district, of)
    leaving = first_of(district, second)
    new = falls_out(district, second, leaving.of)
    page = await line.get("/hecha/draws/018-3", params=asked)
    assert len(page.content) < MOST_BYTES
    assert "<script" not in page.text
    told = said(page)
    with district.act() as uow:
        names = uow.session.scalars(select(Person.name).where(Person.code.like("SJ-%"))).all()
    # Codes, and nobody's name.
    assert not [each for each in names if each["zh"] in told]
    for text in (DICE, leaving.code, new, "已注销，查无此户", hash_of(district, second)):
        assert text in told
    links = {link.rpartition("/")[2]: str(page.url.join(link)) for link in re.findall(r'href="([^"?]+)"', page.text)}
    proof = (await line.get(links["proof.json"])).json()
    verdict = verify(proof, hash_of(district, second), (await line.get(links["addendum.json"])).json())
    assert not verdict.reasons
    assert verdict.changes[-1].hash in told
    assert "--addendum addendum-018-3.json" in told
    assert (await line.get(links["commit.json"])).json()["seed_hash"] == proof["seed_hash"]
    assert b"def " in (await line.get(links["verify_draw.py"])).content


async def tells_what_was_given_up(district: District, line: httpx.AsyncClient, of: int, language: str) -> None:
    """Given up after the dice were read alike: everybody recomputes what it would have drawn, before a worker has."""
    draw_id = committed(district, of)
    for code in ("SJ-04", "XF-03"):
        types(district, draw_id, code)
    with district.act() as uow:
        draw_abandoning.abandon(uow, district.actor(uow, "SJ-04"), draw_id, "结果不合心意")
    page = await line.get("/hecha/draws/018-2", params={"lang": language})
    assert DICE in page.text
    proof = (await line.get("/hecha/draws/018-2/proof.json")).json()
    assert not verify(proof, hash_of(district, draw_id)).reasons
    with district.act() as uow:
        draw_abandoning.finish_proof(uow, draw_abandoning.prepare_proof(uow, draw_id), "")
    told = said(await line.get("/hecha/draws/018-2", params={"lang": language}))
    assert {"zh-CN": "谁都算得出本来会抽中谁", "en": "everybody can work out"}[language] in told
    assert next(iter(proof["teams"])) in told
    assert "结果不合心意" in told


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_the_reason_that_the_clock_gives_stands_in_the_readers_language(
    office: Office, line: httpx.AsyncClient, language: str
) -> None:
    district = District(office.database)
    draw_id = committed(district, planned(district))
    with district.act() as uow:
        over = uow.session.get_one(Draw, draw_id).opens_on
        assert over is not None
    district.now = at(add_working_days(over, 1, {}), 10)
    with district.act() as uow:
        look_after_draws(uow)
    line_told = {"zh-CN": "理由：检查期已过，没有抽取", "en": "Reason: its days passed and it was not held."}[language]
    for address in ("/hecha/draws", "/hecha/draws/018-1"):
        told = said(await line.get(address, params={"lang": language}))
        assert told.count(line_told) == 1
        assert (LAPSED in told) == (language == "zh-CN")


async def test_the_checking_page_may_run_its_own_script_and_reach_nothing(line: httpx.AsyncClient) -> None:
    page = await line.get("/hecha/draws/verify_draw.html")
    policy = page.headers["content-security-policy"]
    assert policy == policy_of(page.content)
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert {name: page.headers[name] for name in headers()} == headers() | {"content-security-policy": policy}
    assert len(page.content) < MOST_BYTES


async def test_a_sealed_draw_shows_hashes_alone_until_its_day(office: Office, line: httpx.AsyncClient) -> None:
    district = District(office.database)
    draw_id = held(district, planned(district), is_sealed=True)
    with district.act() as uow:
        draw = uow.session.get_one(Draw, draw_id)
        salt = draw.salt
        objects = [each.code for each in draw_afterwards.standing_objects(uow, district.actor(uow, "SJ-04"), draw_id)]
    told = [await line.get(f"/hecha/draws{path}") for path in ("", "/018-1", "/018-1/commit.json")]
    for answer in told:
        assert answer.status_code == 200
        for secret in (salt, "餐饮抽查", *objects):
            assert secret not in answer.text
    assert "密封" in told[1].text
    assert set(json.loads(told[2].text)) == {"commit", "commit_hash", "seed_hash"}
    assert (await line.get("/hecha/draws/018-1/proof.json")).status_code == 404
    with district.act() as uow:
        uow.session.get_one(Draw, draw_id).opened_at = uow.now
    assert (await line.get("/hecha/draws/018-1/proof.json")).json()["seed"]["salt"] == salt


async def test_what_is_no_draw_is_an_address_like_any_wrong_one(office: Office, line: httpx.AsyncClient) -> None:
    committed(District(office.database), planned(District(office.database)))
    wrong = ("draws/018-2", "draws/018-1/x", "draws/018-1/addendum.json", "draws/", "x")
    answers = [await line.get(f"/hecha/{address}") for address in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({said(answer) for answer in answers}) == 1
    for page in ("0", "x", "999999999"):
        assert (await line.get("/hecha/draws", params={"page": page})).status_code == 200


async def test_a_result_leads_to_its_object_in_the_draw_and_a_reserves_to_the_draw_itself(
    office: Office, line: httpx.AsyncClient
) -> None:
    district, publisher = District(office.database), Publisher(office.database, office.files)
    of = planned(district)
    draw_id = held(district, of)
    reserve = falls_out(district, draw_id, first_of(district, draw_id).of)
    with district.act() as uow:
        draw_dispatch.dispatch_draw(uow, district.actor(uow, "SJ-04"), of)
    with district.act() as uow:
        chosen = select(InspectionObject.registration_code, Visit.number).join(
            Visit, Visit.object_id == InspectionObject.object_id
        )
        visits = dict(uow.session.execute(chosen.where(Visit.campaign_id == of)).all())
    drawn = next(code for code in visits if code != reserve)
    targets = re.findall(r'id="(\w+)"', (await line.get("/hecha/draws/018-1?lang=en")).text)
    assert (drawn in targets, reserve in targets) == (True, False)
    for code, anchor in ((drawn, f"#{drawn}"), (reserve, "")):
        publisher.submits(visits[code])
        publisher.publishes(visits[code])
        page = await line.get(f"/hecha/results/{visits[code]}-1?lang=en")
        assert ("From the reserve" in page.text) is (code == reserve)
        draw = await line.get("/hecha/draws/018-1?lang=en")
        assert f'href="../objects/{code}?lang=en">{code}</a>' in draw.text
        assert ("Result of" in draw.text) is (code == reserve)
        assert f'href="../draws/018-1?lang=en{anchor}"' in page.text
