"""A problem of an approved visit goes to another department, which receives it and ends it with a photograph."""

from sandbox.driver import Phone, Town
from tests.journeys.after_the_checklist import acts_of, fits, phones, says, submits, taps

UNIT = "登记注册科（负责企业名称登记、经营范围登记和证照管理的业务科室）王五"


def test_a_clue_is_handed_over_received_and_closed_with_a_photograph(town: Town, language: str) -> None:
    submits(town)
    he, lead, other = phones(town, language, "SJ-04", "SJ-03", "XF-03")
    he.taps("查看")
    taps(he, "button-approve")
    lead.sees("017-03")
    taps(lead, "button-clues", count=1)
    lead.sees(says(lead, "待处理", "to decide"))
    lead.taps("017-03")
    taps(lead, "button-clue-unit")
    lead.types("12")
    lead.sees(says(lead, "没看到文字", "There are no words in that"))
    lead.types(UNIT)
    lead.sees("王五")
    taps(lead, "button-clue-offer")
    lead.taps(says(lead, "消防", "Fire"))
    # A last look; one may still choose otherwise.
    lead.sees(says(lead, "答复期限：", "To answer by: "))
    taps(lead, "button-back")
    hands_to_fire(lead)
    other.sees("017-03-X1")
    taps(lead, "button-clue-take-back")
    card = lead.sees("王五")
    assert says(lead, "市场监管处置", "With Market Supervision") in card.text
    other.sees(says(other, "已撤回线索 017-03-X1", "took clue 017-03-X1 back"))
    taps(lead, "button-clue-offer")
    hands_to_fire(lead)
    other.settles()
    taps(other, "button-look")
    taps(other, "button-clue-reject")
    other.types("不属本部门职责")
    lead.sees("不属本部门职责")
    taps(lead, "button-look")
    lead.sees(says(lead, "消防救援不接收：不属本部门职责", "Fire and Rescue rejected it: 不属本部门职责"))
    taps(lead, "button-clue-offer")
    hands_to_fire(lead)
    town.works_off_jobs()
    other.settles()
    taps(other, "button-look")
    taps(other, "button-clue-accept")
    lead.sees(says(lead, "已接收线索", "accepted clue"))
    # Whoever gave it reads on, and changes nothing any more.
    taps(lead, "button-look")
    card = lead.sees(says(lead, "消防救援处置", "With Fire and Rescue"))
    assert lead.word("button-clue-unit") not in str(card.labels)
    other.sends_photo()
    town.works_off_jobs()
    taps(other, "button-clue-close")
    other.types("已改正，冷藏4℃")
    other.sees(says(other, "✅ 已办结", "✅ Closed"))
    taps(other, "button-clue-steps")
    other.sees(says(other, "移交给消防救援", "handed over to Fire and Rescue"))
    other.taps(other.word("button-page-back"))
    # In full, however long.
    other.sees(says(other, f"交业务机构：{UNIT}", f"to the unit: {UNIT}"))
    lead.sees(says(lead, "消防救援已办结线索 017-03-X1", "Fire and Rescue closed clue 017-03-X1"))
    taps(lead, "button-look")
    lead.sees(says(lead, "✅ 已办结：已改正", "✅ Closed: 已改正"))
    taps(other, "button-back")
    taps(other, "button-back")
    other.sees(says(other, "没有未办结的线索", "Nothing to follow up"))
    told = [act for act in acts_of(town) if act.startswith("clue_")]
    assert told == [
        *("clue_opened", "clue_to_unit", "clue_offered", "clue_taken_back", "clue_offered", "clue_rejected"),
        *("clue_offered", "clue_accepted", "clue_closed"),
    ]
    fits(he, lead, other)


def hands_to_fire(lead: Phone) -> None:
    lead.taps(says(lead, "消防", "Fire"))
    taps(lead, "button-clue-hand")
