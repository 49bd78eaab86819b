"""The API: tokens with scopes, what is badly asked, and what is told to everybody."""

import json
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select, update

from services.api_tokens import create_token, list_tokens, revoke_token
from storage.tables import (
    ApiToken,
    LedgerLink,
    Person,
)
from tests.services.publications_made import Publisher
from tests.web.api_called import Api, line, office, problem, wanted_campaign
from web.api_operations import MOST_BYTES
from web.strictness import CUSTOMER_BITS

__all__ = ["line", "office"]


# Tokens


@pytest.mark.parametrize("shown", [None, "Bearer", "Bearer nothing", "Basic aGVjaGE6", "Bearer hecha_" + "A" * 43])
async def test_nothing_is_told_without_a_token(office: Api, shown: str | None) -> None:
    async with office.line() as line:
        headers = {"authorization": shown} if shown else {}
        for path in ("/results", "/campaigns", "/tasks", "/evidence/1"):
            answer = await line.get(path, headers=headers)
            assert problem(answer) == (401, "API_001")
            assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_a_token_does_only_what_it_is_for(office: Api) -> None:
    async with office.line(office.token("results:read")) as line:
        assert (await line.get("/results")).status_code == 200
        assert problem(await line.get("/campaigns")) == (403, "API_002")
        assert problem(await office.posts(line, "/campaigns", wanted_campaign(office))) == (403, "API_002")


async def test_a_token_that_is_revoked_or_too_old_is_refused_at_once(office: Api) -> None:
    token = office.token()
    with office.acting() as uow:
        fleeting = create_token(uow, "临时", ["results:read"], ["SJ"], days=1).token
    async with office.line(token) as line, office.line(fleeting) as other:
        assert (await line.get("/results")).status_code == (await other.get("/results")).status_code == 200
        with office.looking() as uow:
            assert [each.last_used_at is not None for each in list_tokens(uow)] == [True, True]
        with office.acting() as uow:
            revoke_token(uow, 1)
        assert problem(await line.get("/results")) == (401, "API_001")
        office.later += timedelta(days=1, seconds=1)
        assert problem(await other.get("/results")) == (401, "API_001")
    with office.looking() as uow:
        assert token not in json.dumps([row.token_sha256 for row in uow.session.scalars(select(ApiToken))])
        types = uow.session.scalars(select(LedgerLink.type).where(LedgerLink.chain == "registry")).all()
        assert types[-3:] == ["token_made", "token_made", "token_revoked"]
    # Whoever acts for a token may be revoked like any person: so is the token.
    with office.acting() as uow:
        uow.session.execute(update(Person).where(Person.code == "API-0002").values(revoked_at=office.now()))
        assert [each.revoked_at is not None for each in list_tokens(uow)] == [True, True]


async def test_nothing_of_another_department_is_told(office: Api) -> None:
    publisher = Publisher(office.database, office.files)
    publisher.submits("017-03", ["order"])
    async with office.line(office.token(departments=("RS",))) as line:
        for path in ("/results", "/tasks", "/campaigns"):
            assert (await line.get(path)).json()["items"] == []
        for path in ("/results/017-03-1", "/results/017-03-1/evidence", "/tasks/017-03", "/campaigns/017"):
            assert problem(await line.get(path)) == (404, "API_003")
        answer = await office.posts(line, "/campaigns", wanted_campaign(office))
        assert problem(answer) == (403, "CAMP_001")


# What is badly asked


async def test_all_that_is_wrong_is_said_at_once_and_in_the_askers_language(office: Api) -> None:
    token = office.token()
    body = {"title": 7, "task_kind": "weekly", "lead": "SJ", "items": [], "colour": "red"}
    told = {}
    for language in ("zh-CN", "en"):
        async with office.line(token, language) as line:
            answer = await line.post("/campaigns", json=body)
            assert problem(answer) == (422, "API_008")
            assert answer.headers["content-language"] == language
            told[language] = answer.json()
    places = {each["pointer"] for each in told["en"]["errors"]}
    assert places == {"Idempotency-Key", "/title", "/task_kind", "/items", "/colour", "/starts_on", "/ends_on"}
    assert told["zh-CN"]["detail"] != told["en"]["detail"]
    assert "7 places" in told["en"]["detail"]


