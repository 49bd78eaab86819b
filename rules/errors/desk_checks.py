"""DESK_001–: steps of inspections that need no visit."""

from rules.errors import Problem

NEEDS_A_VISIT = Problem(
    "DESK_001",
    "这一户要实地核查。请到现场后点“我已到达”。",
    "This object is inspected on site. Tap “I have arrived” when you are there.",
)
WHAT_LENGTH = Problem(
    "DESK_002",
    "请写清楚，2 到 {most} 个字。",
    "Write it in 2 to {most} signs.",
)
DAY_UNREADABLE = Problem(
    "DESK_003",
    "看不懂“{typed}”，或这一天已过。请写期限，如：{example}",
    "“{typed}” is no day to come. Write the last day, such as: {example}",
)
ITEMS_UNREADABLE = Problem(
    "DESK_004",
    "看不懂“{typed}”，或没有这一项（共 {most} 项）。请写题号，如：1、3-5，或写：全部",
    "“{typed}” names no items of the {most}. Write numbers, such as 1, 3-5, or: all",
)
DAY_TOO_FAR = Problem(
    "DESK_006",
    "{day}太远了。请写 {most} 天以内的期限，最晚{last}",
    "{day} is too far away. Write a day within {most} days, {last} at the latest",
)
NO_SUCH_STEP = Problem(
    "DESK_005",
    "这一条已不在，或已经办结。请看现在的情况。",
    "This step is gone or settled. See how things stand.",
)
