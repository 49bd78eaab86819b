"""CLUE_001–CLUE_019: a clue that cannot be followed up as asked."""

from rules.errors import Problem

NOT_NOW = Problem(
    "CLUE_001",
    "这条线索现在不能这样处理，没有改动。",
    "That does not follow from where this clue stands; nothing was changed.",
)
UNPROVEN = Problem(
    "CLUE_002",
    "办结要有证据。请先发一张照片或一份文件。",
    "Closing takes evidence. Send a photo or a file first.",
)
NO_SUCH_CLUE = Problem("CLUE_003", "没有找到这条线索。", "There is no such clue.")
SAME_DEPARTMENT = Problem(
    "CLUE_004",
    "线索已在这个部门，请选另一个部门。",
    "The clue is with that department already; choose another one.",
)
NOT_A_DAY = Problem(
    "CLUE_005",
    "没看懂日期。请发今天以后的一天，如 12.15。",
    "That is no day. Send one after today, such as 15 Dec.",
)
