"""RESULT_001–RESULT_019: a department's result that cannot be chosen, confirmed or reopened as asked."""

from rules.errors import Problem

PROBLEMS_NOTED = Problem(
    "RESULT_001",
    "已记{count}个问题（第{numbers}项），不能选这一条。先改检查表，或选别的结果。",
    "Problems noted: {count} (item {numbers}), so this result cannot be chosen. Change the checklist, or choose "
    "another.",
)
NO_PROBLEM_NOTED = Problem(
    "RESULT_002",
    "没有记问题，不能选这一条。先在检查表里记下问题。",
    "No problem is noted, so this result cannot be chosen. Note the problem in the checklist first.",
)
NOTHING_CHOSEN = Problem(
    "RESULT_003", "还没有选检查结果。先选一项，再确认。", "No result is chosen yet. Choose one first."
)
ITEMS_UNANSWERED = Problem(
    "RESULT_004",
    "还差{count}处（第{numbers}项），填好才能确认结果。",
    "Still missing: {count} (item {numbers}); the result can be confirmed once they are there.",
)
CONCLUDED_ALREADY = Problem(
    "RESULT_005",
    "本部门结果已经确认。要改请按“改我的结果”。",
    "This department's result is confirmed already. Press “Change my result” to change it.",
)
NOT_CONCLUDED = Problem(
    "RESULT_006", "本部门结果还没有确认，可以直接改。", "This department's result is not confirmed; just change it."
)
NUDGED_ALREADY = Problem(
    "RESULT_007",
    "刚提醒过，{minutes}分钟后可以再提醒。",
    "A reminder just went out; the next is possible in {minutes} min.",
)
NOBODY_TO_NUDGE = Problem(
    "RESULT_008", "对方部门已经完成，不用提醒。", "The other department has finished; no reminder is needed."
)
REMARKS_TOO_LONG = Problem(
    "RESULT_009",
    "备注有{count}字，最多{most}字。请缩短再发。",
    "The remarks have {count} characters; at most {most}. Please shorten them.",
)