async def test_whoever_makes_up_thousands_of_names_is_not_told_each(office: Api, line: httpx.AsyncClient) -> None:
    answer = await office.posts(line, "/campaigns", wanted_campaign(office) | {f"n{n}": 1 for n in range(15_000)})
    assert problem(answer) == (422, "API_008")
    assert len(answer.json()["errors"]) == 100
    assert "15000 places" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "kind", "expected"),
    [
        (b"{", "application/json", (400, "API_005")),
        (b"\xff", "application/json", (400, "API_005")),
        (b"", "application/json", (400, "API_005")),
        (b"[" * 100_000, "application/json", (400, "API_005")),
        (b'{"title": "\\ud800"}', "application/json", (400, "API_005")),
        (b"[]", "application/json", (422, "API_008")),
        (b"null", "application/json; charset=utf-8", (422, "API_008")),
        (b"title=1", "application/x-www-form-urlencoded", (415, "API_006")),
        (b" " * (MOST_BYTES + 1), "application/json", (413, "API_007")),
    ],
    ids=range(9),
)
async def test_a_body_that_is_none_is_refused(
    office: Api, line: httpx.AsyncClient, content: bytes, kind: str, expected: tuple[int, str]
) -> None:
    headers = {"idempotency-key": "a-key-of-mine", "content-type": kind}
    assert problem(await line.post("/campaigns", content=content, headers=headers)) == expected


async def test_an_address_or_a_method_that_there_is_not(line: httpx.AsyncClient) -> None:
    assert problem(await line.get("/nothing")) == (404, "API_003")
    answer = await line.delete("/campaigns")
    assert problem(answer) == (405, "API_004")
    assert {"GET", "POST"} <= set(answer.headers["allow"].split(", "))


async def test_who_asks_too_often_is_asked_to_come_again(office: Api) -> None:
    assert CUSTOMER_BITS
    async with office.line() as line:
        answers = [await line.get("/results") for _ in range(202)]
        assert {each.status_code for each in answers[:200]} == {401}
        assert problem(answers[-1]) == (429, "API_014")
        assert answers[-1].headers["retry-after"]
        office.seconds += 1
        assert (await line.get("/results")).status_code == 401


async def test_what_is_hidden_stays_hidden_from_caches(office: Api, line: httpx.AsyncClient) -> None:
    answer = await line.get("/results")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_the_document_is_there_for_everybody(office: Api) -> None:
    async with office.line() as line:
        told = (await line.get("/openapi.json")).json()
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": "/hecha/api/v1"}]
    assert set(told["paths"]) >= {"/campaigns", "/tasks", "/results", "/evidence/{id}"}


async def test_the_document_tells_of_each_operation_its_scope_and_what_it_refuses(office: Api) -> None:
    async with office.line() as line:
        told = (await line.get("/openapi.json")).json()
    scheme = told["components"]["securitySchemes"]["token"]["description"]
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            [[scope]] = [each["token"] for each in operation["security"]]
            assert f"`{scope}`" in scheme
            assert f"`{scope}`" in operation["description"]
            always = {"401", "403", "422", "429", "503"}
            always |= {"400", "404", "409", "413", "415"} if method == "post" else set()
            assert always <= set(operation["responses"]), operation["operationId"]
            # What it answers without a token, and with one for something else, is as it says there.
            address = path.replace("{number}", "017-03-1").replace("{id}", "1")
            other = office.token("evidence:read" if scope != "evidence:read" else "tasks:read")
            for token, code in ((None, "API_001"), (other, "API_002")):
                async with office.line(token) as line:
                    answer = await line.request(method, address)
                described = operation["responses"][str(answer.status_code)]
                assert code in described["description"]
                assert code == answer.json()["code"]
                assert answer.headers["content-type"] in described["content"]
                required = {name for name, header in described["headers"].items() if header["required"]}
                assert required <= {name for name in required if name.lower() in answer.headers}


def test_a_token_of_nothing_is_not_made(office: Api) -> None:
    from rules.refusals import Refused

    cases = {
        "API_026": ("平台", ["results:write"], ["SJ"], None),
        "API_028": ("", ["results:read"], ["SJ"], None),
        "API_017": ("平台", ["results:read"], ["ZZ"], None),
        "API_031": ("平台", ["results:read"], ["SJ"], 0),
        "API_027": None,
    }
    for code, asked in cases.items():
        with pytest.raises(Refused) as refused, office.acting() as uow:
            if asked is None:
                revoke_token(uow, 7)
            else:
                create_token(uow, *asked)
        assert refused.value.code == code
    with office.acting() as uow:
        uow.session.execute(update(ApiToken).values(name="x"))


async def test_the_place_of_the_api_alone_is_refused_in_its_form(office: Api) -> None:
    async with office.line(None) as line:
        root = str(line.base_url).rstrip("/")
        for address in (root, f"{root}/", f"{root}?x=1"):
            assert problem(await line.get(httpx.URL(address))) == (404, "API_003")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh;q=0.1, en;q=0.9", "en"),
        ("zh;q=0.1,en", "en"),
        ("fr, en;q=0.5, zh;q=0.5", "en"),
        ("en;q=0, zh;q=0.3", "zh-CN"),
        ("en;q=0", "zh-CN"),
        ("en;q=x", "en"),
        ("zh, en;q=0.5", "zh-CN"),
    ],
)
async def test_the_language_that_weighs_most_is_spoken(office: Api, accepted: str, language: str) -> None:
    async with office.line(None, accepted) as line:
        assert (await line.get("/tasks")).headers["content-language"] == language
