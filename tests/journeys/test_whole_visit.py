"""A whole visit in both languages: two departments, one problem, one signed sheet, one supervisor."""

import re

from sandbox.driver import Town
from sandbox.visit_script import (
    accept,
    answer_the_fire_sheet,
    arrive,
    cast,
    comply_with_rest,
    conclude,
    count_what_fails,
    end_the_finding,
    end_the_sheet,
    find_a_problem,
    serve,
    sign_one_sheet,
    submit,
)
from tests.journeys.submitted_visit import NOTE, NUMBER, ensure_submitted

MOST_ACTS = 10
MOST_MESSAGES = 20


def test_a_visit_from_the_task_to_the_receipt(town: Town, language: str) -> None:
    people = cast(town, language)
    chen, zhao = people.chen, people.zhao
    for phone in people.officers:
        accept(phone)
    serve(chen)
    before = chen.acts
    arrive(chen)
    arrive(zhao)
    comply_with_rest(chen)
    conclude(chen)
    # What the others have done meanwhile stands below zhao's checklist.
    zhao.types("继续")
    comply_with_rest(zhao)
    find_a_problem(zhao, 5, NOTE)
    end_the_finding(zhao)
    count_what_fails(zhao)
    answer_the_fire_sheet(zhao, is_counted=True)
    conclude(zhao, "②")
    # The record is printed to be read before it is signed.
    town.works_off_jobs()
    chen.taps(chen.word("button-to-signatures"))
    before_signing = chen.acts
    sign_one_sheet(chen)
    end_the_sheet(chen)
    signing = chen.acts - before_signing
    submit(chen)
    assert chen.acts - before - signing <= MOST_ACTS
    town.works_off_jobs()

    receipt = chen.sees("R-")
    [code] = re.findall(r"R-\d{4}-\w{4}", receipt.text)
    for phone in people.officers:
        assert code in phone.newest().text
        assert phone.bot_messages() <= MOST_MESSAGES
    for phone in people.all:
        phone.settles()
        assert "0/" not in phone.messages()[-1].text
    told = people.supervisor.newest()
    assert NUMBER in told.text
    assert "②" in told.text
    people.supervisor.taps(told.labels[0][0])
    people.supervisor.sees(NOTE)
    ensure_submitted(town, code)
