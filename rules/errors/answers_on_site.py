"""Problems of answering on site."""

from rules.errors import Problem

NO_SUCH_ITEM = Problem(
    "ITEM_001", "只有 1–{most} 项。请发送其中的数字。", "There are items 1–{most} only. Send one of these."
)
CONCLUDED = Problem(
    "ITEM_002",
    "本部门已确认结果。要改，先按“改我的结果”。",
    "Your result is confirmed. Press “Change mine” first.",
)
NOTHING_TO_UNDO = Problem("ITEM_003", "没有可以撤销的作答。", "There is no answer of yours to undo.")
NOTHING_OPEN = Problem(
    "ITEM_004", "这一页没有未答的项，没有改动。", "Nothing is open on this page; nothing was changed."
)
NOT_A_PROBLEM = Problem(
    "ITEM_005",
    "第{number}项没有记为不符合。先按“不符合”。",
    "Item {number} is not marked. Press “Does not comply” first.",
)
NOT_A_CHOICE = Problem(
    "ITEM_006", "第{number}项没有这个选项。请按卡片上的按钮。", "Item {number} has no such choice. Use the buttons."
)
NOTE_TOO_LONG = Problem(
    "ITEM_007",
    "说明有 {count} 字，最多 {most} 字。请分几条写，或缩短再发。",
    "{count} characters; at most {most}. Please shorten it.",
)
UNDO_BY_RECEIPT = Problem(
    "ITEM_008",
    "最后记的是第{number}项的照片。要撤回，请按照片回执上的“撤回”。",
    "The last thing noted is the photo of item {number}. To take it back, press “Withdraw” on its receipt.",
)
NOT_ASKED_NOW = Problem(
    "ITEM_009",
    "这一题现在不用答了，没有记入。请看新的卡片。",
    "This question is no longer asked; nothing was noted. See the new card.",
)
NO_SUCH_ROUND = Problem(
    "ITEM_010",
    "这一个已经不在了，没有改动。",
    "This one is gone already; nothing was changed.",
)
ROUND_NOT_BACK = Problem(
    "ITEM_012",
    "删除之后又有了新的作答，不能再恢复。需要的话，请再加一个。",
    "Something was answered since the removal; it cannot be brought back. Add one again if it is needed.",
)
UNDO_ELSEWHERE = Problem(
    "ITEM_011",
    "“撤销”只收回检查表里的作答。这里要改什么，请按卡片上的按钮。",
    "“undo” takes back answers of the checklist only. What stands here is changed by the card's buttons.",
)
