"""SUBMIT_001–SUBMIT_019: a visit that cannot be submitted as asked."""

from rules.errors import Problem

GAPS_LEFT = Problem(
    "SUBMIT_001",
    "还差{count}处。补齐，或写明原因后再提交。",
    "{count} things are still missing. Complete them, or give a reason, then submit.",
)
SECTION_OPEN = Problem(
    "SUBMIT_002",
    "还有部门没有确认结果。只有牵头部门可以写明原因后提交；请提醒对方完成。",
    "A department has not confirmed its result. Only the lead department may submit with a reason; remind the other "
    "one.",
)
NOT_LOST = Problem(
    "SUBMIT_003", "这张照片已经取回，不用重发。", "This photo has arrived after all; no need to send it again."
)
NOT_SUBMITTED = Problem("SUBMIT_004", "这次核查还没有提交。", "This visit is not submitted yet.")
