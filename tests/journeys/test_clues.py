"""A problem of an approved visit goes to another department, which receives it and ends it with a photograph."""

from sandbox.driver import Town
from tests.journeys.after_the_checklist import acts_of, fits, phones, says, submits, taps


def test_a_clue_is_handed_over_received_and_closed_with_a_photograph(town: Town, language: str) -> None:
    submits(town)
    he, lead, other = phones(town, language, "SJ-04", "SJ-03", "XF-03")
    he.taps("查看")
    taps(he, "button-approve")
    lead.sees("017-03")
    taps(lead, "button-clues", count=1)
    lead.sees(says(lead, "待处理", "to decide"))
    lead.taps("017-03")
    taps(lead, "button-clue-offer")
    lead.taps(says(lead, "消防", "Fire"))
    other.sees("017-03-X1")
    taps(other, "button-look")
    taps(other, "button-clue-reject")
    other.types("不属本部门职责")
    lead.sees("不属本部门职责")
    taps(lead, "button-look")
    taps(lead, "button-clue-offer")
    lead.taps(says(lead, "消防", "Fire"))
    town.works_off_jobs()
    other.settles()
    taps(other, "button-look")
    taps(other, "button-clue-accept")
    lead.sees(says(lead, "已接收线索", "accepted clue"))
    other.sends_photo()
    town.works_off_jobs()
    taps(other, "button-clue-close")
    other.types("已改正，冷藏4℃")
    other.sees(says(other, "✅ 已办结", "✅ Closed"))
    taps(other, "button-clue-steps")
    other.sees(says(other, "不接收", "rejected"))
    taps(other, "button-back")
    taps(other, "button-back")
    other.sees(says(other, "没有未办结的线索", "Nothing to follow up"))
    told = [act for act in acts_of(town) if act.startswith("clue_")]
    assert told == ["clue_opened", "clue_offered", "clue_rejected", "clue_offered", "clue_accepted", "clue_closed"]
    fits(he, lead, other)
