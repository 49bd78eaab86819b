"""Open data: what is published, for machines; each line as its schema says, no cell a formula, batch by batch."""

import csv
import io
import json
import re

import httpx
import pytest
from sqlalchemy import update

from rules.public_facts import BESIDE, FIELDS
from storage.tables import InspectionObject, PublicResult
from tests.services.publications_made import Publisher
from tests.web.conftest import Office
from web.open_data import BATCH

FORMULAS = ("=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)", "　=1", " =1")


def lines(answer: httpx.Response) -> list[dict[str, object]]:
    return [json.loads(each) for each in answer.text.splitlines()]


async def test_every_line_is_as_the_schema_says(office: Office, line: httpx.AsyncClient) -> None:
    publisher = Publisher(office.database, office.files)
    publisher.submits("017-03", ["order"])
    publisher.submits("017-02")
    for number in ("017-03", "017-02"):
        publisher.publishes(number)
    publisher.withdraws("017-02", "决定已撤销")
    schema = (await line.get("/hecha/open-data/schema.json")).json()
    assert list(schema["properties"]) == [*BESIDE, *FIELDS]
    told = lines(await line.get("/hecha/open-data/results.jsonl"))
    assert [(each["number"], each["state"], each["version"]) for each in told] == [
        ("017-03-1", "published", 1),
        ("017-02-1", "withdrawn", 2),
    ]
    assert told[0].keys() == schema["properties"].keys()
    assert told[1].keys() == {*schema["required"]}
    for each in told:
        page = await line.get(f"/hecha/{each['page']}")
        assert page.status_code == 200
    rows = list(csv.DictReader(io.StringIO((await line.get("/hecha/open-data/results.csv")).text.lstrip("\ufeff"))))
    assert [row["number"] for row in rows] == ["017-03-1", "017-02-1"]
    assert rows[0]["results"] == "发现问题作出责令改正等行政命令"
    assert rows[0]["department"] == "区市场监管局"
    assert rows[1]["results"] == ""


@pytest.mark.parametrize("name", FORMULAS, ids=range(len(FORMULAS)))
async def test_no_cell_is_a_formula(office: Office, line: httpx.AsyncClient, name: str) -> None:
    publisher = Publisher(office.database, office.files)
    with publisher.acting() as uow:
        uow.session.execute(update(InspectionObject).values(name=name))
    publisher.submits("017-03")
    publisher.publishes("017-03")
    answer = await line.get("/hecha/open-data/results.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="results.csv"'
    cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")) for cell in row]
    assert f"'{name}" in cells
    assert not [cell for cell in cells if re.match(r"[\s　]*[=+\-@＝＋－＠\t\r]", cell)]


async def test_large_data_are_taken_batch_by_batch(office: Office, line: httpx.AsyncClient) -> None:
    Publisher(office.database, office.files).many(BATCH + 2)
    for name in ("results.jsonl", "results.csv"):
        first = await line.get(f"/hecha/open-data/{name}?campaign=017")
        [link] = re.findall(r'<([^>]+)>; rel="next"', first.headers["link"])
        second = await line.get(str(first.url.join(link)))
        assert "link" not in second.headers
        heading = name.endswith("csv")
        assert [len(answer.text.splitlines()) - heading for answer in (first, second)] == [BATCH, 2]
    assert (await line.get("/hecha/open-data/results.jsonl?campaign=018")).content == b""


async def test_what_has_not_changed_is_not_sent_twice_and_a_correction_is(
    office: Office, line: httpx.AsyncClient
) -> None:
    publisher = Publisher(office.database, office.files)
    publisher.submits("017-03", ["order"])
    publisher.publishes("017-03")
    for place in ("/hecha/open-data/results.csv", "/hecha/open-data/results.jsonl"):
        known = {"if-none-match": (await line.get(place)).headers["etag"]}
        assert (await line.get(place, headers=known)).status_code == 304
    publisher.corrects("017-03", "复核后更正", ["penalty"])
    assert (await line.get(place, headers=known)).status_code == 200


@pytest.mark.parametrize(
    "asked", ["campaign='", "campaign=" + "A" * 5000, "after=abc", "after=-1", "after=%00", "campain=017"]
)
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
async def test_a_question_that_is_not_understood_gets_no_data_for_another_one(
    line: httpx.AsyncClient, kind: str, asked: str
) -> None:
    answer = await line.get(f"/hecha/open-data/results.{kind}?{asked}", headers={"accept-language": "en"})
    assert answer.status_code == 400
    assert "This question is not understood" in answer.text


async def test_the_first_follow_up_has_a_number_like_any_campaign(office: Office, line: httpx.AsyncClient) -> None:
    publisher = Publisher(office.database, office.files)
    publisher.submits("017-03", ["order"])
    publisher.publishes("017-03")
    with publisher.acting() as uow:
        uow.session.execute(update(PublicResult).values(campaign_number="F1"))
    assert len(lines(await line.get("/hecha/open-data/results.jsonl?campaign=F1"))) == 1
    assert "017-03-1" in (await line.get("/hecha/results?campaign=F1")).text
